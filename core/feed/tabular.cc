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

// What nesting says already, or what is about the package: nothing of a service is lost with it.
constexpr std::string_view kSaidElsewhere[] = {"parent_name", "organization_id"};
constexpr std::string_view kAboutThePackage = "meta_table_descriptions.csv";
constexpr std::size_t kLongestColumnName = 40;

bool is_read(const TableRule& rule, std::string_view column) {
    const auto names = [&](const auto& one) { return one.column == column; };
    return std::any_of(rule.columns.begin(), rule.columns.end(), names) || std::any_of(rule.owners.begin(), rule.owners.end(), names) ||
           std::find(std::begin(kSaidElsewhere), std::end(kSaidElsewhere), column) != std::end(kSaidElsewhere) || is_privacy_flag(column);
}

/// A header that isn't a plain name may be a row in the wrong place: its text isn't reported.
std::string named_column(const std::string& column) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const bool shown = !column.empty() && column.size() <= kLongestColumnName && std::all_of(column.begin(), column.end(), plain);
    return shown ? "column " + column + " isn't read" : "a column without a plain name isn't read";
}

/// The texts of a table that later releases have as one sentence of the service.
std::string gathered(Json& service, const char* table, const char* member) {
    std::string out;
    for (const auto& row : items_of(service, table))
        if (const auto text = text_of(row, member); !text.empty()) out += (out.empty() ? "" : "; ") + std::string(text);
    return out;
}

void gather_into(Json& service, const char* member, const char* table, const char* column) {
    const auto more = gathered(service, table, column);
    const std::string said{text_of(service, member)};
    if (!more.empty()) service[member] = said.empty() ? more : said + "; " + more;
}

/// Splits "A, B;C".
std::vector<std::string> list_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",;|"), text.size());
        if (const auto one = trimmed(text.substr(0, end)); !one.empty()) out.emplace_back(one);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
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
        has("attributes.csv") || has("service_at_location.csv") || has("cost_options.csv") ||
        has_column("services.csv", "eligibility_description") || has_column("services.csv", "fees_description"))
        return "3.x";
    if (has("schedules.csv") || has("service_attributes.csv") || has("taxonomy_terms.csv")) return "2.x";
    if (has("fees.csv") || has("interpretation_services.csv") || has_column("services.csv", "location_id"))
        return "1.0";
    return "1.1";
}

Result<TabularFeed> TabularFeed::open(CsvPackage package) {
    const auto version = detect_version(package);
    if (!version) return tl::unexpected(version.error());
    const auto& services = package.at("services.csv");
    if (!services.column("name"))
        return fail(ErrorKind::bad_request, "services.csv has no column \"name\"", "services.csv");
    TabularFeed feed;
    feed.version_ = *version;
    feed.load(version->starts_with('1') ? tabular_1() : version->starts_with('2') ? tabular_2() : tabular_3(), package);
    return feed;
}

void TabularFeed::load(const TabularVersion& version, const CsvPackage& package) {
    for (const auto& rule : version.tables) {
        const auto found = package.find(rule.file);
        if (found == package.end()) continue;
        load_table(rule, found->second, version.adapt);
        note_unread_columns(rule, found->second);
    }
    add_sites_of_services();
    for (const auto& [file, table] : package) {
        const auto is_this = [&, name = std::string_view(file)](const TableRule& rule) { return rule.file == name; };
        if (file == kAboutThePackage || std::any_of(version.tables.begin(), version.tables.end(), is_this)) continue;
        for (const auto& row : table.rows) lose(file, row.line, "this table isn't read");
    }
}

void TabularFeed::note_unread_columns(const TableRule& rule, const CsvTable& table) {
    for (std::size_t at = 0; at < table.header.size(); ++at) {
        if (is_read(rule, table.header[at])) continue;
        const auto reason = named_column(table.header[at]);
        for (const auto& row : table.rows)
            if (!row.cells[at].empty() && row.cells[at] != kNotRecorded) lose(rule.file, row.line, reason);
    }
}

/// 1.0 may name a service's place in its own row, beside or instead of services_at_location.csv.
void TabularFeed::add_sites_of_services() {
    for (const auto position : services_) {
        const std::string place{text_of(objects_[position].own, "location_id")};
        if (place.empty()) continue;
        objects_[position].own.erase("location_id");
        if (find("location", place) == nullptr) {
            lose("services.csv", objects_[position].line, "its location_id points to a row that isn't there");
            continue;
        }
        auto& sites = objects_[position].children["service_at_locations"];
        const auto is_there = [&](std::size_t site) { return text_of(objects_[site].own, "location_id") == place; };
        if (std::any_of(sites.begin(), sites.end(), is_there)) continue;
        sites.push_back(objects_.size());
        Json site{{"location_id", place}};
        if (const auto service = text_of(objects_[position].own, "id"); !service.empty()) site["id"] = std::string(service) + "/" + place;
        objects_.push_back({std::move(site), "services.csv", objects_[position].line, {}});
    }
}

void TabularFeed::load_table(const TableRule& rule, const CsvTable& table, void (*adapt)(std::string_view, Json&)) {
    auto& keys = by_key_[std::string(rule.kind)];
    const auto lost = rule.kind == "service" ? Lost::service : Lost::part;
    for (const auto line : table.bad_rows)
        lose(rule.file, line, "row has more cells than the header, or isn't UTF-8", lost);
    for (const auto& row : table.rows) {
        Object object{members_of(rule, table, row), rule.file, row.line, {}};
        if (adapt != nullptr) adapt(rule.file, object.own);
        const std::string key{text_of(object.own, "id")};
        if (!key.empty() && keys.contains(key)) {
            // Before 3.0 rows of a joining table may share an id; only what others point at must be unique.
            if (rule.array.empty()) { lose(rule.file, row.line, "id given twice", lost); continue; }
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
        const auto key = string_of(objects_[position].own, is_attribute ? "link_id" : "resource_id");
        auto kind = lower_ascii(text_of(objects_[position].own, is_attribute ? "link_entity" : "resource_type"));
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

void TabularFeed::lose(std::string_view file, std::size_t line, std::string reason, Lost what) {
    losses_.push_back({std::string(file), line, std::move(reason), what == Lost::service});
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
    if (object.file == "attributes.csv" || object.file == "other_attributes.csv") out.erase("link_id");
    if (object.file == "metadata.csv") out.erase("resource_id");
    if (text_of(object_of(out, "taxonomy_term"), "taxonomy") == kNoTermTaxonomy) out.erase("taxonomy_term");
    if (object.file == "taxonomy.csv") {  // before 2.0: the id is the code, and there is no description
        out["code"] = out.value("id", "");
        out["description"] = out.value("name", "");
    }
    for (const auto& [array, children] : object.children)
        for (const auto child : children) out[std::string(array)].push_back(build(child, depth + 1));
    return out;
}

/// Before 3.0 eligibility, fees, interpreters, payments and terms have tables or columns of their own.
void TabularFeed::finish_service(Json& service) const {
    gather_into(service, "eligibility_description", "x_eligibility", "x_eligibility");
    gather_into(service, "fees_description", "x_fees", "x_fee");
    gather_into(service, "interpretation_services", "x_interpreters", "x_interpreter");
    for (const auto& row : items_of(service, "x_eligibility"))
        for (const auto& attribute : items_of(row, "attributes")) {
            service["attributes"].push_back(attribute);
            service["attributes"].back().update({{"link_type", "eligibility"}, {"link_entity", "service"}});
        }
    for (const auto& row : items_of(service, "x_payments"))
        if (const auto text = text_of(row, "x_payment"); !text.empty())
            service["attributes"].push_back({{"link_type", "payment"}, {"link_entity", "service"}, {"value", text}});
    for (const auto& code : list_of(text_of(service, "x_taxonomy_ids"))) {
        const auto& attributes = items_of(service, "attributes");
        const auto has_it = [&](const Json& one) { return text_of(object_of(one, "taxonomy_term"), "id") == code; };
        if (std::any_of(attributes.begin(), attributes.end(), has_it)) continue;
        const auto* found = find("taxonomy_term", code);
        Json term = found != nullptr ? build(static_cast<std::size_t>(found - objects_.data()), 1)
                                     : Json{{"id", code}, {"code", code}, {"name", code}, {"description", code}};
        service["attributes"].push_back({{"link_type", "taxonomy"}, {"link_entity", "service"}, {"taxonomy_term", std::move(term)}});
    }
    for (const char* member : {"x_eligibility", "x_fees", "x_interpreters", "x_payments", "x_taxonomy_ids"}) service.erase(member);
}

TabularRow TabularFeed::service(std::size_t position) const {
    const auto& object = objects_[services_.at(position)];
    TabularRow row{build(services_[position], 0), std::string(object.file), object.line};
    finish_service(row.service);
    return row;
}

}  // namespace porchlight
