#include "core/index/public_record.h"

#include <algorithm>
#include <vector>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

constexpr std::string_view kCardTaxonomy = "Porchlight card";
constexpr std::string_view kPublicName = "public-name";

bool is_hidden(const Json& site) { return site.value("porchlight_hidden", false); }

bool asks_for_public_name(const Json& owner) {
    bool out = false;
    for_each_code(owner, kCardTaxonomy, [&](std::string_view code) { out = out || code == kPublicName; });
    return out;
}

/// A name that no public screen shows, and the one that stands there.
struct Renaming {
    std::string real, shown;
};

/// Gives the owner its public name.  @return nothing where it has none.
std::optional<Renaming> rename(Json& owner) {
    Renaming out{string_of(owner, "name"), std::string(trimmed(text_of(owner, "alternate_name")))};
    if (out.shown.empty()) return std::nullopt;
    owner["name"] = out.shown;
    owner.erase("alternate_name");
    std::erase_if(owner["attributes"].get_ref<Json::array_t&>(), [](const Json& attribute) {
        const auto& term = object_of(attribute, "taxonomy_term");
        return text_of(term, "taxonomy") == kCardTaxonomy && text_of(term, "code") == kPublicName;
    });
    return out;
}

/// Puts the shown name wherever a text has the real one, in whatever case.
void replace_in_texts(Json& value, const Renaming& names) {
    if (value.is_structured()) {
        for (auto& each : value) replace_in_texts(each, names);
        return;
    }
    if (!value.is_string() || names.real.empty()) return;
    auto& text = value.get_ref<std::string&>();
    const auto real = lower_ascii(names.real);
    for (std::size_t at = 0; (at = lower_ascii(text).find(real, at)) != std::string::npos; at += names.shown.size())
        text.replace(at, real.size(), names.shown);
}

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

bool has_public_view(const Json& record) {
    const auto& sites = items_of(record, "service_at_locations");
    return std::any_of(sites.begin(), sites.end(), is_hidden) || asks_for_public_name(record) ||
           asks_for_public_name(object_of(record, "organization"));
}

std::optional<Json> public_view(Json record) {
    if (const auto sites = record.find("service_at_locations"); sites != record.end() && sites->is_array()) {
        const bool any = !sites->empty();
        sites->erase(std::remove_if(sites->begin(), sites->end(), is_hidden), sites->end());
        if (any && sites->empty()) return std::nullopt;
    }
    std::vector<Json*> owners{&record};
    if (const auto found = record.find("organization"); found != record.end() && found->is_object())
        owners.push_back(&*found);
    std::vector<Renaming> names;
    for (auto* owner : owners) {
        if (!asks_for_public_name(*owner)) continue;
        auto renaming = rename(*owner);
        if (!renaming) return std::nullopt;
        names.push_back(std::move(*renaming));
    }
    if (names.empty()) return std::make_optional<Json>(std::move(record));
    for (auto* owner : owners)
        for (const char* member : {"url", "website", "email", "additional_urls", "additional_websites", "logo", "uri"})
            owner->erase(member);
    for (const auto& each : names) replace_in_texts(record, each);
    return std::make_optional<Json>(std::move(record));
}

Json public_record(const StoredListing& listing, const Catalogue& catalogue,
                   const std::vector<Crosswalk>& crosswalks) {
    if (listing.visibility != Visibility::open || listing.withdrawn) return nullptr;
    auto parsed = Json::parse(listing.record, nullptr, false);
    if (!parsed.is_object()) return nullptr;
    auto record = public_view(std::move(parsed));
    if (!record) return nullptr;
    strip(*record, catalogue, crosswalks);
    return std::move(*record);
}

bool is_taken_down(const StoredListing& listing, const TakedownSet& taken_down) {
    return taken_down.contains(listing.service_id) || taken_down.contains(listing.organization_id);
}

void drop_taken_down_sites(Json& record, const TakedownSet& taken_down) {
    auto sites = record.find("service_at_locations");
    if (sites == record.end() || !sites->is_array()) return;
    for (auto it = sites->begin(); it != sites->end();) {
        const auto location = it->value("location", Json::object());
        const bool gone = taken_down.contains(it->value("id", "")) ||
                          taken_down.contains(location.value("id", ""));
        it = gone ? sites->erase(it) : it + 1;
    }
}

}  // namespace porchlight
