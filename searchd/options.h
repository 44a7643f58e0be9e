#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/search/api.h"
#include "searchd/address.h"

namespace porchlight {

/// Settings of searchd. Every one has the same name as a flag (--deadline-ms), in the environment
/// (PORCHLIGHT_DEADLINE_MS) and in a TOML file (deadline-ms = 400); the flag goes before the
/// environment, the environment before the file, the file before the default.
struct Options {
    std::filesystem::path data;  ///< Required: the directory's own folder.
    std::string store;           ///< "postgresql://…" that holds the store; empty: files in `data`.
    ListenAddress listen{"127.0.0.1", 8080};
    std::optional<ListenAddress> operator_listen =
        ListenAddress{"127.0.0.1", 8081};     ///< None: "off".
    std::optional<ListenAddress> kiosk_listen;  ///< None: "off".
    std::optional<ScreenPlace> kiosk_near;
    bool kiosk_printer = false;               ///< Whether one stands at the screen; else nothing is offered to print.
    std::filesystem::path web;                ///< The built page; empty: the API alone.
    std::filesystem::path catalogue_data;     ///< The project's data folder.
    std::filesystem::path gazetteer;          ///< Folder of places.tsv; default: in catalogue_data.
    std::filesystem::path map;                ///< A PMTiles file; empty: the page draws its own map.
    std::string public_address;               ///< "https://…", as others reach this server; empty: http and the host they ask.
    std::string jurisdiction = "CA";          ///< ISO 3166: whose crisis lines and words on reporting.
    std::chrono::milliseconds deadline{400};  ///< For one search; 10 to 60,000.
    /// An index in shards that is older says so in every answer; 1 to 86,400.
    std::chrono::seconds behind_after{60};
    std::size_t threads = 32;                 ///< Connections answered at the same time; 2 to 512.
};

/// What the command line asks the program to do.
enum class Task : std::uint8_t {
    serve,
    check,  ///< Validate the settings and what they name, and end.
    done,   ///< --help or --version was printed.
};

/// Reads an environment variable; nothing where it is unset or empty.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

struct ReadOptions {
    Task task = Task::serve;
    Options options;
};

/// Reads flags, environment and file.
/// @param program_folder where the program lies: the project's data folder is looked for from
/// there.
/// @error bad_request naming the flag, variable or key that is unknown or wrong.
Result<ReadOptions> read_options(int argc, const char* const* argv, const Environment& environment,
                                 const std::filesystem::path& program_folder);

/// Names in an environment that begin with PORCHLIGHT_ and that searchd doesn't know: perhaps
/// misspelt, perhaps another program's.
std::vector<std::string> unknown_variables(const char* const* environment);

}  // namespace porchlight
