#include "core/hours/recurrence.h"

#include <rapidcheck.h>
#include <unicode/timezone.h>

#include <catch2/catch.hpp>
#include <ctime>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using namespace porchlight;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

Day day(const char* text) {
    return *parse_day(text);
}

std::vector<std::string> listed(const char* rule, std::optional<Day> from, const char* first,
                                int count) {
    std::vector<std::string> out;
    for (Day each = day(first); each < day(first) + days{count}; each += days{1})
        if (rrule_lists(rule, from, each) == Listed::yes) out.push_back(format_day(each));
    return out;
}

using Strings = std::vector<std::string>;

/// A rule whose days are counted here one by one, straight from RFC 5545's table.
struct Rule {
    std::string text;
    std::function<bool(Day)> lists;
};

const char* const kNames[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

int weekday_of(Day each) {
    return static_cast<int>(std::chrono::weekday{each}.iso_encoding()) - 1;
}
std::chrono::year_month_day date(Day each) {
    return {each};
}
int month_of(Day each) {
    return static_cast<int>(static_cast<unsigned>(date(each).month()));
}
int day_of(Day each) {
    return static_cast<int>(static_cast<unsigned>(date(each).day()));
}
int year_of(Day each) {
    return static_cast<int>(date(each).year());
}
int month_length(Day each) {
    return static_cast<int>(
        static_cast<unsigned>((date(each).year() / date(each).month() / std::chrono::last).day()));
}
/// Ordinal of its weekday in the month, from the front and (negative) from the back.
bool is_nth(Day each, int nth) {
    return nth > 0 ? (day_of(each) - 1) / 7 + 1 == nth
                   : (month_length(each) - day_of(each)) / 7 + 1 == -nth;
}
/// Monday (or the week's first day) on or before a day.
Day week_of(Day each, int week_start) {
    return each - days{(weekday_of(each) - week_start + 7) % 7};
}

std::vector<int> some_weekdays() {
    return *rc::gen::suchThat(rc::gen::unique<std::vector<int>>(rc::gen::inRange(0, 7)),
                              [](const auto& all) { return !all.empty(); });
}
bool holds(const std::vector<int>& all, int each) {
    return std::find(all.begin(), all.end(), each) != all.end();
}
std::string names(const std::vector<int>& weekdays, const std::string& prefix = "") {
    std::string out;
    for (const int each : weekdays) out += (out.empty() ? "" : ",") + prefix + kNames[each];
    return out;
}

Rule daily(Day from) {
    const int interval = *rc::gen::inRange(1, 40);
    return {"FREQ=DAILY;INTERVAL=" + std::to_string(interval),
            [=](Day each) { return (each - from).count() % interval == 0; }};
}

Rule weekly(Day from) {
    const int interval = *rc::gen::inRange(1, 6), start = *rc::gen::inRange(0, 7);
    const auto weekdays = some_weekdays();
    return {"FREQ=WEEKLY;BYDAY=" + names(weekdays) + ";INTERVAL=" + std::to_string(interval) +
                ";WKST=" + kNames[start],
            [=](Day each) {
                const auto weeks = (week_of(each, start) - week_of(from, start)).count() / 7;
                return weeks % interval == 0 && holds(weekdays, weekday_of(each));
            }};
}

bool month_fits(Day from, Day each, int interval) {
    return ((year_of(each) - year_of(from)) * 12 + month_of(each) - month_of(from)) % interval == 0;
}

Rule monthly_by_ordinal(Day from) {
    const int interval = *rc::gen::inRange(1, 7);
    const int nth = *rc::gen::element(1, 2, 3, 4, 5, -1, -2, -3, -4, -5);
    const int weekday = *rc::gen::inRange(0, 7);
    return {"FREQ=MONTHLY;INTERVAL=" + std::to_string(interval) + ";BYDAY=" + std::to_string(nth) +
                kNames[weekday],
            [=](Day each) {
                return month_fits(from, each, interval) && weekday_of(each) == weekday &&
                       is_nth(each, nth);
            }};
}

Rule monthly_by_day(Day from) {
    const int interval = *rc::gen::inRange(1, 7);
    const int number = *rc::gen::suchThat(rc::gen::inRange(-31, 32), [](int n) { return n != 0; });
    return {"FREQ=MONTHLY;INTERVAL=" + std::to_string(interval) +
                ";BYMONTHDAY=" + std::to_string(number),
            [=](Day each) {
                return month_fits(from, each, interval) &&
                       (number > 0 ? day_of(each) == number
                                   : month_length(each) - day_of(each) + 1 == -number);
            }};
}

Rule monthly_by_both(Day) {
    const auto weekdays = some_weekdays();
    const int number = *rc::gen::inRange(1, 32);
    return {"FREQ=MONTHLY;BYDAY=" + names(weekdays) + ";BYMONTHDAY=" + std::to_string(number),
            [=](Day each) { return holds(weekdays, weekday_of(each)) && day_of(each) == number; }};
}

/// The nth of the month's days with one of these weekdays.
bool is_nth_of_set(Day each, const std::vector<int>& weekdays, int position) {
    if (!holds(weekdays, weekday_of(each))) return false;
    const Day first = each - days{day_of(each) - 1}, last = first + days{month_length(each) - 1};
    int before = 0, after = 0;
    for (Day other = first; other <= last; other += days{1}) {
        if (!holds(weekdays, weekday_of(other))) continue;
        before += other < each;
        after += other > each;
    }
    return position > 0 ? before + 1 == position : after + 1 == -position;
}

Rule monthly_by_position(Day) {
    const auto weekdays = some_weekdays();
    const int most = 4 * static_cast<int>(weekdays.size());
    const int position =
        *rc::gen::suchThat(rc::gen::inRange(-most, most + 1), [](int n) { return n != 0; });
    return {"FREQ=MONTHLY;BYDAY=" + names(weekdays) + ";BYSETPOS=" + std::to_string(position),
            [=](Day each) { return is_nth_of_set(each, weekdays, position); }};
}

Rule yearly_by_month(Day from) {
    const int interval = *rc::gen::inRange(1, 4), month = *rc::gen::inRange(1, 13);
    const int nth = *rc::gen::element(1, 2, 3, 4, 5, -1, -2);
    const int weekday = *rc::gen::inRange(0, 7);
    return {"FREQ=YEARLY;INTERVAL=" + std::to_string(interval) + ";BYMONTH=" +
                std::to_string(month) + ";BYDAY=" + std::to_string(nth) + kNames[weekday],
            [=](Day each) {
                return (year_of(each) - year_of(from)) % interval == 0 && month_of(each) == month &&
                       weekday_of(each) == weekday && is_nth(each, nth);
            }};
}

Rule yearly_by_date(Day) {
    const int month = *rc::gen::inRange(1, 13), number = *rc::gen::inRange(1, 29);
    return {
        "FREQ=YEARLY;BYMONTH=" + std::to_string(month) + ";BYMONTHDAY=" + std::to_string(number),
        [=](Day each) { return month_of(each) == month && day_of(each) == number; }};
}

Rule yearly_by_week(Day) {
    const int week = *rc::gen::inRange(2, 52);
    const auto weekdays = some_weekdays();
    return {"FREQ=YEARLY;BYWEEKNO=" + std::to_string(week) + ";BYDAY=" + names(weekdays),
            [=](Day each) {
                // ISO 8601: a week belongs to the year of its Thursday.
                const Day thursday = week_of(each, 0) + days{3};
                const Day new_year = date(thursday).year() / 1 / 1;
                return (thursday - new_year).count() / 7 + 1 == week &&
                       holds(weekdays, weekday_of(each));
            }};
}

Rule yearly_by_year_day(Day) {
    const int number =
        *rc::gen::suchThat(rc::gen::inRange(-366, 367), [](int n) { return n != 0; });
    return {"FREQ=YEARLY;BYYEARDAY=" + std::to_string(number), [=](Day each) {
                const Day first = date(each).year() / 1 / 1, last = date(each).year() / 12 / 31;
                return number > 0 ? (each - first).count() + 1 == number
                                  : (last - each).count() + 1 == -number;
            }};
}

Rule seasonal(Day from) {
    const auto weekdays = some_weekdays();
    const int interval = *rc::gen::inRange(1, 3), first = *rc::gen::inRange(1, 12);
    return {"FREQ=WEEKLY;INTERVAL=" + std::to_string(interval) + ";BYDAY=" + names(weekdays) +
                ";BYMONTH=" + std::to_string(first) + ',' + std::to_string(first + 1),
            [=](Day each) {
                const auto weeks = (week_of(each, 0) - week_of(from, 0)).count() / 7;
                return weeks % interval == 0 && holds(weekdays, weekday_of(each)) &&
                       (month_of(each) == first || month_of(each) == first + 1);
            }};
}

constexpr Rule (*kMakers[])(Day) = {daily,
                                    weekly,
                                    monthly_by_ordinal,
                                    monthly_by_day,
                                    monthly_by_both,
                                    monthly_by_position,
                                    yearly_by_month,
                                    yearly_by_date,
                                    yearly_by_week,
                                    yearly_by_year_day,
                                    seasonal};

}  // namespace

TEST_CASE("the second Monday of each month needs no first day", "[recurrence]") {
    CHECK(listed("FREQ=MONTHLY;BYDAY=2MO", {}, "2026-11-01", 61) ==
          Strings{"2026-11-09", "2026-12-14"});
    CHECK(listed("RRULE:FREQ=MONTHLY;BYDAY=2MO;", {}, "2026-11-01", 30) == Strings{"2026-11-09"});
    CHECK(listed("FREQ=MONTHLY;BYDAY=1TU,3TU", {}, "2026-11-01", 30) ==
          Strings{"2026-11-03", "2026-11-17"});
}

TEST_CASE("every other week counts from its first day", "[recurrence]") {
    CHECK(listed("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", day("2026-11-03"), "2026-10-01", 62) ==
          Strings{"2026-11-03", "2026-11-17", "2026-12-01"});
}

TEST_CASE("every other week takes the week that WKST begins, also where the first day isn't listed",
          "[recurrence]") {
    // Tuesday 2024-01-02: its week began on Wednesday, so that Monday the 8th is in the next one.
    CHECK(listed("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=WE", day("2024-01-02"), "2024-01-01", 31) ==
          Strings{"2024-01-15", "2024-01-29"});
    CHECK(listed("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=WE;COUNT=1", day("2024-01-02"), "2024-01-01",
                 31) == Strings{"2024-01-15"});
}

TEST_CASE("a rule ends on the day of UNTIL, that day included, or after COUNT", "[recurrence]") {
    CHECK(listed("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110", {}, "2026-11-01", 30) ==
          Strings{"2026-11-03", "2026-11-10"});
    CHECK(listed("FREQ=DAILY;COUNT=3", day("2026-11-03"), "2026-11-01", 30) ==
          Strings{"2026-11-03", "2026-11-04", "2026-11-05"});
}

TEST_CASE("a day that the time in UNTIL may cut off is unknown", "[recurrence]") {
    // 03:59Z is the evening before in Toronto, the same day in London.
    const char* rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110T035959Z";
    CHECK(rrule_lists(rule, {}, day("2026-11-03")) == Listed::yes);
    CHECK(rrule_lists(rule, {}, day("2026-11-10")) == Listed::unknown);
    CHECK(rrule_lists(rule, {}, day("2026-11-17")) == Listed::no);
    CHECK(rrule_lists("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110T235959", {}, day("2026-11-10")) ==
          Listed::yes);
}

TEST_CASE("a rule that can't be read is unknown, neither yes nor no", "[recurrence]") {
    const char* rule =
        GENERATE("", "nonsense", "FREQ=", "FREQ=FORTNIGHTLY", "BYDAY=MO", "FREQ=MONTHLY;BYDAY=2XX",
                 "FREQ=MONTHLY;BYDAY=0MO", "FREQ=MONTHLY;BYDAY=", "FREQ=WEEKLY;BYDAY=2MO",
                 "FREQ=WEEKLY;BYDAY=MO;FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO;COLOUR=RED",
                 "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5", "FREQ=MONTHLY;BYMONTHDAY=32",
                 "FREQ=MONTHLY;BYMONTHDAY=x", "FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13",
                 "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO",
                 "FREQ=WEEKLY;BYDAY=MO;UNTIL=soon", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260230",
                 "FREQ=WEEKLY;BYDAY=MO;INTERVAL=0", "FREQ=DAILY;COUNT=2;UNTIL=20261110",
                 "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "RSCALE=CHINESE;FREQ=DAILY",
                 "FREQ=MONTHLY;BYDAY=MO,MO,MO;BYSETPOS=6",
                 // What hangs on a first day that isn't given.
                 "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=WEEKLY", "FREQ=MONTHLY",
                 "FREQ=YEARLY;BYMONTH=7", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=DAILY;COUNT=3");
    CAPTURE(rule);
    CHECK(rrule_lists(rule, {}, day("2026-11-09")) == Listed::unknown);
    CHECK_FALSE(check_rrule(rule, {}));
}

TEST_CASE("a rule that never comes true is refused before it is searched for", "[recurrence]") {
    const char* rule =
        GENERATE("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
                 "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
                 "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=7;BYDAY=MO", "FREQ=YEARLY;BYMONTH=2;BYDAY=6SU");
    const std::clock_t start = std::clock();  // Of this process: others share the machine.
    CHECK(rrule_lists(rule, day("2001-01-01"), day("2026-11-09")) == Listed::unknown);
    CHECK(std::clock() - start < CLOCKS_PER_SEC / 20);
}

TEST_CASE("an over-long rule is refused", "[recurrence]") {
    std::string rule = "FREQ=YEARLY;BYYEARDAY=1";
    for (int i = 2; i < 300; ++i) rule += "," + std::to_string(i);
    CHECK_FALSE(check_rrule(rule, {}));
    CHECK(rrule_lists(rule, {}, day("2026-01-01")) == Listed::unknown);
}

TEST_CASE("days before the first day aren't listed", "[recurrence]") {
    CHECK(rrule_lists("FREQ=DAILY", day("2026-11-03"), day("2026-11-02")) == Listed::no);
    CHECK(rrule_lists("FREQ=DAILY", day("2026-11-03"), day("2026-11-03")) == Listed::yes);
    CHECK(rrule_lists("FREQ=WEEKLY;BYDAY=MO", {}, day("1969-12-29")) == Listed::yes);
}

TEST_CASE("every supported shape of rule agrees with a calendar counted day by day",
          "[recurrence][property]") {
    std::size_t cases = 0;
    CHECK(rc::check([&] {
        const Day from = Day{2015y / 1 / 1} + days{*rc::gen::inRange(0, 4000)};
        const auto rule = kMakers[*rc::gen::inRange<std::size_t>(0, std::size(kMakers))](from);
        const Day first = from + days{*rc::gen::inRange(-400, 4000)};
        const auto block = expand_rrule(rule.text, from, first);
        RC_LOG() << rule.text << " from " << format_day(from) << '\n';
        RC_ASSERT(block.has_value());
        for (int i = 0; i < kRecurrenceBlockDays; ++i, ++cases) {
            const Day each = first + days{i};
            RC_LOG() << format_day(each) << '\n';
            RC_ASSERT(block->test(static_cast<std::size_t>(i)) ==
                      (each >= from && rule.lists(each)));
        }
    }));
    CHECK(cases > 10'000);
}

TEST_CASE("without a first day a rule lists what it lists from a far one",
          "[recurrence][property]") {
    CHECK(rc::check([] {
        constexpr Rule (*makers[])(Day) = {monthly_by_both, monthly_by_position, yearly_by_date,
                                           yearly_by_week, yearly_by_year_day};
        const auto rule = makers[*rc::gen::inRange<std::size_t>(0, std::size(makers))]({});
        const Day first = Day{2026y / 1 / 1} + days{*rc::gen::inRange(0, 400)};
        const auto block = expand_rrule(rule.text, {}, first);
        RC_LOG() << rule.text << '\n';
        RC_ASSERT(block.has_value());
        for (int i = 0; i < kRecurrenceBlockDays; ++i)
            RC_ASSERT(block->test(static_cast<std::size_t>(i)) == rule.lists(first + days{i}));
    }));
}

TEST_CASE("COUNT ends the same days that the rule has without it", "[recurrence][property]") {
    CHECK(rc::check([] {
        const Day from = Day{2024y / 1 / 1} + days{*rc::gen::inRange(0, 700)};
        const auto rule = kMakers[*rc::gen::inRange<std::size_t>(0, std::size(kMakers))](from);
        const int count = *rc::gen::inRange(1, 60);
        const auto block = expand_rrule(rule.text + ";COUNT=" + std::to_string(count), from, from);
        RC_ASSERT(block.has_value());
        int seen = 0;
        for (int i = 0; i < kRecurrenceBlockDays; ++i) {
            const bool expected = rule.lists(from + days{i}) && seen < count;
            seen += expected;
            RC_LOG() << rule.text << ' ' << format_day(from + days{i}) << '\n';
            RC_ASSERT(block->test(static_cast<std::size_t>(i)) == expected);
        }
    }));
}

TEST_CASE("expansion knows no zone: the machine's own changes nothing", "[recurrence]") {
    const auto machine = icu::TimeZone::createDefault();
    const auto expected =
        expand_rrule("FREQ=DAILY;INTERVAL=3", day("2010-01-01"), day("2010-12-01"));
    // Clocks there jumped at midnight, and once over a whole day (Apia, 2011-12-30).
    for (const char* zone :
         {"America/Sao_Paulo", "America/Havana", "Pacific/Apia", "Asia/Beirut"}) {
        icu::TimeZone::adoptDefault(icu::TimeZone::createTimeZone(zone));
        CHECK(*expand_rrule("FREQ=DAILY;INTERVAL=3", day("2010-01-01"), day("2010-12-01")) ==
              *expected);
    }
    icu::TimeZone::adoptDefault(machine);
    CHECK(expected->count() == 341);
}

TEST_CASE("threads expand at the same time", "[recurrence]") {
    std::vector<std::thread> threads;
    std::array<std::size_t, 4> found{};
    for (std::size_t i = 0; i < found.size(); ++i)
        threads.emplace_back([&found, i] {
            for (int week = 0; week < 50; ++week) {
                const auto rule = "FREQ=MONTHLY;BYDAY=" + std::to_string(week % 4 + 1) + "MO";
                for (int each = 0; each < 365; ++each)
                    found[i] +=
                        rrule_lists(rule, {}, day("2026-01-01") + days{each}) == Listed::yes;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(found == std::array<std::size_t, 4>{600, 600, 600, 600});
}
