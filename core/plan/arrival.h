#pragma once
#include <vector>

#include "core/hours/opening.h"

namespace porchlight {

/// How long one stop takes: an estimate that is said with every plan.
inline constexpr std::chrono::minutes kVisit{30};
/// Intake goes on to its last minute, but nobody should run for a door: a first-time visitor comes
/// at least this long before it ends.
inline constexpr std::chrono::minutes kIntakeMargin{10};

/// Minutes at which one may arrive, first and last included.
struct ArrivalWindow {
    LocalMinutes first{}, last{};
    friend bool operator==(const ArrivalWindow&, const ArrivalWindow&) = default;
};

/// When one may arrive within [from, to] so that the door is surely open then and, for opening
/// hours, stays open for a visit (a shift shorter than that: at its start). Shifts that aren't
/// certain (a holiday without a rule, a statement that doesn't reach that day) count as closed.
/// In order and apart.
/// @param from, to at most 50 days apart; where to < from there is none.
std::vector<ArrivalWindow> arrival_windows(const Hours& hours, HoursKind kind, LocalMinutes from,
                                           LocalMinutes to, const HolidayCalendar& holidays,
                                           std::string_view holiday_region);

}  // namespace porchlight
