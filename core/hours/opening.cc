#include "core/hours/opening.h"

#include <algorithm>
#include <bitset>
#include <tuple>

#include "core/hours/recurrence.h"

namespace porchlight {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int kDayMinutes = 24 * 60;
constexpr int kLongestShift = 7 * kDayMinutes;
constexpr days kNextAtMost{60};
constexpr days kRunAtMost{14};

LocalMinutes midnight(Day day) {
    return LocalMinutes{minutes{day.time_since_epoch()}};
}

Day day_of(LocalMinutes at) {
    return Day{std::chrono::floor<days>(at.time_since_epoch())};
}

unsigned weekday_bit(Day day) {
    return 1U << (std::chrono::weekday{day}.iso_encoding() - 1);
}

/// Times outside these bounds say nothing that could be relied on.
bool has_usable_times(int opens, int length) {
    return opens >= 0 && opens < kDayMinutes && length >= 1 && length <= kLongestShift;
}

bool is_within(Day day, const std::optional<Day>& first, const std::optional<Day>& last) {
    return (!first || day >= *first) && (!last || day <= *last);
}

/// Why a shift counts or doesn't.
enum class Certainty { certain, unknown, holiday };

/// A shift as it falls on a date.
struct Interval {
    LocalMinutes start, end;
    Certainty certainty;
    bool covers(LocalMinutes at) const { return start <= at && at < end; }
};

/// The rules and exceptions of one kind, laid over the calendar. Looks only, copies nothing.
class Schedule {
  public:
    Schedule(const Hours& hours, HoursKind kind, HolidayCalendar::OfRegion holidays)
        : hours_(hours), kind_(kind), holidays_(holidays) {
        for (const auto& shift : hours.shifts)
            if (shift.kind == kind) note(shift);
        for (const auto& exception : hours.exceptions)
            if (exception.kind == kind) note(exception);
    }

    /// How many days before a moment a shift that covers it may have started.
    days lookback() const { return days{lookback_}; }

    /// Calls `visit(Interval)` for each shift that starts on a day, in no order.
    template <class Visit>
    void visit_shifts(Day day, Visit&& visit) const {
        if (may_be_exceptional(day) && visit_exceptions(day, visit)) return;
        if (!(weekdays_ & weekday_bit(day)) && !has_irregular_) return;
        const bool holiday = holidays_.contains(day);
        for (const auto& shift : hours_.shifts) {
            if (shift.kind != kind_ || !has_usable_times(shift.opens, shift.minutes)) continue;
            const auto listed = lists(shift, day);
            if (listed == Listed::no) continue;
            const bool holds =
                listed == Listed::yes && is_within(day, shift.valid_from, shift.valid_to);
            visit(interval(day, shift.opens, shift.minutes,
                           !holds    ? Certainty::unknown
                           : holiday ? Certainty::holiday
                                     : Certainty::certain));
        }
    }

    /// True where it isn't known what happens on a day beside the shifts it is known to have: no
    /// rule at all, one that can't be read, one whose statement doesn't reach this day.
    bool is_blank(Day day) const {
        if (!has_rule_ && !is_exceptional(day)) return true;
        if (!may_be_blank_) return false;
        for (const auto& shift : hours_.shifts)
            if (shift.kind == kind_ && is_blank(shift, day) && !is_exceptional(day)) return true;
        return has_unreadable_special(day);
    }

  private:
    static Interval interval(Day day, int opens, int length, Certainty certainty) {
        const auto start = midnight(day) + minutes{opens};
        return {start, start + minutes{length}, certainty};
    }

    void note(const Shift& shift) {
        has_rule_ = true;
        const bool usable = has_usable_times(shift.opens, shift.minutes);
        const bool irregular = !shift.rrule.empty() || shift.weekdays == 0;
        has_irregular_ |= irregular;
        may_be_blank_ |= irregular || !usable || shift.valid_from || shift.valid_to;
        weekdays_ |= shift.weekdays;
        if (usable) note_reach(shift.opens, shift.minutes);
    }

    void note(const HoursException& exception) {
        first_exception_ =
            has_exception_ ? std::min(first_exception_, exception.first) : exception.first;
        last_exception_ =
            has_exception_ ? std::max(last_exception_, exception.last) : exception.last;
        has_exception_ = true;
        if (exception.effect != HoursException::Effect::special) return;
        if (has_usable_times(exception.opens, exception.minutes))
            note_reach(exception.opens, exception.minutes);
        else
            may_be_blank_ = true;
    }

    void note_reach(int opens, int length) {
        lookback_ = std::max(lookback_, (opens + length - 1) / kDayMinutes);
    }

    static Listed lists(const Shift& shift, Day day) {
        if (!is_within(day, shift.from, shift.until)) return Listed::no;
        if (!shift.rrule.empty()) return rrule_lists(shift.rrule, shift.from, day);
        if (shift.weekdays == 0) return Listed::unknown;
        return shift.weekdays & weekday_bit(day) ? Listed::yes : Listed::no;
    }

    static bool is_blank(const Shift& shift, Day day) {
        if (!is_within(day, shift.valid_from, shift.valid_to)) return true;
        // Something happens on its days, nobody knows when.
        if (!has_usable_times(shift.opens, shift.minutes)) return lists(shift, day) != Listed::no;
        return lists(shift, day) == Listed::unknown;
    }

    bool may_be_exceptional(Day day) const {
        return has_exception_ && first_exception_ <= day && day <= last_exception_;
    }

    bool applies(const HoursException& exception, Day day) const {
        return exception.kind == kind_ && exception.first <= day && day <= exception.last;
    }

    bool is_exceptional(Day day) const {
        return may_be_exceptional(day) &&
               std::any_of(hours_.exceptions.begin(), hours_.exceptions.end(),
                           [&](const auto& exception) { return applies(exception, day); });
    }

    bool has_unreadable_special(Day day) const {
        return may_be_exceptional(day) &&
               std::any_of(hours_.exceptions.begin(), hours_.exceptions.end(),
                           [&](const auto& exception) {
                               return applies(exception, day) &&
                                      exception.effect == HoursException::Effect::special &&
                                      !has_usable_times(exception.opens, exception.minutes);
                           });
    }

    /// @return whether the day has any exception, so that rules and holidays don't count.
    template <class Visit>
    bool visit_exceptions(Day day, Visit&& visit) const {
        bool any = false, closed = false;
        for (const auto& exception : hours_.exceptions) {
            if (!applies(exception, day)) continue;
            any = true;
            closed |= exception.effect == HoursException::Effect::closed;
        }
        for (const auto& exception : hours_.exceptions) {
            if (!any || !applies(exception, day)) continue;
            if (exception.effect == HoursException::Effect::special &&
                has_usable_times(exception.opens, exception.minutes))
                visit(interval(day, exception.opens, exception.minutes,
                               closed ? Certainty::unknown : Certainty::certain));
        }
        return any;
    }

    const Hours& hours_;
    HoursKind kind_;
    HolidayCalendar::OfRegion holidays_;
    bool has_rule_ = false;
    bool has_irregular_ = false;  ///< A rule whose days the weekday bits don't show.
    bool may_be_blank_ = false;
    bool has_exception_ = false;
    unsigned weekdays_ = 0;  ///< Union over the rules: other days need no look at them.
    int lookback_ = 0;
    Day first_exception_{}, last_exception_{};
};

/// What covers one minute.
struct Cover {
    std::optional<LocalMinutes> end;  ///< Latest end of the certain shifts that cover it.
    bool unknown = false;             ///< A shift that isn't certain covers it.
    bool holiday = false;             ///< … because it started on a holiday.
};

Cover cover_of(const Schedule& schedule, LocalMinutes at) {
    Cover cover;
    const Day today = day_of(at);
    for (Day day = today - schedule.lookback(); day <= today; day += days{1})
        schedule.visit_shifts(day, [&](const Interval& shift) {
            if (!shift.covers(at)) return;
            if (shift.certainty == Certainty::certain)
                cover.end = std::max(cover.end.value_or(shift.end), shift.end);
            cover.unknown |= shift.certainty != Certainty::certain;
            cover.holiday |= shift.certainty == Certainty::holiday;
        });
    return cover;
}

/// Where the run of shifts without a break ends that has reached `end`; absent beyond 14 days.
std::optional<LocalMinutes> run_end(const Schedule& schedule, LocalMinutes at, LocalMinutes end) {
    const LocalMinutes limit = at + kRunAtMost;
    while (end <= limit) {
        const auto more = cover_of(schedule, end).end;
        if (!more) return end;
        end = *more;
    }
    return std::nullopt;
}

std::optional<LocalMinutes> next_start(const Schedule& schedule, LocalMinutes at) {
    const LocalMinutes limit = at + kNextAtMost;
    const Day today = day_of(at);
    std::optional<LocalMinutes> next;
    for (Day day = today; !next && day <= today + kNextAtMost; day += days{1})
        schedule.visit_shifts(day, [&](const Interval& shift) {
            if (shift.certainty == Certainty::certain && shift.start > at && shift.start <= limit)
                next = std::min(next.value_or(shift.start), shift.start);
        });
    return next;
}

/// True where half hours of the week say all of when a kind may be open.
bool is_plainly_weekly(const Hours& hours, HoursKind kind) {
    bool any = false;
    for (const auto& shift : hours.shifts) {
        if (shift.kind != kind) continue;
        any = true;
        if (!shift.rrule.empty() || shift.weekdays == 0 ||
            !has_usable_times(shift.opens, shift.minutes))
            return false;
    }
    return any && std::none_of(hours.exceptions.begin(), hours.exceptions.end(),
                               [&](const auto& exception) { return exception.kind == kind; });
}

}  // namespace

std::string_view to_string(OpenState state) {
    switch (state) {
        case OpenState::unknown:
            return "unknown";
        case OpenState::closed:
            return "closed";
        case OpenState::open:
            return "open";
    }
    return {};
}

Opening opening_at(const Hours& hours, HoursKind kind, LocalMinutes at,
                   const HolidayCalendar& holidays, std::string_view holiday_region) {
    const Schedule schedule(hours, kind, holidays.of(holiday_region));
    const auto cover = cover_of(schedule, at);
    if (cover.end) return {OpenState::open, run_end(schedule, at, *cover.end), {}, false};
    if (cover.unknown) return {OpenState::unknown, {}, {}, cover.holiday};
    if (schedule.is_blank(day_of(at))) return {};
    return {OpenState::closed, {}, next_start(schedule, at), false};
}

std::vector<DatedShift> shifts_between(const Hours& hours, HoursKind kind, Day first, int count,
                                       const HolidayCalendar& holidays,
                                       std::string_view holiday_region) {
    const Schedule schedule(hours, kind, holidays.of(holiday_region));
    std::vector<DatedShift> shifts;
    const Day end = first + days{std::clamp(count, 1, 62)};
    for (Day day = first; day < end; day += days{1}) {
        schedule.visit_shifts(day, [&](const Interval& shift) {
            shifts.push_back({day, shift.start, shift.end, shift.certainty != Certainty::certain});
        });
    }
    std::sort(shifts.begin(), shifts.end(), [](const DatedShift& a, const DatedShift& b) {
        return std::tie(a.opens, a.closes, a.uncertain) < std::tie(b.opens, b.closes, b.uncertain);
    });
    return shifts;
}

std::vector<std::uint16_t> half_hours_touched(const Hours& hours, HoursKind kind) {
    constexpr int kHalfHours = 7 * 48;
    std::bitset<kHalfHours> touched;
    const bool plain = is_plainly_weekly(hours, kind);
    if (!plain) touched.set();
    for (const auto& shift : hours.shifts) {
        if (!plain || shift.kind != kind) continue;
        const int first = shift.opens / 30;
        const int last = (shift.opens + shift.minutes - 1) / 30;
        for (int weekday = 0; weekday < 7; ++weekday)
            for (int half = first; shift.weekdays & (1U << weekday) && half <= last; ++half)
                touched.set(static_cast<std::size_t>((weekday * 48 + half) % kHalfHours));
    }
    std::vector<std::uint16_t> half_hours;
    for (std::size_t i = 0; i < touched.size(); ++i)
        if (touched.test(i)) half_hours.push_back(static_cast<std::uint16_t>(i));
    return half_hours;
}

int shift_minutes(int opens_minute, int closes_minute) {
    constexpr int kLastMinute = kDayMinutes - 1;
    if (closes_minute == opens_minute) return kDayMinutes;
    const int closes = closes_minute == kLastMinute ? kDayMinutes : closes_minute;
    const int length =
        closes > opens_minute ? closes - opens_minute : closes + kDayMinutes - opens_minute;
    return std::clamp(length, 1, kDayMinutes);
}

}  // namespace porchlight
