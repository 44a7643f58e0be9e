#include <catch2/catch.hpp>

#include "core/text/fold.h"
#include "core/text/words.h"

using namespace porchlight;

namespace {

std::vector<std::string> texts(std::string_view text) {
    std::vector<std::string> out;
    for (const auto& word : words_of(text)) out.push_back(word.text);
    return out;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("case, accents and punctuation make no difference to a phrase", "[text]") {
    CHECK(fold_phrase("  Logement d’URGENCE!") == "logement d urgence");
    CHECK(fold_phrase("guardería") == "guarderia");
    CHECK(fold_phrase("Cafe\xcc\x81") == fold_phrase("café"));
    CHECK(fold_phrase("2SLGBTQ+") == "2slgbtq");
    CHECK(fold_phrase("...").empty());
}

TEST_CASE("marks that are vowels stay", "[text]") {
    CHECK(fold("ที่พัก") == "ที่พัก");
    CHECK(fold("हिन्दी") == "हिन्दी");
    CHECK(fold("مُساعدة") == fold("مساعدة"));
}

TEST_CASE("elisions, slashes and ampersands split words", "[text]") {
    CHECK(texts("l'hôpital et l’aide") == List{"l", "hopital", "et", "l", "aide"});
    CHECK(texts("3Squares / Food-Assistance AT&T") ==
          List{"3squares", "food", "assistance", "at", "t"});
}

TEST_CASE("scripts without spaces are segmented", "[text]") {
    CHECK(texts("ที่พักฉุกเฉิน").size() > 1);
    CHECK(texts("紧急住所").size() > 1);
}

TEST_CASE("a word knows where it stands in the original", "[text]") {
    const std::string text = "un café noir";
    const auto words = words_of(text);
    REQUIRE(words.size() == 3);
    CHECK(text.substr(words[1].begin, words[1].end - words[1].begin) == "café");
}

TEST_CASE("a word after a clause mark begins a clause", "[text]") {
    const auto words = words_of("beds, meals");
    REQUIRE(words.size() == 2);
    CHECK(words[1].sentence_start);
}

TEST_CASE("stems follow the language, and codes stay whole", "[text]") {
    CHECK(stem("shelters", "en") == stem("shelter", "en"));
    CHECK(stem("logements", "fr-CA") == stem("logement", "fr"));
    CHECK(stem("comidas", "es") == stem("comida", "es"));
    CHECK(stem("h1n1s", "en") == "h1n1s");
    CHECK(stem("kitchens", "xx") == "kitchens");
}

TEST_CASE("bad UTF-8 doesn't end the program", "[text]") {
    CHECK_NOTHROW(words_of("caf\xe9 \xff noir"));
    CHECK_NOTHROW(fold_phrase("\xc3"));
}
