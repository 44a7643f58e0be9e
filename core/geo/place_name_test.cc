#include "core/geo/place_name.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

using porchlight::fold_place_name;

TEST_CASE("case, accents and punctuation don't matter", "[place_name]") {
    CHECK(fold_place_name("Winnipeg") == "winnipeg");
    CHECK(fold_place_name("  WINNIPEG,  MB ") == "winnipeg mb");
    CHECK(fold_place_name("Trois-Rivières") == "trois rivieres");
    CHECK(fold_place_name("TROIS RIVIERES") == "trois rivieres");
    CHECK(fold_place_name("Trois-Rivie\u0300res") == "trois rivieres");
    CHECK(fold_place_name("Cañon City") == "canon city");
    CHECK(fold_place_name("Sault Ste. Marie") == "sault ste marie");
    CHECK(fold_place_name("Coeur d\u2019Alene") == fold_place_name("C\u0153ur d'Alene"));
    CHECK(fold_place_name("Thlewiaza\uFF0DRiver") == "thlewiaza river");
}

TEST_CASE("Saint and St are the same, as words", "[place_name]") {
    CHECK(fold_place_name("St. John's") == "st johns");
    CHECK(fold_place_name("Saint John's") == "st johns");
    CHECK(fold_place_name("Sainte-Anne-de-Bellevue") == fold_place_name("Ste Anne de Bellevue"));
    CHECK(fold_place_name("Saintfield") == "saintfield");
}

TEST_CASE("marks of other scripts stay, for they make other words", "[place_name]") {
    CHECK(fold_place_name("\u1403\u1483\u14D7\u1401\u1466") == "\u1403\u1483\u14D7\u1401\u1466");
    // Devanagari: the vowel sign is a mark that can't be left out.
    CHECK(fold_place_name("\u0926\u0941") != fold_place_name("\u0926"));
    CHECK(fold_place_name("\u0419") != fold_place_name("\u0418"));
}

TEST_CASE("what isn't UTF-8 or has no letter is no name", "[place_name]") {
    CHECK(fold_place_name("").empty());
    CHECK(fold_place_name(" -,. ").empty());
    CHECK(fold_place_name("Montr\xE9"
                          "al")
              .empty());
    CHECK(fold_place_name("\xC3").empty());
}

TEST_CASE("folding twice changes nothing", "[place_name][property]") {
    CHECK(rc::check([] {
        for (int i = 0; i < 100; ++i) {
            const auto text = *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
                {{4, rc::gen::inRange('A', 'z')}, {1, rc::gen::arbitrary<char>()}}));
            const auto folded = fold_place_name(text);
            RC_ASSERT(fold_place_name(folded) == folded);
        }
    }));
}
