// The gate of decision 26: no hand-over before a yes, and one for each.
#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "core/store/takedown.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

Answer say_yes(int port, const std::string& service) {
    return ask_directory(port, "/api/v1/check-in", {{"service_id", service}, {"answer", "yes"}});
}

std::string token_for(int port, const std::string& service) {
    const auto answer = say_yes(port, service);
    REQUIRE(answer.status == 200);
    return answer.json().at("token");
}

Answer hand_over(int port, const Json& token, const std::string& language = "en") {
    return ask_directory(port, "/api/v1/hand-over", {{"token", token}, {"language", language}});
}

/// Whether a staff search may find it: closed for good it is shown, but never listed.
bool is_listed(int port, const std::string& service) {
    return ask_directory(port, "/api/v1/explain", {{"request", Json::object()}, {"service_id", service}})
               .status == 200;
}

/// A service of the sample that this server shows.
std::string visible_service(int port) {
    for (const auto& id : sample().ids())
        if (ask_directory(port, "/api/v1/service", {{"id", id}}).status == 200) return id;
    FAIL("the sample has no service to see");
    return {};
}

}  // namespace

TEST_CASE("after a yes there is one hand-over, and only one", "[http][checkin]") {
    const auto staff = GENERATE(false, true);
    const auto server = serve_as(staff ? "staff" : "public");
    const auto service = visible_service(server.port());
    const auto yes = say_yes(server.port(), service);
    REQUIRE(yes.status == 200);
    CHECK(yes.json().at("expires_in") == 1800);
    CHECK(yes.body.size() == 4096);
    const auto token = yes.json().at("token");
    const auto given = hand_over(server.port(), token, "fr");
    REQUIRE(given.status == 200);
    const auto json = given.json();
    CHECK(json.at("service_id") == service);
    // A kiosk never counts (decision 27).
    CHECK(json.at("permit").get<std::string>().empty() == !staff);
    CHECK(hand_over(server.port(), token).status == 403);
}

TEST_CASE("every service that is shown can be handed over, in each language", "[http][checkin]") {
    const auto server = serve_staff();
    int closed = 0;
    for (const auto& id : sample().ids())
        for (const auto* language : {"en", "es"}) {
            INFO(id);
            if (!is_listed(server.port(), id)) {
                CHECK(say_yes(server.port(), id).status == 404);
                ++closed;
                continue;
            }
            const auto given = hand_over(server.port(), token_for(server.port(), id), language);
            REQUIRE(given.status == 200);
            const auto json = given.json();
            const auto card = json.at("card").dump();
            INFO(card);
            for (const auto* never : {"http", "www.", "@", "trafficking", "exploit"})
                CHECK(card.find(never) == std::string::npos);
            if (!json.at("code").is_null()) {
                const auto code = json.at("code").get<std::string>();
                CHECK((code.rfind("tel:+1", 0) == 0 ||
                       code == "/i/" + json.at("short_id").get<std::string>()));
            }
        }
    CHECK(closed > 0);
}

TEST_CASE("without a good token the refusal is one and the same, byte for byte", "[http][checkin]") {
    const auto server = serve({}), another = serve({});
    const auto service = visible_service(server.port());
    const auto other = sample().ids()[sample().ids()[0] == service ? 1 : 0];
    const auto good = token_for(server.port(), service);
    const auto spent = token_for(server.port(), service);
    CHECK(hand_over(server.port(), spent).status == 200);
    auto altered = good;
    altered.back() = altered.back() == '0' ? '1' : '0';
    auto of_another_service = good;
    of_another_service.replace(of_another_service.find(service), service.size(), other);
    const Json bodies[] = {Json::object(),
                           {{"token", ""}},
                           {{"token", nullptr}},
                           {{"token", 7}},
                           {{"token", "never"}},
                           {{"token", spent}},
                           {{"token", altered}},
                           {{"token", of_another_service}},
                           {{"token", good}, {"service_id", other}},
                           {{"token", token_for(another.port(), service)}},
                           {{"token", std::string(5000, '.')}}};
    std::set<std::string> seen;
    for (auto body : bodies) {
        INFO(body);
        const auto answer = ask_directory(server.port(), "/api/v1/hand-over", body);
        CHECK(answer.status == 403);
        CHECK(answer.code() == "check_in_first");
        seen.insert(answer.body);
    }
    CHECK(seen.size() == 1);
    // None of that spent it.
    CHECK(ask_directory(server.port(), "/api/v1/hand-over",
                        {{"token", good}, {"service_id", service}})
              .status == 200);
}

TEST_CASE("no other answer than yes is taken, and nothing beside it", "[http][checkin]") {
    const auto server = serve({});
    const auto service = sample().ids()[0];
    for (const auto* answer : {"no", "not_now", "change", "", "YES"}) {
        const auto refused = ask_directory(server.port(), "/api/v1/check-in",
                                           {{"service_id", service}, {"answer", answer}});
        CHECK(refused.status == 400);
        CHECK(refused.json().value("pointer", "") == "/answer");
    }
    const auto more = ask_directory(
        server.port(), "/api/v1/check-in",
        {{"service_id", service}, {"answer", "yes"}, {"name", "somebody"}});
    CHECK(more.code() == "unknown_member");
    CHECK(ask_directory(server.port(), "/api/v1/check-in", {{"answer", "yes"}}).status == 400);
    CHECK(ask_directory(server.port(), "/api/v1/hand-over", {{"token", "x"}, {"name", "y"}}).status ==
          400);
}

TEST_CASE("what can't be seen can't be agreed to", "[http][checkin]") {
    const auto open = serve({});
    const auto absent = say_yes(open.port(), kAbsent);
    CHECK(absent.status == 404);
    int unseen = 0;
    for (const auto& id : sample().ids()) {
        if (ask_directory(open.port(), "/api/v1/service", {{"id", id}}).status == 200) continue;
        ++unseen;
        const auto answer = say_yes(open.port(), id);
        CHECK(answer.body == absent.body);
        CHECK(answer.headers == absent.headers);
    }
    CHECK(unseen > 0);
    CHECK(say_yes(open.port(), sample().withdrawn()).status == 404);
}

TEST_CASE("a yes doesn't outlive a take-down", "[http][checkin]") {
    const TemporaryFolder folder;
    const auto data = copy_of_sample(folder.path() / "copy");
    const auto server = serve({}, data);
    const auto service = visible_service(server.port());
    const auto token = token_for(server.port(), service);
    const auto list = TakedownList::open(std::filesystem::path(data) / "store" / "takedown.db");
    REQUIRE(list);
    REQUIRE((*list)->take_down("service", service, Instant{}));
    const auto refused = hand_over(server.port(), token);
    CHECK(refused.status == 403);
    CHECK(refused.body == hand_over(server.port(), "never").body);
    CHECK(say_yes(server.port(), service).status == 404);
}

TEST_CASE("a card names nothing of a service that isn't public but its number, hours and a contact",
          "[http][checkin]") {
    const auto open = serve({}), staff = serve_staff();
    int neutral = 0;
    for (const auto& id : sample().ids()) {
        if (ask_directory(open.port(), "/api/v1/service", {{"id", id}}).status == 200) continue;
        const auto yes = say_yes(staff.port(), id);
        if (yes.status == 404) continue;  // Closed for good.
        const auto given = hand_over(staff.port(), yes.json().at("token"));
        REQUIRE(given.status == 200);
        const auto json = given.json();
        ++neutral;
        CHECK(json.at("card").at("title") == "A number to call");
        const auto lines = json.at("card").at("lines");
        for (const auto& line : lines) {
            INFO(line);
            CHECK((line.at("label") == "Phone" || line.at("label") == "Hours" ||
                   line.at("label") == "Ask for"));
        }
    }
    CHECK(neutral > 0);
}

TEST_CASE("a public listing that asks for it is named neither by its card nor behind its code",
          "[http][checkin]") {
    const auto server = serve({});
    int asking = 0;
    for (const auto& id : sample().ids()) {
        const auto yes = say_yes(server.port(), id);
        if (yes.status != 200) continue;
        const auto json = hand_over(server.port(), yes.json().at("token")).json();
        const auto organization = json.at("organization");
        if (organization.is_null() || json.at("card").dump().find(organization.get<std::string>()) != std::string::npos)
            continue;
        ++asking;
        CHECK(json.at("card").at("title") == "A number to call");
        const auto page = ask(server.port(), "GET", "/i/" + json.at("short_id").get<std::string>());
        CHECK(page.status == 200);
        CHECK(page.body.find(organization.get<std::string>()) == std::string::npos);
    }
    CHECK(asking == 2);
}

TEST_CASE("of many who spend one yes at once, one gets the hand-over", "[http][checkin]") {
    const auto server = serve({});
    const auto token = token_for(server.port(), visible_service(server.port()));
    std::vector<int> statuses(8);
    std::vector<std::thread> threads;
    for (auto& status : statuses)
        threads.emplace_back([&] {
            status = ask(server.port(), "POST", "/api/v1/hand-over", Json{{"token", token}}.dump()).status;
        });
    for (auto& thread : threads) thread.join();
    CHECK(std::count(statuses.begin(), statuses.end(), 200) == 1);
    CHECK(std::count(statuses.begin(), statuses.end(), 403) == 7);
}

TEST_CASE("crisis lines and the words on reporting are there before anything is asked",
          "[http][checkin]") {
    const auto lines_of = [](const ServerProcess& server) {
        RawConnection connection(server.port());
        connection.send(request_text(server.port(), "GET", "/api/v1/catalogue"));
        const auto catalogue = connection.read();
        record_answer("GET", "/api/v1/catalogue", catalogue);
        return catalogue.json();
    };
    const auto canada = serve({}), states = serve({"--jurisdiction", "US"});
    const auto here = lines_of(canada);
    CHECK(here.at("reporting").is_null());
    CHECK(here.at("crisis_lines").at(0).at("number") == "911");
    CHECK(here.at("crisis_lines") != lines_of(states).at("crisis_lines"));

    const TemporaryFolder folder;
    const auto data = copy_of_sample(folder.path() / "copy");
    folder.write("copy/reporting/CA.json",
                 R"({"name": "A. Counsel", "date": "2026-10-01", "text": {"en": "We must …"}})");
    CHECK(lines_of(serve({}, data)).at("reporting").at("name") == "A. Counsel");
    folder.write("copy/reporting/CA.json", R"({"name": "A. Counsel", "date": "2026-10-01"})");
    const auto wrong = run_program("searchd", {"--data", data, "--check"});
    CHECK(wrong.status == 2);
    CHECK(wrong.errors.find("reporting/CA.json") != std::string::npos);
    CHECK(wrong.errors.find("text") != std::string::npos);
    const auto nowhere =
        run_program("searchd", {"--data", sample().path(), "--check", "--jurisdiction", "FR"});
    CHECK(nowhere.status == 2);
}

TEST_CASE("words of present danger are marked on the worker's desk alone, and the search goes on",
          "[http][checkin]") {
    const auto open = serve({}), staff = serve_staff();
    const auto understood = [](const ServerProcess& server, const std::string& text) {
        const auto answer = ask_directory(server.port(), "/api/v1/search", {{"text", text}});
        REQUIRE(answer.status == 200);
        const auto json = answer.json();
        CHECK_FALSE(json.at("results").empty());
        return json.at("understood").value("danger", false);
    };
    for (const auto* text : {"he is outside, a bed tonight", "il est dehors, un lit ce soir",
                             "está afuera, una cama esta noche"}) {
        CHECK(understood(staff, text));
        CHECK_FALSE(understood(open, text));
    }
    CHECK_FALSE(understood(staff, "a bed tonight"));
}

TEST_CASE("the script comes in the worker's language too, where that is another", "[http][checkin]") {
    const auto server = serve_staff();
    const auto service = visible_service(server.port());
    const auto given = [&](const Json& languages) {
        Json request = languages;
        request["token"] = say_yes(server.port(), service).json().at("token");
        const auto answer = ask_directory(server.port(), "/api/v1/hand-over", request);
        REQUIRE(answer.status == 200);
        return answer.json();
    };
    const auto both = given({{"language", "fr"}, {"worker_language", "en"}});
    CHECK(both.at("script").at(0).get<std::string>().rfind("Bonjour", 0) == 0);
    CHECK(both.at("worker_script").at(0).get<std::string>().rfind("Hello", 0) == 0);
    CHECK(both.at("worker_script").size() == both.at("script").size());
    CHECK(given({{"language", "fr"}, {"worker_language", "fr"}}).at("worker_script").is_null());
    CHECK(given({{"language", "fr"}}).at("worker_script").is_null());
}

TEST_CASE("a permit counts one outcome, and nothing else counts", "[http][checkin]") {
    const auto server = serve_staff();
    const auto given = hand_over(server.port(), token_for(server.port(), sample().ids()[0]));
    const auto permit = given.json().at("permit");
    const auto count = [&](const Json& body) {
        return ask_directory(server.port(), "/api/v1/count", body);
    };
    CHECK(count({{"permit", permit}, {"outcome", "lost"}}).json().value("pointer", "") == "/outcome");
    const auto counted = count({{"permit", permit}, {"outcome", "reached"}});
    CHECK(counted.status == 204);
    CHECK(counted.body.empty());
    const auto refused = count({{"permit", permit}, {"outcome", "reached"}});
    CHECK(refused.status == 403);
    CHECK(refused.body == hand_over(server.port(), "never").body);
    const auto token = token_for(server.port(), sample().ids()[0]);
    for (const Json& no_permit : {Json(""), Json(nullptr), Json(token)})
        CHECK(count({{"permit", no_permit}, {"outcome", "reached"}}).body == refused.body);
    CHECK(count({{"outcome", "reached"}}).status == 403);
    const auto kiosk = serve({});
    CHECK(ask_directory(kiosk.port(), "/api/v1/count", {{"permit", ""}, {"outcome", "full"}}).status == 403);
    const auto counters = ask(server.operator_port(), "GET", "/counters");
    CHECK(counters.status == 200);
    CHECK(counters.json().at("months").empty());
}

namespace {

/// No listing has such a word.
Json search_in_vain(const Json& needs) {
    return {{"needs", needs}, {"text", "zzyzxq"}, {"near", {{"place", "Nunavut"}}}};
}

/// All of the sample's places for it lie in the area.
Json plan_in_vain() {
    return {{"needs", {"food"}},
            {"near", {{"place", "Nunavut"}}},
            {"avoid", {{"areas", {{{"lat", 50.9}, {"lon", -98.9}, {"radius_km", 500}}}}}}};
}

}  // namespace

TEST_CASE("a need that nothing was found for is counted once for its region, by a worker's own act",
          "[http][checkin]") {
    const auto server = serve_staff();
    const auto found = ask_directory(server.port(), "/api/v1/search", search_in_vain({"food", "legal"}));
    REQUIRE(found.status == 200);
    const auto unmet = found.json().at("unmet");
    REQUIRE(unmet.size() == 2);
    CHECK(unmet.at(0).at("need") == "food");
    CHECK(unmet.at(0).at("region") == "CA-NU");
    const auto count = [&](const Json& permit) {
        return ask_directory(server.port(), "/api/v1/unmet", {{"permit", permit}});
    };
    for (const auto& each : unmet) {
        const auto counted = count(each.at("permit"));
        CHECK(counted.status == 204);
        CHECK(counted.body.empty());
        const auto again = count(each.at("permit"));
        CHECK(again.status == 403);
        CHECK(again.body == count("").body);
    }
    const auto planned = ask_directory(server.port(), "/api/v1/plan", plan_in_vain());
    REQUIRE(planned.status == 200);
    const auto left = planned.json().at("unmet");
    REQUIRE(left.size() == 1);
    const auto permit = left.at(0).at("permit");
    // A permit is for one thing: it counts no outcome.
    CHECK(ask_directory(server.port(), "/api/v1/count", {{"permit", permit}, {"outcome", "full"}}).status == 403);
    CHECK(count(permit).status == 204);
}

TEST_CASE("what was found, or asked without a place, counts for no region", "[http][checkin]") {
    const auto server = serve_staff();
    const auto unmet = [&](const char* path, const Json& body) {
        return ask_directory(server.port(), path, body).json().at("unmet");
    };
    CHECK(unmet("/api/v1/search", {{"needs", {"food"}}}).empty());
    CHECK(unmet("/api/v1/plan", {{"needs", {"food"}}}).empty());
    const auto nowhere = unmet("/api/v1/search", {{"needs", {"food"}}, {"text", "zzyzxq"}});
    REQUIRE(nowhere.size() == 1);
    CHECK(nowhere.at(0).at("region").is_null());
}

TEST_CASE("a kiosk is told of no unmet need and counts none", "[http][checkin]") {
    const auto kiosk = serve({});
    for (const auto& [path, body] : {std::pair("/api/v1/search", search_in_vain({"food"})),
                                     std::pair("/api/v1/plan", plan_in_vain())})
        CHECK(ask_directory(kiosk.port(), path, body).json().at("unmet").empty());
    CHECK(ask_directory(kiosk.port(), "/api/v1/unmet", {{"permit", ""}}).status == 403);
}

TEST_CASE("counters are shown late, from ten up, on the operator's listener alone",
          "[http][checkin]") {
    const TemporaryFolder folder;
    const auto data = copy_of_sample(folder.path() / "copy");
    const auto line = [&](const std::string& month, const std::string& outcome, int count) {
        return month + "\toutcome\t" + sample().ids()[0] + '\t' + outcome + '\t' + std::to_string(count) + '\n';
    };
    folder.write("copy/store/counters.tsv", "month\tcounted\tof\twhat\tcount\n" +
                                                line("2026-01", "full", 9) + line("2026-01", "reached", 12) +
                                                line("2099-01", "reached", 12) +
                                                "2026-01\tunmet\tCA-MB\tfood\t10\n2026-01\tunmet\tCA-NU\tfood\t9\n");
    const auto server = serve({}, data);
    const auto shown = ask(server.operator_port(), "GET", "/counters").json();
    REQUIRE(shown.at("months").size() == 1);
    CHECK(shown.at("months").at(0).at("services").at(0).at("counts") == Json{{"reached", 12}});
    CHECK(shown.at("months").at(0).at("regions") ==
          Json::parse(R"([{"region": "CA-MB", "unmet": {"food": 10}}])"));
    CHECK(ask(server.port(), "GET", "/counters").status == 404);
    folder.write("copy/store/counters.tsv", "not counters\n");
    CHECK(ask(server.operator_port(), "GET", "/counters").status == 500);
}

TEST_CASE("a report waits in the queue, once, without a word that could tell who",
          "[http][reports]") {
    const TemporaryFolder folder;
    const auto data = copy_of_sample(folder.path() / "copy");
    const auto server = serve({}, data);
    const auto service = visible_service(server.port());
    const auto report = [&](Json body) {
        body["service_id"] = service;
        return ask_directory(server.port(), "/api/v1/report", body);
    };
    const Json wrong_hours = {{"kind", "wrong_detail"}, {"about", "hours"}, {"note", "They close at 17:00 now"}};
    for (int i = 0; i < 2; ++i) CHECK(report(wrong_hours).status == 204);
    CHECK(report({{"kind", "not_all_right"}, {"about", "asked_for_id"}, {"language", "fr-555-0101"}}).status == 204);
    for (const auto* note : {"call 204-555-0101", "Maria was there", "on 2026-11-24", "12 Elm Street",
                             "a@example.org"}) {
        const auto refused = report({{"kind", "wrong_detail"}, {"about", "other"}, {"note", note}});
        CHECK(refused.status == 400);
        CHECK(refused.code() == "identifying");
        CHECK(refused.json().value("pointer", "") == "/note");
        CHECK(refused.body.find(note) == std::string::npos);
    }
    const std::pair<Json, std::string> faults[] = {
        {{{"kind", "praise"}, {"about", "hours"}}, "/kind"},
        {{{"kind", "wrong_detail"}, {"about", "asked_for_id"}}, "/about"},
        {{{"kind", "wrong_detail"}, {"about", "hours"}, {"note", std::string(281, 'x')}}, "/note"},
        {{{"kind", "wrong_detail"}, {"about", "hours"}, {"note", "a\nb"}}, "/note"},
        {{{"kind", "wrong_detail"}, {"about", "hours"}, {"service_at_location_id", kAbsent}}, "/service_at_location_id"},
        {{{"kind", "wrong_detail"}, {"about", "hours"}, {"language", "call Maria"}}, "/language"},
        {{{"kind", "wrong_detail"}, {"about", "hours"}, {"account", "me"}}, "/account"}};
    for (const auto& [body, where] : faults) {
        INFO(body);
        CHECK(report(body).json().value("pointer", "") == where);
    }
    CHECK(ask_directory(server.port(), "/api/v1/report",
                        {{"service_id", kAbsent}, {"kind", "wrong_detail"}, {"about", "hours"}})
              .status == 404);
    const auto listed = run_program("indexer", {"reports", "--data", data, "--json"});
    CHECK(listed.status == 0);
    const auto queue = Json::parse(listed.output);
    REQUIRE(queue.size() == 2);
    CHECK(queue[0].at("note") == "They close at 17:00 now");
    CHECK(queue[0].at("origin") == "public");
    CHECK(queue[1].at("about") == "asked_for_id");
    CHECK(queue[1].at("language") == "fr");
    const auto table = run_program("indexer", {"reports", "--data", data});
    CHECK(table.output.find("They close at 17:00 now") != std::string::npos);
}

TEST_CASE("the page behind a code shows public services, and is one and the same for all others",
          "[http][checkin]") {
    const auto staff = serve_staff(), open = serve({});
    std::set<std::string> absent;
    const auto without_nonce = [](const Answer& answer) {
        auto text = answer.body;
        const auto nonce = text.find("nonce=\"");
        return nonce == std::string::npos ? text : text.erase(nonce, 7 + 32);
    };
    int shown = 0, hidden = 0;
    for (const auto& id : sample().ids()) {
        const bool is_public = is_listed(staff.port(), id) &&
                               ask_directory(open.port(), "/api/v1/service", {{"id", id}}).status == 200;
        const auto code = "/i/" + short_id_of(sample().path(), id);
        for (const auto* server : {&staff, &open}) {
            const auto answer = ask(server->port(), "GET", code);
            CHECK(answer.status == (is_public ? 200 : 404));
            if (!is_public) absent.insert(without_nonce(answer));
        }
        (is_public ? shown : hidden) += 1;
    }
    absent.insert(without_nonce(ask(open.port(), "GET", "/i/absentaa")));
    CHECK(absent.size() == 1);
    CHECK(shown > 0);
    CHECK(hidden > 0);
}
