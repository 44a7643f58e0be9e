#pragma once
#include "core/evaluate/evaluate.h"

namespace porchlight {

/// Distance from the place asked: to the point, or to the centre of the published area. Absent
/// where the site's place isn't known or can't be one (such as 0,0 for "no coordinates").
std::optional<double> distance_to(const Site* site, const Question& question);

/// Reach (decision 14): a service by phone or online, or whose area covers the place, satisfies
/// it; else its whole region must lie within it, and all of it beyond to be unfavourable.
Evidence judge_reach(const Candidate& candidate, const Site* site, const PlaceWish& wish);

/// Areas to keep away from: apart is favourable, inside unfavourable, else unknown. What has no
/// place to go to (online, or by phone without a site) is apart from all.
Evidence judge_area(const Candidate& candidate, const Site* site, const Region& area);

/// An organization to keep away from; a service that names none is unknown.
Evidence judge_organization(const Candidate& candidate, const Uuid& organization);

/// Language (decision 15): `offer` receives the best way in which it is offered. The language in
/// which the phone is answered says nothing of the language on site.
Evidence judge_language(const Candidate& candidate, const Site* site, std::string_view tag,
                        Day today, std::optional<LanguageOffer>& offer);

/// Ages: outside what is stated is unfavourable. A minimum alone means "and older"; a maximum
/// alone says nothing of the youngest, so that below it is unknown, as are contradicting limits.
Evidence judge_age(const Eligibility& eligibility, int age, Day today);

/// Genders: unfavourable where those stated lack it.
Evidence judge_gender(const Eligibility& eligibility, std::string_view gender, Day today);

/// Documents: one to bring that isn't held is unfavourable; one in the listing's own words, which
/// nobody can compare with what is held, is unknown; so is a list that isn't said to be all.
Evidence judge_documents(const Eligibility& eligibility, const std::vector<std::string>& held,
                         Day today);

}  // namespace porchlight
