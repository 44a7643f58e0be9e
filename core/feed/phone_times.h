#pragma once
#include "core/base/json.h"
#include "core/base/error.h"

namespace porchlight {

/// The taxonomy under which a phone says when it is answered: HSDS 3.1 has no schedule of a phone.
inline constexpr const char* kPhoneTimes = "Porchlight phone hours";

/// Weekly times [{byday, opens_at, closes_at}] as one code: "MO,TU 09:00-17:00; SA 10:00-12:00".
std::string phone_times_code(const Json& times);

/// The other way: what a phone says of when it is answered. Empty where it says nothing; what no such
/// code says is left out.
Json phone_times_of(const Json& phone);

}  // namespace porchlight
