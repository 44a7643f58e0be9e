#include <sys/stat.h>

#include "core/store/sqlite_store.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

int calls = 0;
/// The first eight codes are four, twice.
std::string colliding_code() {
    const int number = calls++;
    return std::string("codecod") + static_cast<char>('a' + (number < 8 ? number % 4 : number));
}

}  // namespace

TEST_CASE("a code that is taken is drawn again", "[store]") {
    const StoreFolder folder;
    calls = 0;
    if (!StoreFolder::is_postgresql()) create_private_file(folder.file());
    SqliteStore store(folder.place(), StoreAccess::read_write, &is_unfavourable);
    expect(store.prepare());
    store.set_short_ids(&colliding_code);
    import(store, {listing("a"), listing("b"), listing("c"), listing("d")});
    import(store, {listing("e"), listing("f")});
    std::set<std::string> codes;
    for (const auto& each : expect(store.page("", 10))) {
        codes.insert(each.short_id);
        CHECK(expect(store.listing_by_short_id(each.short_id)).service_id == each.service_id);
    }
    CHECK(codes.size() == 6);
    expect(store.check());
}

TEST_CASE("only its owner reads a store's files", "[store][sqlite]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a")});
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        struct stat status {};
        REQUIRE(::stat(entry.path().c_str(), &status) == 0);
        CHECK((status.st_mode & 077) == 0);
    }
}

TEST_CASE("a store of a later version is refused by both kinds of program", "[store]") {
    const StoreFolder folder;
    { open(folder); }
    {
        soci::session sql;
        connect(sql, folder.place(), Connection::writes);
        sql << "insert into schema_version (version) values (9999)";
    }
    const auto access = GENERATE(StoreAccess::read_write, StoreAccess::read_only);
    const auto opened = open_store(folder.url(), access);
    REQUIRE(failure(opened) == ErrorKind::conflict);
    CHECK(opened.error().message.find("newer program") != std::string::npos);
}

TEST_CASE("a reader doesn't create, migrate or write a store", "[store][sqlite]") {
    const StoreFolder folder;
    CHECK(failure(open_store(folder.url(), StoreAccess::read_only)) == ErrorKind::not_found);
    CHECK_FALSE(std::filesystem::exists(folder.file()));
    create_private_file(folder.file());
    CHECK(failure(open_store(folder.url(), StoreAccess::read_only)) == ErrorKind::conflict);
    { open(folder); }
    const auto reader = open(folder, StoreAccess::read_only);
    CHECK(failure(reader->begin_import("feed", "x", kNow)) == ErrorKind::bad_request);
    CHECK(failure(reader->erase_places({id("a site")}, kNow)) == ErrorKind::bad_request);
}

TEST_CASE("a wrong address of a store is said to be wrong", "[store]") {
    for (const char* address : {"postgresql://", "postgresql:x", "mysql://x", ""})
        CHECK(failure(open_store(address, StoreAccess::read_write)) == ErrorKind::bad_request);
    CHECK(failure(open_store("sqlite:///no/such/folder/store.db", StoreAccess::read_write)) ==
          ErrorKind::unavailable);
}

TEST_CASE("a file that isn't a store is corrupt, and its bytes aren't in the message", "[store][sqlite]") {
    const StoreFolder folder;
    std::ofstream(folder.file()) << std::string(5000, 'z');
    const auto opened = open_store(folder.url(), StoreAccess::read_write);
    REQUIRE(failure(opened) == ErrorKind::corrupt);
    CHECK(opened.error().message.find("zzz") == std::string::npos);
}

TEST_CASE("an error names no value of a record", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a")});
    soci::session sql;
    connect(sql, folder.place(), Connection::writes);
    const std::string value = "12 Canary Street";
    const auto result = guarded([&]() -> Result<void> {
        sql << "insert into identity (id, kind, source, import_id) values (:id, :kind, 's', 1)",
            soci::use(value), soci::use(value);
        return {};
    });
    REQUIRE(failure(result) == ErrorKind::corrupt);
    CHECK(result.error().message.find("Canary") == std::string::npos);
    CHECK(result.error().message.find('\n') == std::string::npos);
}

TEST_CASE("check finds a damaged record, a lost revision and a changed audit", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {with(listing("a"), {says("locked-doors", Value::yes, "a", Standing::attested)}),
                    listing("b")});
    import(*store, {with(listing("c"), {says("locked-doors", Value::yes, "c", Standing::attested)})});
    expect(store->check());
    soci::session sql;
    connect(sql, folder.place(), Connection::writes);
    SECTION("an audit row was edited") {
        take_rules_away(sql, {"audit_stays_as_written"});
        run_script(sql, "update audit set object = 'other' where seq = 1");
    }
    SECTION("an audit row is gone") {
        take_rules_away(sql, {"audit_stays"});
        run_script(sql, "delete from audit where seq = 1");
    }
    SECTION("a revision is gone") {
        take_rules_away(sql, {"revision_published_stays"});
        run_script(sql, "delete from revision where id = (select max(id) from revision)");
    }
    SECTION("the sequence was turned back") {
        take_rules_away(sql, {"sequence_only_grows"});
        run_script(sql, "update sequence set last_number = 1");
    }
    CHECK(failure(store->check()) == ErrorKind::corrupt);
}

TEST_CASE("an import that vouches is in the audit with its source", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {with(listing("a"), {says("locked-doors", Value::yes)})}, "plain");
    import(*store, {with(listing("b"), {says("locked-doors", Value::yes, "b", Standing::attested)})},
           "vouched");
    soci::session sql;
    connect(sql, folder.place(), Connection::only_reads);
    int rows = 0;
    std::string actor, action, object;
    sql << "select count(*) from audit", soci::into(rows);
    sql << "select actor, action, object from audit", soci::into(actor), soci::into(action),
        soci::into(object);
    CHECK(rows == 1);
    CHECK(actor == "operator");
    CHECK(action == "import_attested");
    CHECK(object == "vouched");
}

TEST_CASE("a translation stays as long as the text that it translates", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a", "A warm bed")});
    const ListingText bed{"/description", "fr", "Un lit au chaud", TextOrigin::person, "ana"};
    const ListingText name{"/name", "fr", "Service A", TextOrigin::machine, ""};
    expect(store->add_text(id("a"), bed, "ana", kNow));
    expect(store->add_text(id("a"), name, "ana", kNow));
    CHECK(expect(store->texts(id("a"))) == std::vector<ListingText>{bed, name});
    ListingText nowhere = bed;
    nowhere.path = "/nothing";
    CHECK(failure(store->add_text(id("a"), nowhere, "ana", kNow)) == ErrorKind::bad_request);
    CHECK(failure(store->add_text(id("z"), bed, "ana", kNow)) == ErrorKind::not_found);
    expect(store->check());

    import(*store, {listing("a", "A warm bed and a meal")});
    CHECK(expect(store->texts(id("a"))) == std::vector<ListingText>{name});
}

TEST_CASE("what a process that died left is removed by one that was there already", "[store]") {
    const StoreFolder folder;
    auto dying = open(folder);
    const auto left = expect(dying->begin_import("feed", "lost.json", kNow));
    const auto store = open(folder);
    for (int i = 0; i < 1200; ++i)
        expect(dying->stage(left, listing("lost" + std::to_string(i))));
    dying.reset();
    import(*store, {listing("a")});
    soci::session sql;
    connect(sql, folder.place(), Connection::only_reads);
    int imports = 0, revisions = 0;
    sql << "select count(*) from import", soci::into(imports);
    sql << "select count(*) from revision", soci::into(revisions);
    CHECK(imports == 1);
    CHECK(revisions == 1);
}
