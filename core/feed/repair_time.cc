#include "core/feed/repair_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/time.h"
#include "core/feed/json_read.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes at most `most` digits off the front; -1 where there is none.
int take_number(std::string_view& text, std::size_t most) {
    std::size_t n = 0;
    int value = 0;
    while (n < text.size() && n < most && is_digit(text[n])) value = value * 10 + (text[n++] - '0');
    text.remove_prefix(n);
    return n == 0 ? -1 : value;
}

void skip_spaces(std::string_view& text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

enum class Half : std::uint8_t { none, am, pm };

/// Takes "am", "a.m.", "a", "p" … off the front.
Half take_half(std::string_view& text) {
    skip_spaces(text);
    if (text.empty() || (text.front() != 'a' && text.front() != 'p')) return Half::none;
    const auto half = text.front() == 'a' ? Half::am : Half::pm;
    text.remove_prefix(1);
    if (text.starts_with('.')) text.remove_prefix(1);
    if (text.starts_with('m')) text.remove_prefix(1);
    if (text.starts_with('.')) text.remove_prefix(1);
    return half;
}

/// A UTC offset or a fraction of a second at the end of an ISO time.
void skip_fraction_and_offset(std::string_view& text) {
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        take_number(text, 9);
    }
    if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return;
    auto rest = text.substr(1);
    if (take_number(rest, 2) < 0) return;
    if (rest.starts_with(':')) rest.remove_prefix(1);
    take_number(rest, 2);
    text = rest;
}

struct HourMinute {
    int hour = -1, minute = 0;
    bool two_digits = false;  ///< "08:00", as HSDS writes it.
    bool colon = false;
};

std::optional<HourMinute> take_hour_minute(std::string_view& text) {
    HourMinute out;
    const auto digits = std::find_if_not(text.begin(), text.end(), is_digit) - text.begin();
    if (digits == 0 || digits > 4) return {};
    if (digits >= 3) {  // "830", "1730"
        out.hour = take_number(text, static_cast<std::size_t>(digits) - 2);
        out.minute = take_number(text, 2);
        return out;
    }
    out.two_digits = digits == 2;
    out.hour = take_number(text, 2);
    if (text.empty() || (text.front() != ':' && text.front() != '.' && text.front() != 'h')) return out;
    out.colon = true;
    if (text.front() == 'h') out.two_digits = true;  // French clocks have 24 hours
    else if (text.size() < 2 || !is_digit(text[1])) return {};
    text.remove_prefix(1);
    const auto minutes = take_number(text, 2);
    if (minutes > 59) return {};
    out.minute = std::max(minutes, 0);
    if (text.size() >= 3 && text.front() == ':' && is_digit(text[1])) {
        text.remove_prefix(1);
        if (take_number(text, 2) > 60) return {};
    }
    return out;
}

constexpr std::pair<std::string_view, std::string_view> kDayNames[] = {
    {"mo", "MO"}, {"mon", "MO"}, {"monday", "MO"}, {"mondays", "MO"}, {"lundi", "MO"}, {"lunes", "MO"}, {"1", "MO"},
    {"tu", "TU"}, {"tue", "TU"}, {"tues", "TU"}, {"tuesday", "TU"}, {"tuesdays", "TU"}, {"mardi", "TU"}, {"martes", "TU"}, {"2", "TU"},
    {"we", "WE"}, {"wed", "WE"}, {"weds", "WE"}, {"wednesday", "WE"}, {"wednesdays", "WE"}, {"mercredi", "WE"}, {"miercoles", "WE"}, {"3", "WE"},
    {"th", "TH"}, {"thu", "TH"}, {"thur", "TH"}, {"thurs", "TH"}, {"thursday", "TH"}, {"thursdays", "TH"}, {"jeudi", "TH"}, {"jueves", "TH"}, {"4", "TH"},
    {"fr", "FR"}, {"fri", "FR"}, {"friday", "FR"}, {"fridays", "FR"}, {"vendredi", "FR"}, {"viernes", "FR"}, {"5", "FR"},
    {"sa", "SA"}, {"sat", "SA"}, {"saturday", "SA"}, {"saturdays", "SA"}, {"samedi", "SA"}, {"sabado", "SA"}, {"6", "SA"},
    {"su", "SU"}, {"sun", "SU"}, {"sunday", "SU"}, {"sundays", "SU"}, {"dimanche", "SU"}, {"domingo", "SU"}, {"7", "SU"}, {"0", "SU"}};
constexpr std::array<std::string_view, 7> kDays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

int day_number(std::string_view folded) {
    const auto found = std::find_if(std::begin(kDayNames), std::end(kDayNames),
                                    [&](const auto& entry) { return entry.first == folded; });
    if (found == std::end(kDayNames)) return -1;
    return static_cast<int>(std::find(kDays.begin(), kDays.end(), found->second) - kDays.begin());
}

/// "2MO", "-1FR" as RFC 5545 has them; empty otherwise.
std::string ordinal_day(std::string_view part) {
    const auto text = part;
    if (part.starts_with('-') || part.starts_with('+')) part.remove_prefix(1);
    const auto week = take_number(part, 1);
    const bool legal = week >= 1 && week <= 5 && std::find(kDays.begin(), kDays.end(), part) != kDays.end();
    return legal ? std::string(text) : std::string{};
}

void add_range(std::vector<std::string>& days, int first, int last) {
    for (int day = first;; day = (day + 1) % 7) {
        days.emplace_back(kDays[static_cast<std::size_t>(day)]);
        if (day == last) return;
    }
}

bool read_day_part(std::string_view part, std::vector<std::string>& days) {
    if (auto ordinal = ordinal_day(part); !ordinal.empty()) return days.push_back(ordinal), true;
    const auto dash = part.find('-');
    if (dash != part.npos && dash > 0) {
        const int first = day_number(fold_phrase(part.substr(0, dash))), last = day_number(fold_phrase(part.substr(dash + 1)));
        if (first < 0 || last < 0) return false;
        return add_range(days, first, last), true;
    }
    const auto name = fold_phrase(part);
    if (name == "daily" || name == "every day" || name == "7 days a week") return add_range(days, 0, 6), true;
    if (name == "weekdays" || name == "weekday") return add_range(days, 0, 4), true;
    if (name == "weekends" || name == "weekend") return add_range(days, 5, 6), true;
    const int day = day_number(name);
    if (day < 0) return false;
    return add_range(days, day, day), true;
}

std::optional<std::string> calendar_day(int year, int month, int day) {
    if (year < 100) year += year < 70 ? 2000 : 1900;
    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return {};
    const auto text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    return parse_day(text) ? std::optional(text) : std::nullopt;
}

std::optional<std::string> slashed_date(std::string_view text, DateOrder order) {
    const int first = take_number(text, 2);
    if (first < 0 || text.empty() || (text.front() != '/' && text.front() != '.' && text.front() != '-')) return {};
    const char mark = text.front();
    text.remove_prefix(1);
    const int second = take_number(text, 2);
    if (second < 0 || !text.starts_with(mark)) return {};
    text.remove_prefix(1);
    const int year = take_number(text, 4);
    if (year < 0 || !(text.empty() || text.front() == ' ')) return {};
    if (first == second) return calendar_day(year, first, second);
    if (second > 12) return calendar_day(year, first, second);
    if (first > 12) return calendar_day(year, second, first);
    if (order == DateOrder::month_first) return calendar_day(year, first, second);
    if (order == DateOrder::day_first) return calendar_day(year, second, first);
    return {};
}

/// "June 20, 2013" and "20 June 2013".
std::optional<std::string> written_date(std::string_view text) {
    int day = -1, month = -1, year = -1;
    const auto folded = fold_phrase(text);
    std::string_view rest = folded;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        auto word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (is_digit(word.front())) {
            const auto size = word.size();
            const int number = take_number(word, 4);
            if (!word.empty()) return {};
            (size == 4 ? year : day) = number;
            continue;
        }
        const auto found = std::find_if(kMonths.begin(), kMonths.end(),
                                        [&](std::string_view name) { return word.starts_with(name); });
        if (found == kMonths.end() || month > 0) return {};
        month = static_cast<int>(found - kMonths.begin()) + 1;
    }
    return day > 0 && month > 0 && year > 0 ? calendar_day(year, month, day) : std::nullopt;
}

}  // namespace

std::optional<ClockReading> read_clock(std::string_view original) {
    const auto lower = lower_ascii(trimmed(original));
    std::string_view text = lower;
    if (text == "noon" || text == "12 noon" || text == "midi") return ClockReading{720, true};
    if (text == "midnight" || text == "12 midnight" || text == "minuit") return ClockReading{1440, true};
    const auto time = take_hour_minute(text);
    if (!time) return {};
    const auto half = take_half(text);
    if (half == Half::none) skip_fraction_and_offset(text);
    skip_spaces(text);
    if (!text.empty()) return {};
    if (half != Half::none) {
        if (time->hour < 1 || time->hour > 12 || time->minute > 59) return {};
        return ClockReading{time->hour % 12 * 60 + time->minute + (half == Half::pm ? 720 : 0), true};
    }
    if (!time->colon) return {};  // "9" and "900" say neither morning nor evening
    const int minute = time->hour * 60 + time->minute;
    if (minute > 1440) return {};
    return ClockReading{minute, time->two_digits};
}

std::string format_clock(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::optional<ShiftReading> read_shift(std::string_view opens, std::string_view closes) {
    const auto from = read_clock(opens), to = read_clock(closes);
    if (!from || !to) return {};
    const auto has_half = [](std::string_view text) {
        return lower_ascii(text).find_first_of("ap") != std::string::npos;
    };
    // "8:00" beside "5:00pm": one has a half of the day, the other lacks it.
    if (has_half(opens) != has_half(closes)) {
        const auto& bare = has_half(opens) ? *to : *from;
        const auto bare_text = lower_ascii(has_half(opens) ? closes : opens);
        const bool is_word = bare_text == "noon" || bare_text == "midnight" || bare.minute >= 780;
        if (!is_word) return {};
    }
    const bool both_certain = from->certain && to->certain;
    // "9:00" to "17:00" reads only one way; "8:00" to "5:00" doesn't.
    if (!both_certain && !(to->minute >= 780 && from->minute < to->minute) && from->minute < 780) return {};
    return ShiftReading{from->minute % 1440, to->minute};
}

std::optional<std::string> read_days(std::string_view text) {
    std::vector<std::string> days;
    std::string all(trimmed(text));
    for (const std::string_view joined : {" and ", " & ", "; ", " to ", " through ", "\xE2\x80\x93"})
        for (auto at = all.find(joined); at != std::string::npos; at = all.find(joined))
            all.replace(at, joined.size(), 1, joined == " to " || joined == " through " || joined == "\xE2\x80\x93" ? '-' : ',');
    std::string_view rest = all;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(','), rest.size());
        const auto part = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (part.empty()) continue;
        if (!read_day_part(part, days)) return {};
    }
    if (days.empty()) return {};
    std::string out;
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (std::find(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(i), days[i]) != days.begin() + static_cast<std::ptrdiff_t>(i)) continue;
        if (!out.empty()) out += ',';
        out += days[i];
    }
    return out;
}

std::optional<std::string> read_date(std::string_view original, DateOrder order) {
    const auto text = trimmed(original);
    if (text.size() >= 10 && text[4] == '-') {
        const auto day = parse_day(text);
        return day ? std::optional(format_day(*day)) : std::nullopt;
    }
    if (auto slashed = slashed_date(text, order)) return slashed;
    return written_date(text);
}

}  // namespace porchlight
