#include "core/catalogue/catalogue.h"

#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/text/fold.h"
#include "core/text/language_tag.h"

namespace porchlight {
namespace {

using TextsByLanguage = std::map<std::string, std::string, std::less<>>;

Localized localized(const Json& entry, const char* member) {
    if (!entry.contains(member) || entry[member].is_null()) return Localized{};
    return Localized{entry[member].get<TextsByLanguage>()};
}

Phrases phrases(const Json& entry, const char* member) {
    return entry.contains(member) ? entry[member].get<Phrases>() : Phrases{};
}

/// The texts of a fact that a locale may word.
constexpr struct {
    const char* name;
    Localized Fact::*text;
    std::string FactWords::*words;
} kFactTexts[] = {{"label", &Fact::label, &FactWords::label},
                  {"yes", &Fact::yes, &FactWords::yes},
                  {"no", &Fact::no, &FactWords::no},
                  {"question", &Fact::question, &FactWords::question}};

Polarity polarity_of(const std::string& text) {
    if (text == "hazard") return Polarity::hazard;
    return text == "choice" ? Polarity::choice : Polarity::protective;
}

Fact read_fact(const Json& entry) {
    Fact fact;
    fact.id = entry["id"];
    fact.group = entry["group"];
    fact.polarity = polarity_of(entry["polarity"]);
    fact.ttl_days = entry["ttl_days"];
    fact.audience = entry["visibility"] == "public" ? Audience::anyone : Audience::staff;
    fact.needed = parse_standing(entry["standing"].get<std::string>()).value_or(Standing::attested);
    fact.label = localized(entry, "label");
    fact.yes = localized(entry, "yes");
    fact.no = localized(entry, "no");
    fact.question = localized(entry, "question");
    fact.tell = localized(entry, "tell");
    fact.synonyms = phrases(entry, "synonyms");
    if (entry.contains("leads")) {
        fact.leads_yes = phrases(entry["leads"], "yes");
        fact.leads_no = phrases(entry["leads"], "no");
    }
    fact.has_detail = entry.contains("detail") && !entry["detail"].is_null();
    return fact;
}

Language read_language(const Json& entry) {
    Language language;
    language.tag = entry["tag"];
    language.endonym = entry["endonym"];
    language.names = entry["names"].get<Phrases>();
    language.signed_language = entry["kind"] == "signed";
    language.indigenous = entry["indigenous"];
    language.right_to_left = entry["right_to_left"];
    return language;
}

std::optional<std::uint16_t> look_up(const std::unordered_map<std::string, std::uint16_t>& map,
                                     const std::string& key) {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
}

Error twice(const std::filesystem::path& file, const std::string& pointer, const std::string& id) {
    return {ErrorKind::bad_request,
            fmt::format("{}: {}: \"{}\" is given twice", file.string(), pointer, id), pointer};
}

}  // namespace

const std::string& Localized::in(std::string_view language) const {
    static const std::string kNone;
    for (auto tag = language; !tag.empty();) {
        if (const auto found = texts_.find(tag); found != texts_.end()) return found->second;
        const auto dash = tag.rfind('-');
        tag = dash == std::string_view::npos ? std::string_view{} : tag.substr(0, dash);
    }
    if (const auto english = texts_.find("en"); english != texts_.end()) return english->second;
    return texts_.empty() ? kNone : texts_.begin()->second;
}

Result<Catalogue> Catalogue::load(const std::filesystem::path& folder) {
    Catalogue catalogue;
    std::string digests;
    const auto read = [&](const char* name) {
        const auto file = folder / (std::string(name) + ".json");
        auto json = load_checked_json(file, folder / "schema" / (std::string(name) + ".schema.json"));
        if (json) digests += sha256_hex(json->dump());
        return json;
    };
    const auto needs = read("needs"), facts = read("facts"), languages = read("languages");
    for (const auto* json : {&needs, &facts, &languages})
        if (!*json) return tl::unexpected(json->error());
    catalogue.digest_ = sha256_hex(digests);

    const auto& need_list = (*needs)["needs"];
    for (const auto& entry : need_list) {
        const auto number = static_cast<std::uint16_t>(catalogue.needs_.size());
        const std::string id = entry["id"];
        const auto pointer = fmt::format("/needs/{}/id", number);
        if (!catalogue.need_by_id_.emplace(id, number).second)
            return tl::unexpected(twice(folder / "needs.json", pointer, id));
        catalogue.needs_.push_back({id, std::nullopt, entry["phases"].get<std::vector<std::string>>(),
                                    localized(entry, "label"), phrases(entry, "synonyms")});
    }
    for (std::size_t i = 0; i < need_list.size(); ++i) {
        const auto& parent = need_list[i]["parent"];
        if (parent.is_null()) continue;
        catalogue.needs_[i].parent = catalogue.need(parent.get<std::string>());
        // A parent that stands before its children can't make a loop.
        if (!catalogue.needs_[i].parent || *catalogue.needs_[i].parent >= i)
            return fail(ErrorKind::bad_request,
                        fmt::format("{}: /needs/{}/parent: no need \"{}\" stands before it",
                                    (folder / "needs.json").string(), i,
                                    parent.get<std::string>()));
    }
    for (const auto& entry : (*facts)["facts"]) {
        const auto number = static_cast<std::uint16_t>(catalogue.facts_.size());
        if (!catalogue.fact_by_id_.emplace(entry["id"], number).second)
            return tl::unexpected(
                twice(folder / "facts.json", fmt::format("/facts/{}/id", number), entry["id"]));
        catalogue.facts_.push_back(read_fact(entry));
    }
    for (const auto& entry : (*languages)["languages"]) {
        const auto number = static_cast<std::uint16_t>(catalogue.languages_.size());
        auto language = read_language(entry);
        if (!catalogue.language_by_tag_.emplace(fold(language.tag), number).second)
            return tl::unexpected(twice(folder / "languages.json",
                                        fmt::format("/languages/{}/tag", number), language.tag));
        catalogue.language_by_name_.emplace(fold_phrase(language.endonym), number);
        for (const auto& [tag, names] : language.names)
            for (const auto& name : names)
                catalogue.language_by_name_.emplace(fold_phrase(name), number);
        catalogue.languages_.push_back(std::move(language));
    }
    return catalogue;
}

std::string Language::name_for(std::string_view reader) const {
    const auto named = [&](std::string_view key) {
        const auto found = names.find(key);
        return found == names.end() || found->second.empty() ? std::string{} : found->second.front();
    };
    if (auto own = named(reader.substr(0, reader.find('-'))); !own.empty()) return own;
    if (auto by_icu = language_name(tag, reader); !by_icu.empty()) return by_icu;
    const auto english = named("en");
    return english.empty() ? endonym : english;
}

Result<void> Catalogue::add(const Locale& locale) {
    std::string texts = locale.tag;
    const auto take = [&](Localized& text, const std::string& words, const std::string& pointer) -> Result<void> {
        if (!text.has(locale.tag) && !words.empty()) text.set(locale.tag, words);
        if (locale.complete && !text.has(locale.tag))
            return tl::unexpected(wrong_in(locale, pointer, "is missing, and the file says that it is complete"));
        return {};
    };
    for (const auto& [id, label] : locale.needs)
        if (!need(id)) return tl::unexpected(wrong_in(locale, "/needs/" + id, "no such need"));
    for (const auto& [id, words] : locale.facts)
        if (const auto number = fact(id); !number || facts_[*number].audience != Audience::anyone)
            return tl::unexpected(wrong_in(locale, "/facts/" + id, "no such public fact"));
    for (auto& each : needs_) {
        const auto words = locale.needs.find(each.id);
        const bool is_new = !each.label.has(locale.tag) && words != locale.needs.end();
        if (is_new) texts += each.id + words->second;
        if (auto taken = take(each.label, is_new ? words->second : "", "/needs/" + each.id); !taken) return taken;
    }
    for (auto& each : facts_) {
        if (each.audience != Audience::anyone) continue;
        const auto found = locale.facts.find(each.id);
        const auto words = found == locale.facts.end() ? FactWords{} : found->second;
        for (const auto& [name, text, word] : kFactTexts)
            if (auto taken = take(each.*text, words.*word, fmt::format("/facts/{}/{}", each.id, name)); !taken)
                return taken;
    }
    if (texts != locale.tag) digest_ = sha256_hex(digest_ + texts);
    return {};
}

void Catalogue::word_for_kiosk(const Locale& locale) {
    const auto put = [&](Localized& text, const std::string& words) {
        if (!words.empty()) text.set(locale.tag, words);
    };
    for (const auto& [id, label] : locale.needs) {
        auto& each = needs_[*need(id)];
        if (each.label.has(locale.tag)) each.synonyms[locale.tag].push_back(each.label.in(locale.tag));
        put(each.label, label);
    }
    for (const auto& [id, words] : locale.facts) {
        auto& each = facts_[*fact(id)];
        for (const auto& [name, text, word] : kFactTexts) put(each.*text, words.*word);
    }
}

std::optional<std::uint16_t> Catalogue::need(std::string_view id) const {
    return look_up(need_by_id_, std::string(id));
}

std::optional<std::uint16_t> Catalogue::fact(std::string_view id) const {
    return look_up(fact_by_id_, std::string(id));
}

std::optional<std::uint16_t> Catalogue::language(std::string_view tag) const {
    const auto folded = fold(tag);
    if (const auto exact = look_up(language_by_tag_, folded)) return exact;
    return look_up(language_by_tag_, folded.substr(0, folded.find('-')));
}

std::optional<std::uint16_t> Catalogue::language_named(std::string_view name) const {
    return look_up(language_by_name_, fold_phrase(name));
}

std::vector<std::uint16_t> Catalogue::with_descendants(std::uint16_t need) const {
    std::vector<bool> within(needs_.size());
    within[need] = true;
    std::vector<std::uint16_t> out{need};
    for (std::size_t i = need + std::size_t{1}; i < needs_.size(); ++i) {
        if (!needs_[i].parent || !within[*needs_[i].parent]) continue;
        within[i] = true;
        out.push_back(static_cast<std::uint16_t>(i));
    }
    return out;
}

std::vector<std::uint16_t> Catalogue::with_ancestors(std::uint16_t need) const {
    std::vector<std::uint16_t> out;
    for (std::optional<std::uint16_t> at = need; at; at = needs_[*at].parent) out.push_back(*at);
    return out;
}

std::optional<Value> Catalogue::favourable_value(const Fact& fact) {
    switch (fact.polarity) {
        case Polarity::protective: return Value::yes;
        case Polarity::hazard: return Value::no;
        case Polarity::choice: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace porchlight
