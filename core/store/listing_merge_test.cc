#include "core/store/listing_merge.h"

#include <rapidcheck.h>

#include <algorithm>

#include "core/store/database.h"
#include "core/store/not_same.h"
#include "core/store/store_testing.h"
#include "core/store/submissions.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::vector<FactRule> kRules = {{"locked-doors", false, true, true},
                                      {"hazard-id", true, false, true},
                                      {"choice-cameras", true, true, true},
                                      {"free", false, true, false}};
constexpr Day kToday = std::chrono::floor<std::chrono::days>(kNow);
constexpr int kTtl = 100;

enum class Seen { unfavourable, unknown, stale, favourable };

/// The table of design.md section 3, written down once more, for one fact that is wanted.
Seen seen(const std::vector<StoredStatement>& rows, const std::string& fact, Value wanted, Standing needed, Day today) {
    auto best = Seen::unknown;
    for (const auto& row : rows) {
        const auto& said = row.statement;
        if (row.disposition != Disposition::holds || said.fact != fact) continue;
        if (said.value != wanted) return Seen::unfavourable;
        if (said.standing < needed || !said.verified_on || *said.verified_on > today) continue;
        const auto age = (today - *said.verified_on).count();
        if (age <= kTtl) best = std::max(best, Seen::favourable);
        else if (age <= 2 * kTtl) best = std::max(best, Seen::stale);
    }
    return best;
}

std::vector<StoredStatement> any_statements(const std::string& service) {
    std::vector<StoredStatement> out;
    const int count = *rc::gen::inRange(0, 7);
    for (int i = 0; i < count; ++i) {
        StoredStatement row;
        auto& said = row.statement;
        said.subject = *rc::gen::element(Subject::organization, Subject::service);
        said.subject_id = said.subject == Subject::service ? service : service + " organization";
        said.fact = *rc::gen::element<std::string>("locked-doors", "hazard-id", "choice-cameras", "free");
        said.value = *rc::gen::element(Value::yes, Value::no);
        said.standing = *rc::gen::element(Standing::proposed, Standing::stated, Standing::attested, Standing::reviewed);
        said.source = *rc::gen::element<std::string>("feed", "other", "desk");
        if (*rc::gen::inRange(0, 5) > 0) said.verified_on = kToday - std::chrono::days{*rc::gen::inRange(-20, 300)};
        if (said.standing == Standing::reviewed) row.submission_id = 1;
        if (*rc::gen::inRange(0, 6) == 0) row.disposition = Disposition::proposal;
        out.push_back(row);
    }
    return out;
}

/// Two listings, "stays" and "goes", of two feeds, and reviewers of three organizations.
struct Two {
    explicit Two(std::vector<Statement> stays = {}, std::vector<Statement> goes = {}) {
        store = open(folder);
        import(*store, {with(listing("stays"), std::move(stays))}, "feed");
        import(*store, {with(listing("goes"), std::move(goes))}, "other");
        accounts = expect(AccountStore::open(folder.place()));
        for (const char* each : {"west", "north", "south"}) add_account(*accounts, each, each, StaffRole::reviewer);
        add_account(*accounts, "north2", "north", StaffRole::reviewer);
        add_account(*accounts, "insider", id("stays organization"), StaffRole::reviewer);
        add_account(*accounts, "editor", id("goes organization"), StaffRole::agency_editor);
        submissions = expect(SubmissionStore::open(folder.place(), kRules));
        connect(sql, folder.place(), Connection::writes);
    }
    NewSubmission change(const std::string& name, const std::string& account = "west") {
        const auto stands = expect(store->listing(id(name)));
        NewSubmission out;
        out.service_id = id(name);
        out.account_id = account;
        out.visibility = stands.visibility;
        out.language = stands.language;
        out.place = stands.place;
        out.record = Json::parse(stands.record);
        return out;
    }
    NewSubmission merge(const std::string& account = "west") {
        auto out = change("goes", account);
        out.withdraws = true;
        out.merges_into = id("stays");
        return out;
    }
    std::int64_t submit(NewSubmission made) { return expect(submissions->submit(std::move(made), kNow)); }
    Result<bool> approve(std::int64_t made, const std::string& account, CallBack call = CallBack::none) {
        return submissions->review(made, {account, "", Decision::approve, call, "", kNow});
    }
    void publish(std::int64_t made) { expect(store->publish_submission(made, kNow)); }
    void pass(std::int64_t made) {
        expect(approve(made, "north", CallBack::elsewhere));
        if (!expect(submissions->submission(made)).approved) expect(approve(made, "south"));
        publish(made);
    }
    StoredListing now(const std::string& name) { return expect(store->listing(id(name))); }
    bool runs(const std::string& script) { return lets(sql, script); }

    StoreFolder folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<AccountStore> accounts;
    std::unique_ptr<SubmissionStore> submissions;
    soci::session sql;
};

std::optional<Standing> standing_of(const StoredListing& listing, const std::string& fact, Value value) {
    for (const auto& each : listing.statements)
        if (each.fact == fact && each.value == value) return each.standing;
    return std::nullopt;
}

}  // namespace

TEST_CASE("after a merge no fact is seen better than either was, at any time, whoever asks", "[store][merge]") {
    rc::check([] {
        const auto stays = any_statements("stays"), goes = any_statements("goes");
        const auto after = statements_after_merge(stays, goes, "stays", &is_unfavourable, kToday);
        const auto later = kToday + std::chrono::days{*rc::gen::inRange(0, 400)};
        for (const char* fact : {"locked-doors", "hazard-id", "choice-cameras", "free"})
            for (const auto wanted : {Value::yes, Value::no})
                for (const auto needed : {Standing::stated, Standing::attested}) {
                    if (std::string(fact) != "choice-cameras" && is_unfavourable(fact, wanted)) continue;
                    const auto own = seen(stays, fact, wanted, needed, later), other = seen(goes, fact, wanted, needed, later);
                    RC_ASSERT(seen(after, fact, wanted, needed, later) <= std::min(own, other));
                }
        for (const auto& row : after)
            RC_ASSERT((row.statement.standing == Standing::reviewed) == row.submission_id.has_value());
    });
}

TEST_CASE("a merge takes two people from two organizations, one of whom rang", "[store][merge][two-person]") {
    Two two;
    const auto made = two.submit(two.merge());
    const auto waiting = expect(two.submissions->submission(made));
    CHECK(waiting.merges_into == id("stays"));
    CHECK(waiting.need.accounts == 2);
    CHECK(waiting.need.call_elsewhere);
    CHECK_FALSE(expect(two.approve(made, "north")));
    CHECK(failure(two.store->publish_submission(made, kNow)) == ErrorKind::forbidden);
    CHECK_FALSE(expect(two.approve(made, "north2", CallBack::elsewhere)));
    CHECK(failure(two.approve(made, "west")) == ErrorKind::forbidden);
    CHECK(failure(two.approve(made, "insider", CallBack::elsewhere)) == ErrorKind::forbidden);
    CHECK_FALSE(two.now("goes").withdrawn);
    CHECK(expect(two.approve(made, "south")));
    two.publish(made);
    CHECK(two.now("goes").withdrawn);
    CHECK(expect(two.store->verify_audit(std::nullopt)).seq > 0);
    expect(two.store->check());
}

TEST_CASE("what was merged away answers as withdrawn, and its code leads to what stays", "[store][merge]") {
    Two two;
    const auto code = two.now("goes").short_id;
    two.pass(two.submit(two.merge()));
    CHECK(two.now("goes").merged_into == id("stays"));
    CHECK(two.now("goes").record.find("Service goes") != std::string::npos);
    CHECK(expect(two.store->listing_by_short_id(code)).service_id == id("stays"));
    int revisions = 0;
    two.sql << "select count(*) from revision", soci::into(revisions);
    CHECK(revisions == 4);  // Two of each: both histories stay.
}

TEST_CASE("what stays takes the worse evidence and the stricter visibility", "[store][merge]") {
    auto staff = with(listing("goes"), {says("locked-doors", Value::no, "goes", Standing::attested),
                                        says("free", Value::yes, "goes", Standing::stated)});
    Two two({says("locked-doors", Value::yes, "stays", Standing::attested), says("free", Value::yes, "stays", Standing::attested),
             says("hazard-id", Value::no, "stays", Standing::attested)});
    staff.visibility = Visibility::staff;
    staff.digest = "other";
    import(*two.store, {staff}, "other");
    two.pass(two.submit(two.merge()));
    const auto after = two.now("stays");
    CHECK(after.visibility == Visibility::staff);
    CHECK(standing_of(after, "locked-doors", Value::no) == Standing::stated);   // The other's bad news.
    CHECK(standing_of(after, "free", Value::yes) == Standing::stated);          // As far as both say it.
    CHECK(standing_of(after, "hazard-id", Value::no) == Standing::proposed);    // The other is silent: a lead.
    CHECK(after.record == expect(two.store->listing(id("stays"))).record);
}

TEST_CASE("what is hidden is merged into nothing that shows", "[store][merge][hidden]") {
    Two two;
    import(*two.store, {hidden(listing("goes"))}, "other");
    CHECK(failure(two.submissions->submit(two.merge(), kNow)) == ErrorKind::forbidden);
    import(*two.store, {hidden(listing("stays"))}, "feed");
    two.pass(two.submit(two.merge()));
    CHECK(two.now("stays").visibility == Visibility::hidden);
}

TEST_CASE("a feed that still has what was merged away doesn't bring it back", "[store][merge]") {
    Two two;
    two.pass(two.submit(two.merge()));
    SECTION("the same row again changes nothing") {
        CHECK(import(*two.store, {listing("goes")}, "other").count == 0);
    }
    SECTION("another wording is kept in its history, withdrawn") {
        import(*two.store, {listing("goes", "Other words")}, "other");
        CHECK(two.now("goes").record.find("Other words") != std::string::npos);
    }
    SECTION("a file that lacks it withdraws nothing anew") {
        const auto run = expect(two.store->begin_import("other", "f", kNow));
        CHECK(expect(two.store->stage_withdrawals(run)) == 0);
        expect(two.store->abandon_import(run));
    }
    CHECK(two.now("goes").withdrawn);
    CHECK(two.now("goes").merged_into == id("stays"));
    CHECK(expect(two.store->live_keys()).size() == 1);
}

TEST_CASE("a merge is undone by a review of two people, and what was taken over stays until it is reviewed", "[store][merge][two-person]") {
    Two two({}, {says("locked-doors", Value::no, "goes", Standing::attested)});
    two.pass(two.submit(two.merge()));
    const auto made = two.submit(two.change("goes"));
    CHECK(expect(two.submissions->submission(made)).need.accounts == 2);
    CHECK_FALSE(expect(two.approve(made, "north", CallBack::elsewhere)));
    expect(two.approve(made, "south"));
    two.publish(made);
    CHECK_FALSE(two.now("goes").withdrawn);
    CHECK(two.now("goes").merged_into.empty());
    CHECK(standing_of(two.now("stays"), "locked-doors", Value::no) == Standing::stated);
    // From here on its feed speaks for it again.
    import(*two.store, {listing("goes", "Other words")}, "other");
    CHECK_FALSE(two.now("goes").withdrawn);
}

TEST_CASE("a merge into what changed meanwhile is overtaken", "[store][merge]") {
    Two two;
    const auto made = two.submit(two.merge());
    expect(two.approve(made, "north", CallBack::elsewhere));
    expect(two.approve(made, "south"));
    import(*two.store, {listing("stays", "Other words")}, "feed");
    CHECK(failure(two.store->publish_submission(made, kNow)) == ErrorKind::conflict);
    CHECK(expect(two.submissions->submission(made)).outcome == SubmissionOutcome::overtaken);
    CHECK_FALSE(two.now("goes").withdrawn);
}

TEST_CASE("only a reviewer merges, and only what stands into something else that stands", "[store][merge]") {
    Two two;
    CHECK(failure(two.submissions->submit(two.merge("editor"), kNow)) == ErrorKind::forbidden);
    auto itself = two.merge();
    itself.merges_into = id("goes");
    CHECK(failure(two.submissions->submit(itself, kNow)) == ErrorKind::forbidden);
    auto changed = two.merge();
    changed.record["name"] = "x";
    CHECK(failure(two.submissions->submit(changed, kNow)) == ErrorKind::forbidden);
}

TEST_CASE("the schema itself holds to the rules of merges", "[store][merge][two-person]") {
    Two two({says("locked-doors", Value::yes, "stays", Standing::attested)});
    const auto made = two.submit(two.merge());
    expect(two.approve(made, "north", CallBack::elsewhere));
    without_foreign_keys(two.sql);
    for (const std::string script :
         {"update listing_merge set survivor_id = 'x'", "delete from listing_merge",
          "insert into submission_change values (1, 'name', 'routine')",
          "insert into listing_merge values (2, 'x', 1)",
          "insert into not_same values ('a', 'b', 'editor', 0)", "insert into not_same values ('b', 'a', 'north', 0)",
          "update submission set outcome = 'published', ended_at = 1, import_id = 1"}) {
        INFO(script);
        CHECK_FALSE(two.runs(script));
    }
    // A revision of what stays that says more than both did isn't published.
    expect(two.approve(made, "south"));
    const std::string more =
        "begin; insert into import (id, kind, source, file_name, started) values (90, 'review', 'other', '', 0);"
        "insert into revision select 90 * 4294967296, 90, 0, service_id, id, organization_id, source, source_key, language, visibility, 1, digest, lat, lon, repairs, record from revision where service_id = '" + id("goes") + "';"
        "insert into revision select 90 * 4294967296 + 1, 90, 1, service_id, id, organization_id, source, source_key, language, visibility, 0, digest, lat, lon, repairs, record from revision where service_id = '" + id("stays") + "';"
        "insert into statement select 90 * 4294967296 + 1, number, subject, subject_id, fact, value, detail, verified_on, method, '";
    const std::string end =
        "', source, disposition, carried, submission_id from statement where revision_id < 90 * 4294967296;"
        "update submission set outcome = 'published', ended_at = 1, import_id = 90;"
        "update import set published_at = 1, first_sequence = 3, revision_count = 2 where id = 90; rollback;";
    CHECK_FALSE(two.runs(more + "attested" + end));
    run_script(two.sql, "rollback");
    CHECK(two.runs(more + "proposed" + end));
}

TEST_CASE("what a reviewer found not to be the same is remembered", "[store][merge]") {
    Two two;
    const auto list = expect(NotSameList::open(two.folder.place()));
    CHECK(failure(list->say(id("goes"), id("stays"), "editor", kNow)) == ErrorKind::forbidden);
    expect(list->say(id("goes"), id("stays"), "north", kNow));
    expect(list->say(id("stays"), id("goes"), "south", kNow));
    CHECK(expect(list->all()) == std::set<std::pair<std::string, std::string>>{std::minmax(id("goes"), id("stays"))});
    CHECK(failure(list->say(id("goes"), id("goes"), "north", kNow)) == ErrorKind::bad_request);
}
