#pragma once
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.h"

namespace porchlight {

using Json = nlohmann::json;

/// Parses JSON that may be hostile: UTF-8 must be valid, nesting at most `max_depth`, no key twice
/// in one object (nlohmann keeps the last one silently, so {"hidden":true,"hidden":false} would
/// un-hide), no number beyond a double.
/// @error bad_request with the JSON pointer (or byte) in `where`.
Result<Json> parse_json(std::string_view text, std::size_t max_depth = 16);

}  // namespace porchlight
