#pragma once
#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/index/document.h"
#include "core/index/generation.h"
#include "core/index/writer.h"
#include "core/store/store.h"

namespace porchlight {

/// Tells how far long work has come.
using BuildProgress = std::function<void(std::size_t done, std::size_t total)>;

/// Makes a new generation of the whole store, in map order, seals it and makes it live.
/// The caller holds the WriterLock.
Result<Generation> rebuild_index(const std::filesystem::path& index_folder, Store& store,
                                 const DocumentMaker& maker, const IndexIdentity& identity,
                                 const Clock& clock, const BuildProgress& progress);

/// Keeps the working copy current. The caller holds the WriterLock.
class Follower {
  public:
    /// @param check_live checks a working copy in a child process (Xapian may crash on corrupt files).
    Follower(std::filesystem::path index_folder, Store& store, const DocumentMaker& maker,
             IndexIdentity identity, const Clock& clock,
             std::function<Result<void>(const std::filesystem::path&)> check_live);

    /// Brings up a working copy that can be trusted: checks `live`; throws it away and copies the
    /// newest generation that verifies; rebuilds where there is none or its identity is another.
    /// @param told receives what was done and why, in sentences for the operator.
    Result<void> start(const std::function<void(const std::string&)>& told);

    /// Applies what the store published since; at most `batch` changes and one commit. After an
    /// erasure of a place the index is made anew and older generations are deleted (decision 2).
    /// @return how many changes.
    Result<int> step(int batch = 500);

    /// Seals a generation from the working copy as it stands.
    Result<Generation> seal_now();

    /// Changes applied since the last seal: more than a tenth of the directory calls for one.
    bool wants_seal() const;

    std::int64_t sequence() const { return writer_ ? writer_->sequence() : 0; }

  private:
    Result<void> rebuild(const std::function<void(const std::string&)>& told);
    Result<void> open_live();
    Result<int> step_after_erasure(std::int64_t erasures);
    Result<int> beat(Instant now);

    std::filesystem::path index_folder_;
    Store& store_;
    const DocumentMaker& maker_;
    IndexIdentity identity_;
    const Clock& clock_;
    std::function<Result<void>(const std::filesystem::path&)> check_live_;
    std::unique_ptr<IndexWriter> writer_;
    std::int64_t changed_since_seal_ = 0;
    Instant beaten_{};  ///< When the index was last known to hold all that was published.
    std::int64_t services_ = 0;
};

}  // namespace porchlight
