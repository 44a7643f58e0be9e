#include "core/store/capacities.h"
#include "core/store/store_testing.h"
#include "core/store/takedown.h"

/// What only a store in PostgreSQL does. Where no server was started (scripts/with-postgresql) these are skipped.
using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// Ends every connection to a test's database, as a server that is started again does.
void cut_connections(const StoreFolder& folder) {
    const auto url = folder.url();
    const auto begin = url.find("///") + 3;
    test_server::run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" +
                     url.substr(begin, url.find('?') - begin) + "' and pid <> pg_backend_pid()");
}

bool is_skipped() {
    if (!StoreFolder::is_postgresql()) WARN("skipped: run by scripts/with-postgresql");
    return !StoreFolder::is_postgresql();
}

}  // namespace

TEST_CASE("no message holds a password, nor what may be one", "[store][postgresql]") {
    for (const char* address : {"postgresql://desk:Canary@nowhere.invalid/x", "postgresql://desk:Canary/Canary@h:Canary/x",
                                "postgresql:///x?password=Canary&host=/nowhere", "postgresql:///x?Canary=1",
                                "postgresql:///x?host=/nowhere&options=Canary", "postgresql:Canary"}) {
        const auto opened = open_store(address, StoreAccess::read_write);
        INFO(address);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().message.find("Canary") == std::string::npos);
        CHECK(opened.error().where.find("Canary") == std::string::npos);
    }
}

TEST_CASE("a reader creates no schema in an empty database", "[store][postgresql]") {
    if (is_skipped()) return;
    const StoreFolder folder(Schema::none);
    CHECK(failure(open_store(folder.url(), StoreAccess::read_only)) == ErrorKind::conflict);
    { open(folder); }
    const auto reader = open(folder, StoreAccess::read_only);
    CHECK(failure(reader->begin_import("feed", "x", kNow)) == ErrorKind::bad_request);
}

TEST_CASE("a database whose keys aren't compared by their bytes is refused", "[store][postgresql]") {
    if (is_skipped()) return;
    test_server::run("create database latin template template0 encoding 'SQL_ASCII' locale 'C'");
    CHECK(failure(open_store(test_server::address_of("latin"), StoreAccess::read_write)) == ErrorKind::unavailable);
    test_server::run("drop database latin with (force)");
}

TEST_CASE("a second writer is refused while one imports", "[store][postgresql]") {
    if (is_skipped()) return;
    const StoreFolder folder;
    const auto store = open(folder), other = open(folder);
    const auto import_id = expect(store->begin_import("feed", "a.json", kNow));
    CHECK(failure(other->begin_import("feed", "b.json", kNow)) == ErrorKind::conflict);
    expect(store->stage(import_id, listing("a")));
    expect(store->publish_import(import_id, kNow));
    import(*other, {listing("a"), listing("b")});
}

TEST_CASE("a connection that was lost fails one request, and the next has another", "[store][postgresql]") {
    if (is_skipped()) return;
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a")});
    const auto takedowns = expect(TakedownList::open(folder.place()));
    const auto beds = expect(CapacityList::open(folder.place()));
    expect(store->listing(id("a")));
    for (int round = 0; round < 2; ++round) {
        cut_connections(folder);
        CHECK(failure(store->listing(id("a"))) == ErrorKind::unavailable);
        CHECK(failure(takedowns->current()) == ErrorKind::unavailable);
        CHECK(failure(beds->current()) == ErrorKind::unavailable);
        CHECK(expect(store->listing(id("a"))).service_id == id("a"));
        CHECK(expect(store->open_page("", 10)).size() == 1);
        CHECK(expect(takedowns->current())->ids.empty());
        CHECK(expect(beds->current())->empty());
    }
    // A write that was acknowledged is there.
    expect(takedowns->take_down("service", id("a"), kNow));
    cut_connections(folder);
    CHECK(failure(takedowns->current()) == ErrorKind::unavailable);
    CHECK(expect(takedowns->current())->contains(id("a")));
}

TEST_CASE("an import whose connection was lost is over: another may write by then", "[store][postgresql]") {
    if (is_skipped()) return;
    const StoreFolder folder;
    const auto store = open(folder), other = open(folder);
    const auto import_id = expect(store->begin_import("feed", "a.json", kNow));
    expect(store->stage(import_id, listing("a")));
    cut_connections(folder);
    CHECK(failure(other->newest_sequence()) == ErrorKind::unavailable);
    import(*other, {listing("b")}, "other");
    CHECK_FALSE(store->publish_import(import_id, kNow));
    CHECK_FALSE(store->publish_import(import_id, kNow));
    CHECK(expect(store->live_keys()).size() == 1);
    import(*store, {listing("a")});
    CHECK(expect(store->live_keys()).size() == 2);
    expect(store->check());
}

TEST_CASE("a take-down reaches whoever else reads the list, and the list only grows", "[store][postgresql]") {
    if (is_skipped()) return;
    const StoreFolder folder;
    const auto one = expect(TakedownList::open(folder.place())), two = expect(TakedownList::open(folder.place()));
    expect(one->take_down("service", id("a"), kNow));
    CHECK(expect(two->current())->contains(id("a")));
    soci::session sql;
    connect(sql, folder.place(), Connection::writes);
    for (const char* script : {"delete from takedown", "update takedown set act = 'lift'", "truncate takedown"})
        CHECK_FALSE(lets(sql, script));
}
