#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/candidate.h"
#include "core/model/statement.h"

namespace porchlight {

/// A value that the importer changed, with what the source said (provenance). Never about a
/// hidden site's place.
struct Repair {
    std::string path;    ///< JSON pointer into the record.
    std::string kind;    ///< e.g. "mojibake", "html-entity", "time-format", "coordinates-removed".
    std::string before;  ///< The source's value, as text.
};

/// One service as it comes from a source, ready for the store: HSDS 3.1, masked, repaired.
struct Listing {
    std::string service_id;            ///< Public UUID (decision 6).
    std::string organization_id;       ///< Public UUID.
    std::string source_key;            ///< The source's own key of the service.
    std::string language;              ///< BCP 47 tag of the record's texts.
    /// SHA-256 over the source row, the importer's version, the source's settings and the
    /// crosswalks' digest: equal means unchanged (decision 4).
    std::string digest;
    /// Where it lies on the map (first site with a place, or published area), for map order.
    std::optional<Point> place;
    /// The service object of HSDS 3.1 with its organization and service_at_locations nested, no
    /// nulls, every id a UUID. Attributes stay as found. Sites that are hidden carry
    /// "porchlight_hidden": true, and "porchlight_area": {name, lat, lon, radius_km} where an area
    /// is published; nothing else of their place (decision 2).
    Json record;
    Visibility visibility = Visibility::open;
    std::vector<std::string> hidden_sites;  ///< service_at_location ids that were masked.
    std::vector<Statement> statements;
    std::vector<Repair> repairs;
};

}  // namespace porchlight
