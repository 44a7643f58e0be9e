#pragma once
#include "core/base/json.h"

namespace porchlight {

/// Gives the members of an Open Referral UK object (3.0, which renames a few, and 1.0, whose lists have
/// plurals and tables of their own) the names of HSDS 3.1. Whatever has those already stays as it is.
/// Depth is bounded by the parser's.
void take_uk_names(Json& row);

}  // namespace porchlight
