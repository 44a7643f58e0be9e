#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"

namespace porchlight {

/// What one row of a feed holds.
struct RowContent {
    enum class Kind : std::uint8_t {
        services,        ///< Service objects, or an organization's: `services` has them.
        sites,           ///< One service_at_location: `services` has its service with this site alone,
                         ///< to be merged with the service's other sites.
        no_services,     ///< An organization that offers nothing: read, and nothing to store.
        refused,
    };
    Kind kind = Kind::refused;
    std::vector<Json> services;  ///< Nested as HSDS 3.1 service objects.
    std::string reason;          ///< Of a refusal; no value of the row is in it.
    std::string field;
};

/// Finds the services in one object of a feed: a service, an organization with services[], or a
/// service_at_location with its service and location.
RowContent read_row(Json row);

/// Adds the sites of `more` to the same service's `service`.
void merge_sites(Json& service, Json more);

}  // namespace porchlight
