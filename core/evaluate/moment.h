#pragma once
#include "core/evaluate/evaluate.h"

namespace porchlight {

/// The present where a candidate is; looked up once for all its sites.
struct Present {
    /// The day by which statements age: its zone's; without a known zone UTC's, at most a day off.
    Day today{};
    std::optional<LocalMinutes> now;  ///< Absent without a known zone: its hours are unknown.
};

/// Whether what was said until then still counts at the moment asked about, or at the first of a range;
/// without a moment, now. Where the zone isn't known, as long as it counts now.
bool counts_then(Instant until, const std::string& zone, const Question& question);

/// Whether the service says that it is full at the moment asked about.
bool is_full_then(const Candidate& candidate, const Question& question);

Present present_of(const Candidate& candidate, const Question& question);

/// True where hours are undated or unconfirmed: shown as said, but evidence of nothing.
bool is_lead(const Hours& hours);

/// The hours that hold for a site (null for a service without one): its own, else the service's.
/// Its own give way where they are a lead and the service's aren't, since a lead never changes a
/// class. Null where none are recorded; into the candidate, and gone with it.
const Hours* hours_for(const Candidate& candidate, const Site* site);

/// Somebody who comes for the first time comes in intake hours, where there are any.
HoursKind kind_for_arrival(const Hours& hours);

/// What hours of a kind say of the moment asked; without a time asked, and for after hours, of now.
/// Of a range: the first moment in it that is open; else unknown where any moment is; else closed.
Opening opening_for(const Candidate& candidate, const Hours& hours, HoursKind kind,
                    const Question& question, const Present& present,
                    const HolidayCalendar& holidays);

/// The time asked (Question::time must be set). `opening` is opening_for() of these hours, which
/// may be null.
Evidence judge_time(const Hours* hours, const Question& question, const Present& present,
                    const Opening& opening);

}  // namespace porchlight
