#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/model/candidate.h"

namespace porchlight {

/// A rectangle in degrees, rounded outward: what lies outside isn't in the state.
struct Box {
    double south = 0, west = 0, north = 0, east = 0;
    bool holds(const Point& point) const {
        return point.lat >= south && point.lat <= north && point.lon >= west && point.lon <= east;
    }
};

/// A state or province of the United States or Canada.
struct State {
    std::string_view code;     ///< "FL".
    std::string_view name;     ///< Folded: "florida".
    std::string_view country;  ///< "US" or "CA".
    Box box;
};

/// By code or name in any case ("Fl", "FLORIDA", "Québec"); nullptr where it is neither.
const State* find_state(std::string_view text);

/// ISO 3166-1 alpha-2 of a country that is written some other way ("United States", "USA",
/// "Canada"); absent where it isn't one of these. A two-letter code comes back in capitals.
std::optional<std::string> read_country(std::string_view text);

/// "US" for five digits (and four more), "CA" for letter-digit-letter digit-letter-digit.
std::optional<std::string_view> country_of_postal_code(std::string_view text);

/// Where a site with these coordinates is said to be.
struct StatedPlace {
    std::string_view country;  ///< ISO code; may be empty.
    const State* state = nullptr;
};

/// What to do with coordinates.
enum class PointVerdict : std::uint8_t { keep, swapped, sign_missing, remove };

/// Judges coordinates against the stated place. (0,0), impossible degrees and points well
/// outside the stated state (or country, for those two) go, except where exchanging them or the sign of the
/// longitude, and only that, puts them inside.
PointVerdict judge_point(double lat, double lon, const StatedPlace& place);

}  // namespace porchlight
