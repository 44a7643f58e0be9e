#include "core/search/visit_barriers.h"

#include <algorithm>

#include "core/evaluate/facts.h"
#include "core/evaluate/moment.h"
#include "core/geo/geo.h"

namespace porchlight {
namespace {

/// Services named for one barrier.
constexpr std::size_t kMostHelpers = 3;
/// How far such a service may be from the start where the request sets no reach; one by phone, or
/// whose area covers the start, may be anywhere.
constexpr double kHelperKm = 25;
/// Who takes nobody of this age or younger, in years, takes no children: the age of those who come
/// along isn't asked.
constexpr int kOldestChild = 12;

constexpr const char* kChildCare = "family.child-care";
constexpr const char* kRides = "transport.rides";
constexpr const char* kInterpreter = "immigration.interpreter";
constexpr const char* kPapers = "immigration.id-papers";

Json barrier(const char* kind, const std::string& text, Json removed_by = Json::array()) {
    return {{"kind", kind}, {"text", text}, {"removed_by", std::move(removed_by)}};
}

/// Whether some area that a service covers holds both ends; absent where no area is recorded.
std::optional<bool> serves_both(const Candidate& candidate, const Point& from, const Point& to) {
    auto areas = candidate.covers;
    for (const auto& site : candidate.sites)
        areas.insert(areas.end(), site.covers.begin(), site.covers.end());
    if (areas.empty()) return std::nullopt;
    return std::any_of(areas.begin(), areas.end(), [&](const Region& area) {
        return covers(area, {from, 0}) && covers(area, {to, 0});
    });
}

const Part* language_part(const Verdict& verdict) {
    for (const auto& part : verdict.sites.front().parts)
        if (part.kind == PartKind::language) return &part;
    return nullptr;
}

}  // namespace

Evidence VisitBarriers::evidence(const StopOnTheWay& here, const char* fact, Value want) const {
    const auto number = texts_.catalogue().fact(fact);
    if (!number) return Evidence::unknown;
    const auto& candidate = here.stop.entry->candidate;
    const auto& question = here.found.plan.question;
    return judge_fact(candidate, here.stop.site->site, {*number, want, Strength::preferred},
                      question, texts_.catalogue().facts()[*number],
                      present_of(candidate, question).today)
        .evidence;
}

Result<const SearchResult*> VisitBarriers::helpers(const std::string& need,
                                                   const std::string& language) {
    static const SearchResult kNone;
    const auto number = texts_.catalogue().need(need);
    if (!number) return &kNone;
    const auto known = helpers_.find({need, language});
    if (known != helpers_.end()) return &known->second;
    const auto& planning = texts_.planning();
    auto request =
        texts_.planner().other_search({*number}, some_time(planning.start, planning.end));
    // A child's age isn't the participant's, and where children are cared for they can come.
    request.participant = {};
    const auto children = texts_.catalogue().fact("children-welcome");
    std::erase_if(request.facts, [&](const FactWish& wish) { return children == wish.fact; });
    if (!request.within_km) request.within_km = kHelperKm;
    if (!language.empty()) request.languages = {{language, Strength::required}};
    auto found = texts_.planner().search(request);
    if (!found) return tl::unexpected(found.error());
    return &helpers_.emplace(std::pair{need, language}, std::move(*found)).first->second;
}

Result<Json> VisitBarriers::removed_by(const std::string& need, const std::string& language,
                                       LocalMinutes at, const Fits& fits) {
    const auto found = helpers(need, language);
    if (!found) return tl::unexpected(found.error());
    std::vector<Json> sure, others;
    for (const auto& entry : (*found)->page) {
        const auto question = texts_.question_at(**found, entry->candidate, at);
        const auto verdict = texts_.planner().evaluator().judge(entry->candidate, question);
        if (verdict.result < Class::ask) continue;
        const auto fit = fits(entry->candidate, verdict);
        if (!fit) continue;
        const auto& site = verdict.sites.front();
        // Closed by their own listing, though nobody checked: no help to name.
        if (texts_.opening(entry->candidate, site, at).state == OpenState::closed) continue;
        auto service = texts_.service_json(*entry, site, verdict.result, **found, at);
        const bool known = VisitPlanner::hours_are_known(site);
        service["text"] =
            texts_.text(known ? "helper_open" : "helper_hours_unknown") + ". " + fit->text;
        (fit->known && verdict.result == Class::meets ? sure : others)
            .push_back(std::move(service));
    }
    Json out = Json::array();
    for (auto* list : {&sure, &others})
        for (auto& service : *list)
            if (out.size() < kMostHelpers) out.push_back(std::move(service));
    return out;
}

std::string VisitBarriers::age_text(const Eligibility& takes) const {
    const auto year = [](std::int16_t years) { return std::to_string(years); };
    if (takes.minimum_age && takes.maximum_age)
        return texts_.text("helper_ages",
                           {{"from", year(*takes.minimum_age)}, {"to", year(*takes.maximum_age)}});
    if (takes.maximum_age) return texts_.text("helper_ages_to", {{"to", year(*takes.maximum_age)}});
    if (takes.minimum_age)
        return texts_.text("helper_ages_from", {{"from", year(*takes.minimum_age)}});
    return texts_.text("helper_ages_unknown");
}

Result<void> VisitBarriers::add_childcare(const StopOnTheWay& here, Json& out) {
    const auto& stop = here.stop;
    const bool goes = here.to || VisitPlanner::needs_way(stop.entry->candidate, stop.site->site);
    if (!texts_.request().children || !goes) return {};
    for (const auto* fact : {"children-welcome", "childcare-on-site"})
        if (evidence(here, fact, Value::yes) == Evidence::favourable) return {};
    auto removed = removed_by(kChildCare, "", here.at, [&](const Candidate& candidate, auto&) {
        const auto& takes = candidate.eligibility;
        if (takes.minimum_age > kOldestChild) return std::optional<Fit>();
        return std::optional(Fit{age_text(takes), takes.maximum_age.has_value()});
    });
    if (!removed) return tl::unexpected(removed.error());
    out.push_back(barrier("childcare", texts_.text("barrier_childcare"), std::move(*removed)));
    return {};
}

Result<void> VisitBarriers::add_transport(const StopOnTheWay& here, Json& out) {
    const auto& candidate = here.stop.entry->candidate;
    if (!here.to && VisitPlanner::needs_way(candidate, here.stop.site->site))
        out.push_back(barrier("transport", texts_.text("barrier_place_unknown")));
    const auto& request = texts_.request();
    if (request.ride || !here.visit.leg || here.visit.leg->way.km <= request.walk_km) return {};
    if (evidence(here, "pick-up", Value::yes) == Evidence::favourable) return {};
    auto removed =
        removed_by(kRides, "", here.at, [&](const Candidate& ride, auto&) -> std::optional<Fit> {
            const auto both = serves_both(ride, *here.from, *here.to);
            if (both == false) return std::nullopt;
            return Fit{texts_.text(both ? "helper_both_ends" : "helper_area_unknown"),
                       both.has_value()};
        });
    if (!removed) return tl::unexpected(removed.error());
    out.push_back(
        barrier("transport",
                texts_.text("barrier_far", {{"km", texts_.kilometres(here.visit.leg->way.km)},
                                            {"walk", texts_.kilometres(request.walk_km)}}),
                std::move(*removed)));
    return {};
}

Result<void> VisitBarriers::add_languages(const StopOnTheWay& here, Json& out) {
    const auto parts = texts_.parts(here.found);
    for (const auto& part : here.stop.site->parts) {
        if (part.kind != PartKind::language || part.evidence == Evidence::favourable) continue;
        const auto& tag = here.found.plan.question.languages[part.index].tag;
        const auto helping = helpers(kInterpreter, tag);
        if (!helping) return tl::unexpected(helping.error());
        const auto of_helper = texts_.parts(**helping);
        auto removed = removed_by(
            kInterpreter, tag, here.at,
            [&](const Candidate&, const Verdict& verdict) -> std::optional<Fit> {
                const auto* spoken = language_part(verdict);
                if (!spoken) return std::nullopt;
                return Fit{part_text(*spoken, *here.stop.entry, verdict.sites.front(), of_helper),
                           spoken->evidence == Evidence::favourable};
            });
        if (!removed) return tl::unexpected(removed.error());
        out.push_back(barrier("language", part_text(part, *here.stop.entry, *here.stop.site, parts),
                              std::move(*removed)));
    }
    return {};
}

Result<void> VisitBarriers::add_documents(const StopOnTheWay& here, Json& out) {
    const auto& takes = here.stop.entry->candidate.eligibility;
    if (texts_.request().search.participant.documents || takes.documents.empty()) return {};
    auto removed = removed_by(kPapers, "", here.at, [&](auto&, auto&) {
        return std::optional(Fit{texts_.text("helper_papers"), true});
    });
    if (!removed) return tl::unexpected(removed.error());
    out.push_back(barrier("documents", texts_.text("barrier_documents"), std::move(*removed)));
    return {};
}

void VisitBarriers::add_hours_and_cost(const StopOnTheWay& here, Json& out) const {
    if (!here.visit.arrive) out.push_back(barrier("hours", texts_.text("time_unknown")));
    const auto free = texts_.catalogue().fact("free");
    if (free && evidence(here, "free", Value::yes) == Evidence::unfavourable)
        out.push_back(barrier("cost", texts_.catalogue().facts()[*free].no.in(texts_.language())));
}

Result<Json> VisitBarriers::of(const StopOnTheWay& here) {
    Json out = Json::array();
    for (const auto add : {&VisitBarriers::add_childcare, &VisitBarriers::add_transport,
                           &VisitBarriers::add_languages, &VisitBarriers::add_documents})
        if (const auto added = (this->*add)(here, out); !added)
            return tl::unexpected(added.error());
    add_hours_and_cost(here, out);
    return out;
}

}  // namespace porchlight
