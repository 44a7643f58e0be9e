#pragma once
// Small plans for tests: places on a line near Winnipeg, hours of one Monday.
#include <cmath>
#include <numbers>

#include "core/geo/geo.h"
#include "core/plan/visit_plan.h"

namespace porchlight::plan_builders {

inline constexpr Point kCentre{49.9, -97.1};

/// Kilometres east and north of the centre, by a plane that is right to a metre or so here.
inline Point at_km(double east, double north) {
    constexpr double kKmOfDegree = 111.195;
    return {kCentre.lat + north / kKmOfDegree,
            kCentre.lon + east / (kKmOfDegree * std::cos(kCentre.lat * std::numbers::pi / 180))};
}

/// Monday 23 November 2026, "hh:mm".
inline LocalMinutes clock(int hour, int minute = 0) {
    return LocalMinutes{
        std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}.time_since_epoch() +
        std::chrono::hours{hour} + std::chrono::minutes{minute}};
}

inline const SteadyTravel& on_foot() {
    static const SteadyTravel travel{kOnFoot};
    return travel;
}

/// From the centre at nine, until midnight.
inline VisitQuestion question(std::size_t needs) {
    return {needs, kCentre, clock(9), clock(24), {}, {}, on_foot()};
}

/// A stop that meets the needs of these bits, open all day.
inline CandidateStop stop(std::string id, std::uint32_t needs, std::optional<Point> place) {
    return {std::move(id), needs, Class::meets,
            place,         true,  std::vector<ArrivalWindow>{{clock(0), clock(24)}}};
}

inline CandidateStop open_at(CandidateStop stop, LocalMinutes first, LocalMinutes last) {
    stop.windows = std::vector<ArrivalWindow>{{first, last}};
    return stop;
}

inline CandidateStop to_ask(CandidateStop stop) {
    stop.result = Class::ask;
    return stop;
}

/// Ids of a plan's stops in order, "a b".
inline std::string ids_of(const VisitPlan& plan, const VisitQuestion& question) {
    std::string ids;
    for (const auto& visit : plan.visits)
        ids += (ids.empty() ? "" : " ") + question.stops[visit.stop].id;
    return ids;
}

inline std::string best_of(const VisitQuestion& question) {
    return ids_of(plan_visits(question).plans.front(), question);
}

}  // namespace porchlight::plan_builders
