#pragma once
#include "core/evaluate/evaluate.h"

namespace porchlight {

/// Distance from the place asked: to the point, or to the centre of the published area.
std::optional<double> distance_to(const Site* site, const Question& question);

/// Reach (decision 14): a service by phone or online, or whose area covers the place, satisfies it.
Evidence judge_reach(const Candidate& candidate, const Site* site, const PlaceWish& wish);

/// Areas to keep away from: apart is favourable, inside unfavourable, else unknown. What is used
/// by phone or online has no place to go to.
Evidence judge_area(const Candidate& candidate, const Site* site, const Region& area);

/// Language (decision 15): `offer` receives the best way in which it is offered.
Evidence judge_language(const Candidate& candidate, const Site* site, std::string_view tag,
                        Day today, std::optional<LanguageOffer>& offer);

Evidence judge_age(const Eligibility& eligibility, int age, Day today);
Evidence judge_gender(const Eligibility& eligibility, std::string_view gender, Day today);
Evidence judge_documents(const Eligibility& eligibility, const std::vector<std::string>& held,
                         Day today);

}  // namespace porchlight
