#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/model/candidate.h"

namespace porchlight {

/// A candidate as a few hundred bytes, for the index's value slot and for memory. Hours' words
/// (`as_said`) aren't kept: they stand in the document's data.
std::string encode(const Candidate& candidate);

/// Reads what encode() wrote into `out`, whose storage is reused: no allocation in the common case.
/// @error corrupt where the bytes aren't an encoded candidate of this version.
Result<void> decode(std::string_view bytes, Candidate& out);

}  // namespace porchlight
