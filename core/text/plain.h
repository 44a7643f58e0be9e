#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace porchlight {

/// A text that people typed, as it may be stored and shown: NFC, trimmed, and refused where it holds
/// control characters but line breaks, or marks that turn the direction of what follows (they make a
/// text read differently from what it is).
/// @error bad_request, without `where`.
Result<std::string> plain_text(std::string_view text);

}  // namespace porchlight
