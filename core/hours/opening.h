#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/hours/holidays.h"
#include "core/hours/zone.h"
#include "core/model/hours.h"

namespace porchlight {

/// What recorded hours say of one moment. `unknown` is neither open nor closed.
enum class OpenState : std::uint8_t { unknown, closed, open };

std::string_view to_string(OpenState state);

/// The answer for one kind of hours at one local minute.
struct Opening {
    OpenState state = OpenState::unknown;
    std::optional<LocalMinutes>
        until;  ///< open: when this shift (or the unbroken run of shifts) ends.
    std::optional<LocalMinutes>
        next;              ///< closed: when the next shift starts, at most 60 days ahead.
    bool holiday = false;  ///< unknown because it is a public holiday without a recorded rule.
};

/// Judges the rules of `kind` at a local minute; pure (decision 18):
/// - a shift belongs to the day on which it starts; 22:00 for 480 minutes ends at 06:00, also on a
/// DST night;
///   start included, end not; 1440 minutes and more from 00:00 is all day;
/// - `from`/`until`, exceptions and holidays are tested on the day on which the shift started;
/// - valid_from/valid_to: outside, that rule is unknown, not closed: where no other rule says open,
/// the answer is
///   unknown; a rule that can't be read (rrule, times, no day at all) is unknown on every day of
///   `from`..`until`;
/// - a day that no rule of the kind lists is closed; a kind without any rule is unknown;
/// - an exception of the kind on the start day comes before rules and holidays; a day for which one
/// exception says
///   closed and another special contradicts itself: the special shift is unknown;
/// - a start day that is a public holiday of `holiday_region` without an exception: its shifts are
/// unknown. `until` runs on over shifts that follow each other without a break; it is absent where
/// that is for more than 14 days (24/7). Below 1 µs and without allocation for weekly rules.
Opening opening_at(const Hours& hours, HoursKind kind, LocalMinutes at,
                   const HolidayCalendar& holidays, std::string_view holiday_region);

/// One shift as it falls on a date, for showing a week.
struct DatedShift {
    Day day{};  ///< Day on which it starts.
    LocalMinutes opens{};
    LocalMinutes closes{};
    bool uncertain = false;  ///< Outside valid_from/valid_to, or a holiday without a rule.
};

/// The shifts of a kind that start on `first` .. `first + days - 1`, in order. days 1..62.
std::vector<DatedShift> shifts_between(const Hours& hours, HoursKind kind, Day first, int days,
                                       const HolidayCalendar& holidays,
                                       std::string_view holiday_region);

/// Half hours of the week (0 = Monday 00:00 .. 335) in which a plain weekly rule may be open, for
/// index terms that only narrow: each is a half hour that a shift touches, with dates ignored. A
/// kind with an rrule, an exception or no rule at all gives all 336: nothing may be lost.
std::vector<std::uint16_t> half_hours_touched(const Hours& hours, HoursKind kind);

/// "22:00 to 06:00 next day" from opens_at and closes_at as HSDS has them: a closing at or before
/// the opening is the next day; 23:59 closes at midnight; 00:00 to 23:59 is 24 hours.
/// @return length in minutes, 1..1440.
int shift_minutes(int opens_minute, int closes_minute);

}  // namespace porchlight
