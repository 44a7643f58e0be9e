#include "core/hours/recurrence_rule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace porchlight {
namespace {

constexpr long kMostOccurrences = 10'000;

tl::unexpected<Error> unreadable(std::string message) {
    return fail(ErrorKind::bad_request, "recurrence rule: " + std::move(message));
}

/// A part that lists numbers: its bounds, and where they go.
struct ListPart {
    std::string_view name;
    int lowest, highest;
    std::vector<long> RecurrenceRule::*numbers;
};
constexpr std::array<ListPart, 5> kListParts{
    {{"BYMONTH", 1, 12, &RecurrenceRule::months},
     {"BYMONTHDAY", -31, 31, &RecurrenceRule::month_days},
     {"BYYEARDAY", -366, 366, &RecurrenceRule::year_days},
     {"BYWEEKNO", 2, 51, &RecurrenceRule::weeks},
     {"BYSETPOS", -28, 28, &RecurrenceRule::set_positions}}};
/// More items than any sensible rule has, fewer than any of libical's arrays holds.
constexpr std::size_t kMostItems = 12;
constexpr std::array<std::string_view, 7> kWeekdays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// 0 Monday .. 6 Sunday; -1 where it is none.
int weekday_number(std::string_view name) {
    const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), name);
    return found == kWeekdays.end() ? -1 : static_cast<int>(found - kWeekdays.begin());
}

bool read_number(std::string_view text, long& number) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

/// Calls `read(item)` for each item between separators until it returns false.
template <class Read>
bool for_each_item(std::string_view text, char separator, Read&& read) {
    for (;;) {
        const auto end = text.find(separator);
        if (!read(text.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
    }
}

bool read_numbers(std::string_view value, const ListPart& part, std::vector<long>& numbers) {
    return for_each_item(value, ',', [&](std::string_view item) {
        long number = 0;
        if (!read_number(item, number) || number < part.lowest || number > part.highest ||
            number == 0 || numbers.size() == kMostItems)
            return false;
        numbers.push_back(number);
        return true;
    });
}

/// "MO,TU" or "2MO,-1FR".
bool read_weekdays(std::string_view value, RecurrenceRule& rule) {
    return for_each_item(value, ',', [&](std::string_view item) {
        if (++rule.weekday_items > kMostItems || item.size() < 2) return false;
        const auto weekday = item.substr(item.size() - 2);
        item.remove_suffix(2);
        long ordinal = 0;
        if (!item.empty() && (!read_number(item, ordinal) || ordinal == 0)) return false;
        if (ordinal < -53 || ordinal > 53) return false;
        rule.furthest_ordinal = std::max(rule.furthest_ordinal, std::abs(ordinal));
        const int number = weekday_number(weekday);
        if (number >= 0) rule.weekdays.set(static_cast<std::size_t>(number));
        return number >= 0;
    });
}

/// "20260630", "20260630T235959" or "20260630T035959Z".
bool read_until(std::string_view value, RecurrenceRule& rule) {
    if (value.size() < 8) return false;
    const std::string dashed = std::string(value.substr(0, 4)) + '-' +
                               std::string(value.substr(4, 2)) + '-' +
                               std::string(value.substr(6, 2));
    const auto day = parse_day(dashed);
    if (!day) return false;
    const auto time = value.substr(8);
    const bool has_time = (time.size() == 7 || (time.size() == 8 && time[7] == 'Z')) &&
                          time[0] == 'T' &&
                          std::all_of(time.begin() + 1, time.begin() + 7,
                                      [](char c) { return c >= '0' && c <= '9'; });
    if (!time.empty() && !has_time) return false;
    rule.until = *day;
    rule.until_cuts_day = has_time && time != "T235959";
    return true;
}

bool read_frequency(std::string_view value, RecurrenceRule& rule) {
    if (value == "DAILY")
        rule.frequency = Frequency::daily;
    else if (value == "WEEKLY")
        rule.frequency = Frequency::weekly;
    else if (value == "MONTHLY")
        rule.frequency = Frequency::monthly;
    else if (value == "YEARLY")
        rule.frequency = Frequency::yearly;
    return rule.frequency != Frequency::none;
}

/// Reads one NAME=VALUE that isn't FREQ.
bool read_part(std::string_view name, std::string_view value, RecurrenceRule& rule) {
    if (name == "UNTIL") return read_until(value, rule);
    if (name == "INTERVAL")
        return read_number(value, rule.interval) && rule.interval >= 1 && rule.interval <= 999;
    if (name == "COUNT")
        return read_number(value, rule.count) && rule.count >= 1 && rule.count <= kMostOccurrences;
    if (name == "WKST") {
        rule.week_start = weekday_number(value);
        return rule.week_start >= 0;
    }
    if (name == "BYDAY") return read_weekdays(value, rule);
    const auto part = std::find_if(kListParts.begin(), kListParts.end(),
                                   [&](const ListPart& each) { return each.name == name; });
    return part != kListParts.end() && read_numbers(value, *part, rule.*(part->numbers));
}

/// True where the rule alone, without a first day, says on which days it falls.
bool stands_alone(const RecurrenceRule& rule) {
    if (rule.interval > 1 || rule.count > 0) return false;
    switch (rule.frequency) {
        case Frequency::none:
            return false;
        case Frequency::daily:
            return true;
        case Frequency::weekly:
            return rule.by_day();
        case Frequency::monthly:
            return rule.by_day() || !rule.month_days.empty();
        case Frequency::yearly:
            return rule.by_day() || !rule.month_days.empty() || !rule.year_days.empty();
    }
    return false;
}

/// False for "30 February": libical would look for it up to the year 2582.
bool has_such_month_day(const RecurrenceRule& rule) {
    if (rule.months.empty() || rule.month_days.empty()) return true;
    constexpr std::array<long, 12> kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return std::any_of(rule.months.begin(), rule.months.end(), [&](long month) {
        return std::any_of(rule.month_days.begin(), rule.month_days.end(), [&](long day) {
            return std::abs(day) <= kDays[static_cast<std::size_t>(month - 1)];
        });
    });
}

/// "The last working day": positions within plain weekdays that every month has at least.
bool has_such_positions(const RecurrenceRule& rule) {
    if (rule.set_positions.empty()) return true;
    if (!rule.by_day() || rule.furthest_ordinal > 0 || !rule.month_days.empty()) return false;
    return std::all_of(rule.set_positions.begin(), rule.set_positions.end(), [&](long position) {
        return std::abs(position) <= 4 * static_cast<long>(rule.weekdays.count());
    });
}

bool is_supported_month_rule(const RecurrenceRule& rule) {
    return rule.weeks.empty() && rule.year_days.empty() && rule.furthest_ordinal <= 5 &&
           (rule.interval == 1 || rule.months.empty()) &&
           (rule.furthest_ordinal == 0 || rule.month_days.empty());
}

bool is_supported_year_rule(const RecurrenceRule& rule) {
    const bool by_month = !rule.months.empty(), by_month_day = !rule.month_days.empty();
    if (!rule.year_days.empty())
        return !by_month && !by_month_day && !rule.by_day() && rule.weeks.empty();
    if (!rule.weeks.empty())
        return !by_month && !by_month_day && rule.furthest_ordinal == 0 &&
               rule.set_positions.empty();
    return !(rule.by_day() && by_month_day) && (!by_month || rule.furthest_ordinal <= 5) &&
           (by_month || rule.set_positions.empty());
}

/// True for combinations of parts that mean something and that libical 3.0.16 was found to expand
/// right, against a calendar counted day by day (recurrence_test.cc). It gets some others wrong
/// (YEARLY with both BYDAY and BYMONTHDAY, WEEKLY with BYSETPOS, BYWEEKNO where the week reaches
/// into another year) or searches for them for a second and more: those count as not readable.
bool is_supported(const RecurrenceRule& rule) {
    if ((rule.count > 0 && rule.until) || !has_such_month_day(rule) || !has_such_positions(rule))
        return false;
    const bool only_in_a_year = !rule.weeks.empty() || !rule.year_days.empty();
    switch (rule.frequency) {
        case Frequency::none:
            return false;
        case Frequency::daily:
            return !only_in_a_year && rule.furthest_ordinal == 0 && rule.set_positions.empty();
        case Frequency::weekly:
            return !only_in_a_year && rule.furthest_ordinal == 0 && rule.set_positions.empty() &&
                   rule.month_days.empty();
        case Frequency::monthly:
            return is_supported_month_rule(rule);
        case Frequency::yearly:
            return is_supported_year_rule(rule);
    }
    return false;
}

}  // namespace

Result<RecurrenceRule> parse_recurrence_rule(std::string_view text, std::optional<Day> from) {
    if (text.starts_with("RRULE:")) text.remove_prefix(6);
    if (text.ends_with(';')) text.remove_suffix(1);
    if (text.size() > 1000) return unreadable("longer than 1000 characters");
    RecurrenceRule rule;
    std::vector<std::pair<std::string_view, std::string_view>> parts;
    std::string wrong;
    for_each_item(text, ';', [&](std::string_view part) {
        const auto equals = part.find('=');
        const auto name = part.substr(0, equals);
        const auto value = equals == part.npos ? std::string_view{} : part.substr(equals + 1);
        const bool repeated = std::any_of(parts.begin(), parts.end(),
                                          [&](const auto& each) { return each.first == name; });
        if (repeated || value.empty() || (name == "FREQ" && !read_frequency(value, rule)))
            wrong = part;
        parts.emplace_back(name, value);
        return wrong.empty();
    });
    if (wrong.empty() && rule.frequency == Frequency::none) return unreadable("no frequency");
    for (const auto& [name, value] : parts) {
        if (wrong.empty() && name != "FREQ" && !read_part(name, value, rule)) wrong = name;
        if (name == "UNTIL") continue;
        rule.text.append(rule.text.empty() ? "" : ";").append(name).append("=").append(value);
    }
    if (!wrong.empty()) return unreadable("cannot read \"" + wrong + '"');
    if (!is_supported(rule)) return unreadable("its parts don't go together");
    if (!from && !stands_alone(rule)) return unreadable("needs a first day");
    return rule;
}

}  // namespace porchlight
