#pragma once
#include <memory>
#include <vector>

#include "core/plan/visit_plan.h"
#include "core/search/engine.h"
#include "core/search/visit_request.h"

namespace porchlight {

/// One of a plan's possible stops: a service that was found, at one of its sites.
struct FoundStop {
    const ResultEntry* entry = nullptr;   ///< Of VisitPlanning::by_need.
    const SiteVerdict* site = nullptr;    ///< Of its verdict.
    std::chrono::minutes clock_ahead{0};  ///< The site's wall clock, less that of the start.
};

/// A plan request, answered but not yet written.
struct VisitPlanning {
    LocalMinutes now{};                 ///< The present, by the wall clock of the place.
    LocalMinutes start{};               ///< When it starts, by that clock.
    LocalMinutes end{};                 ///< End of the day, or of the night, that it starts in.
    std::string zone;                   ///< Of that clock.
    std::optional<NamedPlace> place;    ///< Where it starts.
    std::vector<SearchResult> by_need;  ///< The first candidates of each need, in order.
    std::vector<FoundStop> stops;       ///< As VisitPlan's visits name them …
    std::vector<CandidateStop> question_stops;  ///< … and what was planned with of each.
    VisitPlans plans;
    bool complete = true;
};

/// Answers plan requests with the engine's ranking and the planner (design.md section 5). Lives as
/// long as one request.
class VisitPlanner {
  public:
    /// @param newest_record a clock behind it makes nothing favourable (decision 18).
    VisitPlanner(Engine& engine, const VisitRequest& request, const TakedownSet& taken_down,
                 std::optional<Instant> newest_record);

    /// Fetches each need's candidates, judged by whether they are open some time between start and
    /// end, and plans.  @error bad_request for an unknown place, unavailable without an index.
    Result<VisitPlanning> plan();

    /// A search with the same constraints and place, for other needs.
    /// @param time when they must be open; absent: whenever.
    Request other_search(std::vector<std::uint16_t> needs, std::optional<TimeWish> time) const;
    /// Runs it, within what is left of the deadline.
    Result<SearchResult> search(const Request& request);

    const VisitRequest& request() const { return request_; }
    const Evaluator& evaluator() const { return evaluator_; }
    const Catalogue& catalogue() const { return engine_.catalogue(); }
    const HolidayCalendar& holidays() const { return engine_.parts().holidays; }

    /// How far a candidate's wall clock is ahead of the start's.
    std::chrono::minutes clock_ahead(const Candidate& candidate,
                                     const VisitPlanning& planning) const;

    /// Whether one has to go somewhere: not where all is done by phone or online.
    static bool needs_way(const Candidate& candidate, const Site* site);

    /// Whether hours count as known: dated, confirmed, not too old.
    static bool hours_are_known(const SiteVerdict& site);

  private:
    Result<void> find_start(VisitPlanning& planning);
    Result<void> find_candidates(VisitPlanning& planning);
    void add_stops(const SearchResult& found, VisitPlanning& planning,
                   std::vector<CandidateStop>& stops) const;
    std::uint32_t needs_met(const Candidate& candidate) const;
    std::optional<std::vector<ArrivalWindow>> windows_of(const FoundStop& stop,
                                                         const VisitPlanning& planning) const;

    Engine& engine_;
    const VisitRequest& request_;
    const TakedownSet& taken_down_;
    const std::optional<Instant> newest_record_;
    const Evaluator evaluator_;
    const std::chrono::steady_clock::time_point begun_;
};

/// A time wish for the whole of [from, to).
TimeWish some_time(LocalMinutes from, LocalMinutes to);

}  // namespace porchlight
