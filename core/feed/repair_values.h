#pragma once
#include "core/feed/repair.h"

namespace porchlight {

/// The second half of repair_record: values whose meaning is known by their member's name, in a
/// record whose texts are mended.
void repair_values(Json& record, const SourceSettings& source, const Catalogue& catalogue, RepairLog& log);

}  // namespace porchlight
