#include "core/checkin/crisis_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/time.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

/// "CA-MB", then "CA".
std::vector<std::string> with_country(const std::string& jurisdiction) {
    std::vector<std::string> out{jurisdiction};
    if (const auto dash = jurisdiction.find('-'); dash != std::string::npos)
        out.push_back(jurisdiction.substr(0, dash));
    return out;
}

Localized localized(const Json& texts) {
    return Localized{texts.get<std::map<std::string, std::string, std::less<>>>()};
}

CrisisLine line_of(const Json& json) {
    CrisisLine out;
    out.id = json["id"];
    out.name = localized(json["name"]);
    out.number = json["number"];
    if (!json["text_message"].is_null()) out.text_message = localized(json["text_message"]);
    out.hours = localized(json["hours"]);
    out.who_answers = localized(json["who_answers"]);
    out.police = localized(json["police"]);
    out.languages = json["languages"].get<std::vector<std::string>>();
    out.as_of = json["as_of"];
    return out;
}

/// Puts a locale's words beside the line's own, unless the line has some in that language.
/// @error bad_request where the locale is complete and some are missing.
Result<void> add_words(CrisisLine& line, const Locale& locale) {
    if (line.hours.has(locale.tag)) return {};
    const auto pointer = "/crisis_lines/" + line.id;
    const auto found = locale.crisis_lines.find(line.id);
    const auto words = found == locale.crisis_lines.end() ? CrisisLineWords{} : found->second;
    const std::pair<Localized*, const std::string*> texts[] = {
        {&line.hours, &words.hours}, {&line.who_answers, &words.who_answers}, {&line.police, &words.police}};
    for (const auto& [text, word] : texts) {
        if (locale.complete && word->empty())
            return tl::unexpected(
                wrong_in(locale, pointer, "lacks words, and the file says that it is complete"));
        if (!word->empty()) text->set(locale.tag, *word);
    }
    if (words.name) line.name.set(locale.tag, *words.name);
    if (words.text_message && line.text_message) line.text_message->set(locale.tag, *words.text_message);
    return {};
}

Json in_all(const Localized& text) { return Json(text.all()); }

/// A day that isn't one passes the schema's pattern.
Result<void> check_day(const std::string& text, const fs::path& file, const std::string& pointer) {
    if (parse_day(text)) return {};
    return fail(ErrorKind::bad_request,
                fmt::format("{}: {}: no such day", file.string(), pointer), pointer);
}

}  // namespace

Result<std::vector<CrisisLine>> load_crisis_lines(const fs::path& shipped, const fs::path& directory,
                                                  const std::string& jurisdiction,
                                                  const std::vector<Locale>& locales) {
    std::error_code error;
    const auto own = directory / "crisis_lines.json";
    const bool is_own = fs::exists(own, error);
    const auto file = is_own ? own : shipped / "crisis_lines.json";
    const auto json = load_checked_json(file, shipped / "catalogue" / "schema" /
                                                  "crisis_lines.schema.json");
    if (!json) return tl::unexpected(json.error());
    const auto places = with_country(jurisdiction);
    std::vector<CrisisLine> out;
    std::set<std::string> ids;
    const auto& lines = (*json)["lines"];
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto pointer = fmt::format("/lines/{}", i);
        auto line = line_of(lines[i]);
        if (auto day = check_day(line.as_of, file, pointer + "/as_of"); !day)
            return tl::unexpected(day.error());
        if (!ids.insert(line.id).second)
            return fail(ErrorKind::bad_request,
                        fmt::format("{}: {}/id: given twice", file.string(), pointer), pointer);
        for (const auto& locale : locales)
            if (auto added = is_own ? Result<void>{} : add_words(line, locale); !added)
                return tl::unexpected(added.error());
        for (const auto& place : lines[i]["jurisdictions"])
            if (std::find(places.begin(), places.end(), place) != places.end()) {
                out.push_back(std::move(line));
                break;
            }
    }
    for (const auto& locale : locales)
        for (const auto& [id, words] : locale.crisis_lines)
            if (!is_own && !ids.count(id))
                return tl::unexpected(wrong_in(locale, "/crisis_lines/" + id, "no such line"));
    if (out.empty())
        return fail(ErrorKind::bad_request,
                    fmt::format("{}: /lines: no crisis line for {}: put a crisis_lines.json of your "
                                "own into the directory's folder",
                                file.string(), jurisdiction),
                    "/lines");
    return out;
}

Result<std::optional<Reporting>> load_reporting(const fs::path& shipped, const fs::path& directory,
                                                const std::string& jurisdiction) {
    for (const auto& place : with_country(jurisdiction)) {
        std::error_code error;
        const auto file = directory / "reporting" / (place + ".json");
        if (!fs::exists(file, error)) continue;
        const auto json =
            load_checked_json(file, shipped / "catalogue" / "schema" / "reporting.schema.json");
        if (!json) return tl::unexpected(json.error());
        Reporting out{(*json)["name"], (*json)["date"], localized((*json)["text"])};
        if (auto day = check_day(out.date, file, "/date"); !day) return tl::unexpected(day.error());
        return std::optional<Reporting>(std::move(out));
    }
    return std::optional<Reporting>{};
}

Json to_json(const CrisisLine& line) {
    return {{"id", line.id},
            {"name", in_all(line.name)},
            {"number", line.number},
            {"text_message", line.text_message ? in_all(*line.text_message) : Json(nullptr)},
            {"hours", in_all(line.hours)},
            {"who_answers", in_all(line.who_answers)},
            {"police", in_all(line.police)},
            {"languages", line.languages},
            {"as_of", line.as_of}};
}

Json to_json(const std::optional<Reporting>& reporting) {
    if (!reporting) return nullptr;
    return {{"name", reporting->name}, {"date", reporting->date}, {"text", in_all(reporting->text)}};
}

}  // namespace porchlight
