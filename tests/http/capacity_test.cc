// What services say of their beds, through a running searchd: from the desk to everybody's answer.
#include <algorithm>
#include <catch2/catch.hpp>

#include "core/base/paths.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::string kPin = "60274913";
const Json kAsked{{"needs", {"food"}}};

/// A directory in which the first service with food has an editor and a night desk.
struct Night {
    Night() : data(copy_of_sample(folder.path() / "copy")) {
        const auto first = ask_directory(serve({}, data).port(), "/api/v1/search", kAsked).json().at("results").at(0);
        id = first.at("service_id");
        DirectoryPaths paths;
        paths.data = data;
        static const SystemClock clock;
        const auto accounts = Accounts::open(paths, clock, {1, 8192});
        REQUIRE(accounts);
        const StaffOrganization agency{first.at("organization").at("id"), "Agency", ""};
        REQUIRE((*accounts)->create({"editor", StaffRole::agency_editor, agency, "", kPassword}));
        REQUIRE((*accounts)->create({"stranger", StaffRole::agency_editor, {"elsewhere", "Elsewhere", ""}, "", kPassword}));
        REQUIRE((*accounts)->create({"night", StaffRole::capacity, agency, id, kPin}));
        server.emplace("searchd", std::vector<std::string>{"--data", data, "--catalogue-data", kData, "--kiosk-listen", "127.0.0.1:0"});
    }

    Answer ask_as(const std::string& who, const std::string& method, const std::string& path, const Json& body = nullptr) {
        auto session = sessions.find(who);
        if (session == sessions.end())
            session = sessions.emplace(who, *sign_in(server->port(), {{"name", who}, {"password", who == "night" ? kPin : kPassword}})).first;
        const auto text = body.is_null() ? "" : body.dump();
        const auto answer = ask(server->port(), method, path, text, session->second.headers(server->port()));
        record_answer(method, path, answer, text);
        return answer;
    }
    Answer own(const std::string& who) { return ask_as(who, "GET", "/api/v1/capacity"); }
    Answer say(const std::string& who, int beds, int minutes = 120) {
        return ask_as(who, "POST", "/api/v1/capacity/say", {{"service_id", id}, {"beds", beds}, {"minutes", minutes}});
    }
    Answer take_back(const std::string& who) {
        return ask_as(who, "POST", "/api/v1/capacity/take-back", {{"service_id", id}});
    }
    /// The service as the kiosk's search has it.
    Json result() {
        const auto answer = ask_directory(server->kiosk_port(), "/api/v1/search", {{"needs", {"food"}}, {"limit", 50}}).json();
        for (const auto& each : answer.at("results"))
            if (each.at("service_id") == id) return each;
        return nullptr;
    }

    TemporaryFolder folder;
    std::string data, id;
    std::map<std::string, PageSession> sessions;
    std::optional<ServerProcess> server;
};

}  // namespace

TEST_CASE("full is in everybody's next answer, and out of it once it is taken back", "[http][capacity]") {
    Night night;
    REQUIRE(night.result().at("class") == "meets");
    CHECK(night.result().at("capacity") == nullptr);
    const auto said = night.say("night", 0);
    REQUIRE(said.status == 200);
    const auto full = night.result();
    CHECK(full.at("class") == "ask");
    CHECK(full.at("capacity").at("beds") == 0);
    CHECK(full.at("capacity").at("until") == said.json().at("until"));
    CHECK_THAT(full.at("capacity").at("text").get<std::string>(), Catch::Contains("Full"));
    const auto page = ask_directory(night.server->kiosk_port(), "/api/v1/service", {{"id", night.id}}).json();
    CHECK(page.at("capacity") == full.at("capacity"));
    CHECK(night.own("night").json().at("services").at(0).at("capacity") == said.json());
    CHECK(night.take_back("editor").status == 204);
    CHECK(night.result().at("class") == "meets");
    CHECK(night.result().at("capacity") == nullptr);
}

TEST_CASE("beds stand beside a service in the reader's language, and change nothing else", "[http][capacity]") {
    Night night;
    auto before = night.result();
    REQUIRE(night.say("editor", 2).status == 200);
    auto after = night.result();
    CHECK_THAT(after.at("capacity").at("text").get<std::string>(), Catch::Contains("Beds free: 2"));
    for (auto* each : {&before, &after}) each->erase("capacity");
    CHECK(before == after);
    for (const char* language : {"fr", "es", "ar", "uk", "zh-Hans", "tl", "pa"}) {
        INFO(language);
        const auto page = ask_directory(night.server->kiosk_port(), "/api/v1/service", {{"id", night.id}, {"language", language}}).json();
        const auto text = page.at("capacity").at("text").get<std::string>();
        CHECK_THAT(text, Catch::Contains("2") && !Catch::Contains("Beds") && !Catch::Contains("{"));
    }
}

TEST_CASE("a night desk speaks of its one service, an editor of their organization's, a stranger of neither", "[http][capacity]") {
    Night night;
    const auto own = night.own("night");
    REQUIRE(own.status == 200);
    REQUIRE(own.json().at("services").size() == 1);
    CHECK(own.json().at("services").at(0).at("service_id") == night.id);
    const auto all = night.own("editor").json().at("services");
    CHECK(std::any_of(all.begin(), all.end(), [&](const Json& each) { return each.at("service_id") == night.id; }));
    CHECK(night.own("stranger").json().at("services").empty());
    for (const auto& refused : {night.say("stranger", 9), night.take_back("stranger")}) {
        CHECK(refused.status == 403);
        CHECK(refused.code() == "not_allowed");
    }
    CHECK(night.say("night", 100).status == 400);
    CHECK(night.ask_as("night", "POST", "/api/v1/capacity/take-back", {{"service", night.id}}).status == 400);
    CHECK(night.result().at("capacity") == nullptr);
}
