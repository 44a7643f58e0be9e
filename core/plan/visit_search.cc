#include "core/plan/visit_search.h"

#include <algorithm>
#include <bit>
#include <queue>
#include <set>
#include <tuple>

#include "core/geo/geo.h"

namespace porchlight {
namespace {

constexpr WayCost kNotYet = -1;
constexpr std::size_t kLevels = kMostNeeds + 1;
/// Partial plans kept at most: about 30 MB. Beyond, hours fit so badly that the answer says that
/// it isn't complete.
constexpr std::size_t kMostPartial = 400'000;
constexpr std::uint32_t kCheckEvery = 256;

/// True where some stop's needs are all met by the others: then the plan without it is better.
bool has_superfluous(const PartialPlan& plan, const StopTable& table) {
    std::uint32_t once = 0, twice = 0;
    for (std::size_t i = 0; i < plan.count; ++i) {
        const auto needs = table.stop(plan.stops[i]).needs;
        twice |= once & needs;
        once |= needs;
    }
    for (std::size_t i = 0; i < plan.count; ++i)
        if ((table.stop(plan.stops[i]).needs & ~twice) == 0) return true;
    return false;
}

auto key_of(const PartialPlan& plan) {
    return std::tie(plan.out_of_order, plan.bound);
}

/// The order in which plans are looked at; of two alike the smaller ids, a beginning before what
/// continues it.
struct Later {
    bool operator()(const PartialPlan& a, const PartialPlan& b) const {
        if (key_of(a) != key_of(b)) return key_of(a) > key_of(b);
        return std::lexicographical_compare(b.stops.begin(), b.stops.begin() + b.count,
                                            a.stops.begin(), a.stops.begin() + a.count);
    }
};

std::set<std::size_t> set_of(const PartialPlan& plan) {
    return {plan.stops.begin(), plan.stops.begin() + plan.count};
}

bool is_new(const PartialPlan& plan, const std::vector<PartialPlan>& found) {
    const auto stops = set_of(plan);
    return std::none_of(found.begin(), found.end(),
                        [&](const PartialPlan& other) { return set_of(other) == stops; });
}

}  // namespace

StopTable::StopTable(const VisitQuestion& question) : question_(question) {
    const auto all = (1U << question.needs) - 1U;
    for (const auto& stop : question.stops)
        if (stop.result >= Class::ask && (stop.needs & all) != 0) stops_.push_back(&stop);
    std::sort(stops_.begin(), stops_.end(),
              [](const CandidateStop* a, const CandidateStop* b) { return a->id < b->id; });
    for (const auto* stop : stops_)
        places_.push_back(stop->place && is_usable(*stop->place) ? stop->place : std::nullopt);
    places_.push_back(question.from && is_usable(*question.from) ? question.from : std::nullopt);
    costs_.resize(stops_.size() + 1);
}

std::size_t StopTable::position(std::size_t i) const {
    return static_cast<std::size_t>(stops_[i] - question_.stops.data());
}

std::optional<VisitLeg> StopTable::leg(std::size_t from, std::size_t to) const {
    if (!places_[from] || !places_[to]) return std::nullopt;
    const bool passes_area =
        std::any_of(question_.areas.begin(), question_.areas.end(),
                    [&](const Region& area) { return passes(*places_[from], *places_[to], area); });
    return VisitLeg{question_.travel.between(*places_[from], *places_[to]), passes_area};
}

WayCost StopTable::cost(std::size_t from, std::size_t to) {
    auto& row = costs_[from];
    if (row.empty()) row.assign(stops_.size(), kNotYet);
    if (row[to] != kNotYet) return row[to];
    const auto way = leg(from, to);
    if (!way) return row[to] = !places_[to] && stops_[to]->needs_way ? kUnknownWay : 0;
    if (std::chrono::minutes{way->way.minutes} > question_.end - question_.start)
        return row[to] = kNoWay;
    return row[to] = way->way.minutes + (way->passes_area ? kPassing : 0);
}

const ArrivalWindow* window_at(const CandidateStop& stop, LocalMinutes ready) {
    for (const auto& window : *stop.windows)
        if (window.last >= ready) return &window;
    return nullptr;
}

std::optional<PartialPlan> with_stop(const PartialPlan& plan, std::size_t stop, StopTable& table,
                                     const VisitQuestion& question) {
    const auto& candidate = table.stop(stop);
    const auto last = plan.last(table.start());
    const bool tail = plan.count > 0 && !table.placed(last);
    if (tail && table.placed(stop)) return std::nullopt;
    const auto cost = table.cost(last, stop);
    if (cost == kNoWay) return std::nullopt;
    auto next = plan;
    auto arrival = plan.ready + std::chrono::minutes{cost % kUnknownWay};
    // The doors without a place are in an order of their own.
    if (plan.count > 0 && !tail && !table.placed(stop)) next.has_opens = false;
    if (candidate.windows) {
        const auto* window = window_at(candidate, arrival);
        if (!window) return std::nullopt;
        const auto opens = std::max(window->first, question.start);
        next.out_of_order |= next.has_opens && opens < next.opens;
        next.has_opens = true;
        next.opens = opens;
        arrival = std::max(arrival, window->first);
    }
    if (arrival > question.end) return std::nullopt;
    next.stops[next.count++] = static_cast<std::uint16_t>(stop);
    next.asks = static_cast<std::uint8_t>(next.asks + (table.asks(stop) ? 1 : 0));
    next.covered |= candidate.needs & ((1U << question.needs) - 1U);
    next.cost += cost;
    next.bound = next.cost;
    next.ready = arrival + kVisit;
    if (next.covered == plan.covered || has_superfluous(next, table)) return std::nullopt;
    return next;
}

VisitSearch::VisitSearch(const VisitQuestion& question, StopTable& table)
    : question_(question), table_(table) {
    std::set<std::pair<std::uint32_t, bool>> kinds;
    const auto all = (1U << question.needs) - 1U;
    for (std::size_t i = 0; i < table.size(); ++i)
        kinds.insert({table.stop(i).needs & all, table.asks(i)});
    kinds_.assign(kinds.begin(), kinds.end());
}

void VisitSearch::check_time() {
    if (++checks_ % kCheckEvery == 0 && std::chrono::steady_clock::now() >= question_.deadline)
        stopped_ = true;
}

void VisitSearch::start_goal(int goal) {
    if (goal == goal_) return;
    goal_ = goal;
    can_.assign(kLevels * kLevels << question_.needs, kNotYet);
    least_.assign(kLevels * kLevels, {});
}

bool VisitSearch::can(int visits, int asks, std::uint32_t covered) {
    if (asks < 0 || asks > visits || std::popcount(covered) > goal_) return false;
    if (visits == 0) return asks == 0 && std::popcount(covered) == goal_;
    if (std::popcount(covered) + visits > goal_) return false;
    const auto level = static_cast<std::size_t>(visits) * kLevels + static_cast<std::size_t>(asks);
    auto& known = can_[(level << question_.needs) + covered];
    if (known != kNotYet) return known == 1;
    known = 0;
    for (const auto& [needs, ask] : kinds_)
        if ((needs & ~covered) != 0 && can(visits - 1, asks - (ask ? 1 : 0), covered | needs)) {
            known = 1;
            break;
        }
    return known == 1;
}

WayCost VisitSearch::least(int visits, int asks, std::uint32_t covered, std::size_t last) {
    if (!can(visits, asks, covered)) return kNoWay;
    if (visits == 0) return 0;
    const auto level = static_cast<std::size_t>(visits) * kLevels + static_cast<std::size_t>(asks);
    const auto columns = table_.size() + 1;
    if (least_[level].empty()) least_[level].assign(columns << question_.needs, kNotYet);
    const auto place = covered * columns + last;
    if (least_[level][place] == kNotYet)
        least_[level][place] = find_least(visits, asks, covered, last);
    return least_[level][place];
}

WayCost VisitSearch::find_least(int visits, int asks, std::uint32_t covered, std::size_t last) {
    auto best = kNoWay;
    const auto all = (1U << question_.needs) - 1U;
    const bool tail = last != table_.start() && !table_.placed(last);
    for (std::size_t i = 0; i < table_.size() && !stopped_; ++i) {
        const auto needs = table_.stop(i).needs & all;
        if ((needs & ~covered) == 0 || (tail && table_.placed(i))) continue;
        const auto cost = table_.cost(last, i);
        if (cost >= best) continue;
        const auto rest = least(visits - 1, asks - (table_.asks(i) ? 1 : 0), covered | needs, i);
        if (rest != kNoWay) best = std::min(best, cost + rest);
    }
    check_time();
    return best;
}

void VisitSearch::run(int goal, int visits, int asks, std::vector<PartialPlan>& found) {
    start_goal(goal);
    std::priority_queue<PartialPlan, std::vector<PartialPlan>, Later> open;
    PartialPlan start;
    start.ready = question_.start;
    start.bound = least(visits, asks, 0, table_.start());
    if (start.bound == kNoWay) return;
    open.push(start);
    while (!open.empty() && found.size() < kMostPlans && !stopped_) {
        const auto plan = open.top();
        open.pop();
        const int left = visits - plan.count;
        if (left == 0) {
            if (is_new(plan, found)) found.push_back(plan);
            continue;
        }
        for (std::size_t i = 0; i < table_.size(); ++i) {
            auto next = with_stop(plan, i, table_, question_);
            if (!next) continue;
            const auto rest = least(left - 1, asks - next->asks, next->covered, i);
            if (rest == kNoWay) continue;
            next->bound = next->cost + rest;
            open.push(*next);
        }
        check_time();
        if (open.size() > kMostPartial) stopped_ = true;
    }
}

}  // namespace porchlight
