#include "core/catalogue/locales.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/time.h"
#include "core/catalogue/catalogue.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;
using Texts = std::map<std::string, std::string>;

std::optional<std::string> optional_text(const Json& entry, const char* member) {
    return entry.contains(member) ? std::optional(entry[member].get<std::string>()) : std::nullopt;
}

Texts texts(const Json& json, const char* member) {
    return json.contains(member) ? json[member].get<Texts>() : Texts{};
}

Locale read_locale(const Json& json) {
    Locale out;
    out.tag = json["tag"];
    out.endonym = json["endonym"];
    out.right_to_left = json["direction"] == "rtl";
    out.complete = json["complete"];
    out.made = json["made"];
    if (const auto& reviewed = json["reviewed"]; !reviewed.is_null()) out.reviewed_on = reviewed["on"];
    out.needs = texts(json, "needs");
    out.messages = texts(json, "messages");
    const Json none = Json::object();
    const auto& facts = json.contains("facts") ? json["facts"] : none;
    for (const auto& [id, words] : facts.items())
        out.facts[id] = {words.value("label", ""), words.value("yes", ""), words.value("no", ""),
                         words.value("question", "")};
    const auto& lines = json.contains("crisis_lines") ? json["crisis_lines"] : none;
    for (const auto& [id, words] : lines.items())
        out.crisis_lines[id] = {optional_text(words, "name"), optional_text(words, "text_message"),
                                words.value("hours", ""), words.value("who_answers", ""),
                                words.value("police", "")};
    return out;
}

Result<Locale> load_locale(const fs::path& file, const fs::path& schema_folder) {
    const auto json = load_checked_json(file, schema_folder / "locale.schema.json");
    if (!json) return tl::unexpected(json.error());
    auto out = read_locale(*json);
    out.file = file;
    if (out.tag + ".json" != file.filename())
        return tl::unexpected(wrong_in(out, "/tag", "isn't the file's name"));
    if (out.reviewed_on && !parse_day(*out.reviewed_on))
        return tl::unexpected(wrong_in(out, "/reviewed/on", "no such day"));
    return out;
}

}  // namespace

Error wrong_in(const Locale& locale, const std::string& pointer, const std::string& reason) {
    return {ErrorKind::bad_request, fmt::format("{}: {}: {}", locale.file.string(), pointer, reason), pointer};
}

Result<std::vector<Locale>> load_locales(const fs::path& folder, const fs::path& schema_folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Locale> out;
    for (const auto& file : files) {
        auto locale = load_locale(file, schema_folder);
        if (!locale) return tl::unexpected(locale.error());
        out.push_back(std::move(*locale));
    }
    return out;
}

}  // namespace porchlight
