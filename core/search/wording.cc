#include "core/search/wording.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/dcfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

#include "core/text/language_tag.h"

namespace porchlight {
namespace {

/// Numbers are shown in Western digits in every language, as phones and clocks show them.
icu::Locale latin_digits(std::string_view language) {
    UErrorCode status = U_ZERO_ERROR;
    const auto tag = std::string(language) + "-u-nu-latn";
    const auto locale = icu::Locale::forLanguageTag(tag, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU knows no such language");
    return locale;
}

/// The names between braces, sorted.
std::vector<std::string> fillers_in(const std::string& message) {
    std::vector<std::string> out;
    for (auto open = message.find('{'); open != std::string::npos; open = message.find('{', open + 1))
        out.push_back(message.substr(open, message.find('}', open) - open));
    std::sort(out.begin(), out.end());
    return out;
}

/// Formats are costly to make (a millisecond) and hold state: each thread keeps its own.
const icu::SimpleDateFormat& formatter(std::string_view language, const char* skeleton) {
    thread_local std::map<std::pair<std::string, std::string>, std::unique_ptr<icu::SimpleDateFormat>>
        formats;
    auto& format = formats[{std::string(language), skeleton}];
    if (format) return *format;
    UErrorCode status = U_ZERO_ERROR;
    const auto locale = latin_digits(language);
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

/// Between a number's whole and its tenths.
const std::string& decimal_mark(std::string_view language) {
    thread_local std::map<std::string, std::string, std::less<>> marks;
    if (const auto found = marks.find(language); found != marks.end()) return found->second;
    UErrorCode status = U_ZERO_ERROR;
    const icu::DecimalFormatSymbols symbols(latin_digits(language), status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no number symbols");
    std::string mark;
    symbols.getConstSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol).toUTF8String(mark);
    return marks[std::string(language)] = mark;
}

std::string format_by_icu(Day day, std::string_view language, const char* skeleton) {
    icu::UnicodeString text;
    formatter(language, skeleton)
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

Result<void> Wording::add(const Locale& locale) {
    for (const auto& [id, text] : locale.messages) {
        const auto found = messages_.find(id);
        const auto pointer = "/messages/" + id;
        if (found == messages_.end()) return tl::unexpected(wrong_in(locale, pointer, "no such message"));
        if (fillers_in(text) != fillers_in(found->second.in("en")))
            return tl::unexpected(wrong_in(locale, pointer, "has other fillers than in English"));
        if (!found->second.has(locale.tag)) found->second.set(locale.tag, text);
    }
    for (const auto& [id, texts] : messages_)
        if (locale.complete && !texts.has(locale.tag))
            return tl::unexpected(
                wrong_in(locale, "/messages/" + id, "is missing, and the file says that it is complete"));
    languages_.insert(locale.tag);
    if (locale.tag != "en" && !locale.reviewed_on) unreviewed_.insert(locale.tag);
    return {};
}

void Wording::word_for_kiosk(const Locale& locale) {
    for (const auto& [id, text] : locale.messages) messages_.at(id).set(locale.tag, text);
}

bool Wording::is_unreviewed(std::string_view language) const { return unreviewed_.count(language) > 0; }

const Localized& Wording::in_all(std::string_view id) const {
    const auto found = messages_.find(std::string(id));
    if (found == messages_.end())
        throw std::logic_error("no message \"" + std::string(id) + "\"");
    return found->second;
}

std::string Wording::text(std::string_view id, std::string_view language,
                          std::initializer_list<Filler> fillers) const {
    const auto& pattern = in_all(id).in(language);
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

/// The language of an answer, as far as it has messages (a request can't make formats without end)
/// and ICU has formats.
std::string_view Wording::format_language(std::string_view language) const {
    for (const auto tag : {language, language.substr(0, language.find('-'))})
        if (languages_.count(tag) && has_formats(tag)) return tag;
    return "en";
}

std::string Wording::date(Day day, std::string_view language) const {
    return format_by_icu(day, format_language(language), "yMMMMd");
}

std::string Wording::weekday(Day day, std::string_view language) const {
    return format_by_icu(day, format_language(language), "EEEE");
}

std::string Wording::clock_time(LocalMinutes at) { return format_local_minutes(at).substr(11); }

std::string Wording::moment(LocalMinutes at, LocalMinutes now, std::string_view language) const {
    const auto days = (day_of(at) - day_of(now)).count();
    const auto time = clock_time(at);
    if (days == 0) return time;
    if (days == 1) return text("time_tomorrow", language, {{"time", time}});
    return text("time_on", language, {{"weekday", weekday(day_of(at), language)}, {"time", time}});
}

std::string Wording::kilometres(double km, std::string_view language) const {
    const auto out = fmt::format("{:.{}f}", km, km < 10 ? 1 : 0);
    const auto dot = out.find('.');
    if (dot == std::string::npos) return out;
    return out.substr(0, dot) + decimal_mark(format_language(language)) + out.substr(dot + 1);
}

}  // namespace porchlight
