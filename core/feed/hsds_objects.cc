#include "core/feed/hsds_objects.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "core/base/time.h"

namespace porchlight {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 6> kDates{"valid_from", "valid_to", "dtstart", "until", "assured_date", "last_action_date"};
constexpr std::array<std::string_view, 5> kUris{"url", "website", "uri", "schedule_link", "term_uri"};

/// Columns that must hold something, as the standard's descriptor says; every id does too.
constexpr std::pair<std::string_view, std::string_view> kRequired[] = {
    {"organization", "name"}, {"organization", "description"}, {"program", "organization_id"}, {"program", "name"},
    {"program", "description"}, {"service", "organization_id"}, {"service", "name"}, {"service", "status"},
    {"attribute", "link_id"}, {"attribute", "taxonomy_term_id"}, {"attribute", "link_entity"},
    {"service_at_location", "service_id"}, {"service_at_location", "location_id"}, {"location", "location_type"},
    {"phone", "number"}, {"address", "address_1"}, {"address", "city"}, {"address", "state_province"},
    {"address", "postal_code"}, {"address", "country"}, {"address", "address_type"}, {"taxonomy_term", "name"},
    {"taxonomy_term", "description"}, {"metadata", "resource_id"}, {"metadata", "resource_type"},
    {"metadata", "last_action_date"}, {"metadata", "last_action_type"}, {"metadata", "field_name"},
    {"metadata", "previous_value"}, {"metadata", "replacement_value"}, {"metadata", "updated_by"},
    {"cost_option", "service_id"}, {"organization_identifier", "organization_id"},
    {"organization_identifier", "identifier_type"}, {"organization_identifier", "identifier"}, {"taxonomy", "name"},
    {"taxonomy", "description"}, {"service_capacity", "service_id"}, {"service_capacity", "unit_id"},
    {"service_capacity", "available"}, {"service_capacity", "updated"}, {"unit", "name"}, {"url", "url"}};

std::string_view array_of(const TableRule& rule, std::string_view owner_kind) {
    return rule.file == "url.csv" && owner_kind == "organization" ? "additional_websites" : rule.array;
}

/// Rows of attributes and metadata hang on anything, by kind and id.
bool hangs_anywhere(const TableRule& rule) { return rule.kind == "attribute" || rule.kind == "metadata"; }

}  // namespace

HsdsType hsds_type_of(std::string_view kind, const ColumnRule& rule) {
    const auto name = rule.column;
    if (rule.type == CellType::number) return HsdsType::number;
    if (name == "id" || (name.ends_with("_id") && name != "tax_id")) return HsdsType::uuid;
    if (among(kDates, name)) return HsdsType::date;
    if (name == "opens_at" || name == "closes_at") return HsdsType::time;
    if (name == "last_modified" || name == "updated") return HsdsType::date_time;
    if (name == "email" || name == "assurer_email") return HsdsType::email;
    // The area's uri has no format in the standard.
    if (among(kUris, name) && kind != "service_area") return HsdsType::uri;
    return HsdsType::text;
}

bool is_hsds_required(std::string_view kind, std::string_view column) {
    return column == "id" || std::any_of(std::begin(kRequired), std::end(kRequired), [&](const auto& each) {
               return each.first == kind && each.second == column;
           });
}

bool hsds_takes_placeholder(std::string_view column) {
    return column != "status" && column != "location_type" && column != "address_type" && column != "number" && column != "url";
}

const TableRule& hsds_rule(std::string_view kind) {
    const auto tables = tabular_3().tables;
    return *std::find_if(tables.begin(), tables.end(), [&](const TableRule& rule) { return rule.kind == kind; });
}

const OwnerRule* hsds_owner_column(const TableRule& rule, std::string_view kind) {
    for (const auto& owner : rule.owners)
        if (owner.kind == kind) return &owner;
    return nullptr;
}

bool is_hsds_child(const TableRule& rule, std::string_view owner_kind, std::string_view member) {
    if (rule.array.empty() || array_of(rule, owner_kind) != member) return false;
    return hangs_anywhere(rule) || hsds_owner_column(rule, owner_kind) != nullptr;
}

std::optional<std::string> hsds_date_time(const std::string& text) {
    int hour = 0, minute = 0, second = 0, used = 0;
    const auto day = parse_day(text.substr(0, 10));
    if (!day || text.size() < 16 || std::sscanf(text.c_str() + 10, "T%2d:%2d%n", &hour, &minute, &used) != 2) return std::nullopt;
    std::string_view rest = std::string_view(text).substr(10 + static_cast<std::size_t>(used));
    if (rest.size() >= 3 && rest[0] == ':') {
        if (std::sscanf(std::string(rest.substr(1, 2)).c_str(), "%2d", &second) != 1) return std::nullopt;
        rest.remove_prefix(3);
        if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of("0123456789", 1)));
    }
    int offset = 0;
    if (!rest.empty() && rest != "Z") {
        int hours = 0, minutes = 0;
        if ((rest[0] != '+' && rest[0] != '-') || std::sscanf(std::string(rest.substr(1)).c_str(), "%2d:%2d", &hours, &minutes) < 1) return std::nullopt;
        offset = (rest[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const Instant instant = *day + std::chrono::hours(hour) + std::chrono::minutes(minute - offset) + std::chrono::seconds(second);
    return format_instant(instant);
}

bool is_hsds_uri(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == text.npos || colon == 0 || colon + 1 == text.size()) return false;
    if (const auto slashes = text.find("//"); slashes == colon + 1) {
        const auto host = text.substr(slashes + 2, text.find_first_of("/?#", slashes + 2) - slashes - 2);
        if (host.empty() || host.ends_with(':')) return false;
    }
    return text.find_first_of(" <>\"{}|\\^`\t\r\n") == text.npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_hsds_email(std::string_view text) {
    const auto at = text.find('@');
    return at != text.npos && at > 0 && text.find('.', at) != text.npos && text.find('@', at + 1) == text.npos &&
           text.find_first_of(" ,;<>()\"\t\r\n") == text.npos && !text.ends_with('.');
}

}  // namespace porchlight
