#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/feed/json_read.h"
#include "core/feed/read_parts.h"
#include "core/geo/geo.h"

namespace porchlight {
namespace {

using Ring = std::vector<Point>;

/// Outlines with more corners than this are cut short nowhere: they are left out.
constexpr std::size_t kMostCorners = 20'000;
/// A coordinate system for one outline: kilometres east and north of its first corner.
struct Plane {
    Point origin;
    double east_km = 0;

    explicit Plane(const Point& first) : origin(first), east_km(111.195 * std::cos(first.lat * std::numbers::pi / 180)) {}
    double x(const Point& p) const { return (p.lon - origin.lon) * east_km; }
    double y(const Point& p) const { return (p.lat - origin.lat) * 111.195; }
};

std::optional<Ring> read_ring(const Json& json) {
    if (!json.is_array() || json.size() < 4 || json.size() > kMostCorners) return {};
    Ring ring;
    for (const auto& corner : json) {
        if (!corner.is_array() || corner.size() < 2 || !corner[0].is_number() || !corner[1].is_number()) return {};
        const Point point{corner[1].get<double>(), corner[0].get<double>()};
        if (std::abs(point.lat) > 90 || std::abs(point.lon) > 180) return {};
        ring.push_back(point);
    }
    return ring;
}

double area_and_centroid(const Ring& ring, const Plane& plane, double& cx, double& cy) {
    double area = 0;
    cx = cy = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double x0 = plane.x(ring[i]), y0 = plane.y(ring[i]), x1 = plane.x(ring[i + 1]), y1 = plane.y(ring[i + 1]);
        const double cross = x0 * y1 - x1 * y0;
        area += cross;
        cx += (x0 + x1) * cross;
        cy += (y0 + y1) * cross;
    }
    if (std::abs(area) < 1e-9) return 0;
    cx /= 3 * area;
    cy /= 3 * area;
    return std::abs(area) / 2;
}

bool is_inside(const Ring& ring, const Plane& plane, double x, double y) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const double xi = plane.x(ring[i]), yi = plane.y(ring[i]), xj = plane.x(ring[j]), yj = plane.y(ring[j]);
        if ((yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) inside = !inside;
    }
    return inside;
}

double distance_to_edge(const Ring& ring, const Plane& plane, double x, double y) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double ax = plane.x(ring[i]), ay = plane.y(ring[i]);
        const double dx = plane.x(ring[i + 1]) - ax, dy = plane.y(ring[i + 1]) - ay;
        const double length = dx * dx + dy * dy;
        const double t = length > 0 ? std::clamp(((x - ax) * dx + (y - ay) * dy) / length, 0.0, 1.0) : 0.0;
        least = std::min(least, std::hypot(x - ax - t * dx, y - ay - t * dy));
    }
    return least;
}

/// The circle around the middle of a polygon that stays inside it and out of its holes. The plane
/// stretches towards the poles, so a twentieth is kept back.
std::optional<Region> circle_in(const Json& polygon) {
    if (!polygon.is_array() || polygon.empty()) return {};
    const auto outer = read_ring(polygon[0]);
    if (!outer) return {};
    const Plane plane(outer->front());
    double x = 0, y = 0;
    if (area_and_centroid(*outer, plane, x, y) <= 0 || !is_inside(*outer, plane, x, y)) return {};
    double radius = distance_to_edge(*outer, plane, x, y);
    for (std::size_t i = 1; i < polygon.size(); ++i) {
        const auto hole = read_ring(polygon[i]);
        if (!hole || is_inside(*hole, plane, x, y)) return {};
        radius = std::min(radius, distance_to_edge(*hole, plane, x, y));
    }
    const Region region{{plane.origin.lat + y / 111.195, plane.origin.lon + x / plane.east_km}, radius * 0.95};
    const bool usable = std::isfinite(region.centre.lon) && region.radius_km > 0 && is_usable(region.centre);
    return usable ? std::optional(region) : std::nullopt;
}

void read_geometry(const Json& geometry, std::vector<Region>& out, int depth) {
    if (!geometry.is_object() || depth > 4) return;
    const auto type = text_of(geometry, "type");
    if (type == "Feature") return read_geometry(object_of(geometry, "geometry"), out, depth + 1);
    if (type == "FeatureCollection")
        for (const auto& feature : items_of(geometry, "features")) read_geometry(feature, out, depth + 1);
    if (type == "Polygon")
        if (const auto circle = circle_in(items_of(geometry, "coordinates"))) out.push_back(*circle);
    if (type == "MultiPolygon")
        for (const auto& polygon : items_of(geometry, "coordinates"))
            if (const auto circle = circle_in(polygon)) out.push_back(*circle);
}

}  // namespace

std::vector<Region> read_areas(const Json& holder) {
    std::vector<Region> out;
    for (const auto& area : items_of(holder, "service_areas")) {
        const auto extent = area.find("extent");
        if (extent == area.end()) continue;
        if (extent->is_object()) { read_geometry(*extent, out, 0); continue; }
        const auto text = text_of(area, "extent");
        if (text.empty() || trimmed(text).front() != '{') continue;
        if (const auto json = parse_json(text)) read_geometry(*json, out, 0);
    }
    return out;
}

}  // namespace porchlight
