#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// What in a note could tell who somebody is.
enum class Identifying : std::uint8_t { email, phone, date, address, name };

/// "an e-mail address", "a phone number" and so on: for a sentence.
std::string_view to_string(Identifying kind);

/// Looks for what doesn't belong into a note about a listing: e-mail addresses, phone numbers, dates,
/// street addresses and people's names, in English, French and Spanish. It would rather refuse a good
/// note than keep a bad one; a clock time, a weekday and the listing's own names are fine. Immutable;
/// may be shared by threads; keeps no text.
class NoteLint {
  public:
    /// @param given_names a file with one given name a line; # begins a comment.
    /// @error unavailable where it can't be read.
    static Result<NoteLint> load(const std::filesystem::path& given_names);

    /// The first thing found.
    /// @param allowed names that the listing itself has: their words aren't people's here.
    std::optional<Identifying> find(std::string_view note,
                                    const std::vector<std::string>& allowed = {}) const;

  private:
    std::unordered_set<std::string> given_names_;  ///< Folded.
};

}  // namespace porchlight
