#pragma once
#include <optional>

#include "core/search/request.h"

namespace porchlight {

/// How far on foot between two stops where the request doesn't say: beyond, a ride is wanted. Said
/// with every plan.
inline constexpr double kUsualWalkKm = 3;
inline constexpr double kLongestWalkKm = 50;

/// A request for a plan of visits, checked (POST /api/v1/plan). Lives as long as the request.
struct VisitRequest {
    Request search;  ///< What each need's candidates are ranked by, but for need and time.
    std::optional<LocalMinutes> at;  ///< When it starts; absent: now.
    bool tonight = false;            ///< "Tonight" is asked for too.
    bool children = false;           ///< Children come along.
    bool ride = false;               ///< Somebody drives.
    double walk_km = kUsualWalkKm;   ///< The most on foot between two stops, without a ride.
};

/// Reads a plan request: 1 to 8 needs, each once; what a search has besides by the rules of
/// parse_request(), the public role's included.
/// @error bad_request with the JSON pointer in `where`; its message begins with a code and a colon.
Result<VisitRequest> parse_visit_request(const Json& body, const Catalogue& catalogue, Role role);

}  // namespace porchlight
