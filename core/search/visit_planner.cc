#include "core/search/visit_planner.h"

#include <algorithm>
#include <utility>

#include "core/evaluate/moment.h"
#include "core/geo/geo.h"

namespace porchlight {
namespace {

using std::chrono::days;

/// A plan goes to the end of its day; one that starts in the evening to the end of its night.
constexpr std::chrono::hours kEvening{18}, kMidnight{24}, kMorning{30};
/// Sites of one service among which a plan may choose, nearest first.
constexpr std::size_t kMostSites = 3;
/// Round the start, within which sites tell its zone.
constexpr double kZoneKm = 25;
constexpr std::size_t kZoneSites = 100;
/// What may be spent on finding candidates, and then on planning, of the engine's deadline.
constexpr double kSearchShare = 0.6, kPlanShare = 0.8;

LocalMinutes midnight_before(LocalMinutes at) {
    return LocalMinutes{std::chrono::floor<days>(at).time_since_epoch()};
}

LocalMinutes end_of_plan(LocalMinutes start) {
    const auto midnight = midnight_before(start);
    return midnight + (start - midnight >= kEvening ? kMorning : kMidnight);
}

/// The zone of the nearest site with one; empty where none is near.
std::string zone_near(Reader& reader, const Point& place) {
    Candidate candidate;
    std::string zone;
    double nearest = kZoneKm;
    for (const auto& hit : reader.search(within({place, kZoneKm}), 0, kZoneSites)) {
        if (!reader.candidate(hit.document, candidate) || candidate.zone.empty()) continue;
        for (const auto& site : candidate.sites) {
            if (!site.region || !is_usable(site.region->centre)) continue;
            const double km = distance_km(place, site.region->centre);
            if (km > nearest || (km == nearest && !zone.empty())) continue;
            nearest = km;
            zone = candidate.zone;
        }
    }
    return zone;
}

/// Where one can go: a point, and not one that a hidden site's published area stands for.
std::optional<Point> place_of_site(const Site* site) {
    if (!site || site->masked || site->virtual_place || !site->region ||
        site->region->radius_km > 0 || !is_usable(site->region->centre))
        return std::nullopt;
    return site->region->centre;
}

}  // namespace

TimeWish some_time(LocalMinutes from, LocalMinutes to) {
    TimeWish wish;
    wish.kind = TimeWish::Kind::range;
    wish.from = from;
    wish.to = to;
    return wish;
}

VisitPlanner::VisitPlanner(Engine& engine, const VisitRequest& request,
                           const TakedownSet& taken_down, std::optional<Instant> newest_record)
    : engine_(engine),
      request_(request),
      taken_down_(taken_down),
      newest_record_(newest_record),
      evaluator_(engine.catalogue(), engine.parts().holidays),
      begun_(std::chrono::steady_clock::now()) {}

Result<void> VisitPlanner::find_start(VisitPlanning& planning) {
    Result<std::optional<NamedPlace>> place = std::nullopt;
    const auto& parts = engine_.parts();
    const auto done = parts.readers.with_reader([&](Reader& reader) {
        planning.zone.clear();
        const auto towns = reader.places();
        place = place_of(request_.search, {parts.gazetteer, *towns});
        if (place && *place) planning.zone = zone_near(reader, (*place)->centre);
    });
    if (!done) return tl::unexpected(done.error());
    if (!place) return tl::unexpected(place.error());
    planning.place = *place;
    if (planning.zone.empty()) planning.zone = parts.zone.empty() ? "UTC" : parts.zone;
    const auto now = local_minutes(parts.clock.now(), planning.zone);
    if (!now) return tl::unexpected(now.error());
    planning.now = *now;
    planning.start = request_.at.value_or(*now);
    planning.end = end_of_plan(planning.start);
    return {};
}

Request VisitPlanner::other_search(std::vector<std::uint16_t> needs,
                                   std::optional<TimeWish> time) const {
    auto search = request_.search;
    search.needs = std::move(needs);
    search.time = std::move(time);
    search.limit = static_cast<int>(kMostCandidates);
    return search;
}

Result<SearchResult> VisitPlanner::search(const Request& request) {
    return engine_.search(request, taken_down_, newest_record_, begun_ + engine_.parts().deadline);
}

Result<void> VisitPlanner::find_candidates(VisitPlanning& planning) {
    const auto& needs = request_.search.needs;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const double share =
            kSearchShare * static_cast<double>(i + 1) / static_cast<double>(needs.size());
        const auto end = begun_ + std::chrono::duration_cast<std::chrono::nanoseconds>(
                                      engine_.parts().deadline * share);
        auto found =
            engine_.search(other_search({needs[i]}, some_time(planning.start, planning.end)),
                           taken_down_, newest_record_, end);
        if (!found) return tl::unexpected(found.error());
        planning.complete = planning.complete && found->complete;
        planning.by_need.push_back(std::move(*found));
    }
    return {};
}

std::uint32_t VisitPlanner::needs_met(const Candidate& candidate) const {
    std::uint32_t met = 0;
    const auto& asked = request_.search.needs;
    for (const auto need : candidate.needs) {
        const auto above = catalogue().with_ancestors(need);
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (std::find(above.begin(), above.end(), asked[i]) != above.end()) met |= 1U << i;
    }
    return met;
}

std::chrono::minutes VisitPlanner::clock_ahead(const Candidate& candidate,
                                               const VisitPlanning& planning) const {
    if (candidate.zone.empty() || candidate.zone == planning.zone) return {};
    const auto start = instant_of(planning.start, planning.zone);
    if (!start) return {};
    const auto there = local_minutes(*start, candidate.zone);
    return there ? *there - planning.start : std::chrono::minutes{0};
}

bool VisitPlanner::needs_way(const Candidate& candidate, const Site* site) {
    return !candidate.by_phone_or_online && !(site && site->virtual_place);
}

bool VisitPlanner::hours_are_known(const SiteVerdict& site) {
    return std::any_of(site.parts.begin(), site.parts.end(), [](const Part& part) {
        return part.kind == PartKind::time && part.evidence >= Evidence::stale;
    });
}

std::optional<std::vector<ArrivalWindow>> VisitPlanner::windows_of(
    const FoundStop& stop, const VisitPlanning& planning) const {
    if (!hours_are_known(*stop.site)) return std::nullopt;
    const auto& candidate = stop.entry->candidate;
    const auto* hours = hours_for(candidate, stop.site->site);
    auto windows =
        arrival_windows(*hours, kind_for_arrival(*hours), planning.start + stop.clock_ahead,
                        planning.end + stop.clock_ahead, holidays(), candidate.holiday_region);
    for (auto& window : windows) {
        window.first -= stop.clock_ahead;
        window.last -= stop.clock_ahead;
    }
    return windows;
}

void VisitPlanner::add_stops(const SearchResult& found, VisitPlanning& planning,
                             std::vector<CandidateStop>& stops) const {
    for (const auto& entry : found.page) {
        const bool seen =
            std::any_of(planning.stops.begin(), planning.stops.end(), [&](const FoundStop& other) {
                return other.entry->candidate.service_id == entry->candidate.service_id;
            });
        if (seen) continue;
        const auto& sites = entry->verdict.sites;
        bool has_unplaced = false;
        for (std::size_t i = 0; i < std::min(sites.size(), kMostSites); ++i) {
            // Sites of one service to which no way is known make no different plans.
            const auto place = place_of_site(sites[i].site);
            if (!place && std::exchange(has_unplaced, true)) continue;
            const FoundStop stop{entry.get(), &sites[i], clock_ahead(entry->candidate, planning)};
            const auto site_id = sites[i].site ? sites[i].site->id : Uuid{};
            stops.push_back({to_string(entry->candidate.service_id) + to_string(site_id),
                             needs_met(entry->candidate), entry->verdict.result, place,
                             needs_way(entry->candidate, sites[i].site),
                             windows_of(stop, planning)});
            planning.stops.push_back(stop);
        }
    }
}

Result<VisitPlanning> VisitPlanner::plan() {
    VisitPlanning planning;
    if (const auto found = find_start(planning); !found) return tl::unexpected(found.error());
    if (const auto found = find_candidates(planning); !found) return tl::unexpected(found.error());
    const SteadyTravel travel(request_.ride ? kDriven : kOnFoot);
    VisitQuestion question{request_.search.needs.size(),
                           planning.place ? std::optional(planning.place->centre) : std::nullopt,
                           planning.start,
                           planning.end,
                           request_.search.avoid.areas,
                           {},
                           travel,
                           begun_ + std::chrono::duration_cast<std::chrono::nanoseconds>(
                                        engine_.parts().deadline * kPlanShare)};
    for (const auto& found : planning.by_need) add_stops(found, planning, question.stops);
    planning.plans = plan_visits(question);
    planning.question_stops = std::move(question.stops);
    planning.complete = planning.complete && planning.plans.complete;
    return planning;
}

}  // namespace porchlight
