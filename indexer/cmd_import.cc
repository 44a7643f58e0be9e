#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/base/paths.h"
#include "core/feed/directory_settings.h"
#include "core/feed/import.h"
#include "core/store/backup.h"
#include "core/store/source_log.h"
#include "core/store/store.h"
#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
    std::string data;
    std::string store;
    std::string catalogue;
    std::string source;
    std::string report;
    bool full = false;
    std::vector<std::string> files;
};

DirectoryPaths paths_of(const ImportOptions& options) {
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    return paths;
}

/// "miami-hsds-1.1.zip" -> "miami", where a source of that name is set up; else "default".
std::string source_for(const fs::path& file, const DirectorySettings& settings) {
    const auto name = (file.filename().empty() ? file.parent_path() : file).filename().string();
    const auto stem = name.substr(0, name.find_first_of(".-_"));
    for (const auto& source : settings.sources)
        if (source.name == stem) return stem;
    return "default";
}

/// Notes for `indexer sources` how an import went. A failure to note it is said, and hides no other.
void note(const StorePlace& store, const std::string& source, const Result<ImportReport>& report) {
    const auto log = SourceLog::open(store);
    const auto now = SystemClock().now();
    auto noted = !log     ? Result<void>(tl::unexpected(log.error()))
                 : report ? (*log)->imported(source, static_cast<std::int64_t>(report->services), now)
                          : (*log)->failed(source, report.error().message, now);
    if (!noted) std::fprintf(stderr, "indexer: can't note how the import went: %s\n", noted.error().message.c_str());
}

Result<ImportReport> import_one(Store& store, const DirectorySettings& settings, const ImportOptions& options, const fs::path& file) {
    const auto source = settings.source(options.source.empty() ? source_for(file, settings) : options.source);
    Progress progress(file.filename().string());
    ImportSettings import{source, settings.catalogue, settings.crosswalks, options.full ? ImportScope::full : ImportScope::partial,
                          SystemClock().now(), [&](double share, std::size_t done) { progress.show(share, done); },
                          std::clamp(std::thread::hardware_concurrency(), 1u, 16u)};
    auto report = import_feed(store, file, import);
    note(paths_of(options).store_place(), source.name, report);
    return report;
}

Result<void> write_report(const std::string& file, const Json& reports) {
    if (file.empty()) return {};
    std::ofstream out(file, std::ios::trunc);
    out << Json{{"files", reports}}.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
    out.flush();
    if (!out) return fail(ErrorKind::unavailable, "can't write the report " + file, file);
    return {};
}

/// Where a place was erased: which backups still hold it, of those that this store knows of.
void name_backups(const StorePlace& store) {
    const auto made = backups_made(store);
    if (!made || made->empty()) return;
    std::fputs("  Backups that were made before:", stdout);
    for (const auto& name : *made) std::printf(" %s", name.c_str());
    std::fputs("\n", stdout);
}

Result<void> run_import(const ImportOptions& options) {
    const auto folder = find_data_folder(options.catalogue, fs::read_symlink("/proc/self/exe"));
    if (!folder) return tl::unexpected(folder.error());
    const auto settings = load_directory_settings(*folder, options.data);
    if (!settings) return tl::unexpected(settings.error());
    std::error_code error;
    const auto paths = paths_of(options);
    fs::create_directories(paths.store_folder(), error);
    if (error) return fail(ErrorKind::unavailable, "can't make " + options.data + ": " + error.message());
    auto store = open_store(paths.store_url(), StoreAccess::read_write, bad_news_of(settings->catalogue));
    if (!store) return tl::unexpected(store.error());
    Json reports = Json::array();
    for (const auto& file : options.files) {
        const auto report = import_one(**store, *settings, options, file);
        if (!report) {
            // What came before it is published, and is accounted for.
            if (const auto written = write_report(options.report, reports); !written) std::fprintf(stderr, "indexer: %s\n", written.error().message.c_str());
            return tl::unexpected(report.error());
        }
        std::fputs(report->to_table().c_str(), stdout);
        if (report->published.erased_sites > 0) name_backups(paths_of(options).store_place());
        std::fflush(stdout);
        reports.push_back(report->to_json());
    }
    return write_report(options.report, reports);
}

}  // namespace

Run configure_import(CLI::App& options) {
    const auto chosen = std::make_shared<ImportOptions>();
    options.add_option("--data", chosen->data, "folder of the directory; its store is DIR/store/store.db")->required();
    add_store_option(options, chosen->store);
    options.add_option("--catalogue-data", chosen->catalogue, "folder with catalogue/, crosswalk/ and sources.json");
    options.add_option("--source", chosen->source, "name of the source, as in sources.json (else by the file's name)");
    options.add_option("--report", chosen->report, "write what was done as JSON to this file");
    options.add_flag("--full", chosen->full, "withdraw what the source had and this feed no longer has");
    options.add_option("FILE", chosen->files, "feeds; each is imported whole or not at all")->required();
    return [chosen] { return run_import(*chosen); };
}

}  // namespace porchlight
