#include "core/evaluate/evaluate.h"

#include <algorithm>

#include "core/evaluate/facts.h"
#include "core/evaluate/moment.h"
#include "core/evaluate/parts.h"

namespace porchlight {
namespace {

Part part_of(PartKind kind, std::size_t index, Strength strength, Evidence evidence) {
    Part part;
    part.kind = kind;
    part.index = static_cast<std::uint16_t>(index);
    part.strength = strength;
    part.evidence = evidence;
    part.result = class_of(strength, evidence);
    return part;
}

/// Nearest first, those without a distance last, equals by id: a total order.
bool closer(const SiteVerdict& a, const SiteVerdict& b) {
    if (a.distance_km.has_value() != b.distance_km.has_value()) return a.distance_km.has_value();
    if (a.distance_km && *a.distance_km != *b.distance_km) return *a.distance_km < *b.distance_km;
    return a.site->id < b.site->id;
}

std::size_t count_of_parts(const Question& question) {
    constexpr std::size_t kSingle = 5;  // distance, time, age, gender, documents
    return kSingle + question.facts.size() + question.languages.size() +
           question.avoid.areas.size() + question.avoid.organizations.size();
}

/// Judges one site, part by part.
class SiteJudge {
  public:
    SiteJudge(const Candidate& candidate, const Site* site, const Question& question,
              const Present& present)
        : candidate_(candidate), site_(site), question_(question), today_(present.today) {
        verdict_.site = site;
        verdict_.parts.reserve(count_of_parts(question));
    }

    void judge_facts(const Catalogue& catalogue) {
        for (const auto& wish : question_.facts)
            keep(judge_fact(candidate_, site_, wish, question_, catalogue.facts()[wish.fact],
                            today_));
    }

    void judge_place() {
        verdict_.distance_km = distance_to(site_, question_);
        if (question_.place && question_.place->within_km)
            add(PartKind::distance, 0, question_.place->strength,
                judge_reach(candidate_, site_, *question_.place));
    }

    void judge_languages() {
        for (std::size_t i = 0; i < question_.languages.size(); ++i) {
            const auto& wish = question_.languages[i];
            std::optional<LanguageOffer> offer;
            const auto evidence = judge_language(candidate_, site_, wish.tag, today_, offer);
            add(PartKind::language, i, wish.strength, evidence);
            verdict_.parts.back().offer = offer;
        }
    }

    void judge_hours(const Present& present, const HolidayCalendar& holidays) {
        const Hours* hours = hours_for(candidate_, site_);
        if (hours) {
            verdict_.opening = opening_for(candidate_, *hours, kind_for_arrival(*hours), question_,
                                           present, holidays);
            verdict_.hours_are_lead = is_lead(*hours);
        }
        if (question_.time)
            add(PartKind::time, 0, question_.time->strength,
                judge_time(hours, question_, present, verdict_.opening));
    }

    void judge_participant() {
        const auto& said = question_.participant;
        const auto& takes = candidate_.eligibility;
        if (said.age)
            add(PartKind::age, 0, said.strength, judge_age(takes, *said.age, today_));
        if (!said.gender.empty())
            add(PartKind::gender, 0, said.strength, judge_gender(takes, said.gender, today_));
        if (said.documents)
            add(PartKind::documents, 0, said.strength,
                judge_documents(takes, *said.documents, today_));
    }

    void judge_avoid() {
        const auto& avoid = question_.avoid;
        for (std::size_t i = 0; i < avoid.areas.size(); ++i)
            add(PartKind::avoid_area, i, avoid.strength,
                judge_area(candidate_, site_, avoid.areas[i]));
        for (std::size_t i = 0; i < avoid.organizations.size(); ++i)
            add(PartKind::avoid_organization, i, avoid.strength,
                judge_organization(candidate_, avoid.organizations[i]));
    }

    /// What was reported is at most to be asked about; a safety plan's place isn't even mentioned
    /// before that (decision 16).
    void cap_where_reported() {
        if (!candidate_.reported) return;
        const bool critical = std::any_of(verdict_.parts.begin(), verdict_.parts.end(), [](const Part& part) {
            return part.strength == Strength::critical;
        });
        verdict_.result = std::min(verdict_.result, critical ? Class::hold : Class::ask);
    }

    /// A place that says it is full for some of the time asked about is at most to be asked about.
    void cap_where_full() {
        if (is_full_then(candidate_, question_))
            verdict_.result = std::min(verdict_.result, Class::ask);
    }

    SiteVerdict take() { return std::move(verdict_); }

  private:
    void add(PartKind kind, std::size_t index, Strength strength, Evidence evidence) {
        const bool trusted = !question_.clock_behind || evidence <= Evidence::unknown;
        keep(part_of(kind, index, strength, trusted ? evidence : Evidence::unknown));
    }

    /// A site's class is the worst over its parts.
    void keep(const Part& part) {
        verdict_.result = std::min(verdict_.result, part.result);
        verdict_.parts.push_back(part);
    }

    const Candidate& candidate_;
    const Site* site_;
    const Question& question_;
    Day today_;
    SiteVerdict verdict_;
};

SiteVerdict judge_site(const Candidate& candidate, const Site* site, const Question& question,
                       const Present& present, const Catalogue& catalogue,
                       const HolidayCalendar& holidays) {
    SiteJudge judge(candidate, site, question, present);
    judge.judge_facts(catalogue);
    judge.judge_place();
    judge.judge_languages();
    judge.judge_hours(present, holidays);
    judge.judge_participant();
    judge.judge_avoid();
    judge.cap_where_reported();
    judge.cap_where_full();
    return judge.take();
}

/// The one part that keeps a site from `ask` or better, where it is one alone.
std::optional<PartId> only_blocker(const SiteVerdict& site) {
    std::optional<PartId> found;
    for (const auto& part : site.parts) {
        if (part.result > Class::hold) continue;
        const PartId id{part.kind, part.index};
        if (found && *found != id) return std::nullopt;
        found = id;
    }
    return found;
}

void note_blocker(Verdict& verdict, const SiteVerdict& site) {
    const auto blocker = only_blocker(site);
    auto& noted = verdict.alone_in_the_way;
    if (blocker && std::find(noted.begin(), noted.end(), *blocker) == noted.end())
        noted.push_back(*blocker);
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
    const bool avoids = !avoid.areas.empty() || !avoid.organizations.empty();
    const bool said = participant.age || !participant.gender.empty() || participant.documents;
    return !facts_bind && !languages_bind &&
           !(place && place->within_km && binding(place->strength)) &&
           !(time && binding(time->strength)) && !(said && binding(participant.strength)) &&
           !(avoids && binding(avoid.strength));
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

Verdict Evaluator::judge(const Candidate& candidate, const Question& question) const {
    const auto present = present_of(candidate, question);
    Verdict verdict;
    if (candidate.sites.empty()) {
        verdict.sites.push_back(
            judge_site(candidate, nullptr, question, present, catalogue_, holidays_));
        verdict.result = verdict.sites.front().result;
        note_blocker(verdict, verdict.sites.front());
        return verdict;
    }
    verdict.sites.reserve(candidate.sites.size());
    for (const auto& site : candidate.sites) {
        auto judged = judge_site(candidate, &site, question, present, catalogue_, holidays_);
        note_blocker(verdict, judged);
        if (judged.result > verdict.result) verdict.sites.clear();
        verdict.result = std::max(verdict.result, judged.result);
        if (judged.result == verdict.result) verdict.sites.push_back(std::move(judged));
    }
    std::sort(verdict.sites.begin(), verdict.sites.end(), closer);
    if (verdict.result > Class::hold) verdict.alone_in_the_way.clear();
    return verdict;
}

Answered Evaluator::phone_answered(const Candidate& candidate, const Question& question) const {
    if (!candidate.has_phone) return Answered::unknown;
    const auto present = present_of(candidate, question);
    const auto by = [&](const Hours& hours) {
        const auto opening =
            opening_for(candidate, hours, HoursKind::open, question, present, holidays_);
        switch (opening.state) {
            case OpenState::open: return Answered::yes;
            case OpenState::closed: return Answered::no;
            case OpenState::unknown: return Answered::unknown;
        }
        return Answered::unknown;
    };
    if (candidate.phone_hours) return by(*candidate.phone_hours);
    if (candidate.hours) return by(*candidate.hours);
    std::optional<Answered> best;
    for (const auto& site : candidate.sites)
        if (site.hours) best = std::max(best.value_or(Answered::no), by(*site.hours));
    return best.value_or(Answered::unknown);
}

}  // namespace porchlight
