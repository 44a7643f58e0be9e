#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace porchlight {

/// What in a text could tell where a hidden site is: a street, an address, a postal code,
/// coordinates, a plus code, three words of a map, a map's link, a stop, or a place beside which it is
/// ("across from …"); in English, French and Spanish. It would rather ask about a good text than let
/// a bad one pass. Each as it stands in the text, in its order; nothing of it is kept.
std::vector<std::string> place_hints(std::string_view text);

}  // namespace porchlight
