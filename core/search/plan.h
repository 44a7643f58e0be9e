#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/evaluate/question.h"
#include "core/geo/gazetteer.h"
#include "core/index/query.h"
#include "core/search/request.h"
#include "core/search/understand.h"

namespace porchlight {

/// Most words of a text that are looked for; the rest only counts for what it is understood as.
inline constexpr std::size_t kMostWords = 32;

/// A request, resolved: how candidates are found, and what they are judged by.
struct SearchPlan {
    Question question;
    std::string place_label;       ///< Of near.place, as the gazetteer has it.
    TermQuery base;                ///< Candidates: needs, words (decision 14).
    bool has_words = false;        ///< Candidates differ in weight.
    /// Only documents that could be of class `meets`: positive terms for each binding part.
    std::vector<TermQuery> meets_filters;
    /// Only documents that aren't surely out of reach.
    std::vector<TermQuery> reach_filters;
    std::vector<std::uint16_t> needs;  ///< Asked for, or understood in the text.
};

/// Where places are looked up: in the gazetteer, then among the towns that the listings name.
struct PlaceNames {
    const Gazetteer& gazetteer;
    const Gazetteer& towns;

    const Place* find(std::string_view text) const {
        const auto* place = gazetteer.find(text);
        return place ? place : towns.find(text);
    }
};

/// A place that a request names.
struct NamedPlace {
    Point centre;
    std::string label;  ///< As the gazetteer has it; empty for a point.
};

/// Where a request is asked from, where it says so.
/// @error bad_request "unknown_place: …", pointer /near/place.
Result<std::optional<NamedPlace>> place_of(const Request& request, const PlaceNames& places);

/// @param zone the directory's own, for times understood in the text.
/// @error bad_request where a place isn't known ("unknown_place: …", pointer /near/place).
Result<SearchPlan> make_plan(const Request& request, const Understanding& understanding,
                             const Catalogue& catalogue, const PlaceNames& places, Instant now,
                             std::string_view zone);

/// Documents that may lie within the circle, or need no way.
TermQuery within(const Region& circle);

}  // namespace porchlight
