#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr int kListings = 400;

/// What anybody can see of a store.
std::string view(Store& store) {
    std::string text = std::to_string(expect(store.newest_sequence())) + "\n";
    for (const auto& each : expect(store.page("", 10'000))) {
        text += each.service_id + " " + std::to_string(each.sequence) + " " + each.short_id + " " +
                sha256_hex(each.record);
        for (const auto& said : each.statements) text += " " + std::string(to_string(said.value));
        text += "\n";
    }
    return text;
}

std::vector<Listing> file(int version) {
    std::vector<Listing> listings;
    for (int i = 0; i < kListings; ++i) {
        const std::string name = "s" + std::to_string(i);
        auto made = with(listing(name, "Version " + std::to_string(version)),
                         {says("hazard-id", version % 2 == 0 ? Value::yes : Value::no, name)});
        // Every tenth becomes hidden once: an erasure is among what is cut short.
        if (version > 0 && i % 10 == 0) made = hidden(made);
        listings.push_back(std::move(made));
    }
    return listings;
}

/// Imports in a child process, which is killed after a while.  @return whether it ended before.
bool import_and_kill(const Folder& folder, const std::vector<Listing>& listings,
                     std::chrono::microseconds after) {
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto store = open_store(folder.url(), StoreAccess::read_write, &is_unfavourable);
        if (!store) ::_exit(1);
        const char byte = 'r';
        if (::write(ready[1], &byte, 1) != 1) ::_exit(1);
        const auto import_id = (*store)->begin_import("feed", "feed.json", kNow);
        if (!import_id) ::_exit(1);
        for (const auto& each : listings)
            if (!(*store)->stage(*import_id, each)) ::_exit(1);
        ::_exit((*store)->publish_import(*import_id, kNow) ? 0 : 1);
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    ::close(ready[0]);
    ::close(ready[1]);
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    if (WIFEXITED(status)) CHECK(WEXITSTATUS(status) == 0);
    return WIFEXITED(status);
}

}  // namespace

TEST_CASE("an import that is killed leaves the store as before or as after", "[store][crash]") {
    const char* wanted = std::getenv("STORE_KILLS");
    const int kills = wanted ? std::atoi(wanted) : 24;
    std::mt19937 random(20'261'124);
    const Folder folder;
    { import(*open(folder), file(0)); }
    int version = 1, cut_short = 0;
    auto longest = std::chrono::microseconds{60'000};
    for (int kill = 0; kill < kills; ++kill) {
        const std::string before = view(*open(folder, StoreAccess::read_only));
        const auto after = std::chrono::microseconds{
            std::uniform_int_distribution<long>(0, longest.count())(random)};
        const bool ended = import_and_kill(folder, file(version), after);
        const std::string seen = view(*open(folder, StoreAccess::read_only));
        const auto store = open(folder);
        expect(store->check());
        CHECK(view(*store) == seen);  // Clearing up changes nothing that anybody saw.
        if (seen == before) {
            CHECK_FALSE(ended);
            ++cut_short;
            longest += longest / 4;
        } else {
            // All of it: every service has the new version's number.
            CHECK(expect(store->newest_sequence()) == std::int64_t{kListings} * (version + 1));
            CHECK(expect(store->changes_after(std::int64_t{kListings} * version, 10'000)).size() ==
                  kListings);
            ++version;
            longest -= longest / 4;
        }
        if (version > 1) {
            CHECK(all_bytes(folder).find("12 s10 Street") == std::string::npos);
            CHECK(all_bytes(folder).find("12 s11 Street") != std::string::npos);
        }
    }
    CHECK(cut_short > 0);
    import(*open(folder), file(version));
    expect(open(folder)->check());
}
