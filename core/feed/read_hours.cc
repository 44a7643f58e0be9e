#include "core/feed/read_hours.h"

#include <algorithm>
#include <array>

#include "core/feed/json_read.h"
#include "core/feed/phone_times.h"
#include "core/feed/repair_time.h"
#include "core/hours/opening.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

constexpr std::uint8_t kEveryDay = 0x7F;
constexpr std::size_t kLongestSaid = 500;
constexpr std::array<std::string_view, 7> kDays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

struct KindWord {
    std::string_view word;
    HoursKind kind;
};
constexpr KindWord kKindWords[] = {
    {"intake", HoursKind::intake}, {"intakes", HoursKind::intake}, {"admission", HoursKind::intake},
    {"admissions", HoursKind::intake}, {"accueil", HoursKind::intake}, {"meal", HoursKind::meal},
    {"meals", HoursKind::meal}, {"repas", HoursKind::meal}, {"comida", HoursKind::meal},
    {"staff on call", HoursKind::staff_on_call}, {"on call", HoursKind::staff_on_call}};

bool has_words(std::string_view folded, std::string_view words) {
    const auto padded = " " + std::string(folded) + " ";
    return padded.find(" " + std::string(words) + " ") != std::string::npos;
}

std::optional<Day> day_of(const Json& object, const char* key) {
    const auto day = parse_day(text_of(object, key));
    return day ? std::optional(*day) : std::nullopt;
}

/// A rule without usable times: on its days nothing is known.
Shift unknown_shift(HoursKind kind, std::uint8_t weekdays) {
    Shift shift;
    shift.kind = kind;
    shift.weekdays = weekdays;
    shift.minutes = 0;
    return shift;
}

struct Days {
    std::uint8_t weekdays = 0;
    bool ordinals = false;  ///< "2MO": only a rule can say it.
    bool readable = true;
};

Days days_of(std::string_view text) {
    Days out;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto part = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.size() < 2) { out.readable = false; continue; }
        const auto day = std::find(kDays.begin(), kDays.end(), part.substr(part.size() - 2));
        if (day == kDays.end()) { out.readable = false; continue; }
        out.weekdays |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(day - kDays.begin()));
        out.ordinals = out.ordinals || part.size() > 2;
    }
    return out;
}

std::uint8_t weekday_of(Day day) {
    const auto number = std::chrono::weekday{day}.iso_encoding() - 1;  // Monday is 0
    return static_cast<std::uint8_t>(1u << number);
}

int whole_number(const Json& object, const char* key, int otherwise) {
    const auto number = number_of(object, key);
    return number && *number >= 1 && *number <= 1000 ? static_cast<int>(*number) : otherwise;
}

bool is_number_list(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789,-") == std::string_view::npos;
}

/// Sets the days of a shift from the recurrence members; false where they can't be read exactly.
bool read_recurrence(const Json& schedule, Shift& shift) {
    const auto freq = text_of(schedule, "freq");
    const auto byday = text_of(schedule, "byday"), monthday = text_of(schedule, "bymonthday");
    const auto days = days_of(byday);
    if (!days.readable || !text_of(schedule, "byyearday").empty() || !text_of(schedule, "byweekno").empty()) return false;
    const int interval = whole_number(schedule, "interval", 1), count = whole_number(schedule, "count", 0);
    const bool counts_from_start = interval > 1 || count > 0;
    if (counts_from_start && !shift.from) return false;  // every second week from when?
    if (freq.empty() && byday.empty()) {
        // A single date.
        if (!shift.from || !monthday.empty()) return false;
        shift.until = shift.from;
        shift.weekdays = kEveryDay;
        return true;
    }
    if (freq == "DAILY" && !counts_from_start && byday.empty()) return shift.weekdays = kEveryDay, true;
    const bool weekly = freq.empty() || freq == "WEEKLY";
    if (weekly && !days.ordinals && !counts_from_start && monthday.empty()) {
        shift.weekdays = byday.empty() && shift.from ? weekday_of(*shift.from) : days.weekdays;
        return shift.weekdays != 0;
    }
    if (weekly && (days.ordinals || byday.empty() || !monthday.empty())) return false;
    if (!weekly && freq != "MONTHLY" && freq != "DAILY") return false;
    if (freq == "MONTHLY" && byday.empty() && !is_number_list(monthday)) return false;
    shift.rrule = "FREQ=" + std::string(weekly ? "WEEKLY" : freq);
    if (interval > 1) shift.rrule += ";INTERVAL=" + std::to_string(interval);
    if (count > 0) shift.rrule += ";COUNT=" + std::to_string(count);
    if (const auto wkst = text_of(schedule, "wkst"); std::find(kDays.begin(), kDays.end(), wkst) != kDays.end())
        shift.rrule += ";WKST=" + std::string(wkst);
    if (!byday.empty()) shift.rrule += ";BYDAY=" + std::string(byday);
    if (!monthday.empty()) shift.rrule += ";BYMONTHDAY=" + std::string(monthday);
    return true;
}

/// Days on which an unreadable row would have meant something.
std::uint8_t days_concerned(const Json& schedule) {
    const auto days = days_of(text_of(schedule, "byday"));
    return days.readable && days.weekdays != 0 ? days.weekdays : kEveryDay;
}

void read_schedule(const Json& schedule, Hours& hours) {
    const auto kind = hours_kind_of(schedule);
    const auto opens_text = text_of(schedule, "opens_at"), closes_text = text_of(schedule, "closes_at");
    const auto opens = read_clock(opens_text), closes = read_clock(closes_text);
    if (!opens || !closes || opens->minute >= 1440) {
        // Words, or days without times.
        hours.shifts.push_back(unknown_shift(kind, days_concerned(schedule)));
        return;
    }
    Shift shift;
    shift.kind = kind;
    shift.opens = static_cast<std::int16_t>(opens->minute);
    shift.minutes = static_cast<std::int16_t>(
        closes->minute == 1440 ? 1440 - opens->minute : shift_minutes(opens->minute, closes->minute));
    shift.from = day_of(schedule, "dtstart");
    shift.until = day_of(schedule, "until");
    shift.valid_from = day_of(schedule, "valid_from");
    shift.valid_to = day_of(schedule, "valid_to");
    if (read_recurrence(schedule, shift)) hours.shifts.push_back(std::move(shift));
    else hours.shifts.push_back(unknown_shift(kind, days_concerned(schedule)));
}

/// Of kind "all": of everything that has hours.
void read_closure(const Json& closure, Hours& hours) {
    const auto first = day_of(closure, "first"), last = day_of(closure, "last");
    if (!first || !last || *last < *first) return;
    HoursException out;
    out.first = *first;
    out.last = *last;
    if (text_of(closure, "effect") == "special") {
        const auto opens = read_clock(text_of(closure, "opens_at")), closes = read_clock(text_of(closure, "closes_at"));
        if (!opens || !closes || opens->minute >= 1440) return;
        out.effect = HoursException::Effect::special;
        out.opens = static_cast<std::int16_t>(opens->minute);
        out.minutes = static_cast<std::int16_t>(
            closes->minute == 1440 ? 1440 - opens->minute : shift_minutes(opens->minute, closes->minute));
    }
    const auto kind = text_of(closure, "kind");
    const auto before = hours.exceptions.size();
    for (const auto known : {HoursKind::open, HoursKind::intake, HoursKind::meal, HoursKind::staff_on_call})
        if (kind == "all" || to_string(known) == kind) out.kind = known, hours.exceptions.push_back(out);
    if (hours.exceptions.size() == before) hours.exceptions.push_back(out);
}

void add_said(std::string& said, std::string_view text) {
    if (text.empty() || said.size() + text.size() > kLongestSaid || said.find(text) != std::string::npos) return;
    if (!said.empty()) said += "; ";
    said += text;
}

bool any_phone_round_the_clock(const Json& holder) {
    const auto& phones = items_of(holder, "phones");
    return std::any_of(phones.begin(), phones.end(), [](const Json& phone) {
        return text_of(phone, "type") != "fax" && says_round_the_clock(text_of(phone, "description"));
    });
}

/// The numbers of the service itself, by their own times.
std::optional<Hours> told_phone_hours(const Json& record, const Stated& stated) {
    Hours hours;
    hours.stated_on = stated.on;
    hours.standing = stated.standing;
    bool silent = false;
    for (const auto& phone : items_of(record, "phones")) {
        if (text_of(phone, "type") == "fax") continue;
        const auto times = phone_times_of(phone);
        silent = silent || times.empty();
        for (const auto& time : times) read_schedule(time, hours);
    }
    if (hours.shifts.empty()) return {};
    if (silent) hours.shifts.push_back(unknown_shift(HoursKind::open, kEveryDay));
    return hours;
}

}  // namespace

HoursKind hours_kind_of(const Json& schedule) {
    const auto kind_in = [](std::string_view text) -> std::optional<HoursKind> {
        const auto folded = fold_phrase(text);
        for (const auto& [word, kind] : kKindWords)
            if (has_words(folded, word)) return kind;
        return {};
    };
    for (const auto& attribute : items_of(schedule, "attributes")) {
        const auto& term = object_of(attribute, "taxonomy_term");
        for (const auto text : {text_of(attribute, "value"), text_of(attribute, "label"), text_of(term, "name"), text_of(term, "code")})
            if (const auto kind = text.empty() ? std::nullopt : kind_in(text)) return *kind;
    }
    const auto notes = text_of(schedule, "notes");
    if (const auto kind = notes.empty() ? std::nullopt : kind_in(notes)) return *kind;
    // A description may speak of several things; what it begins with is what it is about.
    const auto description = text_of(schedule, "description");
    if (description.empty()) return HoursKind::open;
    const auto folded = fold_phrase(description);
    for (const auto& [word, kind] : kKindWords)
        if (folded.starts_with(word) && (folded.size() == word.size() || folded[word.size()] == ' ')) return kind;
    return HoursKind::open;
}

std::optional<Hours> read_hours(const Json& holder, const Stated& stated) {
    const auto& schedules = items_of(holder, "schedules");
    const auto& closures = items_of(holder, "porchlight_closures");
    if (schedules.empty() && closures.empty()) return {};
    Hours hours;
    hours.stated_on = stated.on;
    hours.standing = stated.standing;
    for (const auto& schedule : schedules) {
        read_schedule(schedule, hours);
        add_said(hours.as_said, text_of(schedule, "description"));
    }
    for (const auto& closure : closures) read_closure(closure, hours);
    // Words alone are no rules.
    const bool any_rule = std::any_of(hours.shifts.begin(), hours.shifts.end(),
                                      [](const Shift& shift) { return shift.minutes > 0; });
    if (!any_rule) hours.shifts.clear();
    if (hours.shifts.empty() && hours.exceptions.empty() && hours.as_said.empty()) return {};
    return hours;
}

bool says_round_the_clock(std::string_view text) {
    const auto folded = fold_phrase(text);
    bool found = false;
    for (const std::string_view words : {"24 hours", "24 hour", "24 7", "24h", "24 heures", "24 horas", "24 hrs", "24 hr"})
        found = found || has_words(folded, words);
    for (const std::string_view machine : {"voice mail", "voicemail", "answering machine", "message", "messages", "fax"})
        found = found && !has_words(folded, machine);
    return found;
}

std::optional<Hours> read_phone_hours(const Json& record, const Stated& stated) {
    if (auto told = told_phone_hours(record, stated)) return told;
    bool found = any_phone_round_the_clock(record) || any_phone_round_the_clock(object_of(record, "organization"));
    for (const auto& site : items_of(record, "service_at_locations"))
        found = found || any_phone_round_the_clock(site) || any_phone_round_the_clock(object_of(site, "location"));
    if (!found) return {};
    Hours hours;
    Shift always;
    always.weekdays = kEveryDay;
    always.minutes = 1440;
    hours.shifts.push_back(always);
    return hours;
}

}  // namespace porchlight
