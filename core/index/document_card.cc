#include "core/feed/json_read.h"
#include "core/feed/phone_times.h"
#include "core/index/document.h"

namespace porchlight {
namespace {

/// Characters of a description that a result shows.
constexpr std::size_t kSummaryBytes = 280;

/// The beginning of a text, cut at a word.
std::string beginning(const std::string& text) {
    if (text.size() <= kSummaryBytes) return text;
    auto cut = text.rfind(' ', kSummaryBytes);
    if (cut == std::string::npos) {
        cut = kSummaryBytes;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
    }
    return text.substr(0, cut) + "…";
}

/// Code of an attribute in one of our own taxonomies, after its last prefix: "role." gives "primary".
std::string own_code(const Json& owner, std::string_view taxonomy, std::string_view prefix) {
    std::string out;
    for_each_code(owner, taxonomy, [&](std::string_view code) {
        if (out.empty() && code.starts_with(prefix)) out = code.substr(prefix.size());
    });
    return out;
}

Json phone_of(const Json& phone) {
    Json out{{"number", string_of(phone, "number")}};
    if (phone.contains("extension")) out["extension"] = phone["extension"];
    for (const char* member : {"type", "description"})
        if (const auto text = string_of(phone, member); !text.empty()) out[member] = text;
    out["languages"] = Json::array();
    for (const auto& language : items_of(phone, "languages")) {
        const auto code = string_of(language, "code");
        out["languages"].push_back(code.empty() ? string_of(language, "name") : code);
    }
    const auto message = own_code(phone, "Porchlight contact", "message.");
    out["message_allowed"] = message.empty() ? "unknown" : message;
    if (auto times = phone_times_of(phone); !times.empty()) out["hours"] = std::move(times);
    return out;
}

bool is_voice(const Json& phone) {
    const auto type = string_of(phone, "type");
    return type != "fax" && type != "pager" && type != "video";
}

void add_phones(Json& out, const Json& owner) {
    for (const auto& phone : items_of(owner, "phones"))
        if (is_voice(phone) && !string_of(phone, "number").empty()) out.push_back(phone_of(phone));
}

/// The service's own numbers, then its sites', then its organization's, each number once.
Json phones_of(const Json& record) {
    Json all = Json::array(), out = Json::array();
    add_phones(all, record);
    for (const auto& site : items_of(record, "service_at_locations")) {
        add_phones(all, site);
        if (site.contains("location")) add_phones(all, site["location"]);
    }
    if (record.contains("organization")) add_phones(all, record["organization"]);
    for (const auto& phone : all) {
        bool seen = false;
        for (const auto& kept : out) seen = seen || kept["number"] == phone["number"];
        if (!seen) out.push_back(phone);
    }
    return out;
}

Json contact_of(const Json& contact) {
    Json out{{"name", string_of(contact, "name")}, {"title", string_of(contact, "title")}};
    const auto role = own_code(contact, "Porchlight contact", "role.");
    out["role"] = role.empty() ? "contact" : role;
    const auto message = own_code(contact, "Porchlight contact", "message.");
    out["message_allowed"] = message.empty() ? "unknown" : message;
    out["direct_line"] = nullptr;
    out["hours"] = nullptr;
    out["languages"] = Json::array();
    out["confirmed_on"] = nullptr;
    for (const auto& phone : items_of(contact, "phones")) {
        if (!out["direct_line"].is_null()) break;
        const auto shown = phone_of(phone);
        out["direct_line"] = shown["number"];
        out["languages"] = shown["languages"];
        if (shown.contains("description")) out["hours"] = shown["description"];
    }
    for (const auto& entry : items_of(contact, "metadata"))
        if (const auto date = string_of(entry, "last_action_date"); date.size() >= 10)
            out["confirmed_on"] = date.substr(0, 10);
    return out;
}

Json contacts_of(const Json& record) {
    Json out = Json::array();
    const auto add = [&](const Json& owner) {
        for (const auto& contact : items_of(owner, "contacts"))
            if (!string_of(contact, "name").empty() || !string_of(contact, "title").empty())
                out.push_back(contact_of(contact));
    };
    add(record);
    for (const auto& site : items_of(record, "service_at_locations")) add(site);
    return out;
}

std::string address_of(const Json& location) {
    for (const auto& address : items_of(location, "addresses")) {
        if (string_of(address, "address_type") == "postal") continue;
        std::string out;
        for (const char* member : {"address_1", "address_2", "city", "state_province", "postal_code"})
            if (const auto part = string_of(address, member); !part.empty())
                out += (out.empty() ? "" : ", ") + part;
        return out;
    }
    return {};
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json site_of(const Json& site) {
    static const Json kNoLocation = Json::object();
    const auto& location = site.contains("location") ? site["location"] : kNoLocation;
    const bool hidden = site.value("porchlight_hidden", false);
    Json out{{"service_at_location_id", string_of(site, "id")},
             {"name", or_null(string_of(location, "name"))},
             {"hidden", hidden},
             {"address", nullptr},
             {"area", nullptr},
             {"latitude", nullptr},
             {"longitude", nullptr}};
    const auto area = site.find("porchlight_area");
    if (area != site.end() && area->is_object()) out["area"] = or_null(string_of(*area, "name"));
    if (hidden) return out;
    out["address"] = or_null(address_of(location));
    if (location.contains("latitude") && location.contains("longitude")) {
        out["latitude"] = location["latitude"];
        out["longitude"] = location["longitude"];
    }
    return out;
}

/// The listing's own words on its hours, from whichever schedule has them.
std::string hours_said(const Json& record) {
    const auto said = [](const Json& owner) {
        for (const auto& schedule : items_of(owner, "schedules"))
            if (const auto text = string_of(schedule, "description"); !text.empty()) return text;
        return std::string{};
    };
    if (const auto text = said(record); !text.empty()) return text;
    for (const auto& site : items_of(record, "service_at_locations")) {
        if (const auto text = said(site); !text.empty()) return text;
        if (!site.contains("location")) continue;
        if (const auto text = said(site["location"]); !text.empty()) return text;
    }
    return {};
}

}  // namespace

Json make_card(const StoredListing& listing, const Json& record) {
    Json card{{"service_id", listing.service_id},
              {"short_id", listing.short_id},
              {"name", string_of(record, "name")},
              {"language", listing.language},
              {"summary", beginning(string_of(record, "description"))},
              {"hours_said", or_null(hours_said(record))},
              {"alert", or_null(string_of(record, "alert"))},
              {"phones", phones_of(record)},
              {"contacts", contacts_of(record)},
              {"sites", Json::array()}};
    if (record.contains("organization"))
        card["organization"] = {{"id", string_of(record["organization"], "id")},
                                {"name", string_of(record["organization"], "name")}};
    for (const auto& site : items_of(record, "service_at_locations"))
        card["sites"].push_back(site_of(site));
    return card;
}

}  // namespace porchlight
