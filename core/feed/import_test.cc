#include <catch2/catch.hpp>

#include "core/feed/directory_settings.h"
#include "core/feed/feed_testing.h"
#include "core/feed/import.h"

namespace porchlight {
namespace {

using testing::a_service;
using testing::a_source;
using testing::Folder;

struct Directory {
    Folder folder;
    std::unique_ptr<Store> store;

    Directory() {
        auto opened = open_store("sqlite://" + (folder.path() / "store.db").string(), StoreAccess::read_write, bad_news_of(testing::catalogue()));
        if (!opened) throw std::runtime_error(opened.error().message);
        store = std::move(*opened);
    }

    Result<ImportReport> import(const std::string& name, const std::string& bytes, ImportScope scope = ImportScope::partial, const std::string& source = "test") {
        const auto settings = a_source(source);
        const ImportSettings import{settings, testing::catalogue(), testing::own_crosswalk(), scope, *parse_instant(), {}, 2};
        return import_feed(*store, folder.write(name, bytes), import);
    }

    static std::optional<Instant> parse_instant() { return Instant{std::chrono::seconds{1795478400}}; }
    std::int64_t live() { return static_cast<std::int64_t>(store->live_keys()->size()); }
};

std::string uuid(int number) {
    auto text = std::to_string(number);
    return "aaaaaaaa-aaaa-4aaa-8aaa-" + std::string(12 - text.size(), '0') + text;
}

std::string feed_of(int first, int last, const std::string& note = {}) {
    std::string out;
    for (int i = first; i < last; ++i) {
        auto service = a_service();
        service["id"] = uuid(i);
        service["name"] = "Service " + std::to_string(i);
        service["service_at_locations"][0]["id"] = uuid(1'000'000 + i);
        service["description"] = note;
        out += service.dump() + "\n";
    }
    return out;
}

TEST_CASE("the same file again changes nothing", "[import]") {
    Directory directory;
    const auto first = directory.import("a.ndjson", feed_of(0, 200));
    REQUIRE(first);
    CHECK(first->added == 200);
    const auto sequence = *directory.store->newest_sequence();
    const auto second = directory.import("a.ndjson", feed_of(0, 200));
    REQUIRE(second);
    CHECK(second->unchanged == 200);
    CHECK(second->added + second->changed == 0);
    CHECK(*directory.store->newest_sequence() == sequence);
    const auto third = directory.import("a.ndjson", feed_of(0, 1, "new words"));
    REQUIRE(third);
    CHECK(third->changed == 1);
    CHECK(directory.live() == 200);
}

TEST_CASE("only a full import withdraws, and only its own source's", "[import]") {
    Directory directory;
    REQUIRE(directory.import("a.ndjson", feed_of(0, 10)));
    REQUIRE(directory.import("b.ndjson", feed_of(100, 105), ImportScope::partial, "other"));
    REQUIRE(directory.import("a.ndjson", feed_of(0, 4)));
    CHECK(directory.live() == 15);
    const auto full = directory.import("a.ndjson", feed_of(0, 4), ImportScope::full);
    REQUIRE(full);
    CHECK(full->published.withdrawn == 6);
    CHECK(directory.live() == 9);
    CHECK_FALSE(directory.import("empty.json", "[]", ImportScope::full));
    CHECK(directory.live() == 9);
}

TEST_CASE("one source never takes another's record", "[import]") {
    Directory directory;
    REQUIRE(directory.import("a.ndjson", feed_of(0, 3, "mine")));
    REQUIRE(directory.import("b.ndjson", feed_of(0, 3, "theirs"), ImportScope::partial, "other"));
    CHECK(directory.live() == 6);
    CHECK(directory.store->listing(uuid(0))->source == "test");
    CHECK(directory.store->listing(uuid(0))->record.find("mine") != std::string::npos);
}

TEST_CASE("a bad row is refused with file and line, without a value, and the rest goes on", "[import]") {
    Directory directory;
    auto text = feed_of(0, 2);
    text += "{\"id\": \"secretvalue\", \"name\": \"secretvalue\", \"name\": \"twice\"}\n";
    text += "{\"id\": \"x\", \"name\": \"\xFF secretvalue\"}\n";
    text += "{\"secretvalue 482\": {\"secretvalue 482\": 1, \"secretvalue 482\": 2}}\n";
    text += "[1,2]\n" + feed_of(2, 4);
    const auto report = directory.import("a.ndjson", text);
    REQUIRE(report);
    CHECK(report->services == 8);
    CHECK(report->added == 4);
    CHECK(report->refused_count == 4);
    CHECK(report->refused[0].line == 3);
    CHECK(report->refused[3].line == 6);
    CHECK(report->to_json().dump().find("secretvalue") == std::string::npos);
    CHECK(report->to_table().find("secretvalue") == std::string::npos);
    CHECK(report->services == report->added + report->changed + report->unchanged + report->refused_count + report->repeated);
}

TEST_CASE("a file that isn't a feed, or breaks off, leaves nothing behind", "[import]") {
    Directory directory;
    const std::string whole = feed_of(0, 300);
    for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
             {"a.ndjson", whole.substr(0, whole.size() - 50)}, {"b.json", "[" + feed_of(0, 1)}, {"c.json", "<html>"}, {"d.json", R"([{"a": 1}])"}}) {
        const auto report = directory.import(name, bytes);
        REQUIRE_FALSE(report);
        CHECK(report.error().kind == ErrorKind::bad_request);
        CHECK(directory.live() == 0);
        CHECK(*directory.store->newest_sequence() == 0);
    }
}

TEST_CASE("the sites of one service that come in rows of their own are put together", "[import]") {
    Directory directory;
    Json rows = Json::array();
    for (int i = 0; i < 3; ++i) {
        auto service = a_service();
        auto site = service["service_at_locations"][0];
        service.erase("service_at_locations");
        site["id"] = uuid(i);
        site["location"]["id"] = uuid(10 + i);
        site["location"]["name"] = "Site " + std::to_string(i);
        site["service"] = service;
        rows.push_back(site);
    }
    const auto report = directory.import("sites.json", rows.dump());
    REQUIRE(report);
    CHECK(report->added == 1);
    const auto listing = directory.store->listing("11111111-1111-4111-8111-111111111111");
    REQUIRE(listing);
    CHECK(Json::parse(listing->record)["service_at_locations"].size() == 3);
}

TEST_CASE("a refused row takes no service out of the directory, not even with --full", "[import]") {
    Directory directory;
    REQUIRE(directory.import("a.ndjson", feed_of(0, 5)));
    const auto broken = directory.import("a.ndjson", feed_of(0, 3) + "{\"id\": \"" + uuid(3) + "\", \n", ImportScope::full);
    REQUIRE(broken);
    CHECK(broken->refused_count == 1);
    CHECK(broken->withdrawals_held_back);
    CHECK(broken->published.withdrawn == 0);
    CHECK(directory.live() == 5);
    CHECK(broken->to_table().find("Nothing was withdrawn") != std::string::npos);
    const auto mended = directory.import("a.ndjson", feed_of(0, 4), ImportScope::full);
    REQUIRE(mended);
    CHECK_FALSE(mended->withdrawals_held_back);
    CHECK(mended->published.withdrawn == 1);
}

TEST_CASE("the same service twice in a file counts once, but a repetition that hides is heard", "[import]") {
    Directory directory;
    auto hidden = a_service();
    hidden["id"] = uuid(0);
    hidden["service_at_locations"][0]["id"] = uuid(1'000'000);
    hidden["visibility"] = "hidden";
    const auto report = directory.import("a.ndjson", feed_of(0, 2) + feed_of(0, 1, "again") + hidden.dump() + "\n");
    REQUIRE(report);
    CHECK(report->repeated == 1);
    const auto listing = directory.store->listing(uuid(0));
    REQUIRE(listing);
    CHECK(listing->visibility == Visibility::hidden);
    CHECK(listing->record.find("Quillfeather") == std::string::npos);
}

TEST_CASE("an unlisted source takes the default's settings under its own name", "[import]") {
    const auto folder = std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data";
    const auto settings = load_directory_settings(folder, {});
    REQUIRE(settings);
    CHECK(settings->source("miami").zone == "America/New_York");
    CHECK(settings->source("elsewhere").name == "elsewhere");
    CHECK(settings->source("elsewhere").crosswalks == settings->source("default").crosswalks);
    CHECK_FALSE(find_data_folder("/nonexistent", "/bin/indexer"));
    CHECK(find_data_folder(folder, ""));
}

}  // namespace
}  // namespace porchlight
