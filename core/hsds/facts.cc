#include "core/hsds/facts.h"

#include <algorithm>
#include <set>

#include "core/base/hash.h"
#include "core/feed/json_read.h"
#include "core/feed/meaning.h"
#include "core/hsds/valid.h"

namespace porchlight {
namespace {

constexpr std::string_view kOwnVocabularies = "Porchlight ";

std::string term_id(std::string_view code) {
    return to_string(uuid_v5(id_namespace(), "hsds/term/" + std::string(kFactTaxonomy) + "/" + std::string(code)));
}

Json term(std::string_view code, const std::string& name, const std::string& description) {
    return {{"id", term_id(code)}, {"code", code}, {"name", name}, {"description", description},
            {"taxonomy", kFactTaxonomy}, {"taxonomy_detail", taxonomy_named(kFactTaxonomy)}, {"language", "en"}};
}

/// How it came to be known, in the words that our importer reads, and by whom: a role, never a name.
std::pair<std::string_view, std::string_view> method_and_role(Method method) {
    switch (method) {
        case Method::visit: return {"visit", "reviewer"};
        case Method::call_back: return {"call-back", "reviewer"};
        case Method::agency_statement: return {"agency statement", "agency"};
        case Method::import: break;
    }
    return {"import", "source"};
}

bool is_newer(const Statement* a, const Statement* b) {
    return std::tie(a->standing, a->verified_on, a->method, a->source, a->detail) >
           std::tie(b->standing, b->verified_on, b->method, b->source, b->detail);
}

bool speaks_foreign_words(const Json& holder) {
    const auto& attributes = items_of(holder, "attributes");
    return std::any_of(attributes.begin(), attributes.end(), [](const Json& each) {
        const auto& used = object_of(each, "taxonomy_term");
        return !used.empty() && !text_of(used, "taxonomy").starts_with(kOwnVocabularies);
    });
}

bool is_own_fact(const Json& attribute) {
    return text_of(object_of(attribute, "taxonomy_term"), "taxonomy") == kFactTaxonomy;
}

/// Calls `each` with every object whose attributes state facts.
template <class Record, class Each>
void for_each_holder(Record& record, Each each) {
    each(record);
    if (auto found = record.find("organization"); found != record.end()) each(*found);
    auto sites = record.find("service_at_locations");
    if (sites == record.end() || !sites->is_array()) return;
    for (auto& site : *sites) {
        each(site);
        if (!site.is_object()) continue;
        if (auto location = site.find("location"); location != site.end()) each(*location);
    }
}

}  // namespace

std::optional<Json> fact_parent_term(const Catalogue& catalogue, std::string_view fact_id) {
    const auto number = catalogue.fact(fact_id);
    if (!number || catalogue.facts()[*number].audience != Audience::anyone) return std::nullopt;
    const auto& fact = catalogue.facts()[*number];
    return std::make_optional(term(fact.id, fact.label.in("en"), "What is recorded of it has the terms below, one for each answer."));
}

FactAttributes::FactAttributes(const StoredListing& listing, const Catalogue& catalogue) : catalogue_(catalogue) {
    std::map<Key, std::vector<const Statement*>> by_fact;
    for (const auto& statement : listing.statements) {
        const auto fact = catalogue.fact(statement.fact);
        if (fact && catalogue.facts()[*fact].audience == Audience::anyone) by_fact[{statement.subject_id, *fact}].push_back(&statement);
    }
    for (const auto& [key, statements] : by_fact) decided_[key] = decide(statements, catalogue.facts()[key.second]);
}

FactAttributes::Decided FactAttributes::decide(const std::vector<const Statement*>& statements, const Fact& fact) const {
    const auto good = Catalogue::favourable_value(fact);
    std::vector<const Statement*> firm;
    for (const auto* each : statements) {
        const bool bad_news = good && each->value != *good;
        if (bad_news || (each->standing >= fact.needed && each->verified_on)) firm.push_back(each);
    }
    std::sort(firm.begin(), firm.end(), is_newer);
    const auto with = [&](Value value) {
        std::vector<const Statement*> out;
        for (const auto* each : firm)
            if (each->value == value) out.push_back(each);
        return out;
    };
    const auto one_each = [&](std::vector<const Statement*> said) {
        if (!fact.has_detail) said.resize(1);
        std::set<std::string> details;
        std::erase_if(said, [&](const Statement* each) { return !details.insert(each->detail).second; });
        return said;
    };
    const auto yes = with(Value::yes), no = with(Value::no);
    if (good) {
        const auto& bad = *good == Value::yes ? no : yes;
        const auto& fine = *good == Value::yes ? yes : no;
        const auto answer_of = [](Value value) { return value == Value::yes ? Answer::yes : Answer::no; };
        if (!bad.empty()) return {answer_of(bad.front()->value), one_each(bad)};
        if (!fine.empty()) return {answer_of(*good), one_each(fine)};
    } else if (yes.empty() != no.empty()) {
        return yes.empty() ? Decided{Answer::no, one_each(no)} : Decided{Answer::yes, one_each(yes)};
    }
    return {Answer::unknown, {*std::min_element(statements.begin(), statements.end(), is_newer)}};
}

bool FactAttributes::agrees(const std::string& subject_id, std::uint16_t fact, Value value) const {
    if (catalogue_.facts()[fact].audience != Audience::anyone) return false;
    const auto found = decided_.find({subject_id, fact});
    return found != decided_.end() && found->second.answer == (value == Value::yes ? Answer::yes : Answer::no);
}

Json FactAttributes::attribute(std::string_view entity, const std::string& subject_id, const Fact& fact, Answer answer,
                               const Statement& said) const {
    const std::string word = answer == Answer::yes ? "yes" : answer == Answer::no ? "no" : "unknown";
    const auto code = fact.id + "." + word;
    const auto name = fact.label.in("en") + ": " + word;
    const auto& description = answer == Answer::yes ? fact.yes.in("en") : answer == Answer::no ? fact.no.in("en") : fact.question.in("en");
    const bool has_detail = answer != Answer::unknown && !said.detail.empty();
    const auto id = to_string(uuid_v5(id_namespace(), "hsds/fact/" + subject_id + "/" + fact.id + (has_detail ? "/" + said.detail : "")));
    Json out{{"id", id}, {"link_type", fact.group}, {"link_entity", entity}, {"value", has_detail ? said.detail : word},
             {"label", name}, {"taxonomy_term", term(code, name, description)}};
    out["taxonomy_term"]["parent_id"] = term_id(fact.id);
    if (answer != Answer::unknown && said.verified_on) {
        const auto [method, role] = method_and_role(said.method);
        out["metadata"] = {{{"id", to_string(uuid_v5(id_namespace(), "hsds/said/" + id))}, {"resource_id", id},
                            {"resource_type", "attribute"}, {"last_action_date", format_day(*said.verified_on)},
                            {"last_action_type", method}, {"field_name", "value"}, {"previous_value", ""},
                            {"replacement_value", word}, {"updated_by", role}}};
    }
    return out;
}

void FactAttributes::put(Json& holder, std::string_view entity, const std::string& subject_id) const {
    for (auto each = decided_.lower_bound({subject_id, 0}); each != decided_.end() && each->first.first == subject_id; ++each)
        for (const auto* said : each->second.said)
            holder["attributes"].push_back(attribute(entity, subject_id, catalogue_.facts()[each->first.second], each->second.answer, *said));
}

void FactAttributes::put_into(Json& record, const std::vector<Crosswalk>& crosswalks) const {
    std::set<const Json*> wrong;
    bool foreign = false;
    for_each_holder(record, [&](const Json& holder) { foreign = foreign || speaks_foreign_words(holder); });
    if (foreign)
        for (const auto& use : meaning_of(record, crosswalks).facts)
            if (!agrees(use.subject_id, use.fact, use.value)) wrong.insert(use.attribute);
    for_each_holder(record, [&](Json& holder) {
        const auto found = holder.find("attributes");
        if (found == holder.end() || !found->is_array()) return;
        Json::array_t kept;
        for (auto& each : *found)
            if (!is_own_fact(each) && !wrong.contains(&each)) kept.push_back(std::move(each));
        *found = std::move(kept);
    });
    put(record, "service", string_of(record, "id"));
    if (auto found = record.find("organization"); found != record.end() && found->is_object())
        put(*found, "organization", string_of(*found, "id"));
    if (auto sites = record.find("service_at_locations"); sites != record.end() && sites->is_array())
        for (auto& site : *sites)
            if (site.is_object()) put(site, "service_at_location", string_of(site, "id"));
}

}  // namespace porchlight
