#include "core/checkin/dial_code.h"

#include <catch2/catch.hpp>
#include <utility>

using namespace porchlight;

TEST_CASE("a number is dialled as it is written, where its country is known", "[checkin]") {
    for (const auto* written : {"204-555-0101", "(204) 555-0101", "204.555.0101", "1-204-555-0101",
                                "+1 204 555 0101", " 204 555 0101"}) {
        INFO(written);
        CHECK(dial_code(written, "CA") == "+12045550101");
        CHECK(dial_code(written, "US") == "+12045550101");
    }
    CHECK(dial_code("+52 55 1234 5678", "") == "+525512345678");
    CHECK(dial_code("1-800-668-6868", "CA") == "+18006686868");
}

TEST_CASE("what isn't certain makes no code", "[checkin]") {
    CHECK_FALSE(dial_code("204-555-0101", ""));
    CHECK_FALSE(dial_code("204-555-0101", "MX"));
    for (const auto* written : {"", "+", "911", "2-1-1", "555-0101", "204-555-0101 ext. 4",
                                "204-555-0101 or 0102", "1-800-SHELTER", "104-555-0101",
                                "204-155-0101", "911-555-0101", "204-911-0101", "12-204-555-0101",
                                "+1 204 555", "+1 104 555 0101", "+0 204 555 0101",
                                "+1234567890123456"}) {
        INFO(written);
        CHECK_FALSE(dial_code(written, "CA"));
    }
}
