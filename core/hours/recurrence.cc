#include "core/hours/recurrence.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>

#include "core/hours/recurrence_rule.h"

namespace porchlight {
namespace {

using std::chrono::days;

/// Noon: no clock change of whatever zone libical may think it is in reaches it.
icaltimetype noon_of(Day day) {
    const std::chrono::year_month_day date{day};
    icaltimetype time = icaltime_null_time();
    time.year = static_cast<int>(date.year());
    time.month = static_cast<int>(static_cast<unsigned>(date.month()));
    time.day = static_cast<int>(static_cast<unsigned>(date.day()));
    time.hour = 12;
    return time;
}

Day day_of(const icaltimetype& time) {
    return std::chrono::year{time.year} / time.month / time.day;
}

struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

/// A rule without a first day could start anywhere; whole years before the block keep weeks and
/// set positions whole.
Day assumed_start(Day first) {
    const auto year = std::chrono::year_month_day{first}.year() - std::chrono::years{2};
    return year / std::chrono::January / 1;
}

int weekday_of(Day day) {
    return static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1;
}

Day week_of(Day day, int week_start) {
    return day - days{(weekday_of(day) - week_start + 7) % 7};
}

/// The first day on or after `from` that a weekly rule lists. libical takes the wrong week where
/// DTSTART itself isn't listed, INTERVAL is 2 or more and the week doesn't start on Monday.
Day first_weekly(const RecurrenceRule& rule, Day from) {
    if (!rule.by_day()) return from;
    const Day week = week_of(from, rule.week_start);
    for (Day day = from;; day += days{1}) {
        const auto weeks = (week_of(day, rule.week_start) - week).count() / 7;
        if (weeks % rule.interval == 0 &&
            rule.weekdays.test(static_cast<std::size_t>(weekday_of(day))))
            return day;
    }
}

RecurrenceBlock expand(const RecurrenceRule& rule, std::optional<Day> from, Day first) {
    RecurrenceBlock block;
    const Day given = from.value_or(assumed_start(first));
    const Day start = rule.frequency == Frequency::weekly ? first_weekly(rule, given) : given;
    const Day end = first + days{kRecurrenceBlockDays};
    const Day last = std::min(end - days{1}, rule.until.value_or(end));
    if (start >= end || last < first) return block;
    auto recurrence = icalrecurrencetype_from_string(rule.text.c_str());
    // Else a rule that never comes true ("30 February") is searched for up to the year 2582.
    recurrence.until = noon_of(end);
    const Iterator iterator(icalrecur_iterator_new(recurrence, noon_of(start)));
    if (!iterator) return block;
    if (rule.count == 0 && start < first)
        icalrecur_iterator_set_start(iterator.get(), noon_of(first));
    // A rule can't list more days than there are between start and end.
    for (auto left = (end - start).count() + 1; left > 0; --left) {
        const auto time = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(time)) break;
        const Day day = day_of(time);
        if (day > last) break;
        if (day >= first) block.set(static_cast<std::size_t>((day - first).count()));
    }
    return block;
}

/// One cached answer: a block of one rule, or that it can't be read.
struct CachedBlock {
    bool readable = false;
    std::optional<Day> unsure;  ///< A listed day of which UNTIL's time may or may not take part.
    RecurrenceBlock listed;
};

CachedBlock make_block(std::string_view rrule, std::optional<Day> from, Day first) {
    CachedBlock block;
    const auto rule = parse_recurrence_rule(rrule, from);
    if (!rule) return block;
    block.readable = true;
    block.listed = expand(*rule, from, first);
    if (rule->until_cuts_day) block.unsure = rule->until;
    return block;
}

struct KeyView {
    std::string_view rrule;
    std::optional<Day> from;
    long block;
};
struct Key {
    std::string rrule;
    std::optional<Day> from;
    long block;
    operator KeyView() const { return {rrule, from, block}; }
};
struct HashKey {
    using is_transparent = void;
    std::size_t operator()(const KeyView& key) const {
        const auto from = key.from ? key.from->time_since_epoch().count() : -1'000'000;
        return std::hash<std::string_view>{}(key.rrule) * 31 +
               static_cast<std::size_t>(from) * 1'000'003 + static_cast<std::size_t>(key.block);
    }
};
struct EqualKey {
    using is_transparent = void;
    bool operator()(const KeyView& a, const KeyView& b) const {
        return a.block == b.block && a.from == b.from && a.rrule == b.rrule;
    }
};

/// Cached per thread, so that no lock is needed; thrown away whole when it is full, so that a feed
/// of ever new rules can't fill the memory (8,192 blocks are about 2 MB).
const CachedBlock& cached_block(const KeyView& key, Day first) {
    thread_local std::unordered_map<Key, CachedBlock, HashKey, EqualKey> cache;
    const auto found = cache.find(key);
    if (found != cache.end()) return found->second;
    if (cache.size() >= 8192) cache.clear();
    return cache
        .emplace(Key{std::string(key.rrule), key.from, key.block},
                 make_block(key.rrule, key.from, first))
        .first->second;
}

}  // namespace

Listed rrule_lists(std::string_view rrule, std::optional<Day> from, Day day) {
    const long number = std::chrono::floor<days>(day.time_since_epoch()).count();
    const long index =
        number >= 0 ? number / kRecurrenceBlockDays : (number + 1) / kRecurrenceBlockDays - 1;
    const Day first{days{index * kRecurrenceBlockDays}};
    const auto& block = cached_block({rrule, from, index}, first);
    if (!block.readable) return Listed::unknown;
    if (!block.listed.test(static_cast<std::size_t>((day - first).count()))) return Listed::no;
    return block.unsure == day ? Listed::unknown : Listed::yes;
}

Result<void> check_rrule(std::string_view rrule, std::optional<Day> from) {
    const auto rule = parse_recurrence_rule(rrule, from);
    if (!rule) return tl::unexpected<Error>(rule.error());
    return {};
}

Result<RecurrenceBlock> expand_rrule(std::string_view rrule, std::optional<Day> from, Day first) {
    const auto rule = parse_recurrence_rule(rrule, from);
    if (!rule) return tl::unexpected<Error>(rule.error());
    return expand(*rule, from, first);
}

}  // namespace porchlight
