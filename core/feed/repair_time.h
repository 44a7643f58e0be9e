#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight {

/// A time of day as some text says it.
struct ClockReading {
    int minute = 0;        ///< 0..1440; 1440 is "24:00", the end of the day.
    bool certain = false;  ///< Said with am or pm, in 24 hours, or with two digits as HSDS writes it.
};

/// Reads "09:00", "9:00am", "9:0am", "9 a.m.", "830am", "17:00:00", "24:00", "noon", "midnight", "17h30";
/// a numeric UTC offset behind it is cut, since the clock at the place is meant. Absent where it is
/// anything else, "Z" included: whose clock that is, nobody can say.
std::optional<ClockReading> read_clock(std::string_view text);

/// "HH:MM"; 1440 is "24:00".
std::string format_clock(int minute);

/// What can be said of a pair of opening and closing times.
struct ShiftReading {
    int opens = 0, closes = 0;  ///< Minutes of the day, closes up to 1440.
};

/// Both times, where they are certain: "8:00" to "5:00" isn't (morning or evening?), "8:00am" to "5:00pm"
/// and "08:00" to "17:00" are.
std::optional<ShiftReading> read_shift(std::string_view opens, std::string_view closes);

/// Days as HSDS writes them: "MO,TU", with ordinals ("2MO,-1FR") kept. Reads "Monday", "Mon, Tue",
/// "Mon-Fri", "daily", "weekdays", 1 (Monday) to 7, 0 (Sunday), and French and Spanish day names.
/// Absent where any part of it is unclear.
std::optional<std::string> read_days(std::string_view text);

/// In which order a source's country writes dates with slashes.
enum class DateOrder : std::uint8_t { unclear, month_first, day_first };

/// "YYYY-MM-DD" of "2013-06-20", "6/20/13", "20/06/2013" (where day and month can't be taken for each
/// other, or the order is known), "June 20, 2013" or a date-time. Absent where it is anything else.
std::optional<std::string> read_date(std::string_view text, DateOrder order);

}  // namespace porchlight
