#pragma once
#include "core/model/candidate.h"

namespace porchlight {

/// A way, as far as it is reckoned.
struct Way {
    double km = 0;    ///< Of the way itself, not of the straight line; >= 0.
    int minutes = 0;  ///< Whole minutes, rounded up; >= 0.
    friend bool operator==(const Way&, const Way&) = default;
};

/// How long it takes to go from one place to another. The one place to add timetables later.
class TravelTime {
  public:
    virtual ~TravelTime() = default;

    /// An estimate for two usable points (is_usable() in core/geo); the same at every call.
    virtual Way between(const Point& from, const Point& to) const = 0;
};

/// A steady speed over the straight line times a detour factor.
struct Pace {
    double km_per_hour = 0;  ///< > 0
    double detour = 1;       ///< >= 1: how much longer the way is than the straight line.
};

/// On foot, with a bag or a child. Both figures are estimates and are said with every answer.
inline constexpr Pace kOnFoot{4.5, 1.3};
/// Somebody drives, through a town.
inline constexpr Pace kDriven{30, 1.3};

/// Travel at a steady pace, whatever lies between: rivers and hills aren't known.
class SteadyTravel final : public TravelTime {
  public:
    explicit SteadyTravel(const Pace& pace) : pace_(pace) {}
    Way between(const Point& from, const Point& to) const override;

  private:
    Pace pace_;
};

}  // namespace porchlight
