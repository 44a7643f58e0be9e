#include "core/hours/opening.h"

#include <catch2/catch.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "core/hours/hours_builder.h"

using namespace porchlight;
using namespace porchlight::test;

namespace {

HolidayCalendar canada_day() {
    HolidayCalendar calendar;
    calendar.add("CA", {.month = 7, .day = 1, .name = {}});
    return calendar;
}

Opening opening(const Hours& hours, std::string_view when, HoursKind kind = HoursKind::open) {
    static const HolidayCalendar holidays = canada_day();
    return opening_at(hours, kind, at(when), holidays, "CA-MB");
}

OpenState state(const Hours& hours, std::string_view when) {
    return opening(hours, when).state;
}

std::string text(const std::optional<LocalMinutes>& minutes) {
    return minutes ? format_local_minutes(*minutes) : "none";
}

std::string until(const Hours& hours, std::string_view when) {
    return text(opening(hours, when).until);
}

std::string next(const Hours& hours, std::string_view when) {
    return text(opening(hours, when).next);
}

// 2026-11-23 is a Monday.

}  // namespace

TEST_CASE("a weekly rule is open from its first minute, and not at its last", "[hours]") {
    const auto hours = hours_of({weekly(kWeekdays, "09:10", 450)});  // to 16:40
    CHECK(state(hours, "2026-11-23T09:09") == OpenState::closed);
    CHECK(state(hours, "2026-11-23T09:10") == OpenState::open);
    CHECK(state(hours, "2026-11-23T16:39") == OpenState::open);
    CHECK(state(hours, "2026-11-23T16:40") == OpenState::closed);
    CHECK(state(hours, "2026-11-22T12:00") == OpenState::closed);
}

TEST_CASE("nothing is rounded outward: 9:10 to 16:40 is closed at 9:00 and at 16:45 (AskDarcel)",
          "[hours][field]") {
    const auto hours = hours_of({weekly(kMonday, "09:10", 450)});
    CHECK(state(hours, "2026-11-23T09:00") == OpenState::closed);
    CHECK(state(hours, "2026-11-23T16:45") == OpenState::closed);
}

TEST_CASE("overnight hours aren't an empty range (AskDarcel)", "[hours][field]") {
    const auto hours = hours_of({weekly(kFriday, "22:00", shift_minutes(22 * 60, 6 * 60))});
    CHECK(state(hours, "2026-11-27T22:00") == OpenState::open);
    CHECK(state(hours, "2026-11-27T23:59") == OpenState::open);
    CHECK_FALSE(half_hours_touched(hours, HoursKind::open).empty());
}

TEST_CASE(
    "the hours after midnight belong to the evening's shift, not to the next weekday "
    "(Streetlives, Soliguide)",
    "[hours][field]") {
    const auto hours = hours_of({weekly(kFriday, "22:00", 480)});
    CHECK(state(hours, "2026-11-28T00:00") == OpenState::open);
    CHECK(state(hours, "2026-11-28T05:59") == OpenState::open);
    CHECK(until(hours, "2026-11-28T05:59") == "2026-11-28T06:00");
    CHECK(state(hours, "2026-11-28T06:00") == OpenState::closed);
    // Saturday has no shift of its own: by evening it is closed.
    CHECK(state(hours, "2026-11-28T22:30") == OpenState::closed);
    CHECK(state(hours, "2026-11-27T03:00") == OpenState::closed);
    CHECK(next(hours, "2026-11-28T22:30") == "2026-12-04T22:00");
}

TEST_CASE("Sunday night runs into Monday morning, over the end of the week", "[hours][field]") {
    const auto hours = hours_of({weekly(kSunday, "22:00", 480)});
    CHECK(state(hours, "2026-11-23T05:59") == OpenState::open);
    CHECK(state(hours, "2026-11-23T06:00") == OpenState::closed);
}

TEST_CASE("closing before opening is overnight, not impossible (Outpost)", "[hours][field]") {
    CHECK(shift_minutes(22 * 60, 6 * 60) == 480);
    CHECK(shift_minutes(9 * 60, 17 * 60) == 480);
    CHECK(shift_minutes(9 * 60, 9 * 60) == 1440);
    CHECK(shift_minutes(0, 0) == 1440);
    CHECK(shift_minutes(0, 23 * 60 + 59) == 1440);
    CHECK(shift_minutes(17 * 60, 23 * 60 + 59) == 420);
    CHECK(shift_minutes(17 * 60, 24 * 60) == 420);
    CHECK(shift_minutes(23 * 60 + 30, 0) == 30);
}

TEST_CASE("the tail of a season's last night stays open after midnight (Better Angels)",
          "[hours][field]") {
    auto shift = weekly(kEveryDay, "22:00", 480);
    shift.from = day("2026-11-01");
    shift.until = day("2027-03-31");
    const auto hours = hours_of({shift});
    CHECK(state(hours, "2027-04-01T05:00") == OpenState::open);
    CHECK(until(hours, "2027-04-01T05:00") == "2027-04-01T06:00");
    CHECK(state(hours, "2027-04-01T22:30") == OpenState::closed);
    CHECK(next(hours, "2027-04-01T22:30") == "none");
    // And its first night has no morning before it.
    CHECK(state(hours, "2026-11-01T05:00") == OpenState::closed);
    CHECK(next(hours, "2026-10-31T23:00") == "2026-11-01T22:00");
}

TEST_CASE("an open interval of one zone's day isn't moved by a clock change (DST)",
          "[hours][dst]") {
    // 22:00 to 06:00 by the clock on the wall, though that night has 7 or 9 hours of sleep.
    const auto hours = hours_of({weekly(kEveryDay, "22:00", 480)});
    for (const char* night : {"2026-03-08", "2026-11-01"}) {
        CHECK(until(hours, std::string(night) + "T01:30") == std::string(night) + "T06:00");
        CHECK(state(hours, std::string(night) + "T05:59") == OpenState::open);
        CHECK(state(hours, std::string(night) + "T06:00") == OpenState::closed);
    }
}

TEST_CASE("the DST nights of Toronto end at 06:00 as an instant too", "[hours][dst]") {
    const auto hours = hours_of({weekly(kEveryDay, "22:00", 480)});
    const auto end = [&](std::string_view when) {
        return format_instant(*instant_of(*opening(hours, when).until, "America/Toronto"));
    };
    CHECK(end("2026-03-07T23:00") == "2026-03-08T10:00:00Z");  // 7 hours after 03:00Z
    CHECK(end("2026-10-31T23:00") == "2026-11-01T11:00:00Z");  // 9 hours after 02:00Z
}

TEST_CASE("hours that aren't recorded are unknown, neither closed nor open", "[hours]") {
    CHECK(state(hours_of({}), "2026-11-23T12:00") == OpenState::unknown);
    // Intake hours say nothing of when the door is open.
    auto intake = weekly(kEveryDay, "09:00", 480);
    intake.kind = HoursKind::intake;
    CHECK(state(hours_of({intake}), "2026-11-23T12:00") == OpenState::unknown);
    CHECK(opening(hours_of({intake}), "2026-11-23T12:00", HoursKind::intake).state ==
          OpenState::open);
}

TEST_CASE("24/7 has no end, and no gap at midnight", "[hours]") {
    const auto one_rule = hours_of({weekly(kEveryDay, "00:00", 1440)});
    const auto whole_week = hours_of({weekly(kMonday, "00:00", 10080)});
    for (const auto* hours : {&one_rule, &whole_week})
        for (const char* when : {"2026-11-23T00:00", "2026-11-23T23:59", "2026-11-29T23:59"}) {
            CHECK(state(*hours, when) == OpenState::open);
            CHECK(until(*hours, when) == "none");
        }
}

TEST_CASE("shifts that follow each other without a break are one run", "[hours]") {
    const auto hours = hours_of({weekly(kMonday, "08:00", 240), weekly(kMonday, "12:00", 300),
                                 weekly(kMonday, "18:00", 60)});
    CHECK(until(hours, "2026-11-23T09:00") == "2026-11-23T17:00");
    CHECK(next(hours, "2026-11-23T17:00") == "2026-11-23T18:00");
    const auto weekend = hours_of({weekly(kSaturday | kSunday, "00:00", 1440)});
    CHECK(until(weekend, "2026-11-28T10:00") == "2026-11-30T00:00");
}

TEST_CASE("a run of exactly 14 days still has its end", "[hours]") {
    auto shift = weekly(kEveryDay, "00:00", 1440);
    shift.until = day("2026-12-06");
    CHECK(until(hours_of({shift}), "2026-11-23T00:00") == "2026-12-07T00:00");
    CHECK(until(hours_of({shift}), "2026-11-22T23:59") == "none");
}

TEST_CASE("the next opening is looked for 60 days ahead", "[hours]") {
    auto shift = weekly(kEveryDay, "09:00", 60);
    shift.from = day("2027-01-22");
    CHECK(next(hours_of({shift}), "2026-11-23T09:00") == "2027-01-22T09:00");
    CHECK(next(hours_of({shift}), "2026-11-23T08:59") == "none");
}

TEST_CASE("a closure holds for the shifts that start in it, both days included", "[hours]") {
    const auto hours =
        hours_of({weekly(kEveryDay, "22:00", 480)}, {closed_on("2026-12-24", "2026-12-25")});
    CHECK(state(hours, "2026-12-24T05:00") == OpenState::open);  // started on the 23rd
    CHECK(state(hours, "2026-12-24T23:00") == OpenState::closed);
    CHECK(state(hours, "2026-12-26T05:00") == OpenState::closed);
    CHECK(state(hours, "2026-12-26T23:00") == OpenState::open);
    CHECK(next(hours, "2026-12-24T23:00") == "2026-12-26T22:00");
}

TEST_CASE("a closure that is over is over (Soliguide)", "[hours][field]") {
    const auto hours =
        hours_of({weekly(kEveryDay, "09:00", 480)}, {closed_on("2025-12-20", "2026-01-04")});
    CHECK(state(hours, "2026-11-23T10:00") == OpenState::open);
}

TEST_CASE("special hours stand instead of the rules", "[hours]") {
    const auto hours =
        hours_of({weekly(kEveryDay, "09:00", 480)}, {special_on("2026-12-24", "10:00", 120)});
    CHECK(state(hours, "2026-12-24T09:30") == OpenState::closed);
    CHECK(state(hours, "2026-12-24T11:59") == OpenState::open);
    CHECK(state(hours, "2026-12-24T12:00") == OpenState::closed);
    CHECK(state(hours, "2026-12-25T09:30") == OpenState::open);
}

TEST_CASE("two special shifts of one day both hold", "[hours]") {
    const auto hours = hours_of(
        {}, {special_on("2026-12-24", "10:00", 60), special_on("2026-12-24", "14:00", 60)});
    CHECK(state(hours, "2026-12-24T10:30") == OpenState::open);
    CHECK(state(hours, "2026-12-24T14:30") == OpenState::open);
    CHECK(state(hours, "2026-12-24T12:00") == OpenState::closed);
    CHECK(state(hours, "2026-12-25T12:00") == OpenState::unknown);
}

TEST_CASE("a day that is said to be both closed and special is unknown, not open", "[hours]") {
    const auto hours =
        hours_of({weekly(kEveryDay, "09:00", 480)},
                 {closed_on("2026-12-20", "2026-12-31"), special_on("2026-12-24", "10:00", 120)});
    CHECK(state(hours, "2026-12-24T11:00") == OpenState::unknown);
    CHECK(state(hours, "2026-12-24T13:00") == OpenState::closed);
    CHECK(state(hours, "2026-12-25T11:00") == OpenState::closed);
}

TEST_CASE("an exception of another kind changes nothing", "[hours]") {
    auto exception = closed_on("2026-11-23", "2026-11-23");
    exception.kind = HoursKind::meal;
    CHECK(state(hours_of({weekly(kMonday, "09:00", 480)}, {exception}), "2026-11-23T10:00") ==
          OpenState::open);
}

TEST_CASE("a public holiday without a recorded rule is unknown, and says so (Soliguide)",
          "[hours][field]") {
    const auto hours = hours_of({weekly(kEveryDay, "09:00", 480)});
    const auto answer = opening(hours, "2026-07-01T10:00");
    CHECK(answer.state == OpenState::unknown);
    CHECK(answer.holiday);
    CHECK_FALSE(answer.until);
    CHECK(state(hours, "2026-07-02T10:00") == OpenState::open);
    // Another country's holiday.
    CHECK(opening_at(hours, HoursKind::open, at("2026-07-01T10:00"), canada_day(), "US-FL").state ==
          OpenState::open);
}

TEST_CASE("on a holiday the shift that began the evening before is still certain", "[hours]") {
    const auto hours = hours_of({weekly(kEveryDay, "22:00", 480)});
    CHECK(state(hours, "2026-07-01T05:00") == OpenState::open);
    CHECK(state(hours, "2026-07-01T23:00") == OpenState::unknown);
    CHECK(state(hours, "2026-07-02T05:00") == OpenState::unknown);
    CHECK(state(hours, "2026-07-02T23:00") == OpenState::open);
}

TEST_CASE("a recorded rule for the holiday settles it", "[hours]") {
    const auto closed =
        hours_of({weekly(kEveryDay, "09:00", 480)}, {closed_on("2026-07-01", "2026-07-01")});
    CHECK(state(closed, "2026-07-01T10:00") == OpenState::closed);
    const auto open =
        hours_of({weekly(kEveryDay, "09:00", 480)}, {special_on("2026-07-01", "09:00", 480)});
    CHECK(state(open, "2026-07-01T10:00") == OpenState::open);
}

TEST_CASE("a run ends where a holiday makes the next shift unknown", "[hours]") {
    CHECK(until(hours_of({weekly(kEveryDay, "00:00", 1440)}), "2026-06-29T10:00") ==
          "2026-07-01T00:00");
}

TEST_CASE("outside the dates for which it was stated a rule is unknown, not closed", "[hours]") {
    auto shift = weekly(kWeekdays, "09:00", 480);
    shift.valid_from = day("2026-01-01");
    shift.valid_to = day("2026-06-30");
    const auto hours = hours_of({shift});
    CHECK(state(hours, "2026-06-30T10:00") == OpenState::open);
    CHECK(state(hours, "2026-06-30T20:00") == OpenState::closed);
    for (const char* when :
         {"2026-07-06T10:00", "2026-07-06T20:00", "2026-07-05T10:00", "2025-12-31T10:00"})
        CHECK(state(hours, when) == OpenState::unknown);
}

TEST_CASE("the night that began on the last stated day is certain to its end", "[hours]") {
    auto shift = weekly(kEveryDay, "22:00", 480);
    shift.valid_to = day("2026-06-29");
    const auto hours = hours_of({shift});
    CHECK(state(hours, "2026-06-30T05:59") == OpenState::open);
    CHECK(state(hours, "2026-06-30T06:00") == OpenState::unknown);
}

TEST_CASE("the night that began before the first stated day is unknown", "[hours]") {
    auto shift = weekly(kEveryDay, "22:00", 480);
    shift.valid_from = day("2026-06-30");
    CHECK(state(hours_of({shift}), "2026-06-30T05:00") == OpenState::unknown);
    CHECK(state(hours_of({shift}), "2026-06-30T12:00") == OpenState::closed);
}

TEST_CASE("another rule that says open settles what a lapsed one leaves open", "[hours]") {
    auto lapsed = weekly(kEveryDay, "09:00", 480);
    lapsed.valid_to = day("2026-01-01");
    const auto hours = hours_of({lapsed, weekly(kMonday, "12:00", 60)});
    CHECK(state(hours, "2026-11-23T12:30") == OpenState::open);
    CHECK(state(hours, "2026-11-23T14:00") == OpenState::unknown);
    CHECK(state(hours, "2026-11-24T22:00") == OpenState::unknown);
}

TEST_CASE("a closure settles a day after the statement ran out", "[hours]") {
    auto lapsed = weekly(kEveryDay, "09:00", 480);
    lapsed.valid_to = day("2026-01-01");
    const auto hours = hours_of({lapsed}, {closed_on("2026-11-23", "2026-11-23")});
    CHECK(state(hours, "2026-11-23T10:00") == OpenState::closed);
    CHECK(state(hours, "2026-11-24T10:00") == OpenState::unknown);
}

TEST_CASE("the second Monday of the month", "[hours][recurrence]") {
    const auto hours = hours_of({recurring("FREQ=MONTHLY;BYDAY=2MO", "18:00", 120)});
    CHECK(state(hours, "2026-12-14T19:00") == OpenState::open);
    CHECK(state(hours, "2026-12-07T19:00") == OpenState::closed);
    CHECK(next(hours, "2026-11-23T12:00") == "2026-12-14T18:00");
}

TEST_CASE("a monthly night that begins on its day ends on the next", "[hours][recurrence]") {
    const auto hours = hours_of({recurring("FREQ=MONTHLY;BYMONTHDAY=-1", "22:00", 480)});
    CHECK(state(hours, "2026-12-01T05:00") == OpenState::open);
    CHECK(state(hours, "2026-11-30T05:00") == OpenState::closed);
}

TEST_CASE("a rule that can't be read is never open and never closed", "[hours][recurrence]") {
    const char* rrule = GENERATE("FREQ=SOMETIMES", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "x");
    auto shift = recurring(rrule, "09:00", 480);
    for (const char* when : {"2026-11-23T10:00", "2026-11-23T20:00", "2026-11-22T03:00"})
        CHECK(state(hours_of({shift}), when) == OpenState::unknown);
    // Where it is over, it is over.
    shift.until = day("2026-06-30");
    CHECK(state(hours_of({shift}), "2026-11-23T10:00") == OpenState::closed);
}

TEST_CASE("a rule without any day, or with impossible times, is unknown", "[hours]") {
    auto no_day = weekly(0, "09:00", 480);
    auto no_length = weekly(kEveryDay, "09:00", 0);
    auto too_long = weekly(kEveryDay, "09:00", 10081);
    auto negative = weekly(kEveryDay, "09:00", 480);
    negative.opens = -1;
    for (const auto& shift : {no_day, no_length, too_long, negative})
        CHECK(state(hours_of({shift}), "2026-11-23T10:00") == OpenState::unknown);
    auto special = special_on("2026-11-23", "09:00", 0);
    CHECK(state(hours_of({weekly(kEveryDay, "09:00", 480)}, {special}), "2026-11-23T10:00") ==
          OpenState::unknown);
}

TEST_CASE("a week is shown with its doubtful shifts marked", "[hours]") {
    auto seasonal = weekly(kTuesday, "22:00", 480);
    seasonal.valid_to = day("2026-06-29");
    const auto hours = hours_of(
        {weekly(kWednesday | kFriday, "13:00", 60), weekly(kFriday, "09:00", 60), seasonal},
        {special_on("2026-07-05", "10:00", 30)});
    const auto week =
        shifts_between(hours, HoursKind::open, day("2026-06-29"), 7, canada_day(), "CA-MB");
    std::vector<std::string> shown;
    for (const auto& shift : week)
        shown.push_back(format_local_minutes(shift.opens) + " " +
                        format_local_minutes(shift.closes) + (shift.uncertain ? " ?" : ""));
    CHECK(shown == std::vector<std::string>{
                       "2026-06-30T22:00 2026-07-01T06:00 ?", "2026-07-01T13:00 2026-07-01T14:00 ?",
                       "2026-07-03T09:00 2026-07-03T10:00", "2026-07-03T13:00 2026-07-03T14:00",
                       "2026-07-05T10:00 2026-07-05T10:30"});
    CHECK(week.front().day == day("2026-06-30"));
}

TEST_CASE("half hours hold every half hour that a shift touches, round the week", "[hours]") {
    const auto hours = hours_of({weekly(kSunday, "23:10", 60)});
    CHECK(half_hours_touched(hours, HoursKind::open) == std::vector<std::uint16_t>{0, 334, 335});
    CHECK(half_hours_touched(hours_of({weekly(kMonday, "09:00", 30)}), HoursKind::open) ==
          std::vector<std::uint16_t>{18});
}

TEST_CASE("what half hours can't say is all of them: nothing is lost before the exact test",
          "[hours]") {
    std::vector<std::uint16_t> all(336);
    std::iota(all.begin(), all.end(), std::uint16_t{0});
    const auto plain = weekly(kMonday, "09:00", 60);
    auto meal_closed = closed_on("2026-12-25", "2026-12-25");
    meal_closed.kind = HoursKind::meal;
    CHECK(half_hours_touched(hours_of({}), HoursKind::open) == all);
    CHECK(half_hours_touched(hours_of({plain}), HoursKind::meal) == all);
    CHECK(half_hours_touched(hours_of({plain, recurring("FREQ=DAILY", "09:00", 60)}),
                             HoursKind::open) == all);
    CHECK(half_hours_touched(hours_of({plain}, {special_on("2026-12-24", "20:00", 60)}),
                             HoursKind::open) == all);
    CHECK(half_hours_touched(hours_of({plain, weekly(0, "09:00", 60)}), HoursKind::open) == all);
    CHECK(half_hours_touched(hours_of({plain}, {meal_closed}), HoursKind::open) ==
          std::vector<std::uint16_t>{18, 19});
}
