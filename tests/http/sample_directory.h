#pragma once
#include <string>
#include <vector>

#include "tests/http/server_process.h"
#include "tests/http/staff.h"

namespace porchlight::testing {

/// The project's data folder. Canonical: the sample is made by a script that wants its own path.
extern const std::string kData;
/// An id that no service has.
inline const std::string kAbsent = "00000000-0000-4000-8000-000000000000";

/// The sample directory as of today, made by the real indexer; its last listing was withdrawn by a
/// second, shorter feed.
class SampleDirectory {
  public:
    SampleDirectory();

    std::string path() const { return (folder_.path() / "directory").string(); }
    const std::string& withdrawn() const { return withdrawn_; }
    const std::vector<std::string>& ids() const { return ids_; }
    Staff& staff() const { return *staff_; }

  private:
    void index(std::vector<std::string> arguments) const;
    void shorten(const std::string& feed);

    TemporaryFolder folder_;
    std::string withdrawn_;
    std::vector<std::string> ids_;
    std::unique_ptr<Staff> staff_;
};

/// The code of any service of a directory, as its card carries it.
std::string short_id_of(const std::string& directory, const std::string& id);

/// Made once for each run of this program.
const SampleDirectory& sample();

/// A copy of the sample directory that a test may change.  @return its path.
std::string copy_of_sample(const std::filesystem::path& to);

/// A searchd with the sample directory, or with another folder.
ServerProcess serve(std::vector<std::string> arguments, const std::string& data = sample().path());

/// The same, asked by a worker who is signed in.
/// @param staff the accounts of that folder, or of the one that it was copied from.
ServerProcess serve_staff(std::vector<std::string> arguments = {}, const std::string& data = sample().path(),
                          Staff& staff = sample().staff());

/// One of the two: "staff" or "public".
ServerProcess serve_as(const std::string& role);

}  // namespace porchlight::testing
