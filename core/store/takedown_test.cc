#include "core/store/takedown.h"

#include <sys/wait.h>

#include <chrono>
#include <thread>

#include "core/store/database.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

TEST_CASE("a take-down holds until it is lifted", "[takedown]") {
    const StoreFolder folder;
    const auto list = expect(TakedownList::open(folder.path() / "takedown.db"));
    CHECK(expect(list->current())->ids.empty());
    expect(list->take_down("service", id("a"), kNow));
    expect(list->take_down("location", id("b"), kNow));
    CHECK(expect(list->current())->contains(id("a")));
    expect(list->lift("service", id("a"), kNow));
    CHECK_FALSE(expect(list->current())->contains(id("a")));
    CHECK(expect(list->current())->contains(id("b")));
    CHECK(failure(list->take_down("person", id("a"), kNow)) == ErrorKind::bad_request);
    CHECK(failure(list->take_down("service", "", kNow)) == ErrorKind::bad_request);
}

TEST_CASE("a take-down by another connection is seen by the next query", "[takedown]") {
    const StoreFolder folder;
    const auto one = expect(TakedownList::open(folder.path() / "takedown.db"));
    const auto two = expect(TakedownList::open(folder.path() / "takedown.db"));
    CHECK(expect(two->current())->ids.empty());
    expect(one->take_down("service", id("a"), kNow));
    CHECK(expect(two->current())->contains(id("a")));
    expect(two->lift("service", id("a"), kNow));
    CHECK_FALSE(expect(one->current())->contains(id("a")));
}

TEST_CASE("a take-down by another process is seen at once, and outlives it", "[takedown]") {
    const StoreFolder folder;
    const auto file = folder.path() / "takedown.db";
    { expect(TakedownList::open(file)); }
    const pid_t child = ::fork();
    if (child == 0) {
        auto list = TakedownList::open(file);
        if (list && (*list)->take_down("service", id("a"), kNow)) ::kill(::getpid(), SIGKILL);
        ::_exit(1);
    }
    // Opened before the child is done, so that the change comes from outside.
    const auto list = expect(TakedownList::open(file));
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    CHECK(expect(list->current())->contains(id("a")));
}

TEST_CASE("the list only grows", "[takedown]") {
    const StoreFolder folder;
    const auto file = folder.path() / "takedown.db";
    const auto list = expect(TakedownList::open(file));
    expect(list->take_down("service", id("a"), kNow));
    soci::session sql;
    connect(sql, file, Connection::writes);
    CHECK_THROWS_AS(run_script(sql, "delete from takedown"), soci::soci_error);
    CHECK_THROWS_AS(run_script(sql, "update takedown set act = 'lift'"), soci::soci_error);
}

TEST_CASE("several threads may ask while one takes down", "[takedown]") {
    const StoreFolder folder;
    const auto list = expect(TakedownList::open(folder.path() / "takedown.db"));
    std::atomic<bool> wrong = false;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            std::size_t seen = 0;
            for (int round = 0; round < 500; ++round) {
                const auto set = list->current();
                if (!set || (*set)->ids.size() < seen) wrong = true;
                else seen = (*set)->ids.size();
            }
        });
    for (int i = 0; i < 20; ++i) expect(list->take_down("service", id(std::to_string(i)), kNow));
    for (auto& thread : threads) thread.join();
    CHECK_FALSE(wrong);
    CHECK(expect(list->current())->ids.size() == 20);
}

TEST_CASE("asking costs little where nothing changed", "[.benchmark]") {
    const StoreFolder folder;
    const auto list = expect(TakedownList::open(folder.path() / "takedown.db"));
    expect(list->take_down("service", id("a"), kNow));
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 100'000; ++i) expect(list->current());
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::printf("TakedownList::current(): %.2f us\n", taken.count() * 10);
}
