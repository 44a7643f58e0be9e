#include "core/store/database.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// A plain connection, as somebody with the file in hand has it: without foreign keys.
struct Direct {
    explicit Direct(const Folder& folder) {
        connect(sql, folder.file(), Connection::writes);
        run_script(sql, "pragma foreign_keys = off");
        sql << "select max(id) + 0 from revision", soci::into(revision);
    }
    bool runs(const std::string& script) {
        try {
            run_script(sql, script.c_str());
            return true;
        } catch (const soci::soci_error&) {
            return false;
        }
    }
    void must(const std::string& script) { run_script(sql, script.c_str()); }

    void propose(int accounts, int organizations) {
        must("insert into proposal (service_id, subject, subject_id, fact, value, detail, source,"
             " proposed_by, accounts_needed, organizations_needed, opened_at) values ('s', 'service',"
             " 'x', 'locked-doors', 'yes', '', 'review', 'zoe', " +
             std::to_string(accounts) + ", " + std::to_string(organizations) + ", 0)");
    }
    bool review(const std::string& account, const std::string& organization,
                const std::string& decision = "approve") {
        return runs("insert into review (proposal_id, account, organization, decision, at) values"
                    " (1, '" + account + "', '" + organization + "', '" + decision + "', 0)");
    }
    /// `proposal` as SQL, e.g. "1" or "null".
    bool record(const std::string& proposal, const std::string& standing = "reviewed",
                const std::string& value = "yes", const std::string& fact = "locked-doors") {
        return runs("insert into statement (revision_id, number, subject, subject_id, fact, value,"
                    " detail, method, standing, source, disposition, carried, proposal_id) values (" +
                    std::to_string(revision) + ", " + std::to_string(next_++) +
                    ", 'service', 'x', '" + fact + "', '" + value + "', '', 'visit', '" + standing +
                    "', 'review', 'holds', 0, " + proposal + ")");
    }

    soci::session sql;
    Number revision = 0;

  private:
    int next_ = 100;
};

}  // namespace

TEST_CASE("a reviewed statement can't be inserted without its reviews", "[store][two-person]") {
    const Folder folder;
    import(*open(folder), {listing("a")});
    Direct direct(folder);
    CHECK_FALSE(direct.record("null"));
    CHECK_FALSE(direct.record("1"));
    direct.propose(2, 2);
    CHECK_FALSE(direct.record("1"));
    CHECK(direct.review("ana", "North"));
    CHECK_FALSE(direct.record("1"));

    SECTION("two accounts of two organizations are enough") {
        CHECK(direct.review("ben", "South"));
        CHECK(direct.record("1"));
        CHECK_FALSE(direct.record("1", "reviewed", "no"));
        CHECK_FALSE(direct.record("1", "reviewed", "yes", "two-exits"));
    }
    SECTION("two accounts of one organization are not") {
        CHECK(direct.review("ben", " north "));
        CHECK_FALSE(direct.record("1"));
    }
    SECTION("nor is one account twice, however it is written") {
        CHECK_FALSE(direct.review("ana", "South"));
        CHECK_FALSE(direct.review(" ANA", "South"));
        CHECK_FALSE(direct.record("1"));
    }
    SECTION("nor the account that proposed it") {
        CHECK_FALSE(direct.review("zoe", "South"));
        CHECK_FALSE(direct.record("1"));
    }
    SECTION("nor with a refusal beside") {
        CHECK(direct.review("ben", "South"));
        CHECK(direct.review("cy", "East", "reject"));
        CHECK_FALSE(direct.record("1"));
    }
    SECTION("and how many are needed doesn't change afterwards") {
        CHECK_FALSE(direct.runs("update proposal set accounts_needed = 1, organizations_needed = 1"));
        CHECK_FALSE(direct.runs("update review set account = 'ben'"));
        CHECK_FALSE(direct.runs("delete from review"));
        CHECK_FALSE(direct.runs("delete from proposal"));
    }
}

TEST_CASE("a statement isn't raised after it was written", "[store][two-person]") {
    const Folder folder;
    import(*open(folder), {with(listing("a"), {says("locked-doors", Value::yes)})});
    Direct direct(folder);
    CHECK_FALSE(direct.runs("update statement set standing = 'reviewed', proposal_id = 1"));
    CHECK_FALSE(direct.runs("update statement set standing = 'attested'"));
    CHECK_FALSE(direct.runs("update statement set value = 'no'"));
    CHECK_FALSE(direct.runs("update or replace statement set disposition = 'proposal'"));
    CHECK_FALSE(direct.runs("delete from statement"));
    CHECK_FALSE(direct.runs("replace into statement select * from statement where 0;"
                            "replace into statement select revision_id, number, subject, subject_id,"
                            " fact, 'no', detail, verified_on, method, standing, source, disposition,"
                            " carried, proposal_id from statement"));
}

TEST_CASE("words that the schema doesn't know are refused", "[store][two-person]") {
    const Folder folder;
    import(*open(folder), {listing("a")});
    Direct direct(folder);
    CHECK_FALSE(direct.record("null", "certain"));
    CHECK_FALSE(direct.record("null", "stated", "maybe"));
    CHECK(direct.record("null", "stated"));
}

TEST_CASE("what a review publishes attests nothing new", "[store][two-person]") {
    const Folder folder;
    import(*open(folder),
           {with(listing("a"), {says("locked-doors", Value::yes, "a", Standing::attested)})});
    Direct direct(folder);
    const std::string revision = std::to_string(direct.revision);
    direct.must("insert into import (id, kind, source, file_name, started)"
                " values (50, 'review', 'review', '', 0)");
    direct.must("insert into revision select 50 * 4294967296, 50, 0, service_id, id, organization_id,"
                " source, source_key, language, visibility, withdrawn, digest, lat, lon, repairs,"
                " record from revision where id = " + revision);
    direct.must("insert into statement select 50 * 4294967296, number, subject, subject_id, fact,"
                " value, detail, verified_on, method, standing, source, disposition, carried,"
                " proposal_id from statement where revision_id = " + revision);
    const std::string publish =
        "update import set published_at = 1, first_sequence = 2, revision_count = 1 where id = 50";
    SECTION("it may keep what stood") { CHECK(direct.runs(publish)); }
    SECTION("it may not add") {
        direct.revision = 50 * (Number{1} << 32);
        REQUIRE(direct.record("null", "attested", "yes", "two-exits"));
        CHECK_FALSE(direct.runs(publish));
    }
}

TEST_CASE("what was published stays: imports, revisions, audit rows, the sequence", "[store]") {
    const Folder folder;
    import(*open(folder),
           {with(listing("a"), {says("locked-doors", Value::yes, "a", Standing::attested)})});
    Direct direct(folder);
    for (const char* script :
         {"update import set published_at = null, revision_count = null", "delete from import",
          "update revision set visibility = 'public', service_id = 'x'", "delete from revision",
          "update revision set withdrawn = 1", "update audit set actor = 'x'", "delete from audit",
          "insert into audit values (9, 0, 'a', 'b', 'c', 'd', '', 'h')",
          "insert or replace into audit values (1, 0, 'a', 'b', 'c', 'd', '', 'h')",
          "update sequence set last_number = 0", "delete from sequence"}) {
        INFO(script);
        CHECK_FALSE(direct.runs(script));
    }
}
