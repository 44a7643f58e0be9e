// The program as its operator meets it: exit status, report, kill -9, and what reaches the disk.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "core/feed/feed_testing.h"
#include "core/store/store.h"
#include "indexer/program_testing.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;
using testing::a_service;
using testing::Folder;
using testing::start;
using testing::text_in;
using testing::wait_for;

/// One directory and the indexer on it.
struct Desk {
    Folder folder;

    std::vector<std::string> command(const std::vector<std::string>& more) const {
        std::vector<std::string> words{std::string(PORCHLIGHT_BIN_DIR) + "/indexer", "import", "--data", (folder.path() / "data").string(),
                                       "--catalogue-data", std::string(PORCHLIGHT_SOURCE_DIR) + "/data", "--report", (folder.path() / "report.json").string()};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    int import(const std::vector<std::string>& more) const { return wait_for(start(command(more), folder.path() / "output")); }
    Json report() const { return Json::parse(text_in(folder.path() / "report.json"))["files"][0]; }
    std::string output() const { return text_in(folder.path() / "output"); }
    std::size_t live() const {
        const auto store = open_store("sqlite://" + (folder.path() / "data/store/store.db").string(), StoreAccess::read_write);
        REQUIRE(store);
        return (*store)->live_keys()->size();
    }
};

std::string uuid(int number) {
    const auto text = std::to_string(number);
    return "bbbbbbbb-bbbb-4bbb-8bbb-" + std::string(12 - text.size(), '0') + text;
}

std::string feed_of(int first, int last) {
    std::string out;
    for (int i = first; i < last; ++i) {
        auto service = a_service();
        service["id"] = uuid(i);
        service["service_at_locations"][0]["id"] = uuid(1'000'000 + i);
        out += service.dump() + "\n";
    }
    return out;
}

TEST_CASE("import says what it did, twice, and withdraws only when told to", "[indexer]") {
    const Desk desk;
    const auto feed = desk.folder.write("feed.ndjson", feed_of(0, 60)).string();
    REQUIRE(desk.import({feed}) == 0);
    CHECK(desk.report()["new"] == 60);
    REQUIRE(desk.import({feed}) == 0);
    CHECK(desk.report()["unchanged"] == 60);
    CHECK(desk.report()["changed"] == 0);
    const auto less = desk.folder.write("less.ndjson", feed_of(0, 50)).string();
    REQUIRE(desk.import({less}) == 0);
    CHECK(desk.live() == 60);
    REQUIRE(desk.import({"--full", less}) == 0);
    CHECK(desk.report()["withdrawn"] == 10);
    CHECK(desk.live() == 50);
}

TEST_CASE("a wrong file ends with status 2 and a sentence, and changes nothing", "[indexer]") {
    const Desk desk;
    const auto feed = desk.folder.write("feed.ndjson", feed_of(0, 5)).string();
    REQUIRE(desk.import({feed}) == 0);
    for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
             {"a.json", "<html>"}, {"b.zip", "{}"}, {"c.ndjson.gz", "{}"}, {"d.ndjson", feed_of(5, 9) + "{\"id\":"}, {"e.json", ""}}) {
        INFO(name);
        CHECK(desk.import({desk.folder.write(name, bytes).string()}) == 2);
        CHECK(desk.output().find("indexer: " + name) != std::string::npos);
        CHECK(desk.live() == 5);
    }
    CHECK(desk.import({(desk.folder.path() / "nothing.json").string()}) == 2);
    CHECK(desk.import({"--no-such-option", feed}) == 2);
}

TEST_CASE("killed at any point, the store is as before or as after", "[indexer][crash]") {
    const Desk desk;
    const auto first = desk.folder.write("first.ndjson", feed_of(0, 20)).string();
    const auto second = desk.folder.write("second.ndjson", feed_of(20, 1500)).string();
    REQUIRE(desk.import({first}) == 0);
    std::mt19937 random(std::random_device{}());
    std::size_t before = 20, kills = 0;
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < 12 && std::chrono::steady_clock::now() - began < std::chrono::seconds(60); ++i) {
        const auto child = start(desk.command({second}), desk.folder.path() / "output");
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 700));
        kill(child, SIGKILL);
        const auto status = wait_for(child);
        kills += status < 0;
        const auto live = desk.live();
        INFO("killed " << kills << " times, live " << live);
        CHECK((live == before || live == 1500));
        before = live;
    }
    REQUIRE(desk.import({second}) == 0);
    CHECK(desk.live() == 1500);
}

/// Fifty shelters whose places are nobody's business, hidden in several ways, and one broken row.
std::string hidden_feed() {
    std::string out;
    for (int i = 0; i < 50; ++i) {
        auto service = a_service();
        const auto n = std::to_string(100 + i);
        service["id"] = uuid(i);
        auto& site = service["service_at_locations"][0];
        site["id"] = i % 3 == 0 ? Json("house-" + n + "-canarystreet") : Json(uuid(1'000 + i));
        auto& location = site["location"];
        location["id"] = "place-" + n + "-canarystreet";
        location["latitude"] = 49.123 + 0.000111 * i;
        location["longitude"] = -97.987 - 0.000111 * i;
        location["name"] = "Canaryhouse " + n;
        location["transportation"] = "Bus to Canarystreet";
        location["phones"][0]["number"] = "204-555-7" + n;
        location["contacts"] = Json::array({{{"name", "Canaryperson " + n}, {"email", "canary" + n + "@example.org"}}});
        auto& address = location["addresses"][0];
        address["address_1"] = n + " Canarystreet &amp; Lane\\n";
        address["postal_code"] = "C" + std::to_string(i % 10) + "N 4R" + std::to_string(i / 10);
        service["description"] = "Call first. We are at " + n + " canarystreet, ring 204 555 7" + n + ".";
        switch (i % 5) {
            case 0: service["visibility"] = "hidden"; break;
            case 1: location["is_confidential"] = true; break;
            case 2: address["confidential"] = "yes"; break;
            case 3: service["organization"]["private"] = 1; break;
            default: service["attributes"] = Json::array({testing::an_attribute("confidential-address.yes", "yes")});
        }
        out += service.dump() + "\n";
    }
    // Its flag stands after the point where it breaks.
    out += R"({"id":"x","name":"Canaryhouse 999","service_at_locations":[{"location":{"addresses":[{"address_1":"999 Canarystreet","address_1":"C9N 9Z9"}]}}],"visibility":"hidden"})" "\n";
    return out;
}

TEST_CASE("no write of an import holds the place of a hidden site", "[indexer][hidden]") {
    const Desk desk;
    const auto feed = desk.folder.write("hidden.ndjson", hidden_feed()).string();
    const auto trace = (desk.folder.path() / "trace").string();
    if (std::system("strace -V > /dev/null 2>&1") != 0) {
        WARN("strace is not installed: only the files are checked");
        REQUIRE(desk.import({feed}) == 0);
    } else {
        std::vector<std::string> words{"strace", "-f", "-s", "16777216", "-o", trace, "-e",
                                       "trace=write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,rename,renameat,link,symlink,openat"};
        for (const auto& word : desk.command({feed})) words.push_back(word);
        const auto status = wait_for(start(words, desk.folder.path() / "output"));
        if (text_in(trace).find("write(") == std::string::npos) {
            WARN("strace may not trace here: only the files are checked");
            REQUIRE(desk.import({feed}) == 0);
        } else {
            REQUIRE(status == 0);
        }
    }
    CHECK(desk.report()["read"] == 51);
    CHECK(desk.report()["hidden_sites"] == 50);
    CHECK(desk.report()["refused"]["count"] == 1);
    fs::remove(feed);
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(desk.folder.path())) {
        if (!entry.is_regular_file()) continue;
        ++files;
        const auto bytes = text_in(entry.path());
        for (const std::string canary : {"anarystreet", "anaryhouse", "anaryperson", "canary1", "49.123", "97.987", "555-71", "555 71", "C9N", "C0N", "C1N", "N 4R", "N4R"}) {
            INFO(entry.path() << " holds " << canary);
            CHECK(bytes.find(canary) == std::string::npos);
        }
    }
    CHECK(files >= 3);
}

TEST_CASE("an export holds what anyone may know, and with --staff who may see what, but never a hidden place", "[indexer][hidden]") {
    const Desk desk;
    auto staff = a_service();
    staff["id"] = uuid(9'000);
    staff["name"] = "Staffcanary";
    staff["visibility"] = "staff";
    staff["service_at_locations"][0]["id"] = uuid(9'001);
    REQUIRE(desk.import({desk.folder.write("open.ndjson", feed_of(500, 510) + staff.dump() + "\n").string()}) == 0);
    REQUIRE(desk.import({desk.folder.write("hidden.ndjson", hidden_feed()).string()}) == 0);
    const auto exported = [&](const std::string& format, bool with_staff) {
        const auto out = (desk.folder.path() / ("out." + format + (format == "hsds-tabular" ? ".zip" : format == "csv" ? ".csv" : ".ndjson"))).string();
        std::vector<std::string> words{std::string(PORCHLIGHT_BIN_DIR) + "/indexer", "export", "--data", (desk.folder.path() / "data").string(),
                                       "--catalogue-data", std::string(PORCHLIGHT_SOURCE_DIR) + "/data", "--format", format, "--out", out};
        if (with_staff) words.push_back("--staff");
        REQUIRE(wait_for(start(words, desk.folder.path() / "output")) == 0);
        return out;
    };
    for (const std::string format : {"hsds-json", "hsds-tabular", "csv"}) {
        INFO(format);
        const Desk again;
        REQUIRE(again.import({exported(format, false)}) == 0);
        CHECK(again.live() == 10);
        const Desk whole;
        const auto file = exported(format, true);
        REQUIRE(whole.import({file}) == 0);
        CHECK(whole.live() == 61);
        CHECK(whole.report()["hidden"].get<int>() + whole.report()["staff"].get<int>() >= 41);
        for (const std::string canary : {"anarystreet", "anaryperson", "49.123", "555-71"}) CHECK(text_in(file).find(canary) == std::string::npos);
    }
}

}  // namespace
}  // namespace porchlight
