#include "core/store/audit.h"

#include <random>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr int kRows = 40;

/// A store whose audit holds kRows acts.
struct Audited {
    Audited() : store(open(folder)) {
        connect(sql, folder.place(), Connection::writes);
        WriteTransaction transaction(sql);
        for (int i = 0; i < kRows; ++i)
            append_audit(sql, {"account" + std::to_string(i % 3), "act", "object" + std::to_string(i), ""},
                         kNow + std::chrono::seconds{i});
        transaction.commit();
        // What somebody with the file in hand would do first.
        take_rules_away(sql, {"audit_is_a_chain", "audit_stays_as_written", "audit_stays"});
    }
    bool is_whole(const std::optional<AuditHead>& kept = {}) {
        return store->verify_audit(kept).has_value();
    }
    StoreFolder folder;
    std::unique_ptr<Store> store;
    soci::session sql;
};

}  // namespace

TEST_CASE("an audit that nobody touched is whole, and knows its earlier heads", "[store][audit]") {
    Audited audited;
    const auto head = expect(audited.store->verify_audit({}));
    CHECK(head.seq == kRows);
    append_audit(audited.sql, {"a", "b", "c", "d"}, kNow);
    CHECK(expect(audited.store->verify_audit(head)).seq == kRows + 1);
}

TEST_CASE("any edit, loss or reordering of the audit is found", "[store][audit]") {
    Audited audited;
    std::mt19937 random(7);
    std::uniform_int_distribution<int> row(1, kRows), column(0, 4), kind(0, 2);
    const char* const columns[] = {"actor", "action", "object", "detail", "at"};
    for (int i = 0; i < 1000; ++i) {
        const int at = row(random), what = kind(random);
        const std::string seq = std::to_string(at), other = std::to_string(at % kRows + 1);
        std::string script = "begin; ";
        if (what == 0)
            script += std::string("update audit set ") + columns[column(random)] + " = '7" +
                      std::to_string(i) + "' where seq = " + seq;
        else if (what == 1)
            // Of the last row only what was kept elsewhere tells.
            script += "delete from audit where seq = " + std::to_string(at % (kRows - 1) + 1);
        else
            script += "update audit set seq = -1 where seq = " + seq + "; update audit set seq = " + seq +
                      " where seq = " + other + "; update audit set seq = " + other + " where seq = -1";
        INFO(script);
        run_script(audited.sql, script.c_str());
        CHECK_FALSE(check_audit(audited.sql));
        run_script(audited.sql, "rollback");
    }
    CHECK(audited.is_whole());
}

TEST_CASE("an audit that was cut short is whole by itself, but not beside the head that was kept", "[store][audit]") {
    Audited audited;
    const auto kept = expect(audited.store->verify_audit({}));
    run_script(audited.sql, "delete from audit where seq > 30");
    CHECK(audited.is_whole());
    CHECK_FALSE(audited.is_whole(kept));
    SECTION("nor where other rows were put in their place") {
        for (int i = 30; i < kRows; ++i) append_audit(audited.sql, {"x", "y", "z", ""}, kNow);
        CHECK(audited.is_whole());
        CHECK_FALSE(audited.is_whole(kept));
    }
}
