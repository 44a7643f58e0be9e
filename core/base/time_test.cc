#include "core/base/time.h"

#include <catch2/catch.hpp>

using namespace porchlight;

TEST_CASE("a day is read and written in ISO form", "[time]") {
    CHECK(format_day(*parse_day("2024-02-29")) == "2024-02-29");
    CHECK(format_day(*parse_day("2024-02-29T10:00:00Z")) == "2024-02-29");
}

TEST_CASE("what isn't a calendar day is refused, never rounded", "[time]") {
    const char* text = GENERATE("2023-02-29", "2023-13-01", "23-01-01", "2023-1-1", "", "2023-01-01x",
                                "2023/01/01", "0000-01-01");
    CHECK_FALSE(parse_day(text));
}

TEST_CASE("a local time has no offset", "[time]") {
    CHECK(format_local_minutes(*parse_local_minutes("2026-03-05T22:40")) == "2026-03-05T22:40");
    CHECK(format_local_minutes(*parse_local_minutes("2026-03-05T22:40:59")) == "2026-03-05T22:40");
    const char* text = GENERATE("2026-03-05T22:40Z", "2026-03-05T22:40-05:00", "2026-03-05T24:00",
                                "2026-03-05 22:40", "2026-03-05T22", "2026-03-05");
    CHECK_FALSE(parse_local_minutes(text));
}

TEST_CASE("an instant is written to the second in UTC", "[time]") {
    CHECK(format_instant(Instant{std::chrono::seconds{0}}) == "1970-01-01T00:00:00Z");
    CHECK(format_instant(Instant{std::chrono::seconds{-1}}) == "1969-12-31T23:59:59Z");
}
