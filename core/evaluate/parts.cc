#include "core/evaluate/parts.h"

#include <algorithm>

#include "core/geo/geo.h"

namespace porchlight {
namespace {

bool needs_no_way(const Candidate& candidate, const Site* site) {
    return site ? site->virtual_place : candidate.by_phone_or_online;
}

bool any_covers(const std::vector<Region>& areas, const Point& place) {
    return std::any_of(areas.begin(), areas.end(),
                       [&](const Region& area) { return covers(area, {place, 0}); });
}

/// A stated value that fits: what it is worth by its standing and age.
Evidence worth(Standing standing, std::optional<Day> stated_on, Day today, int ttl_days) {
    return standing >= Standing::stated ? by_age(stated_on, today, ttl_days) : Evidence::unknown;
}

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

/// "fr" is spoken where "fr-CA" is; "zh-Hant" is no answer to "zh-Hans" but is one to "zh".
bool same_language(std::string_view offered, std::string_view wanted) {
    return offered == wanted || primary(offered) == wanted || offered == primary(wanted);
}

bool contains(const std::vector<std::string>& list, std::string_view value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

std::optional<double> distance_to(const Site* site, const Question& question) {
    if (!question.place || !site || !site->region) return std::nullopt;
    return distance_km(question.place->from, site->region->centre);
}

Evidence judge_reach(const Candidate& candidate, const Site* site, const PlaceWish& wish) {
    if (needs_no_way(candidate, site) || any_covers(candidate.covers, wish.from) ||
        (site && any_covers(site->covers, wish.from)))
        return Evidence::favourable;
    if (!site || !site->region) return Evidence::unknown;
    const double distance = distance_km(wish.from, site->region->centre);
    const double radius = site->region->radius_km;
    if (distance + radius <= *wish.within_km) return Evidence::favourable;
    return distance - radius > *wish.within_km ? Evidence::unfavourable : Evidence::unknown;
}

Evidence judge_area(const Candidate& candidate, const Site* site, const Region& area) {
    if (needs_no_way(candidate, site)) return Evidence::favourable;
    if (!site || !site->region) return Evidence::unknown;
    switch (relation(*site->region, area)) {
        case AreaRelation::apart: return Evidence::favourable;
        case AreaRelation::inside: return Evidence::unfavourable;
        case AreaRelation::unclear: return Evidence::unknown;
    }
    return Evidence::unknown;
}

Evidence judge_language(const Candidate& candidate, const Site* site, std::string_view tag,
                        Day today, std::optional<LanguageOffer>& offer) {
    const auto look = [&](const std::vector<OfferedLanguage>& offered) {
        for (const auto& language : offered)
            if (same_language(language.tag, tag) && (!offer || language.offer < *offer))
                offer = language.offer;
    };
    look(candidate.languages);
    if (site) look(site->languages);
    // The language in which the phone is answered says nothing of the language on site.
    if (offer && *offer != LanguageOffer::phone_line)
        return worth(candidate.languages_standing, candidate.languages_stated_on, today,
                     kLanguageTtlDays);
    return candidate.languages_complete && !offer ? Evidence::unfavourable : Evidence::unknown;
}

Evidence judge_age(const Eligibility& eligibility, int age, Day today) {
    if (!eligibility.minimum_age && !eligibility.maximum_age && !eligibility.all_ages)
        return Evidence::unknown;
    if (age < eligibility.minimum_age.value_or(0) || age > eligibility.maximum_age.value_or(200))
        return Evidence::unfavourable;
    return worth(eligibility.standing, eligibility.stated_on, today, kEligibilityTtlDays);
}

Evidence judge_gender(const Eligibility& eligibility, std::string_view gender, Day today) {
    if (eligibility.genders.empty()) return Evidence::unknown;
    if (!contains(eligibility.genders, gender) && !contains(eligibility.genders, "all"))
        return Evidence::unfavourable;
    return worth(eligibility.standing, eligibility.stated_on, today, kEligibilityTtlDays);
}

Evidence judge_documents(const Eligibility& eligibility, const std::vector<std::string>& held,
                         Day today) {
    if (!eligibility.documents_stated) return Evidence::unknown;
    for (const auto& document : eligibility.documents)
        if (document != "none" && !contains(held, document)) return Evidence::unfavourable;
    return worth(eligibility.standing, eligibility.stated_on, today, kEligibilityTtlDays);
}

}  // namespace porchlight
