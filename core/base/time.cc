#include "core/base/time.h"

#include <fmt/format.h>

#include <charconv>

namespace porchlight {
namespace {

/// Reads exactly `length` digits at `at`; -1 where they aren't digits.
int digits(std::string_view text, std::size_t at, std::size_t length) {
    if (text.size() < at + length) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

Result<Day> parse_day(std::string_view text) {
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const bool shaped = year > 0 && month > 0 && day > 0 && text[4] == '-' && text[7] == '-' &&
                        (text.size() == 10 || text[10] == 'T' || text[10] == ' ');
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!shaped || !date.ok())
        return fail(ErrorKind::bad_request, "not a date of the form YYYY-MM-DD");
    return Day{date};
}

std::string format_day(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Result<LocalMinutes> parse_local_minutes(std::string_view text) {
    const auto day = parse_day(text);
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2);
    const bool tail = text.size() == 16 || (text.size() == 19 && text[16] == ':' &&
                                            digits(text, 17, 2) >= 0 && digits(text, 17, 2) < 60);
    if (!day || !tail || text[10] != 'T' || text[13] != ':' || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59)
        return fail(ErrorKind::bad_request,
                    "not a local time of the form YYYY-MM-DDTHH:MM without offset");
    return LocalMinutes{std::chrono::minutes{day->time_since_epoch()} + std::chrono::hours{hour} +
                        std::chrono::minutes{minute}};
}

std::string format_local_minutes(LocalMinutes minutes) {
    const auto day = std::chrono::floor<std::chrono::days>(minutes);
    const auto rest = (minutes - day).count();
    return fmt::format("{}T{:02}:{:02}", format_day(Day{day.time_since_epoch()}), rest / 60,
                       rest % 60);
}

std::string format_instant(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const auto rest = (instant - day).count();
    return fmt::format("{}T{:02}:{:02}:{:02}Z", format_day(day), rest / 3600, rest / 60 % 60,
                       rest % 60);
}

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::chrono::seconds steady_seconds() {
    timespec since_start{};
    clock_gettime(CLOCK_BOOTTIME, &since_start);
    return std::chrono::seconds{since_start.tv_sec};
}

}  // namespace porchlight
