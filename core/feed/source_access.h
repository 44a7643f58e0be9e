#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// What sources.json says of sources beside what their records count as (SourceSettings).
struct SourceAccess {
    std::map<std::string, std::string> titles;  ///< What people call a source, by its name.
    std::map<std::string, std::string> urls;    ///< Of its HSDS API, by its name.
    std::vector<std::string> pull_hosts;        ///< "host" or "host:port" that may be asked; IPv6 in brackets.
};

/// The sources.json that holds: an operator's own in `directory` (--data) goes before the folder's.
std::filesystem::path sources_file(const std::filesystem::path& data_folder, const std::filesystem::path& directory);

/// Reads it, checked against its schema.  @error bad_request
Result<SourceAccess> load_source_access(const std::filesystem::path& data_folder, const std::filesystem::path& directory);

}  // namespace porchlight
