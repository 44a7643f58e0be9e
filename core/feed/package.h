#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "core/base/error.h"
#include "core/feed/csv.h"

namespace porchlight {

/// The CSV files of a tabular package, by file name without folders ("services.csv").
using CsvPackage = std::map<std::string, CsvTable, std::less<>>;

/// Most bytes that a package may hold when unpacked: a package is read into memory.
inline constexpr std::size_t kMaxPackageBytes = std::size_t{2} << 30;

/// Reads every *.csv of a folder (and of its folder data/). Nothing is written anywhere.
/// @error bad_request naming file and line; unavailable where it can't be read.
Result<CsvPackage> read_folder(const std::filesystem::path& folder);

/// The same for a zip file. Entries are read by their name's last part only and never unpacked to
/// disk.  @error bad_request where it isn't a zip, is damaged or too large, or has a name twice.
Result<CsvPackage> read_zip(const std::filesystem::path& file);

}  // namespace porchlight
