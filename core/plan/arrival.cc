#include "core/plan/arrival.h"

#include <algorithm>

namespace porchlight {
namespace {

using std::chrono::days;

/// The longest shift (7 days) that may have begun before the first day.
constexpr days kLookBack{7};

Day day_of(LocalMinutes at) {
    return Day{std::chrono::floor<days>(at.time_since_epoch())};
}

/// Certain shifts as unbroken runs, [first, last).
std::vector<ArrivalWindow> open_runs(const std::vector<DatedShift>& shifts) {
    std::vector<ArrivalWindow> runs;
    for (const auto& shift : shifts) {
        if (shift.uncertain) continue;
        if (!runs.empty() && shift.opens <= runs.back().last)
            runs.back().last = std::max(runs.back().last, shift.closes);
        else
            runs.push_back({shift.opens, shift.closes});
    }
    return runs;
}

}  // namespace

std::vector<ArrivalWindow> arrival_windows(const Hours& hours, HoursKind kind, LocalMinutes from,
                                           LocalMinutes to, const HolidayCalendar& holidays,
                                           std::string_view holiday_region) {
    std::vector<ArrivalWindow> windows;
    if (to < from) return windows;
    const Day first = day_of(from) - kLookBack;
    const auto count = static_cast<int>((day_of(to) - first).count()) + 1;
    const auto margin = kind == HoursKind::intake ? kIntakeMargin : kVisit;
    for (const auto& run :
         open_runs(shifts_between(hours, kind, first, count, holidays, holiday_region))) {
        const auto last = std::max(run.first, run.last - margin);
        const ArrivalWindow window{std::max(run.first, from), std::min(last, to)};
        if (window.first <= window.last) windows.push_back(window);
    }
    return windows;
}

}  // namespace porchlight
