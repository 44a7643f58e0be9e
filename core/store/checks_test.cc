#include "core/store/checks.h"

#include <rapidcheck.h>

#include "core/store/database.h"
#include "core/store/store_testing.h"
#include "core/store/submissions.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::vector<FactRule> kRules = {
    {"locked-doors", false, true, true},   // no is bad
    {"hazard-id", true, false, true},      // yes is bad
    {"choice-cameras", true, true, true},  // both are bad for somebody
};

/// Listing "a" with a day of its own, and people who may check it or not.
struct CheckedDesk {
    explicit CheckedDesk(std::vector<Statement> statements) {
        store = open(folder);
        auto made = listing("a");
        made.record["assured_date"] = "2026-06-01";
        import(*store, {with(made, std::move(statements))});
        auto accounts = expect(AccountStore::open(folder.place()));
        add_account(*accounts, "editor", id("a organization"), StaffRole::agency_editor);
        add_account(*accounts, "stranger", id("b organization"), StaffRole::agency_editor);
        add_account(*accounts, "north", "north", StaffRole::reviewer);
        add_account(*accounts, "worker", "north", StaffRole::worker);
        submissions = expect(SubmissionStore::open(folder.place(), kRules));
        checks = expect(CheckStore::open(folder.place()));
        connect(sql, folder.place(), Connection::writes);
    }

    static AnsweredLine line(const std::string& fact, Value value, CheckAnswer answer) {
        return {"service/" + fact, Subject::service, id("a"), fact, value, answer};
    }
    NewCheck check(std::vector<AnsweredLine> lines, const std::string& account = "editor") const {
        NewCheck out;
        out.service_id = id("a");
        out.account_id = account;
        out.method = account == "editor" || account == "stranger" ? Method::agency_statement : Method::call_back;
        out.worsens = true;
        out.lines = std::move(lines);
        return out;
    }
    void answer(const std::string& fact, Value value, CheckAnswer given) {
        expect(publish_check(*store, expect(checks->add(check({line(fact, value, given)}), kNow)), kNow));
        expect(store->check());
    }
    /// "yes stated", "no reviewed" … of a fact, "undated" where it has no day; in order.
    std::vector<std::string> holds(const std::string& fact) {
        std::vector<std::string> out;
        for (const auto& each : expect(store->listing(id("a"))).statements)
            if (each.fact == fact)
                out.push_back(std::string(to_string(each.value)) + ' ' + std::string(to_string(each.standing)) +
                              (each.verified_on ? "" : " undated"));
        std::sort(out.begin(), out.end());
        return out;
    }
    bool is_assured() { return Json::parse(expect(store->listing(id("a"))).record).contains("assured_date"); }
    bool runs(const std::string& script) { return lets(sql, script); }

    StoreFolder folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<SubmissionStore> submissions;
    std::unique_ptr<CheckStore> checks;
    soci::session sql;
};

using Strings = std::vector<std::string>;
constexpr auto kNoLonger = CheckAnswer::no_longer;
constexpr auto kUnknown = CheckAnswer::unknown;

Statement attested(const std::string& fact, Value value) { return says(fact, value, "a", Standing::attested); }

}  // namespace

TEST_CASE("what is no longer so is bad news, and holds at once", "[store][check]") {
    CheckedDesk desk({attested("locked-doors", Value::yes), attested("hazard-id", Value::no)});
    const auto before = expect(desk.store->newest_sequence());
    desk.answer("locked-doors", Value::yes, kNoLonger);
    CHECK(desk.holds("locked-doors") == Strings{"no stated"});
    CHECK(desk.holds("hazard-id") == Strings{"no attested"});
    CHECK(expect(desk.store->newest_sequence()) == before + 1);
    CHECK(desk.is_assured());
    desk.answer("hazard-id", Value::no, kNoLonger);
    CHECK(desk.holds("hazard-id") == Strings{"yes stated"});
}

TEST_CASE("what nobody knows any more reads unknown at once", "[store][check]") {
    CheckedDesk desk({attested("locked-doors", Value::yes)});
    desk.answer("locked-doors", Value::yes, kUnknown);
    CHECK(desk.holds("locked-doors").empty());
}

TEST_CASE("bad news stays, whatever a check says of it", "[store][check][two-person]") {
    CheckedDesk desk({attested("locked-doors", Value::no), attested("hazard-id", Value::yes)});
    desk.answer("locked-doors", Value::no, kNoLonger);
    desk.answer("hazard-id", Value::yes, kUnknown);
    CHECK(desk.holds("locked-doors") == Strings{"no attested"});
    CHECK(desk.holds("hazard-id") == Strings{"yes attested"});
}

TEST_CASE("of a choice only the good side goes, and neither side is good news", "[store][check][two-person]") {
    CheckedDesk desk({attested("choice-cameras", Value::yes)});
    SECTION("not known") {
        desk.answer("choice-cameras", Value::yes, kUnknown);
        CHECK(desk.holds("choice-cameras") == Strings{"yes proposed undated"});
    }
    SECTION("no longer") {
        desk.answer("choice-cameras", Value::yes, kNoLonger);
        CHECK(desk.holds("choice-cameras") == Strings{"no stated", "yes proposed undated"});
    }
}

TEST_CASE("where a detail is no longer so, the record loses its day", "[store][check]") {
    CheckedDesk desk({attested("locked-doors", Value::yes)});
    const AnsweredLine hours{"detail/schedules", Subject::service, id("a"), "", Value::no, kNoLonger};
    expect(publish_check(*desk.store, expect(desk.checks->add(desk.check({hours}), kNow)), kNow));
    CHECK_FALSE(desk.is_assured());
    CHECK(desk.holds("locked-doors") == Strings{"yes attested"});
}

TEST_CASE("a listing is checked four times within a year, and no fifth time", "[store][check]") {
    CheckedDesk desk({});
    const auto check = [&](int day) { return desk.checks->add(desk.check({}), kNow + std::chrono::days{day}); };
    for (const int day : {0, 80, 160, 240}) expect(check(day));
    CHECK(failure(check(364)) == ErrorKind::forbidden);
    const auto day = std::chrono::floor<std::chrono::days>(kNow);
    CHECK(expect(desk.checks->days(id("a"), day + std::chrono::days{364})).size() == 4);
    expect(check(365));
    CHECK(expect(desk.checks->days(id("a"), day + std::chrono::days{365})).size() == 4);
}

TEST_CASE("a listing is checked by its agency, or by a reviewer who rang", "[store][check][two-person]") {
    CheckedDesk desk({});
    const auto check = [&](NewCheck made) { return desk.checks->add(made, kNow); };
    expect(check(desk.check({}, "north")));
    for (const char* account : {"stranger", "worker", "nobody"})
        CHECK(failure(check(desk.check({}, account))) == ErrorKind::forbidden);
    auto claims = desk.check({}, "north");
    claims.method = Method::agency_statement;
    CHECK(failure(check(claims)) == ErrorKind::forbidden);
    auto nowhere = desk.check({});
    nowhere.service_id = id("nowhere");
    CHECK(failure(check(nowhere)) == ErrorKind::forbidden);
}

TEST_CASE("a check takes effect once, and waits for an import's end", "[store][check]") {
    CheckedDesk desk({attested("locked-doors", Value::yes)});
    const auto made =
        expect(desk.checks->add(desk.check({CheckedDesk::line("locked-doors", Value::yes, kNoLonger)}), kNow));
    auto other = open(desk.folder);
    const auto import_id = expect(other->begin_import("feed", "feed.json", kNow));
    CHECK(failure(publish_check(*desk.store, made, kNow)) == ErrorKind::conflict);
    CHECK(expect(desk.checks->waiting()) == std::vector<std::int64_t>{made});
    auto changed = with(listing("a", "Words of the feed"), {attested("locked-doors", Value::yes)});
    expect(other->stage(import_id, changed));
    expect(other->publish_import(import_id, kNow));
    expect(publish_check(*desk.store, made, kNow));
    CHECK(desk.holds("locked-doors") == Strings{"no stated"});
    CHECK(failure(publish_check(*desk.store, made, kNow)) == ErrorKind::conflict);
    CHECK(failure(publish_check(*desk.store, 99, kNow)) == ErrorKind::not_found);
    CHECK(expect(desk.checks->waiting()).empty());
    // The feed says the same again, and something else besides.
    import(*desk.store, {with(listing("a", "Other words"), {attested("locked-doors", Value::yes)})});
    CHECK(desk.holds("locked-doors") == Strings{"no stated", "yes attested"});
}

TEST_CASE("the schema itself lets a check say nothing better", "[store][check][two-person]") {
    CheckedDesk desk({attested("locked-doors", Value::no), attested("choice-cameras", Value::yes)});
    const auto made = expect(desk.checks->add(
        desk.check({CheckedDesk::line("locked-doors", Value::no, kNoLonger),
                    CheckedDesk::line("choice-cameras", Value::yes, kNoLonger)}), kNow));
    // What the store would write, with this in its place.
    const auto publishes = [&](const std::string& statements, const std::string& record = "b.record") {
        const bool done = desk.runs(
            "begin;"
            "insert into import (id, kind, source, file_name, started) values (77, 'review', 'feed', 'x', 1);"
            "insert into revision (id, import_id, ordinal, service_id, previous_id, organization_id, source,"
            " source_key, language, visibility, withdrawn, digest, lat, lon, repairs, record)"
            " select 77 * 4294967296, 77, 0, b.service_id, b.id, b.organization_id, b.source, b.source_key,"
            " b.language, b.visibility, 0, b.digest, b.lat, b.lon, b.repairs, " + record + " from revision b;" +
            statements +
            "update service set before_revision = newest_revision, before_visibility = newest_visibility,"
            " before_withdrawn = newest_withdrawn, newest_import = 77, newest_revision = 77 * 4294967296;"
            "update listing_check set import_id = 77, base_revision = (select min(id) from revision)"
            " where id = " + std::to_string(made) + ";"
            "update import set published_at = 1, first_sequence = 50, revision_count = 1 where id = 77;");
        run_script(desk.sql, "rollback");
        return done;
    };
    const auto kept = [](const std::string& where) {
        return "insert into statement (revision_id, number, subject, subject_id, fact, value, detail,"
               " verified_on, method, standing, source, disposition, carried) select 77 * 4294967296, number,"
               " subject, subject_id, fact, value, detail, verified_on, method, standing, source, disposition,"
               " carried from statement where " + where + ";";
    };
    const auto says_too = [](const std::string& fact, const std::string& value, const std::string& rest) {
        return "insert into statement (revision_id, number, subject, subject_id, fact, value, detail, method,"
               " disposition, carried, verified_on, standing, source) values (77 * 4294967296, 9, 'service', '" +
               id("a") + "', '" + fact + "', '" + value + "', '', 'agency_statement', 'holds', 0, " + rest + ");";
    };
    const std::string all = kept("1 = 1");
    teach_json(desk.sql);
    const std::string today = "(select day from listing_check)";
    CHECK(publishes(all));
    CHECK(publishes(all + says_too("choice-cameras", "no", today + ", 'stated', 'desk'")));
    CHECK_FALSE(publishes(kept("fact <> 'locked-doors'")));
    CHECK_FALSE(publishes(kept("fact <> 'choice-cameras'")));
    CHECK_FALSE(publishes(all + says_too("locked-doors", "yes", today + ", 'stated', 'desk'")));
    CHECK_FALSE(publishes(all + says_too("choice-cameras", "no", today + ", 'reviewed', 'desk'")));
    CHECK_FALSE(publishes(all + says_too("choice-cameras", "no", today + ", 'attested', 'desk'")));
    CHECK_FALSE(publishes(all + says_too("choice-cameras", "no", today + ", 'stated', 'feed'")));
    CHECK_FALSE(publishes(all + says_too("choice-cameras", "no", today + " + 9, 'stated', 'desk'")));
    CHECK_FALSE(publishes(all + says_too("hazard-id", "yes", today + ", 'stated', 'desk'")));
    CHECK_FALSE(publishes(all + says_too("choice-cameras", "yes", "20000, 'stated', 'desk'")));
    CHECK(publishes(all, "json_remove(b.record, '$.assured_date')"));
    CHECK_FALSE(publishes(all, "json_remove(b.record, '$.description')"));
    CHECK_FALSE(publishes(all, "json_set(b.record, '$.assured_date', '2026-11-25')"));
    CHECK_FALSE(publishes(all, "json_set(b.record, '$.new', 1)"));
    CHECK_FALSE(desk.runs("update listing_check set day = 0"));
    CHECK_FALSE(desk.runs("update listing_check set worsens = 0"));
    CHECK_FALSE(desk.runs("delete from listing_check"));
    CHECK_FALSE(desk.runs("update check_answer set answer = 'still_so'"));
    CHECK_FALSE(desk.runs("delete from check_answer"));
}

TEST_CASE("no row of checks makes anything better than it was", "[store][check][property]") {
    CHECK(rc::check([] {
        const Strings facts = {"locked-doors", "hazard-id", "choice-cameras"};
        std::vector<Statement> statements;
        for (const auto& fact : facts)
            if (const int value = *rc::gen::inRange(0, 3); value < 2)
                statements.push_back(attested(fact, value == 0 ? Value::no : Value::yes));
        CheckedDesk desk(statements);
        const int rounds = *rc::gen::inRange(1, 5);
        for (int i = 0; i < rounds; ++i) {
            std::vector<AnsweredLine> lines;
            for (const auto& fact : facts)
                lines.push_back(CheckedDesk::line(fact, *rc::gen::element(Value::no, Value::yes),
                                                  *rc::gen::element(CheckAnswer::still_so, kNoLonger, kUnknown)));
            const auto before = expect(desk.store->listing(id("a"))).statements;
            expect(publish_check(*desk.store, expect(desk.checks->add(desk.check(lines), kNow)), kNow));
            const auto after = expect(desk.store->listing(id("a"))).statements;
            const auto has = [](const std::vector<Statement>& all, const Statement& one, bool dated) {
                return std::any_of(all.begin(), all.end(), [&](const auto& each) {
                    return each.fact == one.fact && each.value == one.value &&
                           (!dated || (each.verified_on == one.verified_on && each.standing == one.standing));
                });
            };
            for (const auto& each : before)
                if (is_unfavourable(each.fact, each.value)) RC_ASSERT(has(after, each, false));
            for (const auto& each : after)
                RC_ASSERT(has(before, each, true) || is_unfavourable(each.fact, each.value));
        }
    }));
}

TEST_CASE("answers that aren't sent outlive the session, beside the listing's own draft", "[store][check]") {
    CheckedDesk desk({});
    expect(desk.submissions->save_draft("editor", {id("a"), "{}", kNow}));
    expect(desk.checks->save_draft("editor", id("a"), {"{\"x\":1}", kNow}));
    expect(desk.checks->save_draft("editor", id("a"), {"{\"x\":2}", kNow}));
    CHECK(expect(desk.checks->draft("editor", id("a")))->answers == "{\"x\":2}");
    CHECK_FALSE(expect(desk.checks->draft("north", id("a"))));
    CHECK(expect(desk.submissions->drafts("editor")).size() == 1);
    expect(desk.checks->drop_draft("editor", id("a")));
    CHECK_FALSE(expect(desk.checks->draft("editor", id("a"))));
}
