#include "core/review/form_taken.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>

#include "core/base/hash.h"
#include "core/feed/json_read.h"
#include "core/review/form_parts.h"
#include "core/search/strict_object.h"

namespace porchlight {
namespace {

constexpr const char* kTaxonomy = "Porchlight eligibility";
constexpr std::array<const char*, 4> kGenders{"women", "men", "non-binary", "all"};
constexpr double kMostCost = 100'000;

/// How the record words the kinds of cost.
struct CostKind {
    const char* kind;
    const char* option;
};
constexpr CostKind kCostKinds[] = {{"free", "Free"}, {"sliding", "Sliding scale"}, {"amount", "Fee"}};

const CostKind* cost_kind_of(const Json& option) {
    for (const auto& each : kCostKinds)
        if (text_of(option, "option") == each.option) return &each;
    return nullptr;
}

std::string id_of(const std::string& what) { return to_string(uuid_v5(id_namespace(), what)); }

/// What reviewers and other directories read in a code's place.
std::string name_of(const std::string& code) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"ages.all", "All ages"}, {"gender.women", "Takes women"}, {"gender.men", "Takes men"},
                                                                        {"gender.non-binary", "Takes non-binary people"}, {"gender.all", "Takes people of any gender"}};
    for (const auto& [known, name] : kNames)
        if (code == known) return std::string(name);
    return code;
}

/// Codes under a prefix, in the place of those that were there.
void say_codes(Json& record, const std::string& prefix, const std::set<std::string>& codes) {
    Json kept = Json::array();
    for (const auto& attribute : items_of(record, "attributes")) {
        const auto& term = object_of(attribute, "taxonomy_term");
        if (text_of(term, "taxonomy") != kTaxonomy || !text_of(term, "code").starts_with(prefix)) kept.push_back(attribute);
    }
    for (const auto& code : codes) {
        const auto whole = prefix + code;
        kept.push_back({{"id", id_of(string_of(record, "id") + "/" + whole)},
                        {"taxonomy_term", {{"id", id_of(std::string(kTaxonomy) + "/" + whole)}, {"code", whole}, {"name", name_of(whole)}, {"taxonomy", kTaxonomy}}}});
    }
    record.erase("attributes");
    if (!kept.empty()) record["attributes"] = std::move(kept);
}

Result<void> set_genders(Json& record, const Json& value) {
    std::set<std::string> codes;
    if (!value.is_null()) {
        if (!value.is_array()) return form_fault("wrong_type", "a list is expected", "/genders");
        for (std::size_t i = 0; i < value.size(); ++i) {
            const auto code = value[i].is_string() ? value[i].get<std::string>() : std::string();
            if (std::find(kGenders.begin(), kGenders.end(), code) == kGenders.end())
                return form_fault("unknown_value", "women, men, non-binary or all", fmt::format("/genders/{}", i));
            codes.insert(code);
        }
    }
    say_codes(record, "gender.", codes);
    return {};
}

Result<void> set_all_ages(Json& record, const Json& value) {
    if (!value.is_null() && !value.is_boolean()) return form_fault("wrong_type", "true or false is expected", "/all_ages");
    const bool all = value.is_boolean() && value.get<bool>();
    if (all && (record.contains("minimum_age") || record.contains("maximum_age")))
        return form_fault("out_of_range", "all ages, or from one age to another", "/all_ages");
    say_codes(record, "ages.", all ? std::set<std::string>{"all"} : std::set<std::string>{});
    return {};
}

Result<void> set_cost(Json& record, const Json& value) {
    Json kept = Json::array();
    for (const auto& option : items_of(record, "cost_options"))
        if (cost_kind_of(option) == nullptr) kept.push_back(option);
    if (!value.is_null()) {
        StrictObject object(value, "/cost");
        const auto kind = object.text("kind", 20), currency = object.text("currency", 3);
        const auto amount = object.number("amount", 0, kMostCost);
        const auto* known = std::find_if(std::begin(kCostKinds), std::end(kCostKinds), [&](const CostKind& each) { return kind == each.kind; });
        if (known == std::end(kCostKinds)) object.fault("unknown_value", "free, sliding or amount", "/cost/kind");
        else if (kind == "amount" && (!amount || *amount == 0)) object.fault("missing", "how much is it?", "/cost/amount");
        else if (kind != "amount" && amount) object.fault("out_of_range", "an amount belongs to a fee", "/cost/amount");
        if (!currency.empty() && (currency.size() != 3 || !std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; })))
            object.fault("unknown_value", "a currency has three letters", "/cost/currency");
        if (auto error = object.finish()) return tl::unexpected(*error);
        Json option{{"id", id_of(string_of(record, "id") + "/cost")}, {"option", known->option}};
        if (amount) option["amount"] = std::floor(*amount) == *amount ? Json(static_cast<std::int64_t>(*amount)) : Json(*amount), option["currency"] = currency.empty() ? "CAD" : currency;
        kept.push_back(std::move(option));
    }
    record.erase("cost_options");
    if (!kept.empty()) record["cost_options"] = std::move(kept);
    return {};
}

}  // namespace

void add_taken(const Json& record, Json& members) {
    for_each_code(record, kTaxonomy, [&](std::string_view code) {
        if (code == "ages.all") members["all_ages"] = true;
        if (code.starts_with("gender.")) members["genders"].push_back(std::string(code.substr(7)));
    });
    for (const auto& option : items_of(record, "cost_options"))
        if (const auto* known = cost_kind_of(option)) {
            members["cost"] = {{"kind", known->kind}};
            for (const char* member : {"amount", "currency"})
                if (option.contains(member) && known->kind == std::string_view("amount")) members["cost"][member] = option[member];
        }
}

Result<void> set_taken(Json& record, const Json& changes) {
    constexpr std::array<std::pair<const char*, Result<void> (*)(Json&, const Json&)>, 3> kReaders{
        {{"genders", set_genders}, {"all_ages", set_all_ages}, {"cost", set_cost}}};
    for (const auto& [member, set] : kReaders)
        if (changes.contains(member))
            if (auto done = set(record, changes[member]); !done) return done;
    return {};
}

}  // namespace porchlight
