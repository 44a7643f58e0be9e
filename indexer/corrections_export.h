#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/store/corrections.h"

namespace porchlight {

/// Those of a service's confirmed values that whoever has `record` may know.
/// @param record as it leaves: public, or whole with `staff`.
std::vector<ConfirmedValue> that_may_leave(std::vector<ConfirmedValue> values, const Json& record, const Catalogue& catalogue, bool staff);

/// The names of the columns, a line of CSV.
std::string corrections_header();

/// One confirmed value, a line of CSV. No cell is a formula.
std::string corrections_row(const ConfirmedValue& value, const Json& record);

/// The record with its confirmed values as HSDS's metadata: field, previous value, replacement, date.
Json corrections_record(Json record, const std::vector<ConfirmedValue>& values);

}  // namespace porchlight
