#include "core/geo/geo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace porchlight {
namespace {

constexpr double kEarthKm = 6371.0088;
constexpr double kRadian = std::numbers::pi / 180.0;
constexpr double kHalfwayKm = std::numbers::pi * kEarthKm;  ///< To the other end of the world.
/// A centimetre or so: rounding must neither leave a cell out nor place a border.
constexpr double kSlackDegrees = 1e-7;
constexpr double kSlackKm = 1e-6;

double squared(double x) {
    return x * x;
}

bool is_usable(const Region& region) {
    return is_usable(region.centre) && std::isfinite(region.radius_km) && region.radius_km >= 0;
}

/// A point as a vector from the middle of the earth, of length 1.
using Vector = std::array<double, 3>;

Vector vector_of(const Point& point) {
    const double lat = point.lat * kRadian, lon = point.lon * kRadian;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

Vector cross(const Vector& a, const Vector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double dot(const Vector& a, const Vector& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// Column or row of a coordinate in a grid of 2^level, for a span that begins at `lowest`.
std::uint32_t grid_index(double degrees, double lowest, double span, int level) {
    const double cells = std::ldexp(1.0, level);
    const double index = std::floor((degrees - lowest) / span * cells);
    return static_cast<std::uint32_t>(std::clamp(index, 0.0, cells - 1));
}

/// 180 and -180 are the same meridian: one name.
double wrapped(double lon) {
    return lon >= 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
}

std::uint32_t column_of(double lon, int level) {
    return grid_index(wrapped(lon), -180, 360, level);
}

std::uint32_t row_of(double lat, int level) {
    return grid_index(lat, -90, 180, level);
}

std::string cell_name(std::uint32_t column, std::uint32_t row, int level) {
    constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuv";
    std::uint32_t morton = 0;
    for (int bit = 0; bit < level; ++bit)
        morton |= ((column >> bit & 1U) << (2 * bit)) | ((row >> bit & 1U) << (2 * bit + 1));
    // From the top, so that neighbours share their beginning.
    morton <<= 30 - 2 * level;
    std::string name(7, kDigits[level]);
    for (std::size_t i = 6; i >= 1; --i, morton >>= 5) name[i] = kDigits[morton & 31];
    return name;
}

/// A circle as angles, with what its outline needs.
struct Circle {
    double lat, lon;  ///< Degrees.
    double radius;    ///< Degrees.
    bool holds_pole;

    explicit Circle(const Region& region)
        : lat(region.centre.lat),
          lon(region.centre.lon),
          radius(region.radius_km / kEarthKm / kRadian + kSlackDegrees),
          holds_pole(std::abs(lat) + radius >= 90) {}

    double south() const { return std::max(-90.0, lat - radius); }
    double north() const { return std::min(90.0, lat + radius); }

    /// How far it reaches east and west of its centre at one latitude that it touches. By half
    /// angles: cosines of small circles are all 1.
    double reach_at(double latitude) const {
        const double left = squared(std::sin(radius * kRadian / 2)) -
                            squared(std::sin((latitude - lat) * kRadian / 2));
        const double divisor = std::cos(lat * kRadian) * std::cos(latitude * kRadian);
        if (left <= 0) return 0;
        return left >= divisor ? 180 : 2 * std::asin(std::sqrt(left / divisor)) / kRadian;
    }

    /// Widest reach between two latitudes: it grows up to the latitude where a meridian touches
    /// the circle, and shrinks from there.
    double reach_between(double low, double high) const {
        if (holds_pole) return 180;
        const double touching =
            std::asin(std::sin(lat * kRadian) / std::cos(radius * kRadian)) / kRadian;
        return reach_at(std::clamp(touching, low, high));
    }
};

/// Appends a row's cells; false where that makes more than the limit.
bool append_row(const Circle& circle, std::uint32_t row, int level, std::size_t limit,
                std::vector<std::string>& cells) {
    const double height = 180 / std::ldexp(1.0, level);
    const double low = std::max(circle.south(), -90 + height * row);
    const double high = std::min(circle.north(), -90 + height * (row + 1));
    const double reach = circle.reach_between(low, std::max(low, high)) + kSlackDegrees;
    const auto columns = std::uint32_t{1} << level;
    std::uint32_t first = 0, count = columns;
    if (2 * reach < 360 - 360 / std::ldexp(1.0, level)) {
        first = column_of(circle.lon - reach, level);
        const auto last = column_of(circle.lon + reach, level);
        count = (last + columns - first) % columns + 1;
    }
    if (cells.size() + count > limit) return false;
    for (std::uint32_t i = 0; i < count; ++i)
        cells.push_back(cell_name((first + i) % columns, row, level));
    return true;
}

}  // namespace

double distance_km(const Point& a, const Point& b) {
    const double half_lat = (b.lat - a.lat) * kRadian / 2;
    const double half_lon = (b.lon - a.lon) * kRadian / 2;
    const double h = squared(std::sin(half_lat)) + std::cos(a.lat * kRadian) *
                                                       std::cos(b.lat * kRadian) *
                                                       squared(std::sin(half_lon));
    return 2 * kEarthKm * std::asin(std::sqrt(std::min(1.0, h)));
}

bool is_usable(const Point& point) {
    // Feeds write "no coordinates" as 0,0, some after rounding; nothing is there but the sea.
    constexpr double kNearNull = 1e-4;
    return std::abs(point.lat) <= 90 && std::abs(point.lon) <= 180 &&
           (std::abs(point.lat) > kNearNull || std::abs(point.lon) > kNearNull);
}

AreaRelation relation(const Region& site, const Region& area) {
    if (!is_usable(site) || !is_usable(area)) return AreaRelation::unclear;
    const double distance = distance_km(site.centre, area.centre);
    if (distance > site.radius_km + area.radius_km + kSlackKm) return AreaRelation::apart;
    // The farthest point of the site's circle is at most at the other end of the world.
    const double farthest = std::min(distance + site.radius_km, kHalfwayKm);
    return farthest <= area.radius_km + kSlackKm ? AreaRelation::inside : AreaRelation::unclear;
}

double distance_to_line_km(const Point& point, const Point& from, const Point& to) {
    const auto a = vector_of(from), b = vector_of(to), c = vector_of(point);
    const auto across = cross(a, b);
    const double length = std::sqrt(dot(across, across));
    // The foot of the point lies on the arc where it is beyond neither end.
    const bool beside = length > 0 && dot(cross(across, a), c) >= 0 && dot(cross(b, across), c) >= 0;
    if (!beside) return std::min(distance_km(point, from), distance_km(point, to));
    return kEarthKm * std::asin(std::min(1.0, std::abs(dot(across, c)) / length));
}

bool passes(const Point& from, const Point& to, const Region& area) {
    return !is_usable(area) ||
           distance_to_line_km(area.centre, from, to) <= area.radius_km + kSlackKm;
}

bool covers(const Region& service_area, const Region& place) {
    return relation(place, service_area) == AreaRelation::inside;
}

std::string cell_of(const Point& point, int level) {
    const int clamped = std::clamp(level, kCoarsestCell, kFinestCell);
    return cell_name(column_of(point.lon, clamped), row_of(point.lat, clamped), clamped);
}

std::vector<std::string> cover_at(const Region& region, int level, std::size_t limit) {
    std::vector<std::string> cells;
    if (!is_usable(region)) return cells;
    const int clamped = std::clamp(level, kCoarsestCell, kFinestCell);
    const Circle circle(region);
    const auto last = row_of(circle.north(), clamped);
    for (auto row = row_of(circle.south(), clamped); row <= last; ++row)
        if (!append_row(circle, row, clamped, limit, cells)) return {};
    return cells;
}

std::vector<std::string> cover(const Region& circle) {
    constexpr std::size_t kMostCells = 64;
    for (auto level = std::rbegin(kCellLevels); level != std::rend(kCellLevels); ++level)
        if (auto cells = cover_at(circle, *level, kMostCells); !cells.empty()) return cells;
    return {};
}

std::uint64_t map_order(const Point& point) {
    if (!is_usable(point)) return std::numeric_limits<std::uint64_t>::max();
    constexpr int kBits = 26;
    auto x = column_of(point.lon, kBits), y = row_of(point.lat, kBits);
    std::uint64_t order = 0;
    for (int bit = kBits - 1; bit >= 0; --bit) {
        const std::uint32_t side = 1U << bit;
        const std::uint32_t right = x >> bit & 1U, up = y >> bit & 1U;
        order = order << 2 | ((3U * right) ^ up);
        // Each quarter holds the same curve, turned so that its ends meet its neighbours'.
        x &= side - 1;
        y &= side - 1;
        if (up) continue;
        if (right) {
            x = side - 1 - x;
            y = side - 1 - y;
        }
        std::swap(x, y);
    }
    return order;
}

}  // namespace porchlight
