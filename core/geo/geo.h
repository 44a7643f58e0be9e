#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/model/candidate.h"

namespace porchlight {

/// Great-circle distance in km on a sphere of radius 6371.0088 km (never a projection, whose
/// kilometres stretch with latitude).
double distance_km(const Point& a, const Point& b);

/// True where both are finite and in range, and not the null island (0,0) that stands for
/// "no coordinates" in feeds.
bool is_usable(const Point& point);

/// How a site's region lies to an area to keep away from (design.md section 3).
enum class AreaRelation : std::uint8_t { apart, unclear, inside };

/// apart: no point in common; inside: the region lies wholly in the area; else unclear.
AreaRelation relation(const Region& site, const Region& area);

/// Whether a place of people is within an area that a service covers: its whole region inside.
bool covers(const Region& service_area, const Region& place);

/// The name of the cell that holds a point, at a level 6..13 of a quadtree over the plane of
/// longitude and latitude: a fixed-width ASCII token that an index term can carry.
std::string cell_of(const Point& point, int level);

/// Levels at which a document gets cell terms.
inline constexpr int kCellLevels[] = {6, 8, 10, 12};

/// Cells (of one of kCellLevels, the finest that needs at most 64 of them) that together cover the
/// circle; across the antimeridian and at the poles too. Empty where even the coarsest level needs
/// more: then nothing is narrowed.
std::vector<std::string> cover(const Region& circle);

/// Position on a space-filling (Hilbert) curve: places near each other get near numbers, which is
/// the order in which documents are written ("map order").
std::uint64_t map_order(const Point& point);

}  // namespace porchlight
