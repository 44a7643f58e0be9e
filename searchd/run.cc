#include "searchd/run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "searchd/headers.h"
#include "searchd/map_file.h"
#include "searchd/options.h"
#include "searchd/process.h"
#include "searchd/routes.h"

namespace porchlight {
namespace {

int failed(const Error& error) {
    std::fprintf(stderr, "searchd: %s%s%s\n", error.message.c_str(),
                 error.where.empty() ? "" : ": ", error.where.c_str());
    return exit_code(error.kind);
}

std::optional<std::string> environment_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

/// A line of ours on standard output, at once: scripts wait for it.
void say(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

/// A listener and the thread that accepts for it.
class Listener {
  public:
    Listener(ServerSettings settings, RequestLog& log, Metrics* metrics)
        : settings_(settings), log_(log), server_(std::move(settings), log, metrics) {}

    HttpServer& server() { return server_; }

    /// Binds and says where.
    Result<void> bind(const char* words) {
        const auto port = server_.bind();
        if (!port) return tl::unexpected(port.error());
        settings_.address.port = *port;
        words_ = words;
        return {};
    }

    /// Starts to answer.
    void start() {
        thread_ = std::thread([this] {
            if (server_.serve() || stopping_) return;
            failed_ = true;
            log_.note("error: the listener accepts no more connections");
            ask_for_end();
        });
        while (!server_.is_serving() && !failed_)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        say(fmt::format("{} http://{}", words_, to_string(settings_.address)));
    }

    /// @return whether it had worked until now.
    bool stop() {
        stopping_ = true;
        server_.stop_serving();
        thread_.join();
        return !failed_;
    }

  private:
    ServerSettings settings_;
    RequestLog& log_;
    HttpServer server_;
    std::string words_;
    std::thread thread_;
    std::atomic<bool> stopping_{false}, failed_{false};
};

ApiSettings api_settings(const Options& options, Role role, std::optional<std::uint64_t> map_bytes) {
    ApiSettings out;
    out.paths = {options.data, options.catalogue_data, options.gazetteer, options.store};
    out.role = role;
    out.search_deadline = options.deadline;
    out.told_behind_after = options.behind_after;
    out.jurisdiction = options.jurisdiction;
    out.kiosk_near = options.kiosk_near;
    out.kiosk_printer = options.kiosk_printer;
    out.map_bytes = map_bytes;
    return out;
}

ServerSettings server_settings(const Options& options, const std::string& neutral_address,
                               Accounts* accounts) {
    return {options.listen, options.threads, Guard::none, neutral_address, accounts};
}

ServerSettings operator_settings(const ListenAddress& address) {
    // A page in a browser on this machine mustn't read the numbers either.
    return {address, 2, is_loopback(address) ? Guard::loopback : Guard::none,
            std::string(kNeutralAddress)};
}

/// What answers: the directory for everybody and for staff, and who may sign in.
class Answering {
  public:
    static Result<std::unique_ptr<Answering>> open(const Options& options, std::optional<std::uint64_t> map_bytes,
                                                   const Openers& openers, const Clock& clock) {
        auto out = std::make_unique<Answering>();
        out->open_staff_ = [=, &clock] { return openers.api(api_settings(options, Role::staff, map_bytes), clock); };
        auto open = openers.api(api_settings(options, Role::open, map_bytes), clock);
        if (!open) return tl::unexpected(open.error());
        out->open_ = std::move(*open);
        auto accounts = openers.accounts(api_settings(options, Role::staff, map_bytes).paths, clock);
        if (!accounts) return tl::unexpected(accounts.error());
        out->accounts_ = std::move(*accounts);
        auto reviews = openers.reviews(api_settings(options, Role::staff, map_bytes).paths, clock);
        if (!reviews) return tl::unexpected(reviews.error());
        out->reviews_ = std::move(*reviews);
        auto capacities = openers.capacities(api_settings(options, Role::staff, map_bytes).paths, clock);
        if (!capacities) return tl::unexpected(capacities.error());
        out->capacities_ = std::move(*capacities);
        auto upkeep = openers.upkeep(api_settings(options, Role::staff, map_bytes).paths, clock);
        if (!upkeep) return tl::unexpected(upkeep.error());
        out->upkeep_ = std::move(*upkeep);
        auto hsds = openers.hsds(api_settings(options, Role::open, map_bytes).paths);
        if (!hsds) return tl::unexpected(hsds.error());
        out->hsds_ = std::move(*hsds);
        const auto all = out->accounts_->all();
        if (!all) return tl::unexpected(all.error());
        // A directory to which nobody signs in takes half the memory.
        if (!all->empty())
            if (auto staff = out->staff(); !staff) return tl::unexpected(staff.error());
        return out;
    }

    Accounts& accounts() { return *accounts_; }
    ReviewDesk& reviews() { return *reviews_; }
    CapacityDesk& capacities() { return *capacities_; }
    UpkeepDesk& upkeep() { return *upkeep_; }
    HsdsApi& hsds() { return *hsds_; }
    Directories directories() {
        return {*open_, [this] { return staff(); }};
    }

  private:
    Result<Api*> staff() {
        const std::lock_guard lock(mutex_);
        if (!staff_) {
            auto opened = open_staff_();
            if (!opened) return tl::unexpected(opened.error());
            staff_ = std::move(*opened);
        }
        return staff_.get();
    }

    std::function<Result<std::unique_ptr<Api>>()> open_staff_;
    std::unique_ptr<Api> open_;
    std::unique_ptr<Accounts> accounts_;
    std::unique_ptr<ReviewDesk> reviews_;
    std::unique_ptr<CapacityDesk> capacities_;
    std::unique_ptr<UpkeepDesk> upkeep_;
    std::unique_ptr<HsdsApi> hsds_;
    std::mutex mutex_;  ///< Guards what follows, until it is there.
    std::unique_ptr<Api> staff_;
};

/// What is sent from memory.
struct Files {
    std::optional<WebFiles> web;
    std::optional<HeldFile> map;
};

Result<Files> read_files(const Options& options) {
    Files out;
    if (!options.web.empty()) {
        auto web = WebFiles::load(options.web);
        if (!web) return tl::unexpected(web.error());
        out.web = std::move(*web);
    }
    if (!options.map.empty()) {
        auto map = read_map_file(options.map);
        if (!map) return tl::unexpected(map.error());
        out.map = HeldFile{"application/vnd.pmtiles", std::move(*map)};
    }
    return out;
}

/// What every listener for people has.
void add_common_routes(HttpServer& server, const Directories& directories, Accounts* accounts,
                       ReviewDesk* reviews, const Files& files, const std::string& neutral) {
    add_api_routes(server, directories, accounts, reviews);
    add_exit_route(server, accounts, neutral);
    add_code_route(server, directories.open, neutral);
    if (files.web) add_asset_routes(server, *files.web);
    if (files.map) add_map_route(server, *files.map);
}

int serve(const Options& options, Answering& answering, const Files& files, RequestLog& log) {
    Metrics metrics;
    const auto& web = files.web;
    const std::string neutral = web ? web->neutral_address() : std::string(kNeutralAddress);
    auto& accounts = answering.accounts();
    const auto directories = answering.directories();
    Listener main(server_settings(options, neutral, &accounts), log, &metrics);
    auto& reviews = answering.reviews();
    add_common_routes(main.server(), directories, &accounts, &reviews, files, neutral);
    add_account_routes(main.server(), accounts);
    add_review_routes(main.server(), reviews, directories);
    add_capacity_routes(main.server(), answering.capacities());
    add_upkeep_routes(main.server(), answering.upkeep());
    add_hsds_routes(main.server(), answering.hsds(), options.public_address);
    if (web) add_desk_route(main.server(), *web);
    if (auto bound = main.bind("listening on"); !bound) return failed(bound.error());

    std::unique_ptr<Listener> kiosk;
    if (options.kiosk_listen) {
        kiosk = std::make_unique<Listener>(
            ServerSettings{*options.kiosk_listen, options.threads, Guard::none, neutral}, log, &metrics);
        add_common_routes(kiosk->server(), directories, nullptr, nullptr, files, neutral);
        if (web) add_kiosk_route(kiosk->server(), *web);
        if (auto bound = kiosk->bind("kiosk on"); !bound) return failed(bound.error());
    }
    std::unique_ptr<Listener> operators;
    if (options.operator_listen) {
        operators =
            std::make_unique<Listener>(operator_settings(*options.operator_listen), log, nullptr);
        add_operator_routes(operators->server(), directories, metrics);
        if (auto bound = operators->bind("operator on"); !bound) return failed(bound.error());
    }
    if (operators) operators->start();
    if (kiosk) kiosk->start();
    main.start();
    wait_for_end();
    bool worked = main.stop();
    for (auto* other : {kiosk.get(), operators.get()})
        if (other) worked = other->stop() && worked;
    return worked ? 0 : 1;
}

}  // namespace

int run_searchd(int argc, const char* const* argv, const Openers& openers) {
    const auto read = read_options(argc, argv, environment_variable, program_folder());
    if (!read) return failed(read.error());
    if (read->task == Task::done) return 0;
    const auto& options = read->options;
    forbid_dumps();
    block_end_signals();

    static const SystemClock clock;
    RequestLog log(clock);
    for (const auto& name : unknown_variables(environ))
        log.note(fmt::format("warning: {} is no setting of searchd", name));
    const auto files = read_files(options);
    if (!files) return failed(files.error());
    const auto map_bytes = files->map ? std::optional<std::uint64_t>(files->map->bytes.size()) : std::nullopt;
    const auto answering = Answering::open(options, map_bytes, openers, clock);
    if (!answering) return failed(answering.error());
    if (read->task == Task::check) {
        say("searchd: the settings are valid, and what they name can be opened");
        return 0;
    }
    return serve(options, **answering, *files, log);
}

}  // namespace porchlight
