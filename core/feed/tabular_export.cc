#include "core/feed/tabular_export.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <utility>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/feed/csv_cell.h"
#include "core/feed/hsds_objects.h"
#include "core/feed/json_read.h"
#include "core/feed/mask.h"

namespace porchlight {
namespace {

using Cells = std::map<std::string, std::string, std::less<>>;

std::optional<std::string> as_time(std::string_view text) {
    const auto digits = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9'; };
    if (text.size() == 5 && text[2] == ':' && digits(0) && digits(3)) return std::string(text) + ":00";
    if (text.size() == 8 && text[2] == ':' && text[5] == ':' && digits(0) && digits(3) && digits(6)) return std::string(text);
    return std::nullopt;
}

std::string plain_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

/// The value as a cell of its type; nothing where the type refuses it.
std::optional<std::string> cell_of(const Json& value, HsdsType type) {
    auto text = plain_text(value);
    switch (type) {
        case HsdsType::number:
            // Text that is a number in another spelling ("007") would come back as something else.
            if (const auto number = parse_number(text); number && (value.is_number() || text == Json(*number).dump() || text == Json(static_cast<std::int64_t>(*number)).dump())) return text;
            return std::nullopt;
        case HsdsType::uuid: return parse_uuid(text) ? std::optional(text) : std::nullopt;
        case HsdsType::date: return parse_day(text) ? std::optional(text) : std::nullopt;
        case HsdsType::time: return as_time(text);
        case HsdsType::date_time: return hsds_date_time(text);
        case HsdsType::uri: return is_hsds_uri(text) ? std::optional(defused_cell(text)) : std::nullopt;
        case HsdsType::email: return is_hsds_email(text) ? std::optional(defused_cell(text)) : std::nullopt;
        case HsdsType::text: return defused_cell(text);
    }
    return std::nullopt;
}

/// "-1FR,2MO" or "-1": a recurrence rule's numbers are nothing that a spreadsheet could run, and
/// other systems read them.
bool is_recurrence(std::string_view column, std::string_view text) {
    if (!column.starts_with("by")) return false;
    return text.find_first_not_of("0123456789-+,MOTUWEHFRSA") == text.npos && !text.starts_with(",");
}

Json field_of(std::string_view kind, std::string_view name, HsdsType type) {
    Json out{{"name", name}};
    switch (type) {
        case HsdsType::number: out["type"] = "number"; break;
        case HsdsType::date: out["type"] = "date"; break;
        case HsdsType::time: out["type"] = "time"; break;
        case HsdsType::date_time: out["type"] = "datetime"; break;
        case HsdsType::uuid: out["type"] = "string", out["format"] = "uuid"; break;
        case HsdsType::uri: out["type"] = "string", out["format"] = "uri"; break;
        case HsdsType::email: out["type"] = "string", out["format"] = "email"; break;
        case HsdsType::text: out["type"] = "string"; break;
    }
    if (is_hsds_required(kind, name)) out["constraints"]["required"] = true;
    if (name == "id") out["constraints"]["unique"] = true;
    return out;
}

std::string line_of(const std::vector<std::string>& header, const Cells& cells) {
    std::string line;
    for (const auto& column : header) {
        if (&column != &header.front()) line += ',';
        if (const auto found = cells.find(column); found != cells.end()) append_cell(line, found->second);
    }
    return line + "\r\n";
}

/// Columns of a table in the order of its file: its own, and those that name its owner.
std::vector<std::string> header_of(const TableRule& rule, bool staff) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view name) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.emplace_back(name);
    };
    for (const auto& column : rule.columns) add(column.column);
    for (const auto& owner : rule.owners) add(owner.column);
    if (rule.kind == "attribute") add("taxonomy_term_id");
    if (staff && (rule.kind == "service" || rule.kind == "location" || rule.kind == "service_at_location")) add("visibility");
    return out;
}

}  // namespace

TabularExport::TabularExport(bool staff) : staff_(staff) {}

TabularExport::Table& TabularExport::table_of(const TableRule& rule) {
    auto& table = tables_[std::string(rule.file)];
    if (table.rule == nullptr) table.rule = &rule, table.header = header_of(rule, staff_);
    return table;
}

void TabularExport::add(const Json& service) { write(hsds_rule("service"), service, {"", ""}, 0); }

std::string TabularExport::own_id(const TableRule& rule, const Json& object, const Owner& owner, std::size_t index) {
    const auto id = string_of(object, "id");
    if (parse_uuid(id)) return id;
    return to_string(uuid_v5(id_namespace(), "export/" + std::string(rule.kind) + "/" + owner.id + "/" + std::to_string(index) + "/" + id));
}

/// @param shared whether several owners may have the same one: then the first is written.
bool TabularExport::is_new(std::string_view kind, std::string& id, const Json& object, const Owner& owner, bool shared) {
    const auto says = std::hash<std::string>{}(object.dump());
    const auto [found, added] = seen_.try_emplace(std::string(kind) + "/" + id, says, owner.id);
    if (added) return true;
    const bool same = found->second.first == says;
    if (shared && !same) ++left_out_[std::string(kind) + ": said otherwise by another service"];
    if (shared || (same && found->second.second == owner.id)) return false;
    // One id for two rows, or on two owners: a package's row has one of each, so the second gets an
    // id of its own.
    ++left_out_[std::string(kind) + ": id used twice, replaced"];
    id = to_string(uuid_v5(id_namespace(), "export/" + std::string(kind) + "/" + owner.id + "/" + id + "/" + object.dump()));
    return seen_.try_emplace(std::string(kind) + "/" + id, says, owner.id).second;
}

void TabularExport::own_cells(const TableRule& rule, const Json& object, Cells& cells) {
    for (const auto& column : rule.columns) {
        const std::string name{column.member.empty() ? column.column : column.member};
        const auto found = object.find(name);
        if (found == object.end() || cells.contains(column.column) || found->is_structured() || found->is_null()) continue;
        if (found->is_string() && found->get_ref<const std::string&>().empty()) continue;
        auto cell = cell_of(*found, hsds_type_of(rule.kind, column));
        if (cell && is_recurrence(column.column, plain_text(*found))) cell = plain_text(*found);
        if (cell) cells[std::string(column.column)] = std::move(*cell);
        else ++left_out_[std::string(rule.kind) + "." + name + ": not of its column's type"];
    }
    if (staff_)
        if (const auto seen = text_of(object, "visibility"); !seen.empty()) cells["visibility"] = seen;
}

void TabularExport::nest(const Json& object, Cells& cells, const Owner& self) {
    // The organization first: a program names the one of its service.
    for (const auto& single : kHsdsSingles) {
        const auto found = object.find(single.member);
        if (found == object.end() || !found->is_object()) continue;
        const auto organization = cells.find("organization_id");
        const Owner owner = single.kind == "program" && organization != cells.end() ? Owner{"organization", organization->second} : self;
        auto id = write(hsds_rule(single.kind), *found, owner, 0);
        if (!id.empty()) cells[std::string(single.column)] = std::move(id);
    }
    if (self.kind == "taxonomy_term")
        if (const auto parent = string_of(object, "parent_id"); parse_uuid(parent)) parents_.try_emplace(parent, object);
}

/// @return false where something is missing that no placeholder may stand for.
bool TabularExport::fill_required(const TableRule& rule, Cells& cells) {
    // A listing stands in the directory until it is withdrawn.
    if (rule.kind == "service" && cells.try_emplace("status", "active").second) ++left_out_["service: no status recorded, written as active"];
    if (rule.kind == "location" && cells.try_emplace("location_type", "physical").second) ++left_out_["location: no type recorded, written as physical"];
    for (const auto& name : table_of(rule).header) {
        if (!is_hsds_required(rule.kind, name) || cells.contains(name)) continue;
        const auto column = std::find_if(rule.columns.begin(), rule.columns.end(), [&](const ColumnRule& each) { return each.column == name; });
        const bool is_text = column != rule.columns.end() && hsds_type_of(rule.kind, *column) == HsdsType::text && hsds_takes_placeholder(name);
        if (!is_text) {
            ++left_out_[std::string(rule.kind) + ": has no " + name];
            return false;
        }
        cells[name] = kNotRecorded;
    }
    return true;
}

void TabularExport::children(const TableRule& rule, const Json& object, const Owner& self) {
    const auto tables = tabular_3().tables;
    for (const auto& [member, value] : object.items()) {
        if (!value.is_structured() || std::any_of(std::begin(kHsdsSingles), std::end(kHsdsSingles), [&](const HsdsSingle& each) { return each.member == member; })) continue;
        const auto child = std::find_if(tables.begin(), tables.end(), [&](const TableRule& each) { return is_hsds_child(each, rule.kind, member); });
        if (child == tables.end() || !value.is_array()) {
            ++left_out_[std::string(rule.kind) + "." + member + ": no such column"];
            continue;
        }
        std::size_t index = 0;
        for (const auto& item : value)
            if (item.is_object()) write(*child, item, self, index++);
    }
}

/// @return the row's id; empty where it couldn't be written.
std::string TabularExport::write(const TableRule& rule, const Json& object, const Owner& owner, std::size_t index) {
    auto id = own_id(rule, object, owner, index);
    if (!is_new(rule.kind, id, object, owner, rule.array.empty())) return id;
    Cells cells{{"id", id}};
    const Owner self{rule.kind, id};
    nest(object, cells, self);
    if (const auto* column = hsds_owner_column(rule, owner.kind)) cells[std::string(column->column)] = owner.id;
    if (rule.kind == "attribute") {
        cells["link_id"] = owner.id, cells["link_entity"] = owner.kind;
        if (!cells.contains("taxonomy_term_id"))
            cells["taxonomy_term_id"] = write(hsds_rule("taxonomy_term"),
                                              {{"id", to_string(uuid_v5(id_namespace(), "export/no-term"))}, {"name", "Value only"},
                                               {"description", "The attribute has a value and no term."}, {"taxonomy", kNoTermTaxonomy}}, self, 0);
    }
    if (rule.kind == "metadata") cells["resource_id"] = owner.id, cells["resource_type"] = owner.kind;
    own_cells(rule, object, cells);
    if (!fill_required(rule, cells)) return {};
    auto& table = table_of(rule);
    table.rows += line_of(table.header, cells);
    children(rule, object, self);
    return id;
}

/// A package has every term that another one names as its parent: of those that no service has, the
/// code of the first child without its answer ("youth-led.yes") says what it is.
void TabularExport::add_missing_parents() {
    for (const auto& [id, child] : std::exchange(parents_, {})) {
        if (seen_.contains("taxonomy_term/" + id)) continue;
        const auto code = string_of(child, "code");
        const auto stem = code.substr(0, code.rfind('.'));
        Json parent{{"id", id}, {"code", stem}, {"name", stem.empty() ? "Broader term" : stem}, {"description", "What its answers are about."}};
        for (const char* member : {"taxonomy", "language", "taxonomy_detail"})
            if (child.contains(member)) parent[member] = child[member];
        write(hsds_rule("taxonomy_term"), parent, {"", ""}, 0);
    }
}

Json TabularExport::descriptor() const {
    Json resources = Json::array();
    const auto has = [&](std::string_view kind) { return tables_.contains(hsds_rule(kind).file); };
    for (const auto& rule : tabular_3().tables) {
        const auto found = tables_.find(rule.file);
        if (found == tables_.end()) continue;
        Json fields = Json::array(), keys = Json::array();
        const auto refer = [&](std::string_view column, std::string_view kind) {
            if (has(kind)) keys.push_back({{"fields", column}, {"reference", {{"resource", kind}, {"fields", "id"}}}});
        };
        for (const auto& name : found->second.header) {
            const auto column = std::find_if(rule.columns.begin(), rule.columns.end(), [&](const ColumnRule& each) { return each.column == name; });
            fields.push_back(field_of(rule.kind, name, hsds_type_of(rule.kind, column != rule.columns.end() ? *column : ColumnRule{name, ""})));
            for (const auto& single : kHsdsSingles)
                if (single.column == name && hsds_owner_column(rule, single.kind) == nullptr && single.kind != rule.kind) refer(name, single.kind);
        }
        for (const auto& owner : rule.owners) refer(owner.column, owner.kind);
        Json schema{{"fields", fields}, {"primaryKey", "id"}};
        if (!keys.empty()) schema["foreignKeys"] = keys;
        resources.push_back({{"name", rule.kind}, {"path", rule.file}, {"profile", "tabular-data-resource"}, {"format", "csv"},
                             {"mediatype", "text/csv"}, {"encoding", "utf-8"}, {"schema", schema}});
    }
    return {{"name", "human_services_data"}, {"title", "Human services, as HSDS 3.1"}, {"profile", "tabular-data-package"},
            {"version", "3.1.0"}, {"homepage", "https://docs.openreferral.org"}, {"resources", resources}};
}

std::map<std::string, std::string> TabularExport::files() {
    add_missing_parents();
    std::map<std::string, std::string> out{{"datapackage.json", descriptor().dump(2) + "\n"}};
    for (const auto& [file, table] : tables_)
        if (!table.rows.empty()) {
            std::string header;
            for (const auto& name : table.header) header += (header.empty() ? "" : ",") + name;
            out[file] = header + "\r\n" + table.rows;
        }
    return out;
}

}  // namespace porchlight
