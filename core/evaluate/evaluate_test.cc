#include <algorithm>

#include "core/evaluate/builders.h"

using namespace porchlight;
using namespace porchlight::builders;

namespace {

constexpr auto kFact = "no-id-asked";
constexpr auto kOther = "elder";

/// A service of which all that `everything_asked()` asks is known and fits.
CandidateBuilder fitting() {
    return candidate()
        .says(kFact, Value::yes, days_ago(5), Standing::reviewed)
        .speaks("fr")
        .takes_ages(14, 24)
        .takes_genders({"women"})
        .asks_for({})
        .opens(hours().shift(kEveryDay, 0, 24))
        .with(site().at(north_of_here(3)));
}

QuestionBuilder everything_asked() {
    return question()
        .wants(kFact)
        .from_here(10)
        .in_language("fr")
        .open_now()
        .of_age(16)
        .of_gender("women")
        .holding({})
        .away_from(north_of_here(50), 5)
        .away_from(uuid(201));
}

}  // namespace

TEST_CASE("a service meets a question when every part of it is favourable", "[evaluate]") {
    const auto verdict = judge(fitting(), everything_asked());
    CHECK(verdict.result == Class::meets);
    REQUIRE(verdict.sites.size() == 1);
    const auto& parts = verdict.sites[0].parts;
    std::vector<PartKind> kinds;
    for (const auto& part : parts) {
        kinds.push_back(part.kind);
        CHECK(part.evidence == Evidence::favourable);
        CHECK(part.result == Class::meets);
    }
    CHECK(kinds == std::vector{PartKind::fact, PartKind::distance, PartKind::language,
                               PartKind::time, PartKind::age, PartKind::gender, PartKind::documents,
                               PartKind::avoid_area, PartKind::avoid_organization});
}

TEST_CASE("each part carries its strength and where it stands in the question", "[evaluate]") {
    auto asked = question()
                     .wants(kFact, Value::yes, Strength::critical)
                     .in_language("fr", Strength::preferred)
                     .in_language("en", Strength::required)
                     .away_from(kHere, 1)
                     .away_from(kHere, 2)
                     .away_from(uuid(7))
                     .away_from(uuid(8));
    asked.participant.strength = Strength::preferred;
    asked.of_age(16);
    const auto verdict = judge(candidate(), asked);
    const auto& parts = verdict.sites[0].parts;
    const auto matches = [&](std::size_t i, PartKind kind, int index, Strength strength) {
        return parts.at(i).kind == kind && parts.at(i).index == index &&
               parts.at(i).strength == strength;
    };
    REQUIRE(parts.size() == 8);
    CHECK(matches(0, PartKind::fact, fact(kFact), Strength::critical));
    CHECK(matches(1, PartKind::language, 0, Strength::preferred));
    CHECK(matches(2, PartKind::language, 1, Strength::required));
    CHECK(matches(3, PartKind::age, 0, Strength::preferred));
    CHECK(matches(4, PartKind::avoid_area, 0, Strength::critical));
    CHECK(matches(5, PartKind::avoid_area, 1, Strength::critical));
    CHECK(matches(6, PartKind::avoid_organization, 0, Strength::critical));
    CHECK(matches(7, PartKind::avoid_organization, 1, Strength::critical));
}

TEST_CASE("what isn't said isn't judged", "[evaluate]") {
    CHECK(judge(fitting(), question()).sites[0].parts.empty());
    CHECK(result_of(candidate(), question()) == Class::meets);
}

TEST_CASE("of a service of which nothing is known every part is unknown", "[evaluate]") {
    auto unknown = candidate();
    unknown.zone.clear();
    unknown.organization_id = {};
    const auto verdict = judge(unknown, everything_asked());
    CHECK(verdict.result == Class::hold);
    for (const auto& part : verdict.sites[0].parts) CHECK(part.evidence == Evidence::unknown);
}

TEST_CASE("a site's class is the worst over its parts", "[evaluate]") {
    CHECK(result_of(fitting(), everything_asked().wants(kOther)) == Class::ask);
    CHECK(result_of(fitting(), everything_asked().wants(kOther, Value::yes, Strength::critical)) ==
          Class::hold);
    CHECK(result_of(fitting(), everything_asked().wants(kFact, Value::no)) == Class::ruled_out);
    CHECK(result_of(fitting(), everything_asked()
                                   .wants(kFact, Value::no)
                                   .wants(kOther, Value::yes, Strength::critical)) ==
          Class::ruled_out);
    CHECK(result_of(fitting(), everything_asked().wants(kOther, Value::yes, Strength::preferred)) ==
          Class::meets);
}

TEST_CASE("a service's class is the best over its sites, and only those sites are kept",
          "[evaluate]") {
    const auto asked = question().wants(kFact).from_here();
    const auto good = site(1).says(kFact, Value::yes, days_ago(1), Standing::reviewed);
    const auto better_placed = site(2).at(kHere);
    const auto bad = site(3).says(kFact, Value::no, days_ago(1), Standing::reviewed);
    auto sites = std::vector<Site>{good, better_placed, bad};
    std::sort(sites.begin(), sites.end(),
              [](const Site& a, const Site& b) { return a.id < b.id; });
    do {
        auto all = candidate();
        all.sites = sites;
        const auto verdict = judge(all, asked);
        CHECK(verdict.result == Class::meets);
        REQUIRE(verdict.sites.size() == 1);
        CHECK(verdict.sites[0].site->id == uuid(1));
        CHECK(verdict.sites[0].result == Class::meets);
    } while (std::next_permutation(sites.begin(), sites.end(), [](const Site& a, const Site& b) {
        return a.id < b.id;
    }));
}

TEST_CASE("a service is ruled out when all its sites are, and keeps them", "[evaluate]") {
    const auto far = candidate().with(site(1).at(north_of_here(50))).with(
        site(2).at(north_of_here(40)));
    const auto verdict = judge(far, question().from_here(10));
    CHECK(verdict.result == Class::ruled_out);
    REQUIRE(verdict.sites.size() == 2);
    CHECK(verdict.sites[0].site->id == uuid(2));
}

TEST_CASE("sites are kept nearest first, unplaced last, equals by id", "[evaluate]") {
    const auto five = candidate()
                          .with(site(1))
                          .with(site(4).at(north_of_here(2)))
                          .with(site(3).at(north_of_here(1)))
                          .with(site(2).at(north_of_here(2)))
                          .with(site(5).online());
    const auto verdict = judge(five, question().from_here());
    std::vector<Uuid> order;
    for (const auto& kept : verdict.sites) order.push_back(kept.site->id);
    CHECK(order == std::vector{uuid(3), uuid(2), uuid(4), uuid(1), uuid(5)});
}

TEST_CASE("a service without sites is judged as one site without a place", "[evaluate]") {
    const auto verdict = judge(candidate(), question().from_here(10));
    REQUIRE(verdict.sites.size() == 1);
    CHECK(verdict.sites[0].site == nullptr);
    CHECK(verdict.result == Class::ask);
}

TEST_CASE("a preference never changes a class", "[evaluate]") {
    auto asked = question()
                     .wants(kFact, Value::no, Strength::preferred)
                     .from_here(1, Strength::preferred)
                     .in_language("cr", Strength::preferred)
                     .open_now(Strength::preferred)
                     .of_age(99)
                     .of_gender("men")
                     .holding({})
                     .away_from(north_of_here(3), 50)
                     .away_from(uuid(200));
    asked.participant.strength = Strength::preferred;
    asked.avoid.strength = Strength::preferred;
    CHECK(result_of(fitting(), asked) == Class::meets);
    CHECK(result_of(candidate(), asked) == Class::meets);
    CHECK(asked.asks_nothing());
}

TEST_CASE("with the clock behind the newest record no part is favourable", "[evaluate][clock]") {
    const auto verdict = judge(fitting(), everything_asked().with_the_clock_behind());
    CHECK(verdict.result == Class::hold);
    for (const auto& part : verdict.sites[0].parts) CHECK(part.evidence == Evidence::unknown);
    CHECK(result_of(fitting(), question().in_language("cr").with_the_clock_behind()) == Class::ask);
    CHECK(result_of(fitting(), question().of_age(99).with_the_clock_behind()) == Class::ruled_out);
}

TEST_CASE("with the clock behind what was stale is unknown as well", "[evaluate][clock]") {
    const auto stale = candidate().speaks("fr").languages_stated(days_ago(kLanguageTtlDays + 1));
    CHECK(evidence_of(stale, question().in_language("fr")) == Evidence::stale);
    CHECK(evidence_of(stale, question().in_language("fr").with_the_clock_behind()) ==
          Evidence::unknown);
}

TEST_CASE("a question asks nothing when no part of it can change a class", "[evaluate]") {
    CHECK(question().asks_nothing());
    CHECK(question().from_here().asks_nothing());
    CHECK(question().told_by_phone(uuid(1), kFact, Value::yes).asks_nothing());
    CHECK(question().wants(kFact, Value::yes, Strength::preferred).asks_nothing());
    CHECK(question().in_language("fr", Strength::preferred).asks_nothing());
    CHECK(question().from_here(5, Strength::preferred).asks_nothing());
    CHECK(question().open_now(Strength::preferred).asks_nothing());

    CHECK_FALSE(question().wants(kFact).asks_nothing());
    CHECK_FALSE(question().wants(kFact, Value::yes, Strength::critical).asks_nothing());
    CHECK_FALSE(question()
                    .wants(kOther, Value::yes, Strength::preferred)
                    .wants(kFact)
                    .asks_nothing());
    CHECK_FALSE(question().in_language("fr", Strength::required).asks_nothing());
    CHECK_FALSE(question().from_here(5).asks_nothing());
    CHECK_FALSE(question().open_now().asks_nothing());
    CHECK_FALSE(question().of_age(16).asks_nothing());
    CHECK_FALSE(question().of_gender("women").asks_nothing());
    CHECK_FALSE(question().holding({}).asks_nothing());
    CHECK_FALSE(question().away_from(kHere, 5).asks_nothing());
    CHECK_FALSE(question().away_from(uuid(1)).asks_nothing());
}

// The fail-open traps of the safety page, 2.3, as far as they apply to judging.

TEST_CASE("trap 1: a listing that lacks what is asked for doesn't pass", "[trap]") {
    // AND_NOT "asks for ID" passes every listing without that term.
    CHECK(result_of(candidate(), question().wants("proof-of-address-asked", Value::no)) ==
          Class::ask);
    CHECK(result_of(candidate(),
                    question().wants("proof-of-address-asked", Value::no, Strength::critical)) ==
          Class::hold);
}

TEST_CASE("trap 2: an empty value is neither the lowest nor the highest", "[trap]") {
    CHECK(evidence_of(candidate().takes_genders({"women"}), question().of_age(0)) ==
          Evidence::unknown);
    CHECK(by_age(std::nullopt, Day{}, 1000000) == Evidence::unknown);
    CHECK(evidence_of(candidate().with(site()), question().from_here(40000)) == Evidence::unknown);
}

TEST_CASE("trap 3: a default-made record is unknown throughout", "[trap]") {
    const auto verdict = judge(Candidate{}, everything_asked());
    CHECK(verdict.result == Class::hold);
    for (const auto& part : verdict.sites[0].parts) CHECK(part.evidence == Evidence::unknown);
    CHECK(evidence_of(FactStatement{}, catalogue().facts()[fact(kFact)], Value::no, kToday) ==
          Evidence::unknown);
}

TEST_CASE("trap 7: freshness is worked out when the question is asked", "[trap]") {
    // Nothing is indexed again in these days: the same record is asked again. What doesn't age
    // (places, bad news) isn't asked for here.
    const auto record = fitting();
    const auto asked = GENERATE(QuestionBuilder(question().wants(kFact)),
                                QuestionBuilder(question().in_language("fr")),
                                QuestionBuilder(question().open_now()),
                                QuestionBuilder(question().of_age(16)),
                                QuestionBuilder(question().of_gender("women")),
                                QuestionBuilder(question().holding({})));
    CHECK(result_of(record, asked) == Class::meets);
    CHECK(result_of(record, QuestionBuilder(asked).days_later(400)) == Class::ask);
}

TEST_CASE("trap 8: nothing is relaxed by itself where nothing fits", "[trap]") {
    const auto far = candidate().with(site(1).at(north_of_here(11))).with(site(2).at(kHere));
    CHECK(result_of(far, question().from_here(10).away_from(kHere, 1)) == Class::ruled_out);
}

TEST_CASE("a house that is full is asked about while it says so, and fits again by itself", "[evaluate]") {
    auto house = fitting();
    const auto asked = everything_asked();
    house.full_until = asked.now + std::chrono::hours{2};
    CHECK(result_of(house, asked) == Class::ask);
    // It stays out of what is ruled out: beds come free, and it is the first to be rung then.
    CHECK(result_of(house, question()) == Class::ask);
    house.full_until = asked.now;
    CHECK(result_of(house, asked) == Class::meets);
}
