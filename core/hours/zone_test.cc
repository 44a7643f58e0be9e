#include "core/hours/zone.h"

#include <rapidcheck.h>
#include <unicode/timezone.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace porchlight;
using namespace std::chrono_literals;

namespace {

constexpr char kToronto[] = "America/Toronto";

LocalMinutes local(const char* text) {
    return *parse_local_minutes(text);
}

Instant utc(const char* text) {
    return Instant{std::chrono::sys_seconds{local(text).time_since_epoch()}};
}

std::string instant_text(const char* local_text, const char* zone) {
    return format_instant(*instant_of(local(local_text), zone));
}

std::string local_text(const char* utc_text, const char* zone) {
    return format_local_minutes(*local_minutes(utc(utc_text), zone));
}

/// Offset as ICU itself gives it, in minutes.
long icu_offset(Instant at, const char* zone) {
    const std::unique_ptr<icu::TimeZone> icu_zone(icu::TimeZone::createTimeZone(zone));
    std::int32_t raw = 0, dst = 0;
    UErrorCode status = U_ZERO_ERROR;
    icu_zone->getOffset(static_cast<double>(at.time_since_epoch().count()) * 1000.0, false, raw,
                        dst, status);
    return (raw + dst) / 60'000;
}

}  // namespace

TEST_CASE("a zone has its name from the IANA database, letter by letter", "[zone]") {
    for (const char* zone : {kToronto, "America/Regina", "America/Winnipeg", "America/St_Johns",
                             "America/New_York", "Europe/Paris", "UTC", "Etc/GMT+5", "EST5EDT"})
        CHECK(is_known_zone(zone));
    for (const char* zone : {"", "Etc/Unknown", "America/Nowhere", "GMT+5", "america/toronto",
                             " America/Toronto", "America/Toronto ", "Eastern", "-05:00"})
        CHECK_FALSE(is_known_zone(zone));
}

TEST_CASE("AST isn't Alaska, nor PST a zone", "[zone]") {
    for (const char* zone : {"AST", "PST", "CST", "BST", "VST", "SystemV/AST4"})
        CHECK_FALSE(is_known_zone(zone));
}

TEST_CASE("an unknown zone is an error, never UTC", "[zone]") {
    const char* zone = GENERATE("", "Etc/Unknown", "Mars/Olympus", "AST");
    CHECK(local_minutes(utc("2026-11-24T12:00"), zone).error().kind == ErrorKind::bad_request);
    CHECK(instant_of(local("2026-11-24T12:00"), zone).error().kind == ErrorKind::bad_request);
}

TEST_CASE("years for which no clock change is known are an error", "[zone]") {
    CHECK_FALSE(local_minutes(utc("2200-01-01T00:00"), kToronto));
    CHECK_FALSE(local_minutes(utc("1969-12-31T23:00"), kToronto));
    CHECK_FALSE(instant_of(local("9999-01-01T00:00"), kToronto));
    CHECK(local_minutes(utc("2199-07-01T00:00"), kToronto));
}

TEST_CASE("in Toronto the clock jumps over 02:00 to 03:00 on 2026-03-08", "[zone][dst]") {
    CHECK(local_text("2026-03-08T06:59", kToronto) == "2026-03-08T01:59");
    CHECK(local_text("2026-03-08T07:00", kToronto) == "2026-03-08T03:00");
    CHECK(instant_text("2026-03-08T01:59", kToronto) == "2026-03-08T06:59:00Z");
    CHECK(instant_text("2026-03-08T03:00", kToronto) == "2026-03-08T07:00:00Z");
}

TEST_CASE("a minute that the clock skips moves to the end of the gap", "[zone][dst]") {
    for (const char* skipped : {"2026-03-08T02:00", "2026-03-08T02:30", "2026-03-08T02:59"})
        CHECK(instant_text(skipped, kToronto) == "2026-03-08T07:00:00Z");
    // A whole day was skipped in Samoa.
    CHECK(instant_text("2011-12-30T12:00", "Pacific/Apia") == "2011-12-30T10:00:00Z");
}

TEST_CASE("in Toronto 01:00 to 02:00 comes twice on 2026-11-01, the first one counts",
          "[zone][dst]") {
    CHECK(local_text("2026-11-01T05:30", kToronto) == "2026-11-01T01:30");
    CHECK(local_text("2026-11-01T06:30", kToronto) == "2026-11-01T01:30");
    CHECK(instant_text("2026-11-01T00:59", kToronto) == "2026-11-01T04:59:00Z");
    CHECK(instant_text("2026-11-01T01:00", kToronto) == "2026-11-01T05:00:00Z");
    CHECK(instant_text("2026-11-01T01:30", kToronto) == "2026-11-01T05:30:00Z");
    CHECK(instant_text("2026-11-01T02:00", kToronto) == "2026-11-01T07:00:00Z");
}

TEST_CASE("Regina never changes its clocks", "[zone][dst]") {
    CHECK(instant_text("2026-03-08T02:30", "America/Regina") == "2026-03-08T08:30:00Z");
    CHECK(instant_text("2026-07-01T02:30", "America/Regina") == "2026-07-01T08:30:00Z");
    CHECK(instant_text("2026-11-01T01:30", "America/Regina") == "2026-11-01T07:30:00Z");
}

TEST_CASE("Newfoundland is half an hour off", "[zone]") {
    CHECK(local_text("2026-11-24T12:00", "America/St_Johns") == "2026-11-24T08:30");
}

TEST_CASE("wall clocks agree with ICU, and come back to their instant", "[zone][property]") {
    const char* const zones[] = {kToronto,         "America/Regina",  "America/St_Johns",
                                 "America/Havana", "Pacific/Apia",    "Europe/London",
                                 "Asia/Kathmandu", "America/Phoenix", "Australia/Lord_Howe"};
    CHECK(rc::check([&] {
        const char* zone = *rc::gen::elementOf(std::vector<const char*>(zones, std::end(zones)));
        for (int i = 0; i < 100; ++i) {
            const Instant at{std::chrono::minutes{*rc::gen::inRange(60 * 24 * 365, 60'000'000)}};
            const auto wall = *local_minutes(at, zone);
            RC_ASSERT(wall.time_since_epoch() ==
                      at.time_since_epoch() + std::chrono::minutes{icu_offset(at, zone)});
            const auto back = *instant_of(wall, zone);
            // The same minute, or its first showing.
            RC_ASSERT(back <= at);
            RC_ASSERT(*local_minutes(back, zone) == wall);
        }
    }));
}

TEST_CASE("the first showing of a minute is the earliest, the end of a gap the nearest",
          "[zone][property]") {
    CHECK(rc::check([] {
        for (int i = 0; i < 100; ++i) {
            const bool spring = *rc::gen::arbitrary<bool>();
            const LocalMinutes wall = local(spring ? "2026-03-08T00:00" : "2026-11-01T00:00") +
                                      std::chrono::minutes{*rc::gen::inRange(0, 300)};
            // Brute force: the first minute from which the clock shows this or more.
            Instant expected = Instant{wall.time_since_epoch()};
            while (*local_minutes(expected, kToronto) < wall) expected += 1min;
            RC_ASSERT(*instant_of(wall, kToronto) == expected);
        }
    }));
}

TEST_CASE("threads share the zones", "[zone]") {
    const std::pair<const char*, const char*> noon[] = {
        {kToronto, "2026-07-01T08:00"},
        {"America/Regina", "2026-07-01T06:00"},
        {"America/Halifax", "2026-07-01T09:00"},
        {"America/Yellowknife", "2026-07-01T06:00"}};
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (const auto& [zone, expected] : noon)
                for (int n = 0; n < 250; ++n)
                    right += local_minutes(utc("2026-07-01T12:00"), zone) == local(expected);
        });
    for (auto& thread : threads) thread.join();
    CHECK(right == 4000);
}
