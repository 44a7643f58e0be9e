#include "core/evaluate/parts.h"

#include <algorithm>
#include <tuple>

#include "core/geo/geo.h"

namespace porchlight {
namespace {

/// Where a site is, as far as that is known. A radius that is negative or no number is no place.
const Region* place_of(const Site* site) {
    if (!site || !site->region) return nullptr;
    const Region& region = *site->region;
    return is_usable(region.centre) && region.radius_km >= 0 ? &region : nullptr;
}

bool any_covers(const std::vector<Region>& areas, const Point& place) {
    return std::any_of(areas.begin(), areas.end(),
                       [&](const Region& area) { return covers(area, {place, 0}); });
}

/// A stated value that fits: what it is worth by its standing and age.
Evidence worth(Standing standing, std::optional<Day> stated_on, Day today, int ttl_days) {
    return standing >= Standing::stated ? by_age(stated_on, today, ttl_days) : Evidence::unknown;
}

/// True where a tag is the other, or the other with further subtags: "fr" of "fr-CA".
bool is_prefix(std::string_view shorter, std::string_view longer) {
    return longer.starts_with(shorter) &&
           (longer.size() == shorter.size() || longer[shorter.size()] == '-');
}

/// BCP 47 with fallback: "fr" is spoken where "fr-CA" is asked, and the other way round; "zh-Hant"
/// is no answer to "zh-Hans" but is one to "zh".
bool same_language(std::string_view offered, std::string_view wanted) {
    return is_prefix(offered, wanted) || is_prefix(wanted, offered);
}

/// Documents that can be compared are codes ("photo-id"); anything else is the listing's wording.
bool is_code(std::string_view document) {
    return std::all_of(document.begin(), document.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool contains(const std::vector<std::string>& list, std::string_view value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

std::optional<double> distance_to(const Site* site, const Question& question) {
    const Region* place = place_of(site);
    if (!question.place || !place) return std::nullopt;
    return distance_km(question.place->from, place->centre);
}

Evidence judge_reach(const Candidate& candidate, const Site* site, const PlaceWish& wish) {
    if (candidate.by_phone_or_online || (site && site->virtual_place) ||
        any_covers(candidate.covers, wish.from) || (site && any_covers(site->covers, wish.from)))
        return Evidence::favourable;
    const Region* place = place_of(site);
    if (!place) return Evidence::unknown;
    const double distance = distance_km(wish.from, place->centre);
    if (distance + place->radius_km <= *wish.within_km) return Evidence::favourable;
    return distance - place->radius_km > *wish.within_km ? Evidence::unfavourable
                                                         : Evidence::unknown;
}

Evidence judge_area(const Candidate& candidate, const Site* site, const Region& area) {
    if (site ? site->virtual_place : candidate.by_phone_or_online) return Evidence::favourable;
    const Region* place = place_of(site);
    if (!place) return Evidence::unknown;
    switch (relation(*place, area)) {
        case AreaRelation::apart: return Evidence::favourable;
        case AreaRelation::inside: return Evidence::unfavourable;
        case AreaRelation::unclear: return Evidence::unknown;
    }
    return Evidence::unknown;
}

Evidence judge_organization(const Candidate& candidate, const Uuid& organization) {
    if (candidate.organization_id == organization) return Evidence::unfavourable;
    return candidate.organization_id == Uuid{} ? Evidence::unknown : Evidence::favourable;
}

Evidence judge_language(const Candidate& candidate, const Site* site, std::string_view tag,
                        Day today, std::optional<LanguageOffer>& offer) {
    bool recorded = false;
    const auto look = [&](const std::vector<OfferedLanguage>& offered) {
        recorded |= !offered.empty();
        for (const auto& language : offered)
            if (same_language(language.tag, tag) && (!offer || language.offer < *offer))
                offer = language.offer;
    };
    look(candidate.languages);
    if (site) look(site->languages);
    if (offer && *offer != LanguageOffer::phone_line)
        return worth(candidate.languages_standing, candidate.languages_stated_on, today,
                     kLanguageTtlDays);
    const bool lacks_it = recorded && candidate.languages_complete && !offer;
    return lacks_it ? Evidence::unfavourable : Evidence::unknown;
}

Evidence judge_age(const Eligibility& eligibility, int age, Day today) {
    const auto& [minimum, maximum] = std::tie(eligibility.minimum_age, eligibility.maximum_age);
    if (minimum && maximum && *minimum > *maximum) return Evidence::unknown;
    if ((minimum && age < *minimum) || (maximum && age > *maximum)) return Evidence::unfavourable;
    if (!minimum && !eligibility.all_ages) return Evidence::unknown;
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
    auto evidence = eligibility.documents_stated
                        ? worth(eligibility.standing, eligibility.stated_on, today,
                                kEligibilityTtlDays)
                        : Evidence::unknown;
    for (const auto& document : eligibility.documents) {
        if (document == "none" || contains(held, document)) continue;
        evidence = both(evidence, is_code(document) ? Evidence::unfavourable : Evidence::unknown);
    }
    return evidence;
}

}  // namespace porchlight
