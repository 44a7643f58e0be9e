#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

#include "core/index/follow_testing.h"
#include "core/text/words.h"

using namespace porchlight;
using porchlight::testing::Directory;
namespace fs = std::filesystem;

TEST_CASE("an index built in several parts is one: words, documents, spelling", "[index][follow]") {
    constexpr int kServices = 4100;  // Enough for two parts.
    std::map<int, Json> services;
    for (int i = 1; i <= kServices; ++i)
        services[i] = Directory::service(i, i == 1 || i == kServices ? "Birch door" : "Lantern door");
    Directory directory;
    directory.import(services);
    auto follower = directory.follower();
    directory.start(follower);
    CHECK(directory.found("birch") == 2);
    CHECK(directory.spelled("birch") == 2);
    CHECK(directory.spelled("lantern") == kServices - 2);
    CHECK_FALSE(directory.card(1).empty());
    CHECK_FALSE(directory.card(kServices).empty());
    directory.import({{kServices, Directory::service(kServices, "Alder door")}});
    CHECK(follower.step() == 1);
    CHECK(directory.found("birch") == 1);
    CHECK(directory.found("alder") == 1);
}

TEST_CASE("a service is found by what its organization says of itself", "[index][follow]") {
    auto service = Directory::service(1, "Willow kitchen");
    service["organization"]["description"] = "Meals, rides and laundry";
    Directory directory;
    directory.import({{1, service}, {2, Directory::service(2, "Aspen beds")}});
    auto follower = directory.follower();
    directory.start(follower);
    CHECK(directory.matching(term(field::kStem, stem("laundry", "en"))) == 1);
}

TEST_CASE("a published change is found after the next step, and a withdrawn one is gone", "[index][follow]") {
    Directory directory;
    directory.import({{1, Directory::service(1, "Willow kitchen")}});
    auto follower = directory.follower();
    directory.start(follower);
    CHECK(directory.found("willow") == 1);
    directory.import({{1, Directory::service(1, "Aspen kitchen")}, {2, Directory::service(2, "Aspen beds")}});
    CHECK(follower.step() == 2);
    CHECK(directory.found("willow") == 0);
    CHECK(directory.found("aspen") == 2);
    directory.import({{2, Directory::service(2, "Aspen beds")}}, ImportScope::full);
    CHECK(follower.step() == 1);
    CHECK(directory.found("aspen") == 1);
    CHECK(follower.step() == 0);
    CHECK(follower.sequence() == *directory.store().newest_sequence());
}

TEST_CASE("a record that becomes staff's leaves the public side", "[index][follow]") {
    Directory directory;
    directory.import({{1, Directory::service(1, "Willow house")}, {2, Directory::service(2, "Aspen house")}});
    auto follower = directory.follower();
    directory.start(follower);
    auto changed = Directory::service(1, "Willow house");
    changed["visibility"] = "staff";
    directory.import({{1, changed}});
    REQUIRE(follower.step());
    CHECK(directory.found("house", Role::open) == 1);
    CHECK(directory.found("house", Role::staff) == 2);
}

TEST_CASE("a working copy that is broken is thrown away and made anew", "[index][follow]") {
    Directory directory;
    directory.import({{1, Directory::service(1, "Willow")}});
    {
        auto follower = directory.follower();
        directory.start(follower);
    }
    directory.import({{2, Directory::service(2, "Aspen")}});
    const auto live = live_index(directory.index());
    REQUIRE(live);
    fs::resize_file(fs::path(live->target) / "public" / "postlist.glass", 100);
    auto follower = directory.follower();
    const auto told = directory.start(follower);
    CHECK(told.size() >= 2);  // That it can't be used, and what was copied.
    REQUIRE(follower.step());
    CHECK(directory.found("willow") == 1);
    CHECK(directory.found("aspen") == 1);
}

TEST_CASE("another catalogue makes a rebuild", "[index][follow]") {
    Directory directory;
    directory.import({{1, Directory::service(1, "Willow")}});
    {
        auto follower = directory.follower("one");
        directory.start(follower);
    }
    auto follower = directory.follower("two");
    directory.start(follower);
    const auto all = generations(directory.index());
    REQUIRE(all.size() == 2);
    CHECK(all[0].catalogue_digest == "two");
    CHECK(directory.found("willow") == 1);
}

TEST_CASE("when a site becomes hidden, no file of the index keeps its street", "[index][follow]") {
    const std::string canary = "482 Quillfeather Crescent";
    auto service = Directory::service(1, "Willow house");
    service["service_at_locations"] = Json::array(
        {{{"id", Directory::id(501)},
          {"location", {{"id", Directory::id(601)}, {"location_type", "physical"}, {"latitude", 50.9}, {"longitude", -98.9},
                        {"addresses", Json::array({{{"id", Directory::id(701)}, {"address_type", "physical"}, {"address_1", canary},
                                                    {"city", "Corvane"}, {"state_province", "MB"}, {"postal_code", "R9X 1A1"}, {"country", "CA"}}})}}}}});
    Directory directory;
    directory.import({{1, service}, {2, Directory::service(2, "Aspen")}});
    auto follower = directory.follower();
    directory.start(follower);
    REQUIRE(directory.card(1).find(canary) != std::string::npos);
    REQUIRE(follower.seal_now());
    service["service_at_locations"][0]["visibility"] = "hidden";
    directory.import({{1, service}});
    const auto applied = follower.step();
    REQUIRE(applied);
    CHECK(*applied > 0);
    CHECK(directory.found("aspen") == 1);
    CHECK(directory.found("willow", Role::open) == 0);
    CHECK(directory.card(1).find(canary) == std::string::npos);
    const auto all = generations(directory.index());
    REQUIRE(all.size() == 1);
    CHECK(all[0].erasures > 0);
    std::size_t copies = 0;
    for (const auto& entry : fs::directory_iterator(directory.index()))
        copies += entry.is_directory() && !entry.is_symlink();
    CHECK(copies == 2);  // The generation and its working copy: nothing from before.
}

TEST_CASE("more than a tenth changed calls for a new generation", "[index][follow]") {
    Directory directory;
    std::map<int, Json> services;
    for (int i = 1; i <= 20; ++i) services.emplace(i, Directory::service(i, "Willow"));
    directory.import(services);
    auto follower = directory.follower();
    directory.start(follower);
    directory.import({{1, Directory::service(1, "Aspen")}, {2, Directory::service(2, "Aspen")}});
    REQUIRE(follower.step());
    CHECK_FALSE(follower.wants_seal());
    directory.import({{3, Directory::service(3, "Aspen")}});
    REQUIRE(follower.step());
    CHECK(follower.wants_seal());
    const auto sealed = follower.seal_now();
    REQUIRE(sealed);
    CHECK(sealed->sequence == *directory.store().newest_sequence());
    CHECK(verify(*sealed));
    CHECK_FALSE(follower.wants_seal());
}

TEST_CASE("readers go on while the index changes under them", "[index][follow][threads]") {
    Directory directory;
    std::map<int, Json> services;
    for (int i = 1; i <= 50; ++i) services.emplace(i, Directory::service(i, "Willow"));
    directory.import(services);
    auto follower = directory.follower();
    directory.start(follower);
    CHECK(directory.found("willow") == 50);
    std::atomic<bool> stop = false;
    std::atomic<int> asked = 0, wrong = 0;
    std::thread reader([&] {
        const auto pool = ReaderPool::open(directory.index(), Role::open, std::chrono::seconds{20});
        while (!stop) {
            std::size_t count = 0;
            const auto done = pool->with_reader([&](Reader& lent) {
                count = lent.search(TermQuery::everything(), 0, 100).size();
            });
            ++asked;
            if (!done || count != 50) ++wrong;
        }
    });
    for (int round = 0; round < 20; ++round) {
        directory.import({{1 + round, Directory::service(1 + round, "Aspen " + std::to_string(round))}});
        REQUIRE(follower.step());
    }
    stop = true;
    reader.join();
    CHECK(asked > 0);
    CHECK(wrong == 0);
    CHECK(directory.found("aspen") == 20);
}
