#pragma once
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/time.h"
#include "core/catalogue/catalogue.h"

namespace porchlight {

/// A value to put where a message says {name}.
struct Filler {
    std::string_view name;
    std::string value;
};

/// The sentences of answers, in the reader's language (data/messages/server.json). Immutable; may
/// be shared by threads.
class Wording {
  public:
    /// @error bad_request naming file, pointer and reason.
    static Result<Wording> load(const std::filesystem::path& file,
                                const std::filesystem::path& schema_folder);

    /// A message, filled in. An id that isn't there is a fault of the program: it throws.
    std::string text(std::string_view id, std::string_view language,
                     std::initializer_list<Filler> fillers = {}) const;

    /// "3 March 2026", as the language writes it.
    static std::string date(Day day, std::string_view language);
    /// "Tuesday".
    static std::string weekday(Day day, std::string_view language);
    /// "22:00".
    static std::string clock_time(LocalMinutes at);
    /// "22:00", "22:00 tomorrow", "Friday 09:00": as seen from `now`.
    std::string moment(LocalMinutes at, LocalMinutes now, std::string_view language) const;
    /// "2.3" below ten, "14" above, with the language's decimal mark.
    static std::string kilometres(double km, std::string_view language);

  private:
    std::unordered_map<std::string, Localized> messages_;
};

}  // namespace porchlight
