#include "core/review/form_times.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/time.h"
#include "core/feed/json_read.h"
#include "core/feed/phone_times.h"
#include "core/review/form_parts.h"
#include "core/search/strict_object.h"

namespace porchlight {
namespace {

constexpr std::size_t kMostClosures = 40;
constexpr std::size_t kMostPhoneTimes = 14;
constexpr std::size_t kShort = 40;
constexpr const char* kClosures = "porchlight_closures";
constexpr std::array<const char*, 7> kWeekdays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

void need_time(StrictObject& object, const char* member, Json& out) {
    const auto text = object.text(member, kShort);
    if (!is_form_time(text)) object.fault("no_time", "a time is written 09:00", object.pointer(member));
    out[member] = text;
}

/// Days and times of a closure, or of other hours on its days.
Result<Json> read_closure_entry(const Json& value, const std::string& pointer) {
    StrictObject object(value, pointer);
    Json out;
    for (const char* member : {"first", "last"}) {
        const auto text = object.text(member, kShort);
        if (!parse_day(text)) object.fault("no_day", "a day is written 2026-11-25", object.pointer(member));
        out[member] = text;
    }
    if (out["last"].get<std::string>() < out["first"].get<std::string>())
        object.fault("out_of_range", "the last day is before the first", object.pointer("last"));
    auto kind = object.text("kind", kShort), effect = object.text("effect", kShort);
    if (kind.empty()) kind = "all";
    if (effect.empty()) effect = "closed";
    if (kind != "all" && kind != "open" && kind != "intake" && kind != "meal" && kind != "staff_on_call")
        object.fault("unknown_value", "no such kind of hours", object.pointer("kind"));
    if (effect != "closed" && effect != "special") object.fault("unknown_value", "closed or special", object.pointer("effect"));
    if (effect == "special") need_time(object, "opens_at", out), need_time(object, "closes_at", out);
    out["kind"] = kind;
    out["effect"] = effect;
    if (auto error = object.finish()) return tl::unexpected(*error);
    return out;
}

bool are_weekdays(std::string_view text) {
    while (true) {
        const auto end = std::min(text.find(','), text.size());
        if (std::find(kWeekdays.begin(), kWeekdays.end(), text.substr(0, end)) == kWeekdays.end()) return false;
        if (end == text.size()) return true;
        text.remove_prefix(end + 1);
    }
}

Result<Json> read_phone_time(const Json& value, const std::string& pointer) {
    StrictObject object(value, pointer);
    Json out{{"byday", object.text("byday", kShort)}};
    if (!are_weekdays(out["byday"].get_ref<const std::string&>()))
        object.fault("no_day", "a time has its days of the week", object.pointer("byday"));
    need_time(object, "opens_at", out);
    need_time(object, "closes_at", out);
    if (auto error = object.finish()) return tl::unexpected(*error);
    return out;
}

/// Each entry of a list through `read`.
template <class Read>
Result<Json> read_entries(const Json& value, std::size_t most, const std::string& pointer, Read read) {
    if (!value.is_array()) return form_fault("wrong_type", "a list is expected", pointer);
    if (value.size() > most) return form_fault("out_of_range", "the list is too long", pointer);
    Json out = Json::array();
    for (std::size_t i = 0; i < value.size(); ++i) {
        auto entry = read(value[i], fmt::format("{}/{}", pointer, i));
        if (!entry) return entry;
        out.push_back(std::move(*entry));
    }
    return out;
}

}  // namespace

bool is_form_time(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    return text.size() == 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4) &&
           text.substr(0, 2) <= "24" && text.substr(3) < "60" && text <= "24:00";
}

Json closures_for_form(const Json& record) { return items_of(record, kClosures); }

Result<void> set_closures(Json& record, const Json& value, const std::string& pointer) {
    auto read = read_entries(value, kMostClosures, pointer, read_closure_entry);
    if (!read) return tl::unexpected(read.error());
    record.erase(kClosures);
    if (!read->empty()) record[kClosures] = std::move(*read);
    return {};
}

Result<std::string> read_phone_times(const Json& value, const std::string& pointer) {
    auto read = read_entries(value, kMostPhoneTimes, pointer, read_phone_time);
    if (!read) return tl::unexpected(read.error());
    return phone_times_code(*read);
}

}  // namespace porchlight
