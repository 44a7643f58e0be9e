#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace porchlight {

/// The largest map that is served (decision 25): the page fetches it whole.
inline constexpr std::uint64_t kLongestMap = 30'000'000;

/// Reads an operator's map and looks at its header: PMTiles version 3 with vector tiles (MVT), in a
/// compression that a browser knows, whose parts all lie within the file.
/// Layout of the header: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
/// @return its bytes.  @error bad_request naming the file and what is wrong with it.
Result<std::string> read_map_file(const std::filesystem::path& file);

}  // namespace porchlight
