#include "searchd/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>

#include "core/base/jurisdiction.h"
#include "core/base/store_place.h"
#include "core/config/settings_file.h"

namespace porchlight {
namespace {

constexpr const char* kVersion = "searchd (Porchlight) 0.1.0";

using Texts = std::map<std::string, std::string>;  ///< Setting to its value as given.

/// One setting: its name, its help, and how its text becomes a value.
struct Setting {
    const char* name;
    const char* value_name;
    const char* help;
    Result<void> (*apply)(Options&, const std::string&);
};

Result<void> wrong(const char* what) {
    return fail(ErrorKind::bad_request, what);
}

Result<long> whole(const std::string& text, long least, long most) {
    long out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out < least || out > most)
        return fail(ErrorKind::bad_request,
                    fmt::format("must be a whole number from {} to {}", least, most));
    return out;
}

Result<void> set_listen(Options& options, const std::string& text) {
    const auto address = parse_listen_address(text);
    if (!address) return tl::unexpected(address.error());
    options.listen = *address;
    return {};
}

template <std::optional<ListenAddress> Options::*member>
Result<void> set_listen_or_off(Options& options, const std::string& text) {
    (options.*member).reset();
    if (text == "off") return {};
    const auto address = parse_listen_address(text);
    if (!address) return tl::unexpected(address.error());
    options.*member = *address;
    return {};
}

/// The number before the next comma, which is taken off the text.
std::optional<double> next_number(std::string_view& text, double most) {
    double out = 0;
    const auto comma = text.find(',');
    const auto part = text.substr(0, comma);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), out);
    if (part.empty() || error != std::errc{} || end != part.data() + part.size() || !(std::abs(out) <= most))
        return std::nullopt;
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    return out;
}

Result<void> set_kiosk_near(Options& options, const std::string& text) {
    std::string_view rest = text;
    const auto lat = next_number(rest, 90);
    const auto lon = lat ? next_number(rest, 180) : std::nullopt;
    if (!lon || rest.size() > 80)
        return wrong("must be latitude, longitude and, if wished, a name: 50.905,-98.885,Corvane");
    options.kiosk_near = ScreenPlace{{*lat, *lon}, std::string(rest)};
    return {};
}

Result<void> set_kiosk_printer(Options& options, const std::string& text) {
    if (text != "on" && text != "off") return wrong("must be on or off");
    options.kiosk_printer = text == "on";
    return {};
}

Result<void> set_jurisdiction(Options& options, const std::string& text) {
    if (!is_jurisdiction(text))
        return wrong("must be a country, or a part of one, by ISO 3166: CA, US, CA-MB");
    options.jurisdiction = text;
    return {};
}

Result<void> set_public_address(Options& options, const std::string& text) {
    const bool is_web = text.rfind("https://", 0) == 0 || text.rfind("http://", 0) == 0;
    const auto odd = std::find_if(text.begin(), text.end(), [](char c) { return c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '?' || c == '#'; });
    if (!is_web || odd != text.end() || text.back() == '/') return wrong("must be an address on the web without a slash at its end: https://example.org");
    options.public_address = text;
    return {};
}

Result<void> set_store(Options& options, const std::string& text) {
    const auto place = StorePlace::of(text);
    if (!place || !place->is_postgresql()) return wrong("must be a database of PostgreSQL's: postgresql://user@host/database");
    options.store = text;
    return {};
}

Result<void> set_deadline(Options& options, const std::string& text) {
    const auto value = whole(text, 10, 60000);
    if (!value) return tl::unexpected(value.error());
    options.deadline = std::chrono::milliseconds{*value};
    return {};
}

Result<void> set_behind_after(Options& options, const std::string& text) {
    const auto value = whole(text, 1, 86400);
    if (!value) return tl::unexpected(value.error());
    options.behind_after = std::chrono::seconds{*value};
    return {};
}

Result<void> set_threads(Options& options, const std::string& text) {
    const auto value = whole(text, 2, 512);
    if (!value) return tl::unexpected(value.error());
    options.threads = static_cast<std::size_t>(*value);
    return {};
}

template <std::filesystem::path Options::*member>
Result<void> set_path(Options& options, const std::string& text) {
    options.*member = text;
    return {};
}

constexpr std::array<Setting, 16> kSettings = {{
    {"data", "DIR", "The directory's folder: store/ and index/. Required.",
     set_path<&Options::data>},
    {"store", "postgresql://…",
     "The database that holds the store and its take-downs. [files in the directory's folder]", set_store},
    {"listen", "ADDRESS:PORT",
     "Where the page and /api/v1 are served; port 0 takes any free one. [127.0.0.1:8080]",
     set_listen},
    {"operator-listen", "ADDRESS:PORT|off",
     "Where /readyz, /counters and /metrics are served, for the operator alone. [127.0.0.1:8081]",
     set_listen_or_off<&Options::operator_listen>},
    {"kiosk-listen", "ADDRESS:PORT|off",
     "Where /kiosk is served, with nothing but public listings behind it. [off]",
     set_listen_or_off<&Options::kiosk_listen>},
    {"kiosk-near", "LAT,LON[,NAME]",
     "Where the kiosk's screen stands, for \"near here\". Without a name: the nearest town's.",
     set_kiosk_near},
    {"kiosk-printer", "on|off",
     "Whether a printer stands at the kiosk: only then does it offer to print. [off]",
     set_kiosk_printer},
    {"web", "DIR", "The built page (web/dist). Without it the API alone is served.",
     set_path<&Options::web>},
    {"catalogue-data", "DIR",
     "The project's data folder: catalogue, sources, holidays. [beside the program]",
     set_path<&Options::catalogue_data>},
    {"gazetteer", "DIR", "The folder of places.tsv. [gazetteer in the data folder]",
     set_path<&Options::gazetteer>},
    {"map", "FILE",
     "A map that the page may draw: PMTiles version 3 with vector tiles, at most 30 MB. [none]",
     set_path<&Options::map>},
    {"public-address", "URL",
     "How others reach this server, for the addresses that /hsds names: https://example.org. [http and the host asked]",
     set_public_address},
    {"jurisdiction", "CODE",
     "Whose crisis lines and words on reporting are shown, by ISO 3166: CA, US, CA-MB. [CA]",
     set_jurisdiction},
    {"deadline-ms", "N", "Longest time for one search, 10 to 60000. [400]", set_deadline},
    {"behind-after-s", "N",
     "Of an index in shards: from which age on answers say that it is behind, 1 to 86400. [60]",
     set_behind_after},
    {"threads", "N", "Connections answered at the same time, 2 to 512. [32]", set_threads},
}};

std::string variable_of(const std::string& setting) {
    std::string out = "PORCHLIGHT_" + setting;
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
        return c == '-' ? '_' : static_cast<char>(std::toupper(c));
    });
    return out;
}

/// What the command line gave.
struct CommandLine {
    Task task = Task::serve;
    Texts texts;
    std::string config;
};

const char* const kFooter =
    "Every setting can also stand in the environment (PORCHLIGHT_DEADLINE_MS=400) or in a TOML "
    "file\n"
    "(deadline-ms = 400). The flag goes before the environment, the environment before the file.\n"
    "Exit status: 0 ended as asked, 1 failed, 2 a setting is wrong, 4 a port is taken or the "
    "store\n"
    "can't be opened, 5 stored data is broken.";

Result<CommandLine> read_command_line(int argc, const char* const* argv) {
    CLI::App app{"searchd answers questions about the directory over HTTP: the page and /api/v1."};
    app.name("searchd");
    app.footer(kFooter);
    app.set_version_flag("--version", kVersion);
    CommandLine out;
    std::array<std::string, kSettings.size()> given;
    std::array<CLI::Option*, kSettings.size()> flags{};
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
        const auto& setting = kSettings[i];
        const auto name = fmt::format("--{}", setting.name);
        flags[i] = app.add_option(name, given[i], setting.help)->option_text(setting.value_name);
    }
    app.add_option("--config", out.config, "A TOML file with settings; [tables] in it are indexer's. [installed: /etc/porchlight/porchlight.toml]")->option_text("FILE");
    bool checks = false;
    app.add_flag("--check", checks, "Validate the settings and what they name, and end.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != 0)
            return fail(ErrorKind::bad_request,
                        fmt::format("{} (see searchd --help)", error.what()));
        app.exit(error);  // Prints help or version.
        out.task = Task::done;
        return out;
    }
    for (std::size_t i = 0; i < kSettings.size(); ++i)
        if (flags[i]->count() > 0) out.texts[kSettings[i].name] = given[i];
    if (checks) out.task = Task::check;
    return out;
}

bool is_setting(const std::string& name) {
    return std::any_of(kSettings.begin(), kSettings.end(),
                       [&](const Setting& setting) { return name == setting.name; });
}

/// What is given where; the first source that has a setting wins.
Result<void> apply(Options& options, const Texts& flags, const Environment& environment,
                   const Texts& file, const std::string& file_name) {
    for (const auto& setting : kSettings) {
        std::string where;
        std::optional<std::string> text;
        if (const auto flag = flags.find(setting.name); flag != flags.end()) {
            where = fmt::format("--{}", setting.name), text = flag->second;
        } else if ((text = environment(variable_of(setting.name)))) {
            where = variable_of(setting.name);
        } else if (const auto key = file.find(setting.name); key != file.end()) {
            where = fmt::format("{} in {}", setting.name, file_name), text = key->second;
        }
        if (!text) continue;
        if (auto applied = setting.apply(options, *text); !applied)
            return fail(ErrorKind::bad_request,
                        fmt::format("{}: {}", where, applied.error().message));
    }
    return {};
}

Result<void> complete(Options& options, const std::filesystem::path& program_folder) {
    if (options.data.empty())
        return fail(ErrorKind::bad_request,
                    "--data is missing: the directory's folder (see searchd --help)");
    std::error_code error;
    for (const auto* place : {"../share/porchlight", "../../../data"}) {
        const auto folder = (program_folder / place).lexically_normal();
        if (options.catalogue_data.empty() &&
            std::filesystem::is_directory(folder / "catalogue", error))
            options.catalogue_data = folder;
    }
    if (options.catalogue_data.empty())
        return fail(
            ErrorKind::bad_request,
            "--catalogue-data is missing, and the project's data folder isn't beside the program");
    if (options.gazetteer.empty()) options.gazetteer = options.catalogue_data / "gazetteer";
    return {};
}

}  // namespace

Result<ReadOptions> read_options(int argc, const char* const* argv, const Environment& environment,
                                 const std::filesystem::path& program_folder) {
    auto line = read_command_line(argc, argv);
    if (!line) return tl::unexpected(line.error());
    ReadOptions out;
    out.task = line->task;
    if (out.task == Task::done) return out;
    if (line->config.empty()) line->config = environment("PORCHLIGHT_CONFIG").value_or("");
    if (line->config.empty()) line->config = settings_of_installation(program_folder).string();
    Texts file;
    if (!line->config.empty()) {
        auto read = read_settings_file(line->config);
        if (!read) return tl::unexpected(read.error());
        for (const auto& [name, text] : read->common)
            if (!is_setting(name))
                return fail(ErrorKind::bad_request,
                            fmt::format("{} in {}: no such setting", name, line->config));
        file = std::move(read->common);  // Its tables are indexer's.
    }
    if (auto applied = apply(out.options, line->texts, environment, file, line->config); !applied)
        return tl::unexpected(applied.error());
    if (auto whole_set = complete(out.options, program_folder); !whole_set)
        return tl::unexpected(whole_set.error());
    return out;
}

std::vector<std::string> unknown_variables(const char* const* environment) {
    std::vector<std::string> out;
    for (; *environment; ++environment) {
        const std::string entry = *environment;
        const auto name = entry.substr(0, entry.find('='));
        const bool known =
            name == "PORCHLIGHT_CONFIG" ||
            std::any_of(kSettings.begin(), kSettings.end(),
                        [&](const Setting& setting) { return variable_of(setting.name) == name; });
        if (name.rfind("PORCHLIGHT_", 0) == 0 && !known) out.push_back(name);
    }
    return out;
}

}  // namespace porchlight
