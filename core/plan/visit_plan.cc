#include "core/plan/visit_plan.h"

#include <algorithm>
#include <bit>

#include "core/plan/visit_search.h"

namespace porchlight {
namespace {

/// A search that had to stop before its first plan still gives one: step by step what adds most.
PartialPlan greedy_plan(const VisitQuestion& question, StopTable& table) {
    PartialPlan plan;
    plan.ready = question.start;
    for (;;) {
        std::optional<PartialPlan> best;
        const auto better = [](const PartialPlan& a, const PartialPlan& b) {
            const int more = std::popcount(a.covered) - std::popcount(b.covered);
            if (more != 0) return more > 0;
            return a.asks != b.asks ? a.asks < b.asks : a.ready < b.ready;
        };
        for (std::size_t i = 0; i < table.size(); ++i)
            if (auto next = with_stop(plan, i, table, question))
                if (!best || better(*next, *best)) best = std::move(next);
        if (!best) return plan;
        plan = *best;
    }
}

/// The latest arrivals that leave time for all that follows, from the last stop back.
void add_latest(VisitPlan& plan, const VisitQuestion& question,
                const std::vector<LocalMinutes>& last_of) {
    auto latest = question.end;
    for (std::size_t i = plan.visits.size(); i-- > 0;) {
        latest = std::min(latest, last_of[i]);
        auto& visit = plan.visits[i];
        if (visit.arrive) visit.arrive->last = latest;
        latest -= kVisit + std::chrono::minutes{visit.leg ? visit.leg->way.minutes : 0};
    }
}

/// The plan in full: ways, arrivals, sums.
VisitPlan whole_plan(const PartialPlan& partial, const VisitQuestion& question,
                     const StopTable& table) {
    VisitPlan plan;
    plan.covered = partial.covered;
    plan.asks = partial.asks;
    auto last = table.start();
    auto ready = question.start;
    std::vector<LocalMinutes> last_of;
    for (std::size_t i = 0; i < partial.count; ++i) {
        const std::size_t stop = partial.stops[i];
        Visit visit{table.position(stop), table.leg(last, stop), std::nullopt};
        auto arrival = ready + std::chrono::minutes{visit.leg ? visit.leg->way.minutes : 0};
        auto latest = question.end;
        if (table.stop(stop).windows) {
            const auto* window = window_at(table.stop(stop), arrival);
            arrival = std::max(arrival, window->first);
            latest = window->last;
            visit.arrive = ArrivalWindow{arrival, latest};
        }
        if (visit.leg) {
            plan.minutes += visit.leg->way.minutes;
            plan.km += visit.leg->way.km;
        }
        last_of.push_back(latest);
        ready = arrival + kVisit;
        last = stop;
        plan.visits.push_back(std::move(visit));
    }
    add_latest(plan, question, last_of);
    return plan;
}

}  // namespace

VisitPlans plan_visits(const VisitQuestion& question) {
    StopTable table(question);
    VisitSearch search(question, table);
    std::vector<PartialPlan> found;
    const int needs = static_cast<int>(question.needs);
    for (int goal = needs; goal > 0 && found.empty() && !search.stopped(); --goal)
        for (int asks = 0; asks <= goal; ++asks)
            for (int visits = std::max(1, asks); visits <= goal; ++visits)
                if (found.size() < kMostPlans && !search.stopped())
                    search.run(goal, visits, asks, found);
    if (found.empty())
        found.push_back(search.stopped() ? greedy_plan(question, table) : PartialPlan{});
    VisitPlans plans;
    plans.complete = !search.stopped();
    for (const auto& partial : found) plans.plans.push_back(whole_plan(partial, question, table));
    return plans;
}

}  // namespace porchlight
