#include "indexer/corrections_export.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/feed/csv_cell.h"
#include "core/feed/json_read.h"

namespace porchlight {
namespace {

/// A value as a cell, or as the text that HSDS's metadata takes.
std::string as_text(const Json& value) {
    if (value.is_null()) return {};
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool has_site(const Json& record, const std::string& id) {
    const auto& sites = items_of(record, "service_at_locations");
    return std::any_of(sites.begin(), sites.end(), [&](const Json& site) { return text_of(site, "id") == id; });
}

bool may_leave(const ConfirmedValue& value, const Json& record, const Catalogue& catalogue, bool staff) {
    if (value.is_fact) {
        const auto fact = catalogue.fact(value.field);
        if (!fact || (!staff && catalogue.facts()[*fact].audience == Audience::staff)) return false;
        return value.subject != Subject::site || has_site(record, value.subject_id);
    }
    // Where the public reads it otherwise than staff (public_view), neither side of it leaves.
    const auto found = record.find(value.field);
    return (found == record.end() ? Json(nullptr) : *found) == value.ours;
}

}  // namespace

std::vector<ConfirmedValue> that_may_leave(std::vector<ConfirmedValue> values, const Json& record, const Catalogue& catalogue, bool staff) {
    values.erase(std::remove_if(values.begin(), values.end(), [&](const auto& each) { return !may_leave(each, record, catalogue, staff); }),
                 values.end());
    return values;
}

std::string corrections_header() { return "source_id,service_id,name,field,about,theirs,ours,theirs_now,confirmed_on,method\r\n"; }

std::string corrections_row(const ConfirmedValue& value, const Json& record) {
    std::string line;
    const auto add = [&](const std::string& text) {
        if (!line.empty()) line += ',';
        append_cell(line, defused_cell(text));
    };
    // Never empty, so that every further cell has its comma.
    append_cell(line, value.source_key.empty() ? std::string(value.service_id) : defused_cell(value.source_key));
    add(value.service_id);
    add(string_of(record, "name"));
    add(value.field);
    add(value.subject_id == value.service_id ? "" : value.subject_id);
    add(as_text(value.theirs));
    add(as_text(value.ours));
    add(as_text(value.offered.value_or(value.theirs)));
    add(format_day(value.on));
    add(std::string(to_string(value.method)));
    return line + "\r\n";
}

Json corrections_record(Json record, const std::vector<ConfirmedValue>& values) {
    auto& metadata = record["metadata"];
    if (!metadata.is_array()) metadata = Json::array();
    for (const auto& value : values) {
        const char* type = value.subject == Subject::site ? "service_at_location" : value.subject == Subject::organization ? "organization" : "service";
        metadata.push_back({{"id", to_string(uuid_v5(id_namespace(), value.service_id + "/correction/" + value.subject_id + "/" + value.field))},
                            {"resource_id", value.subject_id},
                            {"resource_type", type},
                            {"last_action_date", format_day(value.on)},
                            {"last_action_type", "update"},
                            {"field_name", value.is_fact ? "attributes/" + value.field : value.field},
                            {"previous_value", as_text(value.offered.value_or(value.theirs))},
                            {"replacement_value", as_text(value.ours)},
                            {"updated_by", "reviewed: " + std::string(to_string(value.method))}});
    }
    return record;
}

}  // namespace porchlight
