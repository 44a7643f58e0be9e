#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>

#include "core/base/paths.h"
#include "core/feed/directory_settings.h"
#include "core/feed/import.h"
#include "core/feed/source_access.h"
#include "core/store/source_log.h"
#include "indexer/api_rows.h"
#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

// Published together: what a broken pull keeps.
constexpr std::int64_t kPagesAtOnce = 20;

struct PullOptions {
    std::string data;
    std::string store;
    std::string catalogue;
    std::string what;
    std::string source;
    bool full = false;
    double pause_s = 1;
};

/// A pull on its way.
class Pull {
  public:
    Pull(Store& store, SourceLog& log, const DirectorySettings& settings, SourceSettings source, std::string url, bool full)
        : store_(store), log_(log), settings_(settings), source_(std::move(source)), url_(std::move(url)), full_(full) {}

    Result<void> run(WebClient& client, Progress& progress) {
        auto state = log_.state(source_.name);
        if (!state) return tl::unexpected(state.error());
        const auto now = SystemClock().now();
        PullPosition at{1, {}, now};
        const bool known = state->url == url_;
        if (known && !full_) at.after = state->modified_after;
        if (known && !full_ && state->position) {
            // Pages shift a little while services come and go: one is read again.
            at = *state->position;
            at.page = std::max<std::int64_t>(1, at.page - 1);
            std::fprintf(stderr, "goes on at page %lld\n", static_cast<long long>(at.page));
        }
        for (;;) {
            const ApiRange range{at.page, full_ ? 0 : kPagesAtOnce, at.after};
            ApiRows rows(client, url_, range);
            if (auto done = import(rows, progress); !done) return done;
            if (rows.failure()) return broke_off(rows, at);
            at.page = rows.next_page();
            if (rows.at_end()) break;
            if (auto noted = log_.reached(source_.name, url_, at); !noted) return noted;
        }
        // A day earlier, so that neither clocks nor zones hide a change.
        const Day since = std::chrono::floor<std::chrono::days>(at.began) - std::chrono::days{1};
        return log_.pulled(source_.name, url_, read_, since, SystemClock().now());
    }

  private:
    Result<void> import(ApiRows& rows, Progress& progress) {
        ImportSettings settings{source_, settings_.catalogue, settings_.crosswalks, full_ ? ImportScope::full : ImportScope::partial,
                                SystemClock().now(), [&](double share, std::size_t done) { progress.show(share, static_cast<std::size_t>(read_) + done); },
                                std::clamp(std::thread::hardware_concurrency(), 1u, 16u)};
        const auto report = import_rows(store_, rows, "the API", settings);
        if (!report) return tl::unexpected(rows.failure() ? *rows.failure() : report.error());
        read_ += static_cast<std::int64_t>(report->services);
        if (report->services > 0) std::fputs(report->to_table().c_str(), stdout);
        std::fflush(stdout);
        return {};
    }

    /// What came is in the store; the next pull goes on behind it.
    Result<void> broke_off(const ApiRows& rows, PullPosition at) {
        at.page = rows.next_page();
        if (at.page > 1)
            if (auto noted = log_.reached(source_.name, url_, at); !noted) return noted;
        return tl::unexpected(*rows.failure());
    }

    Store& store_;
    SourceLog& log_;
    const DirectorySettings& settings_;
    SourceSettings source_;
    std::string url_;
    bool full_;
    std::int64_t read_ = 0;
};

/// The source that was named, or whose address was.
Result<std::pair<std::string, std::string>> source_and_url(const PullOptions& options, const SourceAccess& access) {
    if (options.what.find("://") == std::string::npos) {
        const auto found = access.urls.find(options.what);
        if (found == access.urls.end()) return fail(ErrorKind::bad_request, "sources.json has no source \"" + options.what + "\" with a url");
        return std::pair(found->first, found->second);
    }
    if (!options.source.empty()) return std::pair(options.source, options.what);
    for (const auto& [name, url] : access.urls)
        if (url == options.what) return std::pair(name, url);
    return fail(ErrorKind::bad_request, "no source in sources.json has this url; --source NAME says whose services these are");
}

Result<void> run_pull(const PullOptions& options) {
    const auto folder = find_data_folder(options.catalogue, fs::read_symlink("/proc/self/exe"));
    if (!folder) return tl::unexpected(folder.error());
    const auto settings = load_directory_settings(*folder, options.data);
    if (!settings) return tl::unexpected(settings.error());
    const auto access = load_source_access(*folder, options.data);
    if (!access) return tl::unexpected(access.error());
    const auto chosen = source_and_url(options, *access);
    if (!chosen) return tl::unexpected(chosen.error());
    const auto& [name, url] = *chosen;
    const ListedHosts hosts(access->pull_hosts);
    if (const auto allowed = hosts.check(url); !allowed) return tl::unexpected(allowed.error());
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    std::error_code error;
    fs::create_directories(paths.store_folder(), error);
    if (error) return fail(ErrorKind::unavailable, "can't make " + options.data + ": " + error.message());
    const auto store = open_store(paths.store_url(), StoreAccess::read_write, bad_news_of(settings->catalogue));
    if (!store) return tl::unexpected(store.error());
    const auto log = SourceLog::open(paths.store_place());
    if (!log) return tl::unexpected(log.error());
    WebLimits limits;
    limits.first_pause = std::chrono::milliseconds{static_cast<std::int64_t>(options.pause_s * 1000)};
    WebClient client(hosts, limits, [](const std::string& why, std::chrono::milliseconds pause) {
        std::fprintf(stderr, "%s; again in %.1f s\n", why.c_str(), static_cast<double>(pause.count()) / 1000);
    });
    Progress progress(name);
    auto done = Pull(**store, **log, *settings, settings->source(name), url, options.full).run(client, progress);
    if (!done)
        if (auto noted = (*log)->failed(name, done.error().message, SystemClock().now()); !noted)
            std::fprintf(stderr, "indexer: can't note the failure: %s\n", noted.error().message.c_str());
    return done;
}

}  // namespace

Run configure_pull(CLI::App& options) {
    const auto chosen = std::make_shared<PullOptions>();
    options.add_option("--data", chosen->data, "folder of the directory; its store is DIR/store/store.db")->required();
    add_store_option(options, chosen->store);
    options.add_option("--catalogue-data", chosen->catalogue, "folder with catalogue/, crosswalk/ and sources.json");
    options.add_option("--source", chosen->source, "with a URL: the source whose services these are");
    options.add_flag("--full", chosen->full, "read everything again, and withdraw what the source no longer has");
    options.add_option("--pause", chosen->pause_s, "seconds before another try where the API doesn't answer; doubles from try to try")
        ->check(CLI::Range(0.0, 60.0))->capture_default_str();
    options.add_option("WHAT", chosen->what, "a source with a url in sources.json, or the URL of an HSDS API (what stands before /services)")->required();
    return [chosen] { return run_pull(*chosen); };
}

}  // namespace porchlight
