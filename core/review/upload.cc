#include "core/review/upload.h"

#include <algorithm>
#include <array>

#include "core/feed/csv_template.h"
#include "core/feed/json_read.h"
#include "core/feed/json_splitter.h"
#include "core/review/listing_form.h"

namespace porchlight {
namespace {

void add_fault(UploadedFile& file, std::size_t line, std::string field, std::string reason) {
    file.faults.push_back({line, std::move(field), std::move(reason)});
}

bool has_long_cell(const CsvTable::Row& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const auto& cell) { return cell.size() > kLongestCell; });
}

void read_csv(UploadedFile& file, std::string_view text, const Catalogue& catalogue) {
    const auto table = parse_csv("the file", text);
    if (!table) return add_fault(file, 0, "", table.error().message);
    if (!is_template(*table))
        return add_fault(file, 1, "", "the template has at least the columns name and organization");
    if (table->rows.size() > kMostUploadRows)
        return add_fault(file, 0, "", "a file has at most 5,000 rows");
    for (const auto& row : table->rows)
        if (has_long_cell(row))
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                if (row.cells[i].size() > kLongestCell)
                    add_fault(file, row.line, table->header[i], "a cell holds at most 2 kB");
    const auto read = read_template(*table, &catalogue);
    if (!read) return add_fault(file, 1, "", read.error().message);
    for (const auto& fault : read->faults) add_fault(file, fault.line, fault.column, fault.reason);
    for (const auto& row : read->rows) file.rows.push_back({row.line, row.service});
}

/// A string longer than a cell may be, anywhere in it.
std::string long_text_in(const Json& value, const std::string& pointer) {
    if (value.is_string()) return value.get_ref<const std::string&>().size() > kLongestCell ? pointer : "";
    if (!value.is_structured()) return "";
    for (const auto& [key, each] : value.items())
        if (auto found = long_text_in(each, pointer + "/" + key); !found.empty()) return found;
    return "";
}

void read_row(UploadedFile& file, const std::string& text, std::size_t line) {
    if (file.rows.size() > kMostUploadRows) return;
    auto service = parse_json(text);
    if (!service) return add_fault(file, line, "", "this is no JSON, or is nested deeper than 16 levels");
    if (!service->is_object()) return add_fault(file, line, "", "a listing is an object");
    if (const auto pointer = long_text_in(*service, ""); !pointer.empty())
        return add_fault(file, line, pointer, "a text holds at most 2 kB");
    if (string_of(*service, "name").empty()) return add_fault(file, line, "/name", "a listing has a name");
    file.rows.push_back({line, std::move(*service)});
}

bool is_ndjson(std::string_view text) {
    const auto end = text.find('\n');
    if (end == text.npos || trimmed(text.substr(end)).empty()) return false;
    const auto first = parse_json(text.substr(0, end));
    return first && first->is_object();
}

void read_hsds(UploadedFile& file, std::string_view text) {
    if (is_ndjson(text)) {
        std::size_t line = 0;
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            ++line;
            if (const auto row = trimmed(text.substr(0, end)); !row.empty()) read_row(file, std::string(row), line);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    } else {
        JsonSplitter splitter([&](std::string row, std::size_t line) { read_row(file, row, line); });
        auto fed = splitter.feed(text);
        if (fed) fed = splitter.finish();
        if (!fed) add_fault(file, 0, "", "this is no whole JSON document");
    }
    if (file.rows.size() > kMostUploadRows) add_fault(file, 0, "", "a file has at most 5,000 rows");
}

/// Lists are told apart by what they say: the ids that entries have in the store are none of the file's.
Json without_ids(Json value) {
    if (value.is_object()) value.erase("id");
    if (value.is_structured())
        for (auto& each : value) each = without_ids(std::move(each));
    return value;
}

/// Members of an entry that the form reads; a feed's others don't reach it.
Json only(const Json& entries, const std::vector<std::string_view>& members) {
    Json out = Json::array();
    for (const auto& entry : entries) {
        Json kept = Json::object();
        for (const auto member : members)
            if (const auto found = entry.find(std::string(member)); found != entry.end() && !found->is_null())
                kept[std::string(member)] = *found;
        out.push_back(std::move(kept));
    }
    return out;
}

Json for_form(const std::string& member, const Json& value) {
    if (!value.is_array()) return value;
    if (member == "phones") {
        auto out = only(value, {"number", "extension", "type", "description", "languages"});
        for (auto& phone : out)
            if (phone.contains("languages") && phone["languages"].is_array()) phone["languages"] = only(phone["languages"], {"code", "name"});
        return out;
    }
    if (member == "sites") {
        auto sites = value;
        for (auto& site : sites)
            if (text_of(site, "id").empty()) site.erase("id");
        return sites;
    }
    if (member == "languages") return only(value, {"code", "name"});
    if (member == "required_documents") return only(value, {"document"});
    if (member == "schedules")
        return only(value, {"freq", "byday", "bymonthday", "opens_at", "closes_at", "valid_from", "valid_to", "dtstart",
                            "until", "wkst", "description", "notes", "interval", "count"});
    return value;
}

/// A record as the template shows it: what differs from this was changed in the file.
Json as_template(const Json& record, const Catalogue& catalogue) {
    const auto table = parse_csv("", template_header() + template_row(record));
    if (!table) return record;
    const auto rows = read_template(*table, &catalogue);
    // A record that the template can't hold is compared as it is.
    return rows && !rows->rows.empty() ? rows->rows.front().service : record;
}

/// By what an entry is known when the file has no id of it.
std::string key_of(const std::string& member, const Json& entry) {
    if (member == "phones") return string_of(entry, "number");
    if (member == "required_documents") return string_of(entry, "document");
    return string_of(entry, "code") + "/" + string_of(entry, "name");
}

/// Whether the template shows these hours: weekly, always, and of no kind of their own.
bool in_template(const Json& hours) {
    for (const char* member : {"description", "valid_from", "valid_to", "bymonthday", "until", "dtstart", "count"})
        if (hours.contains(member)) return false;
    return text_of(hours, "freq") == "WEEKLY";
}

/// A changed list keeps what the file can't say: of an entry its other members, of hours those that
/// the template doesn't show, of sites all but the first.
Json with_what_stays(const std::string& member, const Json& stands, Json value, bool is_csv) {
    if (!value.is_array() || !stands.is_array()) return value;
    if (member == "phones" || member == "languages" || member == "required_documents") {
        for (auto& entry : value)
            for (const auto& before : stands)
                if (key_of(member, before) == key_of(member, entry)) {
                    auto merged = before;
                    merged.update(entry);
                    entry = std::move(merged);
                    break;
                }
    } else if (member == "schedules" && is_csv) {
        for (const auto& before : stands)
            if (!in_template(before)) value.push_back(before);
    } else if (member == "sites" && is_csv) {
        auto all = stands;
        if (!all.empty()) {
            value[0].erase("id");
            value[0].erase("hidden");
            all[0].update(value[0]);
            return all;
        }
    } else if (member == "sites") {
        for (auto& entry : value)
            for (const auto& before : stands)
                if (!string_of(entry, "id").empty() && string_of(entry, "id") == string_of(before, "id") && before.value("hidden", false)) entry = before;
    }
    return value;
}

}  // namespace

UploadedFile read_upload(UploadFormat format, std::string_view text, const Catalogue& catalogue) {
    UploadedFile file;
    file.format = format;
    if (text.size() > kLongestUpload)
        add_fault(file, 0, "", "a file has at most 1 MB");
    else if (format == UploadFormat::csv)
        read_csv(file, text, catalogue);
    else
        read_hsds(file, text);
    if (file.faults.empty() && file.rows.empty()) add_fault(file, 0, "", "the file holds no listing");
    return file;
}

Json changes_to(UploadFormat format, const Json& record, const Json& service, const Catalogue& catalogue,
                const std::vector<Crosswalk>& crosswalks) {
    const bool is_csv = format == UploadFormat::csv;
    const auto now = members_of(record, catalogue, crosswalks);
    const auto comparable = members_of(is_csv ? as_template(record, catalogue) : record, catalogue, crosswalks);
    const auto wanted = members_of(service, catalogue, crosswalks);
    Json out = Json::object();
    for (const auto& [member, found] : wanted.items()) {
        auto value = for_form(member, found);
        if (value.is_null() || (value.is_array() && value.empty())) continue;
        const auto before = comparable.find(member);
        if (before != comparable.end() && without_ids(for_form(member, *before)) == without_ids(value)) continue;
        const auto stands = now.find(member);
        out[member] = stands == now.end() ? std::move(value) : with_what_stays(member, *stands, std::move(value), is_csv);
    }
    return out;
}

std::string field_of(UploadFormat format, const std::string& pointer) {
    if (format == UploadFormat::hsds) return pointer;
    auto member = pointer.substr(pointer.empty() ? 0 : 1);
    member = member.substr(0, member.find('/'));
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kColumnOf{
        {{"phones", "phone"}, {"schedules", "monday"}, {"sites", "address_1"}}};
    for (const auto& [name, column] : kColumnOf)
        if (member == name) return std::string(column);
    return member;
}

}  // namespace porchlight
