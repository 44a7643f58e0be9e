#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

using Stopwatch = std::chrono::steady_clock;

double seconds_since(Stopwatch::time_point start) {
    return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

/// About 5 kB of record and 13 statements.
Listing large(int number) {
    const std::string name = std::to_string(number);
    Listing made = listing(name, std::string(4200, 'x'));
    made.digest = sha256_hex(name);
    for (int i = 0; i < 13; ++i)
        made.statements.push_back(says((i % 2 == 0 ? "protective-fact-" : "hazard-fact-") +
                                           std::to_string(i),
                                       i % 3 == 0 ? Value::no : Value::yes, name,
                                       Standing::attested));
    return made;
}

}  // namespace

TEST_CASE("how long an import takes", "[.benchmark]") {
    const char* wanted = std::getenv("STORE_BENCH_LISTINGS");
    const int count = wanted ? std::atoi(wanted) : 100'000;
    const StoreFolder folder(std::filesystem::temp_directory_path());
    const auto store = open(folder);
    for (const char* round : {"first import", "again, unchanged", "again, all changed"}) {
        double making = 0, longest = 0;
        const auto start = Stopwatch::now();
        const auto import_id = expect(store->begin_import("feed", "feed.json", kNow));
        for (int i = 0; i < count; ++i) {
            const auto making_since = Stopwatch::now();
            Listing each = large(i);
            if (round[7] == 'a') each.digest += "2";
            making += seconds_since(making_since);
            const auto staging_since = Stopwatch::now();
            expect(store->stage(import_id, each));
            longest = std::max(longest, seconds_since(staging_since));
        }
        const double staged = seconds_since(start) - making;
        const auto publishing = Stopwatch::now();
        const auto published = expect(store->publish_import(import_id, kNow));
        std::printf("%-20s %d listings: staging %.2f s (longest call %.1f ms), publishing %.2f s,"
                    " %lld revisions\n",
                    round, count, staged, longest * 1000, seconds_since(publishing),
                    static_cast<long long>(published.count));
    }
    auto start = Stopwatch::now();
    const std::size_t keys = expect(store->live_keys()).size();
    std::printf("live_keys: %zu in %.2f s\n", keys, seconds_since(start));
    start = Stopwatch::now();
    std::string after;
    std::size_t read = 0;
    for (auto page = expect(store->page(after, 500)); !page.empty();
         page = expect(store->page(after, 500))) {
        read += page.size();
        after = page.back().service_id;
    }
    std::printf("pages: %zu listings in %.2f s\n", read, seconds_since(start));
    start = Stopwatch::now();
    for (int i = 0; i < 10'000; ++i) expect(store->listing(id(std::to_string(i % count))));
    std::printf("listing(): %.1f us each\n", seconds_since(start) * 100);
    start = Stopwatch::now();
    const std::size_t changes = expect(store->changes_after(count / 2, 100'000)).size();
    std::printf("changes_after: %zu in %.3f s\n", changes, seconds_since(start));
    start = Stopwatch::now();
    expect(store->check());
    std::printf("check %.2f s, store %.0f MB\n", seconds_since(start),
                static_cast<double>(std::filesystem::file_size(folder.file())) / 1e6);
}
