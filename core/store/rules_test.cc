#include "core/store/database.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// A plain connection, as somebody with the file in hand has it: without foreign keys.
struct Direct {
    explicit Direct(const StoreFolder& folder) {
        connect(sql, folder.place(), Connection::writes);
        without_foreign_keys(sql);
        sql << "select max(id) + 0 from revision", soci::into(revision);
    }
    bool runs(const std::string& script) { return lets(sql, script); }
    bool record(const std::string& standing, const std::string& value = "yes") {
        return runs("insert into statement (revision_id, number, subject, subject_id, fact, value,"
                    " detail, method, standing, source, disposition, carried, submission_id) values (" +
                    std::to_string(revision) + ", " + std::to_string(next_++) +
                    ", 'service', 'x', 'locked-doors', '" + value + "', '', 'visit', '" + standing +
                    "', 'review', 'holds', 0, null)");
    }

    soci::session sql;
    Number revision = 0;

  private:
    int next_ = 100;
};

}  // namespace

TEST_CASE("a statement isn't raised after it was written", "[store][two-person]") {
    const StoreFolder folder;
    import(*open(folder), {with(listing("a"), {says("locked-doors", Value::yes)})});
    Direct direct(folder);
    CHECK_FALSE(direct.runs("update statement set standing = 'reviewed', submission_id = 1"));
    CHECK_FALSE(direct.runs("update statement set standing = 'attested'"));
    CHECK_FALSE(direct.runs("update statement set value = 'no'"));
    CHECK_FALSE(direct.runs("delete from statement"));
    if (StoreFolder::is_postgresql()) {
        CHECK_FALSE(direct.runs("truncate statement"));
        return;
    }
    CHECK_FALSE(direct.runs("update or replace statement set disposition = 'proposal'"));
    CHECK_FALSE(direct.runs("replace into statement select * from statement where 0;"
                            "replace into statement select revision_id, number, subject, subject_id,"
                            " fact, 'no', detail, verified_on, method, standing, source, disposition,"
                            " carried, submission_id from statement"));
}

TEST_CASE("words that the schema doesn't know are refused", "[store][two-person]") {
    const StoreFolder folder;
    import(*open(folder), {listing("a")});
    Direct direct(folder);
    CHECK_FALSE(direct.record("certain"));
    CHECK_FALSE(direct.record("stated", "maybe"));
    CHECK_FALSE(direct.record("reviewed"));
    CHECK(direct.record("stated"));
}

TEST_CASE("what was published stays: imports, revisions, audit rows, the sequence", "[store]") {
    const StoreFolder folder;
    import(*open(folder),
           {with(listing("a"), {says("locked-doors", Value::yes, "a", Standing::attested)})});
    Direct direct(folder);
    std::vector<std::string> scripts =
         {"update import set published_at = null, revision_count = null", "delete from import",
          "update revision set visibility = 'public', service_id = 'x'", "delete from revision",
          "update revision set withdrawn = 1", "update audit set actor = 'x'", "delete from audit",
          "insert into audit values (9, 0, 'a', 'b', 'c', 'd', '', 'h')",
          "update sequence set last_number = 0", "delete from sequence"};
    const std::vector<std::string> own =
        StoreFolder::is_postgresql()
            ? std::vector<std::string>{"truncate audit", "truncate revision cascade", "truncate import cascade", "truncate sequence"}
            : std::vector<std::string>{"insert or replace into audit values (1, 0, 'a', 'b', 'c', 'd', '', 'h')"};
    scripts.insert(scripts.end(), own.begin(), own.end());
    for (const auto& script : scripts) {
        INFO(script);
        CHECK_FALSE(direct.runs(script));
    }
}
