#include "core/evaluate/moment.h"

#include <algorithm>

namespace porchlight {
namespace {

using std::chrono::days;
using std::chrono::minutes;

/// Local time between which a weekday is within business hours.
constexpr minutes kBusinessOpens{8 * 60};
constexpr minutes kBusinessCloses{18 * 60};

/// No schedule is looked at further ahead: shifts_between() gives 62 days, the first one in part.
constexpr days kLookAhead{61};

Day day_of(LocalMinutes at) { return Day{std::chrono::floor<days>(at.time_since_epoch())}; }

LocalMinutes midnight(Day day) { return LocalMinutes{minutes{day.time_since_epoch()}}; }

/// A span of wall-clock time, end not included.
struct Span {
    LocalMinutes from, to;
};

/// The best moment of a span: its first open one, else an unknown one, else its closed start.
/// Between two midnights the answer changes only where a shift starts or ends.
Opening best_opening(const Hours& hours, HoursKind kind, Span span, const HolidayCalendar& holidays,
                     std::string_view region) {
    const auto at = [&](LocalMinutes moment) {
        return opening_at(hours, kind, moment, holidays, region);
    };
    const auto first = at(span.from);
    if (first.state == OpenState::open || span.to <= span.from) return first;
    const auto end = std::min(span.to, span.from + kLookAhead);
    const Day from = day_of(span.from), to = day_of(end - minutes{1});
    std::optional<Opening> unknown;
    if (first.state == OpenState::unknown) unknown = first;
    const auto count = static_cast<int>((to - from).count()) + 1;
    for (const auto& shift : shifts_between(hours, kind, from, count, holidays, region)) {
        if (shift.opens <= span.from || shift.opens >= end) continue;
        const auto opening = at(shift.opens);
        if (opening.state == OpenState::open) return opening;
        if (!unknown) unknown = opening;
    }
    for (Day day = from + days{1}; day <= to && !unknown; day += days{1})
        if (const auto opening = at(midnight(day)); opening.state == OpenState::unknown)
            unknown = opening;
    if (!unknown && end < span.to) unknown.emplace();
    return unknown.value_or(first);
}

/// The parts of a day outside Monday to Friday 08:00 to 18:00.
std::vector<Span> after_hours_of(Day day) {
    const auto start = midnight(day);
    if (std::chrono::weekday{day}.iso_encoding() >= 6) return {{start, start + days{1}}};
    return {{start, start + kBusinessOpens}, {start + kBusinessCloses, start + days{1}}};
}

/// Whether the rules open outside business hours in an ordinary week: seven days from today,
/// without holidays and exceptions. Rules that no week shows (every second Tuesday) are unknown.
OpenState open_after_hours(const Hours& hours, HoursKind kind, Day today) {
    const HolidayCalendar none;
    Hours ordinary;
    std::copy_if(hours.shifts.begin(), hours.shifts.end(), std::back_inserter(ordinary.shifts),
                 [&](const Shift& shift) { return shift.kind == kind; });
    const bool irregular = std::any_of(ordinary.shifts.begin(), ordinary.shifts.end(),
                                       [](const Shift& shift) { return !shift.rrule.empty(); });
    auto best = irregular ? OpenState::unknown : OpenState::closed;
    for (Day day = today; day < today + days{7}; day += days{1})
        for (const auto& span : after_hours_of(day)) {
            const auto state = best_opening(ordinary, kind, span, none, {}).state;
            if (state == OpenState::open) return state;
            if (state == OpenState::unknown) best = state;
        }
    return best;
}

}  // namespace

bool counts_then(Instant until, const std::string& zone, const Question& question) {
    if (question.now >= until) return false;
    const auto& time = question.time;
    const bool is_later = time && (time->kind == TimeWish::Kind::at || time->kind == TimeWish::Kind::range);
    if (!is_later || zone.empty()) return true;
    const auto moment = instant_of(time->from, zone);
    return !moment || *moment < until;
}

bool is_full_then(const Candidate& candidate, const Question& question) {
    return candidate.full_until && counts_then(*candidate.full_until, candidate.zone, question);
}

Present present_of(const Candidate& candidate, const Question& question) {
    if (!candidate.zone.empty())
        if (const auto now = local_minutes(question.now, candidate.zone))
            return {day_of(*now), *now};
    return {std::chrono::floor<days>(question.now), std::nullopt};
}

bool is_lead(const Hours& hours) {
    return hours.standing < Standing::stated || !hours.stated_on;
}

const Hours* hours_for(const Candidate& candidate, const Site* site) {
    const Hours* own = site && site->hours ? &*site->hours : nullptr;
    const Hours* of_service = candidate.hours ? &*candidate.hours : nullptr;
    if (own && (!of_service || !is_lead(*own) || is_lead(*of_service))) return own;
    return of_service;
}

HoursKind kind_for_arrival(const Hours& hours) {
    const bool intake = std::any_of(hours.shifts.begin(), hours.shifts.end(), [](const Shift& s) {
        return s.kind == HoursKind::intake;
    });
    return intake ? HoursKind::intake : HoursKind::open;
}

Opening opening_for(const Candidate& candidate, const Hours& hours, HoursKind kind,
                    const Question& question, const Present& present,
                    const HolidayCalendar& holidays) {
    if (!present.now) return {};
    const auto& region = candidate.holiday_region;
    const auto wish = question.time ? question.time->kind : TimeWish::Kind::now;
    if (wish == TimeWish::Kind::range)
        return best_opening(hours, kind, {question.time->from, question.time->to}, holidays,
                            region);
    const auto at = wish == TimeWish::Kind::at ? question.time->from : *present.now;
    return opening_at(hours, kind, at, holidays, region);
}

Evidence judge_time(const Hours* hours, const Question& question, const Present& present,
                    const Opening& opening) {
    // An undated "closed" is a lead, like an undated "open" (design.md section 3).
    if (!hours || is_lead(*hours) || !present.now) return Evidence::unknown;
    const auto state = question.time->kind == TimeWish::Kind::after_hours
                           ? open_after_hours(*hours, kind_for_arrival(*hours), present.today)
                           : opening.state;
    switch (state) {
        case OpenState::open: return by_age(hours->stated_on, present.today, kHoursTtlDays);
        case OpenState::closed: return Evidence::unfavourable;
        case OpenState::unknown: return Evidence::unknown;
    }
    return Evidence::unknown;
}

}  // namespace porchlight
