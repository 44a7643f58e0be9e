#pragma once
#include <initializer_list>
#include <string_view>

#include "core/base/time.h"
#include "core/model/hours.h"

namespace porchlight::test {

/// Builders for tests: `weekly(kWeekdays, "09:00", 480)`.
inline constexpr std::uint8_t kMonday = 1, kTuesday = 2, kWednesday = 4, kThursday = 8,
                              kFriday = 16, kSaturday = 32, kSunday = 64, kWeekdays = 31,
                              kEveryDay = 127;

inline Day day(std::string_view text) {
    return *parse_day(text);
}
inline LocalMinutes at(std::string_view text) {
    return *parse_local_minutes(text);
}

/// "22:00" as minute of the day.
inline std::int16_t clock_minute(std::string_view text) {
    return static_cast<std::int16_t>(((text[0] - '0') * 10 + text[1] - '0') * 60 +
                                     (text[3] - '0') * 10 + text[4] - '0');
}

inline Shift weekly(std::uint8_t weekdays, std::string_view opens, int length) {
    Shift shift;
    shift.weekdays = weekdays;
    shift.opens = clock_minute(opens);
    shift.minutes = static_cast<std::int16_t>(length);
    return shift;
}

inline Shift recurring(std::string_view rrule, std::string_view opens, int length) {
    auto shift = weekly(0, opens, length);
    shift.rrule = rrule;
    return shift;
}

inline HoursException closed_on(std::string_view first, std::string_view last) {
    HoursException exception;
    exception.first = day(first);
    exception.last = day(last);
    return exception;
}

inline HoursException special_on(std::string_view date, std::string_view opens, int length) {
    auto exception = closed_on(date, date);
    exception.effect = HoursException::Effect::special;
    exception.opens = clock_minute(opens);
    exception.minutes = static_cast<std::int16_t>(length);
    return exception;
}

inline Hours hours_of(std::initializer_list<Shift> shifts,
                      std::initializer_list<HoursException> exceptions = {}) {
    Hours hours;
    hours.shifts = shifts;
    hours.exceptions = exceptions;
    return hours;
}

}  // namespace porchlight::test
