#include "core/store/reports.h"

#include "core/store/accounts.h"
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

Report a_report(const std::string& note = "The side door is the right one") {
    return {id("a"), "", "wrong_detail", "address", note, "en", "staff"};
}

std::unique_ptr<ReportQueue> queue_of(const StoreFolder& folder) {
    open(folder);  // Makes the store.
    return expect(ReportQueue::open(folder.place()));
}

}  // namespace

TEST_CASE("a report waits with its month, and without its day or hour", "[store][reports]") {
    const StoreFolder folder;
    const auto queue = queue_of(folder);
    expect(queue->add(a_report(), kNow));
    const auto waiting = expect(queue->all());
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].report == a_report());
    CHECK(waiting[0].month == "2026-09");
    const auto bytes = all_bytes(folder);
    CHECK(bytes.find("2026-09-") == std::string::npos);
}

TEST_CASE("the same said twice in a month is one report, in the next month another",
          "[store][reports]") {
    const StoreFolder folder;
    const auto queue = queue_of(folder);
    for (int i = 0; i < 3; ++i) expect(queue->add(a_report(), kNow));
    CHECK(expect(queue->all()).size() == 1);
    expect(queue->add(a_report("Another note"), kNow));
    expect(queue->add(a_report(), kNow + std::chrono::days{31}));
    CHECK(expect(queue->all()).size() == 3);
}

TEST_CASE("a full queue refuses more, and keeps what it has", "[store][reports]") {
    const StoreFolder folder;
    const auto queue = queue_of(folder);
    {
        soci::session sql;
        connect(sql, folder.place(), Connection::writes);
        sql << "insert into report (month, service_id, service_at_location_id, kind, about, note,"
               " language, origin) with recursive n(i) as (select 1 union all select i + 1 from n"
               " where i < 10000) select '2026-09', 's' || i, '', 'wrong_detail', 'phone', '', 'en',"
               " 'public' from n";
    }
    CHECK(failure(queue->add(a_report(), kNow)) == ErrorKind::unavailable);
    CHECK(expect(queue->all()).size() == static_cast<std::size_t>(ReportQueue::kMost));
}

TEST_CASE("there is no queue without a store", "[store][reports]") {
    const StoreFolder folder(Schema::none);
    CHECK(failure(ReportQueue::open(folder.place())) == ErrorKind::unavailable);
}

TEST_CASE("a store made by each earlier program is opened, with all that it held",
          "[store][migration][slow]") {
    const auto& migrations = StoreFolder::is_postgresql() ? postgresql_migrations() : sqlite_migrations();
    for (std::size_t versions = 1; versions < migrations.size(); ++versions) {
        INFO(versions);
        const StoreFolder folder(Schema::none);
        {
            soci::session sql;
            connect(sql, folder.place(), Connection::writes);
            run_script(sql, "create table schema_version (version integer primary key)");
            for (std::size_t i = 0; i < versions; ++i) {
                run_script(sql, migrations[i].sql);
                sql << "insert into schema_version (version) values (:version)",
                    soci::use(migrations[i].version);
            }
            sql << "insert into import (kind, source, file_name, started) values"
                   " ('import', 'feed', 'a.json', 1)";
            sql << "update sequence set last_number = 7";
        }
        CHECK(failure(open_store(folder.url(), StoreAccess::read_only)) == ErrorKind::conflict);
        CHECK(expect(open(folder)->newest_sequence()) == 7);
        expect(expect(ReportQueue::open(folder.place()))->add(a_report(), kNow));
        expect(expect(AccountStore::open(folder.place()))->add_organization({"a", "A", ""}, kNow));
    }
}
