#include "core/store/corrections.h"

#include <rapidcheck.h>

#include <map>

#include "core/store/store_testing.h"
#include "core/store/submissions.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::vector<FactRule> kRules = {{"locked-doors", false, true, true}, {"hazard-id", true, false, true}};
constexpr Day kDay{std::chrono::days{20'717}};
constexpr Day kLater{std::chrono::days{20'730}};

using Members = std::map<std::string, Json>;

/// A store, its feed with one listing "a", and reviewers who agree to whatever is submitted.
struct Desk {
    Desk() {
        store = open(folder);
        accounts = expect(AccountStore::open(folder.place()));
    }

    /// The feed's file is read again.
    Published feed(const Members& members, const std::vector<Statement>& statements = {}) {
        return import(*store, {row(members, statements)});
    }
    static Listing row(const Members& members, const std::vector<Statement>& statements = {}) {
        auto made = listing("a");
        for (const auto& [member, value] : members) {
            if (value.is_null()) made.record.erase(member);
            else made.record[member] = value;
        }
        return with(made, statements);
    }
    /// Somebody changes it at the desk, and enough people agree.
    void review(const Members& members, const std::vector<SubmittedFact>& facts = {}) {
        if (!submissions) {
            add_account(*accounts, "editor", id("a organization"), StaffRole::agency_editor);
            for (const char* each : {"north", "south"}) add_account(*accounts, each, each, StaffRole::reviewer);
            submissions = expect(SubmissionStore::open(folder.place(), kRules));
        }
        const auto stands = expect(store->listing(id("a")));
        NewSubmission made;
        made.service_id = id("a");
        made.account_id = "editor";
        made.visibility = stands.visibility;
        made.language = stands.language;
        made.place = stands.place;
        made.record = Json::parse(stands.record);
        made.facts = facts;
        for (const auto& [member, value] : members) {
            if (value.is_null()) made.record.erase(member);
            else made.record[member] = value;
        }
        const auto submission = expect(submissions->submit(std::move(made), kNow));
        for (const char* each : {"north", "south"})
            if (!expect(submissions->submission(submission)).approved)
                expect(submissions->review(submission, {each, "", Decision::approve, CallBack::elsewhere, "", kNow}));
        expect(store->publish_submission(submission, kNow));
    }
    static SubmittedFact states(const std::string& fact, Value value) {
        return {Subject::service, id("a"), fact, value, "", Method::call_back, kDay};
    }
    Json member(const std::string& name) {
        const auto record = Json::parse(expect(store->listing(id("a"))).record);
        return record.contains(name) ? record[name] : Json(nullptr);
    }
    bool holds(const std::string& fact, Value value) {
        for (const auto& each : expect(store->listing(id("a"))).statements)
            if (each.fact == fact && each.value == value) return true;
        return false;
    }
    std::vector<ConfirmedValue> confirmed() {
        return expect(expect(CorrectionList::open(folder.place()))->of_source("feed"));
    }
    std::int64_t offered() { return expect(expect(CorrectionList::open(folder.place()))->offered("feed")); }

    StoreFolder folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<AccountStore> accounts;
    std::unique_ptr<SubmissionStore> submissions;
};

}  // namespace

TEST_CASE("what a review corrected stays when its feed changes something else", "[corrections]") {
    Desk desk;
    desk.feed({{"description", "Old words"}});
    desk.review({{"description", "Right words"}});
    desk.feed({{"description", "Old words"}});
    CHECK(desk.member("description") == "Right words");
    desk.feed({{"description", "Old words"}, {"name", "Another name"}});
    CHECK(desk.member("name") == "Another name");
    CHECK(desk.member("description") == "Right words");
    CHECK(desk.offered() == 0);
    const auto list = desk.confirmed();
    REQUIRE(list.size() == 1);
    CHECK(list[0].field == "description");
    CHECK(list[0].theirs == "Old words");
    CHECK(list[0].ours == "Right words");
    CHECK(list[0].source_key == "a");
    CHECK(list[0].method == Method::call_back);
    CHECK(list[0].on == std::chrono::floor<std::chrono::days>(kNow));
    expect(desk.store->check());
}

TEST_CASE("what its feed changes to something else waits for review, and the correction stays until then", "[corrections]") {
    Desk desk;
    desk.feed({{"description", "Old words"}});
    desk.review({{"description", "Right words"}});
    desk.feed({{"description", "New words"}});
    CHECK(desk.member("description") == "Right words");
    CHECK(desk.offered() == 1);
    CHECK(desk.confirmed().at(0).offered == Json("New words"));
    SECTION("the feed goes back") {
        desk.feed({{"description", "Old words"}});
        CHECK(desk.offered() == 0);
        CHECK(desk.member("description") == "Right words");
    }
    SECTION("a review takes it over") {
        desk.review({{"description", "New words"}});
        CHECK(desk.confirmed().empty());
        desk.feed({{"description", "Newer words"}});
        CHECK(desk.member("description") == "Newer words");
    }
    SECTION("a review says a third thing") {
        desk.review({{"description", "Third words"}});
        CHECK(desk.offered() == 0);
        CHECK(desk.confirmed().at(0).theirs == "New words");
        desk.feed({{"description", "New words"}, {"name", "Another name"}});
        CHECK(desk.member("description") == "Third words");
    }
    SECTION("the feed is mended") {
        desk.feed({{"description", "Right words"}});
        CHECK(desk.confirmed().empty());
        desk.feed({{"description", "Later words"}});
        CHECK(desk.member("description") == "Later words");
    }
}

TEST_CASE("what was corrected grows no younger by an import", "[corrections]") {
    Desk desk;
    desk.feed({{"description", "Old words"}, {"assured_date", "2026-01-01"}});
    desk.review({{"description", "Right words"}, {"assured_date", "2026-06-01"}});
    desk.feed({{"description", "Old words"}, {"assured_date", "2026-11-01"}});
    CHECK(desk.member("assured_date") == "2026-06-01");
    desk.feed({{"description", "Old words"}, {"assured_date", "2026-02-01"}});
    CHECK(desk.member("assured_date") == "2026-02-01");
    desk.feed({{"description", "Old words"}});
    CHECK(desk.member("assured_date").is_null());
}

TEST_CASE("bad news that a review overruled isn't news when its feed says it again, and is with a later date", "[corrections]") {
    Desk desk;
    const auto bad = says("locked-doors", Value::no);
    desk.feed({}, {bad});
    desk.review({}, {Desk::states("locked-doors", Value::yes)});
    desk.feed({{"name", "Another name"}}, {bad});
    CHECK(desk.holds("locked-doors", Value::yes));
    CHECK_FALSE(desk.holds("locked-doors", Value::no));
    const auto list = desk.confirmed();
    REQUIRE(list.size() == 1);
    CHECK(list[0].is_fact);
    CHECK(list[0].theirs == "no");
    CHECK(list[0].ours == "yes");
    CHECK(list[0].on == kDay);
    auto later = bad;
    SECTION("later") {
        later.verified_on = kLater;
        desk.feed({{"name", "Third name"}}, {later});
        CHECK(desk.holds("locked-doors", Value::no));
    }
    SECTION("taken back, and said again") {
        desk.feed({{"name", "Third name"}}, {});
        desk.feed({{"name", "Another name"}}, {later});
        CHECK(desk.holds("locked-doors", Value::no));
    }
    expect(desk.store->check());
}

TEST_CASE("bad news that a review found holds whatever the feed says", "[corrections]") {
    Desk desk;
    auto good = says("hazard-id", Value::no);
    desk.feed({}, {good});
    desk.review({}, {Desk::states("hazard-id", Value::yes)});
    good.verified_on = kLater;
    desk.feed({{"name", "Another name"}}, {good});
    CHECK(desk.holds("hazard-id", Value::yes));
}

TEST_CASE("where a feed hides a place, its own words hold and nothing that was corrected is kept", "[corrections]") {
    Desk desk;
    desk.feed({});
    desk.review({{"description", "Ring at 12 a Street, behind the canarygate"}});
    import(*desk.store, {hidden(Desk::row({{"description", "Words without a place"}}))});
    CHECK(desk.member("description") == "Words without a place");
    CHECK(desk.confirmed().empty());
    expect(desk.store->check());
}

TEST_CASE("an import that is abandoned leaves corrections as they were", "[corrections]") {
    Desk desk;
    desk.feed({{"description", "Old words"}});
    desk.review({{"description", "Right words"}});
    const auto import_id = expect(desk.store->begin_import("feed", "feed.json", kNow));
    expect(desk.store->stage(import_id, Desk::row({{"description", "New words"}})));
    expect(desk.store->abandon_import(import_id));
    CHECK(desk.offered() == 0);
    CHECK(desk.member("description") == "Right words");
}

namespace {

/// A second telling: what stands of one member, and what its feed said against it.
struct Model {
    Json standing = "w0";
    std::optional<Json> theirs, offered;

    void feed(const Json& value) {
        if (!theirs) standing = value;
        else if (value == standing) theirs = offered = std::nullopt;
        else offered = value == *theirs ? std::optional<Json>{} : value;
    }
    void review(const Json& value) {
        if (value == standing) return;
        const Json source = !theirs ? standing : offered.value_or(*theirs);
        theirs = value == source ? std::optional<Json>{} : source;
        offered = std::nullopt;
        standing = value;
    }
};

}  // namespace

TEST_CASE("any sequence of imports and reviews leaves what was corrected in force, and lifts no bad news by import", "[corrections][property]") {
    CHECK(rc::check([] {
        Desk desk;
        std::map<std::string, Model> model{{"description", {}}, {"alert", {}}};
        std::optional<std::pair<Members, int>> last;
        const auto value = [] { return Json("w" + std::to_string(*rc::gen::inRange(0, 3))); };
        const auto feed = [&](const Members& members, int doors) {
            std::vector<Statement> said;
            if (doors < 2) said.push_back(says("locked-doors", doors == 0 ? Value::no : Value::yes));
            const bool bad_before = last && desk.holds("locked-doors", Value::no);
            desk.feed(members, said);
            // The row that is known changes nothing.
            if (!last || last != std::pair(members, doors))
                for (const auto& [member, said_now] : members) model[member].feed(said_now);
            last = {members, doors};
            if (bad_before) RC_ASSERT(desk.holds("locked-doors", Value::no));
        };
        feed({{"description", "w0"}, {"alert", "w0"}}, 2);
        const int steps = *rc::gen::inRange(1, 10);
        for (int i = 0; i < steps; ++i) {
            const int kind = *rc::gen::inRange(0, 4);
            if (kind < 2) {
                feed({{"description", value()}, {"alert", value()}}, *rc::gen::inRange(0, 3));
            } else if (kind == 2) {
                const Json wanted = value();
                if (wanted == model["description"].standing) continue;
                desk.review({{"description", wanted}});
                model["description"].review(wanted);
            } else {
                desk.review({}, {Desk::states("locked-doors", *rc::gen::element(Value::yes, Value::no))});
            }
            std::int64_t offered = 0;
            for (const auto& [member, one] : model) {
                RC_ASSERT(desk.member(member) == one.standing);
                offered += one.offered.has_value();
            }
            RC_ASSERT(desk.offered() == offered);
        }
        RC_ASSERT(desk.store->check().has_value());
    }));
}
