// What everybody may see, read in pages, by key, and as it was.
#include <algorithm>
#include <catch2/catch.hpp>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

Listing for_staff(Listing made) {
    made.visibility = Visibility::staff;
    return with(std::move(made), {});
}

std::vector<std::string> ids_of(const std::vector<StoredListing>& listings) {
    std::vector<std::string> out;
    for (const auto& each : listings) out.push_back(each.service_id);
    return out;
}

/// Withdraws what the feed has no more.
void import_in_full(Store& store, const std::vector<Listing>& listings, Instant now) {
    const auto import_id = expect(store.begin_import("feed", "feed.json", now));
    for (const auto& each : listings) expect(store.stage(import_id, each));
    expect(store.stage_withdrawals(import_id));
    expect(store.publish_import(import_id, now));
}

}  // namespace

TEST_CASE("pages of what everybody may see come by key, each listing once, withdrawn ones too", "[store][open-page]") {
    const StoreFolder folder;
    const auto store = open(folder);
    std::vector<Listing> open_ones;
    for (int i = 0; i < 7; ++i) open_ones.push_back(listing("open " + std::to_string(i)));
    auto all = open_ones;
    for (int i = 0; i < 5; ++i) all.push_back(for_staff(listing("staff " + std::to_string(i))));
    all.push_back(hidden(listing("hidden")));
    import(*store, all);
    const auto gone = all.front().service_id;
    all.erase(all.begin());
    import_in_full(*store, all, kNow + std::chrono::hours(1));

    std::vector<std::string> wanted, found;
    for (const auto& each : open_ones) wanted.push_back(each.service_id);
    std::sort(wanted.begin(), wanted.end());
    std::size_t withdrawn = 0;
    for (std::string after;;) {
        const auto page = expect(store->open_page(after, 3));
        if (page.empty()) break;
        CHECK(page.size() <= 3);
        for (const auto& each : page) withdrawn += each.withdrawn ? 1 : 0;
        for (const auto& id : ids_of(page)) found.push_back(id);
        after = page.back().service_id;
    }
    CHECK(found == wanted);
    CHECK(withdrawn == 1);
    CHECK(expect(store->open_listings({gone})).front().withdrawn);
}

TEST_CASE("listings are read by key in the order asked, and others among them say nothing", "[store][open-page]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a"), listing("b"), for_staff(listing("c"))});
    CHECK(ids_of(expect(store->open_listings({id("b"), id("c"), id("nowhere"), id("a")}))) == std::vector{id("b"), id("a")});
}

TEST_CASE("a listing's revisions come newest first, each as it was", "[store][open-page]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a", "First words")});
    import(*store, {listing("a", "Second words")}, "feed", kNow + std::chrono::hours(1));
    const auto all = expect(store->revisions(id("a"), 10));
    REQUIRE(all.size() == 2);
    CHECK(all[0].has_earlier);
    CHECK_FALSE(all[1].has_earlier);
    CHECK(all[0].published_at == kNow + std::chrono::hours(1));
    CHECK(all[1].record.find("First words") != std::string::npos);
    CHECK(expect(store->revisions(id("a"), 1)).size() == 1);
    CHECK(expect(store->revisions(id("nowhere"), 10)).empty());
}
