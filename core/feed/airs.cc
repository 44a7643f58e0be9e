#include "core/feed/airs.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "core/feed/json_read.h"
#include "core/feed/mask.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kDays{
    {{"Monday", "MO"}, {"Tuesday", "TU"}, {"Wednesday", "WE"}, {"Thursday", "TH"}, {"Friday", "FR"}, {"Saturday", "SA"}, {"Sunday", "SU"}}};
constexpr std::size_t kLongestName = 40;

// --- elements ---------------------------------------------------------------------------------

const XmlElement* child(const XmlElement& element, std::string_view name) {
    for (const auto& one : element.children)
        if (one.name == name) return &one;
    return nullptr;
}

/// The text of an element, which counts as read.
std::string take(const XmlElement& element) {
    element.taken = true;
    return std::string(trimmed(element.text));
}

std::string take(const XmlElement& element, std::string_view name) {
    const auto* found = child(element, name);
    return found == nullptr ? std::string{} : take(*found);
}

std::string attribute(const XmlElement& element, std::string_view name) {
    for (const auto& [key, value] : element.attributes)
        if (key == name) return std::string(trimmed(value));
    return {};
}

void take_all(const XmlElement& element) {
    element.taken = true;
    for (const auto& one : element.children) take_all(one);
}

bool says_withheld(std::string_view text) {
    const auto folded = fold_phrase(text);
    return folded.find("confidential") != std::string::npos || folded.find("undisclosed") != std::string::npos;
}

/// What an element says of who may see it, as members that masking knows: attributes, and children that
/// are such a flag ("Confidential").
Json flags_of(const XmlElement& element) {
    Json out = Json::object();
    const auto add = [&](const std::string& name, std::string_view value) {
        if (!is_privacy_flag(name)) return;
        // Said twice, the stricter holds.
        const Json before = out.contains(name) ? Json{{name, out[name]}} : Json::object();
        if (before.empty() || flagged_visibility({{name, value}}) > flagged_visibility(before)) out[name] = value;
    };
    for (const auto& [name, value] : element.attributes) add(name, trimmed(value));
    for (const auto& one : element.children)
        if (is_privacy_flag(one.name)) add(one.name, take(one));
    if (!take(element, "ReasonWithheld").empty()) out["confidential"] = "true";
    return out;
}

bool is_withheld(const XmlElement& element) { return flagged_visibility(flags_of(element)) != Visibility::open; }

/// Children of one name that may be shown; a withheld one counts as read, with all below it.
std::vector<const XmlElement*> open_children(const XmlElement& element, std::string_view name) {
    std::vector<const XmlElement*> out;
    for (const auto& one : element.children) {
        if (one.name != name) continue;
        if (is_withheld(one)) take_all(one);
        else out.push_back(&one);
    }
    return out;
}

void set(Json& object, const char* member, std::string text) {
    if (!text.empty()) object[member] = std::move(text);
}

/// Adds a sentence to a text, unless it says it already.
void append(Json& object, const char* member, const std::string& text) {
    const std::string before{text_of(object, member)};
    if (text.empty() || before.find(text) != std::string::npos) return;
    object[member] = before.empty() ? text : before + "\n" + text;
}

std::string other_names(const XmlElement& element) {
    std::string out;
    for (const auto* aka : open_children(element, "AKA")) {
        for (const char* part : {"Name", "Description"})
            if (const auto text = take(*aka, part); !text.empty()) out += (out.empty() ? "" : "; ") + text;
    }
    return out;
}

// --- parts ------------------------------------------------------------------------------------

std::string phone_type(std::string_view said) {
    const auto folded = fold_phrase(said);
    if (folded.find("fax") != std::string::npos) return "fax";
    if (folded.find("tty") != std::string::npos || folded.find("tdd") != std::string::npos) return "textphone";
    return "voice";
}

/// "Phone1" only counts; "Hotline" and "After Hours" tell something.
bool tells_something(std::string_view type) {
    const auto folded = fold_phrase(type);
    return !folded.empty() && folded != "fax" && folded.find_first_not_of("0123456789", folded.starts_with("phone") ? 5 : 0) != std::string::npos;
}

Json phones_of(const XmlElement& owner) {
    Json out = Json::array();
    for (const auto& one : owner.children) {
        if (one.name != "Phone") continue;
        // Withheld ones go on with their flag: masking drops them, and what only they have is nobody's.
        Json phone = flags_of(one);
        const auto number = take(one, "PhoneNumber"), type = take(one, "Type"), extension = take(one, "Extension");
        std::string said = tells_something(type) ? type : "";
        for (const char* part : {"Function", "Description"})
            if (const auto text = take(one, part); !text.empty()) said += (said.empty() ? "" : ", ") + text;
        if (number.empty()) continue;
        phone["number"] = extension.empty() ? number : number + " x" + extension;
        phone["type"] = phone_type(type);
        set(phone, "description", said);
        out.push_back(std::move(phone));
    }
    return out;
}

/// Without those that `others` has, open as it is.
void drop_repeated(Json& phones, const Json& others) {
    const auto is_there = [&](const Json& phone) {
        return flagged_visibility(phone) == Visibility::open && std::find(others.begin(), others.end(), phone) != others.end();
    };
    phones.erase(std::remove_if(phones.begin(), phones.end(), is_there), phones.end());
}

std::vector<std::string> addresses_in(const XmlElement& owner, std::string_view name) {
    std::vector<std::string> out;
    for (const auto* one : open_children(owner, name)) {
        auto text = take(*one, "Address");
        const auto note = take(*one, "Note");
        if (!text.empty()) out.push_back(std::move(text));
        if (!note.empty() && !out.empty()) out.back() += "\t" + note;
    }
    return out;
}

std::pair<std::string, std::string> link_of(const std::string& entry) {
    const auto tab = entry.find('\t');
    return {entry.substr(0, tab), tab == std::string::npos ? "" : entry.substr(tab + 1)};
}

/// The first link and e-mail are the owner's; more links and e-mails go where HSDS has lists.
void add_links(const XmlElement& element, Json& owner, const char* url_member, const char* more_member) {
    for (const auto& entry : addresses_in(element, "URL")) {
        const auto [url, label] = link_of(entry);
        if (!owner.contains(url_member)) { owner[url_member] = url; continue; }
        if (text_of(owner, url_member) == url) continue;
        Json more{{"url", url}};
        set(more, "label", label);
        auto& list = owner[more_member];
        if (std::find(list.begin(), list.end(), more) == list.end()) list.push_back(std::move(more));
    }
    for (const auto& entry : addresses_in(element, "Email")) {
        const auto email = link_of(entry).first;
        if (!owner.contains("email")) { owner["email"] = email; continue; }
        Json more{{"email", email}};
        auto& list = owner["contacts"];
        if (text_of(owner, "email") != email && std::find(list.begin(), list.end(), more) == list.end()) list.push_back(std::move(more));
        if (list.empty()) owner.erase("contacts");
    }
}

std::string joined(std::initializer_list<std::string> parts) {
    std::string out;
    for (const auto& part : parts)
        if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
    return out;
}

/// One way to write an address, to know it again.
std::string key_of(const Json& address) { return fold_phrase(string_of(address, "address_1") + " " + string_of(address, "address_2") + " " + string_of(address, "city")); }

std::optional<Json> address_of(const XmlElement& element, const char* type) {
    Json out = flags_of(element);
    set(out, "attention", take(element, "PreAddressLine"));
    set(out, "address_1", take(element, "Line1"));
    set(out, "address_2", take(element, "Line2"));
    set(out, "city", take(element, "City"));
    set(out, "region", take(element, "County"));
    set(out, "state_province", take(element, "State"));
    set(out, "postal_code", take(element, "ZipCode"));
    set(out, "country", take(element, "Country"));
    if (out.empty()) return std::nullopt;
    if (says_withheld(text_of(out, "address_1")) || says_withheld(text_of(out, "address_2"))) out["confidential"] = "true";
    out["address_type"] = type;
    return out;
}

std::string area_name(const XmlElement& area) {
    return joined({take(area, "Description"), take(area, "ZipCode"), take(area, "City"), take(area, "County"), take(area, "State"), take(area, "Country")});
}

Json schedule_of(const XmlElement& day, std::string_view byday) {
    Json out{{"freq", "WEEKLY"}, {"byday", byday}};
    set(out, "opens_at", take(day, "From"));
    set(out, "closes_at", take(day, "To"));
    set(out, "description", take(day));
    return out;
}

/// Days with From and To, and words; a season bounds them all.
Json schedules_of(const XmlElement& service) {
    Json out = Json::array();
    std::string words;
    for (const auto* open : open_children(service, "TimeOpen")) {
        for (const auto& [name, byday] : kDays)
            for (const auto* day : open_children(*open, name))
                if (auto one = schedule_of(*day, byday); one.size() > 2) out.push_back(std::move(one));
        words = joined({words, take(*open, "Notes"), take(*open)});
    }
    std::string from, to;
    for (const auto* season : open_children(service, "Seasonal")) {
        words = joined({words, take(*season, "Description")});
        from = take(*season, "StartDate"), to = take(*season, "EndDate");
    }
    if (!words.empty()) out.push_back({{"description", words}});
    if (out.empty() && (!from.empty() || !to.empty())) out.push_back({{"description", joined({from, to})}});
    for (auto& one : out) set(one, "valid_from", from), set(one, "valid_to", to);
    return out;
}

// --- an agency ----------------------------------------------------------------------------------

class Reader {
  public:
    explicit Reader(const XmlElement& agency) : agency_(agency) {}

    AirsAgency read() {
        read_organization();
        note_withheld_addresses();
        for (const auto& site : agency_.children)
            if (site.name == "Site") read_site(site);
        for (const auto& key : order_) {
            auto& row = services_[key];
            row.service.erase("x_unchecked");
            out_.rows.push_back(std::move(row));
        }
        if (order_.empty()) out_.rows.push_back({{{"services", Json::array()}}, agency_.line});
        note_unread(agency_, {});
        return std::move(out_);
    }

  private:
    void lose(std::size_t line, std::string reason) { out_.losses.push_back({line, std::move(reason)}); }

    void read_organization() {
        organization_ = flags_of(agency_);
        set(organization_, "id", take(agency_, "Key"));
        set(organization_, "name", take(agency_, "Name"));
        if (!organization_.contains("name")) lose(agency_.line, "an Agency without a name: what it says of itself isn't read");
        set(organization_, "alternate_name", other_names(agency_));
        set(organization_, "description", take(agency_, "AgencyDescription"));
        if (const auto legal = attribute(agency_, "LegalStatus"); fold_phrase(legal) != "none or unknown") set(organization_, "legal_status", legal);
        set(organization_, "tax_status", take(agency_, "IRSStatus"));
        set(organization_, "tax_id", attribute(agency_, "FEIN"));
        set(organization_, "year_incorporated", attribute(agency_, "YearInc"));
        if (auto phones = phones_of(agency_); !phones.empty()) organization_["phones"] = std::move(phones);
        add_links(agency_, organization_, "website", "additional_websites");
        if (const auto* info = child(agency_, "ResourceInfo"); info != nullptr) organization_.update(flags_of(*info));
    }

    /// Of the places that the agency withholds anywhere, no site may give one away.
    void note_withheld_addresses() {
        const auto look = [&](const XmlElement& owner) {
            for (const auto* name : {"PhysicalAddress", "MailingAddress"})
                for (const auto& one : owner.children)
                    if (one.name == name)
                        if (const auto address = address_of(one, "physical"); address && flagged_visibility(*address) != Visibility::open) withhold(*address);
        };
        for (const auto& one : agency_.children) {
            if (one.name != "AgencyLocation" && one.name != "Site") continue;
            look(one);
            // The organization's own places are kept nowhere: its services have theirs.
            if (one.name == "AgencyLocation") take_all(one);
            if (one.name == "AgencyLocation" && is_withheld(one))
                for (const auto& address : one.children)
                    if (const auto own = address_of(address, "physical")) withhold(*own);
        }
        if (const auto* spot = child(agency_, "SpatialLocation"); spot != nullptr) take_all(*spot);
    }

    void withhold(const Json& address) {
        // A city alone is no place to know again.
        if (address.contains("address_1")) withheld_.insert(key_of(address));
    }

    bool is_deleted(const XmlElement& element) {
        const auto said = lower_ascii(attribute(element, "Delete"));
        const bool gone = said == "true" || said == "1" || !attribute(element, "DeleteEffective").empty() || !attribute(element, "DeleteOccurredDate").empty();
        if (!gone) return false;
        take_all(element);
        lose(element.line, "a " + element.name + " that its source deleted");
        return true;
    }

    void read_site(const XmlElement& site) {
        if (is_deleted(site)) return;
        const auto location = location_of(site);
        bool any = false;
        for (const auto& service : site.children)
            if (service.name == "SiteService") {
                any = true;
                if (!is_deleted(service)) read_service(service, site, location);
            }
        if (!any) lose(site.line, "a Site without a SiteService");
    }

    Json location_of(const XmlElement& site) {
        Json location = flags_of(site);
        location["location_type"] = "physical";
        set(location, "id", take(site, "Key"));
        set(location, "name", take(site, "Name"));
        set(location, "alternate_name", other_names(site));
        set(location, "description", take(site, "SiteDescription"));
        append(location, "description", take(site, "PhysicalLocationDescription"));
        for (const char* name : {"BusServiceAccess", "PublicAccessToTransportation", "PublicAccessTransportation"}) append(location, "transportation", take(site, name));
        if (auto access = take(site, "DisabilitiesAccess"); !access.empty()) location["accessibility"].push_back({{"description", std::move(access)}});
        for (const auto& [name, type] : {std::pair{"PhysicalAddress", "physical"}, {"MailingAddress", "postal"}})
            for (const auto& one : site.children)
                if (one.name == name) add_address(location, one, type);
        if (const auto* none = child(site, "NoPhysicalAddress"); none != nullptr) {
            const auto why = joined({take(*none, "Description"), take(*none, "Explanation"), take(*none)});
            if (says_withheld(why)) location["confidential"] = "true";
            append(location, "description", why);
        }
        if (const auto* spot = child(site, "SpatialLocation"); spot != nullptr) {
            location.update(flags_of(*spot));
            set(location, "latitude", take(*spot, "Latitude"));
            set(location, "longitude", take(*spot, "Longitude"));
            take(*spot, "Datum");  // the same numbers again
        }
        if (auto phones = phones_of(site); !phones.empty()) location["phones"] = std::move(phones);
        for (const auto& entry : addresses_in(site, "URL")) add_place_text(location, link_of(entry).first, "website");
        for (const auto& entry : addresses_in(site, "Email"))
            if (const auto email = link_of(entry).first; text_of(organization_, "email") != email) location["contacts"].push_back({{"email", email}});
        return location;
    }

    void add_address(Json& location, const XmlElement& element, const char* type) {
        auto address = address_of(element, type);
        if (!address) return;
        if (withheld_.contains(key_of(*address))) (*address)["confidential"] = "true";
        location["addresses"].push_back(std::move(*address));
    }

    void add_place_text(Json& location, const std::string& text, const char* organization_member) {
        if (text_of(organization_, organization_member) != text) append(location, "description", text);
    }

    void read_service(const XmlElement& element, const XmlElement& site, const Json& location) {
        const auto id = take(element, "Key"), name = take(element, "Name");
        const auto key = id.empty() ? "line " + std::to_string(element.line) : id;
        auto [found, is_new] = services_.try_emplace(key, AirsAgency::Row{Json::object(), element.line});
        auto& service = found->second.service;
        if (is_new) {
            order_.push_back(key);
            start_service(service, id, name);
        }
        // A flag on the service, on where it is, or on who keeps its record withholds all of it.
        add_flags(service, flags_of(element));
        if (flagged_visibility(location) == Visibility::staff) add_flags(service, flags_of(site));
        read_texts(element, service, name);
        read_record_info(element, service);
        service["service_at_locations"].push_back(site_of(element, location, id));
    }

    void start_service(Json& service, const std::string& id, const std::string& name) const {
        set(service, "id", id);
        set(service, "name", name);
        service["status"] = "active";
        // Without its name, an organization of the service's own name stands for it, as for every feed.
        if (organization_.contains("name")) service["organization"] = organization_;
        else add_flags(service, organization_), set(service, "organization_id", string_of(organization_, "id"));
    }

    static void add_flags(Json& service, const Json& flags) {
        for (const auto& [name, value] : flags.items()) {
            if (!is_privacy_flag(name)) continue;
            const Json before = service.contains(name) ? Json{{name, service[name]}} : Json::object();
            if (before.empty() || flagged_visibility({{name, value}}) > flagged_visibility(before)) service[name] = value;
        }
    }

    void read_texts(const XmlElement& element, Json& service, const std::string& name) const {
        append(service, "description", take(element, "Description"));
        if (name != text_of(service, "name")) append(service, "alternate_name", name);
        append(service, "alternate_name", other_names(element));
        for (const auto& [from, to] : {std::pair{"Eligibility", "eligibility_description"}, {"Requirements", "eligibility_description"}, {"OtherRequirements", "eligibility_description"},
                                       {"ResidencyRequirements", "eligibility_description"}, {"AgeRequirements", "eligibility_description"}, {"GenderRequirements", "eligibility_description"},
                                       {"FeeStructure", "fees_description"}, {"Fees", "fees_description"}, {"IntakeProcedure", "application_process"}, {"ApplicationProcess", "application_process"}})
            for (const auto* one : open_children(element, from)) append(service, to, take(*one));
        for (const char* from : {"DocumentsRequired", "Documents"})
            for (const auto* one : open_children(element, from)) add_once(service, "required_documents", "document", take(*one));
        for (const auto* one : open_children(element, "Languages")) add_language(service, *one);
        for (const auto& one : element.children)
            if (one.name == "Taxonomy") add_term(service, one);
        add_links(element, service, "url", "additional_urls");
    }

    static void add_once(Json& service, const char* list_name, const char* member, const std::string& text) {
        if (text.empty()) return;
        for (const auto& one : items_of(service, list_name))
            if (text_of(one, member) == text) return;
        service[list_name].push_back({{member, text}});
    }

    static void add_language(Json& service, const XmlElement& element) {
        const auto name = take(element, "Name");
        auto notes = take(element, "Notes");
        // Hours of a language have no rules in HSDS: they stay words.
        if (const auto* open = child(element, "TimeOpen"); open != nullptr) notes = joined({notes, take(*open, "Notes")});
        if (fold_phrase(name).find("interpret") != std::string::npos) return append(service, "interpretation_services", joined({name, notes}));
        add_once(service, "languages", "name", name);
        if (!notes.empty() && !name.empty()) service["languages"].back()["note"] = notes;
    }

    static void add_term(Json& service, const XmlElement& element) {
        // Withheld or not: what a term says decides who sees the service, so it is never left out.
        std::string code;
        for (const auto& one : element.children)
            if (one.name == "Code") code += (code.empty() ? "" : " * ") + take(one);
        auto name = take(element, "Name");
        if (code.empty() && name.empty()) return;
        if (name.empty()) name = code;
        if (code.empty()) code = name;
        for (const auto& one : items_of(service, "attributes"))
            if (text_of(object_of(one, "taxonomy_term"), "code") == code) return;
        service["attributes"].push_back({{"link_type", "taxonomy"}, {"link_entity", "service"},
                                         {"taxonomy_term", {{"id", code}, {"code", code}, {"name", name}, {"description", name}, {"taxonomy", "AIRS"}}}});
    }

    /// Who keeps the record, and when. Of two dates of one service at two sites the older counts: what
    /// was checked then is all that is known of the whole.
    static void read_record_info(const XmlElement& element, Json& service) {
        const auto* info = child(element, "ResourceInfo");
        if (info == nullptr) { service.erase("assured_date"), service["x_unchecked"] = true; return; }
        add_flags(service, flags_of(*info));
        const auto said_no = [&](std::string_view name) {
            const auto value = lower_ascii(attribute(*info, name));
            return !value.empty() && value != "true" && value != "1" && value != "yes";
        };
        if (said_no("AvailableForDirectory")) add_flags(service, {{"staff_only", "true"}});
        if (said_no("AvailableForReferral")) service["status"] = "inactive";
        const auto checked = attribute(*info, "DateLastVerified");
        if (checked.empty()) { service.erase("assured_date"), service["x_unchecked"] = true; return; }
        const auto before = text_of(service, "assured_date");
        if (!service.contains("x_unchecked") && (before.empty() || checked < before)) service["assured_date"] = checked;
    }

    Json site_of(const XmlElement& element, const Json& location, const std::string& id) const {
        Json out{{"location", location}};
        if (const auto place = text_of(location, "id"); !place.empty() && !id.empty()) out["id"] = id + "/" + std::string(place);
        if (auto phones = phones_of(element); !phones.empty()) {
            if (auto own = out["location"].find("phones"); own != out["location"].end()) drop_repeated(*own, phones);
            out["phones"] = std::move(phones);
        }
        if (auto schedules = schedules_of(element); !schedules.empty()) out["schedules"] = std::move(schedules);
        for (const auto* area : open_children(element, "GeographicAreaServed"))
            if (auto name = area_name(*area); !name.empty()) out["service_areas"].push_back({{"name", std::move(name)}});
        return out;
    }

    /// Every text that nothing took gets its line, by the names of the elements.
    void note_unread(const XmlElement& element, const std::string& path) {
        if (!element.taken && !trimmed(element.text).empty()) lose(element.line, path + " isn't read");
        for (const auto& one : element.children) {
            const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
            const bool shown = one.name.size() <= kLongestName && std::all_of(one.name.begin(), one.name.end(), plain);
            const std::string name = shown ? one.name : "an element without a plain name";
            note_unread(one, path.empty() || !shown ? name : path + "/" + name);
        }
    }

    const XmlElement& agency_;
    AirsAgency out_;
    Json organization_;
    std::set<std::string> withheld_;
    std::map<std::string, AirsAgency::Row> services_;
    std::vector<std::string> order_;
};

}  // namespace

AirsAgency read_airs_agency(const XmlElement& agency) { return Reader(agency).read(); }

}  // namespace porchlight
