#include "core/store/capacities.h"

#include "core/store/database.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr std::chrono::minutes kHour{60};

/// Services a and b of two organizations; "night-desk" is a's capacity sign-in.
struct Beds {
    Beds() {
        const auto store = open(folder);
        import(*store, {listing("a"), listing("b")});
        auto accounts = expect(AccountStore::open(folder.place()));
        add_account(*accounts, "worker", "north", StaffRole::worker);
        add_account(*accounts, "reviewer", "north", StaffRole::reviewer);
        add_account(*accounts, "admin", "north", StaffRole::administrator);
        add_account(*accounts, "editor", id("a organization"), StaffRole::agency_editor);
        expect(accounts->add_organization({"desk", "desk", ""}, kNow));
        StoredAccount night;
        night.id = night.name = "night-desk";
        night.organization_id = "desk";
        night.role = StaffRole::capacity;
        night.service_id = id("a");
        night.password = "x";
        expect(accounts->add(night, {}, "operator", kNow));
        list = expect(CapacityList::open(folder.place()));
    }
    std::optional<Capacity> of(const std::string& service) {
        const auto all = expect(list->current());
        const auto found = all->find(id(service));
        return found == all->end() ? std::nullopt : std::optional(found->second);
    }
    std::string sql_text(const std::string& query) {
        soci::session sql;
        connect(sql, folder.place(), Connection::writes);
        std::string out;
        sql << query, soci::into(out);
        return out;
    }

    StoreFolder folder;
    std::unique_ptr<CapacityList> list;
};

}  // namespace

TEST_CASE("a service's own people say how many beds, and until when that counts", "[store][capacity]") {
    Beds beds;
    CHECK_FALSE(beds.of("a"));
    const auto said = expect(beds.list->say(id("a"), 2, 120, "editor", kNow));
    CHECK(said == Capacity{2, kNow, kNow + 2 * kHour});
    CHECK(beds.of("a") == said);
    CHECK_FALSE(beds.of("b"));
    const auto full = expect(beds.list->say(id("a"), 0, 60, "night-desk", kNow + kHour));
    CHECK(beds.of("a") == full);
    expect(beds.list->take_back(id("a"), "editor", kNow + kHour));
    CHECK_FALSE(beds.of("a"));
}

TEST_CASE("nobody else speaks of a service's beds", "[store][capacity]") {
    Beds beds;
    expect(beds.list->say(id("a"), 2, 120, "editor", kNow));
    for (const char* who : {"worker", "reviewer", "admin", "nobody"}) {
        CHECK(failure(beds.list->say(id("a"), 9, 60, who, kNow)) == ErrorKind::forbidden);
        CHECK(failure(beds.list->take_back(id("a"), who, kNow)) == ErrorKind::forbidden);
    }
    for (const char* who : {"editor", "night-desk"}) {
        CHECK(failure(beds.list->say(id("b"), 9, 60, who, kNow)) == ErrorKind::forbidden);
        CHECK(failure(beds.list->say(id("c"), 9, 60, who, kNow)) == ErrorKind::forbidden);
    }
    CHECK(beds.of("a")->beds == 2);
    CHECK(expect(beds.list->services_of("editor")) == std::vector<std::string>{id("a")});
    CHECK(expect(beds.list->services_of("night-desk")) == std::vector<std::string>{id("a")});
    CHECK(expect(beds.list->services_of("worker")).empty());
}

TEST_CASE("beds are 0 to 99, for a quarter of an hour to a day, and in the schema too", "[store][capacity]") {
    Beds beds;
    for (const auto& [count, minutes] : {std::pair{-1, 60}, {100, 60}, {1, 14}, {1, 1441}})
        CHECK(failure(beds.list->say(id("a"), count, minutes, "editor", kNow)) == ErrorKind::bad_request);
    soci::session sql;
    connect(sql, beds.folder.place(), Connection::writes);
    const auto insert = [&](const std::string& values) {
        try {
            sql << "insert into capacity values " + values;
            return true;
        } catch (const soci::soci_error&) {
            return false;
        }
    };
    const auto row = [](const std::string& service, int beds_said, int seconds, const std::string& who) {
        return "('" + id(service) + "', " + std::to_string(beds_said) + ", 0, " + std::to_string(seconds) + ", '" + who + "')";
    };
    CHECK_FALSE(insert(row("a", 100, 3600, "editor")));
    CHECK_FALSE(insert(row("a", 1, 25 * 3600, "editor")));
    CHECK_FALSE(insert(row("a", 1, 3600, "worker")));
    CHECK_FALSE(insert(row("b", 1, 3600, "editor")));
    CHECK(insert(row("a", 1, 3600, "editor")));
    CHECK_THROWS(sql << "update capacity set beds = 9");
}

TEST_CASE("a word about beds leaves no history behind, and its audit no number", "[store][capacity]") {
    Beds beds;
    expect(beds.list->say(id("a"), 73, 60, "editor", kNow));
    expect(beds.list->say(id("a"), 72, 60, "editor", kNow + kHour));
    CHECK(beds.sql_text("select count(*) || ':' || max(beds) from capacity") == "1:72");
    CHECK(beds.sql_text("select count(*) || ':' || max(detail) from audit where action = 'say_capacity'") == "2:");
}

TEST_CASE("another connection's word on beds is seen by the next query", "[store][capacity]") {
    Beds beds;
    CHECK_FALSE(beds.of("a"));
    expect(expect(CapacityList::open(beds.folder.place()))->say(id("a"), 4, 60, "editor", kNow));
    CHECK(beds.of("a")->beds == 4);
}
