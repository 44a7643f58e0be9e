#include "core/review/form_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/base/hash.h"
#include "core/feed/json_read.h"
#include "core/search/strict_object.h"
#include "core/text/plain.h"

namespace porchlight {
namespace {

constexpr std::size_t kMostSites = 40;
constexpr std::size_t kMostContacts = 10;
constexpr std::size_t kLine = 200;
constexpr double kWidestKm = 100;
constexpr double kNarrowestKm = 1;
constexpr const char* kContactTaxonomy = "Porchlight contact";
constexpr std::array<const char*, 6> kAddressParts{"address_1", "address_2", "city", "state_province", "postal_code", "country"};

/// The entry of a list that has this id; an empty object where none has.
Json entry_with(const Json& list, const std::string& id) {
    for (const auto& each : list)
        if (!id.empty() && string_of(each, "id") == id) return each;
    return Json::object();
}

std::string new_id(const Json& record, const std::string& what) {
    return to_string(uuid_v5(id_namespace(), string_of(record, "id") + "/" + what));
}

bool is_hidden_site(const Json& site) { return site.value("porchlight_hidden", false); }

Json site_for_form(const Json& site) {
    const auto& location = object_of(site, "location");
    Json out{{"id", string_of(site, "id")}, {"hidden", is_hidden_site(site)}};
    const auto put = [&](const char* as, const Json& owner, const char* member) {
        if (owner.contains(member) && !owner[member].is_null()) out[as] = owner[member];
    };
    if (is_hidden_site(site)) {
        put("area", site, "porchlight_area");
        return out;
    }
    put("name", location, "name");
    put("transportation", location, "transportation");
    put("latitude", location, "latitude");
    put("longitude", location, "longitude");
    for (const auto& address : items_of(location, "addresses")) {
        if (string_of(address, "address_type") == "postal") continue;
        for (const auto* part : kAddressParts) put(part, address, part);
        break;
    }
    return out;
}

/// Reads texts of `object` into `out`; one that is left out is taken away.
template <class Names>
Result<void> read_lines(StrictObject& object, const Names& names, Json& out) {
    for (const char* name : names) {
        out.erase(name);
        if (!object.has(name) || object.at(name).is_null()) continue;
        auto text = form_text(object.at(name), kLine, object.pointer(name));
        if (!text) return tl::unexpected(text.error());
        out[name] = std::move(*text);
    }
    return {};
}

Result<Json> read_area(const Json& value, const std::string& pointer) {
    StrictObject object(value, pointer);
    Json out;
    if (!object.has("name")) return form_fault("missing", "a published area has a name", pointer + "/name");
    auto name = form_text(object.at("name"), kLine, pointer + "/name");
    if (!name) return tl::unexpected(name.error());
    out["name"] = std::move(*name);
    const auto lat = object.number("lat", -90, 90), lon = object.number("lon", -180, 180);
    const auto radius = object.number("radius_km", kNarrowestKm, kWidestKm);
    if (auto error = object.finish()) return tl::unexpected(*error);
    if (!lat || !lon || !radius) return form_fault("missing", "a published area has a middle and a radius", pointer);
    // To hundredths of a degree: about a kilometre, as imports have it.
    out["lat"] = std::round(*lat * 100) / 100;
    out["lon"] = std::round(*lon * 100) / 100;
    out["radius_km"] = *radius;
    return out;
}

/// What is read of a hidden site: nothing of its place but the area.
Result<Json> read_hidden_site(StrictObject& object, Json site) {
    for (const auto* member : kAddressParts)
        if (object.has(member)) return form_fault("hidden_place", "a hidden site has no address here", object.pointer(member));
    for (const char* member : {"name", "transportation", "latitude", "longitude"})
        if (object.has(member)) return form_fault("hidden_place", "nothing is written of where a hidden site is", object.pointer(member));
    site["porchlight_hidden"] = true;
    site.erase("porchlight_area");
    if (!object.has("area") || object.at("area").is_null()) return site;
    auto area = read_area(object.at("area"), object.pointer("area"));
    if (!area) return area;
    site["porchlight_area"] = std::move(*area);
    return site;
}

Result<void> read_point(StrictObject& object, Json& location) {
    const auto lat = object.number("latitude", -90, 90), lon = object.number("longitude", -180, 180);
    if (lat.has_value() != lon.has_value())
        return form_fault("missing", "latitude and longitude go together", object.pointer(lat ? "longitude" : "latitude"));
    location.erase("latitude");
    location.erase("longitude");
    if (lat) location["latitude"] = *lat, location["longitude"] = *lon;
    return {};
}

Result<Json> read_open_site(StrictObject& object, Json site, const Json& record, const std::string& at) {
    site.erase("porchlight_hidden");
    site.erase("porchlight_area");
    auto location = object_of(site, "location");
    if (string_of(location, "id").empty()) location["id"] = new_id(record, "location" + at);
    location["location_type"] = "physical";
    if (auto read = read_lines(object, std::array{"name", "transportation"}, location); !read) return tl::unexpected(read.error());
    Json addresses = items_of(location, "addresses"), address = Json::object();
    const auto physical = std::find_if(addresses.begin(), addresses.end(), [](const Json& each) { return string_of(each, "address_type") != "postal"; });
    if (physical != addresses.end()) address = *physical;
    if (auto read = read_lines(object, kAddressParts, address); !read) return tl::unexpected(read.error());
    if (string_of(address, "id").empty()) address["id"] = new_id(record, "address" + at);
    address["address_type"] = "physical";
    const bool empty = std::none_of(kAddressParts.begin(), kAddressParts.end(), [&](const char* part) { return address.contains(part); });
    if (physical != addresses.end()) addresses.erase(physical);
    if (!empty) addresses.insert(addresses.begin(), std::move(address));
    location.erase("addresses");
    if (!addresses.empty()) location["addresses"] = std::move(addresses);
    if (auto read = read_point(object, location); !read) return tl::unexpected(read.error());
    if (object.has("area") && !object.at("area").is_null())
        return form_fault("open_place", "only a hidden site has a published area", object.pointer("area"));
    site["location"] = std::move(location);
    return site;
}

Result<Json> read_site(const Json& value, const Json& record, const std::string& pointer) {
    StrictObject object(value, pointer);
    const auto given = object.text("id", 36);
    auto site = entry_with(items_of(record, "service_at_locations"), given);
    if (site.empty()) site["id"] = parse_uuid(given) ? given : new_id(record, pointer + value.dump());
    const bool hides = object.boolean("hidden").value_or(false);
    auto read = hides ? read_hidden_site(object, std::move(site)) : read_open_site(object, std::move(site), record, pointer + given);
    if (!read) return read;
    if (auto error = object.finish()) return tl::unexpected(*error);
    return read;
}

Result<Json> read_contact(const Json& value, const Json& record, const std::string& pointer) {
    StrictObject object(value, pointer);
    const auto given = object.text("id", 36);
    auto contact = entry_with(items_of(record, "contacts"), given);
    if (contact.empty()) contact["id"] = parse_uuid(given) ? given : new_id(record, pointer + value.dump());
    if (auto read = read_lines(object, std::array{"name", "title"}, contact); !read) return tl::unexpected(read.error());
    if (!contact.contains("name") && !contact.contains("title"))
        return form_fault("missing", "a contact has a name or a title", pointer + "/name");
    const auto role = object.text("role", 20), message = object.text("message", 20);
    if (!role.empty() && role != "primary" && role != "backup")
        return form_fault("unknown_value", "primary or backup", object.pointer("role"));
    if (!message.empty() && message != "yes" && message != "no")
        return form_fault("unknown_value", "yes or no", object.pointer("message"));
    say_code(contact, kContactTaxonomy, "role.", role);
    say_code(contact, kContactTaxonomy, "message.", message);
    Json phone = items_of(contact, "phones").empty() ? Json::object() : contact["phones"][0];
    if (object.has("number")) {
        auto number = form_number(object.at("number"), object.pointer("number"));
        if (!number) return tl::unexpected(number.error());
        phone["number"] = std::move(*number);
        if (string_of(phone, "id").empty()) phone["id"] = new_id(record, pointer + "/phone" + given);
        phone.erase("description");
        if (object.has("hours")) {
            auto hours = form_text(object.at("hours"), kLine, object.pointer("hours"));
            if (!hours) return tl::unexpected(hours.error());
            phone["description"] = std::move(*hours);
        }
        contact["phones"] = Json::array({std::move(phone)});
    } else {
        if (object.has("hours")) return form_fault("missing", "hours belong to a number", object.pointer("number"));
        contact.erase("phones");
    }
    if (auto error = object.finish()) return tl::unexpected(*error);
    return contact;
}

/// A list of at most `most` through `read`, in the place of a record's member.
template <class Read>
Result<void> set_list(Json& record, const char* member, const Json& value, std::size_t most, const std::string& pointer, Read read) {
    if (!value.is_array()) return form_fault("wrong_type", "a list is expected", pointer);
    if (value.size() > most) return form_fault("out_of_range", "the list is too long", pointer);
    Json out = Json::array();
    std::set<std::string> seen;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto at = fmt::format("{}/{}", pointer, i);
        auto entry = read(value[i], record, at);
        if (!entry) return tl::unexpected(entry.error());
        if (!seen.insert(string_of(*entry, "id")).second) return form_fault("repeated", "it is there twice", at);
        out.push_back(std::move(*entry));
    }
    record[member] = std::move(out);
    if (value.empty()) record.erase(member);
    return {};
}

}  // namespace

tl::unexpected<Error> form_fault(const char* code, const char* sentence, const std::string& pointer) {
    return fail(ErrorKind::bad_request, fmt::format("{}: {}", code, sentence), pointer);
}

Result<std::string> form_text(const Json& value, std::size_t most, const std::string& pointer) {
    if (!value.is_string()) return form_fault("wrong_type", "a string is expected", pointer);
    const auto& text = value.get_ref<const std::string&>();
    if (text.size() > most) return form_fault("out_of_range", "the text is too long", pointer);
    auto plain = plain_text(text);
    if (!plain) return fail(ErrorKind::bad_request, plain.error().message, pointer);
    if (plain->empty()) return form_fault("empty", "the text is empty: leave it out instead", pointer);
    return plain;
}

Result<std::string> form_number(const Json& value, const std::string& pointer) {
    auto text = form_text(value, 40, pointer);
    if (!text) return text;
    const auto digits = std::count_if(text->begin(), text->end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool dialled = text->find_first_not_of("0123456789+-.()/ ") == std::string::npos;
    if (!dialled || digits < 3 || digits > 15) return form_fault("no_number", "that is no phone number", pointer);
    return text;
}

std::string said_code(const Json& entry, std::string_view taxonomy, std::string_view prefix) {
    std::string out;
    for_each_code(entry, taxonomy, [&](std::string_view code) {
        if (out.empty() && code.starts_with(prefix)) out = code.substr(prefix.size());
    });
    return out;
}

void say_code(Json& entry, std::string_view taxonomy, std::string_view prefix, std::string_view code) {
    if (said_code(entry, taxonomy, prefix) == code) return;
    Json kept = Json::array();
    for (const auto& attribute : items_of(entry, "attributes")) {
        const auto& term = object_of(attribute, "taxonomy_term");
        if (text_of(term, "taxonomy") != taxonomy || !text_of(term, "code").starts_with(prefix)) kept.push_back(attribute);
    }
    if (!code.empty()) {
        const auto whole = std::string(prefix) + std::string(code);
        const auto id_of = [&](const std::string& what) { return to_string(uuid_v5(id_namespace(), what)); };
        kept.push_back({{"id", id_of(string_of(entry, "id") + "/" + whole)},
                        {"taxonomy_term", {{"id", id_of(std::string(taxonomy) + "/" + whole)}, {"code", whole}, {"name", whole}, {"taxonomy", taxonomy}}}});
    }
    entry.erase("attributes");
    if (!kept.empty()) entry["attributes"] = std::move(kept);
}

Json sites_of(const Json& record) {
    Json out = Json::array();
    for (const auto& site : items_of(record, "service_at_locations")) out.push_back(site_for_form(site));
    return out;
}

Result<void> set_sites(Json& record, const Json& value, const std::string& pointer) {
    return set_list(record, "service_at_locations", value, kMostSites, pointer, read_site);
}

Json contacts_for_form(const Json& record) {
    Json out = Json::array();
    for (const auto& contact : items_of(record, "contacts")) {
        Json shown{{"id", string_of(contact, "id")}};
        const auto put = [&](const char* member, std::string text) {
            if (!text.empty()) shown[member] = std::move(text);
        };
        put("name", string_of(contact, "name"));
        put("title", string_of(contact, "title"));
        put("role", said_code(contact, kContactTaxonomy, "role."));
        put("message", said_code(contact, kContactTaxonomy, "message."));
        for (const auto& phone : items_of(contact, "phones")) {
            put("number", string_of(phone, "number"));
            put("hours", string_of(phone, "description"));
            break;
        }
        out.push_back(std::move(shown));
    }
    return out;
}

Result<void> set_contacts(Json& record, const Json& value, const std::string& pointer) {
    if (auto set = set_list(record, "contacts", value, kMostContacts, pointer, read_contact); !set) return set;
    for (const char* role : {"primary", "backup"}) {
        int count = 0;
        for (const auto& contact : items_of(record, "contacts")) count += said_code(contact, kContactTaxonomy, "role.") == role;
        if (count > 1) return form_fault("repeated", "one contact is the first and one stands in for them", pointer);
    }
    return {};
}

}  // namespace porchlight
