#include "core/checkin/week_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/hours/opening.h"

namespace porchlight {
namespace {

constexpr int kWeeks = 4;
constexpr int kDays = 7;

/// The shifts of one day, each as its first minute of that day and the minute at which it ends.
using DayShifts = std::vector<std::pair<int, int>>;

struct Week {
    std::array<DayShifts, kDays> days;  ///< Monday first.
    bool varies = false;                ///< Its weeks differ, or some of it isn't known.
};

int minute_of(Day day, LocalMinutes at) {
    return static_cast<int>((at - LocalMinutes{day.time_since_epoch()}).count());
}

Day monday_before(Day day) {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

/// What most of the weeks have on each weekday.
Week ordinary_week(const Hours& hours, HoursKind kind, Day today, const HolidayCalendar& holidays,
                   const std::string& region) {
    Week out;
    const auto first = monday_before(today);
    for (int weekday = 0; weekday < kDays; ++weekday) {
        std::vector<DayShifts> seen;
        for (int week = 0; week < kWeeks; ++week) {
            // The days of this week that are over are taken from the week after the last.
            auto day = first + std::chrono::days{kDays * week + weekday};
            if (day < today) day += std::chrono::days{kDays * kWeeks};
            if (holidays.is_holiday(day, region)) continue;
            DayShifts shifts;
            for (const auto& shift : shifts_between(hours, kind, day, 1, holidays, region)) {
                out.varies = out.varies || shift.uncertain;
                shifts.emplace_back(minute_of(day, shift.opens), minute_of(day, shift.closes));
            }
            seen.push_back(std::move(shifts));
        }
        std::size_t most = 0;
        for (const auto& shifts : seen) {
            const auto times = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), shifts));
            out.varies = out.varies || times != seen.size();
            if (times > most) most = times, out.days[static_cast<std::size_t>(weekday)] = shifts;
        }
    }
    return out;
}

bool is_all_day(const DayShifts& shifts) {
    return shifts.size() == 1 && shifts[0].first == 0 && shifts[0].second >= 24 * 60;
}

std::string clock_of(int minute) {
    return Wording::clock_time(LocalMinutes{std::chrono::minutes{minute % (24 * 60)}});
}

/// `list` with one more behind it, in the way in which the language of the texts puts them apart ("list_comma" or
/// "list_semicolon").
std::string joined(const std::string& list, const std::string& more, const char* way,
                   const Wording& wording, const std::string& language) {
    return list.empty() ? more : wording.text(way, language, {{"first", list}, {"rest", more}});
}

std::string times_of(const DayShifts& shifts, const Wording& wording, const std::string& language) {
    if (is_all_day(shifts)) return wording.text("week_day_and_night", language);
    std::string out;
    for (const auto& [opens, closes] : shifts)
        out = joined(out,
                     wording.text("week_from_to", language,
                                  {{"from", clock_of(opens)}, {"time", clock_of(closes)}}),
                     "list_comma", wording, language);
    return out;
}

std::string days_of(int first, int last, const Wording& wording, const std::string& language) {
    const auto name = [&](int weekday) {
        return wording.weekday(monday_before(Day{}) + std::chrono::days{weekday}, language);
    };
    if (first == last) return name(first);
    return wording.text("week_days", language, {{"first", name(first)}, {"last", name(last)}});
}

/// Days with the same shifts are told together, neighbours as "Monday to Friday".
std::string told(const Week& week, bool complete, const Wording& wording, const std::string& language) {
    if (std::all_of(week.days.begin(), week.days.end(), is_all_day))
        return wording.text("open_always", language);
    std::vector<std::pair<DayShifts, std::string>> groups;  // Shifts, and their days in words.
    bool any_closed = false;
    for (int first = 0; first < kDays;) {
        const auto& shifts = week.days[static_cast<std::size_t>(first)];
        int last = first;
        while (last + 1 < kDays && week.days[static_cast<std::size_t>(last + 1)] == shifts) ++last;
        auto days = days_of(first, last, wording, language);
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&](const auto& each) { return each.first == shifts; });
        any_closed = any_closed || shifts.empty();
        if (group != groups.end())
            group->second = joined(group->second, days, "list_comma", wording, language);
        else if (!shifts.empty())
            groups.emplace_back(shifts, std::move(days));
        first = last + 1;
    }
    std::string out;
    for (const auto& [shifts, days] : groups)
        out = joined(out,
                     wording.text("week_line", language,
                                  {{"days", days}, {"times", times_of(shifts, wording, language)}}),
                     "list_semicolon", wording, language);
    if (!out.empty() && any_closed && complete)
        out = joined(out, wording.text("week_else_closed", language), "list_semicolon", wording, language);
    return out;
}

std::optional<HoursKind> kind_of(const Hours& hours) {
    for (const auto kind : {HoursKind::open, HoursKind::intake})
        if (std::any_of(hours.shifts.begin(), hours.shifts.end(),
                        [&](const Shift& shift) { return shift.kind == kind; }))
            return kind;
    return std::nullopt;
}

}  // namespace

std::string week_in_words(const Hours& hours, Day today, const HolidayCalendar& holidays,
                          const std::string& holiday_region, const Wording& wording,
                          const std::string& language) {
    const auto kind = kind_of(hours);
    if (!kind) return {};
    const auto week = ordinary_week(hours, *kind, today, holidays, holiday_region);
    const bool lead = !hours.stated_on || hours.standing < Standing::stated;
    auto out = told(week, !lead && !week.varies, wording, language);
    if (out.empty()) return {};
    if (week.varies)
        out = joined(out, wording.text("week_varies", language), "list_semicolon", wording, language);
    return lead ? wording.text("hours_said", language, {{"said", out}}) : out;
}

}  // namespace porchlight
