#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// Public holidays by region, from rules (data/holidays.json):
///
///     {"holidays": [{"id": "canada-day", "name": {"en": "Canada Day"}, "regions": ["CA"],
///                    "rule": {"month": 7, "day": 1}}]}
///
/// where `rule` is one of {"month", "day"}, {"month", "weekday": "MO", "nth": 1..5 or -1},
/// {"month", "weekday", "before_day"} (the last such weekday before that day) and {"easter": days
/// from Easter Sunday}; a fixed day may have "observed": "monday" or "nearest". Immutable after
/// loading; may be shared by threads.
class HolidayCalendar {
  public:
    /// A calendar without any holiday.
    HolidayCalendar() = default;

    /// @error bad_request naming file, pointer and reason where the file isn't what it should be;
    /// unavailable where it can't be read.
    static Result<HolidayCalendar> load(const std::filesystem::path& file);

    /// True where `day` is a public holiday of the region: "CA-MB" has its own and those of "CA".
    bool is_holiday(Day day, std::string_view region) const;

    /// Name of the holiday in a language (falling back to English); empty where there is none.
    std::string name_on(Day day, std::string_view region, std::string_view language) const;

    /// One rule, as read from the file.
    struct Rule {
        enum class Kind { fixed, nth_weekday, weekday_before, easter } kind = Kind::fixed;
        /// On which further day a holiday on a weekend is kept: none, the Monday after, or the
        /// nearest weekday (Saturday: Friday). The day itself stays a holiday as well.
        enum class Observed { none, monday, nearest } observed = Observed::none;
        unsigned month = 0;
        unsigned day = 0;       ///< fixed: day of the month; weekday_before: before this day.
        unsigned weekday = 0;   ///< 0 Monday .. 6 Sunday.
        int nth = 0;            ///< 1..5, or -1 for the last.
        int easter_offset = 0;  ///< Days from Easter Sunday.
        std::map<std::string, std::string> name;
    };

    void add(std::string region, Rule rule);

  private:
    /// The rules of one region and, worked out once, the days they give.
    struct Region {
        std::vector<Rule> rules;
        std::vector<bool> days;  ///< From kFirstYear's first day.
        bool contains(Day day) const;
    };

  public:
    /// The holidays of one region, looked up once for many days. Not longer than the calendar.
    class OfRegion {
      public:
        bool contains(Day day) const {
            return (own_ && own_->contains(day)) || (country_ && country_->contains(day));
        }

      private:
        friend class HolidayCalendar;
        const Region* own_ = nullptr;
        const Region* country_ = nullptr;
    };

    OfRegion of(std::string_view region) const;

  private:
    std::map<std::string, Region, std::less<>> regions_;
};

}  // namespace porchlight
