#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace porchlight {

/// A calendar day, as days since 1970-01-01 (proleptic Gregorian), without a zone.
using Day = std::chrono::sys_days;

/// A wall-clock minute without a zone: minutes since 1970-01-01 00:00 local time.
using LocalMinutes = std::chrono::local_time<std::chrono::minutes>;

/// An instant, in whole seconds UTC.
using Instant = std::chrono::sys_seconds;

/// Reads "YYYY-MM-DD" (a longer ISO 8601 date-time is cut at the day).
/// @error bad_request where it isn't a calendar day.
Result<Day> parse_day(std::string_view text);

/// "YYYY-MM-DD".
std::string format_day(Day day);

/// Reads "YYYY-MM-DDTHH:MM" with optional seconds and without offset: a wall-clock time at the site.
/// @error bad_request
Result<LocalMinutes> parse_local_minutes(std::string_view text);

/// "YYYY-MM-DDTHH:MM".
std::string format_local_minutes(LocalMinutes minutes);

/// "YYYY-MM-DDTHH:MM:SSZ".
std::string format_instant(Instant instant);

/// The program's only source of the present (decision 18); tests inject a fixed one.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

/// A clock that stands still until it is set. Not for use by several threads while it is set.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Instant now) : now_(now) {}
    Instant now() const override { return now_; }
    void set(Instant now) { now_ = now; }

  private:
    Instant now_;
};

/// Seconds that only go forward. Tokens and sessions don't outlive the program, so they follow no
/// wall clock: one that is set back would make a spent or ended one good again.
using SteadySeconds = std::function<std::chrono::seconds()>;

/// The machine's own, which go on while it sleeps.
std::chrono::seconds steady_seconds();

}  // namespace porchlight
