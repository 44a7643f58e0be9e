#include "core/feed/shape.h"

#include "core/feed/json_read.h"
#include "core/feed/shape_uk.h"

namespace porchlight {
namespace {

bool has_any(const Json& object, std::initializer_list<const char*> members) {
    for (const char* member : members)
        if (object.contains(member)) return true;
    return false;
}

RowContent refuse(std::string reason, std::string field = {}) {
    RowContent out;
    out.reason = std::move(reason);
    out.field = std::move(field);
    return out;
}

/// Sites that only name their location get it from the organization's list.
void resolve_locations(Json& service, const Json& locations) {
    const auto sites = service.find("service_at_locations");
    if (sites == service.end() || !sites->is_array()) return;
    for (auto& site : *sites) {
        if (!site.is_object() || site.contains("location")) continue;
        const auto id = text_of(site, "location_id");
        for (const auto& location : locations)
            if (!id.empty() && text_of(location, "id") == id) site["location"] = location;
    }
}

RowContent of_organization(Json organization) {
    const Json services = std::move(organization["services"]);
    organization.erase("services");
    const Json locations = items_of(organization, "locations");
    organization.erase("locations");
    if (!services.is_array()) return refuse("services is not a list", "services");
    RowContent out;
    out.kind = services.empty() ? RowContent::Kind::no_services : RowContent::Kind::services;
    for (const auto& service : services) {
        if (!service.is_object()) return refuse("a service is not an object", "services");
        Json one = service;
        if (!one.contains("organization")) one["organization"] = organization;
        // What withholds an organization withholds its services: flags stay on the organization.
        resolve_locations(one, locations);
        out.services.push_back(std::move(one));
    }
    return out;
}

RowContent of_site(Json site) {
    Json service = std::move(site["service"]);
    site.erase("service");
    if (!service.is_object()) return refuse("service is not an object", "service");
    service["service_at_locations"] = Json::array({std::move(site)});
    RowContent out;
    out.kind = RowContent::Kind::sites;
    out.services.push_back(std::move(service));
    return out;
}

}  // namespace

RowContent read_row(Json row) {
    if (!row.is_object()) return refuse("not a JSON object");
    take_uk_names(row);
    if (row.contains("services")) return of_organization(std::move(row));
    if (row.contains("service") && has_any(row, {"location", "location_id"})) return of_site(std::move(row));
    const bool is_service = has_any(row, {"service_at_locations", "organization", "organization_id", "status"});
    if (!is_service && has_any(row, {"website", "organization_identifiers", "locations", "year_incorporated"})) {
        RowContent out;
        out.kind = RowContent::Kind::no_services;
        return out;
    }
    if (!is_service && row.contains("location_type")) return refuse("a location, not a service");
    if (!is_service && has_any(row, {"taxonomy", "taxonomy_detail"})) return refuse("a taxonomy term, not a service");
    RowContent out;
    out.kind = RowContent::Kind::services;
    out.services.push_back(std::move(row));
    return out;
}

void merge_sites(Json& service, Json more) {
    auto& sites = service["service_at_locations"];
    for (auto& site : more["service_at_locations"]) sites.push_back(std::move(site));
}

}  // namespace porchlight
