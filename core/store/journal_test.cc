#include "core/store/journal.h"

#include "core/store/backup.h"
#include "core/store/store_testing.h"
#include "core/store/suspensions.h"
#include "core/store/takedown.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr Instant kLater = kNow + std::chrono::hours{48};

/// A store with accounts and listings, a copy of it, and what happened after the copy was made.
struct Directory {
    Directory() {
        const auto store = open(lost);
        import(*store, {listing("a"), listing("b"), listing("c")});
        auto accounts = expect(AccountStore::open(lost.file()));
        add_account(*accounts, "worker", "north", StaffRole::worker);
        add_account(*accounts, "gone", "north", StaffRole::worker);
        add_account(*accounts, "south", "south", StaffRole::reviewer);
        expect(expect(TakedownList::open(lost.path() / "takedown.db"))->take_down("service", id("c"), kNow));
    }
    /// Puts the store as it is now into `copy`.
    void back_up() const {
        expect(copy_database(lost.file(), copy.file()));
        expect(copy_database(lost.path() / "takedown.db", copy.path() / "takedown.db"));
    }
    Result<Reapplied> put_back() const { return reapply(copy.file(), lost.path(), "monday.tar", kLater); }

    StoreFolder lost, copy;
};

std::unordered_set<std::string> down(const StoreFolder& folder) {
    return expect(expect(TakedownList::open(folder.path() / "takedown.db"))->current())->ids;
}

AuditHead head(const StoreFolder& folder) {
    return expect(open(folder, StoreAccess::read_only)->verify_audit({}));
}

}  // namespace

TEST_CASE("the journal has every row of the audit, whoever wrote it", "[store][journal][sqlite]") {
    const Directory directory;
    expect(open(directory.lost)->erase_places({id("a site")}, kNow));
    expect(expect(SuspensionList::open(directory.lost.file()))->suspend(id("b"), "worker", kNow));
    const auto rows = expect(read_journal(journal_of(directory.lost.file())));
    const auto audit = head(directory.lost);
    REQUIRE(rows.size() == static_cast<std::size_t>(audit.seq));
    CHECK(rows.back().hash == audit.hash);
    CHECK(rows.back().entry.action == "suspend");
}

TEST_CASE("a journal that a crash left behind is brought up when the store is next opened", "[store][journal][sqlite]") {
    const Directory directory;
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(journal_of(directory.lost.file()).string() + suffix);
    expect(SuspensionList::open(directory.lost.file()));
    CHECK(expect(read_journal(journal_of(directory.lost.file()))).size() ==
          static_cast<std::size_t>(head(directory.lost).seq));
}

TEST_CASE("a store that was copied back by hand isn't opened for writing, nor by searchd", "[store][journal][sqlite]") {
    const Directory directory;
    directory.back_up();
    expect(open(directory.lost)->erase_places({id("a site")}, kNow));
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(directory.lost.file().string() + suffix);
    std::filesystem::copy_file(directory.copy.file(), directory.lost.file(),
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(failure(open_store(directory.lost.url(), StoreAccess::read_write)) == ErrorKind::unavailable);
    const auto accounts = AccountStore::open(directory.lost.file());
    REQUIRE_FALSE(accounts);
    CHECK(accounts.error().message.find("older than its journal") != std::string::npos);
}

TEST_CASE("a store put back keeps every take-down, erasure and audit row of after the copy", "[store][journal][sqlite]") {
    const Directory directory;
    directory.back_up();
    expect(open(directory.lost)->erase_places({id("a site")}, kNow));
    auto list = expect(TakedownList::open(directory.lost.path() / "takedown.db"));
    expect(list->take_down("service", id("b"), kNow));
    expect(list->lift("service", id("c"), kNow));
    const auto lost_head = head(directory.lost);
    REQUIRE(all_bytes(directory.copy).find("12 a Street") != std::string::npos);

    const auto done = expect(directory.put_back());
    CHECK(done.take_downs == 2);
    CHECK(done.erased_sites == 1);
    CHECK(down(directory.copy) == std::unordered_set<std::string>{id("b")});
    CHECK(all_bytes(directory.copy).find("12 a Street") == std::string::npos);
    const auto store = open(directory.copy);
    expect(store->verify_audit(lost_head));
    expect(store->check());
    // And goes on.
    import(*store, {listing("a", "Second words")}, "feed", kLater);
    CHECK(all_bytes(directory.copy).find("12 a Street") == std::string::npos);
}

TEST_CASE("accounts that were disabled or got other passwords after the copy don't open again", "[store][journal][sqlite]") {
    const Directory directory;
    directory.back_up();
    auto accounts = expect(AccountStore::open(directory.lost.file()));
    expect(accounts->disable("gone", "south", kNow));
    expect(accounts->change_password("south", "another", kNow));
    const auto done = expect(directory.put_back());
    CHECK(done.accounts_ended == 2);
    const auto again = expect(AccountStore::open(directory.copy.file()));
    CHECK(expect(again->by_id("gone")).disabled_on.has_value());
    CHECK(expect(again->by_id("south")).disabled_on.has_value());
    CHECK_FALSE(expect(again->by_id("worker")).disabled_on.has_value());
}

TEST_CASE("reports with effect of after the copy hold; one that nobody can make again takes its service down",
          "[store][journal][sqlite]") {
    const Directory directory;
    directory.back_up();
    auto accounts = expect(AccountStore::open(directory.lost.file()));
    add_account(*accounts, "new", "north", StaffRole::worker);
    const auto list = expect(SuspensionList::open(directory.lost.file()));
    expect(list->suspend(id("a"), "worker", kNow));
    expect(list->suspend(id("b"), "new", kNow));
    expect(directory.put_back());
    const auto again = expect(SuspensionList::open(directory.copy.file()));
    CHECK(*expect(again->current()) == std::unordered_set<std::string>{id("a")});
    CHECK(down(directory.copy) == std::unordered_set<std::string>{id("b"), id("c")});
}

TEST_CASE("where two lists of take-downs went different ways, all stay down", "[store][journal][sqlite]") {
    const Directory directory;
    directory.back_up();
    expect(expect(TakedownList::open(directory.copy.path() / "takedown.db"))->take_down("service", id("a"), kNow));
    const auto list = expect(TakedownList::open(directory.lost.path() / "takedown.db"));
    expect(list->lift("service", id("c"), kNow));
    expect(list->take_down("service", id("b"), kNow));
    expect(directory.put_back());
    CHECK(down(directory.copy) == std::unordered_set<std::string>{id("a"), id("b"), id("c")});
}

TEST_CASE("another store's journal, or an altered one, isn't applied", "[store][journal][sqlite]") {
    const Directory directory;
    directory.back_up();
    SECTION("another's") {
        const StoreFolder other;
        const auto store = open(other);
        import(*store, {listing("z")});
        for (int i = 0; i < 9; ++i) expect(store->erase_places({id("z site")}, kNow));
        CHECK(failure(reapply(directory.copy.file(), other.path(), "monday.tar", kLater)) == ErrorKind::conflict);
    }
    SECTION("altered") {
        soci::session sql;
        connect(sql, journal_of(directory.lost.file()), Connection::writes);
        sql << "drop trigger entry_stays_as_written";
        sql << "update entry set object = 'another' where seq = 1";
        CHECK(failure(directory.put_back()) == ErrorKind::corrupt);
    }
    SECTION("none") {
        const StoreFolder empty;
        CHECK(failure(reapply(directory.copy.file(), empty.path(), "monday.tar", kLater)) == ErrorKind::not_found);
    }
}

TEST_CASE("a copy is made while others write, and is whole", "[store][journal][sqlite]") {
    const StoreFolder folder, copy;
    const auto store = open(folder);
    import(*store, {listing("a")});
    const auto import_id = expect(store->begin_import("feed", "feed.json", kNow));
    for (int i = 0; i < 50; ++i) expect(store->stage(import_id, listing(std::to_string(i))));
    expect(copy_database(folder.file(), copy.file()));
    expect(store->publish_import(import_id, kNow));
    CHECK(failure(copy_database(folder.file(), copy.file())) == ErrorKind::conflict);
    const auto copied = open(copy);
    expect(copied->check());
    CHECK(expect(copied->live_keys()).size() == 1);
}

TEST_CASE("another process that comes and goes leaves the logs to a process that opened the store twice",
          "[store][journal][sqlite]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a")});
    expect(store->erase_places({id("a site")}, kNow));
    open(folder);
    for (const char* name : {"store.db", "journal.db"}) {
        const auto file = (folder.path() / name).string();
        REQUIRE(std::filesystem::exists(file + "-wal"));
        REQUIRE(std::system(("sqlite3 " + file + " 'select count(*) from sqlite_master' >/dev/null").c_str()) == 0);
        CHECK(std::filesystem::exists(file + "-wal"));
    }
}
