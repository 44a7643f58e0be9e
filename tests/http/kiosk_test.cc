// The kiosk's listener: the public role alone, beside a main listener that may be staff's. Whatever
// is staff's gets there the bytes of what never was.
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::string kNoShortId = "aaaaaaaa";

/// A searchd for staff with a kiosk beside it.
ServerProcess serve_with_kiosk(std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--kiosk-listen", "127.0.0.1:0"});
    return serve_staff(std::move(more));
}

/// What staff may see and the public may not.
struct StaffOnly {
    std::vector<std::string> services, short_ids, facts;
};

StaffOnly staff_only(const ServerProcess& server) {
    StaffOnly out;
    for (const auto& id : sample().ids()) {
        if (post(server.kiosk_port(), "/api/v1/service", {{"id", id}}).status == 200) continue;
        out.services.push_back(id);
        out.short_ids.push_back(short_id_of(sample().path(), id));
    }
    const auto facts = Json::parse(std::ifstream(kData + "/catalogue/facts.json"));
    for (const auto& fact : facts.at("facts"))
        if (fact.at("visibility") == "staff") out.facts.push_back(fact.at("id"));
    REQUIRE(out.services.size() > 10);
    REQUIRE(out.facts.size() > 3);
    return out;
}

bool same(const Answer& a, const Answer& b) {
    return a.status == b.status && a.body == b.body && a.headers == b.headers;
}

/// Every body in which a service can be named, by route.
std::vector<std::pair<std::string, Json>> naming_service(const std::string& id) {
    return {{"/api/v1/service", {{"id", id}}},
            {"/api/v1/explain", {{"service_id", id}, {"request", Json::object()}}},
            {"/api/v1/check-in", {{"service_id", id}, {"answer", "yes"}}},
            {"/api/v1/report", {{"service_id", id}, {"kind", "wrong_detail"}, {"about", "hours"}}},
            {"/api/v1/plan", {{"needs", {"food"}}, {"avoid", {{"organizations", {id}}}}}},
            {"/api/v1/plan",
             {{"needs", {"food"}}, {"told", {{{"service_at_location_id", id}, {"fact", "drop-in"}, {"answer", "yes"}}}}}}};
}

/// Every body in which a fact can be named, by route.
std::vector<std::pair<std::string, Json>> naming_fact(const std::string& fact) {
    const Json wish = {{{"fact", fact}, {"want", "yes"}}};
    const Json told = {{{"service_at_location_id", kAbsent}, {"fact", fact}, {"answer", "yes"}}};
    return {{"/api/v1/search", {{"constraints", wish}}},
            {"/api/v1/search", {{"told", told}}},
            {"/api/v1/plan", {{"needs", {"food"}}, {"constraints", wish}}},
            {"/api/v1/plan", {{"needs", {"food"}}, {"told", told}}}};
}

}  // namespace

TEST_CASE("the main listener has no kiosk, and the kiosk's has nothing else's page", "[http][kiosk]") {
    const Canned canned({"--kiosk-listen", "127.0.0.1:0"});
    const int kiosk = canned.server.kiosk_port();
    CHECK(same(ask(canned.port, "GET", "/kiosk"), ask(canned.port, "GET", "/never-was")));
    CHECK(ask(kiosk, "GET", "/kiosk").body.find("<title>K</title>") != std::string::npos);
    CHECK(ask(kiosk, "GET", "/assets/main-1a2b.js").status == 200);
    CHECK(ask(kiosk, "GET", "/healthz").status == 200);
    CHECK(ask(kiosk, "POST", "/exit").status == 204);
    CHECK(ask(kiosk, "GET", "/i/abcdefg2").status == 200);
    // Another machine's screen may ask it.
    CHECK(ask(kiosk, "GET", "/healthz", "", {{"Host", "kiosk.example"}}).status == 200);
}

TEST_CASE("on the kiosk's listener the desk's and the operator's addresses never were", "[http][kiosk]") {
    const Canned canned({"--kiosk-listen", "127.0.0.1:0"});
    const int kiosk = canned.server.kiosk_port();
    for (const std::string method : {"GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"}) {
        const auto never_was = ask(kiosk, method, "/never-was");
        CHECK(never_was.status == 404);
        for (const std::string path : {"/", "/index.html", "/kiosk.html", "/desk", "/readyz", "/counters", "/metrics"}) {
            INFO(method << ' ' << path);
            CHECK(same(ask(kiosk, method, path), never_was));
        }
    }
}

TEST_CASE("where the build has no page for a kiosk there is none", "[http][kiosk]") {
    const Page page;
    std::filesystem::remove(page.folder.path() / "kiosk.html");
    const ServerProcess server("searchd_canned", {"--data", "none", "--web", page.folder.path().string(),
                                                  "--kiosk-listen", "127.0.0.1:0"});
    for (const int port : {server.port(), server.kiosk_port()})
        CHECK(same(ask(port, "GET", "/kiosk"), ask(port, "GET", "/never-was")));
    CHECK(ask(server.kiosk_port(), "GET", "/healthz").status == 200);
}

TEST_CASE("a kiosk without a page, on a taken port or nowhere is told at start", "[http][kiosk]") {
    const Canned canned({"--kiosk-listen", "127.0.0.1:0"});
    const auto taken = "127.0.0.1:" + std::to_string(canned.server.kiosk_port());
    CHECK(run_program("searchd_canned", {"--data", "none", "--listen", "127.0.0.1:0", "--kiosk-listen", taken}).status == 4);
    CHECK(run_program("searchd_canned", {"--data", "none", "--kiosk-near", "north"}).status == 2);
    CHECK(run_program("searchd_canned", {"--data", "none", "--kiosk-printer", "maybe"}).status == 2);
}

TEST_CASE("the kiosk's catalogue is the public's, and says where its screen stands and whether it prints", "[http][kiosk]") {
    const auto server = serve_with_kiosk({"--kiosk-near", "50.905,-98.885,Corvane", "--kiosk-printer", "on"});
    const auto answer = ask(server.kiosk_port(), "GET", "/api/v1/catalogue");
    record_answer("GET", "/api/v1/catalogue", answer);
    const auto json = answer.json();
    CHECK(json.at("role") == "public");
    CHECK(json.at("kiosk").at("near") == Json{{"label", "Corvane"}, {"lat", 50.905}, {"lon", -98.885}});
    CHECK(json.at("kiosk").at("printer") == true);
    CHECK(ask(server.port(), "GET", "/api/v1/catalogue").json().at("role") == "staff");
    const auto only = staff_only(server);
    for (const auto& fact : only.facts)
        CHECK(answer.body.find("\"id\":\"" + fact + "\"") == std::string::npos);
}

TEST_CASE("on the kiosk's listener nothing of staff's can be reached, whatever is asked", "[http][kiosk]") {
    const auto server = serve_with_kiosk();
    const int kiosk = server.kiosk_port();
    const auto only = staff_only(server);
    const auto absent_service = naming_service(kAbsent);
    std::vector<Answer> to_absent;
    for (const auto& [path, body] : absent_service) to_absent.push_back(post(kiosk, path, body));
    for (const auto& id : only.services) {
        const auto named = naming_service(id);
        for (std::size_t i = 0; i < named.size(); ++i) {
            INFO(named[i].first << ' ' << named[i].second);
            CHECK(same(post(kiosk, named[i].first, named[i].second), to_absent[i]));
        }
    }
    const auto no_code = ask(kiosk, "GET", "/i/" + kNoShortId);
    CHECK(no_code.status == 404);
    for (const auto& short_id : only.short_ids) {
        const auto code = ask(kiosk, "GET", "/i/" + short_id);
        CHECK(code.status == 404);
        CHECK(code.body.size() == no_code.body.size());
    }
    const auto absent_fact = naming_fact("never-was");
    for (const auto& fact : only.facts) {
        const auto named = naming_fact(fact);
        for (std::size_t i = 0; i < named.size(); ++i) {
            INFO(named[i].first << ' ' << named[i].second);
            const auto answer = post(kiosk, named[i].first, named[i].second);
            CHECK(answer.status == 400);
            CHECK(same(answer, post(kiosk, absent_fact[i].first, absent_fact[i].second)));
        }
    }
    for (const auto* what : {"hold", "ruled_out"})
        CHECK(same(post(kiosk, "/api/v1/search", {{"include", {what}}}),
                   post(kiosk, "/api/v1/search", {{"include", {"never-was"}}})));
}

TEST_CASE("a kiosk asks for all that its tiles say, and gets what fits or is to be asked first", "[http][kiosk]") {
    const auto server = serve_with_kiosk();
    Json request = {{"needs", {"housing"}},
                    {"near", {{"lat", 50.905}, {"lon", -98.885}}},
                    {"within_km", 10},
                    {"when", {{"now", true}}},
                    {"languages", {{{"code", "crk"}, {"strength", "required"}}}},
                    {"participant", {{"age", 16}, {"children", 1}}},
                    {"constraints", {{{"fact", "no-story-needed"}}, {{"fact", "smudging"}, {"strength", "preferred"}}}},
                    {"avoid", {{"areas", {{{"lat", 50.92}, {"lon", -98.9}, {"radius_km", 0.5}}}}}},
                    {"language", "pa"}};
    const auto ask_kiosk = [&] { return ask_directory(server.kiosk_port(), "/api/v1/search", request); };
    const auto answer = ask_kiosk();
    REQUIRE(answer.status == 200);
    const auto json = answer.json();
    CHECK(json.at("complete") == true);
    CHECK_FALSE(json.at("results").empty());
    CHECK_FALSE(json.contains("held"));
    for (const auto& result : json.at("results")) CHECK((result.at("class") == "meets" || result.at("class") == "ask"));
    for (const auto* part : {"within_strength", "languages", "participant", "constraints", "when"}) {
        auto critical = request;
        if (std::string(part) == "within_strength")
            critical[part] = "critical";
        else
            (critical[part].is_array() ? critical[part][0] : critical[part])["strength"] = "critical";
        CHECK(ask_directory(server.kiosk_port(), "/api/v1/search", critical).status == 400);
    }
    request["avoid"]["strength"] = "critical";
    CHECK(ask_kiosk().status == 200);
}

TEST_CASE("a token of staff's is worth nothing on the kiosk's listener", "[http][kiosk]") {
    const auto server = serve_with_kiosk();
    const int kiosk = server.kiosk_port();
    const auto forged = post(kiosk, "/api/v1/hand-over", {{"token", "never-was"}});
    CHECK(forged.status == 403);
    const auto only = staff_only(server);
    std::string service;
    for (const auto& id : only.services)
        if (const auto yes = post(server.port(), "/api/v1/check-in", {{"service_id", id}, {"answer", "yes"}}); yes.status == 200) {
            CHECK(same(post(kiosk, "/api/v1/hand-over", {{"token", yes.json().at("token")}}), forged));
            service = id;
        }
    REQUIRE_FALSE(service.empty());
    const auto yes = post(server.port(), "/api/v1/check-in", {{"service_id", service}, {"answer", "yes"}});
    const auto given = post(server.port(), "/api/v1/hand-over", {{"token", yes.json().at("token")}});
    REQUIRE(given.status == 200);
    CHECK(same(post(kiosk, "/api/v1/count", {{"permit", given.json().at("permit")}, {"outcome", "reached"}}),
               post(kiosk, "/api/v1/count", {{"permit", "never-was"}, {"outcome", "reached"}})));
}

TEST_CASE("every complete language is answered in its own words, with Western digits", "[http][kiosk]") {
    const auto server = serve_with_kiosk();
    const int kiosk = server.kiosk_port();
    const auto catalogue = ask(kiosk, "GET", "/api/v1/catalogue").json();
    Json wishes = Json::array();
    for (const auto& fact : catalogue.at("facts"))
        if (wishes.size() < 20 && fact.at("group") == "safety" && fact.at("polarity") != "choice")
            wishes.push_back({{"fact", fact.at("id")}});
    const auto answer_in = [&](const std::string& tag) {
        const auto answer = ask_directory(kiosk, "/api/v1/search",
                                          {{"needs", {"housing"}}, {"constraints", wishes}, {"language", tag}, {"limit", 50}});
        REQUIRE(answer.status == 200);
        return answer.json();
    };
    const auto english = answer_in("en");
    REQUIRE_FALSE(english.at("results").empty());
    std::size_t originals = 0;
    for (const auto& locale : catalogue.at("locales")) {
        if (!locale.at("complete").get<bool>()) continue;
        const std::string tag = locale.at("tag");
        INFO(tag);
        const auto answer = answer_in(tag);
        const bool has_originals = tag != "en" && locale.at("reviewed").is_null();
        for (std::size_t i = 0; i < answer.at("results").size(); ++i) {
            const auto& why = answer["results"][i]["why"];
            const auto& english_why = english["results"][i]["why"];
            for (std::size_t j = 0; j < why.size(); ++j) {
                INFO(why[j]);
                CHECK((why[j]["text"] == english_why[j]["text"]) == (tag == "en"));
                const bool is_fact = why[j]["part"].get<std::string>().rfind("fact:", 0) == 0;
                originals += why[j]["original"].is_string();
                CHECK(why[j]["original"] == (has_originals && is_fact ? english_why[j]["text"] : Json(nullptr)));
            }
        }
        const auto text = answer.dump();
        for (const std::string digit : {"٠", "١", "٢", "٣", "٩", "੧", "੨"}) CHECK(text.find(digit) == std::string::npos);
    }
    CHECK(originals > 0);
}

TEST_CASE("a language that isn't there yet is answered in English", "[http][kiosk]") {
    const auto server = serve_with_kiosk();
    const auto answer_in = [&](const std::string& tag) {
        return ask_directory(server.kiosk_port(), "/api/v1/search", {{"needs", {"food"}}, {"language", tag}}).json().at("results");
    };
    for (const auto* tag : {"sw", "zh-Hant", "x-none", "not a tag"}) CHECK(answer_in(tag) == answer_in("en"));
    for (const auto& [asked, kept] : {std::pair("fil", "tl"), std::pair("zh", "zh-Hans"), std::pair("ar-EG", "ar")})
        CHECK(answer_in(asked) == answer_in(kept));
}
