#include "core/evaluate/builders.h"

using namespace porchlight;
using namespace porchlight::builders;

namespace {

// Of each kind one. Safety and identity need more standing than the rest (decision 11).
constexpr auto kProtective = "no-id-asked";
constexpr auto kHazard = "tells-guardian";
constexpr auto kChoice = "cameras";
constexpr auto kStatedSuffices = "elder";

const Fact& entry(std::string_view id) { return catalogue().facts()[fact(id)]; }

Evidence aged(std::string_view id, std::optional<Day> verified_on) {
    return evidence_of(candidate().says(id, Value::yes, verified_on, Standing::reviewed),
                       question().wants(id));
}

}  // namespace

TEST_CASE("the facts of these tests are what their names say", "[facts]") {
    CHECK(entry(kProtective).polarity == Polarity::protective);
    CHECK(entry(kHazard).polarity == Polarity::hazard);
    CHECK(entry(kChoice).polarity == Polarity::choice);
    CHECK(entry(kProtective).needed == Standing::attested);
    CHECK(entry(kStatedSuffices).needed == Standing::stated);
}

TEST_CASE("good news is favourable to its time to live, stale to twice that, then unknown",
          "[facts]") {
    const auto id = GENERATE(as<std::string>{}, kProtective, kStatedSuffices);
    const int ttl = ttl_of(id);
    CHECK(aged(id, days_ago(0)) == Evidence::favourable);
    CHECK(aged(id, days_ago(ttl)) == Evidence::favourable);
    CHECK(aged(id, days_ago(ttl + 1)) == Evidence::stale);
    CHECK(aged(id, days_ago(2 * ttl)) == Evidence::stale);
    CHECK(aged(id, days_ago(2 * ttl + 1)) == Evidence::unknown);
    CHECK(aged(id, days_ago(40000)) == Evidence::unknown);
}

TEST_CASE("one day ahead counts as today, two days ahead are unknown", "[facts]") {
    CHECK(aged(kProtective, days_ago(-1)) == Evidence::favourable);
    CHECK(aged(kProtective, days_ago(-2)) == Evidence::unknown);
}

TEST_CASE("undated good news is unknown", "[facts]") {
    CHECK(aged(kProtective, std::nullopt) == Evidence::unknown);
}

TEST_CASE("age counts days of the site's own zone", "[facts]") {
    // kNow is 12:00 on the 24th in Winnipeg, and already the 25th in Auckland.
    const auto verified_on = days_ago(ttl_of(kProtective));
    const auto said = candidate().says(kProtective, Value::yes, verified_on, Standing::reviewed);
    CHECK(evidence_of(said, question().wants(kProtective)) == Evidence::favourable);
    CHECK(evidence_of(CandidateBuilder(said).in_zone("Pacific/Auckland"),
                      question().wants(kProtective)) == Evidence::stale);
}

TEST_CASE("without a known zone the day is UTC's", "[facts]") {
    const auto zone = GENERATE(as<std::string>{}, "", "Nowhere/Atlantis");
    const auto later = question().wants(kProtective).days_later(0);
    auto asked = later;
    asked.now += std::chrono::hours{7};  // 01:00 on the 25th, UTC; still the 24th in Winnipeg.
    const auto said = candidate().says(kProtective, Value::yes, days_ago(ttl_of(kProtective)),
                                       Standing::reviewed);
    CHECK(evidence_of(said, asked) == Evidence::favourable);
    CHECK(evidence_of(CandidateBuilder(said).in_zone(zone), asked) == Evidence::stale);
}

TEST_CASE("a fact without any statement is unknown", "[facts]") {
    CHECK(evidence_of(candidate(), question().wants(kProtective)) == Evidence::unknown);
    const auto other = candidate().says(kHazard, Value::no, days_ago(1), Standing::reviewed);
    CHECK(evidence_of(other, question().wants(kProtective)) == Evidence::unknown);
}

TEST_CASE("good news of less standing than the fact needs is unknown", "[facts]") {
    const auto with = [](std::string_view id, Standing standing) {
        return evidence_of(candidate().says(id, Value::yes, days_ago(1), standing),
                           question().wants(id));
    };
    CHECK(with(kProtective, Standing::proposed) == Evidence::unknown);
    CHECK(with(kProtective, Standing::stated) == Evidence::unknown);
    CHECK(with(kProtective, Standing::attested) == Evidence::favourable);
    CHECK(with(kProtective, Standing::reviewed) == Evidence::favourable);
    CHECK(with(kStatedSuffices, Standing::proposed) == Evidence::unknown);
    CHECK(with(kStatedSuffices, Standing::stated) == Evidence::favourable);
}

TEST_CASE("bad news counts whatever its standing and date", "[facts]") {
    const auto standing = GENERATE(Standing::proposed, Standing::stated, Standing::reviewed);
    const auto date = GENERATE(std::optional<Day>{}, std::optional<Day>{days_ago(1)},
                               std::optional<Day>{days_ago(5000)},
                               std::optional<Day>{days_ago(-400)});
    CHECK(evidence_of(candidate().says(kProtective, Value::no, date, standing),
                      question().wants(kProtective)) == Evidence::unfavourable);
    CHECK(evidence_of(candidate().says(kHazard, Value::yes, date, standing),
                      question().wants(kHazard, Value::no)) == Evidence::unfavourable);
}

TEST_CASE("of a hazard no is the good news that ages", "[facts]") {
    const auto said = [](int age) {
        return evidence_of(candidate().says(kHazard, Value::no, days_ago(age), Standing::attested),
                           question().wants(kHazard, Value::no));
    };
    CHECK(said(ttl_of(kHazard)) == Evidence::favourable);
    CHECK(said(ttl_of(kHazard) + 1) == Evidence::stale);
}

TEST_CASE("of a choice the value wanted is good news and the other is bad", "[facts]") {
    const auto recorded = GENERATE(Value::yes, Value::no);
    const auto wanted = GENERATE(Value::yes, Value::no);
    const auto said = candidate().says(kChoice, recorded, days_ago(1), Standing::attested);
    CHECK(evidence_of(said, question().wants(kChoice, wanted)) ==
          (recorded == wanted ? Evidence::favourable : Evidence::unfavourable));
    const auto old = candidate().says(kChoice, recorded, days_ago(ttl_of(kChoice) + 1),
                                      Standing::attested);
    CHECK(evidence_of(old, question().wants(kChoice, wanted)) ==
          (recorded == wanted ? Evidence::stale : Evidence::unfavourable));
}

TEST_CASE("a choice of which nothing is recorded is unknown either way", "[facts]") {
    const auto wanted = GENERATE(Value::yes, Value::no);
    CHECK(evidence_of(candidate(), question().wants(kChoice, wanted)) == Evidence::unknown);
}

TEST_CASE("over sources and levels one unfavourable statement makes it unfavourable", "[facts]") {
    const auto good = statement(kProtective, Value::yes, days_ago(1), Standing::reviewed);
    const auto bad = statement(kProtective, Value::no, std::nullopt, Standing::proposed);
    auto service_level = candidate().with(site());
    service_level.statements = {good, bad};
    CHECK(evidence_of(service_level, question().wants(kProtective)) == Evidence::unfavourable);
    service_level.statements = {bad, good};
    CHECK(evidence_of(service_level, question().wants(kProtective)) == Evidence::unfavourable);

    auto at_site = site();
    at_site.statements = {good};
    auto levels = candidate().with(at_site);
    levels.statements = {bad};
    CHECK(evidence_of(levels, question().wants(kProtective)) == Evidence::unfavourable);
    levels.statements = {good};
    levels.sites[0].statements = {bad};
    CHECK(evidence_of(levels, question().wants(kProtective)) == Evidence::unfavourable);
}

TEST_CASE("over sources and levels the best of what isn't unfavourable counts", "[facts]") {
    const auto fresh = statement(kProtective, Value::yes, days_ago(1), Standing::reviewed);
    const auto stale = statement(kProtective, Value::yes, days_ago(ttl_of(kProtective) + 1),
                                 Standing::reviewed);
    const auto lead = statement(kProtective, Value::yes, days_ago(1), Standing::proposed);
    auto said = candidate().with(site());
    said.statements = {lead, stale, fresh};
    CHECK(evidence_of(said, question().wants(kProtective)) == Evidence::favourable);
    said.statements = {fresh, stale, lead};
    CHECK(evidence_of(said, question().wants(kProtective)) == Evidence::favourable);
    said.statements = {lead};
    said.sites[0].statements = {stale};
    CHECK(evidence_of(said, question().wants(kProtective)) == Evidence::stale);
}

TEST_CASE("what a site says holds for that site alone", "[facts]") {
    const auto two =
        candidate()
            .with(site(1).says(kProtective, Value::yes, days_ago(1), Standing::reviewed))
            .with(site(2));
    const auto verdict = judge(two, question().wants(kProtective));
    CHECK(verdict.result == Class::meets);
    REQUIRE(verdict.sites.size() == 1);
    CHECK(verdict.sites[0].site->id == uuid(1));
}

TEST_CASE("the statement that decided is named, the best founded of equals", "[facts]") {
    auto said = candidate();
    said.statements = {statement(kProtective, Value::yes, days_ago(9), Standing::attested),
                       statement(kProtective, Value::yes, days_ago(3), Standing::attested),
                       statement(kProtective, Value::yes, days_ago(5), Standing::attested)};
    const auto named = [&] { return judge(said, question().wants(kProtective)).sites[0].parts[0]; };
    CHECK(named().statement->verified_on == days_ago(3));
    said.statements.push_back(
        statement(kProtective, Value::yes, days_ago(20), Standing::reviewed));
    CHECK(named().statement->verified_on == days_ago(20));
    said.statements.push_back(statement(kProtective, Value::no, {}, Standing::proposed));
    CHECK(named().statement->value == Value::no);
    said.statements.clear();
    CHECK(named().statement == nullptr);
}

TEST_CASE("a yes on the phone settles what was unknown, for that site and fact alone", "[told]") {
    const auto two = candidate().with(site(1)).with(site(2));
    const auto asked = question().wants(kProtective).told_by_phone(uuid(1), kProtective,
                                                                   Value::yes);
    const auto verdict = judge(two, asked);
    CHECK(verdict.result == Class::meets);
    REQUIRE(verdict.sites.size() == 1);
    CHECK(verdict.sites[0].site->id == uuid(1));
    CHECK(verdict.sites[0].parts[0].told);
    CHECK(verdict.sites[0].parts[0].evidence == Evidence::favourable);

    const auto other_fact = question().wants(kProtective).told_by_phone(uuid(1), kHazard,
                                                                        Value::yes);
    CHECK(result_of(two, other_fact) == Class::ask);
    CHECK_FALSE(judge(two, other_fact).sites[0].parts[0].told);
}

TEST_CASE("a service without sites is told of by its own id", "[told]") {
    const auto asked = question().wants(kProtective, Value::yes, Strength::critical);
    CHECK(result_of(candidate(), asked) == Class::hold);
    CHECK(result_of(candidate(), QuestionBuilder(asked).told_by_phone(uuid(100), kProtective,
                                                                      Value::yes)) == Class::meets);
    CHECK(result_of(candidate(), QuestionBuilder(asked).told_by_phone(uuid(1), kProtective,
                                                                      Value::yes)) == Class::hold);
}

TEST_CASE("a no on the phone rules out, whatever is recorded", "[told]") {
    const auto good = candidate().says(kProtective, Value::yes, days_ago(1), Standing::reviewed);
    const auto asked = question().wants(kProtective).told_by_phone(uuid(100), kProtective,
                                                                   Value::no);
    CHECK(result_of(good, asked) == Class::ruled_out);
    const auto part = judge(good, asked).sites[0].parts[0];
    CHECK(part.evidence == Evidence::unfavourable);
    CHECK(part.statement == nullptr);
}

TEST_CASE("told of a choice fact, the answer is held against what is wanted", "[told]") {
    const auto wanted = GENERATE(Value::yes, Value::no);
    const auto answer = GENERATE(Value::yes, Value::no);
    CHECK(result_of(candidate(),
                    question().wants(kChoice, wanted).told_by_phone(uuid(100), kChoice, answer)) ==
          (wanted == answer ? Class::meets : Class::ruled_out));
}

TEST_CASE("of two answers that contradict each other the worse holds", "[told]") {
    const auto first = GENERATE(Value::yes, Value::no);
    const auto second = first == Value::yes ? Value::no : Value::yes;
    const auto asked = question()
                           .wants(kProtective)
                           .told_by_phone(uuid(100), kProtective, first)
                           .told_by_phone(uuid(100), kProtective, second);
    CHECK(result_of(candidate(), asked) == Class::ruled_out);
}

TEST_CASE("a yes on the phone can't lift reviewed bad news above ask", "[told]") {
    const auto standing = GENERATE(Standing::attested, Standing::reviewed);
    const auto bad = candidate().says(kProtective, Value::no, days_ago(1), standing);
    const auto told = [&](Strength strength) {
        return judge(bad, question()
                              .wants(kProtective, Value::yes, strength)
                              .told_by_phone(uuid(100), kProtective, Value::yes));
    };
    CHECK(told(Strength::required).result == Class::ask);
    CHECK(told(Strength::critical).result == Class::hold);
    CHECK(told(Strength::preferred).result == Class::meets);
    const auto part = told(Strength::required).sites[0].parts[0];
    CHECK(part.told);
    CHECK(part.evidence == Evidence::unfavourable);
    CHECK(part.statement->value == Value::no);
}

TEST_CASE("a yes on the phone lifts bad news that nobody reviewed", "[told]") {
    const auto standing = GENERATE(Standing::proposed, Standing::stated);
    CHECK(result_of(candidate().says(kProtective, Value::no, days_ago(1), standing),
                    question().wants(kProtective).told_by_phone(uuid(100), kProtective,
                                                                Value::yes)) == Class::meets);
}

TEST_CASE("reviewed bad news keeps its ceiling beside bad news that nobody reviewed", "[told]") {
    const auto reviewed = statement(kProtective, Value::no, days_ago(90), Standing::reviewed);
    const auto proposed = statement(kProtective, Value::no, days_ago(1), Standing::proposed);
    const bool reviewed_first = GENERATE(true, false);
    auto bad = candidate();
    bad.statements = reviewed_first ? std::vector{reviewed, proposed}
                                    : std::vector{proposed, reviewed};
    CHECK(result_of(bad, question().wants(kProtective).told_by_phone(uuid(100), kProtective,
                                                                     Value::yes)) == Class::ask);
}

TEST_CASE("with the clock behind the newest record no fact is favourable, nor what was told",
          "[clock]") {
    const auto asked = question().wants(kProtective).with_the_clock_behind();
    const auto age = GENERATE(1, 200);
    const auto good = candidate().says(kProtective, Value::yes, days_ago(age), Standing::reviewed);
    CHECK(evidence_of(good, asked) == Evidence::unknown);
    CHECK(result_of(good, asked) == Class::ask);
    CHECK(result_of(good, QuestionBuilder(asked).told_by_phone(uuid(100), kProtective,
                                                               Value::yes)) == Class::ask);
    const auto bad = candidate().says(kProtective, Value::no, days_ago(age), Standing::reviewed);
    CHECK(evidence_of(bad, asked) == Evidence::unfavourable);
}
