#pragma once
#include <string>
#include <string_view>

namespace porchlight {

/// A place's name as it is compared: NFKC case folding, no accents on Latin letters (marks of other
/// scripts stay: they make other words), "saint" and "sainte" as "st" and "ste", apostrophes gone,
/// any other punctuation one space. "Trois-Rivières" gives "trois rivieres", "St. John's" "st
/// johns". Text that isn't UTF-8 gives "".
std::string fold_place_name(std::string_view name);

}  // namespace porchlight
