#include "core/review/upkeep_desk.h"

#include "core/catalogue/catalogue.h"
#include "core/review/review_desk.h"
#include "core/store/checks.h"
#include "core/store/store_testing.h"
#include "core/store/submissions.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr const char* kGood = "no-id-asked";        // protective, 180 days
constexpr const char* kHazard = "tells-guardian";   // yes is bad

/// A directory with listing "a" of an agency, which states these facts, and people who keep it.
struct Keepers {
    explicit Keepers(std::vector<Statement> statements = {attested(kGood, Value::yes), attested(kHazard, Value::no)}) {
        std::filesystem::create_directories(folder.path() / "store");
        paths.data = folder.path();
        paths.shipped = PORCHLIGHT_SOURCE_DIR "/data";
        auto made = listing("a");
        made.record["assured_date"] = "2026-06-01";
        made.record["phones"] = Json::array({{{"id", id("phone")}, {"number", "204-555-0100"}}});
        {
            auto store = expect(open_store(paths.store_url(), StoreAccess::read_write, &is_unfavourable));
            import(*store, {with(made, std::move(statements)), listing("b")});
        }
        auto accounts = expect(AccountStore::open(paths.store_place()));
        for (const auto& [name, of, role] :
             std::vector<std::tuple<std::string, std::string, StaffRole>>{{"editor", id("a organization"), StaffRole::agency_editor},
                                                                          {"stranger", id("b organization"), StaffRole::agency_editor},
                                                                          {"north", "north", StaffRole::reviewer},
                                                                          {"south", "south", StaffRole::reviewer},
                                                                          {"insider", id("a organization"), StaffRole::reviewer},
                                                                          {"worker", "west", StaffRole::worker}}) {
            add_account(*accounts, name, of, role);
            callers[name].account_id = name;
            callers[name].organization_id = of;
            callers[name].role = role;
        }
        reviews = expect(ReviewDesk::open(paths, clock));
        desk = expect(UpkeepDesk::open(paths, clock));
    }
    static Statement attested(const char* fact, Value value) {
        auto out = says(fact, value, "a", Standing::attested);
        out.verified_on = std::chrono::floor<std::chrono::days>(kNow) - std::chrono::days{170};
        return out;
    }
    Json page(const std::string& who = "editor") { return expect(desk->check_page(callers[who], {{"service_id", id("a")}})); }
    /// The same answer for every line, but for these.
    Json answers(const std::string& all, const std::map<std::string, std::string>& but = {}) {
        Json out = Json::object();
        const auto shown = page();
        for (const auto& line : shown["lines"]) {
            const auto& name = line.contains("fact") ? line["fact"] : line["member"];
            const auto found = but.find(name.get<std::string>());
            const auto& said = found == but.end() ? all : found->second;
            if (!said.empty()) out[line["key"].get<std::string>()] = said;
        }
        return out;
    }
    Result<Json> send(const Json& given, const std::string& who = "editor") {
        return desk->check_send(callers[who], {{"service_id", id("a")}, {"answers", given}});
    }
    void approve(const Json& sent) {
        for (const char* who : {"south", "north"}) {
            const auto decided = reviews->decide(callers[who], {{"id", sent["submission_id"]}, {"decision", "approve"}, {"call_back", "elsewhere"}, {"reason", ""}});
            if (expect(decided)["outcome"] == "published") return;
        }
    }
    StoredListing stored() { return expect(expect(open_store(paths.store_url(), StoreAccess::read_only))->listing(id("a"))); }
    /// Values of a fact that hold, "yes" or "no", with the day's age.
    std::vector<std::string> holds(const char* fact) {
        std::vector<std::string> out;
        const auto found = stored();
        for (const auto& each : found.statements)
            if (each.fact == fact) out.emplace_back(to_string(each.value));
        return out;
    }
    std::string assured_on() {
        const auto record = Json::parse(stored().record);
        return record.value("assured_date", "");
    }

    StoreFolder folder;
    DirectoryPaths paths;
    FixedClock clock{kNow};
    std::map<std::string, Caller> callers;
    std::unique_ptr<ReviewDesk> reviews;
    std::unique_ptr<UpkeepDesk> desk;
};

const std::string kToday = format_day(std::chrono::floor<std::chrono::days>(kNow));

}  // namespace

TEST_CASE("a check page has every recorded line, with what it says and when it falls due", "[review][check]") {
    Keepers keepers;
    const auto page = keepers.page();
    REQUIRE(page["lines"].size() == 4);  // Two facts, the phone, the address.
    std::map<std::string, std::string> states;
    for (const auto& line : page["lines"])
        states[line.contains("fact") ? line["fact"] : line["member"]] = line["state"];
    CHECK(states[kGood] == "due");
    CHECK(states[kHazard] == "later");
    CHECK(states["phones"] == "due");
    CHECK(states["addresses"] == "ahead");
    CHECK(page["checks_left"] == 4);
    CHECK(page["phones"] == Json{"204-555-0100"});
    CHECK(page["lines"][0]["says"]["fr"] != page["lines"][0]["says"]["en"]);
}

TEST_CASE("a page on which all is still so waits for its review, and then moves the record's day", "[review][check]") {
    Keepers keepers;
    const auto sent = expect(keepers.send(keepers.answers("still_so")));
    CHECK(sent["at_once"] == "nothing");
    CHECK(sent["assured"] == true);
    CHECK(keepers.assured_on() == "2026-06-01");
    keepers.approve(sent);
    CHECK(keepers.assured_on() == kToday);
    CHECK(keepers.page()["checks_left"] == 3);
}

TEST_CASE("the record's day moves only where every line was answered, and every detail is still so", "[review][check]") {
    Keepers keepers;
    SECTION("one line left out") {
        const auto sent = expect(keepers.send(keepers.answers("still_so", {{kHazard, ""}})));
        CHECK(sent["whole"] == false);
        keepers.approve(sent);
        CHECK(keepers.assured_on() == "2026-06-01");
    }
    SECTION("one detail not known: then it goes at once") {
        const auto sent = expect(keepers.send(keepers.answers("still_so", {{"phones", "unknown"}})));
        CHECK(sent["at_once"] == "done");
        CHECK(keepers.assured_on().empty());
        keepers.approve(sent);
        CHECK(keepers.assured_on().empty());
    }
    SECTION("a fact not known doesn't keep the details from being assured") {
        const auto sent = expect(keepers.send(keepers.answers("still_so", {{kGood, "unknown"}})));
        CHECK(keepers.holds(kGood).empty());
        keepers.approve(sent);
        CHECK(keepers.assured_on() == kToday);
        CHECK(keepers.holds(kGood).empty());
    }
}

TEST_CASE("a change of other words doesn't bring back the day that a check took", "[review][check]") {
    Keepers keepers;
    const auto rename = [&](const char* name) {
        keepers.approve(expect(keepers.reviews->submit(keepers.callers["editor"], {{"service_id", id("a")}, {"changes", {{"name", name}}}})));
    };
    rename("One name");
    CHECK(keepers.assured_on() == kToday);
    expect(keepers.send(keepers.answers("", {{"phones", "no_longer"}})));
    rename("Another name");
    CHECK(keepers.assured_on().empty());
    keepers.approve(expect(keepers.send(keepers.answers("still_so"))));
    CHECK(keepers.assured_on() == kToday);
}

TEST_CASE("what is no longer so holds at once, without anybody's review", "[review][check]") {
    Keepers keepers;
    const auto sent = expect(keepers.send(keepers.answers("", {{kGood, "no_longer"}, {kHazard, "no_longer"}})));
    CHECK(sent["at_once"] == "done");
    CHECK(sent["submission_id"].is_null());
    CHECK(keepers.holds(kGood) == std::vector<std::string>{"no"});
    CHECK(keepers.holds(kHazard) == std::vector<std::string>{"yes"});
}

TEST_CASE("that bad news is over takes two people, on a check page too", "[review][check][two-person]") {
    Keepers keepers({Keepers::attested(kGood, Value::no)});
    const auto sent = expect(keepers.send(keepers.answers("", {{kGood, "no_longer"}})));
    CHECK(sent["at_once"] == "nothing");
    CHECK(keepers.holds(kGood) == std::vector<std::string>{"no"});
    const auto waiting = expect(keepers.reviews->queue(keepers.callers["north"], Json::object()));
    CHECK(waiting["waiting"][0]["review"]["accounts"] == 2);
}

TEST_CASE("while a change waits, only what got worse can be sent", "[review][check]") {
    Keepers keepers;
    expect(keepers.reviews->submit(keepers.callers["editor"], {{"service_id", id("a")}, {"changes", {{"name", "x"}}}}));
    CHECK(keepers.page()["change_waits"] == true);
    CHECK(failure(keepers.send(keepers.answers("still_so"))) == ErrorKind::conflict);
    CHECK(keepers.page()["checks_left"] == 4);
    expect(keepers.send(keepers.answers("", {{kGood, "no_longer"}})));
    CHECK(keepers.holds(kGood) == std::vector<std::string>{"no"});
}

TEST_CASE("a fifth check within a year is refused, and the page says from when on", "[review][check]") {
    Keepers keepers;
    for (int i = 0; i < 4; ++i) expect(keepers.send(keepers.answers("", {{kGood, "unknown"}, {kHazard, "unknown"}, {"phones", "unknown"}})));
    CHECK(keepers.page()["checks_left"] == 0);
    CHECK(keepers.page()["next_on"] == format_day(std::chrono::floor<std::chrono::days>(kNow) + std::chrono::days{365}));
    CHECK(failure(keepers.send(keepers.answers("unknown"))) == ErrorKind::forbidden);
}

TEST_CASE("answers that aren't sent are kept for their account, beside the form's draft", "[review][check]") {
    Keepers keepers;
    const auto given = keepers.answers("", {{kGood, "still_so"}});
    const Json body{{"service_id", id("a")}, {"answers", given}};
    expect(keepers.desk->check_draft(keepers.callers["editor"], body));
    CHECK(keepers.page()["answers"] == given);
    CHECK(keepers.page("north")["answers"].empty());
    CHECK(expect(keepers.reviews->listings(keepers.callers["editor"], Json::object()))["listings"][0]["draft"] == false);
    expect(keepers.send(given));
    CHECK(keepers.page()["answers"].empty());
}

TEST_CASE("a reviewer may check a listing with its agency on the phone; another agency may not", "[review][check]") {
    Keepers keepers;
    CHECK(keepers.page("north")["lines"].size() == 4);
    const auto sent = expect(keepers.send(keepers.answers("still_so"), "north"));
    CHECK(failure(keepers.reviews->decide(keepers.callers["north"], {{"id", sent["submission_id"]}, {"decision", "approve"}, {"call_back", "none"}, {"reason", ""}})) ==
          ErrorKind::forbidden);
    for (const auto call : {&UpkeepDesk::check_page, &UpkeepDesk::check_send, &UpkeepDesk::check_draft}) {
        Json body{{"service_id", id("a")}};
        if (call != &UpkeepDesk::check_page) body["answers"] = keepers.answers("still_so");
        CHECK(failure((keepers.desk.get()->*call)(keepers.callers["stranger"], body)) == ErrorKind::forbidden);
    }
}

TEST_CASE("what isn't on the page, or isn't an answer, is refused", "[review][check]") {
    Keepers keepers;
    for (const Json& given : {Json::object(), Json::array(), Json{{"service/nowhere", "still_so"}}, Json{{"x", "yes"}}, Json{{"x", 1}}})
        CHECK(failure(keepers.send(given)) == ErrorKind::bad_request);
    CHECK(failure(keepers.desk->check_page(keepers.callers["editor"], {{"service_id", id("nowhere")}})) == ErrorKind::not_found);
    CHECK(failure(keepers.desk->check_page(keepers.callers["editor"], {{"service_id", "x"}})) == ErrorKind::bad_request);
    CHECK(keepers.page()["checks_left"] == 4);
}

TEST_CASE("what an agency said on the phone is recorded of a whole group, and waits for two people", "[review][told][two-person]") {
    Keepers keepers(std::vector<Statement>{});
    const auto catalogue = expect(Catalogue::load(PORCHLIGHT_SOURCE_DIR "/data/catalogue"));
    Json answers = Json::object();
    for (const auto& fact : catalogue.facts())
        if (fact.group == "safety") answers[fact.id] = fact.id == kGood ? "yes" : "unknown";
    const auto tell = [&](const Json& said, const std::string& group = "safety") {
        return keepers.desk->told(keepers.callers["worker"], {{"service_id", id("a")}, {"group", group}, {"answers", said}});
    };
    CHECK(failure(tell({{kGood, "yes"}})) == ErrorKind::bad_request);
    CHECK(failure(tell(answers, "nothing")) == ErrorKind::bad_request);
    auto more = answers;
    more["free"] = "yes";
    CHECK(failure(tell(more)) == ErrorKind::bad_request);
    auto nothing = answers;
    nothing[kGood] = "unknown";
    CHECK(failure(tell(nothing)) == ErrorKind::bad_request);
    const auto told = expect(tell(answers));
    CHECK(failure(tell(answers)) == ErrorKind::conflict);
    CHECK(keepers.holds(kGood).empty());
    const auto kept = expect(expect(SubmissionStore::open(keepers.paths.store_place(), {}))->submission(told["submission_id"]));
    CHECK(format_instant(kept.submitted_at) == kToday + "T00:00:00Z");
    const auto insider = keepers.reviews->decide(keepers.callers["insider"], {{"id", told["submission_id"]}, {"decision", "approve"}, {"call_back", "elsewhere"}, {"reason", ""}});
    CHECK(failure(insider) == ErrorKind::forbidden);
    keepers.approve(told);
    CHECK(keepers.holds(kGood) == std::vector<std::string>{"yes"});
}

TEST_CASE("the upkeep room counts what was verified within a year, and lists what is overdue, the oldest first", "[review][upkeep]") {
    Keepers keepers;
    const auto ask = [&] { return expect(keepers.desk->overview(keepers.callers["north"], Json::object())); };
    const auto first = ask();
    CHECK(first["listings"] == 2);
    CHECK(first["verified"] == 1);
    REQUIRE(first["overdue"].size() == 1);
    CHECK(first["overdue"][0]["phones"] == Json{"204-555-0100"});
    CHECK(first["overdue"][0]["lines"] == 1);  // The phone: assured 112 days ago, good for 90.
    keepers.approve(expect(keepers.send(keepers.answers("still_so"))));
    CHECK(ask()["overdue"].empty());
    keepers.clock.set(kNow + std::chrono::days{400});
    CHECK(ask()["verified"] == 0);
}

TEST_CASE("gaps are worked out from the directory, by preset, need and region", "[review][upkeep]") {
    Keepers keepers;
    const auto ask = [&](const Json& body) { return keepers.desk->gaps(keepers.callers["north"], body); };
    const auto all = expect(ask({{"language", "fr"}}));
    CHECK(all["presets"].size() == 5);
    CHECK(all["regions"] == Json{"Lakefield"});
    CHECK(expect(ask({{"region", "Elsewhere"}}))["calls"].empty());
    CHECK(failure(ask({{"preset", "nothing"}})) == ErrorKind::bad_request);
    CHECK(failure(ask({{"need", "nothing"}})) == ErrorKind::bad_request);
    CHECK(failure(ask({{"place", "x"}})) == ErrorKind::bad_request);
}
