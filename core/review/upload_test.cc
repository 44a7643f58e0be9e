#include "core/review/upload.h"

#include <catch2/catch.hpp>

#include "core/feed/csv_template.h"
#include "core/feed/directory_settings.h"
#include "core/store/store_testing.h"
#include "core/store/submissions.h"
#include "core/review/review_desk.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const DirectorySettings& settings() {
    static const auto loaded = load_directory_settings(PORCHLIGHT_SOURCE_DIR "/data", "");
    REQUIRE(loaded);
    return *loaded;
}

UploadedFile read_csv(const std::string& text) { return read_upload(UploadFormat::csv, text, settings().catalogue); }

/// An agency with two listings, "a" and "b", and another agency with "c".
struct Agency {
    Agency() {
        std::filesystem::create_directories(folder.path() / "store");
        paths.data = folder.path();
        paths.shipped = PORCHLIGHT_SOURCE_DIR "/data";
        auto store = expect(open_store(paths.store_url(), StoreAccess::read_write, &is_unfavourable));
        auto first = listing("a"), second = listing("b"), other = listing("c");
        second.organization_id = first.organization_id;
        second.record["organization"] = first.record["organization"];
        second.record["name"] = "Night kitchen";
        import(*store, {with(first, {}), with(second, {}), with(other, {})});
        auto accounts = expect(AccountStore::open(paths.store_place()));
        add_account(*accounts, "editor", id("a organization"), StaffRole::agency_editor);
        editor.account_id = "editor";
        editor.organization_id = id("a organization");
        editor.role = StaffRole::agency_editor;
        desk = expect(ReviewDesk::open(paths, clock));
    }
    std::string template_text() { return expect(desk->csv_template(editor, Json::object()))["text"]; }
    Json upload(const std::string& text, const std::string& digest = "", const std::string& format = "csv") {
        return expect(desk->upload(editor, {{"format", format}, {"text", text}, {"digest", digest}}));
    }
    std::size_t waiting() {
        std::size_t out = 0;
        const auto own = expect(desk->listings(editor, Json::object()))["listings"];
        for (const auto& row : own) out += row["submission"].is_object() && row["submission"]["outcome"] == "waiting";
        return out;
    }

    StoreFolder folder;
    DirectoryPaths paths;
    FixedClock clock{kNow};
    Caller editor;
    std::unique_ptr<ReviewDesk> desk;
};

}  // namespace

TEST_CASE("a template with the agency's own listings, sent back as it is, changes nothing", "[upload]") {
    Agency agency;
    const auto text = agency.template_text();
    const auto answer = agency.upload(text);
    INFO(answer.dump(1));
    CHECK(answer["rows"] == 2);
    CHECK(answer["unchanged"] == 2);
    CHECK(answer["listings"].empty());
    CHECK(answer["faults"].empty());
    CHECK(answer["digest"].is_null());
}

TEST_CASE("a file shows what it would change, and becomes submissions with its digest alone", "[upload]") {
    Agency agency;
    const std::string text = "name,organization,description,needs\r\nNight kitchen,Organization a,Warm meals.,food.meal\r\nNew door,Organization a,Open late.,food.meal\r\n";
    const auto organization = Json::parse(expect(expect(open_store(agency.paths.store_url(), StoreAccess::read_only))->listing(id("a"))).record)["organization"]["name"].get<std::string>();
    auto own = text;
    for (auto at = own.find("Organization a"); at != own.npos; at = own.find("Organization a", at + organization.size())) own.replace(at, 14, organization);
    const auto shown = agency.upload(own);
    INFO(shown.dump(1));
    REQUIRE(shown["faults"].empty());
    REQUIRE(shown["listings"].size() == 2);
    CHECK(shown["listings"][0]["service_id"] == id("b"));
    CHECK(shown["listings"][1]["is_new"] == true);
    CHECK(agency.waiting() == 0);
    CHECK(failure(agency.desk->upload(agency.editor, {{"format", "csv"}, {"text", own}, {"digest", std::string(64, '0')}})) == ErrorKind::conflict);
    CHECK(agency.waiting() == 0);
    CHECK(agency.upload(own, shown["digest"])["submitted"] == 2);
    CHECK(agency.waiting() == 2);
}

TEST_CASE("one row that can't be taken keeps the whole file out, and says its line and column", "[upload]") {
    Agency agency;
    const auto answer = agency.upload("name,organization,minimum_age,url\nNight kitchen,,12,\nOther,Somebody else,,\nThird,,200,\nFourth,,,ftp://x\n");
    CHECK(answer["digest"].is_null());
    std::vector<std::pair<int, std::string>> found;
    for (const auto& fault : answer["faults"]) found.emplace_back(fault["line"], fault["field"]);
    CHECK(std::count(found.begin(), found.end(), std::pair<int, std::string>{4, "minimum_age"}) == 1);
    CHECK(std::count(found.begin(), found.end(), std::pair<int, std::string>{2, "organization"}) == 1);
    CHECK(agency.waiting() == 0);
}

TEST_CASE("another agency's listing isn't changed by an upload, by id or as HSDS", "[upload]") {
    Agency agency;
    const auto organization = Json::parse(expect(expect(open_store(agency.paths.store_url(), StoreAccess::read_only))->listing(id("a"))).record)["organization"]["name"].get<std::string>();
    CHECK(agency.upload("id,name,organization\n" + id("c") + ",Mine now," + organization + "\n")["faults"][0]["field"] == "id");
    const Json service{{"id", id("c")}, {"name", "Mine now"}};
    CHECK(agency.upload(service.dump(), "", "hsds")["faults"][0]["field"] == "/id");
    const Json theirs{{"name", "New"}, {"organization", {{"id", id("c organization")}, {"name", "x"}}}};
    CHECK(agency.upload(theirs.dump(), "", "hsds")["faults"][0]["field"] == "/organization");
}

TEST_CASE("a file's bounds: 1 MB, 5,000 rows, 2 kB a cell, 16 levels", "[upload]") {
    const std::string head = "name,organization\n";
    CHECK_FALSE(read_csv(head + std::string(kLongestUpload, 'x')).faults.empty());
    std::string many = head;
    for (int i = 0; i < 5001; ++i) many += "a,b\n";
    CHECK(read_csv(many).faults.front().reason == "a file has at most 5,000 rows");
    const auto wide = read_csv("name,organization,description\na,b," + std::string(kLongestCell + 1, 'x') + "\n").faults;
    REQUIRE_FALSE(wide.empty());
    CHECK(wide.front().line == 2);
    CHECK(wide.front().field == "description");
    std::string deep = R"({"name":"a","x":)";
    for (int i = 0; i < 20; ++i) deep += '[';
    for (int i = 0; i < 20; ++i) deep += ']';
    CHECK_FALSE(read_upload(UploadFormat::hsds, deep + "}", settings().catalogue).faults.empty());
    CHECK(read_csv("PK\x03\x04 no text").faults.size() == 1);
}

TEST_CASE("what the template can't say of a listing stays when its row changes", "[upload]") {
    const Json stands{{"id", id("a")},
                      {"name", "A"},
                      {"organization", {{"id", id("o")}, {"name", "O"}}},
                      {"phones", Json::array({{{"id", id("p")}, {"number", "204-555-0100"}, {"description", "until nine"}}})},
                      {"schedules", Json::array({{{"id", id("s")}, {"freq", "WEEKLY"}, {"byday", "MO"}, {"opens_at", "09:00"}, {"closes_at", "10:00"}},
                                                 {{"id", id("i")}, {"freq", "WEEKLY"}, {"byday", "TU"}, {"opens_at", "09:00"}, {"closes_at", "10:00"}, {"description", "intake"}}})}};
    const Json row{{"name", "A"},
                   {"phones", Json::array({{{"number", "204-555-0100"}}, {{"number", "204-555-0101"}}})},
                   {"schedules", Json::array({{{"freq", "WEEKLY"}, {"byday", "MO"}, {"opens_at", "09:00"}, {"closes_at", "12:00"}}})}};
    const auto changes = changes_to(UploadFormat::csv, stands, row, settings().catalogue, settings().crosswalks);
    REQUIRE(changes.size() == 2);
    CHECK(changes["phones"][0]["description"] == "until nine");
    REQUIRE(changes["schedules"].size() == 2);
    CHECK(changes["schedules"][1]["description"] == "intake");
}
