#pragma once
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/upkeep/gap_listing.h"

namespace porchlight {

/// A page for the printer, `kCallsPerSheet` calls to a sheet, with room for answer, name and day.
/// Nothing in it mentions anybody who looks for help.
/// @param language "fr", else English.
std::string call_sheets_html(const std::vector<SheetCall>& calls, Day made_on,
                             const std::string& language);

inline constexpr std::size_t kCallsPerSheet = 10;

}  // namespace porchlight
