#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "core/base/error.h"

namespace porchlight {

/// Reads a flat TOML file: names to strings, whole numbers, true or false, as text.
/// @error bad_request naming the file and line, or the key.
Result<std::map<std::string, std::string>> read_options_file(const std::filesystem::path& file);

}  // namespace porchlight
