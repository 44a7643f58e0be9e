#include "core/search/visit_answer.h"

#include <fmt/format.h>

#include <cmath>

#include "core/search/visit_barriers.h"
#include "core/search/visit_later.h"

namespace porchlight {
namespace {

double rounded_km(double km) {
    return std::round(km * 100) / 100;
}

/// Writes the plans, one after another.
class PlanWriter {
  public:
    explicit PlanWriter(const VisitTexts& texts) : texts_(texts), barriers_(texts), later_(texts) {}

    Result<Json> plan(const VisitPlan& plan) {
        Json stops = Json::array();
        std::optional<Point> from;
        if (const auto& place = texts_.planning().place) from = place->centre;
        auto at = texts_.planning().start;
        for (const auto& visit : plan.visits) {
            const auto& candidate = texts_.planning().question_stops[visit.stop];
            if (visit.leg) at += std::chrono::minutes{visit.leg->way.minutes};
            if (visit.arrive) at = visit.arrive->first;
            auto written = stop(visit, {texts_.planning().stops[visit.stop], found_of(visit), visit,
                                        from, candidate.place, at});
            if (!written) return written;
            stops.push_back(std::move(*written));
            from = candidate.place;
            at += kVisit;
        }
        auto uncovered = later_.uncovered(plan.covered);
        if (!uncovered) return uncovered;
        return Json{{"visits", plan.visits.size()}, {"asks", plan.asks},
                    {"km", rounded_km(plan.km)},    {"minutes", plan.minutes},
                    {"stops", std::move(stops)},    {"uncovered", std::move(*uncovered)}};
    }

    VisitLater& later() { return later_; }

  private:
    const SearchResult& found_of(const Visit& visit) const {
        const auto* entry = texts_.planning().stops[visit.stop].entry;
        for (const auto& found : texts_.planning().by_need)
            for (const auto& each : found.page)
                if (each.get() == entry) return found;
        return texts_.planning().by_need.front();
    }

    Json covers(const CandidateStop& candidate) const {
        Json out = Json::array();
        const auto& asked = texts_.request().search.needs;
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (candidate.needs >> i & 1U) out.push_back(texts_.catalogue().needs()[asked[i]].id);
        return out;
    }

    Json leg(const std::optional<VisitLeg>& leg) const {
        if (!leg) return nullptr;
        auto text = texts_.text(texts_.request().ride ? "leg_by_car" : "leg_on_foot",
                                {{"minutes", std::to_string(leg->way.minutes)},
                                 {"km", texts_.kilometres(leg->way.km)}});
        if (leg->passes_area) text = texts_.text("leg_passes_area", {{"text", text}});
        return {{"km", rounded_km(leg->way.km)},
                {"minutes", leg->way.minutes},
                {"text", text},
                {"passes_area", leg->passes_area}};
    }

    /// Nobody arrives where there is no place to go to: there one calls.
    Json arrive(const std::optional<ArrivalWindow>& window, const std::optional<Point>& place,
                const FoundStop& stop) const {
        if (!window) return nullptr;
        const bool goes = place || VisitPlanner::needs_way(stop.entry->candidate, stop.site->site);
        const auto from = texts_.moment(window->first), to = texts_.moment(window->last);
        const auto text = from == to ? texts_.text(goes ? "arrive_at" : "call_at", {{"time", from}})
                                     : texts_.text(goes ? "arrive_between" : "call_between",
                                                   {{"from", from}, {"to", to}});
        return {{"from", format_local_minutes(window->first)},
                {"to", format_local_minutes(window->last)},
                {"text", text}};
    }

    Result<Json> stop(const Visit& visit, const StopOnTheWay& here) {
        const auto& entry = *here.stop.entry;
        const auto& site = *here.stop.site;
        const auto parts = texts_.parts(here.found);
        auto barriers = barriers_.of(here);
        if (!barriers) return barriers;
        const auto card_site = card_of_site(entry, site.site);
        const auto language = entry.card.value("language", "");
        return Json{
            {"service_id", to_string(entry.candidate.service_id)},
            {"service_at_location_id", site.site ? Json(to_string(site.site->id)) : Json(nullptr)},
            {"short_id", entry.card.value("short_id", "")},
            {"name", entry.card.value("name", "")},
            {"name_language", language.empty() ? Json(nullptr) : Json(language)},
            {"organization", entry.card.value("organization", Json(nullptr))},
            {"class", to_string(entry.verdict.result)},
            {"address", card_site.value("address", Json(nullptr))},
            {"area", card_site.value("area", Json(nullptr))},
            {"region", region_json(site.site)},
            {"covers", covers(texts_.planning().question_stops[visit.stop])},
            {"leg", leg(visit.leg)},
            {"arrive", arrive(visit.arrive, here.to, here.stop)},
            {"open", texts_.open_json(entry, site, here.at, parts)},
            {"capacity", capacity_json(entry.capacity, entry.candidate.zone, parts.plan.question.now, parts.wording,
                                       parts.request.language)},
            {"phones", texts_.phones(entry, here.found, texts_.planning().start)},
            {"ask", ask_json(entry, site, parts, {})},
            {"barriers", std::move(*barriers)}};
    }

    const VisitTexts& texts_;
    VisitBarriers barriers_;
    VisitLater later_;
};

std::string travel_text(const VisitTexts& texts) {
    const bool ride = texts.request().ride;
    const auto& pace = ride ? kDriven : kOnFoot;
    return texts.text(ride ? "travel_by_car" : "travel_on_foot",
                      {{"speed", texts.kilometres(pace.km_per_hour)},
                       {"detour", texts.kilometres(pace.detour)},
                       {"visit", std::to_string(kVisit.count())},
                       {"walk", texts.kilometres(texts.request().walk_km)}});
}

Json start_json(const VisitTexts& texts) {
    const auto& planning = texts.planning();
    Json place = nullptr;
    if (planning.place)
        place = {{"label", planning.place->label.empty() ? texts.text("place_that_was_set")
                                                         : planning.place->label},
                 {"lat", planning.place->centre.lat},
                 {"lon", planning.place->centre.lon}};
    return {{"at", format_local_minutes(planning.start)}, {"place", std::move(place)}};
}

}  // namespace

Result<Json> visit_answer(const VisitTexts& texts) {
    PlanWriter writer(texts);
    Json plans = Json::array();
    for (const auto& plan : texts.planning().plans.plans) {
        auto written = writer.plan(plan);
        if (!written) return written;
        plans.push_back(std::move(*written));
    }
    auto next = writer.later().next();
    if (!next) return next;
    Json tonight = nullptr;
    if (texts.request().tonight) {
        auto lists = writer.later().tonight();
        if (!lists) return lists;
        tonight = std::move(*lists);
    }
    return Json{{"start", start_json(texts)},    {"travel_text", travel_text(texts)},
                {"plans", std::move(plans)},     {"next", std::move(*next)},
                {"tonight", std::move(tonight)}, {"complete", texts.planning().complete}};
}

}  // namespace porchlight
