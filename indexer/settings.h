#pragma once
#include <CLI/CLI.hpp>

#include "core/config/settings_file.h"

namespace porchlight {

/// The file that --config, PORCHLIGHT_CONFIG or the installation names; empty: none.
std::filesystem::path settings_file_of(int argc, const char* const* argv);

/// Gives the subcommands' options what a file says, as their defaults: data, catalogue-data and
/// gazetteer to all that have them, and a table's settings to the subcommand of its name.
/// @error bad_request naming a table or setting that there isn't, or a value that is wrong.
Result<void> apply_settings(CLI::App& app, const SettingsFile& settings, const std::filesystem::path& file);

}  // namespace porchlight
