#include "core/feed/identify.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

// What the objects of an array are called in ids and in references.
constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
    {"service_at_locations", "service_at_location"}, {"location", "location"}, {"organization", "organization"},
    {"program", "program"}, {"phones", "phone"}, {"contacts", "contact"}, {"addresses", "address"},
    {"schedules", "schedule"}, {"languages", "language"}, {"accessibility", "accessibility"},
    {"service_areas", "service_area"}, {"required_documents", "required_document"},
    {"cost_options", "cost_option"}, {"funding", "funding"}, {"attributes", "attribute"},
    {"taxonomy_term", "taxonomy_term"}, {"taxonomy_detail", "taxonomy"}, {"metadata", "metadata"},
    {"capacities", "service_capacity"}, {"unit", "unit"}, {"additional_urls", "url"},
    {"additional_websites", "url"}, {"organization_identifiers", "organization_identifier"}, {"programs", "program"}};

std::string_view kind_of(std::string_view member) {
    for (const auto& [name, kind] : kKinds)
        if (name == member) return kind;
    return {};
}

// References by the member that holds them.
constexpr std::pair<std::string_view, std::string_view> kReferences[] = {
    {"organization_id", "organization"}, {"parent_organization_id", "organization"}, {"program_id", "program"},
    {"service_id", "service"}, {"location_id", "location"}, {"service_at_location_id", "service_at_location"},
    {"contact_id", "contact"}, {"phone_id", "phone"}, {"taxonomy_id", "taxonomy"},
    {"taxonomy_term_id", "taxonomy_term"}, {"unit_id", "unit"}};

std::string text_member(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    // Keys that are numbers in the source's JSON are keys all the same.
    return found->is_string() ? found->get<std::string>() : found->is_number() ? found->dump() : std::string{};
}

}  // namespace

Identifier::Identifier(std::string source, const std::set<std::string>& taken)
    : source_(std::move(source)), taken_(taken.begin(), taken.end()) {}

std::string Identifier::id(std::string_view kind, std::string_view key) const {
    if (const auto uuid = parse_uuid(key)) {
        auto text = to_string(*uuid);
        if (!taken_.contains(text)) return text;
        return to_string(uuid_v5(id_namespace(), source_ + "/" + std::string(kind) + "/" + text));
    }
    return to_string(uuid_v5(id_namespace(), source_ + "/" + std::string(kind) + "/" + std::string(key)));
}

/// One pass over one record.
class Identifier::Walk {
  public:
    Walk(const Identifier& ids, const std::vector<bool>& hidden)
        : ids_(ids), hidden_(hidden), any_hidden_(std::find(hidden.begin(), hidden.end(), true) != hidden.end()) {}

    void service(Json& record) {
        own_id(record, "service", made_key(record));
        if (auto organization = record.find("organization"); organization != record.end() && organization->is_object()) {
            const auto said = text_member(record, "organization_id");
            if (!organization->contains("id") && !said.empty()) (*organization)["id"] = said;
            own_id(*organization, "organization", "name:" + text_member(*organization, "name"));
            record["organization_id"] = (*organization)["id"];
            below(*organization, false);
        }
        below(record, false);
    }

    std::size_t made = 0;

  private:
    /// Rows without an id: over name, organization and address as found (decision 6), the address
    /// only where nothing of it is hidden.
    std::string made_key(const Json& record) const {
        std::string key = "name:" + text_member(record, "name") + "|" + text_member(object_of(record, "organization"), "name");
        if (any_hidden_) return key;
        for (const auto& site : items_of(record, "service_at_locations"))
            for (const auto& address : items_of(object_of(site, "location"), "addresses"))
                key += "|" + text_member(address, "address_1") + "|" + text_member(address, "postal_code");
        return key;
    }

    void own_id(Json& object, std::string_view kind, const std::string& otherwise) {
        const auto key = text_member(object, "id");
        auto id = ids_.id(kind, key.empty() ? otherwise : key);
        if (id == key) return;
        ++made;
        object["id"] = std::move(id);
    }

    /// In a record with a hidden site, a key of a place that isn't a UUID might be its street.
    bool may_tell(std::string_view kind, const std::string& key) const {
        return any_hidden_ && (kind == "location" || kind == "service_at_location") && !parse_uuid(key);
    }

    void references(Json& object) {
        for (const auto& [member, kind] : kReferences) {
            const auto found = object.find(member);
            if (found == object.end()) continue;
            const std::string key = text_member(object, std::string(member).c_str());
            if (key.empty() || may_tell(kind, key)) { object.erase(found); continue; }
            auto id = ids_.id(kind, key);
            if (id != key) *found = std::move(id);
        }
    }

    void item(Json& object, std::string_view kind, const std::string& otherwise, bool hidden) {
        // Below a hidden site a key that isn't a UUID might be the street itself.
        if (hidden && !parse_uuid(text_member(object, "id"))) object.erase("id");
        own_id(object, kind, otherwise);
        references(object);
        if (kind == "attribute") linked(object, "link_id", "link_entity");
        if (kind == "metadata") linked(object, "resource_id", "resource_type");
        if (kind == "taxonomy_term" && object.contains("parent_id")) {
            const auto parent = text_member(object, "parent_id");
            if (parent.empty()) object.erase("parent_id");
            else object["parent_id"] = ids_.id("taxonomy_term", parent);
        }
        below(object, hidden);
    }

    void linked(Json& object, const char* id_member, const char* kind_member) {
        const auto key = text_member(object, id_member);
        if (key.empty()) return;
        const auto kind = text_member(object, kind_member);
        if (any_hidden_ && !parse_uuid(key) && kind != "service" && kind != "organization") { object.erase(id_member); return; }
        object[id_member] = ids_.id(kind.empty() ? "service" : kind, key);
    }

    void below(Json& object, bool hidden) {
        const auto owner = text_member(object, "id");
        for (auto& [member, value] : object.items()) {
            const auto kind = kind_of(member);
            if (kind.empty() || (kind == "organization" && value.is_object())) continue;
            if (value.is_object()) { item(value, kind, owner + "/" + member, hidden); continue; }
            if (!value.is_array()) continue;
            std::size_t index = 0;
            for (auto& entry : value) {
                const auto position = index++;
                if (!entry.is_object()) continue;
                const bool hide = hidden || (kind == "service_at_location" && position < hidden_.size() && hidden_[position]);
                item(entry, kind, owner + "/" + member + "/" + std::to_string(position), hide);
            }
        }
    }

    const Identifier& ids_;
    const std::vector<bool>& hidden_;
    bool any_hidden_;
};

std::size_t Identifier::identify(Json& record, const std::vector<bool>& hidden_site) const {
    Walk walk(*this, hidden_site);
    walk.service(record);
    return walk.made;
}

}  // namespace porchlight
