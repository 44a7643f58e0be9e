#pragma once
#include <filesystem>
#include <initializer_list>
#include <set>
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

    /// Takes a locale's messages wherever the file has none in its language.
    /// @error bad_request naming file, pointer and reason: no such message, another filler than in
    /// English, or, where the locale says that it is complete, a message that neither has.
    Result<void> add(const Locale& locale);

    /// Has the locale's messages go before the file's: on a screen that a participant sees.
    void word_for_kiosk(const Locale& locale);

    /// Whether a reader's words have been gone through by no speaker: then the English ones stand
    /// beside what is said of safety.
    bool is_unreviewed(std::string_view language) const;

    /// A message in every language.  An id that isn't there is a fault of the program: it throws.
    const Localized& in_all(std::string_view id) const;

    /// A message, filled in. An id that isn't there is a fault of the program: it throws.
    std::string text(std::string_view id, std::string_view language,
                     std::initializer_list<Filler> fillers = {}) const;

    /// "3 March 2026", as the language writes it, but with Western digits.
    std::string date(Day day, std::string_view language) const;
    /// "Tuesday".
    std::string weekday(Day day, std::string_view language) const;
    /// "22:00".
    static std::string clock_time(LocalMinutes at);
    /// "22:00", "22:00 tomorrow", "Friday 09:00": as seen from `now`.
    std::string moment(LocalMinutes at, LocalMinutes now, std::string_view language) const;
    /// "2.3" below ten, "14" above, with the language's decimal mark.
    std::string kilometres(double km, std::string_view language) const;

  private:
    std::string_view format_language(std::string_view language) const;

    std::unordered_map<std::string, Localized> messages_;
    std::set<std::string, std::less<>> languages_{"en", "fr", "es"};  ///< That have messages.
    std::set<std::string, std::less<>> unreviewed_;
};

}  // namespace porchlight
