#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// Public holidays by region, from rules (data/holidays.json). Immutable after loading; may be
/// shared by threads.
class HolidayCalendar {
  public:
    /// A calendar without any holiday.
    HolidayCalendar() = default;

    /// @error bad_request naming file, pointer and reason where the file isn't what it should be.
    static Result<HolidayCalendar> load(const std::filesystem::path& file);

    /// True where `day` is a public holiday of the region: "CA-MB" has its own and those of "CA".
    bool is_holiday(Day day, std::string_view region) const;

    /// Name of the holiday in a language (falling back to English); empty where there is none.
    std::string name_on(Day day, std::string_view region, std::string_view language) const;

    /// One rule, as read from the file.
    struct Rule {
        enum class Kind { fixed, nth_weekday, weekday_before, easter } kind = Kind::fixed;
        unsigned month = 0;
        unsigned day = 0;       ///< fixed: day of the month; weekday_before: before this day.
        unsigned weekday = 0;   ///< 0 Monday .. 6 Sunday.
        int nth = 0;            ///< 1..5, or -1 for the last.
        int easter_offset = 0;  ///< Days from Easter Sunday.
        std::map<std::string, std::string> name;
    };

    void add(std::string region, Rule rule);

  private:
    std::map<std::string, std::vector<Rule>, std::less<>> rules_;
};

}  // namespace porchlight
