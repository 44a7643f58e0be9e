#include "core/evaluate/evaluate.h"

#include <algorithm>

#include "core/evaluate/facts.h"
#include "core/evaluate/parts.h"

namespace porchlight {
namespace {

/// Minutes after Monday 00:00 between which a weekday is within business hours.
constexpr int kBusinessOpens = 8 * 60;
constexpr int kBusinessCloses = 18 * 60;

/// Half hours of the week outside Monday to Friday 08:00 to 18:00.
bool is_after_hours(std::uint16_t half_hour) {
    const int day = half_hour / 48, minute = half_hour % 48 * 30;
    return day >= 5 || minute < kBusinessOpens || minute >= kBusinessCloses;
}


/// The day by which facts age: the site's own; without a zone UTC's, at most a day off.
Day today_at(std::string_view zone, Instant now) {
    const auto local = zone.empty() ? Result<LocalMinutes>(fail(ErrorKind::bad_request, ""))
                                    : local_minutes(now, zone);
    if (!local) return std::chrono::floor<std::chrono::days>(now);
    return Day{std::chrono::floor<std::chrono::days>(*local).time_since_epoch()};
}

const Hours* hours_of(const Candidate& candidate, const Site* site) {
    if (site && site->hours) return &*site->hours;
    return candidate.hours ? &*candidate.hours : nullptr;
}

/// Somebody who comes for the first time comes in intake hours, where there are any.
HoursKind kind_for_arrival(const Hours& hours) {
    const bool intake = std::any_of(hours.shifts.begin(), hours.shifts.end(), [](const Shift& s) {
        return s.kind == HoursKind::intake;
    });
    return intake ? HoursKind::intake : HoursKind::open;
}

/// The opening at the moment or within the range asked; without a wish at this moment.
Opening opening_for(const Candidate& candidate, const Hours& hours, const Question& question,
                    const HolidayCalendar& holidays) {
    if (candidate.zone.empty()) return {};
    const auto kind = kind_for_arrival(hours);
    const bool given = question.time && question.time->kind != TimeWish::Kind::now &&
                       question.time->kind != TimeWish::Kind::after_hours;
    const auto now = local_minutes(question.now, candidate.zone);
    if (!given && !now) return {};
    const auto at = given ? question.time->from : *now;
    const auto opening = opening_at(hours, kind, at, holidays, candidate.holiday_region);
    if (!given || question.time->kind != TimeWish::Kind::range ||
        opening.state != OpenState::closed || !opening.next || *opening.next >= question.time->to)
        return opening;
    return opening_at(hours, kind, *opening.next, holidays, candidate.holiday_region);
}

/// What the hours say of the wish, as if they were dated and confirmed.
OpenState state_for(const Candidate& candidate, const Hours& hours, const Question& question,
                    const Opening& opening) {
    if (question.time->kind != TimeWish::Kind::after_hours) return opening.state;
    if (candidate.zone.empty() || hours.shifts.empty()) return OpenState::unknown;
    for (const auto half_hour : half_hours_touched(hours, kind_for_arrival(hours)))
        if (is_after_hours(half_hour)) return OpenState::open;
    return OpenState::closed;
}

Evidence judge_time(const Candidate& candidate, const Hours* hours, const Question& question,
                    const Opening& opening, Day today) {
    if (!hours) return Evidence::unknown;
    const bool counts = hours->standing >= Standing::stated && hours->stated_on;
    const auto state = state_for(candidate, *hours, question, opening);
    // An undated "closed" is a lead, like an undated "open" (design.md section 3).
    if (!counts || state == OpenState::unknown) return Evidence::unknown;
    if (state == OpenState::closed) return Evidence::unfavourable;
    return by_age(hours->stated_on, today, kHoursTtlDays);
}

Part part_of(PartKind kind, std::size_t index, Strength strength, Evidence evidence) {
    Part part;
    part.kind = kind;
    part.index = static_cast<std::uint16_t>(index);
    part.strength = strength;
    part.evidence = evidence;
    part.result = class_of(strength, evidence);
    return part;
}

bool closer(const SiteVerdict& a, const SiteVerdict& b) {
    if (a.distance_km.has_value() != b.distance_km.has_value()) return a.distance_km.has_value();
    return a.distance_km && *a.distance_km < *b.distance_km;
}

}  // namespace

bool Question::asks_nothing() const {
    const auto binding = [](Strength strength) { return strength != Strength::preferred; };
    const bool facts_bind = std::any_of(facts.begin(), facts.end(), [&](const FactWish& wish) {
        return binding(wish.strength);
    });
    const bool languages_bind =
        std::any_of(languages.begin(), languages.end(),
                    [&](const LanguageWish& wish) { return binding(wish.strength); });
    const bool said = participant.age || !participant.gender.empty() || participant.documents;
    return !facts_bind && !languages_bind &&
           !(place && place->within_km && binding(place->strength)) &&
           !(time && binding(time->strength)) && !(said && binding(participant.strength)) &&
           avoid.areas.empty() && avoid.organizations.empty();
}

Evidence by_age(std::optional<Day> verified_on, Day today, int ttl_days) {
    if (!verified_on) return Evidence::unknown;
    const auto age = (today - *verified_on).count();
    if (age < -1) return Evidence::unknown;
    if (age <= ttl_days) return Evidence::favourable;
    return age <= 2 * ttl_days ? Evidence::stale : Evidence::unknown;
}

Evidence evidence_of(const FactStatement& statement, const Fact& fact, Value want, Day today) {
    if (statement.value != want) return Evidence::unfavourable;
    if (statement.standing < fact.needed) return Evidence::unknown;
    return by_age(statement.verified_on, today, fact.ttl_days);
}

SiteVerdict Evaluator::judge_site(const Candidate& candidate, const Site* site,
                                  const Question& question) const {
    SiteVerdict verdict;
    verdict.site = site;
    const Day today = today_at(candidate.zone, question.now);
    const Hours* hours = hours_of(candidate, site);
    verdict.distance_km = distance_to(site, question);
    if (hours) {
        verdict.opening = opening_for(candidate, *hours, question, holidays_);
        verdict.hours_are_lead = hours->standing < Standing::stated || !hours->stated_on;
    }
    const auto add = [&](PartKind kind, std::size_t index, Strength strength, Evidence evidence) {
        if (question.clock_behind && evidence > Evidence::unknown) evidence = Evidence::unknown;
        verdict.parts.push_back(part_of(kind, index, strength, evidence));
    };
    for (const auto& wish : question.facts)
        verdict.parts.push_back(
            judge_fact(candidate, site, wish, question, catalogue_.facts()[wish.fact], today));
    if (question.place && question.place->within_km)
        add(PartKind::distance, 0, question.place->strength,
            judge_reach(candidate, site, *question.place));
    for (std::size_t i = 0; i < question.languages.size(); ++i) {
        std::optional<LanguageOffer> offer;
        const auto evidence =
            judge_language(candidate, site, question.languages[i].tag, today, offer);
        add(PartKind::language, i, question.languages[i].strength, evidence);
        verdict.parts.back().offer = offer;
    }
    if (question.time)
        add(PartKind::time, 0, question.time->strength,
            judge_time(candidate, hours, question, verdict.opening, today));
    const auto& said = question.participant;
    if (said.age)
        add(PartKind::age, 0, said.strength, judge_age(candidate.eligibility, *said.age, today));
    if (!said.gender.empty())
        add(PartKind::gender, 0, said.strength,
            judge_gender(candidate.eligibility, said.gender, today));
    if (said.documents)
        add(PartKind::documents, 0, said.strength,
            judge_documents(candidate.eligibility, *said.documents, today));
    for (std::size_t i = 0; i < question.avoid.areas.size(); ++i)
        add(PartKind::avoid_area, i, question.avoid.strength,
            judge_area(candidate, site, question.avoid.areas[i]));
    for (std::size_t i = 0; i < question.avoid.organizations.size(); ++i)
        add(PartKind::avoid_organization, i, question.avoid.strength,
            candidate.organization_id == question.avoid.organizations[i] ? Evidence::unfavourable
                                                                         : Evidence::favourable);
    for (const auto& part : verdict.parts) verdict.result = std::min(verdict.result, part.result);
    return verdict;
}

Verdict Evaluator::judge(const Candidate& candidate, const Question& question) const {
    Verdict verdict;
    if (candidate.sites.empty()) {
        verdict.sites.push_back(judge_site(candidate, nullptr, question));
        verdict.result = verdict.sites.front().result;
        return verdict;
    }
    for (const auto& site : candidate.sites) {
        auto judged = judge_site(candidate, &site, question);
        if (verdict.sites.empty() || judged.result > verdict.result) {
            verdict.sites.clear();
            verdict.result = judged.result;
        }
        if (judged.result == verdict.result) verdict.sites.push_back(std::move(judged));
    }
    std::stable_sort(verdict.sites.begin(), verdict.sites.end(), closer);
    return verdict;
}

Answered Evaluator::phone_answered(const Candidate& candidate, const Question& question) const {
    if (!candidate.has_phone || candidate.zone.empty()) return Answered::unknown;
    const Hours* hours = candidate.phone_hours ? &*candidate.phone_hours : nullptr;
    if (!hours && candidate.hours) hours = &*candidate.hours;
    if (!hours)
        for (const auto& site : candidate.sites)
            if (site.hours && !hours) hours = &*site.hours;
    if (!hours) return Answered::unknown;
    const auto now = local_minutes(question.now, candidate.zone);
    if (!now) return Answered::unknown;
    const bool given = question.time && (question.time->kind == TimeWish::Kind::at ||
                                         question.time->kind == TimeWish::Kind::range);
    const auto opening = opening_at(*hours, HoursKind::open, given ? question.time->from : *now,
                                    holidays_, candidate.holiday_region);
    switch (opening.state) {
        case OpenState::open: return Answered::yes;
        case OpenState::closed: return Answered::no;
        case OpenState::unknown: return Answered::unknown;
    }
    return Answered::unknown;
}

}  // namespace porchlight
