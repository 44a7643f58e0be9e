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

/// apart: no point in common; inside: the region lies wholly in the area; else unclear. A place
/// that isn't usable (0,0 included), or a radius that is negative or no number, is unclear: a site
/// whose place isn't known is not outside an area of concern.
AreaRelation relation(const Region& site, const Region& area);

/// Whether a place of people is within an area that a service covers: its whole region inside.
bool covers(const Region& service_area, const Region& place);

/// The nearest that the straight line between two usable points (the shorter great-circle arc) comes
/// to a point, in km. Of two opposite ends of the world only the ends count.
double distance_to_line_km(const Point& point, const Point& from, const Point& to);

/// Whether the straight line between two usable points touches an area to keep away from. An area
/// that isn't usable is passed by every line: that it isn't can't be told.
bool passes(const Point& from, const Point& to, const Region& area);

/// Levels of the quadtree over the plane of longitude and latitude.
inline constexpr int kCoarsestCell = 6;  ///< 5.6 by 2.8 degrees: 313 km from south to north.
inline constexpr int kFinestCell = 13;   ///< 2.4 km from south to north.

/// The name of the cell that holds a usable point, at a level kCoarsestCell..kFinestCell (others
/// are clamped): a token of 7 characters, level and position in 0-9a-v, that an index term can
/// carry. Of one level, cells that share a longer beginning lie nearer to each other.
std::string cell_of(const Point& point, int level);

/// Levels at which a document gets cell terms.
inline constexpr int kCellLevels[] = {6, 8, 10, 12};

/// Cells (of one of kCellLevels, the finest that needs at most 64 of them) that together cover the
/// circle; across the antimeridian and at the poles too. Empty where even the coarsest level needs
/// more: then nothing is narrowed.
std::vector<std::string> cover(const Region& circle);

/// Cells of one level that together cover the circle; empty where more than `limit` are needed or
/// the circle isn't usable. For documents whose place is a region: cells at each of kCellLevels.
std::vector<std::string> cover_at(const Region& circle, int level, std::size_t limit);

/// Position on a space-filling (Hilbert) curve: places near each other get near numbers, which is
/// the order in which documents are written ("map order"). A point that isn't usable gets the
/// largest number: it comes last.
std::uint64_t map_order(const Point& point);

}  // namespace porchlight
