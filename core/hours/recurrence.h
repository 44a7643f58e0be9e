#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// Whether a rule lists a day; `unknown` is neither.
enum class Listed : std::uint8_t { no, yes, unknown };

/// Whether an RFC 5545 rule ("FREQ=MONTHLY;BYDAY=2MO", with or without "RRULE:") lists a day;
/// `from` is its DTSTART. Days only: floating local time, so no zone and no clock change touches
/// them. `unknown` for a rule that can't be read, that has parts beyond days (BYHOUR, FREQ=HOURLY)
/// or that hangs on a DTSTART which isn't given (INTERVAL=2, COUNT, "monthly" without a day); and
/// for the day of an UNTIL with a time that may cut it. Answers are cached per thread.
Listed rrule_lists(std::string_view rrule, std::optional<Day> from, Day day);

/// Says why rrule_lists() can't read a rule, for an import's report.
/// @error bad_request
Result<void> check_rrule(std::string_view rrule, std::optional<Day> from);

/// Days of one block of a rule's expansion.
inline constexpr int kRecurrenceBlockDays = 1024;
using RecurrenceBlock = std::bitset<kRecurrenceBlockDays>;

/// The days `first` .. `first + 1023` that a readable rule lists, without cache; for tests.
/// @error bad_request as check_rrule.
Result<RecurrenceBlock> expand_rrule(std::string_view rrule, std::optional<Day> from, Day first);

}  // namespace porchlight
