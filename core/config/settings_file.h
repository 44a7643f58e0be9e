#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "core/base/error.h"

namespace porchlight {

/// Where an installed program's settings are.
inline constexpr const char* kInstalledSettings = "/etc/porchlight/porchlight.toml";

/// A file of settings for both programs. Values are text, whole numbers, true or false, each as text.
struct SettingsFile {
    using Texts = std::map<std::string, std::string>;
    Texts common;                         ///< Before the first table: searchd's, and what indexer has too.
    std::map<std::string, Texts> tables;  ///< [backup], [remind] …: indexer's subcommands.
};

/// Reads a TOML file.  @error bad_request naming the file and line, or the key.
Result<SettingsFile> read_settings_file(const std::filesystem::path& file);

/// The file that a program reads where nobody names one: kInstalledSettings, for a program that was
/// installed in /usr/bin; else none.
std::filesystem::path settings_of_installation(const std::filesystem::path& program_folder);

}  // namespace porchlight
