// NOSTATE (decision 27): what participants say leaves no byte behind. Two runs of the real program on
// copies of one directory do the same things and hear different words; afterwards their folders and
// logs are the same, byte for byte.
#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;
namespace fs = std::filesystem;

namespace {

/// In every free text of every journey: it must be found nowhere afterwards.
const std::string kCanary = "quillwort";

/// What the participant of one journey says.
struct Said {
    Json search;
    Json plan;
    std::string suggestion;
    std::string service;  ///< The one they say yes to; every other answer is never sent.
    std::string language;
    std::string outcome;
    Json missing;  ///< A search that finds nothing for a need.
};

/// What a search may find: the sample has places that are closed for good, too. Public ones: that
/// another one was opened is counted, by account and day (core/account).
const std::vector<std::string>& offered_services() {
    static const auto ids = [] {
        const auto server = serve_staff();
        std::vector<std::string> out;
        for (const auto& id : sample().ids())
            if (post(server.port(), "/api/v1/explain", {{"request", Json::object()}, {"service_id", id}}).status == 200 &&
                post(server.port(), "/api/v1/service", {{"id", id}}).status == 200)
                out.push_back(id);
        return out;
    }();
    return ids;
}

/// The journey's number decides; `voice` is which of the two runs speaks.
Said said_in(std::size_t journey, std::size_t voice) {
    static const std::vector<std::string> kTexts = {
        "somewhere to sleep tonight", "he is outside and I have no ID", "pregnant and no papers",
        "un lit ce soir sans police", "abogado para papeles", "food for my two kids", "a ride"};
    static const std::vector<std::string> kNeeds = {"housing.bed-tonight", "food", "legal", "health",
                                                    "transport", "family"};
    static const std::vector<std::string> kLanguages = {"en", "fr", "es"};
    static const std::vector<std::string> kOutcomes = {"reached", "full",      "closed",
                                                       "wrong_details", "not_a_fit", "turned_away"};
    const auto pick = [&](const auto& list, std::size_t step) {
        return list[(journey * step + voice * (step + 1)) % list.size()];
    };
    Said out;
    out.language = pick(kLanguages, 1);
    out.search = {{"text", pick(kTexts, 3) + " " + kCanary + std::to_string(journey * 2 + voice)},
                  {"language", out.language},
                  {"near", {{"lat", 50.0 + 0.1 * double(journey % 7)}, {"lon", -98.0 - 0.2 * double(voice)}}},
                  {"participant", {{"age", 13 + static_cast<int>((journey + 5 * voice) % 12)}}},
                  {"avoid", {{"areas", {{{"lat", 50.9}, {"lon", -98.9 + double(voice)}, {"radius_km", 2}}}}}},
                  {"limit", voice == 0 ? 50 : 2}};
    if (journey % 2 == 0) out.search["needs"] = {pick(kNeeds, 5)};
    out.plan = {{"needs", {pick(kNeeds, 1)}}, {"language", out.language}, {"near", out.search["near"]},
                {"participant", out.search["participant"]}};
    out.suggestion = kCanary.substr(0, 4 + voice);
    out.service = pick(offered_services(), 7);
    out.outcome = pick(kOutcomes, 1);
    out.missing = {{"needs", {pick(kNeeds, 3)}},
                   {"near", {{"place", voice == 0 ? "Nunavut" : "Yukon"}}},
                   {"text", kCanary + std::to_string(journey)},
                   {"language", out.language}};
    return out;
}

/// One of the two runs.
class Run {
  public:
    /// Patient: a slow machine mustn't make one of the two answer otherwise.
    explicit Run(const fs::path& data)
        : data_(data),
          server_(serve_staff({"--deadline-ms", "60000"}, data.string())) {}

    /// Question, plan, answer, yes, hand-over, outcome, unmet need: always the same routes.
    void travel(const Said& said) {
        post_ok("/api/v1/search", said.search);
        post_ok("/api/v1/plan", said.plan);
        post_ok("/api/v1/suggest", {{"text", said.suggestion}, {"language", said.language}});
        post_ok("/api/v1/service", {{"id", said.service}, {"language", said.language}});
        post_ok("/api/v1/explain", {{"request", said.search}, {"service_id", said.service}});
        const auto yes = post_ok("/api/v1/check-in", {{"service_id", said.service}, {"answer", "yes"}});
        const auto given = post_ok("/api/v1/hand-over",
                                   {{"token", yes.at("token")}, {"language", said.language}});
        post_ok("/api/v1/count", {{"permit", given.at("permit")}, {"outcome", said.outcome}});
        const auto nothing = post_ok("/api/v1/search", said.missing);
        post_ok("/api/v1/unmet", {{"permit", nothing.at("unmet").at(0).at("permit")}});
    }

    void report(const std::string& about) {
        post_ok("/api/v1/report",
                {{"service_id", sample().ids()[3]}, {"kind", "wrong_detail"}, {"about", about}});
    }

    std::string counters() { return ask(server_.operator_port(), "GET", "/counters").body; }

    /// Ends it.  @return what it wrote to standard error.
    std::string end() {
        auto ended = server_.stop(SIGTERM);
        CHECK(ended.status == 0);
        CHECK(ended.output.find(kCanary) == std::string::npos);
        return std::move(ended.errors);
    }

    /// Every file of the folder by its name.
    std::map<std::string, std::string> files() const {
        std::map<std::string, std::string> out;
        for (const auto& entry : fs::recursive_directory_iterator(data_)) {
            if (!entry.is_regular_file() || entry.is_symlink()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            out[entry.path().lexically_relative(data_).string()] = {std::istreambuf_iterator<char>(in), {}};
        }
        return out;
    }

  private:
    Json post_ok(const std::string& path, const Json& body) {
        const auto answer = post(server_.port(), path, body);
        INFO(path << ' ' << body << ' ' << answer.body);
        REQUIRE((answer.status == 200 || answer.status == 204));
        return answer.json();
    }

    fs::path data_;
    ServerProcess server_;
};

/// The log tells minutes: no journey crosses the end of one, so that both runs say the same.
void wait_within_minute() {
    constexpr int kLatest = 45;
    const auto second = [] {
        return std::chrono::duration_cast<std::chrono::seconds>(
                   std::chrono::system_clock::now().time_since_epoch()).count() % 60;
    };
    while (second() >= kLatest) std::this_thread::sleep_for(std::chrono::milliseconds{200});
}

/// What two runs left behind.
struct Left {
    std::string log[2], counters[2];
    std::map<std::string, std::string> files[2];

    /// Names of what differs.
    std::vector<std::string> differences() const {
        std::vector<std::string> out;
        if (log[0] != log[1]) out.push_back("log");
        if (counters[0] != counters[1]) out.push_back("counters");
        for (int i : {0, 1})
            for (const auto& [name, bytes] : files[i]) {
                const auto other = files[1 - i].find(name);
                if (other == files[1 - i].end() || (i == 0 && other->second != bytes)) out.push_back(name);
            }
        return out;
    }
};

Left run_both(std::size_t journeys, const std::string (&reports)[2]) {
    const TemporaryFolder folder;
    const fs::path data[2] = {folder.path() / "a", folder.path() / "b"};
    for (const auto& copy : data) copy_of_sample(copy);
    Left left;
    offered_services();
    wait_within_minute();  // Both sign in.
    {
        Run runs[2] = {Run(data[0]), Run(data[1])};
        for (std::size_t journey = 0; journey < journeys; ++journey) {
            wait_within_minute();
            for (std::size_t voice : {0u, 1u}) runs[voice].travel(said_in(journey, voice));
        }
        wait_within_minute();
        for (std::size_t voice : {0u, 1u}) {
            runs[voice].report(reports[voice]);
            left.counters[voice] = runs[voice].counters();
        }
        for (std::size_t voice : {0u, 1u}) {
            left.log[voice] = runs[voice].end();
            left.files[voice] = runs[voice].files();
        }
    }
    return left;
}

}  // namespace

TEST_CASE("what participants say leaves folder and log the same, byte for byte", "[http][nostate]") {
    const std::size_t journeys = std::getenv("PORCHLIGHT_LONG") ? 500 : 25;
    const auto left = run_both(journeys, {"hours", "hours"});
    CHECK(left.differences() == std::vector<std::string>{});
    for (int voice : {0, 1}) {
        CHECK(left.log[voice].find(kCanary) == std::string::npos);
        CHECK(left.files[voice].count("store/counters.tsv") == 0);
        for (const auto& [name, bytes] : left.files[voice]) {
            INFO(name);
            CHECK(bytes.find(kCanary) == std::string::npos);
        }
    }
}

TEST_CASE("the comparison finds what is left behind: one other word of a report", "[http][nostate]") {
    const auto left = run_both(2, {"hours", "phone"});
    CHECK(left.differences() == std::vector<std::string>{"store/store.db"});
}
