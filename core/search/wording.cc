#include "core/search/wording.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <map>
#include <memory>
#include <stdexcept>

namespace porchlight {
namespace {

/// Formats are costly to make (a millisecond) and hold state: each thread keeps its own.
const icu::SimpleDateFormat& formatter(std::string_view language, const char* skeleton) {
    thread_local std::map<std::pair<std::string, std::string>, std::unique_ptr<icu::SimpleDateFormat>>
        formats;
    auto& format = formats[{std::string(language), skeleton}];
    if (format) return *format;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale(std::string(language).c_str());
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(locale, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no date patterns");
    auto made = std::make_unique<icu::SimpleDateFormat>(patterns->getBestPattern(skeleton, status),
                                                        locale, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no date format");
    made->setTimeZone(*icu::TimeZone::getGMT());
    format = std::move(made);
    return *format;
}

/// The language of an answer, as far as it has messages: a request can't make formats without end.
std::string_view known_language(std::string_view language) {
    const auto primary = language.substr(0, language.find('-'));
    return primary == "fr" || primary == "es" ? primary : "en";
}

std::string format_by_icu(Day day, std::string_view language, const char* skeleton) {
    icu::UnicodeString text;
    formatter(known_language(language), skeleton)
        .format(static_cast<UDate>(day.time_since_epoch().count()) * 86400000.0, text);
    std::string out;
    text.toUTF8String(out);
    return out;
}

Day day_of(LocalMinutes at) {
    return Day{std::chrono::floor<std::chrono::days>(at).time_since_epoch()};
}

}  // namespace

Result<Wording> Wording::load(const std::filesystem::path& file,
                              const std::filesystem::path& schema_folder) {
    const auto json = load_checked_json(file, schema_folder / "messages.schema.json");
    if (!json) return tl::unexpected(json.error());
    Wording wording;
    for (const auto& [id, texts] : (*json)["messages"].items())
        wording.messages_.emplace(
            id, Localized{texts.get<std::map<std::string, std::string, std::less<>>>()});
    return wording;
}

std::string Wording::text(std::string_view id, std::string_view language,
                          std::initializer_list<Filler> fillers) const {
    const auto found = messages_.find(std::string(id));
    if (found == messages_.end())
        throw std::logic_error("no message \"" + std::string(id) + "\"");
    const auto& pattern = found->second.in(language);
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        const auto close = pattern[i] == '{' ? pattern.find('}', i) : std::string::npos;
        if (close == std::string::npos) {
            out += pattern[i++];
            continue;
        }
        const auto name = std::string_view(pattern).substr(i + 1, close - i - 1);
        for (const auto& filler : fillers)
            if (filler.name == name) out += filler.value;
        i = close + 1;
    }
    return out;
}

std::string Wording::date(Day day, std::string_view language) {
    return format_by_icu(day, language, "yMMMMd");
}

std::string Wording::weekday(Day day, std::string_view language) {
    return format_by_icu(day, language, "EEEE");
}

std::string Wording::clock_time(LocalMinutes at) { return format_local_minutes(at).substr(11); }

std::string Wording::moment(LocalMinutes at, LocalMinutes now, std::string_view language) const {
    const auto days = (day_of(at) - day_of(now)).count();
    const auto time = clock_time(at);
    if (days == 0) return time;
    if (days == 1) return text("time_tomorrow", language, {{"time", time}});
    return text("time_on", language, {{"weekday", weekday(day_of(at), language)}, {"time", time}});
}

std::string Wording::kilometres(double km, std::string_view language) {
    auto out = km < 10 ? fmt::format("{:.1f}", km) : fmt::format("{:.0f}", km);
    const bool comma = language.substr(0, 2) == "fr" || language.substr(0, 2) == "es";
    if (const auto dot = out.find('.'); comma && dot != std::string::npos) out[dot] = ',';
    return out;
}

}  // namespace porchlight
