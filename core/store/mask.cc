#include "core/store/mask.h"

#include <array>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace porchlight {
namespace {

constexpr std::string_view kHidden = "porchlight_hidden";

/// What may stay of a hidden site.
constexpr std::array<std::string_view, 9> kSiteKeeps = {
    "id", "service_id", "location_id", "location", "attributes", "languages", "schedules",
    "porchlight_hidden", "porchlight_area"};
constexpr std::array<std::string_view, 4> kLocationKeeps = {"id", "location_type", "attributes",
                                                            "languages"};
constexpr std::array<std::string_view, 4> kScheduleDrops = {"description", "notes", "schedule_link",
                                                            "location_id"};
/// What says where a location is, or how to ring there (decision 2).
constexpr std::array<std::string_view, 12> kPlaceFields = {
    "addresses", "address", "latitude", "longitude", "transportation", "url", "phones",
    "contacts", "external_identifier", "external_identifier_type", "map_url", "directions"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
    for (const auto each : names)
        if (each == name) return true;
    return false;
}

std::string text_of(const Json& object, std::string_view member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string trimmed(std::string text) {
    const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!text.empty() && is_space(text.back())) text.pop_back();
    std::size_t start = 0;
    while (start < text.size() && is_space(text[start])) ++start;
    return text.substr(start);
}

void add_word(MaskedWords& masked, const std::string& text) {
    const std::string word = lower(trimmed(text));
    // Shorter ones ("4", "B") would take letters out of every text.
    if (word.size() >= 5) masked.words.insert(word);
}

/// "12 Canary Street" is written "12 Canary St." elsewhere: number and name alone go too.
void add_street(MaskedWords& masked, const std::string& street) {
    add_word(masked, street);
    const std::string text = trimmed(street);
    if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) == 0) return;
    const auto first = text.find(' ');
    if (first == std::string::npos) return;
    const auto second = text.find_first_of(" ,.", first + 1);
    if (second == std::string::npos || second - first < 4) return;
    add_word(masked, text.substr(0, second));
}

void add_coordinate(MaskedWords& masked, const Json& location, std::string_view member) {
    const auto found = location.find(member);
    if (found == location.end()) return;
    // Three decimals (100 m), cut, not rounded: what a longer number elsewhere starts with.
    if (found->is_number()) {
        const double degrees = found->get<double>();
        masked.coordinates.insert(fmt::format("{:.3f}", std::trunc(degrees * 1000) / 1000));
        masked.coordinates.insert(fmt::format("{:.3f}", degrees));
    } else if (found->is_string()) {
        const std::string text = trimmed(found->get<std::string>());
        const auto point = text.find('.');
        if (point != std::string::npos && text.size() >= point + 4)
            masked.coordinates.insert(text.substr(0, point + 4));
    }
}

void collect_words(const Json& location, MaskedWords& masked) {
    add_coordinate(masked, location, "latitude");
    add_coordinate(masked, location, "longitude");
    add_word(masked, text_of(location, "transportation"));
    const auto addresses = location.find("addresses");
    if (addresses == location.end() || !addresses->is_array()) return;
    for (const Json& address : *addresses) {
        if (!address.is_object()) continue;
        add_street(masked, text_of(address, "address_1"));
        add_word(masked, text_of(address, "address_2"));
        add_word(masked, text_of(address, "attention"));
        add_word(masked, text_of(address, "postal_code"));
    }
}

template <std::size_t N>
void keep_only(Json& object, const std::array<std::string_view, N>& names) {
    for (auto member = object.begin(); member != object.end();)
        member = contains(names, member.key()) ? std::next(member) : object.erase(member);
}

template <std::size_t N>
void drop(Json& object, const std::array<std::string_view, N>& names) {
    for (auto member = object.begin(); member != object.end();)
        member = contains(names, member.key()) ? object.erase(member) : std::next(member);
}

void mask_location(Json& location, MaskedWords& masked) {
    collect_words(location, masked);
    keep_only(location, kLocationKeeps);
}

void drop_schedule_texts(Json& holder) {
    const auto schedules = holder.find("schedules");
    if (schedules == holder.end() || !schedules->is_array()) return;
    for (Json& schedule : *schedules)
        if (schedule.is_object()) drop(schedule, kScheduleDrops);
}

std::string location_id(const Json& site) {
    if (const auto location = site.find("location");
        location != site.end() && location->is_object())
        if (auto id = text_of(*location, "id"); !id.empty()) return id;
    return text_of(site, "location_id");
}

bool is_hidden(const Json& object) {
    const auto flag = object.find(kHidden);
    return flag != object.end() && flag->is_boolean() && flag->get<bool>();
}

void mask_sites(Json& record, const std::set<std::string>& hidden, MaskedWords& masked) {
    const auto sites = record.find("service_at_locations");
    if (sites == record.end() || !sites->is_array()) return;
    for (std::size_t i = 0; i < sites->size(); ++i) {
        Json& site = (*sites)[i];
        if (!site.is_object() || is_hidden(site)) continue;
        const std::string id = text_of(site, "id");
        if (hidden.count(id) == 0 && hidden.count(location_id(site)) == 0) continue;
        if (const auto location = site.find("location");
            location != site.end() && location->is_object())
            mask_location(*location, masked);
        keep_only(site, kSiteKeeps);
        drop_schedule_texts(site);
        site[std::string(kHidden)] = true;
        masked.sites.insert(id);
        masked.pointers.push_back("/service_at_locations/" + std::to_string(i));
    }
}

/// Locations that an organization lists beside its services' sites.
void mask_listed_locations(Json& holder, const std::string& at, const std::set<std::string>& hidden,
                           MaskedWords& masked) {
    const auto locations = holder.find("locations");
    if (locations == holder.end() || !locations->is_array()) return;
    for (std::size_t i = 0; i < locations->size(); ++i) {
        Json& location = (*locations)[i];
        if (!location.is_object() || is_hidden(location)) continue;
        if (hidden.count(text_of(location, "id")) == 0) continue;
        mask_location(location, masked);
        location[std::string(kHidden)] = true;
        masked.pointers.push_back(at + "/locations/" + std::to_string(i));
    }
}

bool is_linked(const Json& object, const std::set<std::string>& hidden) {
    return hidden.count(text_of(object, "location_id")) > 0 ||
           hidden.count(text_of(object, "service_at_location_id")) > 0;
}

/// Drops phones and contacts that are linked to a hidden place, at whatever depth they stand.
void drop_linked(Json& value, const std::set<std::string>& hidden) {
    if (value.is_array()) {
        for (Json& item : value) drop_linked(item, hidden);
        return;
    }
    if (!value.is_object()) return;
    for (auto& [name, member] : value.items()) {
        if ((name == "phones" || name == "contacts") && member.is_array()) {
            Json kept = Json::array();
            for (Json& item : member)
                if (!item.is_object() || !is_linked(item, hidden)) kept.push_back(std::move(item));
            member = std::move(kept);
        }
        drop_linked(member, hidden);
    }
}

bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// A word stands by itself: a postal code isn't part of a longer number.
bool stands_alone(const std::string& text, std::size_t at, std::size_t size) {
    return (at == 0 || !is_letter_or_digit(text[at - 1])) &&
           (at + size == text.size() || !is_letter_or_digit(text[at + size]));
}

bool erase_word(std::string& text, const std::string& word) {
    bool changed = false;
    std::string folded = lower(text);
    for (auto at = folded.find(word); at != std::string::npos; at = folded.find(word, at)) {
        if (!stands_alone(folded, at, word.size())) {
            ++at;
            continue;
        }
        text.replace(at, word.size(), "\u2026");
        folded = lower(text);
        changed = true;
    }
    return changed;
}

bool is_id(std::string_view member) {
    return member == "id" || (member.size() > 3 && member.substr(member.size() - 3) == "_id");
}

}  // namespace

RecordPlaces places_of(const Json& record) {
    RecordPlaces places;
    const auto sites = record.find("service_at_locations");
    if (sites == record.end() || !sites->is_array()) return places;
    for (const Json& site : *sites)
        if (site.is_object())
            places.sites.push_back({text_of(site, "id"), location_id(site), is_hidden(site)});
    return places;
}

void mask_places(Json& record, const std::set<std::string>& hidden, MaskedWords& masked) {
    if (!record.is_object()) return;
    mask_sites(record, hidden, masked);
    mask_listed_locations(record, "", hidden, masked);
    if (const auto organization = record.find("organization");
        organization != record.end() && organization->is_object())
        mask_listed_locations(*organization, "/organization", hidden, masked);
    drop_linked(record, hidden);
    if (!masked.empty()) scrub(record, masked);
}

void guard_masked_sites(Json& record, const std::set<std::string>& hidden_sites,
                        MaskedWords& masked) {
    const auto sites = record.find("service_at_locations");
    if (sites == record.end() || !sites->is_array()) return;
    std::set<std::string> ids = hidden_sites;
    for (std::size_t i = 0; i < sites->size(); ++i) {
        Json& site = (*sites)[i];
        if (!site.is_object()) continue;
        const std::string id = text_of(site, "id");
        if (!is_hidden(site) && hidden_sites.count(id) == 0) continue;
        ids.insert(id);
        if (const std::string location = location_id(site); !location.empty()) ids.insert(location);
        const std::size_t known = masked.words.size() + masked.coordinates.size();
        drop(site, kPlaceFields);
        if (const auto location = site.find("location");
            location != site.end() && location->is_object()) {
            collect_words(*location, masked);
            drop(*location, kPlaceFields);
        }
        if (masked.words.size() + masked.coordinates.size() > known) masked.sites.insert(id);
        masked.pointers.push_back("/service_at_locations/" + std::to_string(i));
        site[std::string(kHidden)] = true;
    }
    ids.erase("");
    drop_linked(record, ids);
    if (!masked.sites.empty()) scrub(record, masked);
}

bool scrub(std::string& text, const MaskedWords& masked) {
    for (const std::string& digits : masked.coordinates) {
        if (text.find(digits) == std::string::npos) continue;
        text.clear();
        return true;
    }
    bool changed = false;
    // Backwards, so that a whole street goes before its first two words.
    for (auto word = masked.words.rbegin(); word != masked.words.rend(); ++word)
        changed = erase_word(text, *word) || changed;
    return changed;
}

bool scrub(Json& value, const MaskedWords& masked) {
    if (value.is_string()) return scrub(value.get_ref<std::string&>(), masked);
    bool changed = false;
    if (value.is_array())
        for (Json& item : value) changed = scrub(item, masked) || changed;
    if (value.is_object())
        for (auto& [name, item] : value.items())
            // An open site keeps its address, even where both lie in one postal code.
            if (!is_id(name) && name != "addresses") changed = scrub(item, masked) || changed;
    return changed;
}

bool leads_into_masked(const std::string& pointer, const MaskedWords& masked) {
    for (const std::string& root : masked.pointers) {
        if (pointer.rfind(root, 0) != 0) continue;
        if (pointer.size() == root.size() || pointer[root.size()] == '/') return true;
    }
    return false;
}

}  // namespace porchlight
