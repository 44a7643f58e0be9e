#include "core/review/review_desk.h"

#include "core/store/store_testing.h"
#include "core/store/submissions.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// A directory with listing "a" of an agency, and people of three organizations.
struct Office {
    Office() {
        std::filesystem::create_directories(folder.path() / "store");
        paths.data = folder.path();
        paths.shipped = PORCHLIGHT_SOURCE_DIR "/data";
        auto store = expect(open_store(paths.store_url(), StoreAccess::read_write, &is_unfavourable));
        auto made = listing("a");
        made.record["phones"] = Json::array({{{"id", id("phone")}, {"number", "204-555-0100"}}});
        import(*store, {with(made, {})});
        auto accounts = expect(AccountStore::open(paths.store_place()));
        for (const auto& [name, of, role] :
             std::vector<std::tuple<std::string, std::string, StaffRole>>{{"editor", id("a organization"), StaffRole::agency_editor},
                                                                          {"stranger", id("b organization"), StaffRole::agency_editor},
                                                                          {"north", "north", StaffRole::reviewer},
                                                                          {"south", "south", StaffRole::reviewer}}) {
            add_account(*accounts, name, of, role);
            callers[name].account_id = name;
            callers[name].organization_id = of;
            callers[name].role = role;
        }
        desk = expect(ReviewDesk::open(paths, clock));
    }
    std::string name_now() {
        const auto store = expect(open_store(paths.store_url(), StoreAccess::read_only));
        return Json::parse(expect(store->listing(id("a"))).record)["name"];
    }
    Json submit(const Json& body) { return expect(desk->submit(callers["editor"], body)); }
    Json decide(const std::string& who, std::int64_t submission, const std::string& call = "elsewhere",
                const std::string& decision = "approve") {
        return expect(desk->decide(callers[who], {{"id", submission}, {"decision", decision}, {"call_back", call},
                                                  {"reason", decision == "approve" ? "" : "please say more"}}));
    }

    StoreFolder folder;
    DirectoryPaths paths;
    FixedClock clock{kNow};
    std::map<std::string, Caller> callers;
    std::unique_ptr<ReviewDesk> desk;
};

}  // namespace

TEST_CASE("an agency's change goes from its desk to the record by one reviewer's yes", "[review]") {
    Office office;
    const auto answer = office.submit({{"service_id", id("a")}, {"changes", {{"name", "New name"}}}});
    CHECK(answer["review"]["accounts"] == 1);
    CHECK(office.name_now() == "Service a");
    const auto queue = expect(office.desk->queue(office.callers["north"], Json::object()));
    REQUIRE(queue["waiting"].size() == 1);
    CHECK(queue["waiting"][0]["may"] == "yes");
    const auto detail = expect(office.desk->submission(office.callers["north"], {{"id", answer["submission_id"]}}));
    bool shown = false;
    for (const auto& change : detail["changes"])
        shown = shown || (change["member"] == "name" && change["before"] == "Service a" && change["after"] == "New name");
    CHECK(shown);
    CHECK(detail["old_numbers"] == Json::array({"204-555-0100"}));
    CHECK(office.decide("north", answer["submission_id"], "none")["outcome"] == "published");
    CHECK(office.name_now() == "New name");
    const auto own = expect(office.desk->listings(office.callers["editor"], Json::object()));
    CHECK(own["listings"][0]["submission"]["outcome"] == "published");
}

TEST_CASE("a safety fact waits for the second organization", "[review]") {
    Office office;
    const auto answer = office.submit(
        {{"service_id", id("a")}, {"facts", Json::array({{{"fact", "no-id-asked"}, {"value", "yes"}, {"known_by", "agency_statement"}}})}});
    CHECK(answer["review"]["accounts"] == 2);
    CHECK(answer["review"]["call_back"] == "elsewhere");
    CHECK(office.decide("north", answer["submission_id"])["outcome"] == "waiting");
    CHECK(expect(office.desk->queue(office.callers["north"], Json::object()))["waiting"][0]["may"] == "decided");
    CHECK(office.decide("south", answer["submission_id"], "none")["outcome"] == "published");
    const auto edited = expect(office.desk->listing(office.callers["editor"], {{"service_id", id("a")}}));
    for (const auto& fact : edited["facts"])
        if (fact["fact"] == "no-id-asked") CHECK(fact["evidence"] == "favourable");
}

TEST_CASE("an agency sees and changes its own listings only", "[review]") {
    Office office;
    auto& stranger = office.callers["stranger"];
    CHECK(failure(office.desk->listing(stranger, {{"service_id", id("a")}})) == ErrorKind::forbidden);
    CHECK(failure(office.desk->submit(stranger, {{"service_id", id("a")}, {"changes", {{"name", "Mine"}}}})) == ErrorKind::forbidden);
    CHECK(failure(office.desk->draft(stranger, {{"service_id", id("a")}, {"body", Json::object()}})) == ErrorKind::forbidden);
    CHECK(expect(office.desk->listings(stranger, Json::object()))["listings"].empty());
}

TEST_CASE("a new listing begins as a draft, and is there once two agreed", "[review]") {
    Office office;
    auto& editor = office.callers["editor"];
    const auto fresh = id("fresh");
    expect(office.desk->draft(editor, {{"service_id", fresh}, {"body", {{"members", {{"name", "Night kitchen"}}}}}}));
    auto rows = expect(office.desk->listings(editor, Json::object()))["listings"];
    CHECK(rows.back()["name"] == "Night kitchen");
    CHECK(rows.back()["status"] == "new");
    CHECK(expect(office.desk->listing(editor, {{"service_id", fresh}}))["draft"]["body"]["members"]["name"] == "Night kitchen");
    const auto answer = office.submit(
        {{"service_id", fresh}, {"changes", {{"name", "Night kitchen"}, {"needs", Json::array({"food.meal"})}, {"phones", Json::array({{{"number", "204-555-0111"}}})}}}});
    CHECK(answer["review"]["accounts"] == 2);
    CHECK(expect(office.desk->listings(editor, Json::object()))["listings"].back()["draft"] == false);
    office.decide("north", answer["submission_id"]);
    CHECK(office.decide("south", answer["submission_id"], "none")["outcome"] == "published");
    const auto store = expect(open_store(office.paths.store_url(), StoreAccess::read_only));
    CHECK(expect(store->listing(fresh)).visibility == Visibility::open);
}

TEST_CASE("what a reviewer asks comes back to the agency with its reason", "[review]") {
    Office office;
    const auto answer = office.submit({{"service_id", id("a")}, {"changes", {{"description", "Smudging welcome. Bring photo ID."}}}});
    const auto detail = expect(office.desk->submission(office.callers["south"], {{"id", answer["submission_id"]}}));
    std::set<std::string> mentions;
    for (const auto& mention : detail["mentions"]) mentions.insert(mention["fact"].get<std::string>());
    CHECK(mentions.count("smudging") == 1);
    CHECK(office.decide("south", answer["submission_id"], "none", "ask_changes")["outcome"] == "changes_asked");
    CHECK(expect(office.desk->listings(office.callers["editor"], Json::object()))["listings"][0]["submission"]["reason"] == "please say more");
}

TEST_CASE("wrong requests are refused with the place of their fault", "[review]") {
    Office office;
    auto& editor = office.callers["editor"];
    const auto where = [](const Result<Json>& result) { return result ? "" : result.error().where; };
    CHECK(where(office.desk->submit(editor, {{"service_id", "x"}})) == "/service_id");
    CHECK(where(office.desk->submit(editor, {{"service_id", id("a")}, {"changes", {{"url", "ftp://x"}}}})) == "/changes/url");
    CHECK(where(office.desk->submit(editor, {{"service_id", id("a")}, {"facts", Json::array({{{"fact", "nonsense"}, {"value", "yes"}, {"known_by", "visit"}}})}})) == "/facts/0/fact");
    CHECK(where(office.desk->submit(editor, {{"service_id", id("a")}, {"facts", Json::array({{{"fact", "free"}, {"value", "yes"}, {"known_by", "import"}}})}})) == "/facts/0/known_by");
    CHECK(where(office.desk->decide(office.callers["north"], {{"id", 1}, {"decision", "refuse"}, {"call_back", "none"}})) == "/reason");
    CHECK(where(office.desk->decide(office.callers["north"], {{"id", 1}, {"decision", "maybe"}, {"call_back", "none"}})) == "/decision");
}

TEST_CASE("a report of a signed-in worker waits for a reviewer, by name and day alone", "[review]") {
    Office office;
    auto& north = office.callers["north"];
    expect(office.desk->suspend(north, id("a")));
    const auto reports = expect(office.desk->reports(office.callers["south"], Json::object()))["reports"];
    REQUIRE(reports.size() == 1);
    CHECK(reports[0]["name"] == "Service a");
    CHECK(reports[0].size() == 4);
    CHECK(failure(office.desk->lift(north, {{"id", reports[0]["id"]}})) == ErrorKind::forbidden);
    expect(office.desk->lift(office.callers["south"], {{"id", reports[0]["id"]}}));
    CHECK(expect(office.desk->reports(north, Json::object()))["reports"].empty());
}

TEST_CASE("a reviewer is shown how long a change waits, and what to look at twice", "[review]") {
    Office office;
    const auto made = office.submit(
        {{"service_id", id("a")},
         {"changes", {{"email", "help@gmail.com"}, {"description", "Smudging welcome. Guaranteed job!"}, {"phones", Json::array({{{"number", "1-900-555-0100"}}})}}}});
    office.clock = FixedClock{kNow + std::chrono::hours{49}};
    const auto queue = expect(office.desk->queue(office.callers["north"], Json::object()));
    CHECK(queue["waiting"][0]["age_hours"] == 49);
    const auto detail = expect(office.desk->submission(office.callers["north"], {{"id", made["submission_id"]}}));
    std::vector<std::string> kinds;
    for (const auto& warning : detail["warnings"]) kinds.push_back(warning["kind"]);
    CHECK(kinds == std::vector<std::string>{"premium_number", "free_mail", "promises_job"});
    REQUIRE(detail["mentions"].size() == 1);
    CHECK(detail["mentions"][0]["value"] == "yes");
}

TEST_CASE("a reviewer is shown a live listing that may be the same", "[review]") {
    Office office;
    auto store = expect(open_store(office.paths.store_url(), StoreAccess::read_write, &is_unfavourable));
    auto twin = listing("b");
    twin.record["name"] = "Harbour Light Night House";
    twin.record["phones"] = Json::array({{{"id", id("phone b")}, {"number", "(204) 555-0100"}}});
    import(*store, {with(twin, {})}, "another");
    const auto made = office.submit({{"service_id", id("a")}, {"changes", {{"name", "Harbour Light Night House"}}}});
    const auto found = expect(office.desk->duplicates(office.callers["north"], {{"id", made["submission_id"]}}));
    REQUIRE(found["duplicates"].size() == 1);
    CHECK(found["duplicates"][0]["name"] == "Harbour Light Night House");
    CHECK(found["duplicates"][0]["shared_phones"].size() == 1);
}

TEST_CASE("a preview has the change and its facts as if approved, and leaves nothing behind", "[review]") {
    Office office;
    auto& editor = office.callers["editor"];
    const Json change{{"service_id", id("a")},
                      {"language", "fr"},
                      {"changes", {{"name", "New name"}}},
                      {"facts", Json::array({{{"fact", "no-id-asked"}, {"value", "yes"}, {"known_by", "agency_statement"}}})}};
    const auto seen = expect(office.desk->previewed(editor, change));
    CHECK(seen.language == "fr");
    CHECK(Json::parse(seen.listing.record)["name"] == "New name");
    bool reviewed = false;
    for (const auto& statement : seen.listing.statements)
        reviewed = reviewed || (statement.fact == "no-id-asked" && statement.standing == Standing::reviewed);
    CHECK(reviewed);
    CHECK(office.name_now() == "Service a");
    CHECK(expect(office.desk->queue(office.callers["north"], Json::object()))["waiting"].empty());
    CHECK(failure(office.desk->previewed(office.callers["stranger"], change)) == ErrorKind::forbidden);
    const auto made = office.submit({{"service_id", id("a")}, {"changes", {{"name", "Sent name"}}}});
    const Json sent{{"submission_id", made["submission_id"]}};
    CHECK(Json::parse(expect(office.desk->previewed(office.callers["north"], sent)).listing.record)["name"] == "Sent name");
    CHECK(failure(office.desk->previewed(office.callers["stranger"], sent)) == ErrorKind::forbidden);
}

TEST_CASE("a listing that is begun has its facts before anything of it is kept", "[review]") {
    Office office;
    auto& editor = office.callers["editor"];
    CHECK(failure(office.desk->listing(editor, {{"service_id", id("begun")}})) == ErrorKind::not_found);
    const auto begun = expect(office.desk->listing(editor, {{"service_id", id("begun")}, {"begins", true}}));
    CHECK(begun["status"] == "new");
    CHECK_FALSE(begun["facts"].empty());
    CHECK(expect(office.desk->listings(editor, Json::object()))["listings"].size() == 1);
}
