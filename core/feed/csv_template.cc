#include "core/feed/csv_template.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/feed/csv_cell.h"
#include "core/feed/json_read.h"

namespace porchlight {
namespace {

constexpr const char* kNeeds = "Porchlight needs";

constexpr TemplateColumn kColumns[] = {
    {"id", "leave as it is; empty for a new service"},
    {"name", "what the service is called"},
    {"alternate_name", "another name people know it by"},
    {"organization", "who runs it"},
    {"organization_id", "leave as it is"},
    {"organization_description", "what the organization does"},
    {"organization_phone", "the organization's own numbers, parted by ;"},
    {"description", "what happens there, in plain words"},
    {"status", "active, inactive, defunct or temporarily closed"},
    {"visibility", "public, staff or hidden; empty means public"},
    {"url", "page about it, with https://"},
    {"email", "e-mail address"},
    {"phone", "numbers, parted by ;  an extension as x12"},
    {"minimum_age", "whole years"},
    {"maximum_age", "whole years"},
    {"eligibility_description", "who can come"},
    {"application_process", "how to get in"},
    {"required_documents", "what to bring, parted by ;"},
    {"fees_description", "what it costs, in words"},
    {"needs", "ids of the catalogue, parted by ;"},
    {"languages", "codes such as en or crk, parted by ;"},
    {"interpretation_services", "interpreters, in words"},
    {"service_areas", "names of areas, parted by ;"},
    {"monday", "hours such as 09:00-12:00; 13:00-17:00; empty where closed"},
    {"tuesday", "as monday"},
    {"wednesday", "as monday"},
    {"thursday", "as monday"},
    {"friday", "as monday"},
    {"saturday", "as monday"},
    {"sunday", "as monday"},
    {"location_name", "name of the place"},
    {"address_1", "street and number; leave empty where the place is hidden"},
    {"address_2", "second line"},
    {"city", "city or community"},
    {"state_province", "province or state"},
    {"postal_code", "postal code"},
    {"country", "two letters, such as CA"},
    {"latitude", "degrees, such as 49.8901"},
    {"longitude", "degrees, such as -97.1402"},
    {"transportation", "how to get there"},
    {"accessibility", "what helps people with a disability"},
    {"alert", "short notice"},
    {"assured_date", "day of the last check, as 2026-10-21"}};

constexpr std::array<std::string_view, 14> kOwnTexts{
    "id", "name", "alternate_name", "description", "status", "visibility", "url", "email", "eligibility_description",
    "application_process", "fees_description", "interpretation_services", "alert", "assured_date"};
constexpr std::array<std::string_view, 6> kAddress{"address_1", "address_2", "city", "state_province", "postal_code", "country"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kDays{
    {{"monday", "MO"}, {"tuesday", "TU"}, {"wednesday", "WE"}, {"thursday", "TH"}, {"friday", "FR"}, {"saturday", "SA"}, {"sunday", "SU"}}};

using Cells = std::map<std::string, std::string, std::less<>>;

// --- lists ------------------------------------------------------------------------------------

/// The same entry twice says nothing more: rows that differ in what no column has are one here.
std::string joined(const std::vector<std::string>& entries) {
    std::string out;
    std::set<std::string> seen;
    for (const auto& entry : entries) {
        if (entry.empty() || !seen.insert(entry).second) continue;
        if (!out.empty()) out += "; ";
        for (const char c : entry) {
            if (c == ';' || c == '\\') out += '\\';
            out += c == '\n' || c == '\r' ? ' ' : c;
        }
    }
    return out;
}

std::vector<std::string> parted(std::string_view cell) {
    std::vector<std::string> out;
    std::string entry;
    const auto take = [&] {
        if (const auto text = trimmed(entry); !text.empty()) out.emplace_back(text);
        entry.clear();
    };
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (cell[at] == '\\' && at + 1 < cell.size()) entry += cell[++at];
        else if (cell[at] == ';' || cell[at] == '\n') take();
        else entry += cell[at];
    }
    take();
    return out;
}

// --- a record as cells --------------------------------------------------------------------------

std::string number_text(const Json& phone) {
    auto out = string_of(phone, "number");
    const auto extension = phone.find("extension");
    if (extension != phone.end()) out += " x" + (extension->is_string() ? extension->get<std::string>() : extension->dump());
    return out;
}

template <class Text>
std::string list_of(const Json& owner, const char* member, Text text) {
    std::vector<std::string> out;
    for (const auto& item : items_of(owner, member)) out.push_back(text(item));
    return joined(out);
}

/// Hours that every week has, and of no kind but "open": what seven cells can say.
bool is_plain(const Json& schedule) {
    for (const char* member : {"dtstart", "until", "valid_from", "valid_to", "count", "byweekno", "bymonthday", "byyearday"})
        if (schedule.contains(member)) return false;
    bool open = true;
    for_each_code(schedule, "Porchlight hours", [&](std::string_view code) { open = open && code == "open"; });
    return open && text_of(schedule, "freq") == "WEEKLY" && schedule.value("interval", 1) == 1 && !text_of(schedule, "byday").empty() &&
           !text_of(schedule, "opens_at").empty() && !text_of(schedule, "closes_at").empty();
}

bool has_day(std::string_view byday, std::string_view day) { return ("," + std::string(byday) + ",").find("," + std::string(day) + ",") != std::string::npos; }

void hours_cells(const Json& schedules, Cells& cells) {
    for (const auto& [column, day] : kDays) {
        std::set<std::string> spans;
        for (const auto& each : schedules)
            if (is_plain(each) && has_day(text_of(each, "byday"), day))
                spans.insert(std::string(text_of(each, "opens_at").substr(0, 5)) + "-" + std::string(text_of(each, "closes_at").substr(0, 5)));
        if (!spans.empty()) cells[std::string(column)] = joined({spans.begin(), spans.end()});
    }
}

const Json& first_of(const Json& owner, const char* member) {
    static const Json kNone = Json::object();
    const auto& items = items_of(owner, member);
    return items.empty() ? kNone : items.front();
}

void put(Cells& cells, std::string_view column, std::string text) {
    if (!text.empty()) cells[std::string(column)] = std::move(text);
}

std::string scalar(const Json& owner, std::string_view member) {
    const auto found = owner.find(member);
    if (found == owner.end() || found->is_structured() || found->is_null()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

void site_cells(const Json& site, Cells& cells) {
    const auto& location = object_of(site, "location");
    const auto& address = first_of(location, "addresses");
    put(cells, "location_name", scalar(location, "name"));
    for (const auto member : kAddress) put(cells, member, scalar(address, member));
    for (const char* member : {"latitude", "longitude", "transportation"}) put(cells, member, scalar(location, member));
    put(cells, "accessibility", scalar(first_of(location, "accessibility"), "description"));
}

Cells cells_of(const Json& service) {
    Cells cells;
    for (const auto member : kOwnTexts) put(cells, member, scalar(service, member));
    for (const char* member : {"minimum_age", "maximum_age"}) put(cells, member, scalar(service, member));
    const auto& organization = object_of(service, "organization");
    put(cells, "organization", scalar(organization, "name"));
    put(cells, "organization_id", scalar(organization, "id"));
    put(cells, "organization_description", scalar(organization, "description"));
    put(cells, "organization_phone", list_of(organization, "phones", number_text));
    put(cells, "phone", list_of(service, "phones", number_text));
    put(cells, "required_documents", list_of(service, "required_documents", [](const Json& each) { return string_of(each, "document"); }));
    put(cells, "service_areas", list_of(service, "service_areas", [](const Json& each) { return string_of(each, "name"); }));
    put(cells, "languages", list_of(service, "languages", [](const Json& each) {
            return each.contains("code") ? string_of(each, "code") : string_of(each, "name");
        }));
    std::vector<std::string> needs;
    for_each_code(service, kNeeds, [&](std::string_view code) { needs.emplace_back(code); });
    put(cells, "needs", joined(needs));
    const auto& site = first_of(service, "service_at_locations");
    site_cells(site, cells);
    const Json* places[] = {&service, &site, &object_of(site, "location")};
    for (const auto* place : places) {
        const auto before = cells.size();
        hours_cells(items_of(*place, "schedules"), cells);
        if (cells.size() != before) break;
    }
    return cells;
}

// --- a row as a record --------------------------------------------------------------------------

/// Reads one row; the first cell that can't be read ends it.
class RowReader {
  public:
    RowReader(const CsvTable& table, const CsvTable::Row& row, const Catalogue* catalogue) : table_(table), row_(row), catalogue_(catalogue) {}

    Json read() {
        for (const auto member : kOwnTexts) text(service_, member, member);
        for (const char* member : {"minimum_age", "maximum_age"}) number(service_, member, 0, 120);
        if (cell("name").empty()) fault("name", "a service needs a name");
        if (cell("organization").empty()) fault("organization", "a service needs an organization");
        one_of("status", {"active", "inactive", "defunct", "temporarily closed"});
        one_of("visibility", {"public", "staff", "hidden"});
        if (const auto day = cell("assured_date"); !day.empty() && !parse_day(day)) fault("assured_date", "a day is written as 2026-10-21");
        organization();
        lists();
        hours();
        site();
        return std::move(service_);
    }

    const std::vector<TemplateFault>& faults() const { return faults_; }

  private:
    std::string cell(std::string_view column) const {
        const auto at = table_.column(column);
        return at ? std::string(restored_cell(row_.cells[*at])) : std::string{};
    }
    void fault(std::string_view column, std::string reason) { faults_.push_back({row_.line, std::string(column), std::move(reason)}); }

    void text(Json& owner, std::string_view member, std::string_view column) {
        if (auto value = cell(column); !value.empty()) owner[std::string(member)] = std::move(value);
    }

    void number(Json& owner, std::string_view column, double least, double most) {
        const auto value = cell(column);
        if (value.empty()) return;
        const auto read = parse_number(value);
        if (!read || *read < least || *read > most) return fault(column, fmt::format("a number from {:g} to {:g} is expected", least, most));
        owner[std::string(column)] = static_cast<double>(static_cast<std::int64_t>(*read)) == *read && value.find('.') == value.npos
                                         ? Json(static_cast<std::int64_t>(*read)) : Json(*read);
    }

    void one_of(std::string_view column, std::initializer_list<std::string_view> words) {
        const auto value = cell(column);
        if (value.empty() || std::find(words.begin(), words.end(), value) != words.end()) return;
        std::string all;
        for (const auto word : words) all += (all.empty() ? "" : ", ") + std::string(word);
        fault(column, "one of these is expected: " + all);
    }

    Json phones(std::string_view column) {
        Json out = Json::array();
        for (const auto& each : parted(cell(column))) {
            const auto cut = each.rfind(" x");
            Json phone{{"number", each.substr(0, cut)}};
            if (cut != each.npos) {
                const auto extension = parse_number(std::string_view(each).substr(cut + 2));
                if (!extension) fault(column, "an extension is written as x12");
                else phone["extension"] = static_cast<std::int64_t>(*extension);
            }
            if (std::count_if(each.begin(), each.end(), [](char c) { return c >= '0' && c <= '9'; }) < 3) fault(column, "that is no phone number");
            out.push_back(std::move(phone));
        }
        return out;
    }

    void organization() {
        Json out{{"name", cell("organization")}};
        text(out, "id", "organization_id");
        text(out, "description", "organization_description");
        if (auto numbers = phones("organization_phone"); !numbers.empty()) out["phones"] = std::move(numbers);
        service_["organization"] = std::move(out);
    }

    template <class Make>
    void list(const char* member, std::string_view column, Make make) {
        Json out = Json::array();
        for (const auto& each : parted(cell(column))) out.push_back(make(each));
        if (!out.empty()) service_[member] = std::move(out);
    }

    void lists() {
        if (auto numbers = phones("phone"); !numbers.empty()) service_["phones"] = std::move(numbers);
        list("required_documents", "required_documents", [](const std::string& text) { return Json{{"document", text}}; });
        list("service_areas", "service_areas", [](const std::string& text) { return Json{{"name", text}}; });
        list("languages", "languages", [](const std::string& text) {
            const bool is_code = text.size() <= 3 || text.find('-') != text.npos;
            return Json{{is_code ? "code" : "name", text}};
        });
        list("attributes", "needs", [&](const std::string& id) {
            if (catalogue_ != nullptr && !catalogue_->need(id)) fault("needs", "a need that the catalogue doesn't have");
            return Json{{"link_type", "need"}, {"link_entity", "service"},
                        {"taxonomy_term", {{"id", to_string(uuid_v5(id_namespace(), "need/" + id))}, {"code", id}, {"name", id}, {"description", id}, {"taxonomy", kNeeds}}}};
        });
    }

    static std::optional<std::string> clock(std::string_view text) {
        text = trimmed(text);
        const auto colon = text.find(':');
        if (colon == text.npos || colon == 0 || colon > 2 || text.size() - colon != 3 || text.find_first_not_of("0123456789:") != text.npos) return std::nullopt;
        const auto hour = parse_number(text.substr(0, colon)), minute = parse_number(text.substr(colon + 1));
        if (!hour || !minute || *hour > 24 || *minute > 59 || (*hour == 24 && *minute > 0)) return std::nullopt;
        return fmt::format("{:02}:{:02}", static_cast<int>(*hour), static_cast<int>(*minute));
    }

    void hours() {
        std::vector<std::pair<std::pair<std::string, std::string>, std::string>> spans;  // (opens, closes) -> days
        for (const auto& [column, day] : kDays)
            for (const auto& span : parted(cell(column))) {
                const auto dash = span.find('-');
                const auto opens = dash == span.npos ? std::nullopt : clock(std::string_view(span).substr(0, dash));
                const auto closes = dash == span.npos ? std::nullopt : clock(std::string_view(span).substr(dash + 1));
                if (!opens || !closes || *opens == *closes || *opens == "24:00") {
                    fault(column, "hours are written as 09:00-12:00; 13:00-17:00");
                    continue;
                }
                const auto key = std::make_pair(*opens, *closes);
                auto found = std::find_if(spans.begin(), spans.end(), [&](const auto& each) { return each.first == key; });
                if (found == spans.end()) spans.emplace_back(key, std::string(day));
                else found->second += "," + std::string(day);
            }
        for (const auto& [span, days] : spans)
            service_["schedules"].push_back({{"freq", "WEEKLY"}, {"byday", days}, {"opens_at", span.first}, {"closes_at", span.second}});
    }

    void site() {
        Json location = Json::object(), address = Json::object();
        text(location, "name", "location_name");
        text(location, "transportation", "transportation");
        for (const auto member : kAddress) text(address, member, member);
        number(location, "latitude", -90, 90);
        number(location, "longitude", -180, 180);
        if (location.contains("latitude") != location.contains("longitude")) fault("longitude", "latitude and longitude go together");
        if (const auto notes = cell("accessibility"); !notes.empty()) location["accessibility"] = Json::array({{{"description", notes}}});
        if (!address.empty()) {
            address["address_type"] = "physical";
            location["addresses"] = Json::array({std::move(address)});
        }
        if (location.empty()) return;
        location["location_type"] = "physical";
        service_["service_at_locations"] = Json::array({{{"location", std::move(location)}}});
    }

    const CsvTable& table_;
    const CsvTable::Row& row_;
    const Catalogue* catalogue_;
    Json service_ = Json::object();
    std::vector<TemplateFault> faults_;
};

}  // namespace

std::span<const TemplateColumn> template_columns() { return kColumns; }

std::string template_header() {
    std::string line;
    for (const auto& column : kColumns) line += (line.empty() ? "" : ",") + std::string(column.name);
    return line + "\r\n";
}

std::string template_row(const Json& service) {
    const auto cells = cells_of(service);
    std::string line;
    bool first = true;
    for (const auto& column : kColumns) {
        if (!std::exchange(first, false)) line += ',';
        const auto found = cells.find(column.name);
        if (found == cells.end()) continue;
        const bool number = column.name == "latitude" || column.name == "longitude";
        append_cell(line, number ? found->second : defused_cell(found->second));
    }
    return line + "\r\n";
}

bool is_template(const CsvTable& table) { return table.column("name") && table.column("organization"); }

Result<TemplateRows> read_template(const CsvTable& table, const Catalogue* catalogue) {
    std::set<std::string> seen;
    for (const auto& name : table.header) {
        const bool known = std::any_of(std::begin(kColumns), std::end(kColumns), [&](const auto& each) { return each.name == name; });
        if (!known || !seen.insert(name).second)
            return fail(ErrorKind::bad_request, table.name + (known ? " has a column twice" : " has a column that the template doesn't have"), table.name + ":1");
    }
    TemplateRows out;
    for (const auto line : table.bad_rows) out.faults.push_back({line, "", "the row has more cells than the header, or isn't UTF-8"});
    for (const auto& row : table.rows) {
        RowReader reader(table, row, catalogue);
        auto service = reader.read();
        out.faults.insert(out.faults.end(), reader.faults().begin(), reader.faults().end());
        if (reader.faults().empty()) out.rows.push_back({row.line, std::move(service)});
    }
    return out;
}

}  // namespace porchlight
