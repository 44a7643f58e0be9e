#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace porchlight {

/// What masking took out of a record. It lives in memory only, so that the same words can be taken
/// out of whatever else mentions them.
struct MaskedWords {
    std::set<std::string> words;        ///< Street, postal code, unit, directions; lower case.
    std::set<std::string> coordinates;  ///< First digits of a latitude or longitude, e.g. "49.895".
    std::vector<std::string> pointers;  ///< JSON pointers of the sites that were masked.
    std::set<std::string> sites;        ///< service_at_location ids that lost their place.
    bool empty() const { return pointers.empty(); }
};

/// Ids of the service_at_locations of a record, and of their locations.
struct RecordPlaces {
    struct Site {
        std::string id;        ///< service_at_location; may be empty.
        std::string location;  ///< location; may be empty.
        bool hidden = false;   ///< Marked "porchlight_hidden".
    };
    std::vector<Site> sites;
};
RecordPlaces places_of(const Json& record);

/// Takes the place of every site whose service_at_location or location id is in `hidden` out of an
/// HSDS record: of the site only ids, kind, facts, languages and hours stay, and it is marked
/// "porchlight_hidden"; phones and contacts linked to it go from the whole record; its street,
/// postal code and coordinates go from every text. Sites that were masked before are left alone
/// (nothing of their place is there).
void mask_places(Json& record, const std::set<std::string>& hidden, MaskedWords& masked);

/// For sites that their parser masked: drops whatever of their place is there all the same. `masked`
/// gets the pointers of all of them, and the words and ids of those where something was left.
void guard_masked_sites(Json& record, const std::set<std::string>& hidden_sites,
                        MaskedWords& masked);

/// Takes the words out of every text of a JSON value.  @return whether anything changed.
bool scrub(Json& value, const MaskedWords& masked);

/// The same for one text: the words become "…"; a text with a coordinate becomes empty.
bool scrub(std::string& text, const MaskedWords& masked);

/// True where the JSON pointer leads into a site that was masked.
bool leads_into_masked(const std::string& pointer, const MaskedWords& masked);

}  // namespace porchlight
