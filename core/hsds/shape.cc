#include "core/hsds/shape.h"

#include "core/hsds/facts.h"
#include "core/hsds/valid.h"
#include "core/index/public_record.h"

namespace porchlight {
namespace {

/// "CA-MB" -> "CA".
std::string country_of(const SourceSettings& source) { return source.region.substr(0, source.region.find('-')); }

/// What stays of a withdrawn listing, for those who compare.
Json tombstone(const StoredListing& listing) {
    auto record = Json::parse(listing.record, nullptr, false);
    if (!record.is_object()) return nullptr;
    const auto seen = public_view(std::move(record));
    if (!seen || !seen->contains("name")) return nullptr;
    return {{"id", listing.service_id}, {"name", (*seen)["name"]}, {"status", listing.merged_into.empty() ? "inactive" : "defunct"}};
}

bool stands_alone(const Json& value) { return !value.is_array(); }

}  // namespace

Json HsdsShaper::service(const StoredListing& listing, const TakedownSet& taken_down) const {
    if (listing.visibility != Visibility::open || is_taken_down(listing, taken_down)) return nullptr;
    if (listing.withdrawn) return tombstone(listing);
    auto record = public_record(listing, settings_.catalogue, settings_.crosswalks);
    if (record.is_null()) return nullptr;
    drop_taken_down_sites(record, taken_down);
    record.erase("last_modified");
    if (!make_valid_hsds(record, "service", country_of(settings_.source(listing.source)))) return nullptr;
    FactAttributes(listing, settings_.catalogue).put_into(record, settings_.crosswalks);
    return record;
}

Json HsdsShaper::list_item(const StoredListing& listing, const TakedownSet& taken_down) const {
    if (listing.visibility != Visibility::open || is_taken_down(listing, taken_down)) return nullptr;
    if (listing.withdrawn) return tombstone(listing);
    auto record = Json::parse(listing.record, nullptr, false);
    if (!record.is_object()) return nullptr;
    auto seen = public_view(std::move(record));
    if (!seen) return nullptr;
    auto item = hsds_list_form(std::move(*seen));
    item.erase("last_modified");
    if (!make_valid_hsds(item, "service", country_of(settings_.source(listing.source)))) return nullptr;
    return item;
}

Json hsds_list_form(const Json& object) {
    Json out = Json::object();
    for (const auto& [member, value] : object.items()) {
        if (!stands_alone(value)) continue;
        out[member] = value.is_object() ? hsds_list_form(value) : value;
    }
    return out;
}

Json hsds_list_form(Json&& object) {
    auto& members = object.get_ref<Json::object_t&>();
    for (auto it = members.begin(); it != members.end();) {
        if (!stands_alone(it->second)) {
            it = members.erase(it);
            continue;
        }
        if (it->second.is_object()) it->second = hsds_list_form(std::move(it->second));
        ++it;
    }
    return std::move(object);
}

}  // namespace porchlight
