// What is exported comes back as it was, and no spreadsheet runs any of it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>

#include "core/feed/csv_cell.h"
#include "core/feed/csv_template.h"
#include "core/feed/directory_settings.h"
#include "core/feed/feed_testing.h"
#include "core/feed/import.h"
#include "core/feed/json_read.h"
#include "core/feed/tabular_export.h"

namespace porchlight {
namespace {

using testing::a_source;
using testing::Folder;

bool is_long() {
    const char* set = std::getenv("PORCHLIGHT_LONG");
    return set != nullptr && std::string(set) == "1";
}

std::string a_uuid(std::mt19937_64& random) {
    std::string text;
    for (const int digits : {8, 4, 4, 4, 12}) {
        if (!text.empty()) text += '-';
        for (int i = 0; i < digits; ++i) text += "0123456789abcdef"[random() % 16];
    }
    return text;
}

/// Services of every shape that the tables have: each member is there or not by chance.
class Generator {
  public:
    explicit Generator(unsigned seed) : random_(seed) {}

    Json service() {
        Json out{{"id", a_uuid(random_)}, {"name", text()}, {"status", "active"}, {"organization", organization()}};
        for (const char* member : {"alternate_name", "description", "application_process", "fees_description", "interpretation_services", "alert", "eligibility_description"})
            if (chance(2)) out[member] = text();
        if (chance(2)) out["minimum_age"] = static_cast<int>(pick(30));
        if (chance(2)) out["assured_date"] = "2026-10-0" + std::to_string(1 + pick(9));
        if (chance(2)) out["last_modified"] = "2026-10-21T15:00:00Z";
        if (chance(2)) out["url"] = "https://example.org/" + std::to_string(pick(1000));
        some(out, "phones", [&] { return phone(); });
        some(out, "languages", [&] { return language(); });
        some(out, "schedules", [&] { return schedule(); });
        some(out, "required_documents", [&] { return Json{{"id", a_uuid(random_)}, {"document", text()}}; });
        some(out, "cost_options", [&] { return Json{{"id", a_uuid(random_)}, {"amount", static_cast<int>(pick(90))}, {"currency", "CAD"}, {"amount_description", text()}}; });
        some(out, "service_areas", [&] { return Json{{"id", a_uuid(random_)}, {"name", text()}}; });
        some(out, "contacts", [&] { return contact(); });
        some(out, "attributes", [&] { return attribute("service"); });
        some(out, "service_at_locations", [&] { return site(); });
        if (chance(4)) out["program"] = {{"id", a_uuid(random_)}, {"name", text()}, {"description", text()}};
        if (chance(4)) out["additional_urls"] = Json::array({{{"id", a_uuid(random_)}, {"url", "https://example.org/more"}}});
        return out;
    }

    /// Some services as NDJSON, of which several may belong to one organization or be at one place.
    std::string directory() {
        std::string out;
        for (std::uint64_t i = 0, count = 1 + pick(12); i < count; ++i) out += shared(service()).dump() + "\n";
        return out;
    }

  private:
    /// The service with an organization and a place of services before it, by chance.
    Json shared(Json service) {
        if (!organizations_.empty() && chance(2)) service["organization"] = organizations_[pick(organizations_.size())];
        organizations_.push_back(service["organization"]);
        for (auto& site : service.contains("service_at_locations") ? service["service_at_locations"] : none_) {
            if (!locations_.empty() && chance(3)) site["location"] = locations_[pick(locations_.size())];
            locations_.push_back(site["location"]);
        }
        return service;
    }
    std::uint64_t pick(std::uint64_t count) { return random_() % count; }
    bool chance(std::uint64_t one_in) { return pick(one_in) == 0; }

    /// Words, quotes, line breaks, other scripts, and what a spreadsheet would run.
    std::string text() {
        static const std::vector<std::string> kStarts{"", "", "", "=", "+", "-", "@", "'", "'=", "\uFF1D"};
        static const std::vector<std::string> kWords{"soup", "a \"warm\" bed", "one, two", "caf\u00E9", "line\nbreak", "\u1401\u1402", "1+1", "it's", ";", "\\"};
        std::string out = kStarts[pick(kStarts.size())];
        for (std::uint64_t i = 0, count = 1 + pick(3); i < count; ++i) out += (i == 0 ? "" : " ") + kWords[pick(kWords.size())] + std::to_string(pick(9999));
        return out;
    }
    template <class Make>
    void some(Json& owner, const char* member, Make make) {
        if (chance(2)) return;
        Json items = Json::array();
        for (std::uint64_t i = 0, count = 1 + pick(3); i < count; ++i) items.push_back(make());
        owner[member] = std::move(items);
    }
    Json organization() {
        Json out{{"id", a_uuid(random_)}, {"name", text()}, {"description", text()}};
        some(out, "phones", [&] { return phone(); });
        some(out, "attributes", [&] { return attribute("organization"); });
        if (chance(4)) out["additional_websites"] = Json::array({{{"id", a_uuid(random_)}, {"url", "https://example.org/other"}}});
        return out;
    }
    Json phone() {
        Json out{{"id", a_uuid(random_)}, {"number", "+1 204-555-0" + std::to_string(100 + pick(900))}, {"type", "voice"}};
        if (chance(3)) out["extension"] = static_cast<int>(pick(900));
        some(out, "languages", [&] { return language(); });
        return out;
    }
    Json contact() {
        Json out{{"id", a_uuid(random_)}, {"title", text()}};
        some(out, "phones", [&] { return phone(); });
        return out;
    }
    Json language() { return {{"id", a_uuid(random_)}, {"name", "French"}, {"code", "fr"}, {"note", text()}}; }
    Json schedule() {
        return {{"id", a_uuid(random_)}, {"freq", "WEEKLY"}, {"byday", "MO,TU"}, {"opens_at", "09:00"}, {"closes_at", "1" + std::to_string(pick(10)) + ":30"}, {"notes", text()}};
    }
    Json attribute(const std::string& entity) {
        Json out{{"id", a_uuid(random_)}, {"link_entity", entity}, {"link_type", "childcare"}, {"value", text()}};
        if (chance(5)) return out;
        const auto code = "thing-" + std::to_string(pick(50));
        const auto id = to_string(uuid_v5(id_namespace(), code));
        out["taxonomy_term"] = {{"id", id}, {"code", code + ".yes"}, {"name", code}, {"description", code}, {"taxonomy", "Test"},
                                {"parent_id", to_string(uuid_v5(id_namespace(), "parent/" + code))}};
        return out;
    }
    Json site() {
        Json location{{"id", a_uuid(random_)}, {"location_type", "physical"}, {"name", text()}, {"latitude", 49.0 + static_cast<double>(pick(100000)) / 100000},
                      {"longitude", -97.0 - static_cast<double>(pick(100000)) / 100000}};
        some(location, "accessibility", [&] { return Json{{"id", a_uuid(random_)}, {"description", text()}}; });
        location["addresses"] = Json::array({{{"id", a_uuid(random_)}, {"address_1", text()}, {"city", "Winnipeg"}, {"state_province", "MB"}, {"postal_code", "R3C 1A1"},
                                              {"country", "CA"}, {"address_type", "physical"}}});
        Json out{{"id", a_uuid(random_)}, {"location", std::move(location)}};
        some(out, "schedules", [&] { return schedule(); });
        some(out, "phones", [&] { return phone(); });
        return out;
    }
    std::mt19937_64 random_;
    std::vector<Json> organizations_, locations_;
    Json none_ = Json::array();
};

using Records = std::map<std::string, Json>;

/// What a directory that is fresh has after this feed.
Records imported(const std::filesystem::path& file) {
    const Folder folder;
    auto store = open_store("sqlite://" + (folder.path() / "store.db").string(), StoreAccess::read_write, bad_news_of(testing::catalogue()));
    REQUIRE(store);
    auto settings = a_source("sample");
    settings.shelters = Visibility::open;
    const ImportSettings import{settings, testing::catalogue(), testing::own_crosswalk(), ImportScope::partial, Instant{std::chrono::seconds{1795478400}}, {}, 2};
    const auto report = import_feed(**store, file, import);
    REQUIRE(report);
    CHECK(report->refused_count == 0);
    Records out;
    const auto keys = (*store)->live_keys();
    REQUIRE(keys);
    for (const auto& key : *keys) {
        const auto listing = (*store)->listing(key.service_id);
        if (listing->visibility == Visibility::open) out[key.service_id] = Json::parse(listing->record);
    }
    return out;
}

std::string ndjson(const Records& records) {
    std::string out;
    for (const auto& [id, record] : records) out += record.dump() + "\n";
    return out;
}

/// Without the members that only say where a row hangs, which nesting says too, and our own.
Json plain(Json value) {
    if (value.is_object())
        for (const char* key : {"link_id", "link_entity", "resource_id", "resource_type", "porchlight_closures"}) value.erase(key);
    if (value.is_structured())
        for (auto& each : value) each = plain(each);
    return value;
}

void check_same(const Records& before, const Records& after) {
    REQUIRE(before.size() == after.size());
    for (const auto& [id, record] : before) {
        REQUIRE(after.contains(id));
        const auto expected = plain(record), found = plain(after.at(id));
        if (expected != found) UNSCOPED_INFO(Json::diff(expected, found).dump(2));
        REQUIRE(expected == found);
    }
}

Records directory(const std::string& which, const Folder& folder) {
    if (which == "sample") {
        std::ifstream in(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data/sample/services.ndjson");
        std::string text, line;
        // Who may see a listing is no part of the public data, and hidden sites aren't in them.
        while (std::getline(in, line))
            if (const auto record = Json::parse(line); !record.contains("visibility") && line.find("\"visibility\"") == line.npos) text += line + "\n";
        return imported(folder.write("sample.ndjson", text));
    }
    Generator generator(7);
    std::string text;
    for (int i = 0, count = is_long() ? 1000 : 100; i < count; ++i) text += generator.service().dump() + "\n";
    return imported(folder.write("generated.ndjson", text));
}

Records from_json(const Records& records, const Folder& folder) { return imported(folder.write("again.ndjson", ndjson(records))); }

/// Through a tabular package, which may leave out our own marks and nothing else.
Records from_tabular(const Records& records, const Folder& folder) {
    TabularExport package(false);
    for (const auto& [id, record] : records) package.add(record);
    const auto zip = (folder.path() / "package.zip").string();
    REQUIRE(write_zip(package.files(), zip));
    for (const auto& [what, times] : package.left_out()) CHECK(what.find("porchlight_") != std::string::npos);
    return imported(zip);
}

Records from_template(const Records& records, const Folder& folder) {
    std::string text = template_header();
    for (const auto& [id, record] : records) text += template_row(record);
    return imported(folder.write("template.csv", text));
}

/// All that the template's columns hold is as it was.
void check_same_rows(const Records& before, const Records& after) {
    REQUIRE(after.size() == before.size());
    for (const auto& [id, record] : before) REQUIRE(template_row(after.at(id)) == template_row(record));
}

TEST_CASE("an export as JSON comes back as it was", "[export]") {
    const Folder folder;
    const auto before = directory(GENERATE("sample", "generated"), folder);
    REQUIRE(before.size() >= 90);
    check_same(before, from_json(before, folder));
}

TEST_CASE("an export as a tabular package comes back as it was", "[export]") {
    const Folder folder;
    const auto before = directory(GENERATE("sample", "generated"), folder);
    check_same(before, from_tabular(before, folder));
}

TEST_CASE("an export as CSV comes back with all that its columns hold", "[export]") {
    const Folder folder;
    const auto before = directory(GENERATE("sample", "generated"), folder);
    check_same_rows(before, from_template(before, folder));
}

TEST_CASE("directories made at random, each by itself, come back as they were in every format", "[export]") {
    for (unsigned seed = 1, count = is_long() ? 1000 : 20; seed <= count; ++seed) {
        CAPTURE(seed);
        const Folder folder;
        const auto before = imported(folder.write("generated.ndjson", Generator(seed).directory()));
        REQUIRE_FALSE(before.empty());
        check_same(before, from_json(before, folder));
        check_same(before, from_tabular(before, folder));
        check_same_rows(before, from_template(before, folder));
    }
}

TEST_CASE("no cell of an export begins as a formula does", "[export]") {
    const Folder folder;
    const auto before = directory("generated", folder);
    TabularExport package(false);
    for (const auto& [id, record] : before) package.add(record);
    std::size_t looked_at = 0;
    const auto files = package.files();
    for (const auto& [name, text] : files) {
        if (!name.ends_with(".csv")) continue;
        const auto table = parse_csv(name, text);
        REQUIRE(table);
        for (const auto& row : table->rows)
            for (const auto& cell : row.cells) {
                ++looked_at;
                const bool runs = !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
                // A negative degree is a number and nothing else.
                CHECK((!runs || parse_number(cell)));
            }
    }
    CHECK(looked_at > 1000);
}

/// Cells that LibreOffice takes for formulas, told to take all that it can.
std::size_t formulas_in(const std::filesystem::path& csv, const Folder& folder) {
    const auto out = folder.path() / "sheets";
    const std::string command = "HOME=" + folder.path().string() + " timeout 120 soffice --headless --infilter='CSV:44,34,76,1,,0,false,true,false,false,false,-1,true' --convert-to fods --outdir " +
                                out.string() + " " + csv.string() + " >/dev/null 2>&1";
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream in((out / csv.stem()).string() + ".fods");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    REQUIRE(text.find("table:table-cell") != text.npos);
    std::size_t count = 0;
    for (auto at = text.find("table:formula="); at != text.npos; at = text.find("table:formula=", at + 1)) ++count;
    return count;
}

TEST_CASE("LibreOffice runs no cell of an export", "[export]") {
    if (!is_long() || std::system("command -v soffice >/dev/null") != 0) {
        WARN("skipped: the long form with LibreOffice (package libreoffice-calc) looks at this");
        return;
    }
    const Folder folder;
    CHECK(formulas_in(folder.write("control.csv", "a,b\n=1+1,+1-2\n"), folder) > 0);
    const auto before = directory("generated", folder);
    std::string text = template_header();
    TabularExport package(false);
    for (const auto& [id, record] : before) text += template_row(record), package.add(record);
    CHECK(formulas_in(folder.write("template.csv", text), folder) == 0);
    const auto files = package.files();
    for (const auto& [name, bytes] : files)
        if (name.ends_with(".csv")) CHECK(formulas_in(folder.write(name, bytes), folder) == 0);
}

TEST_CASE("a cell is defused in a way that reading undoes", "[export]") {
    for (const std::string start : {"", "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "'", "''", "'=", " =", "\"=", "' \"@"}) {
        const auto text = start + "1+1";
        const auto cell = defused_cell(text);
        CHECK(restored_cell(cell) == text);
        CHECK(std::string_view("=+-@\t\r\n").find(cell.front()) == std::string_view::npos);
    }
    CHECK(defused_cell(std::string("\0x", 2)).size() == 3);
    CHECK(defused_cell("it's fine") == "it's fine");
    CHECK(restored_cell("'tis fine") == "'tis fine");
}

TEST_CASE("a row of the template that can't be read is named by line and column, without its value", "[export]") {
    const auto read = [](const std::string& text) {
        const auto table = parse_csv("t.csv", text);
        REQUIRE(table);
        return read_template(*table, &testing::catalogue());
    };
    const auto rows = read("name,organization,minimum_age,monday,needs\nSoup,Elm,12,9:00-12:00; 13:00-17:00,food.meal\nSoup,Elm,secretvalue,,\nSoup,Elm,,secretvalue,\nSoup,,,,secretvalue\n");
    REQUIRE(rows);
    REQUIRE(rows->rows.size() == 1);
    CHECK(rows->rows[0].service["schedules"][1] == Json({{"freq", "WEEKLY"}, {"byday", "MO"}, {"opens_at", "13:00"}, {"closes_at", "17:00"}}));
    REQUIRE(rows->faults.size() == 4);
    CHECK(rows->faults[0].line == 3);
    CHECK(rows->faults[0].column == "minimum_age");
    CHECK(rows->faults[1].column == "monday");
    CHECK(rows->faults[2].column == "organization");
    CHECK(rows->faults[3].column == "needs");
    for (const auto& fault : rows->faults) CHECK(fault.reason.find("secretvalue") == std::string::npos);
    CHECK_FALSE(read("name,organization,surprise\nSoup,Elm,1\n"));
    CHECK_FALSE(read("name,organization,name\nSoup,Elm,1\n"));
}

}  // namespace
}  // namespace porchlight
