#include "core/checkin/note_lint.h"

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

const NoteLint& lint() {
    static const auto loaded = NoteLint::load(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data" /
                                              "wording" / "given_names.txt");
    REQUIRE(loaded);
    return *loaded;
}

}  // namespace

TEST_CASE("a note about a place is let through", "[lint]") {
    for (const auto* note :
         {"", "The line rings and nobody answers.", "They close at 17:00 now, not 21:00",
          "Open 9:00 - 17:00 on Monday and Friday", "They are open 24/7", "door 2 is the right one",
          "They asked for ID at the door", "NOBODY WAS THERE", "Ils demandent 20 dollars",
          "La porte est fermée le lundi", "Ya no hablan español", "It costs 15 dollars, not 10",
          "You may ask for the manager.", "Only for ages 16 to 24", "They speak Cree on Sundays",
          "call 2-1-1 instead"}) {
        INFO(note);
        CHECK_FALSE(lint().find(note));
    }
}

TEST_CASE("a phone number is found, however it is written", "[lint]") {
    for (const auto* note : {"call 204-555-0101", "call 2045550101", "(204) 555 0101", "555-0101",
                             "+1 204 555 0101 please", "number 123456"}) {
        INFO(note);
        CHECK(lint().find(note) == Identifying::phone);
    }
}

TEST_CASE("an e-mail address is found", "[lint]") {
    CHECK(lint().find("write to someone@example.org") == Identifying::email);
    CHECK_FALSE(lint().find("two beds @ 10 dollars"));
}

TEST_CASE("a date is found in numbers and in words of three languages", "[lint]") {
    for (const auto* note :
         {"we went 2026-11-24", "on 24/11", "11/24/2026", "24.11.26", "on November 3", "the 3rd of March",
          "3 mars", "le 1er août", "el 3 de mayo", "since 2024"}) {
        INFO(note);
        CHECK(lint().find(note) == Identifying::date);
    }
}

TEST_CASE("an address is found", "[lint]") {
    for (const auto* note : {"she stays at 12 Elm Street", "482 quillfeather ave", "12, rue des Ormes",
                             "apt 4", "R3C 9Z9", "r3c9z9", "zip 33157", "12 avenida central"}) {
        INFO(note);
        CHECK(lint().find(note) == Identifying::address);
    }
}

TEST_CASE("a person's name is found, also at the beginning", "[lint]") {
    for (const auto* note : {"Maria was sent away", "they told Jordan to leave", "Mr. Okonkwo said no",
                             "ask Zyxwv there", "Mme Tremblay", "se lo dijeron a Lucía"}) {
        INFO(note);
        CHECK(lint().find(note) == Identifying::name);
    }
}

TEST_CASE("the listing's own names are no person's", "[lint]") {
    CHECK(lint().find("the door of Lantern House is locked") == Identifying::name);
    CHECK_FALSE(lint().find("the door of Lantern House is locked", {"Lantern House"}));
    CHECK(lint().find("Maria at Lantern House", {"Lantern House"}) == Identifying::name);
}
