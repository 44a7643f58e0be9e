#include "core/hours/zone.h"

#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace porchlight {
namespace {

using namespace std::chrono_literals;

constexpr Instant kFirst = std::chrono::sys_days{1970y / 1 / 1};
constexpr Instant kEnd = std::chrono::sys_days{2200y / 1 / 1};

/// Names that ICU invented for Java's sake; some mean another place than people do.
constexpr std::array<std::string_view, 24> kNotIana{
    "ACT", "AET", "AGT", "ART", "AST", "BET", "BST", "CAT", "CNT", "CST", "CTT", "EAT",
    "ECT", "IET", "IST", "JST", "MIT", "NET", "NST", "PLT", "PNT", "PRT", "PST", "SST"};

bool is_iana_name(std::string_view name) {
    return name != "Etc/Unknown" && name != "VST" && !name.starts_with("SystemV/") &&
           std::find(kNotIana.begin(), kNotIana.end(), name) == kNotIana.end();
}

std::vector<std::string> read_names() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> ids(
        icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
    std::vector<std::string> names;
    if (U_FAILURE(status) || !ids) return names;
    while (const char* id = ids->next(nullptr, status))
        if (is_iana_name(id)) names.emplace_back(id);
    std::sort(names.begin(), names.end());
    return names;
}

/// One stretch of time with one offset.
struct Period {
    Instant start;
    std::chrono::seconds offset;
};

/// All periods of a zone, in order, the first from kFirst. ICU is asked once: looking the offset up
/// in here needs no lock and no allocation.
using Periods = std::vector<Period>;

UDate to_icu(Instant instant) {
    return static_cast<double>(instant.time_since_epoch().count()) * 1000.0;
}

Periods read_periods(const icu::BasicTimeZone& zone) {
    const auto offset_at = [&](Instant instant) {
        std::int32_t raw = 0, dst = 0;
        UErrorCode status = U_ZERO_ERROR;
        zone.getOffset(to_icu(instant), false, raw, dst, status);
        return std::chrono::seconds{(raw + dst) / 1000};
    };
    Periods periods{{kFirst, offset_at(kFirst)}};
    icu::TimeZoneTransition transition;
    for (Instant at = kFirst; zone.getNextTransition(to_icu(at), false, transition);) {
        at = Instant{std::chrono::seconds{static_cast<std::int64_t>(transition.getTime() / 1000)}};
        if (at >= kEnd) break;
        const auto offset = offset_at(at);
        if (offset != periods.back().offset) periods.push_back({at, offset});
    }
    return periods;
}

std::unique_ptr<const Periods> open_zone(std::string_view name) {
    if (!is_known_zone(name)) return nullptr;
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})));
    const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
    return basic ? std::make_unique<const Periods>(read_periods(*basic)) : nullptr;
}

/// Periods of a zone, nullptr where it is unknown. What was read stays for the program's life
/// (at most some 600 zones); unknown names leave nothing behind.
const Periods* find_zone(std::string_view name) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<const Periods>, std::less<>> zones;
    // Nearly all records of a directory share one zone: the last one needs no lock.
    thread_local std::string last_name;
    thread_local const Periods* last = nullptr;
    if (last && last_name == name) return last;

    const std::lock_guard lock(mutex);
    auto found = zones.find(name);
    if (found == zones.end()) {
        auto periods = open_zone(name);
        if (!periods) return nullptr;
        found = zones.emplace(std::string(name), std::move(periods)).first;
    }
    last_name = name;
    last = found->second.get();
    return last;
}

/// The last period that starts at or before an instant, which must not be before the first.
Periods::const_iterator period_at(const Periods& periods, Instant instant) {
    return std::prev(
        std::upper_bound(periods.begin(), periods.end(), instant,
                         [](Instant at, const Period& period) { return at < period.start; }));
}

tl::unexpected<Error> unknown_zone(std::string_view zone) {
    return fail(ErrorKind::bad_request, "unknown time zone \"" + std::string(zone) + '"');
}

tl::unexpected<Error> out_of_range() {
    return fail(ErrorKind::bad_request, "time outside the years 1970 to 2199");
}

}  // namespace

bool is_known_zone(std::string_view zone) {
    static const std::vector<std::string> names = read_names();
    return std::binary_search(names.begin(), names.end(), zone, std::less<>{});
}

Result<LocalMinutes> local_minutes(Instant instant, std::string_view zone) {
    const auto* periods = find_zone(zone);
    if (!periods) return unknown_zone(zone);
    if (instant < kFirst || instant >= kEnd) return out_of_range();
    const auto local = instant.time_since_epoch() + period_at(*periods, instant)->offset;
    return LocalMinutes{std::chrono::floor<std::chrono::minutes>(local)};
}

Result<Instant> instant_of(LocalMinutes local, std::string_view zone) {
    const auto* periods = find_zone(zone);
    if (!periods) return unknown_zone(zone);
    const Instant as_utc{local.time_since_epoch()};
    constexpr auto kWidestOffset = 26h;
    if (as_utc < kFirst + kWidestOffset || as_utc >= kEnd - kWidestOffset) return out_of_range();
    // Periods in order: the first in which the clock can show this minute has its first showing;
    // where it would be before the period's start, the clock jumped over it there.
    auto period = period_at(*periods, as_utc - kWidestOffset);
    while (std::next(period) != periods->end() &&
           as_utc - period->offset >= std::next(period)->start)
        ++period;
    return std::max(as_utc - period->offset, period->start);
}

}  // namespace porchlight
