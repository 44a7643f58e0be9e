#include <fmt/format.h>

#include <algorithm>

#include "core/feed/import.h"

namespace porchlight {
namespace {

constexpr std::size_t kRefusalsInTable = 10;
constexpr std::size_t kLinesOfUnjoined = 20;
constexpr std::size_t kTermsInTable = 10;

/// Terms without a meaning, the most used first.
std::vector<std::pair<TermUse, std::size_t>> by_use(const std::map<TermUse, std::size_t>& terms) {
    std::vector<std::pair<TermUse, std::size_t>> out(terms.begin(), terms.end());
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
}

std::size_t uses_of(const std::map<TermUse, std::size_t>& terms) {
    std::size_t sum = 0;
    for (const auto& [term, uses] : terms) sum += uses;
    return sum;
}

std::string place_of(const Refusal& refusal) {
    auto out = fmt::format("{}:{}", refusal.file, refusal.line);
    return refusal.field.empty() ? out : out + " " + refusal.field;
}

}  // namespace

Json ImportReport::to_json() const {
    Json out{{"file", file}, {"source", source}, {"format", format}, {"rows", rows}, {"read", services},
             {"new", added}, {"changed", changed}, {"unchanged", unchanged}, {"repeated", repeated},
             {"withdrawn", published.withdrawn}, {"withdrawals_held_back", withdrawals_held_back}, {"organizations_without_services", without_services},
             {"staff", staff}, {"hidden", hidden}, {"hidden_sites", hidden_sites}, {"statements", statements},
             {"proposals", published.proposals}, {"erased_sites", published.erased_sites},
             {"erasure_finished", published.erasure_finished}, {"ids_replaced", ids_replaced},
             {"empty_values_left_out", emptied}, {"seconds", seconds}};
    out["sequence"] = {{"first", published.first_sequence}, {"count", published.count}};
    out["repaired"] = Json::object();
    for (std::size_t i = 0; i < kRepairKinds; ++i)
        if (repairs[i] > 0) out["repaired"][std::string(to_string(static_cast<RepairKind>(i)))] = repairs[i];
    out["refused"] = {{"count", refused_count}, {"rows", Json::array()}};
    for (const auto& refusal : refused)
        out["refused"]["rows"].push_back({{"file", refusal.file}, {"line", refusal.line}, {"field", refusal.field}, {"reason", refusal.reason}});
    out["unjoined"] = Json::array();
    for (const auto& [what, lines] : unjoined) {
        const std::vector<std::size_t> first(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), kLinesOfUnjoined)));
        out["unjoined"].push_back({{"file", what.first}, {"reason", what.second}, {"count", lines.size()}, {"first_lines", first}});
    }
    out["terms"] = {{"mapped", terms_mapped}, {"unmapped", uses_of(unmapped)}, {"unmapped_terms", Json::array()}};
    for (const auto& [term, uses] : by_use(unmapped))
        out["terms"]["unmapped_terms"].push_back({{"taxonomy", term.taxonomy}, {"code", term.code}, {"name", term.name}, {"services", uses}});
    return out;
}

std::string ImportReport::to_table() const {
    std::string out = fmt::format("{} ({}) into source \"{}\", {:.1f} s\n", file, format, source, seconds);
    const auto row = [&](std::string_view name, auto number) { out += fmt::format("  {:<34}{:>9}\n", name, number); };
    const auto row_if = [&](std::string_view name, auto number) { if (number > 0) row(name, number); };
    row("services read", services);
    row("new", added);
    row("changed", changed);
    row("unchanged", unchanged);
    row_if("repeated in this file", repeated);
    row("refused", refused_count);
    row_if("withdrawn", published.withdrawn);
    row_if("organizations without services", without_services);
    row("for staff only", staff);
    row("hidden", hidden);
    row_if("hidden sites", hidden_sites);
    row_if("sites whose place was erased", published.erased_sites);
    row_if("proposals for review", published.proposals);
    row("statements", statements);
    row("terms with a meaning", terms_mapped);
    row("terms without one", uses_of(unmapped));
    row_if("ids made or replaced", ids_replaced);
    for (std::size_t i = 0; i < kRepairKinds; ++i)
        row_if(fmt::format("repaired: {}", to_string(static_cast<RepairKind>(i))), repairs[i]);
    for (const auto& [what, lines] : unjoined)
        out += fmt::format("  {} {} {}: {}\n", lines.size(), lines.size() == 1 ? "row of" : "rows of", what.first, what.second);
    for (std::size_t i = 0; i < std::min(refused.size(), kRefusalsInTable); ++i)
        out += fmt::format("  refused {}: {}\n", place_of(refused[i]), refused[i].reason);
    if (refused_count > kRefusalsInTable) out += fmt::format("  … and {} more (--report FILE has them)\n", refused_count - kRefusalsInTable);
    const auto terms = by_use(unmapped);
    for (std::size_t i = 0; i < std::min(terms.size(), kTermsInTable); ++i)
        out += fmt::format("  no meaning: {} {} ({} services)\n", terms[i].first.code,
                           terms[i].first.name == terms[i].first.code ? "" : terms[i].first.name, terms[i].second);
    if (withdrawals_held_back)
        out += "  Nothing was withdrawn: a refused row may be a service that the feed still has. Mend the rows and import again.\n";
    if (published.erased_sites > 0) {
        out += "  Some sites are hidden now: `indexer follow` makes the index anew (without it, run `indexer rebuild`); remove backups from before this import, they hold the addresses.\n";
        if (!published.erasure_finished) out += "  A reader kept the old log: run any indexer command again to finish the erasure.\n";
    }
    return out;
}

}  // namespace porchlight
