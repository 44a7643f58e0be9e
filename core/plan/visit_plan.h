#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/evidence.h"
#include "core/plan/arrival.h"
#include "core/plan/travel.h"

namespace porchlight {

inline constexpr std::size_t kMostNeeds = 8;        ///< Of one plan.
inline constexpr std::size_t kMostCandidates = 50;  ///< For one need (decision 28).
inline constexpr std::size_t kMostPlans = 3;

/// A service at one of its sites, as a place to stop at.
struct CandidateStop {
    std::string id;               ///< Of service and site: unique, and the last word on order.
    std::uint32_t needs = 0;      ///< Bit i: it meets the question's need i.
    Class result = Class::meets;  ///< Only `meets` and `ask` become stops.
    std::optional<Point> place;   ///< Absent for a hidden or unplaced stop: it has no way.
    bool needs_way = true;        ///< False where one needn't go anywhere: by phone or online.
    /// When one may arrive, in order and apart; absent where its hours aren't known.
    std::optional<std::vector<ArrivalWindow>> windows;
};

/// What is planned for. `travel` outlives it.
struct VisitQuestion {
    std::size_t needs = 0;      ///< How many, 1..kMostNeeds.
    std::optional<Point> from;  ///< Where it starts; absent: not said.
    LocalMinutes start{};       ///< Nobody arrives before this …
    LocalMinutes end{};         ///< … or after this; at most 5 days later.
    std::vector<Region> areas;  ///< To keep away from on the way, too.
    std::vector<CandidateStop> stops;
    const TravelTime& travel;
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

/// The way to a stop from the one before it, or from the start.
struct VisitLeg {
    Way way;
    bool passes_area = false;  ///< Its straight line passes an area to keep away from.
    friend bool operator==(const VisitLeg&, const VisitLeg&) = default;
};

struct Visit {
    std::size_t stop = 0;         ///< Position in VisitQuestion::stops.
    std::optional<VisitLeg> leg;  ///< Absent where either end isn't known.
    /// From the earliest arrival to the latest that still leaves time for what follows; absent
    /// where the stop's hours aren't known.
    std::optional<ArrivalWindow> arrive;
    friend bool operator==(const Visit&, const Visit&) = default;
};

struct VisitPlan {
    std::vector<Visit> visits;
    std::uint32_t covered = 0;  ///< Bit i: need i is met.
    int asks = 0;               ///< Visits of class `ask`.
    int minutes = 0;            ///< On the way.
    double km = 0;              ///< On the way.
};

struct VisitPlans {
    std::vector<VisitPlan> plans;  ///< At least one, which may be without visits.
    bool complete = true;          ///< False where the deadline came first.
};

/// The best plans, each with another set of stops, exact over the stops given (decision 28): fewest
/// uncovered needs, fewest `ask` stops, fewest visits; then doors in the order in which they open,
/// fewest legs past an area to keep away from, fewest stops to which the way isn't known, time on
/// the way, ids. Every stop meets a need that no other stop of its plan meets. Placed stops come
/// before the others. All plans leave the same number of needs uncovered. Pure.
VisitPlans plan_visits(const VisitQuestion& question);

}  // namespace porchlight
