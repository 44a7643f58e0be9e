#include <csignal>
#include <cstdio>
#include <ctime>
#include <thread>

#include "indexer/command.h"
#include "indexer/directory.h"

namespace porchlight {
namespace {

/// A published change is searchable within 2 seconds: most of that is left for the work.
constexpr auto kLookEvery = std::chrono::milliseconds{200};
/// A quiet directory is sealed once a day.
constexpr auto kSealEvery = std::chrono::hours{24};
/// After a fault of the store or the index it is tried again, ever more slowly.
constexpr auto kLongestPause = std::chrono::seconds{30};

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) { stop_asked = 1; }

void tell(const std::string& sentence) {
    std::fprintf(stderr, "indexer: %s\n", sentence.c_str());
}

void pause_for(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (!stop_asked && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
}

/// Seals where enough changed or a day passed; an unchanged directory isn't sealed again.
class Sealer {
  public:
    explicit Sealer(Follower& follower) : follower_(follower) {}

    void note_changes() { changed_ = true; }
    void seal_where_due() {
        const auto now = std::chrono::steady_clock::now();
        if (!changed_ || (!follower_.wants_seal() && now - last_ < kSealEvery)) return;
        last_ = now;
        const auto sealed = follower_.seal_now();
        changed_ = !sealed.has_value();
        tell(sealed ? "sealed generation " + std::to_string(sealed->number)
                    : "could not seal a generation: " + sealed.error().message);
    }

  private:
    Follower& follower_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    bool changed_ = false;
};

Result<void> follow(Directory& directory, bool once, int shards) {
    const SystemClock clock;
    const auto identity = directory.identity(shards);
    if (!identity) return tl::unexpected(identity.error());
    Follower follower(directory.paths().index(), directory.store(), directory.maker(), *identity,
                      clock, check_in_child);
    if (auto started = follower.start(tell); !started) return started;
    tell("following the store from sequence number " + std::to_string(follower.sequence()));
    Sealer sealer(follower);
    auto fault_pause = std::chrono::milliseconds{500};
    while (!stop_asked) {
        const auto applied = follower.step();
        if (!applied) {
            tell("could not apply changes, trying again: " + applied.error().message);
            pause_for(fault_pause);
            fault_pause = std::min<std::chrono::milliseconds>(2 * fault_pause, kLongestPause);
            // An error throws away what wasn't committed: begin from the last commit.
            if (auto again = follower.start(tell); !again && once) return again;
            continue;
        }
        fault_pause = std::chrono::milliseconds{500};
        if (*applied > 0) {
            sealer.note_changes();
            continue;
        }
        sealer.seal_where_due();
        if (once) return {};
        pause_for(kLookEvery);
    }
    return {};
}

Result<void> run_follow(const DirectoryOptions& options, bool once, int shards) {
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
    auto directory = Directory::open(options);
    if (!directory) return tl::unexpected(directory.error());
    const auto lock = WriterLock::take((*directory)->paths().index());
    if (!lock) return tl::unexpected(lock.error());
    return follow(**directory, once, shards);
}

}  // namespace

Run configure_follow(CLI::App& options) {
    const auto chosen = std::make_shared<DirectoryOptions>();
    const auto once = std::make_shared<bool>(false);
    const auto shards = std::make_shared<int>(0);
    add_directory_options(options, *chosen);
    add_shards_option(options, *shards);
    options.add_flag("--once", *once, "apply what is published now, then end");
    return [chosen, once, shards] { return run_follow(*chosen, *once, *shards); };
}

}  // namespace porchlight
