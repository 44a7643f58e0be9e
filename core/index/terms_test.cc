#include "core/index/terms.h"

#include <catch2/catch.hpp>

#include "core/index/fields.h"

using namespace porchlight;

namespace {

const Catalogue& catalogue() {
    static const auto loaded =
        Catalogue::load(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data/catalogue");
    if (!loaded) FAIL(loaded.error().message);
    return *loaded;
}

IndexEntry marked(const Candidate& candidate) {
    IndexEntry entry;
    add_boolean_terms(entry, candidate, catalogue());
    return entry;
}

bool has(const IndexEntry& entry, std::string_view prefix, std::string_view text) {
    return entry.terms.count(term(prefix, text)) > 0;
}

IndexEntry words_in(const std::vector<std::string>& texts, const std::string& language = "en") {
    static const PhraseBook phrases(catalogue());
    IndexEntry entry;
    for (const auto& text : texts) TextTerms(catalogue(), phrases, language).add(entry, text, kBodyText);
    return entry;
}

}  // namespace

TEST_CASE("hours have terms of one width: nine o'clock is written as it is asked for (AskDarcel)", "[index]") {
    Candidate candidate;
    candidate.hours.emplace();
    candidate.hours->shifts = {{HoursKind::open, 0x01, "", 9 * 60, 60, {}, {}, {}, {}}};
    const auto entry = marked(candidate);
    CHECK(has(entry, field::kOpenBlock, "04"));
    for (const auto& [text, frequency] : entry.terms)
        if (text.rfind(field::kOpenBlock, 0) == 0) CHECK(text.size() == field::kOpenBlock.size() + 2);
}

TEST_CASE("an overnight shift stands in the blocks of both its days", "[index]") {
    Candidate candidate;
    candidate.hours.emplace();
    candidate.hours->shifts = {{HoursKind::open, 0x40, "", 22 * 60, 8 * 60, {}, {}, {}, {}}};  // Sunday night
    const auto entry = marked(candidate);
    CHECK(has(entry, field::kOpenBlock, "83"));
    CHECK(has(entry, field::kOpenBlock, "00"));
}

TEST_CASE("only what is confirmed and dated may be a positive term; bad news always stands", "[index]") {
    const auto fact = *catalogue().fact("no-id-asked");
    const auto said = [&](Value value, Standing standing, std::optional<Day> day) {
        Candidate candidate;
        candidate.statements = {{fact, value, standing, Method::import, 0, day, ""}};
        return marked(candidate);
    };
    const Day day{std::chrono::days{20000}};
    CHECK(has(said(Value::yes, Standing::attested, day), field::kFactMay, "no-id-asked:yes"));
    CHECK_FALSE(has(said(Value::yes, Standing::stated, day), field::kFactMay, "no-id-asked:yes"));
    CHECK_FALSE(has(said(Value::yes, Standing::attested, std::nullopt), field::kFactMay, "no-id-asked:yes"));
    CHECK(has(said(Value::no, Standing::proposed, std::nullopt), field::kFactSaid, "no-id-asked:no"));
}

TEST_CASE("a record without place, area, age or hours still has a document (Norse)", "[index]") {
    const auto entry = marked(Candidate{});
    CHECK(has(entry, field::kNoPlace, ""));
    CHECK(has(entry, field::kId, to_string(Uuid{})));
}

TEST_CASE("a translation beside it doesn't make a word weigh less", "[index]") {
    const auto alone = words_in({"A bed for the night and breakfast"});
    auto both = words_in({"A bed for the night and breakfast", "Un lit pour la nuit et le petit déjeuner"});
    CHECK(both.terms.at(term(field::kStem, "breakfast")) == alone.terms.at(term(field::kStem, "breakfast")));
}

TEST_CASE("in a short text a word counts more than in a long one", "[index]") {
    std::string text = "breakfast";
    for (int i = 0; i < 200; ++i) text += " word" + std::to_string(i);
    CHECK(words_in({"breakfast"}).terms.at(term(field::kStem, "breakfast")) >
          words_in({text}).terms.at(term(field::kStem, "breakfast")));
}

TEST_CASE("a need that a text names is found by its id", "[index]") {
    CHECK(words_in({"We give out diapers on Mondays"}).terms.count(term(field::kSaidNeed, "essentials.diapers")));
}
