#include "core/index/public_record.h"

#include <algorithm>

namespace porchlight {
namespace {

/// Whether an attribute says something that only staff may know.
bool is_staff_attribute(const Json& attribute, const Catalogue& catalogue,
                        const std::vector<Crosswalk>& crosswalks) {
    if (!attribute.contains("taxonomy_term")) return false;
    const auto& term = attribute["taxonomy_term"];
    const auto taxonomy = term.value("taxonomy", ""), code = term.value("code", "");
    if (taxonomy == "Porchlight visibility") return true;
    for (const auto& crosswalk : crosswalks)
        if (const auto* meaning = crosswalk.find(taxonomy, code))
            return std::any_of(meaning->facts.begin(), meaning->facts.end(), [&](const auto& each) {
                return catalogue.facts()[each.fact].audience == Audience::staff;
            });
    return false;
}

/// Walks the whole record: attributes stand on nearly every object.
void strip(Json& value, const Catalogue& catalogue, const std::vector<Crosswalk>& crosswalks) {
    if (value.is_array()) {
        for (auto& each : value) strip(each, catalogue, crosswalks);
        return;
    }
    if (!value.is_object()) return;
    for (auto it = value.begin(); it != value.end();) {
        if (it.key().rfind("porchlight_", 0) == 0) {
            it = value.erase(it);
            continue;
        }
        if (it.key() == "attributes" && it->is_array())
            it->erase(std::remove_if(it->begin(), it->end(),
                                     [&](const Json& each) {
                                         return is_staff_attribute(each, catalogue, crosswalks);
                                     }),
                      it->end());
        strip(*it, catalogue, crosswalks);
        ++it;
    }
}

}  // namespace

Json public_record(const StoredListing& listing, const Catalogue& catalogue,
                   const std::vector<Crosswalk>& crosswalks) {
    if (listing.visibility != Visibility::open || listing.withdrawn) return nullptr;
    auto record = Json::parse(listing.record, nullptr, false);
    if (!record.is_object()) return nullptr;
    if (auto sites = record.find("service_at_locations"); sites != record.end() && sites->is_array()) {
        const auto before = sites->size();
        sites->erase(std::remove_if(sites->begin(), sites->end(),
                                    [](const Json& site) {
                                        return site.value("porchlight_hidden", false);
                                    }),
                     sites->end());
        if (before > 0 && sites->empty()) return nullptr;
    }
    strip(record, catalogue, crosswalks);
    return record;
}

}  // namespace porchlight
