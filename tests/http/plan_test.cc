// Plans of visits over the sample directory, asked of the real program.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "core/base/time.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const Json kNear = {{"lat", 50.9}, {"lon", -98.9}};

/// A wall-clock moment, tomorrow or on a later day.
std::string tomorrow(const std::string& clock, int days = 1) {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return format_day(today + std::chrono::days{days}) + 'T' + clock;
}

std::vector<Json> plan_requests() {
    return {
        {{"needs", {"housing.bed-tonight"}}},
        {{"needs", {"food"}}, {"start", {{"now", true}}}, {"near", kNear}, {"language", "fr"}},
        {{"needs", {"food.meal", "essentials.showers", "legal.advice", "housing.bed-tonight"}},
         {"near", kNear},
         {"within_km", 60},
         {"start", {{"at", tomorrow("10:00")}}},
         {"travel", {{"walk_km", 0.5}}},
         {"participant", {{"children", 1}, {"age", 19}}},
         {"languages", {{{"code", "fr"}, {"strength", "preferred"}}}},
         {"language", "en"}},
        {{"needs", {"housing.bed-tonight", "food.meal", "mental-health.counselling"}},
         {"near", kNear},
         {"start", {{"at", tomorrow("19:00")}}},
         {"tonight", true},
         {"travel", {{"ride", true}}},
         {"avoid", {{"areas", {{{"lat", 50.95}, {"lon", -98.95}, {"radius_km", 4}}}}}},
         {"language", "es"}},
        {{"needs",
          {"housing", "food", "essentials", "health", "mental-health", "legal", "money",
           "culture"}},
         {"near", kNear},
         {"start", {{"at", tomorrow("09:30")}}},
         {"constraints", {{{"fact", "no-id-asked"}, {"want", "yes"}}}}},
        {{"needs", {"legal", "money", "school-work.job-search", "transport", "immigration"}},
         {"near", kNear},
         {"start", {{"at", tomorrow("10:00")}}},
         {"participant", {{"children", 2}}}},
        {{"needs", {"legal.advice", "food.meal", "school-work.tutoring", "immigration.detention"}},
         {"near", kNear},
         {"within_km", 0.5},
         {"start", {{"at", tomorrow("23:30")}}}},
        {{"needs", {"health.tattoo", "school-work.business"}},
         {"start", {{"at", tomorrow("03:00")}}},
         {"told",
          {{{"service_at_location_id", kAbsent}, {"fact", "no-id-asked"}, {"answer", "yes"}}}}}};
}

std::vector<std::pair<Json, std::string>> wrong_plan_requests() {
    const Json needs = {"food"};
    return {
        {Json::object(), "/needs"},
        {{{"needs", Json::array()}}, "/needs"},
        {{{"needs", {"food", "no-such-need"}}}, "/needs/1"},
        {{{"needs", {"food", "legal", "food"}}}, "/needs/2"},
        {{{"needs",
           {"food", "legal", "money", "health", "housing", "culture", "crisis", "family",
            "transport"}}},
         "/needs"},
        {{{"needs", needs}, {"text", "bed"}}, "/text"},
        {{{"needs", needs}, {"when", {{"now", true}}}}, "/when"},
        {{{"needs", needs}, {"limit", 3}}, "/limit"},
        {{{"needs", needs}, {"start", {{"now", false}}}}, "/start"},
        {{{"needs", needs}, {"start", {{"now", true}, {"at", "2026-12-01T10:00"}}}}, "/start"},
        {{{"needs", needs}, {"start", {{"at", "2026-13-01T10:00"}}}}, "/start/at"},
        {{{"needs", needs}, {"start", {{"now", true}, {"zone", "UTC"}}}}, "/start/zone"},
        {{{"needs", needs}, {"travel", {{"walk_km", 51}}}}, "/travel/walk_km"},
        {{{"needs", needs}, {"travel", {{"bus", true}}}}, "/travel/bus"},
        {{{"needs", needs}, {"tonight", 1}}, "/tonight"},
        {{{"needs", needs}, {"near", {{"place", "No Such Town"}}}}, "/near/place"},
        {{{"needs", needs}, {"within_km", 5}}, "/within_km"},
        {{{"needs", needs}, {"constraints", {{{"fact", "no-such-fact"}}}}}, "/constraints/0/fact"}};
}

/// What must hold of every stop, whatever was asked.
void check_stops(const Json& plan, const std::string& start) {
    int asks = 0;
    bool unplaced = false;
    for (const auto& stop : plan.at("stops")) {
        CHECK((stop.at("class") == "meets" || stop.at("class") == "ask"));
        asks += stop.at("class") == "ask";
        const auto& region = stop.at("region");
        const bool placed = region.is_object() && region.at("radius_km") == 0;
        if (!placed) CHECK(stop.at("leg").is_null());
        unplaced = unplaced || !placed;
        if (unplaced) CHECK(stop.at("leg").is_null());
        const bool asks_hours =
            std::any_of(stop.at("barriers").begin(), stop.at("barriers").end(),
                        [](const Json& barrier) { return barrier.at("kind") == "hours"; });
        CHECK(stop.at("arrive").is_null() == asks_hours);
        if (stop.at("arrive").is_null()) {
            CHECK(stop.at("class") == "ask");
            continue;
        }
        CHECK_FALSE(stop.at("open").at("lead"));
        const auto from = stop.at("arrive").at("from").get<std::string>();
        CHECK(start <= from);
        CHECK(from <= stop.at("arrive").at("to").get<std::string>());
        CHECK(stop.at("open").at("state") == "open");
    }
    CHECK(plan.at("asks") == asks);
    CHECK(plan.at("visits") == plan.at("stops").size());
}

void check_plan(const Json& plan, const Json& request, const std::string& start) {
    check_stops(plan, start);
    std::set<std::string> said;
    for (const auto& stop : plan.at("stops"))
        for (const auto& need : stop.at("covers")) said.insert(need);
    for (const auto& need : plan.at("uncovered"))
        CHECK(said.insert(need.at("need").get<std::string>()).second);
    CHECK(said.size() == request.at("needs").size());
}

std::set<std::string> stops_of(const Json& plan) {
    std::set<std::string> out;
    for (const auto& stop : plan.at("stops"))
        out.insert(stop.at("service_id").get<std::string>() +
                   (stop.at("service_at_location_id").is_null()
                        ? ""
                        : stop.at("service_at_location_id").get<std::string>()));
    return out;
}

}  // namespace

TEST_CASE("plans over the sample directory say what each stop covers and what is left",
          "[http][plan]") {
    const auto* role = GENERATE("public", "staff");
    const auto server =
        serve_as(role);
    std::set<std::string> barriers, languages;
    std::size_t stops = 0, uncovered = 0;
    for (const auto& request : plan_requests()) {
        INFO(request);
        const auto answer = ask_directory(server.port(), "/api/v1/plan", request);
        REQUIRE(answer.status == 200);
        CHECK(answer.body.size() % 4096 == 0);
        const auto json = answer.json();
        CHECK(json.at("complete") == true);
        CHECK(json.at("tonight").is_null() == !request.contains("tonight"));
        std::set<std::set<std::string>> different;
        for (const auto& plan : json.at("plans")) {
            check_plan(plan, request, json.at("start").at("at"));
            CHECK(different.insert(stops_of(plan)).second);
            stops += plan.at("stops").size();
            uncovered += plan.at("uncovered").size();
            for (const auto& stop : plan.at("stops"))
                for (const auto& barrier : stop.at("barriers")) {
                    barriers.insert(barrier.at("kind").get<std::string>());
                    for (const auto& helper : barrier.at("removed_by"))
                        CHECK(helper.at("open").at("state") != "closed");
                }
        }
    }
    CHECK(stops > 10);
    CHECK(uncovered > 0);
    CHECK(barriers.count("childcare") == 1);
    CHECK(barriers.count("transport") == 1);
    CHECK(barriers.count("hours") == 1);
}

TEST_CASE("a stop is of the class that a search at that time gives it", "[http][plan]") {
    const auto server = serve_staff();
    const Json constraints = {{{"fact", "no-id-asked"}, {"want", "yes"}, {"strength", "required"}}};
    const auto answer = ask_directory(server.port(), "/api/v1/plan",
                                      {{"needs", {"food", "health"}},
                                       {"near", kNear},
                                       {"constraints", constraints},
                                       {"start", {{"at", tomorrow("10:00")}}}});
    REQUIRE(answer.status == 200);
    const auto found =
        ask_directory(server.port(), "/api/v1/search",
                      {{"needs", {"food", "health"}},
                       {"near", kNear},
                       {"constraints", constraints},
                       {"limit", 50},
                       {"when", {{"from", tomorrow("10:00")}, {"to", tomorrow("23:59")}}}});
    REQUIRE(found.status == 200);
    std::map<std::string, std::string> classes;
    const auto results = found.json();
    for (const auto& result : results.at("results"))
        classes[result.at("service_id")] = result.at("class");
    const auto json = answer.json();
    std::size_t compared = 0;
    for (const auto& plan : json.at("plans"))
        for (const auto& stop : plan.at("stops")) {
            const auto same = classes.find(stop.at("service_id"));
            if (same == classes.end()) continue;
            ++compared;
            CHECK(stop.at("class") == same->second);
        }
    CHECK(compared > 0);
}

TEST_CASE("a hidden site may be a stop for staff, without address or way", "[http][plan]") {
    const auto server = serve_staff();
    std::size_t hidden = 0;
    for (const auto* need : {"housing.bed-tonight", "crisis.violence-at-home", "housing"}) {
        const auto answer = ask_directory(
            server.port(), "/api/v1/plan",
            {{"needs", {need}}, {"near", kNear}, {"start", {{"at", tomorrow("20:00")}}}});
        REQUIRE(answer.status == 200);
        const auto json = answer.json();
        for (const auto& plan : json.at("plans"))
            for (const auto& stop : plan.at("stops")) {
                if (!stop.at("region").is_object() || stop.at("region").at("radius_km") == 0)
                    continue;
                ++hidden;
                CHECK(stop.at("address").is_null());
                CHECK(stop.at("leg").is_null());
            }
    }
    CHECK(hidden > 0);
}

TEST_CASE("a wrong plan request is refused with the place of its fault", "[http][plan]") {
    const auto server = serve({});
    for (const auto& [request, where] : wrong_plan_requests()) {
        INFO(request);
        const auto answer = ask_directory(server.port(), "/api/v1/plan", request);
        CHECK(answer.status == 400);
        CHECK(answer.json().value("pointer", "none") == where);
    }
}

TEST_CASE("to the public a staff fact doesn't exist for a plan either, and nothing is critical",
          "[http][plan]") {
    const auto server = serve({});
    const auto answer_to = [&](const Json& constraint) {
        return ask_directory(server.port(), "/api/v1/plan",
                             {{"needs", {"food"}}, {"constraints", {constraint}}});
    };
    const auto never_was = answer_to({{"fact", "never-was"}, {"want", "yes"}});
    const auto staff = answer_to({{"fact", "cameras"}, {"want", "yes"}});
    CHECK(never_was.status == 400);
    CHECK(staff.body == never_was.body);
    CHECK(answer_to({{"fact", "no-id-asked"}, {"strength", "critical"}}).status == 400);
}

TEST_CASE("tonight says what is open, takes people last, stays open and opens first",
          "[http][plan]") {
    const auto server = serve_staff();
    std::map<std::string, std::size_t> named;
    // Four days: on a public holiday hardly any hours are known.
    for (int day = 1; day <= 4; ++day) {
        const auto start = tomorrow("19:00", day);
        const auto answer = ask_directory(server.port(), "/api/v1/plan",
                                          {{"needs", {"housing.bed-tonight", "food.meal"}},
                                           {"near", kNear},
                                           {"start", {{"at", start}}},
                                           {"tonight", true}});
        REQUIRE(answer.status == 200);
        const auto json = answer.json();
        const auto& tonight = json.at("tonight");
        for (const auto& [list, services] : tonight.items()) named[list] += services.size();
        for (const auto& service : tonight.at("open_now"))
            CHECK(service.at("open").at("state") == "open");
        for (const auto& service : tonight.at("last_intake")) CHECK(start < service.at("at"));
        for (const auto& service : tonight.at("opens_first")) {
            CHECK(start < service.at("at"));
            CHECK(service.at("open").at("state") == "closed");
            CHECK(service.at("open").at("next") == service.at("at"));
        }
    }
    for (const auto* list : {"open_now", "last_intake", "until_morning", "opens_first"})
        CHECK(named[list] > 0);
}

TEST_CASE("a way past an area to keep away from is said as such", "[http][plan]") {
    const auto server = serve({});
    Json request = {{"needs", {"food"}},
                    {"near", kNear},
                    {"start", {{"at", tomorrow("11:00")}}},
                    {"travel", {{"ride", true}}}};
    const auto legs = [&] {
        std::vector<Json> out;
        const auto answer = ask_directory(server.port(), "/api/v1/plan", request);
        REQUIRE(answer.status == 200);
        const auto json = answer.json();
        for (const auto& plan : json.at("plans"))
            for (const auto& stop : plan.at("stops"))
                if (!stop.at("leg").is_null()) out.push_back(stop.at("leg"));
        return out;
    };
    for (const auto& leg : legs()) CHECK(leg.at("passes_area") == false);
    request["avoid"] = {{"areas", {{{"lat", 50.9}, {"lon", -98.9}, {"radius_km", 0.05}}}}};
    const auto around = legs();
    CHECK_FALSE(around.empty());
    for (const auto& leg : around) {
        CHECK(leg.at("passes_area") == true);
        CHECK(leg.at("text").get<std::string>().find("by car") != std::string::npos);
        CHECK(leg.at("text").get<std::string>().find("straight line passes") != std::string::npos);
    }
}

TEST_CASE("a need that nothing covers today comes with its next step", "[http][plan]") {
    const auto server = serve({});
    const auto answer = ask_directory(server.port(), "/api/v1/plan",
                                      {{"needs", {"legal.advice", "immigration.detention"}},
                                       {"near", kNear},
                                       {"within_km", 0.5},
                                       {"start", {{"at", tomorrow("23:30")}}}});
    REQUIRE(answer.status == 200);
    const auto json = answer.json();
    const auto uncovered = json.at("plans").at(0).at("uncovered");
    REQUIRE_FALSE(uncovered.empty());
    for (const auto& need : uncovered) {
        const auto& step = need.at("next_step");
        CHECK_FALSE(step.at("text").get<std::string>().empty());
        if (!step.at("service").is_null())
            CHECK((step.at("service").at("class") == "meets" ||
                   step.at("service").at("class") == "ask"));
    }
}
