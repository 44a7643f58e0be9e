#include "core/hours/holidays.h"

#include <array>
#include <fstream>
#include <iterator>
#include <optional>

#include "core/base/json.h"

namespace porchlight {
namespace {

using std::chrono::days;
using Rule = HolidayCalendar::Rule;

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr std::array<std::string_view, 7> kWeekdays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

constexpr Day first_of(int year) {
    return std::chrono::year{year} / std::chrono::January / 1;
}

/// 0 Monday .. 6 Sunday.
unsigned weekday_of(Day day) {
    return std::chrono::weekday{day}.iso_encoding() - 1;
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
Day easter_of(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 19 * l) / 433;
    const int month = (h + l - 7 * m + 90) / 25;
    const int day = (h + l - 7 * m + 33 * month + 19) % 32;
    return std::chrono::year{year} / month / day;
}

/// The last day of this weekday at or before a day.
Day weekday_at_or_before(Day day, unsigned weekday) {
    return day - days{static_cast<int>((weekday_of(day) + 7 - weekday) % 7)};
}

std::optional<Day> nth_weekday_of(int year, const Rule& rule) {
    const auto month = std::chrono::year{year} / std::chrono::month{rule.month};
    const Day last = month / std::chrono::last;
    if (rule.nth < 0) return weekday_at_or_before(last, rule.weekday);
    const Day first = weekday_at_or_before(Day{month / 1} + days{6}, rule.weekday);
    const Day day = first + days{7 * (rule.nth - 1)};
    return day <= last ? std::optional(day) : std::nullopt;
}

/// The day of a rule in a year, before it is moved off a weekend.
std::optional<Day> day_of(const Rule& rule, int year) {
    switch (rule.kind) {
        case Rule::Kind::fixed: {
            const std::chrono::year_month_day date{std::chrono::year{year},
                                                   std::chrono::month{rule.month},
                                                   std::chrono::day{rule.day}};
            return date.ok() ? std::optional(Day{date}) : std::nullopt;
        }
        case Rule::Kind::nth_weekday:
            return nth_weekday_of(year, rule);
        case Rule::Kind::weekday_before: {
            const Day limit = std::chrono::year{year} / std::chrono::month{rule.month} /
                              std::chrono::day{rule.day};
            return weekday_at_or_before(limit - days{1}, rule.weekday);
        }
        case Rule::Kind::easter:
            return easter_of(year) + days{rule.easter_offset};
    }
    return std::nullopt;
}

/// The weekday on which a holiday on a weekend is kept; the day itself where there is none.
Day kept_on(const Rule& rule, Day day) {
    constexpr unsigned kSaturday = 5;
    const unsigned weekday = weekday_of(day);
    if (rule.observed == Rule::Observed::none || weekday < kSaturday) return day;
    if (rule.observed == Rule::Observed::nearest && weekday == kSaturday) return day - days{1};
    return day + days{weekday == kSaturday ? 2 : 1};
}

bool falls_on(const Rule& rule, Day day) {
    const int year = static_cast<int>(std::chrono::year_month_day{day}.year());
    // A holiday kept on a weekday may belong to the first days of the next year.
    for (const int each : {year, year + 1, year - 1}) {
        const auto holiday = day_of(rule, each);
        if (holiday && (*holiday == day || kept_on(rule, *holiday) == day)) return true;
    }
    return false;
}

std::string name_in(const Rule& rule, std::string_view language) {
    const std::string whole(language);
    const auto primary = whole.substr(0, whole.find('-'));
    for (const auto& tag : {whole, primary, std::string("en")})
        if (const auto found = rule.name.find(tag); found != rule.name.end()) return found->second;
    return {};
}

std::string_view country_of(std::string_view region) {
    return region.substr(0, region.find('-'));
}

/// Reads the file's JSON; every failure names the pointer.
class Reader {
  public:
    explicit Reader(std::string file) : file_(std::move(file)) {}

    Result<HolidayCalendar> read(const Json& root) {
        HolidayCalendar calendar;
        if (!root.is_object() || !root.contains("holidays") || !root["holidays"].is_array())
            return wrong("", "an object with an array \"holidays\" is needed");
        std::size_t i = 0;
        for (const auto& holiday : root["holidays"]) {
            const auto pointer = "/holidays/" + std::to_string(i++);
            auto added = read_holiday(holiday, pointer, calendar);
            if (!added) return tl::unexpected<Error>(added.error());
        }
        return calendar;
    }

  private:
    tl::unexpected<Error> wrong(const std::string& pointer, const std::string& reason) const {
        return fail(ErrorKind::bad_request, file_ + ": " + reason, file_ + '#' + pointer);
    }

    Result<void> read_holiday(const Json& json, const std::string& pointer,
                              HolidayCalendar& calendar) const {
        if (!json.is_object()) return wrong(pointer, "a holiday must be an object");
        for (const auto& [key, value] : json.items())
            if (key != "id" && key != "name" && key != "regions" && key != "rule")
                return wrong(pointer + '/' + key, "unknown member");
        if (!json.contains("id") || !json["id"].is_string())
            return wrong(pointer + "/id", "a text is needed");
        if (!json.contains("rule")) return wrong(pointer + "/rule", "a rule is needed");
        auto rule = read_rule(json["rule"], pointer + "/rule");
        if (!rule) return tl::unexpected<Error>(rule.error());
        if (auto named = read_name(json, pointer, *rule); !named) return named;
        if (!json.contains("regions") || !json["regions"].is_array() || json["regions"].empty())
            return wrong(pointer + "/regions", "a list of regions is needed");
        for (const auto& region : json["regions"]) {
            if (!region.is_string() || region.get_ref<const std::string&>().size() < 2)
                return wrong(pointer + "/regions", "a region is a code such as CA or CA-MB");
            calendar.add(region.get<std::string>(), *rule);
        }
        return {};
    }

    Result<void> read_name(const Json& json, const std::string& pointer, Rule& rule) const {
        if (!json.contains("name") || !json["name"].is_object() || !json["name"].contains("en"))
            return wrong(pointer + "/name", "names by language, English among them, are needed");
        for (const auto& [language, name] : json["name"].items()) {
            if (!name.is_string()) return wrong(pointer + "/name/" + language, "must be a text");
            rule.name[language] = name.get<std::string>();
        }
        return {};
    }

    /// Number of a member within bounds; absent where it isn't one.
    static std::optional<int> number(const Json& json, const char* key, int lowest, int highest) {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_number_integer()) return std::nullopt;
        const auto value = found->get<long long>();
        if (value < lowest || value > highest) return std::nullopt;
        return static_cast<int>(value);
    }

    static std::optional<unsigned> weekday(const Json& json) {
        const auto found = json.find("weekday");
        if (found == json.end() || !found->is_string()) return std::nullopt;
        for (unsigned i = 0; i < kWeekdays.size(); ++i)
            if (found->get_ref<const std::string&>() == kWeekdays[i]) return i;
        return std::nullopt;
    }

    Result<Rule> read_rule(const Json& json, const std::string& pointer) const {
        if (!json.is_object()) return wrong(pointer, "a rule must be an object");
        Rule rule;
        std::size_t members = json.size();
        if (json.contains("observed")) {
            --members;
            const auto& observed = json["observed"];
            if (observed == "monday")
                rule.observed = Rule::Observed::monday;
            else if (observed == "nearest")
                rule.observed = Rule::Observed::nearest;
            else
                return wrong(pointer + "/observed", "must be \"monday\" or \"nearest\"");
        }
        if (const auto offset = number(json, "easter", -100, 100); offset && members == 1) {
            rule.kind = Rule::Kind::easter;
            rule.easter_offset = *offset;
            return rule;
        }
        const auto month = number(json, "month", 1, 12);
        if (!month) return wrong(pointer, "month 1 to 12 or easter is needed");
        rule.month = static_cast<unsigned>(*month);
        return read_day_of_month(json, pointer, members, rule);
    }

    Result<Rule> read_day_of_month(const Json& json, const std::string& pointer,
                                   std::size_t members, Rule rule) const {
        const auto longest = static_cast<int>(static_cast<unsigned>(
            (std::chrono::year{2024} / std::chrono::month{rule.month} / std::chrono::last).day()));
        const auto day = number(json, "day", 1, longest);
        if (day && members == 2) {
            rule.day = static_cast<unsigned>(*day);
            return rule;
        }
        const auto named = weekday(json);
        const auto nth = number(json, "nth", -1, 5);
        // The 29th of February isn't a day of every year: no limit to count back from.
        const auto before = number(json, "before_day", 1, rule.month == 2 ? 28 : longest);
        if (!named || members != 3 || (!nth && !before) || nth == 0)
            return wrong(pointer, "needs a day, or a weekday with nth (1 to 5, -1) or before_day");
        rule.weekday = *named;
        rule.kind = nth ? Rule::Kind::nth_weekday : Rule::Kind::weekday_before;
        rule.nth = nth.value_or(0);
        rule.day = static_cast<unsigned>(before.value_or(0));
        return rule;
    }

    std::string file_;
};

}  // namespace

Result<HolidayCalendar> HolidayCalendar::load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorKind::unavailable, "cannot read " + file.string(), file.string());
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad()) return fail(ErrorKind::unavailable, "cannot read " + file.string());
    const auto json = parse_json(text);
    if (!json)
        return fail(ErrorKind::bad_request, file.string() + ": " + json.error().message,
                    file.string() + '#' + json.error().where);
    return Reader(file.string()).read(*json);
}

void HolidayCalendar::add(std::string region, Rule rule) {
    auto& entry = regions_[std::move(region)];
    const Day first = first_of(kFirstYear), end = first_of(kLastYear + 1);
    entry.days.resize(static_cast<std::size_t>((end - first).count()));
    for (int year = kFirstYear - 1; year <= kLastYear + 1; ++year) {
        const auto day = day_of(rule, year);
        if (!day) continue;
        for (const Day each : {*day, kept_on(rule, *day)})
            if (each >= first && each < end)
                entry.days[static_cast<std::size_t>((each - first).count())] = true;
    }
    entry.rules.push_back(std::move(rule));
}

bool HolidayCalendar::Region::contains(Day day) const {
    const auto index = (day - first_of(kFirstYear)).count();
    if (index >= 0 && static_cast<std::size_t>(index) < days.size())
        return days[static_cast<std::size_t>(index)];
    for (const auto& rule : rules)
        if (falls_on(rule, day)) return true;
    return false;
}

HolidayCalendar::OfRegion HolidayCalendar::of(std::string_view region) const {
    OfRegion found;
    if (region.empty()) return found;
    const auto pointer_to = [&](std::string_view name) {
        const auto entry = regions_.find(name);
        return entry == regions_.end() ? nullptr : &entry->second;
    };
    found.own_ = pointer_to(region);
    const auto country = country_of(region);
    if (country != region) found.country_ = pointer_to(country);
    return found;
}

bool HolidayCalendar::is_holiday(Day day, std::string_view region) const {
    return of(region).contains(day);
}

std::string HolidayCalendar::name_on(Day day, std::string_view region,
                                     std::string_view language) const {
    const auto found = of(region);
    for (const auto* each : {found.own_, found.country_}) {
        if (!each || !each->contains(day)) continue;
        for (const auto& rule : each->rules)
            if (falls_on(rule, day)) return name_in(rule, language);
    }
    return {};
}

}  // namespace porchlight
