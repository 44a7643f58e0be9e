// Opening hours against an oracle that counts minutes, written straight from the rules (decision
// 18), and how long an answer takes.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

#include "core/hours/hours_builder.h"
#include "core/hours/opening.h"

using namespace porchlight;
using namespace porchlight::test;
using std::chrono::days;
using std::chrono::minutes;

namespace {

const Day kFirst = day("2026-11-02");  ///< A Monday; shifts are counted from here
constexpr int kWindow = 110;           ///< … for so many days;
constexpr int kFirstAsked = 14;        ///< moments lie from this day
constexpr int kAskedDays = 28;         ///< … for so many days.
constexpr int kDayMinutes = 1440;

/// The window, minute by minute.
struct Oracle {
    std::vector<bool> open = std::vector<bool>((kWindow + 8) * kDayMinutes);
    std::vector<bool> unknown = open;
    std::vector<bool> blank = std::vector<bool>(kWindow);
    std::vector<int> certain_starts;

    void add(int start_day, int opens, int length, bool certain) {
        const int start = start_day * kDayMinutes + opens;
        auto& marked = certain ? open : unknown;
        for (int i = start; i < start + length; ++i) marked[static_cast<std::size_t>(i)] = true;
        if (certain) certain_starts.push_back(start);
    }

    OpenState state(int minute) const {
        if (open[static_cast<std::size_t>(minute)]) return OpenState::open;
        if (unknown[static_cast<std::size_t>(minute)] ||
            blank[static_cast<std::size_t>(minute / kDayMinutes)])
            return OpenState::unknown;
        return OpenState::closed;
    }

    std::optional<int> until(int minute) const {
        int end = minute;
        while (open[static_cast<std::size_t>(end)])
            if (++end > minute + 14 * kDayMinutes) return std::nullopt;
        return end;
    }

    std::optional<int> next(int minute) const {
        std::optional<int> first;
        for (const int start : certain_starts)
            if (start > minute && start <= minute + 60 * kDayMinutes && (!first || start < *first))
                first = start;
        return first;
    }
};

bool in(Day each, const std::optional<Day>& first, const std::optional<Day>& last) {
    return !(first && each < *first) && !(last && *last < each);
}

Oracle count_minutes(const Hours& hours, const HolidayCalendar& holidays) {
    Oracle oracle;
    for (int i = 0; i < kWindow; ++i) {
        const Day each = kFirst + days{i};
        bool exceptional = false, closed = false;
        for (const auto& exception : hours.exceptions) {
            if (each < exception.first || each > exception.last) continue;
            exceptional = true;
            closed |= exception.effect == HoursException::Effect::closed;
        }
        for (const auto& exception : hours.exceptions)
            if (each >= exception.first && each <= exception.last &&
                exception.effect == HoursException::Effect::special)
                oracle.add(i, exception.opens, exception.minutes, !closed);
        if (exceptional) continue;
        bool blank = hours.shifts.empty();
        for (const auto& shift : hours.shifts) {
            const bool holds = in(each, shift.valid_from, shift.valid_to);
            blank |= !holds;
            if (in(each, shift.from, shift.until) && (shift.weekdays >> (i % 7) & 1))
                oracle.add(i, shift.opens, shift.minutes,
                           holds && !holidays.is_holiday(each, "CA"));
        }
        oracle.blank[static_cast<std::size_t>(i)] = blank;
    }
    return oracle;
}

std::int16_t some_opening() {
    return static_cast<std::int16_t>(
        *rc::gen::oneOf(rc::gen::map(rc::gen::inRange(0, 48), [](int half) { return half * 30; }),
                        rc::gen::inRange(0, kDayMinutes), rc::gen::just(0)));
}

std::int16_t some_length() {
    return static_cast<std::int16_t>(
        *rc::gen::oneOf(rc::gen::map(rc::gen::inRange(1, 32), [](int half) { return half * 30; }),
                        rc::gen::inRange(1, 3000), rc::gen::element(1440, 2880, 10080, 1)));
}

std::optional<Day> maybe_day() {
    if (*rc::gen::inRange(0, 4) != 0) return std::nullopt;
    return kFirst + days{*rc::gen::inRange(0, 60)};
}

Shift some_shift() {
    Shift shift;
    shift.weekdays = static_cast<std::uint8_t>(*rc::gen::inRange(1, 128));
    shift.opens = some_opening();
    shift.minutes = some_length();
    shift.from = maybe_day();
    shift.until = maybe_day();
    shift.valid_from = maybe_day();
    shift.valid_to = maybe_day();
    return shift;
}

HoursException some_exception() {
    HoursException exception;
    exception.first = kFirst + days{*rc::gen::inRange(0, 60)};
    exception.last = exception.first + days{*rc::gen::inRange(0, 5)};
    if (*rc::gen::arbitrary<bool>()) return exception;
    exception.effect = HoursException::Effect::special;
    exception.opens = some_opening();
    exception.minutes = some_length();
    return exception;
}

Hours some_hours() {
    Hours hours;
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) hours.shifts.push_back(some_shift());
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) hours.exceptions.push_back(some_exception());
    return hours;
}

HolidayCalendar some_holidays() {
    HolidayCalendar holidays;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const std::chrono::year_month_day date{kFirst + days{*rc::gen::inRange(0, 60)}};
        holidays.add("CA", {.month = static_cast<unsigned>(date.month()),
                            .day = static_cast<unsigned>(date.day()),
                            .name = {}});
    }
    return holidays;
}

LocalMinutes moment(int minute) {
    return LocalMinutes{kFirst.time_since_epoch()} + minutes{minute};
}

std::optional<LocalMinutes> moment(std::optional<int> minute) {
    return minute ? std::optional(moment(*minute)) : std::nullopt;
}

/// Any minute, or one on the edge of a shift, where mistakes are.
int some_minute(const Oracle& oracle) {
    const int asked = (kFirstAsked + kAskedDays) * kDayMinutes;
    int minute = *rc::gen::inRange(kFirstAsked * kDayMinutes, asked);
    while (*rc::gen::arbitrary<bool>() && minute + 1 < asked &&
           oracle.state(minute) == oracle.state(minute + 1))
        ++minute;
    return minute;
}

}  // namespace

TEST_CASE("an answer at any minute is what counting every shift gives", "[hours][property]") {
    std::size_t cases = 0;
    CHECK(rc::check([&] {
        const auto hours = some_hours();
        const auto holidays = some_holidays();
        const auto oracle = count_minutes(hours, holidays);
        for (int i = 0; i < 150; ++i, ++cases) {
            const int minute = some_minute(oracle);
            const auto answer =
                opening_at(hours, HoursKind::open, moment(minute), holidays, "CA-MB");
            RC_LOG() << format_local_minutes(moment(minute)) << '\n';
            RC_ASSERT(answer.state == oracle.state(minute));
            const bool is_open = answer.state == OpenState::open;
            const bool is_closed = answer.state == OpenState::closed;
            RC_ASSERT(answer.until == (is_open ? moment(oracle.until(minute)) : std::nullopt));
            RC_ASSERT(answer.next == (is_closed ? moment(oracle.next(minute)) : std::nullopt));
        }
    }));
    CHECK(cases >= 10'000);
}

TEST_CASE("the week that is shown has the shifts that answers come from", "[hours][property]") {
    std::size_t cases = 0;
    CHECK(rc::check([&] {
        const auto hours = some_hours();
        const auto holidays = some_holidays();
        const auto shifts = shifts_between(hours, HoursKind::open, kFirst, 62, holidays, "CA-MB");
        for (int i = 0; i < 100; ++i, ++cases) {
            const auto at = moment(*rc::gen::inRange(8 * kDayMinutes, 62 * kDayMinutes));
            const bool shown = std::any_of(shifts.begin(), shifts.end(), [&](const auto& shift) {
                return !shift.uncertain && shift.opens <= at && at < shift.closes;
            });
            RC_ASSERT(shown == (opening_at(hours, HoursKind::open, at, holidays, "CA-MB").state ==
                                OpenState::open));
        }
    }));
    CHECK(cases >= 10'000);
}

TEST_CASE("half hours never leave out an open minute", "[hours][property]") {
    std::size_t cases = 0;
    CHECK(rc::check([&] {
        const auto hours = some_hours();
        const auto touched = half_hours_touched(hours, HoursKind::open);
        RC_ASSERT(std::is_sorted(touched.begin(), touched.end()));
        const auto oracle = count_minutes(hours, {});
        for (int i = 0; i < 200; ++i, ++cases) {
            const int minute = *rc::gen::inRange(8 * kDayMinutes, 60 * kDayMinutes);
            const auto half = static_cast<std::uint16_t>(minute % (7 * kDayMinutes) / 30);
            if (oracle.state(minute) == OpenState::open)
                RC_ASSERT(std::binary_search(touched.begin(), touched.end(), half));
        }
    }));
    CHECK(cases >= 10'000);
}

TEST_CASE("less knowledge never turns closed or unknown into open", "[hours][property]") {
    CHECK(rc::check([] {
        const auto hours = some_hours();
        const auto holidays = some_holidays();
        auto narrower = hours;
        for (auto& shift : narrower.shifts) shift.valid_to = kFirst + days{20};
        for (int i = 0; i < 100; ++i) {
            const auto at = moment(*rc::gen::inRange(8 * kDayMinutes, 60 * kDayMinutes));
            const auto less = opening_at(narrower, HoursKind::open, at, holidays, "CA").state;
            auto unbounded = hours;
            for (auto& shift : unbounded.shifts) shift.valid_to.reset();
            const auto more = opening_at(unbounded, HoursKind::open, at, holidays, "CA").state;
            if (less == OpenState::open) RC_ASSERT(more == OpenState::open);
            if (less == OpenState::closed) RC_ASSERT(more != OpenState::open);
        }
    }));
}

TEST_CASE("an answer takes less than a microsecond", "[hours][.benchmark]") {
    HolidayCalendar holidays;
    holidays.add("CA", {.month = 7, .day = 1, .name = {}});
    auto over = weekly(kEveryDay, "22:00", 480);
    over.until = day("2026-01-01");
    std::vector<Shift> day_by_day;
    for (int i = 0; i < 7; ++i)
        day_by_day.push_back(weekly(static_cast<std::uint8_t>(1 << i), "09:00", 480));
    Hours seven = hours_of({});
    seven.shifts = day_by_day;
    const std::pair<const char*, Hours> sets[] = {
        {"weekdays 9 to 17", hours_of({weekly(kWeekdays, "09:00", 480)})},
        {"seven rules", seven},
        {"overnight", hours_of({weekly(kEveryDay, "22:00", 480)})},
        {"24/7", hours_of({weekly(kEveryDay, "00:00", 1440)})},
        {"season over", hours_of({over})},
        {"with 3 exceptions",
         hours_of({weekly(kWeekdays, "09:00", 480)},
                  {closed_on("2026-12-24", "2026-12-28"), special_on("2026-12-31", "09:00", 60),
                   closed_on("2026-11-20", "2026-11-20")})},
        {"second Monday", hours_of({recurring("FREQ=MONTHLY;BYDAY=2MO", "09:00", 480)})}};
    for (const auto& [name, hours] : sets) {
        constexpr int kCalls = 200'000;
        int open = 0;
        const std::clock_t start = std::clock();
        for (int i = 0; i < kCalls; ++i)
            open +=
                opening_at(hours, HoursKind::open, moment(i % 40'000), holidays, "CA-MB").state ==
                OpenState::open;
        const double took = static_cast<double>(std::clock() - start) * 1e9 / CLOCKS_PER_SEC;
        std::printf("%-20s %6.0f ns an answer (%d open)\n", name, took / kCalls, open);
    }
    const Instant now{std::chrono::seconds{1'795'000'000}};
    std::int64_t sum = 0;
    const std::clock_t start = std::clock();
    for (int i = 0; i < 1'000'000; ++i)
        sum += local_minutes(now + std::chrono::seconds{i}, "America/Winnipeg")
                   ->time_since_epoch()
                   .count();
    const double took = static_cast<double>(std::clock() - start) * 1e9 / CLOCKS_PER_SEC;
    std::printf("local_minutes        %6.0f ns (%lld)\n", took / 1e6, static_cast<long long>(sum));
    SUCCEED();
}
