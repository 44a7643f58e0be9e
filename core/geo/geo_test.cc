#include "core/geo/geo.h"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

using namespace porchlight;

namespace {

constexpr Point kWinnipeg{49.8951, -97.1384};
constexpr Point kToronto{43.6532, -79.3832};
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kRadian = std::numbers::pi / 180;
constexpr double kEarthKm = 6371.0088;

double between(double low, double high) {
    return low + (high - low) * (*rc::gen::inRange(0, 1'000'001)) / 1e6;
}

/// Anywhere, with the poles and the antimeridian more often than their share.
Point some_point() {
    const int where = *rc::gen::inRange(0, 6);
    const double lat = where == 0   ? between(89, 90)
                       : where == 1 ? between(-90, -89)
                       : where == 2 ? *rc::gen::element(-90.0, 90.0, 45.0, 1.0)
                                    : between(-90, 90);
    const double lon = where == 3   ? between(179, 180)
                       : where == 4 ? between(-180, -179)
                       : where == 5 ? *rc::gen::element(-180.0, 180.0, 0.0, -90.0)
                                    : between(-180, 180);
    return std::abs(lat) < 0.01 && std::abs(lon) < 0.01 ? kWinnipeg : Point{lat, lon};
}

/// The point at a distance and bearing from another.
Point away(const Point& from, double km, double bearing) {
    const double d = km / kEarthKm, lat = from.lat * kRadian;
    const double sine =
        std::sin(lat) * std::cos(d) + std::cos(lat) * std::sin(d) * std::cos(bearing * kRadian);
    const double to = std::asin(std::clamp(sine, -1.0, 1.0));
    const double turn = std::atan2(std::sin(bearing * kRadian) * std::sin(d) * std::cos(lat),
                                   std::cos(d) - std::sin(lat) * std::sin(to));
    const double lon = std::remainder(from.lon + turn / kRadian, 360);
    return {to / kRadian, lon};
}

/// Small circles more often than large ones.
double some_radius(double largest) {
    return largest * std::pow(between(0, 1), 3);
}

Region some_region(double largest) {
    return {some_point(), some_radius(largest)};
}

}  // namespace

TEST_CASE("distance is that of the great circle", "[geo]") {
    CHECK(distance_km(kWinnipeg, kToronto) == Approx(1516).epsilon(0.005));
    CHECK(distance_km({0, 10}, {0, 11}) == Approx(111.195).epsilon(1e-5));
    CHECK(distance_km({90, 0}, {-90, 0}) == Approx(20015.1).epsilon(1e-5));
    CHECK(distance_km({10, 179.9}, {10, -179.9}) < 22);
    CHECK(distance_km(kWinnipeg, kWinnipeg) == 0);
}

TEST_CASE("a mile is a mile at 45 degrees north: no EPSG:3857 metres (InReach)", "[geo][field]") {
    // One degree of longitude at 45 degrees is 78.6 km; projected it would be 111.3.
    CHECK(distance_km({45, -100}, {45, -99}) == Approx(78.626).epsilon(1e-4));
    // And so a circle of 50 miles holds what is 49 miles away.
    const Region circle{{45, -100}, 50 * 1.609344};
    CHECK(covers(circle, {away(circle.centre, 49 * 1.609344, 90), 0}));
    CHECK_FALSE(covers(circle, {away(circle.centre, 51 * 1.609344, 90), 0}));
}

TEST_CASE("0,0 is no place but a feed's word for none (AskDarcel)", "[geo][field]") {
    CHECK_FALSE(is_usable({0, 0}));
    CHECK_FALSE(is_usable({-0.0, 0.00001}));
    CHECK(is_usable({0, -78.5}));  // Quito lies near the equator,
    CHECK(is_usable({51.48, 0}));  // Greenwich on the meridian.
    CHECK(map_order({0, 0}) > map_order({-90, 180}));
    CHECK(cover({{0, 0}, 5}).empty());
    // Nor is it far from an area to keep away from.
    CHECK(relation({{0, 0}, 0}, {kWinnipeg, 5}) == AreaRelation::unclear);
}

TEST_CASE("a point off the globe, or no number, isn't usable", "[geo]") {
    CHECK(is_usable({90, 180}));
    CHECK(is_usable({-90, -180}));
    for (const Point& point : {Point{90.1, 0}, Point{0, 180.1}, Point{kNaN, 1}, Point{1, kNaN},
                               Point{std::numeric_limits<double>::infinity(), 1}})
        CHECK_FALSE(is_usable(point));
}

TEST_CASE("apart, unclear, inside", "[geo]") {
    const Region area{kWinnipeg, 2};
    const auto at = [](double km, double radius) {
        return Region{away(kWinnipeg, km, 30), radius};
    };
    CHECK(relation(at(1.9, 0), area) == AreaRelation::inside);
    CHECK(relation(at(2.1, 0), area) == AreaRelation::apart);
    CHECK(relation(at(1, 0.9), area) == AreaRelation::inside);
    CHECK(relation(at(1, 1.1), area) == AreaRelation::unclear);
    CHECK(relation(at(5, 3.1), area) == AreaRelation::unclear);
    CHECK(relation(at(5, 2.9), area) == AreaRelation::apart);
    CHECK(relation(area, area) == AreaRelation::inside);
    // A published area larger than the area of concern around it: it may or may not be in there.
    CHECK(relation({kWinnipeg, 10}, area) == AreaRelation::unclear);
}

TEST_CASE("a border is not outside", "[geo]") {
    const Region area{kWinnipeg, 2};
    CHECK(relation({away(kWinnipeg, 2, 45), 0}, area) != AreaRelation::apart);
    CHECK(relation({away(kWinnipeg, 5, 45), 3}, area) == AreaRelation::unclear);
}

TEST_CASE("a region that isn't usable is never apart and never inside", "[geo]") {
    const Region area{kWinnipeg, 5};
    for (const Region& broken :
         {Region{{kNaN, 1}, 1}, Region{kToronto, -1}, Region{kToronto, kNaN}, Region{{91, 0}, 0}}) {
        CHECK(relation(broken, area) == AreaRelation::unclear);
        CHECK(relation(area, broken) == AreaRelation::unclear);
        CHECK_FALSE(covers(area, broken));
        CHECK_FALSE(covers(broken, area));
    }
}

TEST_CASE("an area as large as the world holds everything", "[geo]") {
    CHECK(relation({kToronto, 100}, {kWinnipeg, 20020}) == AreaRelation::inside);
}

TEST_CASE("a cell's name has 7 characters whatever its level", "[geo]") {
    std::set<std::string> names;
    for (int level = kCoarsestCell; level <= kFinestCell; ++level) {
        const auto name = cell_of(kWinnipeg, level);
        CHECK(name.size() == 7);
        CHECK(name.find_first_not_of("0123456789abcdefghijklmnopqrstuv") == std::string::npos);
        names.insert(name);
    }
    CHECK(names.size() == 8);
    CHECK(cell_of({10, 180}, 12) == cell_of({10, -180}, 12));
    CHECK(cell_of({90, 10}, 12) == cell_of({89.99, 10}, 12));
}

TEST_CASE("a usual reach needs few cells", "[geo]") {
    CHECK(cover({kWinnipeg, 0}).size() == 1);
    CHECK(cover({kWinnipeg, 5}).size() <= 12);
    CHECK(cover({kWinnipeg, 25}).size() <= 64);
    CHECK(cover({kWinnipeg, 200}).size() <= 64);
    CHECK(cover({kWinnipeg, 5000}).empty());
    CHECK(cover_at({kWinnipeg, 25}, 12, 20).empty());
    CHECK(cover_at({kWinnipeg, 25}, 12, 1000).size() > 20);
}

TEST_CASE("a cover crosses the antimeridian and holds the pole", "[geo]") {
    const auto over = cover({{52, 179.99}, 10});
    CHECK(std::count(over.begin(), over.end(), cell_of({52, -179.98}, 12)) == 1);
    // Every meridian meets there: one row of the coarsest level.
    CHECK(cover({{90, 0}, 1}).size() == 64);
}

TEST_CASE("map order keeps neighbours together and steps from cell to cell", "[geo]") {
    CHECK(map_order(kWinnipeg) != map_order(kToronto));
    // The curve of a coarse grid visits all of it, each step to a neighbour.
    constexpr int kSide = 32;
    std::vector<std::pair<std::uint64_t, std::pair<int, int>>> visited;
    for (int x = 0; x < kSide; ++x)
        for (int y = 0; y < kSide; ++y)
            visited.push_back(
                {map_order({-90 + (y + 0.5) * 180 / kSide, -180 + (x + 0.5) * 360 / kSide}),
                 {x, y}});
    std::sort(visited.begin(), visited.end());
    for (std::size_t i = 1; i < visited.size(); ++i) {
        const auto [x, y] = visited[i].second;
        const auto [last_x, last_y] = visited[i - 1].second;
        CHECK(std::abs(x - last_x) + std::abs(y - last_y) == 1);
    }
}

TEST_CASE("distance is symmetric, never negative, and no detour is shorter", "[geo][property]") {
    std::size_t cases = 0;
    CHECK(rc::check([&] {
        for (int i = 0; i < 150; ++i, ++cases) {
            const Point a = some_point(), b = some_point(), c = some_point();
            const double ab = distance_km(a, b);
            RC_ASSERT(ab >= 0);
            RC_ASSERT(ab <= 20016);
            RC_ASSERT(std::abs(ab - distance_km(b, a)) < 1e-6);
            RC_ASSERT(ab <= distance_km(a, c) + distance_km(c, b) + 1e-6);
        }
    }));
    CHECK(cases >= 10'000);
}

TEST_CASE("distance agrees with the angle between two vectors", "[geo][property]") {
    CHECK(rc::check([] {
        for (int i = 0; i < 150; ++i) {
            const Point from = some_point();
            const double km = between(0, 20000);
            RC_ASSERT(std::abs(distance_km(from, away(from, km, between(0, 360))) - km) < 0.001);
        }
    }));
}

TEST_CASE("a cover holds the cell of every point of the circle, at every level",
          "[geo][property]") {
    std::size_t cases = 0;
    CHECK(rc::check([&] {
        const Region circle = some_region(*rc::gen::element(0.1, 30.0, 400.0, 3000.0));
        for (const int level : kCellLevels) {
            const auto cells = cover_at(circle, level, 20'000);
            RC_LOG() << circle.centre.lat << ' ' << circle.centre.lon << " radius "
                     << circle.radius_km << " level " << level << '\n';
            if (cells.empty()) continue;
            const std::set<std::string> known(cells.begin(), cells.end());
            RC_ASSERT(known.size() == cells.size());
            for (int i = 0; i < 40; ++i, ++cases) {
                const double km =
                    *rc::gen::arbitrary<bool>() ? circle.radius_km : between(0, circle.radius_km);
                const Point point = away(circle.centre, km, between(0, 360));
                RC_LOG() << point.lat << ' ' << point.lon << '\n';
                RC_ASSERT(known.count(cell_of(point, level)) == 1);
            }
        }
    }));
    CHECK(cases >= 10'000);
}

TEST_CASE("the chosen cover is at most 64 cells of the finest level that fits", "[geo][property]") {
    CHECK(rc::check([] {
        const Region circle = some_region(*rc::gen::element(1.0, 30.0, 400.0));
        const auto cells = cover(circle);
        RC_ASSERT(cells.size() <= 64);
        for (const int level : {12, 10, 8, 6}) {
            const auto at_level = cover_at(circle, level, 64);
            if (at_level.empty()) continue;
            RC_ASSERT(cells == at_level);
            break;
        }
    }));
}

TEST_CASE("the relation of two circles agrees with points taken from them", "[geo][property]") {
    std::size_t cases = 0;
    CHECK(rc::check([&] {
        const Region area = some_region(*rc::gen::element(5.0, 100.0, 12'000.0));
        // Near the area's border, where it matters.
        const Region site{away(area.centre, between(0, std::min(2.5 * area.radius_km, 20'000.0)),
                               between(0, 360)),
                          *rc::gen::arbitrary<bool>() ? 0 : some_radius(area.radius_km)};
        if (!is_usable(site.centre)) return;
        const auto said = relation(site, area);
        for (int i = 0; i < 150; ++i, ++cases) {
            const Point point =
                away(site.centre, site.radius_km * std::sqrt(between(0, 1)), between(0, 360));
            const double to_area = distance_km(point, area.centre);
            if (said == AreaRelation::apart) RC_ASSERT(to_area > area.radius_km);
            if (said == AreaRelation::inside) RC_ASSERT(to_area <= area.radius_km + 1e-4);
        }
        RC_ASSERT(covers(area, site) == (said == AreaRelation::inside));
    }));
    CHECK(cases >= 10'000);
}

TEST_CASE("unclear means that the site's nearest and farthest points differ", "[geo][property]") {
    CHECK(rc::check([] {
        const Region area{some_point(), between(1, 50)};
        const Region site{away(area.centre, between(0, 120), between(0, 360)), between(0, 50)};
        if (!is_usable(site.centre)) return;
        const double distance = distance_km(site.centre, area.centre);
        const bool may_be_in = distance - site.radius_km <= area.radius_km + 1e-5;
        const bool may_be_out = distance + site.radius_km > area.radius_km - 1e-5;
        if (relation(site, area) == AreaRelation::unclear) RC_ASSERT(may_be_in && may_be_out);
    }));
}

TEST_CASE("a line is as near as the nearest of its points", "[geo][property]") {
    CHECK(rc::check("points along the arc", [] {
        // From a pole there is no bearing to walk along.
        auto from = some_point();
        const auto point = some_point();
        from.lat = std::clamp(from.lat, -85.0, 85.0);
        const double length = between(0.1, 15000), bearing = between(0, 360);
        const auto to = away(from, length, bearing);
        double nearest = 1e9;
        constexpr int kSteps = 2000;
        for (int i = 0; i <= kSteps; ++i)
            nearest = std::min(nearest,
                               distance_km(point, away(from, length * i / kSteps, bearing)));
        const double exact = distance_to_line_km(point, from, to);
        RC_ASSERT(exact <= nearest + 1e-3);
        RC_ASSERT(exact >= nearest - length / kSteps - 1e-3);
    }));
}

TEST_CASE("a line from a place to itself is that place", "[geo]") {
    CHECK(distance_to_line_km(kToronto, kWinnipeg, kWinnipeg) ==
          Approx(distance_km(kToronto, kWinnipeg)));
}

TEST_CASE("a line passes an area that it touches, and one of which nothing is known", "[geo]") {
    const Point west{50, -98}, east{50, -97}, middle{50, -97.5};
    CHECK(passes(west, east, {middle, 0.5}));
    CHECK(passes(west, east, {west, 0}));
    CHECK_FALSE(passes(west, east, {{50.2, -97.5}, 10}));
    CHECK_FALSE(passes(west, east, {{50, -96}, 10}));
    CHECK(passes(west, east, {{0, 0}, 1}));
    CHECK(passes(west, east, {middle, -1}));
}
