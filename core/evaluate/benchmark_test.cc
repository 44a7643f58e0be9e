#include <chrono>
#include <cstdio>

#include "core/evaluate/builders.h"

using namespace porchlight;
using namespace porchlight::builders;

namespace {

/// A typical candidate: one site, ten statements, hours.
CandidateBuilder typical() {
    auto made = candidate();
    for (std::uint16_t number = 0; number < 10; ++number) {
        FactStatement said;
        said.fact = number;
        said.value = Value::yes;
        said.standing = Standing::reviewed;
        said.verified_on = days_ago(20);
        (number < 6 ? made.statements : made.sites.emplace_back(site()).statements).push_back(said);
        made.sites.resize(1);
    }
    made.sites[0].region = Region{north_of_here(3), 0};
    return made.speaks("en").speaks("fr");
}

/// Prints what one judgment takes; the best of seven runs, since the machine is shared.
void measure(const char* name, const Candidate& judged, const Question& asked) {
    constexpr int kRounds = 20000;
    const HolidayCalendar holidays;
    const Evaluator evaluator(catalogue(), holidays);
    double best = 1e9;
    std::size_t kept = 0;
    for (int run = 0; run < 7; ++run) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < kRounds; ++i) kept += evaluator.judge(judged, asked).sites.size();
        const std::chrono::duration<double, std::nano> took =
            std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count() / kRounds);
    }
    std::printf("%-44s %7.0f ns\n", name, best);
    CHECK(kept > 0);
}

}  // namespace

TEST_CASE("what a judgment takes", "[.benchmark]") {
    const auto three_wishes = question()
                                  .wants(catalogue().facts()[2].id)
                                  .wants(catalogue().facts()[5].id)
                                  .wants(catalogue().facts()[8].id)
                                  .from_here(10)
                                  .in_language("fr");
    measure("3 facts, distance, language; no hours", typical(), three_wishes);
    const auto opening = typical().opens(hours().shift(kWeekdays, 9, 8).shift(kSaturday, 10, 4));
    measure("the same, weekly hours recorded", opening, three_wishes);
    measure("the same, open now", opening, QuestionBuilder(three_wishes).open_now());
    measure("the same, open in a range of a night", opening,
            QuestionBuilder(three_wishes).open_between(local(24, 18), local(25, 8)));
    measure("the same, open after hours", opening, QuestionBuilder(three_wishes).open_after_hours());
    const auto days = candidate().opens(hours().shift(kWeekdays, 8, 10));
    measure("after hours, of hours that are never so", days, question().open_after_hours());
}
