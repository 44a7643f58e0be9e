#include "core/feed/repair_place.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/feed/json_read.h"
#include "core/geo/geo.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

// Extents to a tenth of a degree and another tenth outward, waters along the coast included.
constexpr State kStates[] = {
    {"AL", "alabama", "US", {29.9, -88.7, 35.2, -84.7}},
    {"AK", "alaska", "US", {51.0, -180.0, 71.7, -129.7}},
    {"AZ", "arizona", "US", {31.1, -115.1, 37.2, -108.8}},
    {"AR", "arkansas", "US", {32.8, -94.9, 36.7, -89.4}},
    {"CA", "california", "US", {32.3, -124.8, 42.2, -113.9}},
    {"CO", "colorado", "US", {36.8, -109.3, 41.2, -101.8}},
    {"CT", "connecticut", "US", {40.8, -73.9, 42.2, -71.6}},
    {"DE", "delaware", "US", {38.3, -75.9, 40.0, -74.8}},
    {"DC", "district of columbia", "US", {38.7, -77.3, 39.1, -76.8}},
    {"FL", "florida", "US", {24.2, -87.8, 31.2, -79.7}},
    {"GA", "georgia", "US", {30.2, -85.8, 35.2, -80.6}},
    {"HI", "hawaii", "US", {18.7, -160.7, 22.5, -154.5}},
    {"ID", "idaho", "US", {41.8, -117.5, 49.2, -110.8}},
    {"IL", "illinois", "US", {36.8, -91.7, 42.7, -87.3}},
    {"IN", "indiana", "US", {37.6, -88.3, 42.0, -84.6}},
    {"IA", "iowa", "US", {40.2, -96.8, 43.7, -89.9}},
    {"KS", "kansas", "US", {36.8, -102.3, 40.2, -94.4}},
    {"KY", "kentucky", "US", {36.3, -89.8, 39.3, -81.8}},
    {"LA", "louisiana", "US", {28.7, -94.3, 33.2, -88.6}},
    {"ME", "maine", "US", {42.8, -71.3, 47.6, -66.7}},
    {"MD", "maryland", "US", {37.7, -79.7, 39.9, -74.9}},
    {"MA", "massachusetts", "US", {41.0, -73.7, 43.1, -69.7}},
    {"MI", "michigan", "US", {41.5, -90.6, 48.5, -82.1}},
    {"MN", "minnesota", "US", {43.3, -97.5, 49.6, -89.3}},
    {"MS", "mississippi", "US", {29.9, -91.9, 35.2, -87.9}},
    {"MO", "missouri", "US", {35.8, -96.0, 40.8, -88.9}},
    {"MT", "montana", "US", {44.2, -116.3, 49.2, -103.8}},
    {"NE", "nebraska", "US", {39.8, -104.3, 43.2, -95.1}},
    {"NV", "nevada", "US", {34.8, -120.2, 42.2, -113.8}},
    {"NH", "new hampshire", "US", {42.5, -72.8, 45.5, -70.4}},
    {"NJ", "new jersey", "US", {38.7, -75.8, 41.5, -73.7}},
    {"NM", "new mexico", "US", {31.1, -109.3, 37.2, -102.8}},
    {"NY", "new york", "US", {40.3, -80.0, 45.2, -71.6}},
    {"NC", "north carolina", "US", {33.6, -84.5, 36.8, -75.2}},
    {"ND", "north dakota", "US", {45.7, -104.3, 49.2, -96.3}},
    {"OH", "ohio", "US", {38.2, -85.0, 42.5, -80.3}},
    {"OK", "oklahoma", "US", {33.4, -103.2, 37.2, -94.2}},
    {"OR", "oregon", "US", {41.8, -124.9, 46.5, -116.3}},
    {"PA", "pennsylvania", "US", {39.5, -80.7, 42.5, -74.5}},
    {"RI", "rhode island", "US", {41.0, -72.1, 42.2, -71.0}},
    {"SC", "south carolina", "US", {31.8, -83.5, 35.4, -78.3}},
    {"SD", "south dakota", "US", {42.3, -104.3, 46.1, -96.3}},
    {"TN", "tennessee", "US", {34.8, -90.5, 36.9, -81.5}},
    {"TX", "texas", "US", {25.6, -106.8, 36.7, -93.3}},
    {"UT", "utah", "US", {36.8, -114.2, 42.2, -108.9}},
    {"VT", "vermont", "US", {42.5, -73.6, 45.2, -71.3}},
    {"VA", "virginia", "US", {36.3, -83.9, 39.7, -75.0}},
    {"WA", "washington", "US", {45.3, -125.0, 49.2, -116.7}},
    {"WV", "west virginia", "US", {37.0, -82.8, 40.8, -77.5}},
    {"WI", "wisconsin", "US", {42.3, -93.1, 47.5, -86.0}},
    {"WY", "wyoming", "US", {40.8, -111.3, 45.2, -103.8}},
    {"PR", "puerto rico", "US", {17.7, -68.1, 18.7, -65.0}},
    {"AB", "alberta", "CA", {48.8, -120.2, 60.2, -109.8}},
    {"BC", "british columbia", "CA", {48.0, -139.3, 60.2, -113.8}},
    {"MB", "manitoba", "CA", {48.8, -102.3, 60.2, -88.7}},
    {"NB", "new brunswick", "CA", {44.3, -69.3, 48.3, -63.5}},
    {"NL", "newfoundland and labrador", "CA", {46.4, -68.1, 60.8, -52.3}},
    {"NT", "northwest territories", "CA", {59.8, -137.0, 79.0, -101.3}},
    {"NS", "nova scotia", "CA", {43.2, -66.7, 47.4, -59.5}},
    {"NU", "nunavut", "CA", {51.4, -121.3, 83.5, -60.8}},
    {"ON", "ontario", "CA", {41.4, -95.5, 57.2, -74.1}},
    {"PE", "prince edward island", "CA", {45.8, -64.7, 47.3, -61.7}},
    {"QC", "quebec", "CA", {44.8, -80.2, 63.0, -56.7}},
    {"SK", "saskatchewan", "CA", {48.8, -110.2, 60.2, -101.1}},
    {"YT", "yukon", "CA", {59.8, -141.3, 70.0, -123.6}},
};
/// Near a border a geocoder's error contradicts nothing: only what lies this far outside is wrong.
constexpr double kSlackDegrees = 0.6;
constexpr Box kUnitedStates{17.5, -180.0, 71.7, -64.9};
constexpr Box kCanada{41.4, -141.3, 83.5, -52.3};

const Box* box_of(const StatedPlace& place) {
    if (place.state != nullptr) return &place.state->box;
    if (place.country == "US") return &kUnitedStates;
    return place.country == "CA" ? &kCanada : nullptr;
}

Box widened(const Box& box) {
    return {box.south - kSlackDegrees, box.west - kSlackDegrees, box.north + kSlackDegrees, box.east + kSlackDegrees};
}

bool is_possible(double lat, double lon) {
    return std::isfinite(lat) && std::isfinite(lon) && std::abs(lat) <= 90 && std::abs(lon) <= 180;
}

bool is_shape(std::string_view text, std::string_view shape) {
    if (text.size() != shape.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const bool letter = text[i] >= 'a' && text[i] <= 'z';
        if (shape[i] == '9' ? !digit : shape[i] == 'a' ? !letter : text[i] != shape[i]) return false;
    }
    return true;
}

}  // namespace

const State* find_state(std::string_view text) {
    const auto plain = trimmed(text);
    if (plain.empty()) return nullptr;
    if (plain.size() == 2) {
        const auto lower = lower_ascii(plain);
        for (const auto& state : kStates)
            if (lower_ascii(state.code) == lower) return &state;
        return nullptr;
    }
    const auto name = fold_phrase(plain);
    for (const auto& state : kStates)
        if (state.name == name) return &state;
    return nullptr;
}

std::optional<std::string> read_country(std::string_view text) {
    const auto plain = trimmed(text);
    const auto name = fold_phrase(plain);
    for (const std::string_view us : {"us", "usa", "u s", "u s a", "united states", "united states of america",
                                      "etats unis", "estados unidos"})
        if (name == us) return "US";
    if (name == "ca" || name == "can" || name == "canada") return "CA";
    if (plain.size() != 2) return {};
    std::string code(plain);
    for (auto& c : code) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c < 'A' || c > 'Z') return {};
    }
    return code;
}

std::optional<std::string_view> country_of_postal_code(std::string_view text) {
    const auto plain = lower_ascii(trimmed(text));
    for (const std::string_view shape : {"99999", "99999-9999", "999999999"})
        if (is_shape(plain, shape)) return "US";
    for (const std::string_view shape : {"a9a 9a9", "a9a9a9", "a9a-9a9"})
        if (is_shape(plain, shape)) return "CA";
    return {};
}

PointVerdict judge_point(double lat, double lon, const StatedPlace& place) {
    const Box* box = box_of(place);
    const Point point{lat, lon};
    const bool possible = is_possible(lat, lon) && is_usable(point);
    if (possible && (box == nullptr || widened(*box).holds(point))) return PointVerdict::keep;
    if (box == nullptr) return PointVerdict::remove;
    const bool if_swapped = is_possible(lon, lat) && box->holds({lon, lat});
    const bool if_signed = is_possible(lat, -lon) && box->holds({lat, -lon});
    if (if_swapped && !if_signed) return PointVerdict::swapped;
    if (if_signed && !if_swapped) return PointVerdict::sign_missing;
    return PointVerdict::remove;
}

}  // namespace porchlight
