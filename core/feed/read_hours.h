#pragma once
#include <optional>
#include <string_view>

#include "core/base/json.h"
#include "core/model/hours.h"

namespace porchlight {

/// Who stated hours, and when.
struct Stated {
    std::optional<Day> on;
    Standing standing = Standing::proposed;
};

/// The hours that a service, service_at_location or location carries itself: its schedules and
/// porchlight_closures. Nothing where it has none. A row that says on which days but not readably
/// when makes those days unknown, never closed (a rule that holds at no date); one that is words
/// only makes every day that no rule opens unknown.
std::optional<Hours> read_hours(const Json& holder, const Stated& stated);

/// Whether a phone's description says that it is answered day and night: "24 hours", but not an
/// answering machine's.
bool says_round_the_clock(std::string_view description);

/// When one of the phones is answered: as its own times say (phone_times.h), at other times unknown as
/// long as another number says nothing. Without any: round the clock, where a description says so, a
/// lead that is never dated.
std::optional<Hours> read_phone_hours(const Json& record, const Stated& stated);

/// What a schedule is about, by its notes and attributes, or by the first words of its description.
HoursKind hours_kind_of(const Json& schedule);

}  // namespace porchlight
