#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// Of a recurrence rule; shorter ones than days say nothing of days.
enum class Frequency : std::uint8_t { none, daily, weekly, monthly, yearly };

/// A rule that passed our own reading; libical sees nothing else, for it forgives too much.
struct RecurrenceRule {
    std::string text;  ///< Without UNTIL: libical compares it by time, we by day.
    Frequency frequency = Frequency::none;
    std::optional<Day> until;
    bool until_cuts_day = false;  ///< UNTIL has a time: its own day may or may not be in.
    long interval = 1;
    long count = 0;      ///< 0: without.
    int week_start = 0;  ///< WKST: 0 Monday .. 6 Sunday.
    std::vector<long> months, month_days, year_days, weeks, set_positions;
    std::size_t weekday_items = 0;  ///< Of BYDAY.
    std::bitset<7> weekdays;        ///< Named in BYDAY, with or without a number.
    long furthest_ordinal = 0;      ///< 2 for "2MO", "-2MO"; 0 where no weekday has a number.

    bool by_day() const { return weekday_items > 0; }
};

/// Reads an RFC 5545 rule strictly; `from` is its DTSTART. recurrence.h says what is refused.
/// @error bad_request
Result<RecurrenceRule> parse_recurrence_rule(std::string_view text, std::optional<Day> from);

}  // namespace porchlight
