#include "core/upkeep/gaps.h"

#include "core/evaluate/builders.h"

namespace porchlight {
namespace {

using namespace builders;

std::uint16_t need(std::string_view id) { return *catalogue().need(id); }

std::vector<Preset> presets() {
    auto loaded = load_presets(PORCHLIGHT_SOURCE_DIR "/data/catalogue", catalogue());
    REQUIRE(loaded);
    return *loaded;
}

/// One preset of these facts, as musts or as wishes.
Preset preset(std::initializer_list<const char*> facts, Strength strength = Strength::required) {
    Preset out;
    out.id = "test";
    for (const auto* id : facts) out.wishes.push_back({fact(id), Value::yes, strength});
    return out;
}

ListedService listed(CandidateBuilder candidate, std::string_view need_id = "food.food-bank",
                     std::string region = "Winnipeg") {
    candidate.needs = {need(need_id)};
    return {candidate, std::move(region)};
}

/// A service that says yes to these facts, as reviewed ten days ago.
CandidateBuilder says_yes(std::initializer_list<const char*> facts) {
    auto out = candidate();
    for (const auto* id : facts) out.says(id, Value::yes, days_ago(10), Standing::reviewed);
    return out;
}

Gaps gaps_of(const std::vector<ListedService>& services, const std::vector<Preset>& asked,
             std::size_t most = 100) {
    const HolidayCalendar none;
    return find_gaps(services, asked, Evaluator(catalogue(), none), kNow, most);
}

}  // namespace

TEST_CASE("the shipped presets are the catalogue's", "[gaps]") {
    CHECK(presets().size() == 5);
    for (const auto& each : presets())
        for (const auto& wish : each.wishes) CHECK(wish.strength != Strength::critical);
}

TEST_CASE("a call asks what keeps a place from fitting, and nothing that is known", "[gaps]") {
    const auto gaps = gaps_of({listed(says_yes({"no-id-asked"}))},
                              {preset({"no-id-asked", "no-story-needed"})});
    REQUIRE(gaps.calls.size() == 1);
    REQUIRE(gaps.calls[0].questions.size() == 1);
    CHECK(gaps.calls[0].questions[0].fact == fact("no-story-needed"));
}

TEST_CASE("nobody is called about what is settled, for or against", "[gaps]") {
    auto against = candidate();
    against.says("no-id-asked", Value::no, days_ago(10), Standing::reviewed);
    const auto gaps =
        gaps_of({listed(says_yes({"no-id-asked"})), listed(against)}, {preset({"no-id-asked"})});
    CHECK(gaps.calls.empty());
    REQUIRE(gaps.cells.size() == 1);
    CHECK(gaps.cells[0].meets == 1);
    CHECK(gaps.cells[0].ask == 0);
}

TEST_CASE("what has grown old is asked again", "[gaps]") {
    auto old = candidate();
    old.says("no-id-asked", Value::yes, days_ago(ttl_of("no-id-asked") + 1), Standing::reviewed);
    CHECK(gaps_of({listed(old)}, {preset({"no-id-asked"})}).calls.size() == 1);
}

TEST_CASE("a place that would be the first of its kind is called before a tenth one", "[gaps]") {
    std::vector<ListedService> services;
    for (int i = 0; i < 9; ++i) services.push_back(listed(says_yes({"no-id-asked"})));
    services.push_back(listed(candidate()));                               // a tenth pantry in Winnipeg
    services.push_back(listed(candidate(), "food.food-bank", "Thompson"));    // the first in Thompson
    const auto gaps = gaps_of(services, {preset({"no-id-asked"})});
    REQUIRE(gaps.calls.size() == 2);
    CHECK(services[gaps.calls[0].service].region == "Thompson");
    CHECK(gaps.calls[0].worth == Approx(1.0));
    CHECK(gaps.calls[1].worth == Approx(0.1));
}

TEST_CASE("each call counts as answered for the next one", "[gaps]") {
    // Two in Winnipeg, one in Thompson: after the first of Winnipeg, Thompson goes before the second.
    const std::vector<ListedService> services = {
        listed(candidate()), listed(candidate()), listed(candidate(), "food.food-bank", "Thompson")};
    const auto gaps = gaps_of(services, {preset({"no-id-asked"})});
    REQUIRE(gaps.calls.size() == 3);
    CHECK(gaps.calls[2].service == 1);
    CHECK(gaps.calls[2].worth == Approx(0.5));
}

TEST_CASE("wishes without a must are asked one by one", "[gaps]") {
    const auto gaps = gaps_of({listed(says_yes({"elder"}))},
                              {preset({"elder", "smudging"}, Strength::preferred)});
    REQUIRE(gaps.cells.size() == 2);
    REQUIRE(gaps.calls.size() == 1);
    CHECK(gaps.calls[0].turns == 1);
    CHECK(gaps.calls[0].questions[0].fact == fact("smudging"));
}

TEST_CASE("a preset about some needs leaves the others alone", "[gaps]") {
    auto housing = preset({"no-id-asked"});
    housing.needs = catalogue().with_descendants(need("housing"));
    CHECK(gaps_of({listed(candidate())}, {housing}).cells.empty());
    CHECK(gaps_of({listed(candidate(), "housing.bed-tonight")}, {housing}).cells.size() == 1);
}

TEST_CASE("no more calls than asked for, and none to a place that is closed for good", "[gaps]") {
    auto closed = candidate();
    closed.active = false;
    const std::vector<ListedService> services = {listed(candidate()), listed(candidate()),
                                                 listed(closed)};
    CHECK(gaps_of(services, {preset({"no-id-asked"})}, 1).calls.size() == 1);
    CHECK(gaps_of(services, {preset({"no-id-asked"})}).calls.size() == 2);
}

}  // namespace porchlight
