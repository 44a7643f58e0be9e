#include "core/hsds/valid.h"

#include <algorithm>
#include <map>

#include "core/base/hash.h"
#include "core/feed/csv_cell.h"
#include "core/feed/hsds_objects.h"
#include "core/feed/json_read.h"

namespace porchlight {
namespace {

enum class Holds : std::uint8_t { value, object, list };

struct Kind;

struct Member {
    std::string_view name;
    Holds holds = Holds::value;
    HsdsType type = HsdsType::text;
    const Kind* kind = nullptr;  ///< Of what is nested.
};

struct Kind {
    std::string_view name;
    std::vector<Member> members;  ///< By name.
    std::vector<std::string_view> required;

    const Member* find(std::string_view member) const {
        const auto at = std::lower_bound(members.begin(), members.end(), member,
                                         [](const Member& each, std::string_view wanted) { return each.name < wanted; });
        return at != members.end() && at->name == member ? &*at : nullptr;
    }
};

/// Where JSON nests, a package names by id: those columns are required there alone.
bool is_key(std::string_view column) {
    return column.ends_with("_id") || column == "link_entity" || column == "resource_type";
}

bool nests(std::string_view kind, const HsdsSingle& single) {
    if (single.member == "organization" || single.member == "program") return kind == "service";
    if (single.member == "location") return kind == "service_at_location";
    if (single.member == "unit") return kind == "service_capacity";
    if (single.member == "taxonomy_term") return kind == "attribute";
    return kind == "taxonomy_term";
}

/// The standard's objects, from the tables of its packages.
class Kinds {
  public:
    Kinds() {
        const auto tables = tabular_3().tables;
        for (const auto& table : tables) kinds_[table.kind].name = table.kind;
        for (const auto& table : tables) fill(kinds_[table.kind], table);
    }
    const Kind& of(std::string_view name) const { return kinds_.at(name); }

  private:
    void fill(Kind& kind, const TableRule& table) {
        for (const auto& column : table.columns) {
            if (column.column == "assurer_email") continue;
            kind.members.push_back({column.column, Holds::value, hsds_type_of(kind.name, column), nullptr});
            if (is_hsds_required(kind.name, column.column) && !is_key(column.column) && column.column != "id")
                kind.required.push_back(column.column);
        }
        for (const auto& single : kHsdsSingles)
            if (nests(kind.name, single)) kind.members.push_back({single.member, Holds::object, {}, &kinds_.at(single.kind)});
        for (const auto& child : tabular_3().tables) add_lists(kind, child);
        std::sort(kind.members.begin(), kind.members.end(), [](const Member& a, const Member& b) { return a.name < b.name; });
    }

    void add_lists(Kind& kind, const TableRule& child) {
        if (child.array.empty() || child.kind == "metadata") return;
        // Attributes describe whatever has a meaning of its own, but neither themselves nor vocabularies.
        if (child.kind == "attribute" && (kind.name == "attribute" || kind.name == "metadata" || kind.name.starts_with("taxonomy"))) return;
        for (const std::string_view name : {child.array, std::string_view("additional_websites")})
            if (is_hsds_child(child, kind.name, name))
                kind.members.push_back({name, Holds::list, {}, &kinds_.at(child.kind)});
    }

    std::map<std::string_view, Kind> kinds_;
};

const Kinds& kinds() {
    static const Kinds made;
    return made;
}

constexpr std::string_view kStatuses[] = {"active", "inactive", "defunct", "temporarily closed"};
constexpr std::string_view kPlaces[] = {"physical", "postal", "virtual"};
constexpr std::string_view kFrequencies[] = {"WEEKLY", "MONTHLY"};
constexpr std::string_view kWeekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

template <std::size_t N>
bool among(const std::string_view (&words)[N], std::string_view text) {
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

/// Members that take a closed list of words.
bool is_allowed_word(std::string_view kind, std::string_view member, std::string_view text) {
    if (kind == "service" && member == "status") return among(kStatuses, text);
    if (member == "location_type" || member == "address_type") return among(kPlaces, text);
    if (kind == "schedule" && member == "freq") return among(kFrequencies, text);
    if (kind == "schedule" && member == "wkst") return among(kWeekdays, text);
    return true;
}

bool make_number(Json& value) {
    if (value.is_number()) return true;
    if (!value.is_string()) return false;
    const auto number = parse_number(value.get_ref<const std::string&>());
    if (!number) return false;
    value = *number;
    return true;
}

/// Makes a value one of its type.  @return false where it can't be.
bool make_value(Json& value, const Kind& kind, const Member& member) {
    if (member.type == HsdsType::number) return make_number(value);
    if (value.is_number() || value.is_boolean()) value = value.is_boolean() ? std::string(value.get<bool>() ? "yes" : "no") : value.dump();
    if (!value.is_string()) return false;
    auto& text = value.get_ref<std::string&>();
    if (text.empty()) return false;
    switch (member.type) {
        case HsdsType::uuid: {
            const auto id = parse_uuid(text);
            if (!id) return false;
            text = to_string(*id);
            return true;
        }
        case HsdsType::uri: return is_json_uri(text);
        case HsdsType::email: return is_json_email(text);
        case HsdsType::date_time: {
            const auto instant = hsds_date_time(text);
            if (instant) text = *instant;
            return instant.has_value();
        }
        default: return is_allowed_word(kind.name, member.name, text);
    }
}

class Making {
  public:
    explicit Making(std::string_view country) : country_(country) {}

    bool object(Json& object, const Kind& kind, std::string_view owner, std::size_t index) const {
        if (!object.is_object()) return false;
        const auto id = give_id(object, kind, owner, index);
        auto& members = object.get_ref<Json::object_t&>();
        std::string lost_address;
        for (auto it = members.begin(); it != members.end();) {
            const auto* member = kind.find(it->first);
            const bool stays = member && keep(it->second, kind, *member, id, lost_address);
            it = stays ? std::next(it) : members.erase(it);
        }
        if (!lost_address.empty()) {
            const auto said = string_of(object, "description");
            object["description"] = said.empty() ? lost_address : said + "\n" + lost_address;
        }
        if (kind.name == "taxonomy_term") name_taxonomy(object);
        if (kind.name == "attribute" && object.size() == 1) return false;
        return fill_required(object, kind);
    }

  private:
    std::string give_id(Json& object, const Kind& kind, std::string_view owner, std::size_t index) const {
        auto& id = object["id"];
        const auto given = id.is_string() ? id.get<std::string>() : std::string{};
        if (const auto uuid = parse_uuid(given)) return (id = to_string(*uuid)).get<std::string>();
        auto name = "hsds/" + std::string(kind.name) + "/" + std::string(owner) + "/" + given;
        if (given.empty()) name += std::to_string(index);
        id = to_string(uuid_v5(id_namespace(), name));
        return id.get<std::string>();
    }

    bool keep(Json& value, const Kind& kind, const Member& member, std::string_view id, std::string& lost_address) const {
        if (member.holds == Holds::value) return make_value(value, kind, member);
        if (member.holds == Holds::object) return object(value, *member.kind, id, 0);
        if (!value.is_array()) return false;
        std::size_t index = 0;
        auto& items = value.get_ref<Json::array_t&>();
        for (auto it = items.begin(); it != items.end(); ++index) {
            const auto words = member.kind->name == "address" ? address_words(*it) : std::string{};
            const bool stays = object(*it, *member.kind, id, index);
            if (!stays && !words.empty()) lost_address += (lost_address.empty() ? "" : "\n") + words;
            it = stays ? std::next(it) : items.erase(it);
        }
        return !items.empty();
    }

    static std::string address_words(const Json& address) {
        std::string out;
        for (const char* member : {"address_1", "address_2", "city", "state_province", "postal_code"})
            if (const auto text = text_of(address, member); !text.empty()) out += (out.empty() ? "" : ", ") + std::string(text);
        return out;
    }

    static void name_taxonomy(Json& term) {
        auto name = string_of(term, "taxonomy");
        if (name.empty()) name = string_of(object_of(term, "taxonomy_detail"), "name");
        term.erase("taxonomy_id");
        if (name.empty()) return;
        term["taxonomy"] = name;
        if (!term.contains("taxonomy_detail"))
            term["taxonomy_detail"] = taxonomy_named(name);
    }

    bool fill_required(Json& object, const Kind& kind) const {
        if (kind.name == "service" && !object.contains("status")) object["status"] = "active";
        if (kind.name == "location" && !object.contains("location_type")) object["location_type"] = "physical";
        if (kind.name == "address") {
            if (!object.contains("address_type")) object["address_type"] = "physical";
            if (!object.contains("country") && !country_.empty()) object["country"] = country_;
            // What isn't known of an address can't be made up: a reader would take it for its own.
            return std::all_of(kind.required.begin(), kind.required.end(), [&](auto each) { return object.contains(each); });
        }
        if (kind.name == "service_capacity" && !object.contains("unit")) return false;
        for (const auto each : kind.required) {
            if (object.contains(each)) continue;
            const auto* member = kind.find(each);
            if (member->type != HsdsType::text || !hsds_takes_placeholder(each)) return false;
            object[std::string(each)] = kNotRecorded;
        }
        return true;
    }

    std::string country_;
};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_alpha(c) || (c >= '0' && c <= '9'); }

std::string_view format_of(HsdsType type) {
    switch (type) {
        case HsdsType::uuid: return "uuid";
        case HsdsType::uri: return "uri";
        case HsdsType::email: return "email";
        case HsdsType::date_time: return "date-time";
        default: return "";
    }
}

}  // namespace

bool make_valid_hsds(Json& object, std::string_view kind, std::string_view country) {
    return Making(country).object(object, kinds().of(kind), "", 0);
}

Json taxonomy_named(std::string_view name) {
    std::string_view description = kNotRecorded;
    if (name == "Porchlight facts") description = "What agencies say of how a place works, and what was checked: a term for each answer, yes, no or unknown.";
    if (name == "Porchlight needs") description = "What people want help with.";
    return {{"id", to_string(uuid_v5(id_namespace(), "hsds/taxonomy/" + std::string(name)))}, {"name", name}, {"description", description}};
}

bool is_json_uri(std::string_view text) {
    if (!is_hsds_uri(text) || !is_alpha(text.front())) return false;
    const auto colon = text.find(':');
    for (const char c : text.substr(0, colon))
        if (!is_alnum(c) && c != '+' && c != '-' && c != '.') return false;
    const auto rest = text.substr(colon + 1);
    if (rest.find_first_of("[]") != rest.npos || std::count(rest.begin(), rest.end(), '#') > 1) return false;
    for (std::size_t at = 0; (at = rest.find('%', at)) != rest.npos; ++at)
        if (at + 2 >= rest.size() || !is_hex(rest[at + 1]) || !is_hex(rest[at + 2])) return false;
    if (!rest.starts_with("//")) return !std::any_of(rest.begin(), rest.end(), [](char c) { return c < 0x21; });
    const auto authority = rest.substr(2, rest.find_first_of("/?#", 2) - 2);
    const auto host = authority.substr(authority.find('@') == authority.npos ? 0 : authority.find('@') + 1);
    const auto port = host.find(':');
    if (host.empty() || port == 0 || host.find('@') != host.npos) return false;
    return port == host.npos || std::all_of(host.begin() + static_cast<std::ptrdiff_t>(port) + 1, host.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_json_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == text.npos || at == 0) return false;
    const auto local = text.substr(0, at), domain = text.substr(at + 1);
    const auto whole_labels = [](std::string_view labels, auto fits) {
        for (std::size_t begin = 0; begin <= labels.size();) {
            const auto end = std::min(labels.find('.', begin), labels.size());
            const auto label = labels.substr(begin, end - begin);
            if (label.empty() || !fits(label)) return false;
            begin = end + 1;
        }
        return true;
    };
    const bool good_local = whole_labels(local, [](std::string_view label) {
        return std::all_of(label.begin(), label.end(), [](char c) { return is_alnum(c) || std::string_view("!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos; });
    });
    return good_local && domain.find('.') != domain.npos && whole_labels(domain, [](std::string_view label) {
        return label.front() != '-' && label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) { return is_alnum(c) || c == '-'; });
    });
}

std::vector<HsdsMember> hsds_members(std::string_view kind) {
    const auto& found = kinds().of(kind);
    std::vector<HsdsMember> out;
    for (const auto& member : found.members) {
        const bool required = member.name == "id" || std::find(found.required.begin(), found.required.end(), member.name) != found.required.end() ||
                              (kind == "service_capacity" && member.name == "unit");
        if (member.holds == Holds::value)
            out.push_back({member.name, member.type == HsdsType::number ? "number" : "string", format_of(member.type), "", required});
        else
            out.push_back({member.name, member.holds == Holds::object ? "object" : "array", "", member.kind->name, required});
    }
    if (kind == "attribute") out.push_back({"metadata", "array", "", "metadata", false});
    return out;
}

}  // namespace porchlight
