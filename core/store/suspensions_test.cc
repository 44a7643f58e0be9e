#include "core/store/suspensions.h"

#include "core/store/database.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr std::chrono::days kOneDay{1};

struct Reports {
    Reports() {
        const auto store = open(folder);
        import(*store, {listing("a"), listing("b"), listing("c"), listing("d")});
        auto accounts = expect(AccountStore::open(folder.place()));
        for (const auto& [name, of, role] : std::vector<std::tuple<std::string, std::string, StaffRole>>{
                 {"worker", "north", StaffRole::worker},
                 {"north", "north", StaffRole::reviewer},
                 {"south", "south", StaffRole::reviewer},
                 {"own", id("a organization"), StaffRole::reviewer},
                 {"editor", id("a organization"), StaffRole::agency_editor}})
            add_account(*accounts, name, of, role);
        list = expect(SuspensionList::open(folder.place()));
    }
    bool suspend(const std::string& service, Instant at = kNow, const std::string& who = "worker") {
        return expect(list->suspend(id(service), who, at));
    }
    std::size_t in_force() { return expect(list->current())->size(); }

    StoreFolder folder;
    std::unique_ptr<SuspensionList> list;
};

}  // namespace

TEST_CASE("a report is in force at once, and until a reviewer of elsewhere lifts it", "[store][suspension]") {
    Reports reports;
    CHECK(reports.in_force() == 0);
    CHECK(reports.suspend("a"));
    CHECK(expect(reports.list->current())->count(id("a")) == 1);
    CHECK(reports.suspend("a"));  // Again: one report.
    const auto waiting = expect(reports.list->in_force());
    REQUIRE(waiting.size() == 1);
    for (const char* who : {"worker", "north", "own", "editor", "nobody"})
        CHECK(failure(reports.list->lift(waiting[0].id, who, kNow)) == ErrorKind::forbidden);
    CHECK(reports.in_force() == 1);
    expect(reports.list->lift(waiting[0].id, "south", kNow));
    CHECK(reports.in_force() == 0);
    CHECK(failure(reports.list->lift(waiting[0].id, "south", kNow)) == ErrorKind::forbidden);
    CHECK(failure(reports.list->lift(99, "south", kNow)) == ErrorKind::not_found);
}

TEST_CASE("of a hundred reports of one account in a day three take effect", "[store][suspension]") {
    Reports reports;
    int effective = 0;
    for (int i = 0; i < 100; ++i)
        effective += reports.suspend(std::string(1, "abcd"[i % 4]) + (i >= 4 ? std::to_string(i) : ""));
    CHECK(effective == 3);
    CHECK(reports.in_force() == 3);
    CHECK(reports.suspend("d", kNow + kOneDay));
    {
        soci::session sql;
        connect(sql, reports.folder.place(), Connection::writes);
        int refused = 0;
        sql << "select count(*) from audit where action = 'suspend_refused'", soci::into(refused);
        CHECK(refused == 97);
    }
}

TEST_CASE("an agency's own account can't put a place under report", "[store][suspension]") {
    Reports reports;
    CHECK(failure(reports.list->suspend(id("a"), "editor", kNow)) == ErrorKind::forbidden);
}

TEST_CASE("another connection's report is seen by the next query", "[store][suspension]") {
    Reports reports;
    CHECK(reports.in_force() == 0);
    expect(expect(SuspensionList::open(reports.folder.place()))->suspend(id("b"), "worker", kNow));
    CHECK(reports.in_force() == 1);
}
