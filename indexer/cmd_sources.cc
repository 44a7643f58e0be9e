#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <vector>

#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/feed/directory_settings.h"
#include "core/feed/source_access.h"
#include "core/store/corrections.h"
#include "core/store/source_log.h"
#include "core/store/store.h"
#include "indexer/command.h"
#include "indexer/directory.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

struct SourcesOptions {
    std::string data;
    std::string store;
    std::string catalogue;
    bool json = false;
};

/// All that is known of one source.
struct SourceLine {
    SourceSettings settings;
    bool is_set_up = false;  ///< It has an entry in sources.json; else it takes those of "default".
    std::string title, url;
    Store::SourceCount count;
    SourceState state;
    std::int64_t offered = 0;  ///< Values that wait for review: a feed changed what was corrected.
};

Json time_or_null(const std::optional<Instant>& at) { return at ? Json(format_instant(*at)) : Json(nullptr); }

Json to_json(const SourceLine& line) {
    const auto& [settings, is_set_up, title, url, count, state, offered] = line;
    return {{"name", settings.name},
            {"title", title},
            {"set_up", is_set_up},
            {"priority", settings.priority},
            {"zone", settings.zone.empty() ? Json(nullptr) : Json(settings.zone)},
            {"region", settings.region.empty() ? Json(nullptr) : Json(settings.region)},
            {"language", settings.language},
            {"visibility", to_string(settings.visibility)},
            {"shelters", to_string(settings.shelters)},
            {"url", url.empty() ? Json(nullptr) : Json(url)},
            {"live", count.live},
            {"staff", count.staff},
            {"hidden", count.hidden},
            {"withdrawn", count.withdrawn},
            {"last_import", time_or_null(state.imported_at)},
            {"last_pull", time_or_null(state.pulled_at)},
            {"services_read", state.services},
            {"pull_goes_on_at_page", state.position ? Json(state.position->page) : Json(nullptr)},
            {"corrections_to_review", offered},
            {"failures", state.failures},
            {"failed_at", time_or_null(state.failed_at)},
            {"failure", state.failure.empty() ? Json(nullptr) : Json(state.failure)}};
}

std::string minute(const std::optional<Instant>& at) {
    return at ? format_instant(*at).substr(0, sizeof("2026-11-25T12:00") - 1) + "Z" : "-";
}

void print_table(const std::vector<SourceLine>& lines) {
    std::vector<std::vector<std::string>> rows = {
        {"source", "priority", "zone", "shown to", "live", "staff", "hidden", "withdrawn", "last import", "last pull", "failures", "to review", "called"}};
    for (const auto& [settings, is_set_up, title, url, count, state, offered] : lines)
        rows.push_back({settings.name, std::to_string(settings.priority), settings.zone.empty() ? "none" : settings.zone,
                        std::string(to_string(settings.visibility)), std::to_string(count.live), std::to_string(count.staff),
                        std::to_string(count.hidden), std::to_string(count.withdrawn), minute(state.imported_at),
                        minute(state.pulled_at), std::to_string(state.failures), std::to_string(offered), is_set_up ? title : "(as \"default\")"});
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i + 1 < row.size(); ++i) line += fmt::format("{:<{}}  ", row[i], widths[i]);
        std::cout << line << row.back() << '\n';
    }
    for (const auto& line : lines) {
        if (line.state.failed_at)
            std::cout << fmt::format("{}: failed {} ({} in a row): {}\n", line.settings.name, minute(line.state.failed_at),
                                     line.state.failures, line.state.failure);
        if (line.count.live > 0 && line.settings.zone.empty())
            std::cout << fmt::format("{}: without a time zone in sources.json its hours count as unknown\n", line.settings.name);
    }
}

Result<std::vector<SourceLine>> gather(const SourcesOptions& options) {
    const auto folder = find_data_folder(options.catalogue, fs::read_symlink("/proc/self/exe"));
    if (!folder) return tl::unexpected(folder.error());
    const auto settings = load_directory_settings(*folder, options.data);
    if (!settings) return tl::unexpected(settings.error());
    const auto access = load_source_access(*folder, options.data);
    if (!access) return tl::unexpected(access.error());
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    const auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    const auto counts = (*store)->counts();
    if (!counts) return tl::unexpected(counts.error());
    const auto log = SourceLog::open(paths.store_place());
    if (!log) return tl::unexpected(log.error());
    const auto corrections = CorrectionList::open(paths.store_place());
    if (!corrections) return tl::unexpected(corrections.error());
    const auto states = (*log)->all();
    if (!states) return tl::unexpected(states.error());

    std::map<std::string, SourceLine> lines;
    for (const auto& source : settings->sources) lines[source.name].is_set_up = true;
    for (const auto& count : *counts) lines[count.source].count = count;
    for (const auto& state : *states) lines[state.source].state = state;
    std::vector<SourceLine> out;
    for (auto& [name, line] : lines) {
        line.settings = settings->source(name);
        const auto offered = (*corrections)->offered(name);
        if (!offered) return tl::unexpected(offered.error());
        line.offered = *offered;
        if (const auto found = access->titles.find(name); found != access->titles.end()) line.title = found->second;
        if (const auto found = access->urls.find(name); found != access->urls.end()) line.url = found->second;
        out.push_back(std::move(line));
    }
    return out;
}

Result<void> run_sources(const SourcesOptions& options) {
    const auto lines = gather(options);
    if (!lines) return tl::unexpected(lines.error());
    if (!options.json) {
        print_table(*lines);
        return {};
    }
    Json out = Json::array();
    for (const auto& line : *lines) out.push_back(to_json(line));
    std::cout << out.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    return {};
}

}  // namespace

Run configure_sources(CLI::App& options) {
    const auto chosen = std::make_shared<SourcesOptions>();
    options.add_option("--data", chosen->data, "folder of the directory; its store is DIR/store/store.db")->required();
    add_store_option(options, chosen->store);
    options.add_option("--catalogue-data", chosen->catalogue, "folder with catalogue/, crosswalk/ and sources.json");
    options.add_flag("--json", chosen->json, "as JSON instead of a table");
    return [chosen] { return run_sources(*chosen); };
}

}  // namespace porchlight
