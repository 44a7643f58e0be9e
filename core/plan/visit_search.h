#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/plan/visit_plan.h"

namespace porchlight {

/// Cost of the way: legs past an area to keep away from, ways that aren't known, minutes, in one
/// number.
using WayCost = std::int32_t;
inline constexpr WayCost kNoWay = std::numeric_limits<WayCost>::max();
inline constexpr WayCost kUnknownWay = 1 << 16;  ///< More than the minutes of any plan.
inline constexpr WayCost kPassing = 1 << 20;     ///< More than the unknown ways of any plan.

/// Stops that can be used, in the order of their ids, with the ways between them.
class StopTable {
  public:
    explicit StopTable(const VisitQuestion& question);

    std::size_t size() const { return stops_.size(); }
    const CandidateStop& stop(std::size_t i) const { return *stops_[i]; }
    /// Position in VisitQuestion::stops.
    std::size_t position(std::size_t i) const;
    bool asks(std::size_t i) const { return stops_[i]->result == Class::ask; }
    bool placed(std::size_t i) const { return places_[i].has_value(); }

    /// The way between two stops; `from` may be start(). Absent where either end isn't known.
    std::optional<VisitLeg> leg(std::size_t from, std::size_t to) const;
    std::size_t start() const { return stops_.size(); }

    /// What the way costs; kNoWay where it takes longer than there is time.
    WayCost cost(std::size_t from, std::size_t to);

  private:
    const VisitQuestion& question_;
    std::vector<const CandidateStop*> stops_;
    std::vector<std::optional<Point>> places_;  ///< The start last.
    std::vector<std::vector<WayCost>> costs_;   ///< By row, each filled when it is first asked for.
};

/// A plan as far as it is made.
struct PartialPlan {
    std::array<std::uint16_t, kMostNeeds> stops{};
    std::uint8_t count = 0;
    std::uint8_t asks = 0;
    bool out_of_order = false;  ///< A door comes after one that opens later.
    bool has_opens = false;     ///< `opens` is set: a stop of this part had known hours.
    std::uint32_t covered = 0;
    WayCost cost = 0;
    WayCost bound = 0;     ///< The least that the whole plan can cost.
    LocalMinutes ready{};  ///< When the last visit is over, at the earliest.
    LocalMinutes opens{};  ///< When the last door with known hours opens.

    std::size_t last(std::size_t start) const { return count == 0 ? start : stops[count - 1U]; }
};

/// The plan with one more stop, arrived at as early as possible; absent where that can't be within
/// the stop's hours, adds no need, or makes a stop superfluous.
std::optional<PartialPlan> with_stop(const PartialPlan& plan, std::size_t stop, StopTable& table,
                                     const VisitQuestion& question);

/// The window in which one who comes at `ready` arrives: the first that isn't over.
const ArrivalWindow* window_at(const CandidateStop& stop, LocalMinutes ready);

/// Finds whole plans of one size after another by best-first search. The least cost of what is
/// missing is worked out exactly but for hours, so that the search hardly leaves the best way.
class VisitSearch {
  public:
    VisitSearch(const VisitQuestion& question, StopTable& table);

    /// Adds the best plans that cover `goal` needs with so many visits, so many of them `ask`,
    /// until there are kMostPlans.
    void run(int goal, int visits, int asks, std::vector<PartialPlan>& found);

    /// The deadline or the memory was spent: what was found may not be all.
    bool stopped() const { return stopped_; }

  private:
    /// Whether so many stops, so many of them `ask`, can add what is missing, places aside.
    bool can(int visits, int asks, std::uint32_t covered);
    /// The least that so many further stops cost, hours aside; kNoWay where they can't do it.
    WayCost least(int visits, int asks, std::uint32_t covered, std::size_t last);
    WayCost find_least(int visits, int asks, std::uint32_t covered, std::size_t last);
    void start_goal(int goal);
    void check_time();

    const VisitQuestion& question_;
    StopTable& table_;
    int goal_ = -1;
    std::vector<std::pair<std::uint32_t, bool>> kinds_;  ///< Needs and `ask`, each pair once.
    std::vector<std::int8_t> can_;
    std::vector<std::vector<WayCost>> least_;  ///< By visits and asks, then covered, last.
    std::uint32_t checks_ = 0;
    bool stopped_ = false;
};

}  // namespace porchlight
