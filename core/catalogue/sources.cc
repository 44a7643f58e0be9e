#include "core/catalogue/sources.h"

#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/text/fold.h"

#include <algorithm>

namespace porchlight {
namespace {

Rule rule_of(const std::string& text) {
    if (text == "accept") return Rule::accept;
    return text == "reviewed" ? Rule::reviewed : Rule::propose;
}

SourceSettings read_source(const Json& entry) {
    SourceSettings source;
    source.name = entry["name"];
    source.priority = entry.value("priority", 0);
    source.zone = entry.value("zone", "");
    source.region = entry.value("region", "");
    source.language = entry.value("language", "en");
    source.visibility = parse_visibility(entry.value("visibility", "public")).value_or(Visibility::hidden);
    source.shelters = parse_visibility(entry.value("shelters", "staff")).value_or(Visibility::hidden);
    const auto rules = entry.value("rule", Json::object());
    for (const auto& [group, rule] : rules.items()) source.rules.emplace(group, rule_of(rule));
    source.crosswalks = entry.value("crosswalks", std::vector<std::string>{});
    return source;
}

}  // namespace

Rule SourceSettings::rule_for(std::string_view group) const {
    if (const auto found = rules.find(group); found != rules.end()) return found->second;
    if (const auto found = rules.find("default"); found != rules.end()) return found->second;
    return Rule::propose;
}

Standing SourceSettings::standing_for(std::string_view group) const {
    switch (rule_for(group)) {
        case Rule::propose: return Standing::proposed;
        case Rule::accept: return Standing::stated;
        case Rule::reviewed: return Standing::attested;
    }
    return Standing::proposed;
}

Result<std::vector<SourceSettings>> load_sources(const std::filesystem::path& file,
                                                 const std::filesystem::path& schema_folder) {
    const auto json = load_checked_json(file, schema_folder / "sources.schema.json");
    if (!json) return tl::unexpected(json.error());
    std::vector<SourceSettings> sources;
    for (const auto& entry : (*json)["sources"]) sources.push_back(read_source(entry));
    return sources;
}

Crosswalk Crosswalk::own(const Catalogue& catalogue) {
    Crosswalk crosswalk;
    crosswalk.name_ = "porchlight";
    crosswalk.digest_ = catalogue.digest();
    crosswalk.taxonomies_ = {fold_phrase("Porchlight needs"), fold_phrase("Porchlight facts")};
    for (std::size_t i = 0; i < catalogue.needs().size(); ++i)
        crosswalk.exact_[fold(catalogue.needs()[i].id)].needs = {static_cast<std::uint16_t>(i)};
    for (std::size_t i = 0; i < catalogue.facts().size(); ++i) {
        const auto number = static_cast<std::uint16_t>(i);
        const auto id = fold(catalogue.facts()[i].id);
        crosswalk.exact_[id + ".yes"].facts = {{number, Value::yes}};
        crosswalk.exact_[id + ".no"].facts = {{number, Value::no}};
    }
    return crosswalk;
}

Result<Crosswalk> Crosswalk::load(const std::filesystem::path& file,
                                  const std::filesystem::path& schema_folder,
                                  const Catalogue& catalogue) {
    const auto json = load_checked_json(file, schema_folder / "crosswalk.schema.json");
    if (!json) return tl::unexpected(json.error());
    Crosswalk crosswalk;
    crosswalk.name_ = (*json)["name"];
    crosswalk.digest_ = sha256_hex(json->dump());
    for (const std::string taxonomy : (*json)["taxonomies"])
        crosswalk.taxonomies_.push_back(taxonomy == "*" ? taxonomy : fold_phrase(taxonomy));
    std::size_t line = 0;
    for (const auto& term : (*json)["terms"]) {
        const auto where = fmt::format("/terms/{}", line++);
        const auto unknown = [&](const std::string& id) {
            return fail(ErrorKind::bad_request,
                        fmt::format("{}: {}: \"{}\" is not in the catalogue", file.string(), where, id),
                        where);
        };
        TermMeaning meaning;
        for (const std::string id : term.value("needs", Json::array())) {
            const auto need = catalogue.need(id);
            if (!need) return unknown(id);
            meaning.needs.push_back(*need);
        }
        for (const auto& value : term.value("facts", Json::array())) {
            const auto fact = catalogue.fact(value["fact"].get<std::string>());
            if (!fact) return unknown(value["fact"]);
            meaning.facts.push_back({*fact, value["value"] == "yes" ? Value::yes : Value::no});
        }
        const std::string visibility = term.value("visibility", "");
        meaning.shelter = visibility == "shelters";
        if (!meaning.shelter) meaning.visibility = parse_visibility(visibility);
        auto& map = term.value("prefix", false) ? crosswalk.prefixes_ : crosswalk.exact_;
        map.insert_or_assign(fold(term["code"].get<std::string>()), std::move(meaning));
    }
    return crosswalk;
}

const TermMeaning* Crosswalk::find(std::string_view taxonomy, std::string_view code) const {
    const auto folded_taxonomy = fold_phrase(taxonomy);
    const bool applies = std::any_of(taxonomies_.begin(), taxonomies_.end(), [&](const auto& name) {
        return name == "*" || name == folded_taxonomy;
    });
    if (!applies) return nullptr;
    auto key = fold(code);
    if (const auto found = exact_.find(key); found != exact_.end()) return &found->second;
    while (!key.empty()) {
        if (const auto found = prefixes_.find(key); found != prefixes_.end()) return &found->second;
        const auto boundary = key.find_last_of(".-");
        key.resize(boundary == std::string::npos ? 0 : boundary);
    }
    return nullptr;
}

}  // namespace porchlight
