#include "core/feed/mask.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/feed/json_read.h"
#include "core/feed/repair_text.h"
#include "core/geo/geo.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

/// A published area smaller than this would be an address.
constexpr double kLeastAreaKm = 1.0;

// What stays of a record with a hidden site: members of the standard only, so that no private
// column ("street", "geo", "full_address") slips through. Sorted.
constexpr std::array<std::string_view, 41> kServiceMembers{
    "accreditations", "additional_urls", "alert", "alternate_name", "application_process",
    "assured_date", "assurer_email", "attributes", "capacities", "contacts", "cost_options",
    "description", "eligibility_description", "email", "fees", "fees_description", "funding", "id",
    "interpretation_services", "languages", "last_modified", "licenses", "maximum_age", "metadata",
    "minimum_age", "name", "organization", "organization_id", "phones", "porchlight_closures",
    "program", "program_id", "required_documents", "schedules", "service_areas",
    "service_at_locations", "status", "url", "visibility", "wait_time", "x_source_key"};
constexpr std::array<std::string_view, 18> kOrganizationMembers{
    "additional_websites", "alternate_name", "attributes", "contacts", "description", "email",
    "funding", "id", "legal_status", "logo", "name", "organization_identifiers",
    "parent_organization_id", "phones", "programs", "uri", "website", "year_incorporated"};
constexpr std::array<std::string_view, 7> kSiteMembers{
    "attributes", "id", "languages", "location", "porchlight_closures", "schedules", "service_areas"};
constexpr std::array<std::string_view, 6> kLocationMembers{
    "attributes", "id", "languages", "location_type", "porchlight_closures", "schedules"};

template <class Set>
void keep_only(Json& object, const Set& members) {
    if (!object.is_object()) return;
    for (auto it = object.begin(); it != object.end();)
        it = std::binary_search(members.begin(), members.end(), std::string_view(it.key())) ? std::next(it)
                                                                                             : object.erase(it);
}

bool is_withheld(const Json& item) { return flagged_visibility(item) != Visibility::open; }

/// Phones and contacts that are flagged by themselves, at any level.
void drop_flagged(Json& object) {
    if (object.is_array()) {
        for (auto& item : object) drop_flagged(item);
        return;
    }
    if (!object.is_object()) return;
    for (auto& [key, member] : object.items()) {
        if ((key == "phones" || key == "contacts") && member.is_array())
            member.erase(std::remove_if(member.begin(), member.end(), is_withheld), member.end());
        if (member.is_structured()) drop_flagged(member);
    }
}

/// Phones and contacts of the service or organization that say they belong to a site.
void drop_linked_to_sites(Json& object) {
    for (const char* key : {"phones", "contacts"}) {
        const auto found = object.find(key);
        if (found == object.end() || !found->is_array()) continue;
        const auto linked = [](const Json& item) {
            return !text_of(item, "location_id").empty() || !text_of(item, "service_at_location_id").empty();
        };
        found->erase(std::remove_if(found->begin(), found->end(), linked), found->end());
    }
}

/// Provenance about places: the old value of an address is an address.
void drop_place_metadata(Json& object) {
    const auto found = object.find("metadata");
    if (found == object.end() || !found->is_array()) return;
    const auto about_place = [](const Json& entry) {
        const auto field = lower_ascii(text_of(entry, "field_name"));
        if (field.empty()) return true;
        for (const std::string_view word : {"addr", "street", "postal", "zip", "lat", "lon", "coord", "phone",
                                            "location", "city", "direction", "transport", "map"})
            if (field.find(word) != std::string::npos) return true;
        return false;
    };
    found->erase(std::remove_if(found->begin(), found->end(), about_place), found->end());
}

/// The area that the feed publishes for a site: named, and wide enough not to be an address. Its
/// centre is rounded to hundredths of a degree (about a kilometre).
std::optional<Json> published_area(const Json& site) {
    const auto& location = object_of(site, "location");
    const auto& own = object_of(site, "porchlight_area");
    const auto& area = own.empty() ? object_of(location, "porchlight_area") : own;
    const auto lat = number_of(area, "lat"), lon = number_of(area, "lon"), radius = number_of(area, "radius_km");
    if (!lat || !lon || !radius || !is_usable({*lat, *lon}) || *radius < kLeastAreaKm) return {};
    std::string name{text_of(area, "name")};
    if (name.empty())
        for (const auto& address : items_of(location, "addresses"))
            if (name.empty()) name = text_of(address, "city");
    Json out{{"lat", std::round(*lat * 100) / 100}, {"lon", std::round(*lon * 100) / 100}, {"radius_km", *radius}};
    if (!name.empty()) out["name"] = name;
    return out;
}

void mask_site(Json& site) {
    const auto area = published_area(site);
    keep_only(site, kSiteMembers);
    if (auto location = site.find("location"); location != site.end()) keep_only(*location, kLocationMembers);
    site["porchlight_hidden"] = true;
    if (area) site["porchlight_area"] = *area;
}

/// Our own attribute that says an address is given to nobody: what it says of a site, it does.
bool says_confidential(const Json& object) {
    for (const auto& attribute : items_of(object, "attributes")) {
        const auto& term = object_of(attribute, "taxonomy_term");
        if (text_of(term, "code") == "confidential-address.yes" && text_of(term, "taxonomy") == "Porchlight facts")
            return true;
    }
    return false;
}

/// A record that says in words that nobody is told where it is. The words may only hide: where they
/// are about another house than the one that is listed, too much is hidden and nothing given away.
bool says_undisclosed(const Json& record) {
    constexpr std::string_view kWords[] = {"confidential location", "confidentially located", "undisclosed location",
                                           "location is confidential", "address is confidential", "location undisclosed"};
    for (const char* key : {"name", "alternate_name", "description", "application_process"}) {
        const auto text = text_of(record, key);
        if (text.find("onfidential") == text.npos && text.find("ndisclosed") == text.npos && text.find("NFIDENTIAL") == text.npos) continue;
        const auto folded = fold_phrase(text);
        for (const auto words : kWords)
            if (folded.find(words) != std::string::npos) return true;
    }
    return false;
}

bool is_hidden_site(const Json& site) {
    const auto& location = object_of(site, "location");
    if (flagged_visibility(site) == Visibility::hidden || flagged_visibility(location) == Visibility::hidden)
        return true;
    if (says_confidential(site) || says_confidential(location)) return true;
    const auto& addresses = items_of(location, "addresses");
    return std::any_of(addresses.begin(), addresses.end(), [](const Json& address) {
        return flagged_visibility(address) == Visibility::hidden;
    });
}

}  // namespace

bool Privacy::any_hidden() const {
    return visibility == Visibility::hidden ||
           std::find(hidden_site.begin(), hidden_site.end(), true) != hidden_site.end();
}

Privacy privacy_of(const Json& record, const RecordMeaning& meaning, const SourceSettings& source) {
    Privacy privacy;
    const auto& organization = object_of(record, "organization");
    privacy.visibility = std::max({flagged_visibility(record), flagged_visibility(organization),
                                   meaning.visibility, source.visibility,
                                   meaning.shelter ? source.shelters : Visibility::open});
    const bool all = privacy.visibility == Visibility::hidden || says_confidential(record) ||
                     says_confidential(organization) || says_undisclosed(record);
    std::size_t hidden = 0;
    for (const auto& site : items_of(record, "service_at_locations")) {
        privacy.hidden_site.push_back(all || is_hidden_site(site));
        hidden += privacy.hidden_site.back();
    }
    // A service that can be visited nowhere openly is itself hidden.
    if (hidden > 0 && hidden == privacy.hidden_site.size()) privacy.visibility = Visibility::hidden;
    return privacy;
}

void gather_secrets(const Json& record, const Privacy& privacy, Secrets& secrets) {
    const auto& sites = items_of(record, "service_at_locations");
    for (std::size_t i = 0; i < sites.size() && i < privacy.hidden_site.size(); ++i)
        if (privacy.hidden_site[i]) secrets.add_site(sites[i]);
    secrets.allow_phones_of(record);
    secrets.allow_phones_of(object_of(record, "organization"));
}

Masked mask(Json& record, const Privacy& privacy, const Secrets& secrets) {
    Masked out;
    out.visibility = privacy.visibility;
    auto organization = record.find("organization");
    // Places of the organization are places of other services' hidden sites too.
    if (organization != record.end() && organization->is_object()) organization->erase("locations"), organization->erase("services");
    drop_flagged(record);
    if (!privacy.any_hidden()) return out;
    keep_only(record, kServiceMembers);
    drop_linked_to_sites(record);
    drop_place_metadata(record);
    if (organization = record.find("organization"); organization != record.end() && organization->is_object()) {
        keep_only(*organization, kOrganizationMembers);
        drop_linked_to_sites(*organization);
    }
    if (auto sites = record.find("service_at_locations"); sites != record.end() && sites->is_array())
        for (std::size_t i = 0; i < sites->size() && i < privacy.hidden_site.size(); ++i) {
            if (!privacy.hidden_site[i]) continue;
            mask_site((*sites)[i]);
            out.hidden_sites.emplace_back(text_of((*sites)[i], "id"));
        }
    secrets.scrub(record);
    return out;
}

void mask_repairs(std::vector<Repair>& repairs, const Privacy& privacy, const Secrets& secrets) {
    const auto of_hidden_site = [&](const Repair& repair) {
        for (std::size_t i = 0; i < privacy.hidden_site.size(); ++i)
            if (privacy.hidden_site[i] &&
                repair.path.starts_with("/service_at_locations/" + std::to_string(i) + "/"))
                return true;
        return repair.path.starts_with("/organization/locations") || repair.path.starts_with("/metadata");
    };
    std::erase_if(repairs, of_hidden_site);
    for (auto& repair : repairs) {
        // As it was, a street may be spelled with entities that hide it from the search.
        RepairKinds kinds;
        auto mended = repair_text(repair.before, TextUse::prose, kinds);
        if (secrets.scrub(mended)) repair.before = "\xE2\x80\xA6";
        else secrets.scrub(repair.before);
    }
}

}  // namespace porchlight
