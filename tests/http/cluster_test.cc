// An index in shards, copied by Xapian's own replication and served by its own servers, all real and on
// loopback: the same answers as one database, never a thinner one, and a copy's age is told.
#include <cstdlib>
#include <fstream>
#include <random>
#include <thread>

#include "core/index/xapian_servers_testing.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;
namespace fs = std::filesystem;

namespace {

/// The sample directory with its index in shards: each copied, and the copy served.
class Cluster {
  public:
    Cluster() : data_(copy_of_sample(folder_.path() / "directory")) {
        indexer({"rebuild", "--shards", "3"});
        copies_ = std::make_unique<ServedCopies>(fs::path(data_) / "index", folder_.path(),
                                                 fs::path(data_) / "index");
    }

    const std::string& data() const { return data_; }
    ServedCopies& copies() { return *copies_; }

    void indexer(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin() + 1, {"--data", data_, "--catalogue-data", kData});
        const auto ended = run_program("indexer", arguments);
        INFO(ended.errors);
        REQUIRE(ended.status == 0);
    }

  private:
    TemporaryFolder folder_;
    std::string data_;
    std::unique_ptr<ServedCopies> copies_;
};

/// Questions of every kind, the same at every run.
class Questions {
  public:
    Json next() {
        Json request{{"limit", 1 + pick(50)}};
        if (pick(3)) request["text"] = text();
        if (pick(3) == 0) request["needs"] = {one({"housing.bed-tonight", "food", "food.meal", "legal.advice"})};
        if (pick(2)) {
            request["near"] = {{"lat", 50.4 + 0.01 * pick(100)}, {"lon", -99.4 + 0.01 * pick(100)}};
            if (pick(2)) request["within_km"] = 5 + pick(100);
            if (pick(3) == 0) request["order"] = "nearest";
        }
        if (pick(3) == 0) request["when"] = {{"at", "2026-12-2" + std::to_string(pick(8)) + "T1" + std::to_string(pick(10)) + ":30"}};
        if (pick(4) == 0) request["languages"] = {{{"code", one({"fr", "crk", "es", "uk"})}}};
        if (pick(4) == 0)
            request["constraints"] = {{{"fact", one({"no-id-asked", "free", "no-referral"})}, {"want", "yes"}}};
        if (pick(4) == 0) request["participant"] = {{"age", 13 + pick(40)}, {"pets", true}};
        if (pick(5) == 0) request["language"] = one({"fr", "es"});
        return request;
    }

  private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    std::string one(std::initializer_list<const char*> of) { return of.begin()[pick(static_cast<int>(of.size()))]; }
    std::string text() {
        std::string out;
        for (int i = 0; i <= pick(3); ++i)
            out += one({"shelter ", "sheltr ", "bed tonight ", "food ", "lawyer ", "papeles ", "bébé ", "diapers ",
                        "house ", "youth ", "ride ", "clinic ", "quiet room ", "women ", "harbour ", "northern ",
                        "centre ", "no id ", "counseling ", "xyzzy "});
        return out;
    }
    std::minstd_rand random_{20261125};
};

/// An answer without what differs between two times of asking.
Json comparable(Json answer) {
    if (answer.contains("cursor")) answer["cursor"] = answer["cursor"].is_null();
    answer.erase("unmet");
    return answer;
}

std::vector<Json> answers_of(const ServerProcess& server, const std::vector<Json>& questions) {
    std::vector<Json> out;
    for (const auto& question : questions) {
        const auto answer = ask_directory(server.port(), "/api/v1/search", question);
        INFO(question << answer.body);
        REQUIRE(answer.status == 200);
        out.push_back(comparable(answer.json()));
    }
    return out;
}

ServerProcess serve_role(const std::string& role, std::vector<std::string> arguments, const std::string& data) {
    return role == "staff" ? serve_staff(std::move(arguments), data) : serve(std::move(arguments), data);
}

void expect_same(const std::string& role, const std::string& one_index, const std::string& shards, int questions) {
    const auto one = serve_role(role, {"--deadline-ms", "20000"}, one_index);
    std::vector<Json> asked;
    Questions made;
    for (int i = 0; i < questions; ++i) asked.push_back(made.next());
    const auto expected = answers_of(one, asked);
    const auto cluster = serve_role(role, {"--deadline-ms", "20000", "--behind-after-s", "86400"}, shards);
    const auto found = answers_of(cluster, asked);
    std::size_t results = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        INFO(asked[i]);
        results += expected[i].at("results").size();
        // A minute may have gone by between the two: then both say so when they are asked again.
        if (found[i] != expected[i])
            CHECK(answers_of(cluster, {asked[i]}) == answers_of(one, {asked[i]}));
    }
    CHECK(results > asked.size());
}

int number_of_questions() { return std::getenv("PORCHLIGHT_LONG") ? 500 : 30; }

}  // namespace

TEST_CASE("copied shards on servers answer as one database does: the same places, order and scores",
          "[http][cluster]") {
    if (!are_installed()) return;
    Cluster cluster;
    for (const auto* role : {"public", "staff"}) {
        INFO(role);
        expect_same(role, sample().path(), cluster.data(), number_of_questions());
    }
}

TEST_CASE("a shard that can't be asked stops every answer with a clear problem", "[http][cluster]") {
    if (!are_installed()) return;
    Cluster cluster;
    const auto server = serve({}, cluster.data());
    const auto search = [&] { return ask_directory(server.port(), "/api/v1/search", {{"text", "bed"}}); };
    CHECK(search().status == 200);
    cluster.copies().server(1).end();
    for (const auto& [path, body] : std::vector<std::pair<std::string, Json>>{
             {"/api/v1/search", {{"text", "bed"}}},
             {"/api/v1/suggest", {{"text", "ho"}}},
             {"/api/v1/plan", {{"needs", {"food"}}}}}) {
        INFO(path);
        const auto answer = ask_directory(server.port(), path, body);
        CHECK(answer.status == 503);
        CHECK(answer.header("content-type") == "application/problem+json");
        CHECK(answer.code() == "part_unreachable");
        CHECK(answer.body.find("127.0.0.1") == std::string::npos);
    }
    const auto ready = ask(server.operator_port(), "GET", "/readyz");
    CHECK(ready.status == 503);
    CHECK(ready.json().at("reason").get<std::string>().find(std::to_string(cluster.copies().server(1).port())) !=
          std::string::npos);
    cluster.copies().server(1).start();
    CHECK(search().status == 200);
}

TEST_CASE("a shard's server that is killed amid searches thins no answer, and is asked again once it is back",
          "[http][cluster]") {
    if (!are_installed()) return;
    Cluster cluster;
    const auto server = serve({"--deadline-ms", "20000", "--behind-after-s", "86400"}, cluster.data());
    std::vector<Json> asked;
    Questions made;
    for (int i = 0; i < 12; ++i) asked.push_back(made.next());
    const auto expected = answers_of(server, asked);
    int refused = 0;
    for (int round = 0; round < 8; ++round) {
        auto& killed = cluster.copies().server(static_cast<std::size_t>(round % kShards));
        std::thread killer([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds{7 * round});
            killed.end();
        });
        std::vector<std::pair<std::size_t, Answer>> answers;
        for (std::size_t i = 0; i < asked.size(); ++i)
            answers.emplace_back(i, ask_directory(server.port(), "/api/v1/search", asked[i]));
        killer.join();
        for (const auto& [i, answer] : answers) {
            INFO(asked[i] << answer.status);
            if (answer.status == 200) CHECK(comparable(answer.json()) == expected[i]);
            else CHECK(answer.code() == "part_unreachable");
            refused += answer.status != 200;
        }
        killed.start();
        CHECK(answers_of(server, {asked[0]}).front() == expected[0]);
    }
    CHECK(refused > 0);
}

TEST_CASE("a copy that lags says how old it is, and is as new as the rest once it was copied again",
          "[http][cluster]") {
    if (!are_installed()) return;
    Cluster cluster;
    const Json question{{"text", "juniper lantern"}, {"language", "fr"}};
    const auto feed = (fs::path(cluster.data()) / "more.ndjson").string();
    const std::string id = "00000000-0000-4000-8000-00000000c1a5";
    std::ofstream(feed) << Json{{"id", id},
                                {"name", "Juniper lantern"},
                                {"status", "active"},
                                {"organization", {{"id", "00000000-0000-4000-8000-00000000c1a6"}, {"name", "Juniper"}, {"description", "x"}}}}
                               .dump()
                        << '\n';
    cluster.indexer({"import", "--source", "sample", feed});
    cluster.indexer({"follow", "--once", "--shards", "3"});
    std::this_thread::sleep_for(std::chrono::seconds{2});

    const auto server = serve({}, cluster.data());
    const auto strict = serve({"--behind-after-s", "1"}, cluster.data());
    const auto ask_strict = [&] { return ask_directory(strict.port(), "/api/v1/search", question).json(); };
    const auto finds = [&](const Json& answer) {
        for (const auto& result : answer.at("results"))
            if (result.at("service_id") == id) return true;
        return false;
    };
    auto answer = ask_strict();
    CHECK_FALSE(finds(answer));
    CHECK(answer.at("behind").at("minutes") == 1);
    CHECK(answer.at("behind").at("text").get<std::string>().find("1 min") != std::string::npos);
    CHECK(ask_directory(strict.port(), "/api/v1/plan", {{"needs", {"food"}}}).json().at("behind").at("minutes") == 1);
    CHECK(ask_directory(server.port(), "/api/v1/search", question).json().at("behind").is_null());
    auto ready = ask(server.operator_port(), "GET", "/readyz").json();
    CHECK(ready.at("ready") == true);
    const auto before = ready.at("index_as_of").get<std::string>();
    CHECK(ready.at("index_age_s").get<int>() >= 2);
    CHECK(ready.at("index_sequence") < ready.at("store_sequence"));

    cluster.copies().copy_all();
    CHECK(finds(ask_directory(server.port(), "/api/v1/search", question).json()));
    std::this_thread::sleep_for(std::chrono::milliseconds{1100});  // The age is looked up every second.
    ask_strict();
    ready = ask(server.operator_port(), "GET", "/readyz").json();
    CHECK(ready.at("index_as_of").get<std::string>() > before);
    CHECK(ready.at("index_sequence") == ready.at("store_sequence"));
}
