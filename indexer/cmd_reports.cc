#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <vector>

#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/store/reports.h"
#include "indexer/command.h"
#include "indexer/directory.h"

namespace porchlight {
namespace {

struct ReportOptions {
    std::string data;
    std::string store;
    bool json = false;
};

Json to_json(const QueuedReport& queued) {
    const auto& report = queued.report;
    return {{"id", queued.id},
            {"month", queued.month},
            {"service_id", report.service_id},
            {"service_at_location_id", report.service_at_location_id.empty()
                                           ? Json(nullptr)
                                           : Json(report.service_at_location_id)},
            {"kind", report.kind},
            {"about", report.about},
            {"note", report.note},
            {"language", report.language},
            {"origin", report.origin}};
}

/// Columns as wide as what stands in them, the note last.
void print_table(const std::vector<QueuedReport>& queue) {
    std::vector<std::vector<std::string>> rows = {
        {"id", "month", "from", "kind", "about", "service", "note"}};
    for (const auto& each : queue)
        rows.push_back({std::to_string(each.id), each.month, each.report.origin, each.report.kind,
                        each.report.about, each.report.service_id, each.report.note});
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
            line += fmt::format("{:<{}}  ", row[i], widths[i]);
        std::cout << line << row.back() << '\n';
    }
}

Result<void> run_reports(const ReportOptions& options) {
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    const auto queue = ReportQueue::open(paths.store_place());
    if (!queue) return tl::unexpected(queue.error());
    const auto all = (*queue)->all();
    if (!all) return tl::unexpected(all.error());
    if (!options.json) {
        print_table(*all);
        return {};
    }
    Json out = Json::array();
    for (const auto& each : *all) out.push_back(to_json(each));
    std::cout << out.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    return {};
}

}  // namespace

Run configure_reports(CLI::App& options) {
    const auto chosen = std::make_shared<ReportOptions>();
    options.add_option("--data", chosen->data, "folder of the directory: its store and index")->required();
    add_store_option(options, chosen->store);
    options.add_flag("--json", chosen->json, "as JSON instead of a table");
    return [chosen] { return run_reports(*chosen); };
}

}  // namespace porchlight
