#include "core/review/capacity_desk.h"

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr std::chrono::minutes kHour{60};

/// Services a and b of two agencies; "editor" is of a's.
struct BedDesk {
    BedDesk() {
        std::filesystem::create_directories(folder.path() / "store");
        paths.data = folder.path();
        import(*expect(open_store(paths.store_url(), StoreAccess::read_write)), {listing("a"), listing("b")});
        add_account(*expect(AccountStore::open(paths.store_place())), "editor", id("a organization"),
                    StaffRole::agency_editor);
        editor.account_id = "editor";
        editor.organization_id = id("a organization");
        editor.role = StaffRole::agency_editor;
        desk = expect(CapacityDesk::open(paths, clock));
    }
    Json capacity() { return expect(desk->services(editor))["services"][0]["capacity"]; }
    std::string fault(const Json& body) {
        const auto said = desk->say(editor, body);
        return said ? "none" : said.error().message.substr(0, said.error().message.find(':')) + said.error().where;
    }

    StoreFolder folder;
    DirectoryPaths paths;
    FixedClock clock{kNow};
    Caller editor;
    std::unique_ptr<CapacityDesk> desk;
};

}  // namespace

TEST_CASE("a desk shows its own services, and what counts of their beds now", "[review][capacity]") {
    BedDesk beds;
    const auto before = expect(beds.desk->services(beds.editor))["services"];
    REQUIRE(before.size() == 1);
    CHECK(before[0] == Json{{"service_id", id("a")}, {"name", "Service a"}, {"capacity", nullptr}});
    const auto said = expect(beds.desk->say(beds.editor, {{"service_id", id("a")}, {"beds", 2}, {"minutes", 120}}));
    CHECK(said == Json{{"beds", 2}, {"said_at", format_instant(kNow)}, {"until", format_instant(kNow + 2 * kHour)}});
    CHECK(beds.capacity() == said);
    beds.clock.set(kNow + 2 * kHour);
    CHECK(beds.capacity() == nullptr);
}

TEST_CASE("what was said of beds can be taken back", "[review][capacity]") {
    BedDesk beds;
    expect(beds.desk->say(beds.editor, {{"service_id", id("a")}, {"beds", 0}, {"minutes", 60}}));
    CHECK(beds.capacity()["beds"] == 0);
    CHECK(expect(beds.desk->take_back(beds.editor, {{"service_id", id("a")}})) == nullptr);
    CHECK(beds.capacity() == nullptr);
}

TEST_CASE("a word on beds has a service of one's own, a number and an end", "[review][capacity]") {
    BedDesk beds;
    const Json good{{"service_id", id("a")}, {"beds", 2}, {"minutes", 120}};
    const auto with = [&](const char* member, const Json& value) {
        auto body = good;
        body[member] = value;
        return beds.fault(body);
    };
    CHECK(with("beds", 100) == "out_of_range/beds");
    CHECK(with("beds", -1) == "out_of_range/beds");
    CHECK(with("beds", 1.5) == "wrong_type/beds");
    CHECK(with("minutes", 14) == "out_of_range/minutes");
    CHECK(with("minutes", 1441) == "out_of_range/minutes");
    CHECK(with("service_id", "a") == "no_id/service_id");
    CHECK(with("note", "two by the window") == "unknown_member/note");
    for (const char* member : {"beds", "minutes"}) {
        auto body = good;
        body.erase(member);
        CHECK(beds.fault(body) == std::string("missing/") + member);
    }
    auto other = good;
    other["service_id"] = id("b");
    CHECK(failure(beds.desk->say(beds.editor, other)) == ErrorKind::forbidden);
    CHECK(failure(beds.desk->take_back(beds.editor, {{"service_id", id("b")}})) == ErrorKind::forbidden);
    CHECK(beds.capacity() == nullptr);
}
