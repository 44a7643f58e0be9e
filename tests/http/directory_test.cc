// The real program with the sample directory behind it, made by the real indexer. Its answers are
// what the contract check (tests/contract) holds against the OpenAPI file.
#include <signal.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

Json read_json(const std::string& file) {
    return Json::parse(std::ifstream(file));
}

/// Fact ids of the catalogue that only staff may know.
std::vector<std::string> staff_facts() {
    std::vector<std::string> out;
    const auto catalogue = read_json(kData + "/catalogue/facts.json");
    for (const auto& fact : catalogue.at("facts"))
        if (fact.value("visibility", "") == "staff") out.push_back(fact.at("id"));
    return out;
}

std::vector<Json> searches() {
    const Json near = {{"lat", 50.9}, {"lon", -98.9}};
    return {
        Json::object(),
        {{"text", "somewhere to sleep tonight"}},
        {{"text", "diapers for my baby"}, {"language", "fr"}},
        {{"text", "abogado para papeles"}, {"language", "es"}, {"limit", 50}},
        {{"text", "sheltr"}},
        {{"needs", {"housing.bed-tonight"}},
         {"when", {{"now", true}}},
         {"near", near},
         {"within_km", 25}},
        {{"needs", {"housing.bed-tonight"}},
         {"when", {{"after_hours", true}}},
         {"order", "nearest"},
         {"near", near}},
        {{"needs", {"food"}},
         {"languages", {{{"code", "fr"}, {"strength", "required"}}, {{"code", "crk"}}}}},
        {{"when", {{"from", "2026-12-24T18:00"}, {"to", "2026-12-25T06:00"}}}, {"limit", 50}},
        {{"when", {{"at", "2026-12-25T03:00"}, {"strength", "preferred"}}}, {"limit", 50}},
        {{"participant",
          {{"age", 16},
           {"gender", "women"},
           {"identity", {"trans", "2slgbtq", "indigenous", "newcomer", "black"}},
           {"children", 1},
           {"pregnant", true},
           {"pets", true},
           {"documents", {"photo-id"}}}},
         {"limit", 50}},
        {{"constraints",
          {{{"fact", "no-id-asked"}, {"want", "yes"}},
           {{"fact", "free"}, {"strength", "preferred"}}}},
         {"limit", 50}},
        {{"avoid",
          {{"areas", {{{"lat", 50.9}, {"lon", -98.9}, {"radius_km", 2}}}},
           {"organizations", {kAbsent}}}},
         {"limit", 50}},
        {{"text", "quiet room"}, {"without", {"word:0"}}},
        {{"phase", "immediate"}, {"text", "xyzzyqq"}},
        {{"told",
          {{{"service_at_location_id", kAbsent}, {"fact", "no-id-asked"}, {"answer", "yes"}}}}}};
}

/// Requests that are wrong, and where.
std::vector<std::pair<Json, std::string>> wrong_searches() {
    return {{{{"txt", "bed"}}, "/txt"},
            {{{"text", 1}}, "/text"},
            {{{"text", std::string(501, 'x')}}, "/text"},
            {{{"needs", {"no-such-need"}}}, "/needs/0"},
            {{{"needs", "food"}}, "/needs"},
            {{{"near", {{"lat", 91}, {"lon", 0}}}}, "/near/lat"},
            {{{"near", {{"lat", 1}, {"lon", 1}, {"alt", 1}}}}, "/near/alt"},
            {{{"within_km", 5}}, "/within_km"},
            {{{"languages", {{{"code", "fr"}, {"level", 1}}}}}, "/languages/0/level"},
            {{{"when", {{"at", "2026-13-01T10:00"}}}}, "/when/at"},
            {{{"when", {{"now", true}, {"after_hours", true}}}}, "/when"},
            {{{"participant", {{"age", -1}}}}, "/participant/age"},
            {{{"participant", {{"name", "x"}}}}, "/participant/name"},
            {{{"constraints", {{{"fact", "no-such-fact"}}}}}, "/constraints/0/fact"},
            {{{"constraints", {{{"fact", "no-id-asked"}, {"strength", "very"}}}}},
             "/constraints/0/strength"},
            {{{"avoid", {{"areas", {{{"lat", 1}, {"lon", 1}}}}}}}, "/avoid/areas/0/radius_km"},
            {{{"limit", 51}}, "/limit"},
            {{{"limit", 1.5}}, "/limit"},
            {{{"order", "cheapest"}}, "/order"},
            {{{"cursor", "AAAA"}}, "/cursor"}};
}

}  // namespace

TEST_CASE("the page is told of a map and its size", "[http][directory]") {
    const Page page;
    const auto server = serve({"--map", (page.folder.path() / "map.pmtiles").string()});
    RawConnection connection(server.port());
    connection.send(request_text(server.port(), "GET", "/api/v1/catalogue"));
    const auto catalogue = connection.read();
    record_answer("GET", "/api/v1/catalogue", catalogue);
    CHECK(catalogue.json().at("map") == Json{{"bytes", small_map(20).size()}});
}

TEST_CASE("the sample directory answers every kind of question", "[http][directory]") {
    const auto* role = GENERATE("public", "staff");
    const auto server =
        serve_as(role);
    INFO(role);
    CHECK(ask(server.operator_port(), "GET", "/readyz").status == 200);
    RawConnection connection(server.port());
    connection.send(request_text(server.port(), "GET", "/api/v1/catalogue"));
    const auto catalogue = connection.read();
    record_answer("GET", "/api/v1/catalogue", catalogue);
    CHECK(catalogue.json().at("role") == role);
    CHECK(catalogue.json().at("map").is_null());

    std::set<std::string> found;
    for (const auto& request : searches()) {
        INFO(request);
        const auto answer = ask_directory(server.port(), "/api/v1/search", request);
        REQUIRE(answer.status == 200);
        const auto json = answer.json();
        for (const auto& result : json.at("results")) found.insert(result.at("service_id"));
        if (json.at("cursor").is_null()) continue;
        auto next = request;
        next["cursor"] = json.at("cursor");
        const auto more = ask_directory(server.port(), "/api/v1/search", next);
        CHECK(more.status == 200);
        const auto rest = more.json();
        for (const auto& result : rest.at("results")) found.insert(result.at("service_id"));
        next["text"] = "another question";
        CHECK(ask_directory(server.port(), "/api/v1/search", next).status == 400);
    }
    CHECK(found.size() > 50);
    int opened = 0;
    for (const auto& id : found)
        for (const auto* language : {"en", "fr"}) {
            Json body{{"id", id}, {"language", language}};
            auto answer = ask_directory(server.port(), "/api/v1/service", body);
            if (answer.code() == "say_what_for") {
                if (++opened > AccountStore::kOpenedADay) continue;
                body["opened_for"] = "participant";
                answer = ask_directory(server.port(), "/api/v1/service", body);
            }
            CHECK(answer.status == 200);
        }
    CHECK((opened > 0) == (std::string(role) == "staff"));
    for (const auto* text : {"sh", "bed", "free", "no id", "", "hal", "zzzz"})
        CHECK(ask_directory(
                  server.port(), "/api/v1/suggest",
                  {{"text", text}, {"language", "fr"}, {"near", {{"lat", 50.9}, {"lon", -98.9}}}})
                  .status == 200);
}

TEST_CASE("a name is suggested from its first letter on, alone and behind other words",
          "[http][directory]") {
    const auto server = serve({});
    const auto names = [&](const std::string& text) {
        std::set<std::string> out;
        const auto answer = ask_directory(server.port(), "/api/v1/suggest", {{"text", text}}).json();
        for (const auto& each : answer.at("services"))
            out.insert(each.at("name").get<std::string>());
        return out;
    };
    CHECK_FALSE(names("h").empty());
    CHECK(names("h").size() <= 8);
    // Whoever types a name on is not left without it on the way.
    const auto begun = names("ho");
    REQUIRE_FALSE(begun.empty());
    const auto whole = *begun.begin();
    const auto blank = whole.find(' ');
    REQUIRE(blank != std::string::npos);
    CHECK(names(whole.substr(0, blank + 2)).count(whole) == 1);
}

TEST_CASE("a wrong request is refused with the place of its fault", "[http][directory]") {
    const auto server = serve({});
    for (const auto& [request, where] : wrong_searches()) {
        INFO(request);
        const auto answer = ask_directory(server.port(), "/api/v1/search", request);
        CHECK(answer.status == 400);
        CHECK(answer.json().value("pointer", "none") == where);
    }
    for (const std::string path : {"/api/v1/service", "/api/v1/suggest"}) {
        const auto answer =
            ask_directory(server.port(), path, {{"id", kAbsent}, {"text", "x"}, {"extra", 1}});
        CHECK(answer.status == 400);
        CHECK(answer.code() == "unknown_member");
    }
    CHECK(ask_directory(server.port(), "/api/v1/service", {{"id", "12"}}).status == 400);
    CHECK(ask_directory(server.port(), "/api/v1/service", Json::object()).status == 400);
}

TEST_CASE("to the public a staff fact is a name that never was, and there is no why not",
          "[http][directory]") {
    const auto server = serve({});
    const auto facts = staff_facts();
    CHECK_FALSE(facts.empty());
    const auto answer_to = [&](const std::string& fact) {
        return ask_directory(server.port(), "/api/v1/search",
                             {{"constraints", {{{"fact", fact}, {"want", "yes"}}}}});
    };
    const auto never_was = answer_to("never-was");
    CHECK(never_was.status == 400);
    for (const auto& fact : facts) {
        const auto answer = answer_to(fact);
        CHECK(answer.status == 400);
        CHECK(answer.body == never_was.body);
        CHECK(answer.headers == never_was.headers);
    }
    for (const auto* what : {"hold", "ruled_out"})
        CHECK(ask_directory(server.port(), "/api/v1/search", {{"include", {what}}}).status == 400);
    CHECK(ask_directory(server.port(), "/api/v1/explain",
                        {{"request", Json::object()}, {"service_id", sample().ids()[0]}})
              .status == 400);
    CHECK(ask_directory(server.port(), "/api/v1/search",
                        {{"constraints", {{{"fact", "no-id-asked"}, {"strength", "critical"}}}}})
              .status == 400);
}

TEST_CASE("a service that the public may not see is as absent as one that never was",
          "[http][directory]") {
    const auto open = serve({});
    const auto staff = serve_staff();
    const auto absent = ask_directory(open.port(), "/api/v1/service", {{"id", kAbsent}});
    CHECK(absent.status == 404);
    int unseen = 0;
    for (const auto& id : sample().ids()) {
        const auto answer = ask_directory(open.port(), "/api/v1/service", {{"id", id}});
        if (answer.status == 200) continue;
        ++unseen;
        CHECK(answer.status == 404);
        CHECK(answer.body == absent.body);
        CHECK(answer.headers == absent.headers);
        CHECK(ask_directory(staff.port(), "/api/v1/service", {{"id", id}}).code() == "say_what_for");
    }
    CHECK(unseen > 0);
    for (const auto* server : {&open, &staff}) {
        const auto withdrawn =
            ask_directory(server->port(), "/api/v1/service", {{"id", sample().withdrawn()}});
        CHECK(withdrawn.status == 200);
        CHECK(withdrawn.json().at("withdrawn") == true);
    }
}

TEST_CASE("staff are told why this one and why not that one", "[http][directory]") {
    const auto server = serve_staff();
    const Json request = {{"constraints", {{{"fact", "no-id-asked"}, {"strength", "critical"}}}},
                          {"participant", {{"age", 40}}},
                          {"when", {{"now", true}}}};
    auto with = request;
    with["include"] = {"hold", "ruled_out"};
    with["limit"] = 50;
    const auto answer = ask_directory(server.port(), "/api/v1/search", with);
    REQUIRE(answer.status == 200);
    CHECK_FALSE(answer.json().at("held").empty());
    CHECK_FALSE(answer.json().at("ruled_out").empty());
    const auto json = answer.json();
    for (const auto& result : json.at("ruled_out")) {
        const auto why = ask_directory(
            server.port(), "/api/v1/explain",
            {{"request", request}, {"service_id", result.at("service_id")}, {"language", "fr"}});
        CHECK(why.status == 200);
        CHECK(why.json().at("class") == "ruled_out");
    }
    const auto absent = ask_directory(server.port(), "/api/v1/explain",
                                      {{"request", request}, {"service_id", kAbsent}});
    CHECK(absent.status == 404);
    const auto wrong = ask_directory(server.port(), "/api/v1/explain",
                                     {{"request", {{"txt", 1}}}, {"service_id", kAbsent}});
    CHECK(wrong.json().value("pointer", "") == "/request/txt");
}

TEST_CASE("without an index questions are told to come back, without a store nothing starts",
          "[http][directory]") {
    const TemporaryFolder folder;
    const auto data = (folder.path() / "empty").string();
    CHECK(run_program("searchd", {"--data", data, "--listen", "127.0.0.1:0"}).status == 4);
    CHECK(run_program("searchd", {"--data", data, "--check"}).status == 4);
    CHECK(run_program("searchd", {"--data", sample().path(), "--check"}).status == 0);

    std::filesystem::copy(sample().path(), data, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(data + "/index");
    const ServerProcess server("searchd", {"--data", data});
    const auto answer = ask_directory(server.port(), "/api/v1/search", {{"text", "bed"}});
    CHECK(answer.status == 503);
    CHECK(answer.header("retry-after") == "2");
    CHECK(ask(server.operator_port(), "GET", "/readyz").status == 503);
    CHECK(ask(server.port(), "GET", "/healthz").status == 200);
}
