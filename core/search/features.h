#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/evaluate/evaluate.h"
#include "core/search/request.h"

namespace porchlight {

/// What orders results within a class (design.md section 4, step 4).
enum class FeatureName : std::uint8_t {
    text,        ///< How well the words fit: w / (w + k).
    needs,       ///< Share of the asked needs that it meets.
    closeness,   ///< 1 at the place, 1/2 at kHalfDistanceKm.
    language,    ///< How the asked languages are offered.
    open,        ///< Open at the time asked.
    preferred,   ///< Share of the "would like" that is confirmed; a little for what is stale.
    leads,       ///< What the listing says that nobody checked; within ask and hold only.
    phase,       ///< Meets needs of the asked phase of the continuum of care.
    freshness,   ///< How lately the record was assured.
};

/// The one table of weights. A feature's value lies in [0,1]; its contribution is value * weight.
struct FeatureWeight {
    FeatureName feature;
    std::string_view name;
    double weight;
};
inline constexpr std::array<FeatureWeight, 9> kFeatureWeights{{
    {FeatureName::text, "text", 10.0},
    {FeatureName::needs, "needs", 2.0},
    {FeatureName::closeness, "closeness", 1.5},
    {FeatureName::language, "language", 1.0},
    {FeatureName::open, "open", 0.5},
    {FeatureName::preferred, "preferred", 1.5},
    {FeatureName::leads, "leads", 0.5},
    {FeatureName::phase, "phase", 0.5},
    {FeatureName::freshness, "freshness", 0.2},
}};

/// Word weight at which the text feature is 1/2.
inline constexpr double kHalfTextWeight = 80.0;
/// Within `ask`, a result whose words fit less than this share as well as the best one's comes after
/// all others, whoever answers the phone: a school isn't rung about a shelter because it is open.
inline constexpr double kFitsWordsShare = 0.75;
/// Distance at which closeness is 1/2.
inline constexpr double kHalfDistanceKm = 5.0;

/// One feature of one result, as it is shown.
struct Feature {
    FeatureName name;
    double value = 0;
    double weight = 0;
    double contribution() const { return value * weight; }
};

/// What ranking reads of one candidate.
struct Ranked {
    const Candidate& candidate;
    const Verdict& verdict;
    double word_weight = 0;
};

/// Features of a candidate that the request gives meaning to, in the table's order.
std::vector<Feature> features_of(const Ranked& ranked, const Request& request,
                                 const Question& question, const Catalogue& catalogue);

/// Their sum, without making the list.
double score_of(const std::vector<Feature>& features);

/// The most that features other than text and closeness can add to a result of class `meets` of
/// this request: for knowing when no unseen candidate can reach the page.
double most_besides_text_and_closeness(const Request& request, const Question& question);

double text_value(double word_weight);
double closeness_value(double distance_km);
double weight_of(FeatureName feature);

/// How a lead stands to the question: 1 all for it, 0 against, 1/2 nothing said.
double leads_value(const Candidate& candidate, const Verdict& verdict, const Question& question);

}  // namespace porchlight
