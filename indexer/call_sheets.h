#pragma once
#include <string>
#include <vector>

#include "core/base/time.h"

namespace porchlight {

/// One call as it stands on a sheet: whom to ring and what to ask.
struct SheetCall {
    std::string name;
    std::string organization;            ///< Empty: not known.
    std::string region;                  ///< Empty: not known.
    std::vector<std::string> phones;     ///< With extension and what the listing says of each.
    std::string said;                    ///< Why this call: how many lists it would count in.
    std::vector<std::string> questions;  ///< As asked on the phone.
};

/// A page for the printer, `kCallsPerSheet` calls to a sheet, with room for answer, name and day.
/// Nothing in it mentions anybody who looks for help.
/// @param language "fr", else English.
std::string call_sheets_html(const std::vector<SheetCall>& calls, Day made_on,
                             const std::string& language);

inline constexpr std::size_t kCallsPerSheet = 10;

}  // namespace porchlight
