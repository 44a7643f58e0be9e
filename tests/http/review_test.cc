// Agencies and reviewers through a running searchd: from a submission to the record.
#include <catch2/catch.hpp>

#include "core/store/store_testing.h"
#include "core/store/reminders.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"
#include "tests/http/staff.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// A directory with one listing of an agency, and people of three organizations who sign in.
struct Office {
    Office() {
        DirectoryPaths paths;
        paths.data = folder.path() / "directory";
        std::filesystem::create_directories(paths.store_folder());
        const auto store = expect(open_store(paths.store_url(), StoreAccess::read_write, &is_unfavourable));
        import(*store, {listing("a")});
        // Another feed has the same service.
        auto twin = listing("twin");
        twin.record["name"] = "SERVICE A";
        twin.record["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "12 a St.";
        import(*store, {twin}, "other");
        static const SystemClock clock;
        const auto accounts = Accounts::open(paths, clock, {1, 8192});
        REQUIRE(accounts);
        for (const auto& [name, of, role] : std::vector<std::tuple<std::string, std::string, StaffRole>>{
                 {"editor", id("a organization"), StaffRole::agency_editor},
                 {"north", "north-house", StaffRole::reviewer},
                 {"south", "south-door", StaffRole::reviewer},
                 {"east", "east-gate", StaffRole::reviewer},
                 {"worker", "south-door", StaffRole::worker}}) {
            auto code = (*accounts)->create({name, role, {of, "Organization " + of, ""}, "", kPassword});
            REQUIRE(code);
            codes[name] = std::move(*code);
        }
        canned.emplace(std::vector<std::string>{}, std::vector<std::string>{}, paths.data.string());
    }

    Answer ask_as(const std::string& who, const std::string& path, const Json& body) {
        auto session = sessions.find(who);
        if (session == sessions.end()) {
            Json credentials{{"name", who}, {"password", kPassword}};
            if (!codes[who].secret.empty()) credentials["code"] = codes[who].recovery.back();
            session = sessions.emplace(who, *sign_in(canned->port, credentials)).first;
        }
        const auto answer = ask(canned->port, "POST", path, body.dump(), session->second.headers(canned->port));
        // What is canned here answers otherwise than the directory does.
        if (path != "/api/v1/report") record_answer("POST", path, answer, body.dump());
        return answer;
    }
    std::int64_t submit(const Json& changes) {
        const auto answer = ask_as("editor", "/api/v1/desk/submit", {{"service_id", id("a")}, {"changes", changes}});
        INFO(answer.body);
        REQUIRE(answer.status == 200);
        return answer.json().at("submission_id");
    }
    Answer decide(const std::string& who, std::int64_t submission, const std::string& decision = "approve") {
        return ask_as(who, "/api/v1/review/decide",
                      {{"id", submission}, {"decision", decision}, {"call_back", "elsewhere"}, {"reason", decision == "approve" ? "" : "why"}});
    }

    TemporaryFolder folder;
    std::map<std::string, CodeSetUp> codes;
    std::map<std::string, PageSession> sessions;
    std::optional<Canned> canned;
};

}  // namespace

TEST_CASE("a listing's change goes from its agency through reviewers into the record", "[http][review]") {
    Office office;
    const auto own = office.ask_as("editor", "/api/v1/desk/listings", Json::object());
    REQUIRE(own.status == 200);
    CHECK(own.json().at("listings").at(0).at("name") == "Service a");
    CHECK(office.ask_as("editor", "/api/v1/desk/listing", {{"service_id", id("a")}}).status == 200);
    CHECK(office.ask_as("editor", "/api/v1/desk/listing", {{"service_id", id("nowhere")}}).status == 404);
    CHECK(office.ask_as("editor", "/api/v1/desk/draft", {{"service_id", id("a")}, {"body", {{"members", Json::object()}}}}).status == 204);

    const auto made = office.submit({{"minimum_age", 14}});
    CHECK(office.ask_as("editor", "/api/v1/desk/submit", {{"service_id", id("a")}, {"changes", {{"name", "x"}}}}).status == 409);
    const auto queue = office.ask_as("north", "/api/v1/review/queue", Json::object()).json();
    CHECK(queue.at("waiting").at(0).at("review").at("accounts") == 2);
    CHECK(office.ask_as("north", "/api/v1/review/submission", {{"id", made}}).json().at("changes").size() >= 1);
    CHECK(office.ask_as("north", "/api/v1/review/submission", {{"id", 99}}).status == 404);
    CHECK(office.ask_as("north", "/api/v1/review/duplicates", {{"id", made}}).json().at("duplicates").size() == 1);
    CHECK(office.ask_as("north", "/api/v1/review/duplicates", {{"id", 99}}).status == 404);
    CHECK(office.decide("north", made).json().at("outcome") == "waiting");
    CHECK(office.decide("north", made).status == 409);
    const auto xx = office.decide("south", made); INFO(xx.body); CHECK(xx.json().at("outcome") == "published");
    CHECK(office.decide("south", 99).status == 404);
    const auto edited = office.ask_as("editor", "/api/v1/desk/listing", {{"service_id", id("a")}}).json();
    CHECK(edited.at("members").at("minimum_age") == 14);
}

TEST_CASE("a submission is taken back by its agency alone", "[http][review]") {
    Office office;
    const auto made = office.submit({{"name", "Another name"}});
    CHECK(office.ask_as("north", "/api/v1/desk/take-back", {{"submission_id", made}}).status == 403);
    CHECK(office.ask_as("editor", "/api/v1/desk/take-back", {{"submission_id", made}}).status == 204);
    CHECK(office.ask_as("editor", "/api/v1/desk/take-back", {{"submission_id", made}}).status == 409);
    CHECK(office.ask_as("editor", "/api/v1/desk/take-back", {{"submission_id", 99}}).status == 404);
}

TEST_CASE("a worker's report that a place wasn't all right holds until a reviewer of elsewhere lifts it", "[http][review]") {
    Office office;
    const Json report{{"service_id", id("a")}, {"kind", "not_all_right"}, {"about", "other"}, {"language", "en"}};
    CHECK(office.ask_as("worker", "/api/v1/report", report).status < 300);
    const auto open = office.ask_as("south", "/api/v1/review/reports", Json::object());
    REQUIRE(open.status == 200);
    REQUIRE(open.json().at("reports").size() == 1);
    const Json lift{{"id", open.json().at("reports").at(0).at("id")}};
    CHECK(office.ask_as("south", "/api/v1/review/lift-report", lift).status == 403);  // The worker's own organization.
    CHECK(office.ask_as("north", "/api/v1/review/lift-report", lift).status == 204);
    CHECK(office.ask_as("north", "/api/v1/review/lift-report", {{"id", 99}}).status == 404);
    CHECK(office.ask_as("north", "/api/v1/review/reports", Json::object()).json().at("reports").empty());
}

TEST_CASE("who reports a fourth place of a day is told that it waits", "[http][review]") {
    Office office;
    const auto report = [&](const std::string& service) {
        return office.ask_as("worker", "/api/v1/report", {{"service_id", service}, {"kind", "not_all_right"}, {"about", "other"}, {"language", "en"}});
    };
    for (const char* service : {"a", "b", "c"}) CHECK(report(id(service)).body.find("in_force") == std::string::npos);
    const auto fourth = report(id("d"));
    CHECK(fourth.status == 200);
    CHECK(fourth.json() == Json{{"in_force", false}});
    record_answer("POST", "/api/v1/report", fourth, "");
    CHECK(office.ask_as("north", "/api/v1/review/reports", Json::object()).json().at("reports").size() == 3);
}

TEST_CASE("a place under report is at most to be asked about, for everybody; staff alone are told why", "[http][review]") {
    const TemporaryFolder folder;
    const auto data = copy_of_sample(folder.path() / "copy");
    const auto staff = serve_staff({}, data), open = serve({}, data);
    const Json asked{{"needs", {"food"}}};
    const auto first = ask_directory(open.port(), "/api/v1/search", asked).json();
    const std::string id = first.at("results").at(0).at("service_id");
    const auto explained = [&] {
        return ask_directory(staff.port(), "/api/v1/explain", {{"request", asked}, {"service_id", id}}).json();
    };
    REQUIRE(explained().at("class") == "meets");
    const Json report{{"service_id", id}, {"kind", "not_all_right"}, {"about", "other"}, {"language", "en"}};
    REQUIRE(ask_directory(staff.port(), "/api/v1/report", report).status == 204);
    CHECK(explained().at("class") == "ask");
    CHECK(explained().at("result").at("reported") == true);
    const auto seen = ask_directory(open.port(), "/api/v1/search", asked);
    CHECK(seen.body.find("\"reported\"") == std::string::npos);
    CHECK(seen.json().at("results").at(0).at("service_id") != id);
    CHECK(seen.json().at("totals").at("ask").at("count") == 1);
}

TEST_CASE("two listings of one service are found, and merged by two people of other organizations", "[http][review]") {
    Office office;
    const auto ask = [&](const std::string& who, const std::string& what, const Json& body) { return office.ask_as(who, "/api/v1/review/" + what, body); };
    const auto found = ask("north", "pairs", Json::object());
    INFO(found.body);
    REQUIRE(found.status == 200);
    const auto pairs = found.json();
    REQUIRE(pairs.at("pairs").size() == 1);
    CHECK(pairs.at("pairs").at(0).at("reasons").size() > 2);
    CHECK(ask("north", "pairs", {{"service_id", "nowhere"}}).status == 400);
    const auto change = office.submit({{"name", "Service a"}, {"description", "x"}});
    CHECK(ask("north", "duplicates", {{"id", change}}).json().at("duplicates").size() == 1);
    CHECK(office.ask_as("editor", "/api/v1/desk/take-back", {{"submission_id", change}}).status == 204);

    CHECK(ask("north", "merge", {{"service_id", id("twin")}, {"into", id("nowhere")}}).status == 404);
    CHECK(ask("north", "merge", {{"service_id", id("twin")}, {"into", id("twin")}}).status == 403);
    const auto made = ask("north", "merge", {{"service_id", id("twin")}, {"into", id("a")}});
    REQUIRE(made.status == 200);
    CHECK(made.json().at("review").at("accounts") == 2);
    CHECK(ask("north", "merge", {{"service_id", id("twin")}, {"into", id("a")}}).status == 409);
    const std::int64_t merge = made.json().at("submission_id");
    CHECK(ask("south", "submission", {{"id", merge}}).json().at("merges_into").at("service_id") == id("a"));
    CHECK(office.decide("north", merge).status == 403);
    CHECK(office.decide("south", merge).json().at("outcome") == "waiting");
    CHECK(office.decide("east", merge).json().at("outcome") == "published");
    CHECK(ask("north", "pairs", Json::object()).json().at("pairs").empty());
}

TEST_CASE("what was said not to be the same isn't asked again", "[http][review]") {
    Office office;
    const Json both{{"service_id", id("a")}, {"other_id", id("twin")}};
    CHECK(office.ask_as("editor", "/api/v1/review/not-same", both).status == 403);
    CHECK(office.ask_as("north", "/api/v1/review/not-same", {{"service_id", id("a")}, {"other_id", id("nowhere")}}).status == 404);
    CHECK(office.ask_as("north", "/api/v1/review/not-same", both).status == 204);
    CHECK(office.ask_as("south", "/api/v1/review/pairs", Json::object()).json().at("found") == 0);
}

TEST_CASE("a listing is checked line by line: what is no longer so holds at once", "[http][review][check]") {
    Office office;
    const Json service{{"service_id", id("a")}};
    const auto page = office.ask_as("editor", "/api/v1/desk/check", service);
    INFO(page.body);
    REQUIRE(page.status == 200);
    REQUIRE(page.json().at("lines").size() == 1);  // Its address.
    const std::string line = page.json().at("lines").at(0).at("key");
    const Json still{{"service_id", id("a")}, {"answers", {{line, "still_so"}}}};
    CHECK(office.ask_as("editor", "/api/v1/desk/check/draft", still).status == 204);
    CHECK(office.ask_as("editor", "/api/v1/desk/check", service).json().at("answers").at(line) == "still_so");
    const auto sent = office.ask_as("editor", "/api/v1/desk/check/send", still);
    INFO(sent.body);
    REQUIRE(sent.status == 200);
    CHECK(sent.json().at("assured") == true);
    CHECK(office.ask_as("editor", "/api/v1/desk/check/send", still).status == 409);
    CHECK(office.decide("north", sent.json().at("submission_id")).json().at("outcome") == "published");
    const Json gone{{"service_id", id("a")}, {"answers", {{line, "no_longer"}}}};
    CHECK(office.ask_as("north", "/api/v1/desk/check/send", gone).json().at("at_once") == "done");
    CHECK(office.ask_as("editor", "/api/v1/desk/check", service).json().at("assured_on").is_null());
    CHECK(office.ask_as("editor", "/api/v1/desk/check", service).json().at("checks_left") == 2);

    for (const char* path : {"/api/v1/desk/check", "/api/v1/desk/check/draft", "/api/v1/desk/check/send"}) {
        INFO(path);
        auto body = std::string(path) == "/api/v1/desk/check" ? service : still;
        CHECK(office.ask_as("worker", path, body).status == 403);
        body["service_id"] = id("nowhere");
        CHECK(office.ask_as("editor", path, body).status == 404);
        body["service_id"] = "x";
        CHECK(office.ask_as("editor", path, body).status == 400);
        CHECK(ask(office.canned->port, "POST", path, body.dump()).status == 401);
    }
}

TEST_CASE("a worker records what an agency said on the phone, over the whole list of a group", "[http][review][told]") {
    Office office;
    Json answers = Json::object();
    const auto facts = Json::parse(std::ifstream(PORCHLIGHT_SOURCE_DIR "/data/catalogue/facts.json"));
    for (const auto& fact : facts.at("facts"))
        if (fact.at("group") == "safety") answers[fact.at("id").get<std::string>()] = "yes";
    const char* path = "/api/v1/upkeep/told";
    Json body{{"service_id", id("a")}, {"group", "safety"}, {"answers", answers}};
    const auto told = office.ask_as("worker", path, body);
    INFO(told.body);
    REQUIRE(told.status == 200);
    CHECK(office.ask_as("worker", path, body).status == 409);
    CHECK(office.ask_as("editor", path, body).status == 403);
    CHECK(ask(office.canned->port, "POST", path, body.dump()).status == 401);
    CHECK(office.decide("south", told.json().at("submission_id")).status == 403);  // The worker's own organization.
    body["service_id"] = id("nowhere");
    CHECK(office.ask_as("worker", path, body).status == 404);
    body["group"] = "nothing";
    CHECK(office.ask_as("worker", path, body).status == 400);
}

TEST_CASE("reviewers see what was verified, what is overdue and which calls are worth most", "[http][review][upkeep]") {
    Office office;
    const auto overview = office.ask_as("north", "/api/v1/upkeep", Json::object());
    REQUIRE(overview.status == 200);
    CHECK(overview.json().at("listings") == 2);
    const auto gaps = office.ask_as("north", "/api/v1/upkeep/gaps", {{"region", "Lakefield"}, {"language", "fr"}});
    REQUIRE(gaps.status == 200);
    CHECK(gaps.json().at("presets").size() == 5);
    CHECK(office.ask_as("north", "/api/v1/upkeep", {{"x", 1}}).status == 400);
    CHECK(office.ask_as("north", "/api/v1/upkeep/gaps", {{"preset", "x"}}).status == 400);
    CHECK(office.ask_as("editor", "/api/v1/upkeep", Json::object()).status == 403);
}

TEST_CASE("an agency looks at a draft as worker and as kiosk before it sends it, and nothing of it is found", "[http][review]") {
    const TemporaryFolder folder;
    const auto data = copy_of_sample(folder.path() / "copy");
    DirectoryPaths paths;
    paths.data = data;
    const auto store = expect(open_store(paths.store_url(), StoreAccess::read_only));
    const auto ids = sample().ids();
    const auto id = *std::find_if(ids.begin(), ids.end(), [&](const auto& each) { return expect(store->listing(each)).visibility == Visibility::open; });
    const auto owner = expect(store->listing(id)).organization_id;
    static const SystemClock clock;
    const auto accounts = Accounts::open(paths, clock, {1, 8192});
    REQUIRE(accounts);
    REQUIRE((*accounts)->create({"editor", StaffRole::agency_editor, {owner, "Owner", ""}, "", kPassword}));
    REQUIRE((*accounts)->create({"looker", StaffRole::worker, {"looking-house", "Looking house", ""}, "", kPassword}));
    const ServerProcess server("searchd", {"--data", data});
    const auto session = *sign_in(server.port(), {{"name", "editor"}, {"password", kPassword}});
    const auto look = [&](const Json& body) {
        const auto answer = ask(server.port(), "POST", "/api/v1/desk/preview", body.dump(), session.headers(server.port()));
        record_answer("POST", "/api/v1/desk/preview", answer, body.dump());
        return answer;
    };
    const Json change{{"service_id", id}, {"changes", {{"name", "Zanzibar door"}}}, {"visibility", "public"}};
    const auto seen = look(change);
    INFO(seen.body);
    REQUIRE(seen.status == 200);
    CHECK(seen.json().at("worker").at("result").at("name") == "Zanzibar door");
    CHECK(seen.json().at("kiosk").at("page").at("name") == "Zanzibar door");
    const Json everyday{{"freq", "WEEKLY"}, {"byday", "MO,TU,WE,TH,FR,SA,SU"}, {"opens_at", "00:00"}, {"closes_at", "24:00"}};
    const Json answered = Json::array({{{"byday", "MO,TU"}, {"opens_at", "09:00"}, {"closes_at", "17:00"}}});
    const Json details{{"service_id", id},
                       {"changes",
                        {{"schedules", Json::array({everyday})},
                         {"closures", Json::array({{{"first", "2000-01-01"}, {"last", "2100-01-01"}, {"kind", "all"}, {"effect", "closed"}}})},
                         {"minimum_age", nullptr},
                         {"maximum_age", nullptr},
                         {"all_ages", true},
                         {"genders", Json::array({"women"})},
                         {"cost", {{"kind", "amount"}, {"amount", 5}, {"currency", "CAD"}}},
                         {"required_documents", Json::array({{{"document", "None"}}})},
                         {"phones", Json::array({{{"number", "204-555-0100"}, {"message", "no"}, {"hours", answered}}})}}}};
    const auto said = look(details);
    INFO(said.body);
    REQUIRE(said.status == 200);
    const auto page = said.json().at("worker").at("page");
    // Closed for a century: of every place, whatever its own hours say.
    for (const auto& hours : page.at("hours"))
        for (const auto& day : hours.at("week")) CHECK(day.at("closed") == true);
    CHECK(said.json().at("worker").at("result").at("open").at("state") == "closed");
    CHECK(page.at("eligibility").at("genders") == Json::array({"women"}));
    CHECK(page.at("cost").back().at("text") == "Fee: 5 CAD");
    CHECK(page.at("phones")[0].at("hours") == answered);
    CHECK(page.at("phones")[0].at("message_allowed") == "no");
    Json hidden = change;
    hidden["visibility"] = "staff";
    CHECK(look(hidden).json().at("kiosk").is_null());
    CHECK(look({{"service_id", id}, {"changes", {{"url", "ftp://x"}}}}).status == 400);
    CHECK(look({{"submission_id", 99}}).status == 404);
    CHECK(ask_directory(server.port(), "/api/v1/search", {{"text", "zanzibar"}}).json().at("results").empty());

    // A number that is sent in stands beside the listed one, marked, for workers only.
    const auto worker = *sign_in(server.port(), {{"name", "looker"}, {"password", kPassword}});
    const auto page_for = [&](const HeaderList& headers) {
        const auto answer = ask(server.port(), "POST", "/api/v1/service", Json{{"id", id}}.dump(), headers);
        record_answer("POST", "/api/v1/service", answer, Json{{"id", id}}.dump());
        return answer.json();
    };
    const auto before = page_for(worker.headers(server.port()));
    CHECK_FALSE(before.contains("waiting_phones"));
    const Json sent{{"service_id", id}, {"changes", {{"phones", Json::array({{{"number", "204-555-0142"}}})}}}};
    const auto submitted = ask(server.port(), "POST", "/api/v1/desk/submit", sent.dump(), session.headers(server.port()));
    INFO(submitted.body);
    REQUIRE(submitted.status == 200);
    const auto after = page_for(worker.headers(server.port()));
    REQUIRE(after.contains("waiting_phones"));
    REQUIRE(after["waiting_phones"].size() == 1);
    CHECK(after["waiting_phones"][0]["number"] == "204-555-0142");
    CHECK(after["phones"] == before["phones"]);
    CHECK_FALSE(page_for({}).contains("waiting_phones"));
}

TEST_CASE("what nobody answered for 60 days is on no public screen, for 90 on none", "[http][review]") {
    const TemporaryFolder folder;
    const auto data = copy_of_sample(folder.path() / "copy");
    DirectoryPaths paths;
    paths.data = data;
    const auto queue = expect(ReminderQueue::open(paths.store_place()));
    const auto today = std::chrono::floor<std::chrono::days>(SystemClock().now());
    const auto shown = [&](int port) {
        std::vector<std::string> out;
        for (const auto& id : sample().ids())
            if (ask_directory(port, "/api/v1/service", {{"id", id}}).status == 200) out.push_back(id);
        return out;
    };
    std::vector<std::string> everybodys;
    {
        const auto server = serve({}, data);
        everybodys = shown(server.port());
    }
    REQUIRE(everybodys.size() > 2);
    const auto tries = [&](const std::string& id, std::vector<int> days_ago) {
        for (const int ago : days_ago) {
            std::vector<std::int64_t> ids;
            for (const auto& each : expect(queue->queue({{everybodys[0], 100, 1}, {everybodys[1], 100, 1}}, today - std::chrono::days{ago}, Rehearsal::no)))
                if (each.due.service_id == id) ids.push_back(each.id);
            expect(queue->sent(ids, today - std::chrono::days{ago}));
        }
    };
    tries(everybodys[1], {95, 75, 55});
    tries(everybodys[0], {65, 45, 25});
    const auto open = serve({}, data);
    const auto left = shown(open.port());
    CHECK(left.size() == everybodys.size() - 2);
    CHECK(std::find(left.begin(), left.end(), everybodys[0]) == left.end());
    const auto staff = serve_staff({}, data);
    const auto found = [&](int port, const std::string& id) {
        const auto name = expect(expect(open_store(paths.store_url(), StoreAccess::read_only))->listing(id));
        const auto answer = ask_directory(port, "/api/v1/search", {{"text", Json::parse(name.record)["name"]}}).body;
        return answer.find(id) != std::string::npos;
    };
    CHECK_FALSE(found(open.port(), everybodys[0]));
    const auto for_others = [&](const std::string& id) { return ask(open.port(), "GET", "/hsds/services/" + id).status; };
    CHECK(for_others(everybodys[0]) == 404);
    CHECK(for_others(everybodys[1]) == 404);
    CHECK(for_others(everybodys[2]) == 200);
    // What everybody may no longer see a worker still finds, and opens like any listing of staff's.
    CHECK(found(staff.port(), everybodys[0]));
    CHECK_FALSE(found(staff.port(), everybodys[1]));
}

TEST_CASE("an agency's file is shown first, and taken whole or not at all", "[http][review]") {
    Office office;
    const auto whole = office.ask_as("editor", "/api/v1/desk/template", Json::object());
    REQUIRE(whole.status == 200);
    CHECK(whole.json().at("text").get<std::string>().find("Service a") != std::string::npos);
    CHECK(office.ask_as("north", "/api/v1/desk/template", Json::object()).status == 403);
    CHECK(office.ask_as("editor", "/api/v1/desk/template", {{"x", 1}}).status == 400);
    const auto upload = [&](const Json& body) { return office.ask_as("editor", "/api/v1/desk/upload", body); };
    const Json file{{"format", "hsds"}, {"text", Json{{"id", id("a")}, {"name", "Service a"}, {"description", "Open late."}}.dump()}};
    const auto shown = upload(file);
    INFO(shown.body);
    REQUIRE(shown.status == 200);
    REQUIRE(shown.json().at("listings").size() == 1);
    CHECK(upload({{"format", "csv"}, {"text", "name,organization\n,\n"}}).json().at("faults").size() > 0);
    CHECK(upload({{"format", "xlsx"}, {"text", ""}}).status == 400);
    Json confirmed = file;
    confirmed["digest"] = std::string(64, '0');
    CHECK(upload(confirmed).status == 409);
    confirmed["digest"] = shown.json().at("digest");
    CHECK(upload(confirmed).json().at("submitted") == 1);
    // Files may be larger than other bodies, and no larger than they must.
    CHECK(upload({{"format", "csv"}, {"text", std::string(600 * 1024, 'x')}}).status == 200);
    const auto session = *sign_in(office.canned->port, {{"name", "editor"}, {"password", kPassword}});
    CHECK(ask(office.canned->port, "POST", "/api/v1/desk/upload", std::string(2100 * 1024, 'x'), session.headers(office.canned->port)).status == 413);
}
