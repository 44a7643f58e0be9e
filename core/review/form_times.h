#pragma once
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"

namespace porchlight {

/// Whether a text is a time of day as forms have it: "09:00", at most "24:00".
bool is_form_time(const std::string& text);

/// The days on which a listing is closed or has other hours: {first, last, kind, effect, opens_at,
/// closes_at}; kind "all": of whatever it has hours of.
Json closures_for_form(const Json& record);

/// Puts the form's closures in the place of the record's.
Result<void> set_closures(Json& record, const Json& value, const std::string& pointer);

/// When a phone is answered: a list of {byday, opens_at, closes_at} as one code of phone_times.h.
Result<std::string> read_phone_times(const Json& value, const std::string& pointer);

}  // namespace porchlight
