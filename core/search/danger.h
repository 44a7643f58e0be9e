#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// Phrases in which a person says that they are in danger right now (data/wording/danger.json), in
/// every interface language at once. Immutable; may be shared by threads; keeps no text.
class DangerWords {
  public:
    /// @error bad_request naming file, pointer and reason.
    static Result<DangerWords> load(const std::filesystem::path& file,
                                    const std::filesystem::path& schema_folder);

    /// Whether one of them is in the text, within one sentence. Case, accents and apostrophes make
    /// no difference. Function words count, unlike in the catalogue's phrases: "he is outside" isn't
    /// "outside".
    bool said_in(std::string_view text) const;

  private:
    using Words = std::vector<std::string>;  ///< Folded.
    std::unordered_map<std::string, std::vector<Words>> by_first_word_;
};

}  // namespace porchlight
