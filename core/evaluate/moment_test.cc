#include "core/evaluate/builders.h"

using namespace porchlight;
using namespace porchlight::builders;

// 24 November 2026 is a Tuesday; now is 12:00.

namespace {

HolidayCalendar holiday_on_25_november() {
    HolidayCalendar calendar;
    HolidayCalendar::Rule rule;
    rule.month = 11;
    rule.day = 25;
    calendar.add("CA-MB", rule);
    return calendar;
}

Evidence with_holidays(CandidateBuilder candidate, const Question& question) {
    candidate.holiday_region = "CA-MB";
    return judge(candidate, question, holiday_on_25_november()).sites[0].parts[0].evidence;
}

}  // namespace

TEST_CASE("open at the moment asked is favourable, closed is unfavourable", "[hours]") {
    const auto days = candidate().opens(hours().shift(kWeekdays, 9, 8));
    CHECK(evidence_of(days, question().open_now()) == Evidence::favourable);
    CHECK(evidence_of(days, question().open_at(local(24, 9))) == Evidence::favourable);
    CHECK(evidence_of(days, question().open_at(local(24, 17))) == Evidence::unfavourable);
    CHECK(evidence_of(days, question().open_at(local(28, 12))) == Evidence::unfavourable);
}

TEST_CASE("now is the wall clock of the site's zone", "[hours]") {
    const auto mornings = candidate().opens(hours().shift(kEveryDay, 12, 1));
    CHECK(evidence_of(mornings, question().open_now()) == Evidence::favourable);
    CHECK(evidence_of(CandidateBuilder(mornings).in_zone("America/Toronto"),
                      question().open_now()) == Evidence::unfavourable);
}

TEST_CASE("an overnight shift is open after midnight of the day on which it started",
          "[hours][field]") {
    // AskDarcel, Streetlives, Outpost and Soliguide each lose these hours in a way of their own.
    const auto nights = candidate().opens(hours().shift(kTuesday, 22, 8));
    CHECK(evidence_of(nights, question().open_at(local(24, 23))) == Evidence::favourable);
    CHECK(evidence_of(nights, question().open_at(local(25, 5, 59))) == Evidence::favourable);
    CHECK(evidence_of(nights, question().open_at(local(25, 6))) == Evidence::unfavourable);
    CHECK(evidence_of(nights, question().open_at(local(24, 5))) == Evidence::unfavourable);
}

TEST_CASE("undated or unconfirmed hours are leads, be it open or closed", "[hours]") {
    const auto lead = GENERATE(
        HoursBuilder(hours().shift(kWeekdays, 9, 8).stated({})),
        HoursBuilder(hours().shift(kWeekdays, 9, 8).stated({}, Standing::reviewed)),
        HoursBuilder(hours().shift(kWeekdays, 9, 8).stated(days_ago(1), Standing::proposed)));
    const auto said = candidate().opens(lead);
    const auto open = question().open_now();
    const auto closed = question().open_at(local(24, 20));
    CHECK(evidence_of(said, open) == Evidence::unknown);
    CHECK(evidence_of(said, closed) == Evidence::unknown);
    CHECK(judge(said, open).sites[0].hours_are_lead);
    CHECK(judge(said, open).sites[0].opening.state == OpenState::open);
    CHECK(judge(said, closed).sites[0].opening.state == OpenState::closed);
    CHECK_FALSE(judge(candidate().opens(hours()), open).sites[0].hours_are_lead);
    CHECK_FALSE(judge(candidate(), open).sites[0].hours_are_lead);
}

TEST_CASE("hours that say open grow stale; hours that say closed stay", "[hours]") {
    const auto stated = [](int age, const Question& asked) {
        return evidence_of(
            candidate().opens(hours().shift(kWeekdays, 9, 8).stated(days_ago(age))), asked);
    };
    CHECK(stated(kHoursTtlDays, question().open_now()) == Evidence::favourable);
    CHECK(stated(kHoursTtlDays + 1, question().open_now()) == Evidence::stale);
    CHECK(stated(2 * kHoursTtlDays + 1, question().open_now()) == Evidence::unknown);
    CHECK(stated(5000, question().open_at(local(24, 20))) == Evidence::unfavourable);
}

TEST_CASE("hours age against now, also for a search about another moment", "[hours]") {
    const auto days = candidate().opens(
        hours().shift(kEveryDay, 9, 8).stated(days_ago(kHoursTtlDays)));
    const auto in_a_year = local(24, 12) + std::chrono::days{365};
    CHECK(evidence_of(days, question().open_at(in_a_year)) == Evidence::favourable);
    CHECK(evidence_of(days, question().days_later(1).open_at(local(24, 12))) == Evidence::stale);
}

TEST_CASE("hours that aren't recorded are unknown, not closed and not open", "[hours]") {
    const auto asked = GENERATE(QuestionBuilder(question().open_now()),
                                QuestionBuilder(question().open_at(local(24, 9))),
                                QuestionBuilder(question().open_between(local(24, 9), local(26, 9))),
                                QuestionBuilder(question().open_after_hours()));
    CHECK(evidence_of(candidate(), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().with(site()), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().opens(hours()), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().opens(hours().shift(kEveryDay, 0, 24, HoursKind::meal)), asked) ==
          Evidence::unknown);
}

TEST_CASE("hours without a known zone are unknown", "[hours]") {
    const auto zone = GENERATE(as<std::string>{}, "", "Nowhere/Atlantis");
    const auto asked = GENERATE(QuestionBuilder(question().open_now()),
                                QuestionBuilder(question().open_at(local(24, 9))),
                                QuestionBuilder(question().open_between(local(24, 9), local(26, 9))),
                                QuestionBuilder(question().open_after_hours()));
    const auto length = GENERATE(1, 24);
    CHECK(evidence_of(candidate().in_zone(zone).opens(hours().shift(kEveryDay, 0, length)),
                      asked) == Evidence::unknown);
}

TEST_CASE("who comes for the first time comes in intake hours, where there are any", "[hours]") {
    const auto intake = candidate().opens(
        hours().shift(kEveryDay, 0, 24).shift(kWeekdays, 9, 2, HoursKind::intake));
    CHECK(evidence_of(intake, question().open_at(local(24, 10))) == Evidence::favourable);
    CHECK(evidence_of(intake, question().open_at(local(24, 12))) == Evidence::unfavourable);
    const auto meals = candidate().opens(
        hours().shift(kWeekdays, 9, 8).shift(kEveryDay, 12, 1, HoursKind::meal));
    CHECK(evidence_of(meals, question().open_at(local(24, 10))) == Evidence::favourable);
}

TEST_CASE("a site's own hours come before the service's", "[hours]") {
    const auto two = candidate()
                         .opens(hours().shift(kWeekdays, 9, 8))
                         .with(site(1).opens(hours().shift(kSaturday, 9, 8)))
                         .with(site(2));
    const auto verdict = judge(two, question().open_now());
    REQUIRE(verdict.sites.size() == 1);
    CHECK(verdict.sites[0].site->id == uuid(2));
}

TEST_CASE("a site's own hours give way where they are a lead and the service's aren't", "[hours]") {
    const auto asked = question().open_now();
    const auto lead = hours().shift(kSaturday, 9, 8).stated({});
    const auto stated = hours().shift(kWeekdays, 9, 8);
    const auto both = candidate().opens(stated).with(site().opens(lead));
    CHECK(evidence_of(both, asked) == Evidence::favourable);
    CHECK_FALSE(judge(both, asked).sites[0].hours_are_lead);
    const auto leads = candidate().opens(HoursBuilder(stated).stated({})).with(site().opens(lead));
    CHECK(evidence_of(leads, asked) == Evidence::unknown);
    CHECK(judge(leads, asked).sites[0].opening.state == OpenState::closed);
}

TEST_CASE("a range is met by any open moment in it", "[hours]") {
    const auto days = candidate().opens(hours().shift(kWeekdays, 9, 8));
    const auto between = [&](LocalMinutes from, LocalMinutes to) {
        return evidence_of(days, question().open_between(from, to));
    };
    CHECK(between(local(24, 12), local(24, 13)) == Evidence::favourable);
    CHECK(between(local(24, 6), local(24, 9, 1)) == Evidence::favourable);
    CHECK(between(local(24, 6), local(24, 9)) == Evidence::unfavourable);
    CHECK(between(local(24, 16, 59), local(24, 20)) == Evidence::favourable);
    CHECK(between(local(24, 17), local(24, 20)) == Evidence::unfavourable);
    CHECK(between(local(27, 17), local(30, 9)) == Evidence::unfavourable);
    CHECK(between(local(27, 17), local(30, 9, 1)) == Evidence::favourable);
    CHECK(between(local(24, 6), local(24, 6)) == Evidence::unfavourable);
    CHECK(between(local(24, 12), local(24, 6)) == Evidence::favourable);
}

TEST_CASE("of a range the first open moment is shown", "[hours]") {
    const auto days = candidate().opens(hours().shift(kWeekdays, 9, 2).shift(kWeekdays, 14, 2));
    const auto shown = [&](LocalMinutes from, LocalMinutes to) {
        return judge(days, question().open_between(from, to)).sites[0].opening;
    };
    CHECK(shown(local(24, 6), local(24, 20)).until == local(24, 11));
    CHECK(shown(local(24, 12), local(24, 20)).until == local(24, 16));
    CHECK(shown(local(24, 17), local(24, 20)).state == OpenState::closed);
    CHECK(shown(local(24, 17), local(24, 20)).next == local(25, 9));
}

TEST_CASE("a range that holds a holiday without a rule is unknown, not closed", "[hours]") {
    const auto wednesdays = candidate().opens(hours().shift(0b0000100, 9, 8));
    CHECK(with_holidays(wednesdays, question().open_between(local(24, 12), local(25, 20))) ==
          Evidence::unknown);
    CHECK(with_holidays(wednesdays, question().open_between(local(24, 12), local(25, 9))) ==
          Evidence::unfavourable);
    CHECK(with_holidays(wednesdays, question().open_between(local(24, 12), local(25, 9, 1))) ==
          Evidence::unknown);
    // Unknown at first, open later: open.
    const auto days = candidate().opens(hours().shift(kWeekdays, 9, 8));
    CHECK(with_holidays(days, question().open_between(local(25, 12), local(26, 12))) ==
          Evidence::favourable);
    CHECK(with_holidays(days, question().open_between(local(25, 12), local(26, 9))) ==
          Evidence::unknown);
}

TEST_CASE("a range that reaches beyond what the hours hold for is unknown, not closed", "[hours]") {
    auto bounded = hours().shift(kTuesday, 9, 8);
    bounded.last_shift().valid_to = kToday + std::chrono::days{3};
    const auto until_friday = candidate().opens(bounded);
    CHECK(evidence_of(until_friday, question().open_between(local(25, 0), local(28, 0))) ==
          Evidence::unfavourable);
    CHECK(evidence_of(until_friday, question().open_between(local(25, 0), local(28, 0, 1))) ==
          Evidence::unknown);
}

TEST_CASE("a range longer than schedules are looked ahead is never closed", "[hours]") {
    const auto from = local(24, 12);
    const auto in_days = [&](int days) {
        return question().open_between(from, from + std::chrono::days{days});
    };
    auto over = hours().shift(kEveryDay, 9, 8);
    over.last_shift().until = days_ago(1);
    CHECK(evidence_of(candidate().opens(over), in_days(61)) == Evidence::unfavourable);
    CHECK(evidence_of(candidate().opens(over), in_days(62)) == Evidence::unknown);

    const auto opens_once = [&](int hour) {
        auto once = hours().shift(kEveryDay, hour, 1);
        once.last_shift().from = once.last_shift().until = kToday + std::chrono::days{61};
        return evidence_of(candidate().opens(once), in_days(400));
    };
    CHECK(opens_once(11) == Evidence::favourable);
    CHECK(opens_once(12) == Evidence::unknown);
}

TEST_CASE("a range that is unknown because of a holiday says so", "[hours]") {
    auto wednesdays = candidate().opens(hours().shift(0b0000100, 9, 8));
    wednesdays.holiday_region = "CA-MB";
    const auto shown = [&](LocalMinutes from) {
        return judge(wednesdays, question().open_between(from, local(25, 20)),
                     holiday_on_25_november())
            .sites[0]
            .opening;
    };
    CHECK(shown(local(25, 12)).holiday);
    CHECK(shown(local(24, 12)).holiday);
    CHECK(shown(local(24, 12)).state == OpenState::unknown);
}

TEST_CASE("after hours is outside Monday to Friday 08:00 to 18:00", "[hours]") {
    const auto asked = question().open_after_hours();
    const auto with = [&](std::uint8_t days, int opens_hour, int length_hours) {
        return evidence_of(candidate().opens(hours().shift(days, opens_hour, length_hours)), asked);
    };
    CHECK(with(kWeekdays, 8, 10) == Evidence::unfavourable);
    CHECK(with(kWeekdays, 7, 10) == Evidence::favourable);
    CHECK(with(kWeekdays, 8, 11) == Evidence::favourable);
    CHECK(with(kSaturday, 12, 1) == Evidence::favourable);
    CHECK(with(0b1000000, 12, 1) == Evidence::favourable);
    CHECK(with(0b0010000, 12, 6) == Evidence::unfavourable);
    CHECK(with(0b0010000, 12, 7) == Evidence::favourable);
    CHECK(with(kTuesday, 22, 8) == Evidence::favourable);
    CHECK(with(0b0000001, 9, 8) == Evidence::unfavourable);
    CHECK(with(kEveryDay, 0, 24) == Evidence::favourable);
}

TEST_CASE("after hours a minute before eight or after six counts", "[hours]") {
    const auto asked = question().open_after_hours();
    auto early = hours().shift(kTuesday, 8, 10);
    early.last_shift().opens = 8 * 60 - 1;
    CHECK(evidence_of(candidate().opens(early), asked) == Evidence::favourable);
    auto late = hours().shift(kTuesday, 8, 10);
    late.last_shift().minutes = 10 * 60 + 1;
    CHECK(evidence_of(candidate().opens(late), asked) == Evidence::favourable);
}

TEST_CASE("after hours an exception, an rrule or hours of another kind never count as open",
          "[hours]") {
    // Index terms for hours give such hours every half hour of the week: they only narrow.
    const auto asked = question().open_after_hours();
    CHECK(evidence_of(candidate().opens(hours()
                                            .shift(kWeekdays, 9, 8)
                                            .closed_on(kToday, kToday)),
                      asked) == Evidence::unfavourable);
    auto monthly = hours().shift(0, 9, 8);
    monthly.last_shift().rrule = "FREQ=MONTHLY;BYDAY=2SA";
    monthly.last_shift().from = days_ago(100);
    CHECK(evidence_of(candidate().opens(monthly), asked) == Evidence::unknown);
    CHECK(evidence_of(candidate().opens(HoursBuilder(monthly).shift(kWeekdays, 9, 8)), asked) ==
          Evidence::unknown);
    CHECK(evidence_of(candidate().opens(hours().shift(kEveryDay, 18, 8, HoursKind::meal)), asked) ==
          Evidence::unknown);
    auto unreadable = hours().shift(kWeekdays, 9, 8);
    unreadable.last_shift().minutes = 0;
    CHECK(evidence_of(candidate().opens(unreadable), asked) == Evidence::unknown);
}

TEST_CASE("after hours counts an rrule that opens then in the coming week", "[hours]") {
    auto evenings = hours().shift(0, 18, 2);
    evenings.last_shift().rrule = "FREQ=WEEKLY;BYDAY=TH";
    evenings.last_shift().from = days_ago(100);
    CHECK(evidence_of(candidate().opens(evenings), question().open_after_hours()) ==
          Evidence::favourable);
}

TEST_CASE("after hours is an ordinary week: without holidays and exceptions, in its season",
          "[hours]") {
    const auto wednesday_evenings = hours().shift(0b0000100, 18, 2);
    CHECK(with_holidays(candidate().opens(wednesday_evenings), question().open_after_hours()) ==
          Evidence::favourable);
    CHECK(evidence_of(candidate().opens(HoursBuilder(wednesday_evenings)
                                            .closed_on(kToday, kToday + std::chrono::days{30})),
                      question().open_after_hours()) == Evidence::favourable);
    auto over = HoursBuilder(wednesday_evenings);
    over.last_shift().until = days_ago(1);
    CHECK(evidence_of(candidate().opens(over), question().open_after_hours()) ==
          Evidence::unfavourable);
    auto lapsed = HoursBuilder(wednesday_evenings);
    lapsed.last_shift().valid_to = days_ago(1);
    CHECK(evidence_of(candidate().opens(lapsed), question().open_after_hours()) ==
          Evidence::unknown);
    auto soon = HoursBuilder(wednesday_evenings);
    soon.last_shift().from = kToday + std::chrono::days{8};
    CHECK(evidence_of(candidate().opens(soon), question().open_after_hours()) ==
          Evidence::unfavourable);
}

TEST_CASE("after hours looks at each day of the week once", "[hours]") {
    const int weekday = GENERATE(0, 1, 2, 3, 4, 5, 6);
    const auto bit = static_cast<std::uint8_t>(1 << weekday);
    CHECK(evidence_of(candidate().opens(hours().shift(bit, 18, 1)), question().open_after_hours()) ==
          Evidence::favourable);
}

TEST_CASE("after hours asks for intake hours too, where there are any", "[hours]") {
    const auto intake = candidate().opens(
        hours().shift(kEveryDay, 0, 24).shift(kWeekdays, 9, 2, HoursKind::intake));
    CHECK(evidence_of(intake, question().open_after_hours()) == Evidence::unfavourable);
}

TEST_CASE("without a time asked the opening of this moment is shown and judged by nobody",
          "[hours]") {
    const auto days = candidate().opens(hours().shift(kWeekdays, 9, 8));
    const auto verdict = judge(days, question());
    CHECK(verdict.sites[0].parts.empty());
    CHECK(verdict.sites[0].opening.state == OpenState::open);
    CHECK(verdict.sites[0].opening.until == local(24, 17));
    const auto evening = judge(days, question().open_after_hours());
    CHECK(evening.sites[0].opening.state == OpenState::open);
}

TEST_CASE("whether the phone is answered is read from its hours, else those of the service or "
          "its sites",
          "[phone]") {
    const auto answered = [](const Candidate& by, const Question& asked) {
        return Evaluator(catalogue(), {}).phone_answered(by, asked);
    };
    const auto nights = hours().shift(kEveryDay, 18, 8);
    const auto days = hours().shift(kWeekdays, 9, 8);
    const auto now = question();
    CHECK(answered(candidate().answers_the_phone(days), now) == Answered::yes);
    CHECK(answered(candidate().answers_the_phone(nights), now) == Answered::no);
    CHECK(answered(candidate().answers_the_phone(nights).opens(days), now) == Answered::no);
    CHECK(answered(candidate().answers_the_phone({}).opens(days), now) == Answered::yes);
    CHECK(answered(candidate().answers_the_phone({}).opens(nights).with(site().opens(days)), now) ==
          Answered::no);
    CHECK(answered(candidate().answers_the_phone({}), now) == Answered::unknown);
    CHECK(answered(candidate().answers_the_phone({}).with(site()), now) == Answered::unknown);
    CHECK(answered(candidate().opens(days), now) == Answered::unknown);
    CHECK(answered(candidate().answers_the_phone(days).in_zone(""), now) == Answered::unknown);
    CHECK(answered(candidate().answers_the_phone(hours()), now) == Answered::unknown);
    CHECK(answered(candidate().answers_the_phone(HoursBuilder(days).stated({})), now) ==
          Answered::yes);
}

TEST_CASE("whether the phone is answered doesn't depend on the order of sites", "[phone]") {
    const auto open = site(1).opens(hours().shift(kWeekdays, 9, 8));
    const auto closed = site(2).opens(hours().shift(kSaturday, 9, 8));
    const auto unknown = site(3).opens(hours());
    const auto answered = [](const Candidate& by) {
        return Evaluator(catalogue(), {}).phone_answered(by, question());
    };
    const auto phone = candidate().answers_the_phone({});
    CHECK(answered(CandidateBuilder(phone).with(open).with(closed)) == Answered::yes);
    CHECK(answered(CandidateBuilder(phone).with(closed).with(open)) == Answered::yes);
    CHECK(answered(CandidateBuilder(phone).with(closed).with(unknown)) == Answered::unknown);
    CHECK(answered(CandidateBuilder(phone).with(closed).with(site(4))) == Answered::no);
}

TEST_CASE("the phone is looked at for the moment asked", "[phone]") {
    const auto phone = candidate().answers_the_phone(hours().shift(kWeekdays, 9, 8));
    const auto answered = [&](const Question& asked) {
        return Evaluator(catalogue(), {}).phone_answered(phone, asked);
    };
    CHECK(answered(question().open_at(local(24, 20))) == Answered::no);
    CHECK(answered(question().open_between(local(24, 6), local(24, 10))) == Answered::yes);
    CHECK(answered(question().open_after_hours()) == Answered::yes);
}
