#include "core/plan/travel.h"

#include <cmath>

#include "core/geo/geo.h"

namespace porchlight {

Way SteadyTravel::between(const Point& from, const Point& to) const {
    const double km = distance_km(from, to) * pace_.detour;
    return {km, static_cast<int>(std::ceil(km / pace_.km_per_hour * 60))};
}

}  // namespace porchlight
