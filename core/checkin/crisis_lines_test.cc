#include "core/checkin/crisis_lines.h"

#include <catch2/catch.hpp>

#include "core/base/jurisdiction.h"
#include "core/feed/feed_testing.h"

using namespace porchlight;
using porchlight::testing::Folder;

namespace {

const std::filesystem::path kData = std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data";

std::vector<std::string> numbers_of(const std::string& jurisdiction) {
    const auto lines = load_crisis_lines(kData, {}, jurisdiction);
    REQUIRE(lines);
    std::vector<std::string> out;
    for (const auto& line : *lines) out.push_back(line.number);
    return out;
}

/// An operator's own file with one line, changed by a test.
struct OwnFile {
    Json json = [] {
        Json out{{"lines", Json::array({{{"id", "own"}, {"jurisdictions", {"FR"}}}})}};
        const Json text{{"en", "x"}, {"fr", "x"}, {"es", "x"}};
        for (const auto* member : {"name", "hours", "who_answers", "police"})
            out["lines"][0][member] = text;
        out["lines"][0]["number"] = "112";
        out["lines"][0]["text_message"] = nullptr;
        out["lines"][0]["languages"] = {"fr"};
        out["lines"][0]["as_of"] = "2026-11-24";
        return out;
    }();

    Result<std::vector<CrisisLine>> load(const std::string& jurisdiction) const {
        const Folder folder;
        folder.write("crisis_lines.json", json.dump());
        return load_crisis_lines(kData, folder.path(), jurisdiction);
    }
    std::string fault() const {
        const auto lines = load("FR");
        return lines ? "" : lines.error().message;
    }
};

}  // namespace

TEST_CASE("each country has its own lines, the emergency number first", "[checkin]") {
    const auto canada = numbers_of("CA"), states = numbers_of("US");
    CHECK(canada.front() == "911");
    CHECK(states.front() == "911");
    CHECK(numbers_of("CA-MB") == canada);
    CHECK(std::count(canada.begin(), canada.end(), "1-800-668-6868") == 1);
    CHECK(std::count(states.begin(), states.end(), "1-800-786-2929") == 1);
    CHECK(std::count(states.begin(), states.end(), "1-800-668-6868") == 0);
}

TEST_CASE("a place without lines is refused: a page without one to call is worse than none",
          "[checkin]") {
    const auto lines = load_crisis_lines(kData, {}, "FR");
    REQUIRE_FALSE(lines);
    CHECK(lines.error().kind == ErrorKind::bad_request);
    CHECK_THAT(lines.error().message, Catch::Contains("no crisis line for FR"));
}

TEST_CASE("an operator's own file replaces ours", "[checkin]") {
    const OwnFile own;
    const auto lines = own.load("FR");
    REQUIRE(lines);
    REQUIRE(lines->size() == 1);
    CHECK(lines->front().number == "112");
    CHECK_FALSE(own.load("CA"));
}

TEST_CASE("a wrong file is told with its place and reason", "[checkin]") {
    using Catch::Contains;
    OwnFile own;
    own.json["lines"][0].erase("police");
    CHECK_THAT(own.fault(), Contains("crisis_lines.json") && Contains("/lines/0"));
    own = {};
    own.json["lines"][0]["name"].erase("fr");
    CHECK_THAT(own.fault(), Contains("/lines/0"));
    own = {};
    own.json["lines"][0]["as_of"] = "2026-13-01";
    CHECK_THAT(own.fault(), Contains("/lines/0/as_of") && Contains("no such day"));
    own = {};
    own.json["lines"].push_back(own.json["lines"][0]);
    CHECK_THAT(own.fault(), Contains("/lines/1") && Contains("twice"));
    own = {};
    own.json["more"] = 1;
    CHECK_FALSE(own.fault().empty());
}

TEST_CASE("the words on reporting are the operator's, of the place or else its country",
          "[checkin]") {
    const Folder folder;
    const auto load = [&](const std::string& jurisdiction) {
        return load_reporting(kData, folder.path(), jurisdiction);
    };
    REQUIRE(load("CA"));
    CHECK_FALSE(*load("CA"));
    CHECK(to_json(*load("CA")).is_null());
    folder.write("reporting/CA.json",
                 R"({"name": "A. Counsel", "date": "2026-10-01", "text": {"en": "We report …"}})");
    REQUIRE(load("CA-MB"));
    CHECK(to_json(*load("CA-MB")).at("name") == "A. Counsel");
    CHECK_FALSE(*load("US"));
    folder.write("reporting/CA-MB.json",
                 R"({"name": "B. Counsel", "date": "2026-10-01", "text": {"en": "Here …"}})");
    CHECK(to_json(*load("CA-MB")).at("name") == "B. Counsel");
    folder.write("reporting/CA-MB.json", R"({"name": "B", "date": "soon", "text": {"en": "x"}})");
    REQUIRE_FALSE(load("CA-MB"));
    CHECK_THAT(load("CA-MB").error().message, Catch::Contains("/date"));
}

TEST_CASE("a jurisdiction is a country or a part of one, and never a path", "[checkin]") {
    for (const auto* text : {"CA", "US", "CA-MB", "FR-75", "GB-ENG"}) CHECK(is_jurisdiction(text));
    for (const auto* text : {"", "C", "ca", "CAN", "CA-", "CA-ABCD", "CA/MB", "..", "CA-.."})
        CHECK_FALSE(is_jurisdiction(text));
}
