#include "core/review/listing_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/feed/json_read.h"
#include "core/feed/meaning.h"
#include "core/feed/phone_times.h"
#include "core/model/candidate.h"
#include "core/review/form_parts.h"
#include "core/review/form_taken.h"
#include "core/review/form_times.h"
#include "core/search/strict_object.h"
#include "core/text/plain.h"

namespace porchlight {
namespace {

constexpr const char* kNeedsTaxonomy = "Porchlight needs";
constexpr std::size_t kLongestLine = 200;
constexpr int kOldest = 120;

/// What reads one member of a record: it puts the value into `out`, or says what is wrong.
using ReadMember = std::function<Result<Json>(const Json& value, const std::string& pointer,
                                              const Json& record)>;

ReadMember text_member(std::size_t most) {
    return [most](const Json& value, const std::string& pointer, const Json&) -> Result<Json> {
        auto text = form_text(value, most, pointer);
        if (!text) return tl::unexpected(text.error());
        return Json(std::move(*text));
    };
}

/// https only: nothing is ever fetched from it, but people press it.
Result<Json> read_url(const Json& value, const std::string& pointer, const Json&) {
    auto text = form_text(value, kLongestLine, pointer);
    if (!text) return tl::unexpected(text.error());
    const bool plain = std::all_of(text->begin(), text->end(), [](char c) {
        return c > ' ' && c < 0x7f && std::string_view("\"'<>\\^`{|}").find(c) == std::string_view::npos;
    });
    const auto host = text->substr(std::min<std::size_t>(8, text->size()));
    if (text->rfind("https://", 0) != 0 || !plain || host.find('.') == std::string::npos ||
        host.find('@') != std::string::npos)
        return form_fault("no_address", "an address of a page begins with https://", pointer);
    return Json(std::move(*text));
}

Result<Json> read_email(const Json& value, const std::string& pointer, const Json&) {
    auto text = form_text(value, kLongestLine, pointer);
    if (!text) return tl::unexpected(text.error());
    const auto at = text->find('@');
    const bool plain = std::all_of(text->begin(), text->end(), [](char c) {
        return c > ' ' && c < 0x7f && std::string_view("\"'<>()[]\\,;:").find(c) == std::string_view::npos;
    });
    if (!plain || at == 0 || at == std::string::npos || text->find('.', at) == std::string::npos)
        return form_fault("no_email", "that is no e-mail address", pointer);
    return Json(std::move(*text));
}

Result<Json> read_age(const Json& value, const std::string& pointer, const Json&) {
    if (!value.is_number_integer() || value < 0 || value > kOldest)
        return form_fault("out_of_range", "an age is a whole number up to 120", pointer);
    return value;
}

/// An entry's own id where it has a UUID, else one made of where it stands and what it says.
std::string entry_id(const Json& entry, const Json& record, const std::string& pointer) {
    const auto given = string_of(entry, "id");
    if (parse_uuid(given)) return given;
    return to_string(uuid_v5(id_namespace(), string_of(record, "id") + pointer + entry.dump()));
}

/// What the form says flat and a record says by an attribute.
constexpr struct {
    const char* list;
    const char* member;
    const char* taxonomy;
    const char* prefix;
} kCoded[] = {{"phones", "message", "Porchlight contact", "message."}, {"phones", "hours", kPhoneTimes, ""},
             {"languages", "offer", "Porchlight language offer", ""}};

/// Puts the flat members where the record has them, beside the entry's other attributes.
void finish_entry(Json& entry, const Json& record, const std::string& pointer) {
    const auto of_list = [&](const auto& coded) { return pointer == std::string("/") + coded.list; };
    const auto* first = std::find_if(std::begin(kCoded), std::end(kCoded), of_list);
    if (first == std::end(kCoded)) return;
    for (const auto& stored : items_of(record, first->list))
        if (string_of(stored, "id") == string_of(entry, "id") && stored.contains("attributes")) entry["attributes"] = stored["attributes"];
    for (const auto& coded : kCoded) {
        if (!of_list(coded)) continue;
        say_code(entry, coded.taxonomy, coded.prefix, string_of(entry, coded.member));
        entry.erase(coded.member);
    }
}

/// The other way: entries as the form has them.
Json flattened(const std::string& list, Json entries) {
    for (const auto& coded : kCoded) {
        if (list != coded.list || !entries.is_array()) continue;
        for (auto& entry : entries) {
            if (const auto said = said_code(entry, coded.taxonomy, coded.prefix); !said.empty()) entry[coded.member] = said;
            if (entry.contains("hours")) entry["hours"] = phone_times_of(entry);
        }
    }
    for (auto& entry : entries)
        if (list == "phones" || list == "languages") entry.erase("attributes");
    return entries;
}

/// A list, each entry through `read`.
template <class Read>
ReadMember list_member(Read read) {
    return [read](const Json& value, const std::string& pointer, const Json& record) -> Result<Json> {
        if (!value.is_array()) return form_fault("wrong_type", "a list is expected", pointer);
        if (value.size() > kMostEntries) return form_fault("out_of_range", "the list is too long", pointer);
        Json out = Json::array();
        for (std::size_t i = 0; i < value.size(); ++i) {
            const auto at = fmt::format("{}/{}", pointer, i);
            auto entry = read(value[i], at);
            if (!entry) return tl::unexpected(entry.error());
            (*entry)["id"] = entry_id(value[i], record, at);
            finish_entry(*entry, record, pointer);
            out.push_back(std::move(*entry));
        }
        return out;
    };
}

Result<Json> read_language(const Json& value, const std::string& pointer) {
    StrictObject object(value, pointer);
    object.has("id");
    Json out;
    for (const char* member : {"name", "code"})
        if (object.has(member)) {
            auto text = form_text(value[member], kLongestLine, object.pointer(member));
            if (!text) return tl::unexpected(text.error());
            out[member] = std::move(*text);
        }
    if (out.empty()) object.fault("missing", "a language has a code or a name", pointer);
    if (object.has("note")) {
        auto note = form_text(value["note"], kLongestLine, object.pointer("note"));
        if (!note) return tl::unexpected(note.error());
        out["note"] = std::move(*note);
    }
    const auto offer = object.text("offer", 30);
    if (!offer.empty() && !parse_language_offer(offer)) object.fault("unknown_value", "no such way to offer a language", object.pointer("offer"));
    out["offer"] = offer;
    if (auto error = object.finish()) return tl::unexpected(*error);
    return out;
}

Result<Json> read_phone(const Json& value, const std::string& pointer) {
    StrictObject object(value, pointer);
    object.has("id");
    Json out;
    if (!object.has("number")) return form_fault("missing", "a phone has a number", pointer);
    auto number = form_number(value["number"], object.pointer("number"));
    if (!number) return tl::unexpected(number.error());
    out["number"] = std::move(*number);
    if (object.has("extension")) {
        const auto& extension = value["extension"];
        const auto text = extension.is_string() ? extension.get<std::string>() : extension.dump();
        if (text.empty() || text.size() > 10 || text.find_first_not_of("0123456789") != std::string::npos)
            return form_fault("no_number", "an extension is a number", object.pointer("extension"));
        out["extension"] = std::stoll(text);
    }
    for (const char* member : {"type", "description"})
        if (object.has(member)) {
            auto text = form_text(value[member], kLongestLine, object.pointer(member));
            if (!text) return tl::unexpected(text.error());
            out[member] = std::move(*text);
        }
    const auto message = object.text("message", 10);
    if (!message.empty() && message != "yes" && message != "no") object.fault("unknown_value", "yes or no", object.pointer("message"));
    out["message"] = message;
    out["hours"] = "";
    if (object.has("hours")) {
        auto times = read_phone_times(value["hours"], object.pointer("hours"));
        if (!times) return tl::unexpected(times.error());
        out["hours"] = std::move(*times);
    }
    object.list("languages", kMostEntries, [&](const Json& entry, const std::string& at) {
        auto language = read_language(entry, at);
        if (!language) return object.fault(language.error());
        (*language)["id"] = entry_id(entry, value, at);
        language->erase("offer");
        out["languages"].push_back(std::move(*language));
    });
    if (auto error = object.finish()) return tl::unexpected(*error);
    return out;
}

Result<std::string> read_shaped(StrictObject& object, const Json& value, const char* member) {
    auto text = form_text(value[member], kLongestLine, object.pointer(member));
    if (!text) return text;
    const std::string name = member;
    const bool is_clock = name == "opens_at" || name == "closes_at";
    const bool is_day = name == "valid_from" || name == "valid_to" || name == "dtstart" || name == "until";
    if (is_clock && !is_form_time(*text))
        return form_fault("no_time", "a time is written 09:00", object.pointer(member));
    if (is_day && !parse_day(*text))
        return form_fault("no_day", "a day is written 2026-11-25", object.pointer(member));
    return text;
}

Result<Json> read_schedule(const Json& value, const std::string& pointer) {
    StrictObject object(value, pointer);
    object.has("id");
    Json out;
    for (const char* member : {"freq", "byday", "bymonthday", "opens_at", "closes_at", "valid_from",
                               "valid_to", "dtstart", "until", "wkst", "description", "notes",
                               "schedule_link", "attending_type"})
        if (object.has(member)) {
            auto text = read_shaped(object, value, member);
            if (!text) return tl::unexpected(text.error());
            out[member] = std::move(*text);
        }
    // What the form doesn't know of a rule stays with it.
    for (const char* member : {"interval", "count", "timezone", "attributes", "byweekno", "byyearday"})
        if (object.has(member)) out[member] = value[member];
    if (auto error = object.finish()) return tl::unexpected(*error);
    return out;
}

Result<Json> read_document(const Json& value, const std::string& pointer) {
    StrictObject object(value, pointer);
    object.has("id");
    object.has("uri");
    if (!object.has("document")) return form_fault("missing", "a document has a name", pointer);
    auto text = form_text(value["document"], kLongestLine, object.pointer("document"));
    if (!text) return tl::unexpected(text.error());
    if (auto error = object.finish()) return tl::unexpected(*error);
    return Json{{"document", std::move(*text)}};
}

/// By their HSDS names. `needs` is none of HSDS's: it stands among the attributes.
const std::vector<std::pair<const char*, ReadMember>>& members() {
    static const std::vector<std::pair<const char*, ReadMember>> all = {
        {"name", text_member(kLongestLine)},
        {"alternate_name", text_member(kLongestLine)},
        {"description", text_member(kLongestText)},
        {"url", read_url},
        {"email", read_email},
        {"application_process", text_member(kLongestText)},
        {"fees_description", text_member(kLongestText)},
        {"eligibility_description", text_member(kLongestText)},
        {"minimum_age", read_age},
        {"maximum_age", read_age},
        {"alert", text_member(kLongestLine)},
        {"phones", list_member(read_phone)},
        {"schedules", list_member(read_schedule)},
        {"languages", list_member(read_language)},
        {"required_documents", list_member(read_document)}};
    return all;
}

Json need_attribute(const Need& need, const std::string& service_id) {
    const auto id = [&](const char* what) {
        return to_string(uuid_v5(id_namespace(), service_id + "/" + what + "/" + need.id));
    };
    return {{"id", id("need")},
            {"link_entity", "service"},
            {"link_type", "need"},
            {"label", need.label.in("en")},
            {"taxonomy_term",
             {{"id", to_string(uuid_v5(id_namespace(), "need/" + need.id))},
              {"code", need.id},
              {"name", need.label.in("en")},
              {"taxonomy", kNeedsTaxonomy}}}};
}

bool is_own_need(const Json& attribute) {
    return text_of(object_of(attribute, "taxonomy_term"), "taxonomy") == kNeedsTaxonomy;
}

Result<void> set_needs(Json& record, const Json& value, const Catalogue& catalogue) {
    const std::string pointer = "/needs";
    if (!value.is_array() || value.empty() || value.size() > kMostEntries)
        return form_fault("out_of_range", "a listing helps with at least one need, and at most 40", pointer);
    Json kept = Json::array();
    for (const auto& attribute : items_of(record, "attributes"))
        if (!is_own_need(attribute)) kept.push_back(attribute);
    const auto service_id = string_of(record, "id");
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto need = value[i].is_string() ? catalogue.need(value[i].get<std::string>()) : std::nullopt;
        if (!need) return form_fault("unknown_need", "no such need", fmt::format("{}/{}", pointer, i));
        kept.push_back(need_attribute(catalogue.needs()[*need], service_id));
    }
    record["attributes"] = std::move(kept);
    return {};
}

Result<void> check_whole(const Json& record) {
    if (text_of(record, "name").empty()) return form_fault("missing", "a listing has a name", "/name");
    if (record.contains("minimum_age") && record.contains("maximum_age") &&
        record["minimum_age"] > record["maximum_age"])
        return form_fault("out_of_range", "the youngest age is above the oldest", "/minimum_age");
    return {};
}

}  // namespace

Json members_of(const Json& record, const Catalogue& catalogue,
                const std::vector<Crosswalk>& crosswalks) {
    Json out = Json::object();
    for (const auto& [name, read] : members())
        if (record.contains(name)) out[name] = flattened(name, record[name]);
    if (auto sites = sites_of(record); !sites.empty()) out["sites"] = std::move(sites);
    if (auto closures = closures_for_form(record); !closures.empty()) out["closures"] = std::move(closures);
    add_taken(record, out);
    if (auto contacts = contacts_for_form(record); !contacts.empty()) out["contacts"] = std::move(contacts);
    Json needs = Json::array();
    for (const auto need : meaning_of(record, crosswalks).needs) needs.push_back(catalogue.needs()[need].id);
    out["needs"] = std::move(needs);
    return out;
}

Result<Json> with_changes(Json record, const Json& changes, const Catalogue& catalogue) {
    StrictObject object(changes, "");
    for (const auto& [name, read] : members()) {
        if (!object.has(name)) continue;
        const auto& value = object.at(name);
        if (value.is_null()) {
            record.erase(name);
            continue;
        }
        auto read_value = read(value, object.pointer(name), record);
        if (!read_value) return tl::unexpected(read_value.error());
        record[name] = std::move(*read_value);
    }
    // An empty list, as null, takes the last one away.
    const auto list_at = [&](const char* name) { return object.at(name).is_null() ? Json::array() : object.at(name); };
    if (object.has("sites"))
        if (auto set = set_sites(record, list_at("sites"), "/sites"); !set) return tl::unexpected(set.error());
    if (object.has("contacts"))
        if (auto set = set_contacts(record, list_at("contacts"), "/contacts"); !set) return tl::unexpected(set.error());
    if (object.has("closures"))
        if (auto set = set_closures(record, list_at("closures"), "/closures"); !set) return tl::unexpected(set.error());
    for (const char* member : {"genders", "all_ages", "cost"}) object.has(member);
    if (auto set = set_taken(record, changes); !set) return tl::unexpected(set.error());
    if (object.has("needs"))
        if (auto set = set_needs(record, object.at("needs"), catalogue); !set)
            return tl::unexpected(set.error());
    if (auto error = object.finish()) return tl::unexpected(*error);
    if (auto whole = check_whole(record); !whole) return tl::unexpected(whole.error());
    return record;
}

}  // namespace porchlight
