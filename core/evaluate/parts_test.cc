#include <limits>

#include "core/evaluate/builders.h"

using namespace porchlight;
using namespace porchlight::builders;

namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("a point is within reach or not", "[reach]") {
    const auto asked = question().from_here(10);
    CHECK(evidence_of(candidate().with(site().at(kHere)), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().with(site().at(north_of_here(9.9))), asked) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().with(site().at(north_of_here(10.1))), asked) ==
          Evidence::unfavourable);
}

TEST_CASE("exactly as far as one can go is within reach", "[reach]") {
    const double distance = *judge(candidate().with(site().at(north_of_here(10))),
                                   question().from_here())
                                 .sites[0]
                                 .distance_km;
    CHECK(distance == Approx(10));
    const auto there = candidate().with(site().at(north_of_here(10)));
    CHECK(evidence_of(there, question().from_here(distance)) == Evidence::favourable);
    const auto around = candidate().with(site().at(north_of_here(10), 4));
    CHECK(evidence_of(around, question().from_here(distance - 4)) == Evidence::unknown);
    CHECK(evidence_of(around, question().from_here(distance + 4)) == Evidence::favourable);
}

TEST_CASE("kilometres are great-circle ones, not those of a map", "[reach][field]") {
    // InReach measured on Web Mercator, where 60 degrees north stretches two times.
    auto asked = question().from_here(100);
    asked.place->from = {60, -97};
    CHECK(evidence_of(candidate().with(site().at({60, -97 + 1.6})), asked) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().with(site().at({60, -97 + 1.9})), asked) ==
          Evidence::unfavourable);
}

TEST_CASE("a published area is within reach only with all of it, and beyond with all of it",
          "[reach]") {
    const auto asked = question().from_here(10);
    const auto hidden = [&](double km, double radius_km) {
        return evidence_of(candidate().with(site().hidden_in(north_of_here(km), radius_km)), asked);
    };
    CHECK(hidden(3, 5) == Evidence::favourable);
    CHECK(hidden(6, 5) == Evidence::unknown);
    CHECK(hidden(14, 5) == Evidence::unknown);
    CHECK(hidden(16, 5) == Evidence::unfavourable);
}

TEST_CASE("an area that covers the place satisfies reach, wherever the site is", "[reach]") {
    const auto asked = question().from_here(10);
    const auto far = north_of_here(500);
    CHECK(evidence_of(candidate().covering(kHere, 50).with(site().at(far)), asked) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().with(site().at(far).covering(kHere, 50)), asked) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().covering(kHere, 50), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().covering(north_of_here(60), 50).with(site().at(far)), asked) ==
          Evidence::unfavourable);
    CHECK(evidence_of(candidate().covering(north_of_here(60), 50), asked) == Evidence::unknown);
}

TEST_CASE("what is used by phone or online is within reach", "[reach]") {
    const auto asked = question().from_here(10);
    CHECK(evidence_of(candidate().by_phone(), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().by_phone().with(site().at(north_of_here(500))), asked) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().with(site().online()), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().with(site().at(north_of_here(500))), asked) ==
          Evidence::unfavourable);
}

TEST_CASE("a place that isn't known is neither near nor far", "[reach]") {
    const auto asked = question().from_here(10);
    CHECK(evidence_of(candidate(), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().with(site()), asked) == Evidence::unknown);
    CHECK(judge(candidate().with(site()), asked).sites[0].distance_km == std::nullopt);
}

TEST_CASE("0,0 and numbers that are none are no place", "[reach][field]") {
    auto asked = question().from_here(100);
    asked.place->from = {0.1, 0.1};
    const auto nowhere = GENERATE(SiteBuilder(site().at({0, 0})), SiteBuilder(site().at({91, 0.1})),
                                  SiteBuilder(site().at({kNotANumber, 0.1})),
                                  SiteBuilder(site().at({0.1, 0.1}, -0.5)),
                                  SiteBuilder(site().at({0.1, 0.1}, kNotANumber)));
    CHECK(evidence_of(candidate().with(nowhere), asked) == Evidence::unknown);
    CHECK(judge(candidate().with(nowhere), asked).sites[0].distance_km == std::nullopt);
    CHECK(evidence_of(candidate().with(nowhere), question().away_from(kHere, 5)) ==
          Evidence::unknown);
}

TEST_CASE("without a reach the place only measures", "[reach]") {
    const auto verdict = judge(candidate().with(site().at(north_of_here(500))),
                               question().from_here());
    CHECK(verdict.result == Class::meets);
    CHECK(verdict.sites[0].parts.empty());
    CHECK(*verdict.sites[0].distance_km == Approx(500));
    CHECK(judge(candidate().with(site().at(kHere)), question()).sites[0].distance_km ==
          std::nullopt);
}

TEST_CASE("a site apart from an area is favourable, inside unfavourable, else unknown", "[avoid]") {
    const auto asked = question().away_from(kHere, 5);
    const auto lying = [&](double km, double radius_km) {
        return evidence_of(candidate().with(site().at(north_of_here(km), radius_km)), asked);
    };
    CHECK(lying(6, 0) == Evidence::favourable);
    CHECK(lying(4, 0) == Evidence::unfavourable);
    CHECK(lying(8, 2) == Evidence::favourable);
    CHECK(lying(6, 2) == Evidence::unknown);
    CHECK(lying(4, 2) == Evidence::unknown);
    CHECK(lying(2, 2) == Evidence::unfavourable);
    CHECK(lying(0, 50) == Evidence::unknown);
}

TEST_CASE("of a hidden site only the published area is judged", "[avoid]") {
    const auto asked = question().away_from(kHere, 5);
    CHECK(result_of(candidate().with(site().hidden_in(north_of_here(30), 20)), asked) ==
          Class::meets);
    CHECK(result_of(candidate().with(site().hidden_in(north_of_here(10), 20)), asked) ==
          Class::hold);
    CHECK(result_of(candidate().with(site().hidden_in(kHere, 1)), asked) == Class::ruled_out);
}

TEST_CASE("a site whose place isn't known is not outside an area of concern", "[avoid]") {
    const auto asked = question().away_from(kHere, 5);
    CHECK(result_of(candidate().with(site()), asked) == Class::hold);
    CHECK(result_of(candidate(), asked) == Class::hold);
}

TEST_CASE("what has no place to go to is apart from every area", "[avoid]") {
    const auto asked = question().away_from(kHere, 5);
    CHECK(evidence_of(candidate().by_phone(), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().with(site().online().at(kHere)), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().by_phone().with(site().at(kHere)), asked) ==
          Evidence::unfavourable);
}

TEST_CASE("every area and organization is kept away from, not any one of them", "[avoid][field]") {
    // InReach joined its filters by OR, so that one that fits let all others through.
    const auto here = candidate().with(site().at(kHere));
    CHECK(result_of(here, question().away_from(north_of_here(100), 5).away_from(kHere, 5)) ==
          Class::ruled_out);
    CHECK(result_of(here, question().away_from(kHere, 5).away_from(north_of_here(100), 5)) ==
          Class::ruled_out);
    CHECK(result_of(here, question().away_from(uuid(7)).away_from(uuid(200))) == Class::ruled_out);
    CHECK(result_of(here, question().away_from(uuid(200)).away_from(uuid(7))) == Class::ruled_out);
    CHECK(result_of(here, question().away_from(north_of_here(100), 5).away_from(uuid(7))) ==
          Class::meets);
}

TEST_CASE("an organization to keep away from rules its services out; an unnamed one is held",
          "[avoid]") {
    CHECK(result_of(candidate(), question().away_from(uuid(200))) == Class::ruled_out);
    CHECK(result_of(candidate(), question().away_from(uuid(201))) == Class::meets);
    auto nobodys = candidate();
    nobodys.organization_id = {};
    CHECK(result_of(nobodys, question().away_from(uuid(200))) == Class::hold);
}

TEST_CASE("a language on record is spoken while the record is fresh", "[language]") {
    const auto french = [](int age) {
        return evidence_of(candidate().speaks("fr").languages_stated(days_ago(age)),
                           question().in_language("fr"));
    };
    CHECK(french(kLanguageTtlDays) == Evidence::favourable);
    CHECK(french(kLanguageTtlDays + 1) == Evidence::stale);
    CHECK(french(2 * kLanguageTtlDays + 1) == Evidence::unknown);
    CHECK(evidence_of(candidate().speaks("fr").languages_stated({}), question().in_language("fr")) ==
          Evidence::unknown);
    CHECK(evidence_of(candidate().speaks("fr").languages_stated(days_ago(1), Standing::proposed),
                      question().in_language("fr")) == Evidence::unknown);
}

TEST_CASE("a language that isn't recorded is unknown, unless the list is said to be whole",
          "[language]") {
    const auto asked = question().in_language("cr");
    CHECK(evidence_of(candidate(), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().speaks("en"), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().speaks("en").and_no_other_language(), asked) ==
          Evidence::unfavourable);
    CHECK(evidence_of(candidate().and_no_other_language().with(site().speaks("en")), asked) ==
          Evidence::unfavourable);
    CHECK(evidence_of(candidate().speaks("cr").and_no_other_language(), asked) ==
          Evidence::favourable);
}

TEST_CASE("an empty list is no list, whole or not", "[language]") {
    CHECK(evidence_of(candidate().and_no_other_language(), question().in_language("cr")) ==
          Evidence::unknown);
}

TEST_CASE("languages are held required as asked, critical as held, preferred for order",
          "[language]") {
    const auto english = candidate().speaks("en");
    CHECK(result_of(english, question().in_language("cr", Strength::required)) == Class::ask);
    CHECK(result_of(english, question().in_language("cr", Strength::critical)) == Class::hold);
    CHECK(result_of(english, question().in_language("cr", Strength::preferred)) == Class::meets);
}

TEST_CASE("a tag falls back to the language it belongs to", "[language]") {
    const auto spoken = [](std::string offered, std::string wanted) {
        return evidence_of(candidate().speaks(std::move(offered)).and_no_other_language(),
                           question().in_language(std::move(wanted))) == Evidence::favourable;
    };
    CHECK(spoken("fr", "fr"));
    CHECK(spoken("fr", "fr-CA"));
    CHECK(spoken("fr-CA", "fr"));
    CHECK(spoken("zh", "zh-Hant-TW"));
    CHECK(spoken("zh-Hant", "zh-Hant-TW"));
    CHECK(spoken("zh-Hant-TW", "zh-Hant"));
    CHECK(spoken("zh-Hant", "zh"));
    CHECK_FALSE(spoken("zh-Hant", "zh-Hans"));
    CHECK_FALSE(spoken("fr-FR", "fr-CA"));
    CHECK_FALSE(spoken("fro", "fr"));
    CHECK_FALSE(spoken("fr", "fro"));
}

TEST_CASE("the language of the phone says nothing of the language on site", "[language]") {
    const auto asked = question().in_language("fr");
    const auto line = candidate().speaks("fr", LanguageOffer::phone_line);
    CHECK(evidence_of(line, asked) == Evidence::unknown);
    CHECK(evidence_of(CandidateBuilder(line).and_no_other_language(), asked) == Evidence::unknown);
    CHECK(judge(line, asked).sites[0].parts[0].offer == LanguageOffer::phone_line);
}

TEST_CASE("of several ways in which a language is offered the best is named", "[language]") {
    const auto offered = candidate()
                             .speaks("fr", LanguageOffer::interpreter_by_phone)
                             .speaks("fr", LanguageOffer::staff_sometimes)
                             .with(site(1).speaks("fr", LanguageOffer::phone_line))
                             .with(site(2).speaks("fr"));
    const auto verdict = judge(offered, question().in_language("fr"));
    REQUIRE(verdict.sites.size() == 2);
    CHECK(verdict.sites[0].parts[0].offer == LanguageOffer::staff_sometimes);
    CHECK(verdict.sites[1].parts[0].offer == LanguageOffer::staff);
    CHECK(judge(candidate(), question().in_language("fr")).sites[0].parts[0].offer == std::nullopt);
}

TEST_CASE("ages are tested against what is stated, both ends included", "[age]") {
    const auto between = candidate().takes_ages(16, 24);
    CHECK(evidence_of(between, question().of_age(15)) == Evidence::unfavourable);
    CHECK(evidence_of(between, question().of_age(16)) == Evidence::favourable);
    CHECK(evidence_of(between, question().of_age(24)) == Evidence::favourable);
    CHECK(evidence_of(between, question().of_age(25)) == Evidence::unfavourable);
}

TEST_CASE("a minimum alone means and older; a maximum alone says nothing of the youngest",
          "[age]") {
    CHECK(evidence_of(candidate().takes_ages(18, {}), question().of_age(90)) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().takes_ages(18, {}), question().of_age(17)) ==
          Evidence::unfavourable);
    CHECK(evidence_of(candidate().takes_ages({}, 24), question().of_age(12)) == Evidence::unknown);
    CHECK(evidence_of(candidate().takes_ages({}, 24), question().of_age(25)) ==
          Evidence::unfavourable);
    CHECK(evidence_of(candidate().takes_ages(0, 24), question().of_age(12)) ==
          Evidence::favourable);
}

TEST_CASE("ages that aren't stated never mean everyone", "[age][field]") {
    // Soliguide's blank listing takes 0 to 99; Norse passes an age that is missing.
    CHECK(evidence_of(candidate(), question().of_age(16)) == Evidence::unknown);
    CHECK(evidence_of(candidate().eligibility_stated(days_ago(1), Standing::reviewed),
                      question().of_age(16)) == Evidence::unknown);
    CHECK(evidence_of(candidate().takes_all_ages(), question().of_age(16)) ==
          Evidence::favourable);
}

TEST_CASE("limits that contradict each other say nothing; all ages don't undo a limit", "[age]") {
    CHECK(evidence_of(candidate().takes_ages(65, 18), question().of_age(40)) == Evidence::unknown);
    CHECK(evidence_of(candidate().takes_ages(18, {}).takes_all_ages(), question().of_age(16)) ==
          Evidence::unfavourable);
    CHECK(evidence_of(candidate().takes_ages(30, 30), question().of_age(30)) ==
          Evidence::favourable);
}

TEST_CASE("whom a service takes ages like other good news, and is bad news at any age",
          "[age][gender][documents]") {
    const auto asked = GENERATE(QuestionBuilder(question().of_age(16)),
                                QuestionBuilder(question().of_gender("women")),
                                QuestionBuilder(question().holding({"photo-id"})));
    auto fits = candidate().takes_ages(16, 24).takes_genders({"women"}).asks_for({"photo-id"});
    const auto stated = [&](std::optional<Day> on, Standing by) {
        return evidence_of(fits.eligibility_stated(on, by), asked);
    };
    CHECK(stated(days_ago(kEligibilityTtlDays), Standing::stated) == Evidence::favourable);
    CHECK(stated(days_ago(kEligibilityTtlDays + 1), Standing::stated) == Evidence::stale);
    CHECK(stated(days_ago(2 * kEligibilityTtlDays + 1), Standing::stated) == Evidence::unknown);
    CHECK(stated(std::nullopt, Standing::reviewed) == Evidence::unknown);
    CHECK(stated(days_ago(1), Standing::proposed) == Evidence::unknown);

    auto unfit = candidate().takes_ages(50, 60).takes_genders({"men"}).asks_for({"health-card"});
    CHECK(evidence_of(unfit.eligibility_stated(std::nullopt, Standing::proposed), asked) ==
          Evidence::unfavourable);
}

TEST_CASE("genders are tested against those stated", "[gender]") {
    const auto asked = question().of_gender("non-binary");
    CHECK(evidence_of(candidate(), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().takes_genders({"women", "non-binary"}), asked) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().takes_genders({"all"}), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().takes_genders({"women"}), asked) == Evidence::unfavourable);
}

TEST_CASE("documents not stated are unknown, stated as none are favourable", "[documents]") {
    const auto asked = question().holding({});
    CHECK(evidence_of(candidate(), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().eligibility_stated(days_ago(1), Standing::reviewed), asked) ==
          Evidence::unknown);
    CHECK(evidence_of(candidate().asks_for({}), asked) == Evidence::favourable);
    CHECK(evidence_of(candidate().asks_for({"none"}), asked) == Evidence::favourable);
}

TEST_CASE("all documents that are asked for must be held", "[documents]") {
    const auto both = candidate().asks_for({"photo-id", "health-card"});
    CHECK(evidence_of(both, question().holding({"health-card", "photo-id", "visa"})) ==
          Evidence::favourable);
    CHECK(evidence_of(both, question().holding({"photo-id"})) == Evidence::unfavourable);
    CHECK(evidence_of(both, question().holding({"health-card"})) == Evidence::unfavourable);
    CHECK(evidence_of(both, question().holding({})) == Evidence::unfavourable);
}

TEST_CASE("documents in the listing's own words can't be compared, unless held in these words",
          "[documents]") {
    const auto words = GENERATE(as<std::string>{}, "a letter from your worker", "Passport",
                                "carte d'identité", "id/visa", "papers,", "[any]", "~");
    const auto asked_for = candidate().asks_for({"health-card", words});
    CHECK(evidence_of(asked_for, question().holding({"health-card"})) == Evidence::unknown);
    CHECK(evidence_of(asked_for, question().holding({words})) == Evidence::unfavourable);
    CHECK(evidence_of(asked_for, question().holding({"health-card", words})) ==
          Evidence::favourable);
    const auto code = GENERATE(as<std::string>{}, "photo-id", "id2", "azaz-09", "visa");
    CHECK(evidence_of(candidate().asks_for({words, code}), question().holding({})) ==
          Evidence::unfavourable);
}

TEST_CASE("documents that aren't said to be all leave the rest unknown", "[documents]") {
    auto some = candidate().asks_for({"photo-id"});
    some.eligibility.documents_stated = false;
    CHECK(evidence_of(some, question().holding({"photo-id"})) == Evidence::unknown);
    CHECK(evidence_of(some, question().holding({})) == Evidence::unfavourable);
}
