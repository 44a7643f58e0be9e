#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/feed/repairs.h"
#include "core/model/listing.h"

namespace porchlight {

/// What repairing one record did.
struct RepairLog {
    std::vector<Repair> repairs;                      ///< With the source's values.
    std::array<std::size_t, kRepairKinds> counts{};   ///< By kind.
    std::size_t emptied = 0;                          ///< nulls and empty values that were left out.

    void add(RepairKind kind, std::string path, std::string before);
};

/// Makes members that HSDS has as arrays into arrays of objects, so that positions hold from here
/// on: one object alone is wrapped, anything else is dropped.
void repair_shape(Json& record, RepairLog& log);

/// Mends a service object in place, only where it is certain what was meant: texts, times, days,
/// dates, numbers, places, languages, addresses of the web; leaves out nulls and empty values.
/// Never guesses: what is unclear is left as it is, or out where it would mislead (times, coordinates).
void repair_record(Json& record, const SourceSettings& source, const Catalogue& catalogue, RepairLog& log);

}  // namespace porchlight
