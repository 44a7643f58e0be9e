#pragma once
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"

namespace porchlight {

/// Whom a listing takes and what it costs, as the form has it: {all_ages, genders, cost}. Of these
/// only what was said.
void add_taken(const Json& record, Json& members);

/// Puts what the form says of it into the record, where `changes` has it; null takes it away. Other
/// attributes, and what one pays in other ways, stay.
Result<void> set_taken(Json& record, const Json& changes);

}  // namespace porchlight
