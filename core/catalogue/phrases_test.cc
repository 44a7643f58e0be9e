#include "core/catalogue/phrases.h"

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

const Catalogue& catalogue() {
    static const auto loaded =
        Catalogue::load(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data/catalogue");
    if (!loaded) FAIL(loaded.error().message);
    return *loaded;
}

/// The ids that a text is understood as, in order.
std::vector<std::string> understood(std::string_view text) {
    static const PhraseBook book(catalogue());
    std::vector<std::string> ids;
    auto matches = book.find(words_of(text));
    for (const auto& match : book.find_times(words_of(text))) matches.push_back(match);
    for (const auto& match : matches)
        for (const auto& meaning : match.meanings) switch (meaning.kind) {
                case Meaning::Kind::need: ids.push_back(catalogue().needs()[meaning.index].id); break;
                case Meaning::Kind::fact: ids.push_back(catalogue().facts()[meaning.index].id); break;
                case Meaning::Kind::language:
                    ids.push_back(catalogue().languages()[meaning.index].tag);
                    break;
                case Meaning::Kind::time:
                    ids.emplace_back(to_string(static_cast<SaidTime>(meaning.index)));
                    break;
            }
    return ids;
}

bool has(const std::vector<std::string>& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

TEST_CASE("needs are found as people say them, in three languages", "[phrases]") {
    CHECK(has(understood("I need somewhere to crash tonight"), "tonight"));
    CHECK(has(understood("DIAPERS for my son"), "essentials.diapers"));
    CHECK(has(understood("guarderia"), "family.child-care"));
    CHECK(has(understood("où trouver un logement d'urgence"), "housing.bed-tonight"));
}

TEST_CASE("a longer phrase wins over the words within it", "[phrases]") {
    const auto ids = understood("emergency shelter");
    CHECK(has(ids, "housing.bed-tonight"));
    CHECK(ids.size() == 1);
}

TEST_CASE("a language is understood by any of its names", "[phrases]") {
    CHECK(has(understood("someone who speaks Creole"), "ht"));
    CHECK(has(understood("en español"), "es"));
}

TEST_CASE("a time is found within another phrase", "[phrases]") {
    const auto ids = understood("a bed tonight");
    CHECK(has(ids, "housing.bed-tonight"));
    CHECK(has(ids, "tonight"));
}

TEST_CASE("a short stem of one language isn't taken for a word of another", "[phrases]") {
    CHECK(understood("come to us").empty());
    CHECK_FALSE(understood("comida").empty());
    CHECK(understood("comidas") == understood("comida"));
}

TEST_CASE("a match knows which words it covers", "[phrases]") {
    const PhraseBook book(catalogue());
    const auto matches = book.find(words_of("please food bank near me"), {"en"});
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].first == 1);
    CHECK(matches[0].last == 3);
}
