#include "core/search/features.h"

#include <algorithm>
#include <cmath>

namespace porchlight {
namespace {

double offer_value(const std::optional<LanguageOffer>& offer) {
    if (!offer) return 0;
    switch (*offer) {
        case LanguageOffer::staff: return 1;
        case LanguageOffer::staff_sometimes: return 0.8;
        case LanguageOffer::interpreter_on_site: return 0.6;
        case LanguageOffer::interpreter_by_phone: return 0.45;
        case LanguageOffer::phone_line: return 0.3;
    }
    return 0;
}

double needs_value(const Candidate& candidate, const Request& request, const Catalogue& catalogue) {
    std::size_t met = 0;
    for (const auto wanted : request.needs) {
        const auto meets = [&](std::uint16_t need) {
            const auto above = catalogue.with_ancestors(need);
            return std::find(above.begin(), above.end(), wanted) != above.end();
        };
        met += std::any_of(candidate.needs.begin(), candidate.needs.end(), meets);
    }
    return static_cast<double>(met) / static_cast<double>(request.needs.size());
}

double phase_value(const Candidate& candidate, const Request& request, const Catalogue& catalogue) {
    const auto in_phase = [&](std::uint16_t need) {
        const auto& phases = catalogue.needs()[need].phases;
        return std::find(phases.begin(), phases.end(), request.phase) != phases.end();
    };
    return std::any_of(candidate.needs.begin(), candidate.needs.end(), in_phase) ? 1 : 0;
}

/// Mean over languages of how they are offered, whatever their strength.
double language_value(const SiteVerdict& site) {
    double sum = 0;
    int count = 0;
    for (const auto& part : site.parts)
        if (part.kind == PartKind::language) {
            sum += offer_value(part.offer);
            ++count;
        }
    return count ? sum / count : 0;
}

bool is_wish(const Part& part) {
    return part.strength == Strength::preferred && part.kind != PartKind::language;
}

/// A "would like" that is confirmed counts whole, a stale one a quarter, all else nothing.
double preferred_value(const SiteVerdict& site) {
    double sum = 0;
    int count = 0;
    for (const auto& part : site.parts)
        if (is_wish(part)) {
            sum += part.evidence == Evidence::favourable ? 1
                   : part.evidence == Evidence::stale    ? 0.25
                                                         : 0;
            ++count;
        }
    return count ? sum / count : 0;
}

bool has_wishes(const SiteVerdict& site) {
    return std::any_of(site.parts.begin(), site.parts.end(), is_wish);
}

double freshness_value(const Candidate& candidate, Instant now) {
    if (!candidate.assured_on) return 0;
    const auto age = (std::chrono::floor<std::chrono::days>(now) - *candidate.assured_on).count();
    return age < 0 ? 0 : std::exp2(-static_cast<double>(age) / 180);
}

/// Hours count for order only as far as they can be trusted: those nobody dated half.
double open_value(const SiteVerdict& site) {
    if (site.opening.state != OpenState::open) return 0;
    return site.hours_are_lead ? 0.5 : 1;
}

}  // namespace

double text_value(double word_weight) { return word_weight / (word_weight + kHalfTextWeight); }

double closeness_value(double distance_km) {
    return kHalfDistanceKm / (kHalfDistanceKm + distance_km);
}

double weight_of(FeatureName feature) {
    return kFeatureWeights[static_cast<std::size_t>(feature)].weight;
}

double most_besides_text_and_closeness(const Request& request, const Question& question) {
    // Anything but a fact may be a wish too: with any of them the feature may count.
    const bool may_wish = !question.facts.empty() || question.time || question.participant.age ||
                          !question.participant.gender.empty() || question.participant.documents ||
                          (question.place && question.place->within_km) ||
                          !question.avoid.areas.empty() || !question.avoid.organizations.empty();
    double sum = weight_of(FeatureName::freshness);
    if (!request.needs.empty()) sum += weight_of(FeatureName::needs);
    if (!question.languages.empty()) sum += weight_of(FeatureName::language);
    if (question.time) sum += weight_of(FeatureName::open);
    if (may_wish) sum += weight_of(FeatureName::preferred);
    if (!request.phase.empty()) sum += weight_of(FeatureName::phase);
    return sum;
}

double leads_value(const Candidate& candidate, const Verdict& verdict, const Question& question) {
    int found_for = 0, found_against = 0;
    for (const auto& part : verdict.sites.front().parts) {
        if (part.kind != PartKind::fact || part.evidence != Evidence::unknown) continue;
        const auto& wish = *std::find_if(
            question.facts.begin(), question.facts.end(),
            [&](const FactWish& each) { return each.fact == part.index; });
        if (part.statement) ++found_for;  // Said, but undated or not confirmed.
        for (const auto& lead : candidate.leads)
            if (lead.fact == part.index) ++(lead.value == wish.want ? found_for : found_against);
    }
    if (found_against > 0) return 0;
    return found_for > 0 ? 1 - 0.5 / (1 + found_for) : 0.5;
}

std::vector<Feature> features_of(const Ranked& ranked, const Request& request,
                                 const Question& question, const Catalogue& catalogue) {
    const auto& site = ranked.verdict.sites.front();
    std::vector<Feature> features;
    features.reserve(kFeatureWeights.size());
    const auto add = [&](FeatureName name, double value) {
        features.push_back({name, value, weight_of(name)});
    };
    if (ranked.word_weight > 0) add(FeatureName::text, text_value(ranked.word_weight));
    if (!request.needs.empty()) add(FeatureName::needs, needs_value(ranked.candidate, request, catalogue));
    if (question.place)
        add(FeatureName::closeness, site.distance_km ? closeness_value(*site.distance_km) : 0);
    if (!question.languages.empty()) add(FeatureName::language, language_value(site));
    if (question.time) add(FeatureName::open, open_value(site));
    if (has_wishes(site)) add(FeatureName::preferred, preferred_value(site));
    if (ranked.verdict.result == Class::ask || ranked.verdict.result == Class::hold)
        add(FeatureName::leads, leads_value(ranked.candidate, ranked.verdict, question));
    if (!request.phase.empty()) add(FeatureName::phase, phase_value(ranked.candidate, request, catalogue));
    add(FeatureName::freshness, freshness_value(ranked.candidate, question.now));
    return features;
}

double score_of(const std::vector<Feature>& features) {
    double sum = 0;
    for (const auto& feature : features) sum += feature.contribution();
    return sum;
}

}  // namespace porchlight
