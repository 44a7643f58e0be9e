#include "core/feed/tabular.h"

#include <algorithm>

#include "core/feed/csv_cell.h"
#include "core/feed/json_read.h"
#include "core/feed/mask.h"

namespace porchlight {
namespace {

constexpr int kMaxNesting = 8;

/// A package says 09:00 as "09:00:00", since its types know nothing shorter.
bool is_whole_minute(std::string_view column, std::string_view cell) {
    return (column == "opens_at" || column == "closes_at") && cell.size() == 8 && cell.ends_with(":00");
}

Json cell_value(const std::string& cell, CellType type) {
    if (type == CellType::number)
        if (const auto number = parse_number(cell)) {
            const auto whole = static_cast<std::int64_t>(*number);
            if (static_cast<double>(whole) == *number && cell.find('.') == cell.npos) return whole;
            return *number;
        }
    return cell;
}

/// The members of a row by the version's rules, and any column that asks for privacy: those are
/// nobody's standard, and must not get lost (decision 3).
Json members_of(const TableRule& rule, const CsvTable& table, const CsvTable::Row& row) {
    Json out = Json::object();
    for (const auto& column : rule.columns) {
        const auto at = table.column(column.column);
        if (!at || row.cells[*at].empty() || row.cells[*at] == kNotRecorded) continue;
        auto cell = restored_cell(row.cells[*at]);
        if (is_whole_minute(column.column, cell)) cell.remove_suffix(3);
        out[std::string(column.member.empty() ? column.column : column.member)] = cell_value(std::string(cell), column.type);
    }
    for (std::size_t at = 0; at < table.header.size(); ++at)
        if (is_privacy_flag(table.header[at]) && !row.cells[at].empty() && !out.contains(table.header[at]))
            out[table.header[at]] = row.cells[at];
    return out;
}

std::string cell_of(const CsvTable& table, const CsvTable::Row& row, std::string_view column) {
    const auto at = table.column(column);
    return at ? row.cells[*at] : std::string{};
}

/// 1.1 gathers eligibility and payments in tables of their own.
void finish_service(Json& service) {
    std::string who;
    for (const auto& row : items_of(service, "x_eligibility"))
        if (const auto text = text_of(row, "x_eligibility"); !text.empty())
            who += (who.empty() ? "" : "; ") + std::string(text);
    if (!who.empty() && !service.contains("eligibility_description")) service["eligibility_description"] = who;
    for (const auto& row : items_of(service, "x_payments"))
        if (const auto text = text_of(row, "x_payment"); !text.empty())
            service["attributes"].push_back({{"link_type", "payment"}, {"link_entity", "service"}, {"value", text}});
    service.erase("x_eligibility");
    service.erase("x_payments");
}

}  // namespace

Result<std::string> detect_version(const CsvPackage& package) {
    const auto services = package.find("services.csv");
    if (services == package.end())
        return fail(ErrorKind::bad_request, "not an HSDS package: it has no services.csv");
    const auto has = [&](std::string_view file) { return package.contains(file); };
    const auto has_column = [&](std::string_view file, std::string_view column) {
        const auto found = package.find(file);
        return found != package.end() && found->second.column(column).has_value();
    };
    if (has("url.csv") || has("units.csv") || has("service_capacity.csv") || has("addresses.csv") ||
        has("attributes.csv") || has("service_at_location.csv"))
        return "3.x";
    if (has("schedules.csv") || has("service_attributes.csv") || has("taxonomy_terms.csv")) return "2.x";
    if (has("fees.csv") || has("interpretation_services.csv") || has_column("services.csv", "location_id"))
        return "1.0";
    return "1.1";
}

Result<TabularFeed> TabularFeed::open(CsvPackage package) {
    const auto version = detect_version(package);
    if (!version) return tl::unexpected(version.error());
    if (*version != "1.1" && *version != "3.x")
        return fail(ErrorKind::bad_request, "this is an HSDS " + *version +
                                                " package (by its files and headers); 1.1 and 3.x are read");
    const auto& services = package.at("services.csv");
    if (!services.column("name"))
        return fail(ErrorKind::bad_request, "services.csv has no column \"name\"", "services.csv");
    TabularFeed feed;
    feed.version_ = *version;
    feed.load(*version == "1.1" ? tabular_1_1() : tabular_3(), package);
    return feed;
}

void TabularFeed::load(const TabularVersion& version, const CsvPackage& package) {
    for (const auto& rule : version.tables) {
        const auto found = package.find(rule.file);
        if (found != package.end()) load_table(rule, found->second);
    }
}

void TabularFeed::load_table(const TableRule& rule, const CsvTable& table) {
    auto& keys = by_key_[std::string(rule.kind)];
    for (const auto line : table.bad_rows)
        lose(rule.file, line, "row has more cells than the header, or isn't UTF-8");
    for (const auto& row : table.rows) {
        Object object{members_of(rule, table, row), rule.file, row.line, {}};
        if (version_ == "1.1") adapt_1_1(rule.file, object.own);
        const std::string key{text_of(object.own, "id")};
        if (!key.empty() && keys.contains(key)) {
            // 1.1 rows of a joining table may share an id; only what others point at must be unique.
            if (rule.array.empty()) { lose(rule.file, row.line, "id given twice"); continue; }
        }
        const auto position = objects_.size();
        objects_.push_back(std::move(object));
        if (!key.empty()) keys.emplace(key, position);
        if (rule.kind == "service") services_.push_back(position);
        else attach(position, rule, table, row);
    }
}

const TabularFeed::Object* TabularFeed::find(std::string_view kind, std::string_view key) const {
    const auto keys = by_key_.find(kind);
    if (keys == by_key_.end()) return nullptr;
    const auto found = keys->second.find(key);
    return found == keys->second.end() ? nullptr : &objects_[found->second];
}

void TabularFeed::attach(std::size_t position, const TableRule& rule, const CsvTable& table,
                         const CsvTable::Row& row) {
    if (rule.array.empty()) return;
    const auto own = [&](const Object* owner) {
        const bool websites = rule.file == "url.csv" && owner->file == "organizations.csv";
        objects_[static_cast<std::size_t>(owner - objects_.data())].children[websites ? "additional_websites" : rule.array].push_back(position);
    };
    bool names_one = false;
    for (const auto& owner : rule.owners) {
        const auto key = cell_of(table, row, owner.column);
        if (key.empty()) continue;
        names_one = true;
        if (const auto* found = find(owner.kind, key)) return own(found);
    }
    // attributes and metadata point into any table: by the kind that they name, else where only one
    // kind has that id.
    if (rule.owners.empty()) {
        const bool is_attribute = rule.kind == "attribute";
        const auto key = cell_of(table, row, is_attribute ? "link_id" : "resource_id");
        auto kind = lower_ascii(cell_of(table, row, is_attribute ? "link_entity" : "resource_type"));
        names_one = !key.empty();
        if (const auto* found = find(kind, key)) return own(found);
        if (kind.ends_with('s')) kind.pop_back();
        if (const auto* found = find(kind, key)) return own(found);
        const Object* only = nullptr;
        std::size_t matches = 0;
        for (const auto& [name, keys] : by_key_)
            if (name != rule.kind && keys.contains(key)) only = find(name, key), ++matches;
        if (matches == 1) return own(only);
    }
    lose(rule.file, row.line, names_one ? "points to a row that isn't there" : "names no owner: can't be joined");
}

void TabularFeed::lose(std::string_view file, std::size_t line, std::string reason) {
    losses_.push_back({std::string(file), line, std::move(reason)});
}

Json TabularFeed::build(std::size_t position, int depth) const {
    const auto& object = objects_[position];
    Json out = object.own;
    if (depth >= kMaxNesting) return out;
    const auto nest = [&](std::string_view key_member, std::string_view kind, const char* member) {
        const auto key = text_of(object.own, key_member);
        if (key.empty()) return;
        if (const auto* found = find(kind, key))
            out[member] = build(static_cast<std::size_t>(found - objects_.data()), depth + 1);
    };
    nest("organization_id", "organization", "organization");
    nest("program_id", "program", "program");
    nest("location_id", "location", "location");
    nest("unit_id", "unit", "unit");
    nest("taxonomy_term_id", "taxonomy_term", "taxonomy_term");
    nest("taxonomy_id", "taxonomy", "taxonomy_detail");
    // What nesting says needs no key.
    for (const char* key : {"location_id", "unit_id", "taxonomy_term_id"}) out.erase(key);
    if (out.contains("program")) out.erase("program_id");
    if (out.contains("taxonomy_detail")) out.erase("taxonomy_id");
    if (object.file == "attributes.csv") out.erase("link_id");
    if (object.file == "metadata.csv") out.erase("resource_id");
    if (text_of(object_of(out, "taxonomy_term"), "taxonomy") == kNoTermTaxonomy) out.erase("taxonomy_term");
    if (object.file == "taxonomy.csv") {  // 1.1: the id is the code, and there is no description
        out["code"] = out.value("id", "");
        out["description"] = out.value("name", "");
    }
    for (const auto& [array, children] : object.children)
        for (const auto child : children) out[std::string(array)].push_back(build(child, depth + 1));
    return out;
}

TabularRow TabularFeed::service(std::size_t position) const {
    const auto& object = objects_[services_.at(position)];
    TabularRow row{build(services_[position], 0), std::string(object.file), object.line};
    finish_service(row.service);
    return row;
}

}  // namespace porchlight
