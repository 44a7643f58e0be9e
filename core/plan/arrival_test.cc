#include "core/plan/arrival.h"

#include <catch2/catch.hpp>
#include <random>

#include "core/plan/plan_builders.h"

using namespace porchlight;
using namespace porchlight::plan_builders;

namespace {

Shift daily(HoursKind kind, int opens, int minutes) {
    Shift shift;
    shift.kind = kind;
    shift.weekdays = 0x7f;
    shift.opens = static_cast<std::int16_t>(opens);
    shift.minutes = static_cast<std::int16_t>(minutes);
    return shift;
}

std::vector<ArrivalWindow> windows(const Hours& hours, HoursKind kind, LocalMinutes from,
                                   LocalMinutes to) {
    return arrival_windows(hours, kind, from, to, {}, {});
}

}  // namespace

TEST_CASE("one arrives while the door is open, in time for a visit", "[plan]") {
    Hours hours;
    hours.shifts = {daily(HoursKind::open, 9 * 60, 180), daily(HoursKind::open, 13 * 60, 240)};
    const auto all = windows(hours, HoursKind::open, clock(10), clock(24));
    REQUIRE(all.size() == 2);
    CHECK(all[0] == ArrivalWindow{clock(10), clock(11, 30)});
    CHECK(all[1] == ArrivalWindow{clock(13), clock(16, 30)});
}

TEST_CASE("intake takes who comes shortly before its end", "[plan]") {
    Hours hours;
    hours.shifts = {daily(HoursKind::intake, 20 * 60, 60), daily(HoursKind::open, 0, 1440)};
    CHECK(windows(hours, HoursKind::intake, clock(9), clock(24)) ==
          std::vector<ArrivalWindow>{{clock(20), clock(20, 50)}});
}

TEST_CASE("day and night is one window; an overnight shift began the day before", "[plan]") {
    Hours always, night;
    always.shifts = {daily(HoursKind::open, 0, 1440)};
    night.shifts = {daily(HoursKind::open, 22 * 60, 480)};
    CHECK(windows(always, HoursKind::open, clock(9), clock(30)) ==
          std::vector<ArrivalWindow>{{clock(9), clock(30)}});
    CHECK(windows(night, HoursKind::open, clock(1), clock(12)) ==
          std::vector<ArrivalWindow>{{clock(1), clock(5, 30)}});
}

TEST_CASE("a shift shorter than a visit is met at its start", "[plan]") {
    Hours hours;
    hours.shifts = {daily(HoursKind::open, 600, 20)};
    CHECK(windows(hours, HoursKind::open, clock(9), clock(24)) ==
          std::vector<ArrivalWindow>{{clock(10), clock(10)}});
}

TEST_CASE("hours that don't hold that day, a closed day and no time at all give no arrival",
          "[plan]") {
    Hours expired, closed;
    expired.shifts = {daily(HoursKind::open, 540, 480)};
    expired.shifts[0].valid_to = std::chrono::sys_days{std::chrono::year{2026} / 10 / 1};
    closed.shifts = {daily(HoursKind::open, 540, 480)};
    HoursException exception;
    exception.first = exception.last = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
    closed.exceptions = {exception};
    CHECK(windows(expired, HoursKind::open, clock(9), clock(24)).empty());
    CHECK(windows(closed, HoursKind::open, clock(9), clock(24)).empty());
    CHECK(windows(Hours{}, HoursKind::open, clock(9), clock(24)).empty());
    CHECK(windows(closed, HoursKind::open, clock(9), clock(8)).empty());
}

TEST_CASE("at every minute of a window the door is open", "[plan][property]") {
    std::mt19937_64 random(7);
    const auto between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    const HolidayCalendar none;
    for (int i = 0; i < 300; ++i) {
        Hours hours;
        for (int n = between(0, 3); n > 0; --n) {
            auto shift = daily(HoursKind::open, 5 * between(0, 287), 5 * between(1, 400));
            shift.weekdays = static_cast<std::uint8_t>(between(1, 127));
            hours.shifts.push_back(shift);
        }
        const auto from = clock(between(0, 48)), to = from + std::chrono::hours{between(0, 40)};
        for (const auto& window : windows(hours, HoursKind::open, from, to))
            for (auto at = window.first; at <= window.last; at += std::chrono::minutes{5})
                REQUIRE(opening_at(hours, HoursKind::open, at, none, {}).state == OpenState::open);
    }
}
