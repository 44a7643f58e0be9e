#pragma once
#include <string_view>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// Wall-clock minute in an IANA zone at an instant (ICU: g++ 12 has no chrono zones). From any
/// thread; about 25 ns once a zone was used.
/// @error bad_request where the zone's name is unknown, or the year is outside 1970 to 2199.
Result<LocalMinutes> local_minutes(Instant instant, std::string_view zone);

/// The instant at which the wall clock of a zone shows a minute (decision 18): one that the clock
/// skips moves to the end of the gap, one that it shows twice is the first.
/// @error bad_request as local_minutes.
Result<Instant> instant_of(LocalMinutes local, std::string_view zone);

/// True where ICU knows this zone under exactly this name and the IANA database does too.
/// "Etc/Unknown", offsets such as "GMT+5" and ICU's own short names aren't zones: its "AST" is
/// Alaska, which a listing in Halifax doesn't mean.
bool is_known_zone(std::string_view zone);

}  // namespace porchlight
