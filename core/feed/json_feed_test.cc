#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <zlib.h>

#include "core/feed/feed_testing.h"
#include "core/feed/json_splitter.h"
#include "core/feed/row_source.h"
#include "core/feed/shape.h"

namespace porchlight {
namespace {

using testing::Folder;

std::string gzipped(const std::string& text) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(compressBound(text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

struct Rows {
    std::vector<std::string> texts;
    std::vector<std::size_t> lines;
    std::string error;
};

Rows rows_of(const std::filesystem::path& file) {
    Rows out;
    auto feed = open_feed(file);
    if (!feed) return out.error = feed.error().message, out;
    for (;;) {
        auto row = (*feed)->next();
        if (!row) return out.error = row.error().message, out;
        if (!*row) return out;
        out.texts.push_back((*row)->text);
        out.lines.push_back((*row)->line);
    }
}

TEST_CASE("NDJSON, arrays, pages and single objects give the same rows, gzipped or not", "[feed]") {
    const Folder folder;
    const std::string a = R"({"id":"1","name":"a \" , ] } b"})", b = R"({"id":"2","contents":[{"x":[1,{}]}]})";
    const std::vector<std::pair<std::string, std::string>> files{
        {"f.ndjson", a + "\r\n\n" + b + "\n"}, {"g.json", a + "\n" + b + "\n"}, {"h.json", "[" + a + ",\n" + b + "]\n"},
        {"i.json", "{\"total_items\":2,\"links\":{\"contents\":[1]},\"contents\": [" + a + " , " + b + "], \"empty\":false}"},
        {"j.ndjson", "\xEF\xBB\xBF" + a + "\n" + b}};
    for (const auto& [name, text] : files) {
        INFO(name);
        auto rows = rows_of(folder.write(name, text));
        CHECK(rows.error.empty());
        REQUIRE(rows.texts.size() == 2);
        CHECK(Json::parse(rows.texts[0]) == Json::parse(a));
        CHECK(Json::parse(rows.texts[1]) == Json::parse(b));
        const auto packed = rows_of(folder.write(name + ".gz", gzipped(text)));
        CHECK(packed.texts == rows.texts);
        CHECK(packed.lines == rows.lines);
    }
}

TEST_CASE("rows carry the line on which they start", "[feed]") {
    const Folder folder;
    CHECK(rows_of(folder.write("a.ndjson", "{}\n\n{}\n{}")).lines == std::vector<std::size_t>{1, 3, 4});
    CHECK(rows_of(folder.write("b.json", "[\n{},\n\n{\n\"a\":\n1}\n]")).lines == std::vector<std::size_t>{2, 4});
}

TEST_CASE("a file that isn't what it says it is stops with a reason", "[feed]") {
    const Folder folder;
    const auto says = [&](const std::string& name, const std::string& bytes, const std::string& part) {
        const auto rows = rows_of(folder.write(name, bytes));
        INFO(name << ": " << rows.error);
        CHECK(rows.error.find(part) != std::string::npos);
    };
    says("a.json", "<html>", "XML or HTML");
    says("b.json", "", "empty");
    says("c.json", "id,name\n1,x\n", "neither JSON");
    says("d.json.gz", "{}\n", "not a gzip file");
    says("e.zip", "{}\n", "not a zip file");
    says("f.zip", "PK\x03\x04 nonsense", "zip");
    says("g.json", std::string("\xFF\xFE{\0", 4), "UTF-16");
    says("h.json", "[{\"a\":1},{\"b\":", "cut off");
    says("i.json", "{\"a\":1} trailing", "behind");
    says("j.ndjson", "{\"a\":1}\n{\"b\":", "cut off");
    says("k.csv", "id\n1\n", "one table");
    says("missing.json/x", "", "");
    auto packed = gzipped("{\"a\":1}\n{\"b\":2}\n");
    packed.resize(packed.size() - 9);
    says("l.ndjson.gz", packed, "cut off");
    CHECK(rows_of(folder.path() / "nothing.json").error.find("doesn't exist") != std::string::npos);
}

TEST_CASE("one bad line is one bad row", "[feed]") {
    const Folder folder;
    const auto rows = rows_of(folder.write("a.ndjson", "{\"a\":1}\n{\"b\":\n\xFF\xFE\n{\"c\":3}\n"));
    CHECK(rows.error.empty());
    CHECK(rows.texts.size() == 4);
}

TEST_CASE("the splitter gives the same rows however the bytes arrive", "[feed]") {
    CHECK(rc::check("chunks don't matter", [] {
        Json array = Json::array();
        const auto count = *rc::gen::inRange(0, 6);
        for (int i = 0; i < count; ++i) array.push_back({{"id", i}, {"text", *rc::gen::element<std::string>("a", "]", "}", "\"", "\\", "[{", ",")}});
        const auto text = *rc::gen::arbitrary<bool>() ? array.dump(*rc::gen::inRange(-1, 3)) : Json{{"a", "contents"}, {"contents", array}, {"z", "]"}}.dump();
        std::vector<Json> rows;
        JsonSplitter splitter([&](std::string row, std::size_t) { rows.push_back(Json::parse(row)); });
        for (std::size_t at = 0; at < text.size();) {
            const auto size = *rc::gen::inRange<std::size_t>(1, 9);
            RC_ASSERT(splitter.feed(std::string_view(text).substr(at, size)).has_value());
            at += size;
        }
        RC_ASSERT(splitter.finish().has_value());
        RC_ASSERT(Json(rows) == array);
    }));
}

TEST_CASE("services are found in services, organizations and sites", "[feed]") {
    auto service = testing::a_service();
    CHECK(read_row(service).services.size() == 1);

    Json organization{{"id", "o"}, {"name", "O"}, {"locations", Json::array({{{"id", "l"}, {"name", "L"}}})},
                      {"services", Json::array({{{"id", "s1"}, {"name", "S1"}, {"service_at_locations", Json::array({{{"location_id", "l"}}})}},
                                                {{"id", "s2"}, {"name", "S2"}}})}};
    const auto of_organization = read_row(organization);
    REQUIRE(of_organization.services.size() == 2);
    CHECK(of_organization.services[0]["organization"]["name"] == "O");
    CHECK(of_organization.services[0]["service_at_locations"][0]["location"]["name"] == "L");
    CHECK_FALSE(of_organization.services[1]["organization"].contains("services"));

    const auto site = read_row({{"id", "x"}, {"service", {{"id", "s"}, {"name", "S"}}}, {"location", {{"id", "l"}}}});
    CHECK(site.kind == RowContent::Kind::sites);
    CHECK(site.services[0]["service_at_locations"][0]["id"] == "x");

    CHECK(read_row(Json::array()).kind == RowContent::Kind::refused);
    CHECK(read_row({{"id", "o"}, {"name", "O"}, {"website", "x"}}).kind == RowContent::Kind::no_services);
    CHECK(read_row({{"id", "l"}, {"location_type", "physical"}}).kind == RowContent::Kind::refused);
}

/// The rows of a feed, and whether they are all that the source has.
std::pair<std::size_t, bool> pages_in(const std::filesystem::path& file) {
    auto feed = open_feed(file);
    REQUIRE(feed);
    std::size_t rows = 0;
    for (;;) {
        auto row = (*feed)->next();
        REQUIRE(row);
        if (!*row) return {rows, (*feed)->is_whole()};
        ++rows;
    }
}

std::string page_of(int number, int of, const std::string& contents = R"({"id":"1"},{"id":"2"})") {
    return R"({"total_items":4,"total_pages":)" + std::to_string(of) + R"(,"contents":[)" + contents + R"(],"page_number":)" + std::to_string(number) + "}";
}

TEST_CASE("saved pages of an API are one feed, which knows whether a page is missing", "[feed]") {
    const Folder folder;
    CHECK(pages_in(folder.write("one.json", page_of(1, 1))) == std::pair<std::size_t, bool>{2, true});
    CHECK(pages_in(folder.write("first.json", page_of(1, 2))) == std::pair<std::size_t, bool>{2, false});
    CHECK(pages_in(folder.write("list.json", R"([{"id":"1"}])")) == std::pair<std::size_t, bool>{1, true});
    CHECK(pages_in(folder.write("uk.json", R"({"totalPages":2,"number":1,"content":[{"id":"1"}]})")) == std::pair<std::size_t, bool>{1, false});
    folder.write("pages/1.json", page_of(1, 3));
    folder.write("pages/2.json.gz", gzipped(page_of(2, 3)));
    CHECK(pages_in(folder.path() / "pages") == std::pair<std::size_t, bool>{4, false});
    folder.write("pages/3.json", page_of(3, 3, R"({"id":"5"})"));
    CHECK(pages_in(folder.path() / "pages") == std::pair<std::size_t, bool>{5, true});
    // The same page twice is no other page, and its services count once.
    folder.write("pages/3 again.json", page_of(3, 3, R"({"id":"5"})"));
    CHECK(pages_in(folder.path() / "pages") == std::pair<std::size_t, bool>{6, true});
    std::filesystem::remove(folder.path() / "pages/2.json.gz");
    CHECK(pages_in(folder.path() / "pages") == std::pair<std::size_t, bool>{4, false});
    folder.write("pages/2.json", page_of(2, 4));
    CHECK(pages_in(folder.path() / "pages") == std::pair<std::size_t, bool>{6, false});
    CHECK(pages_in(folder.write("more.json", R"({"last_page":false,"contents":[{"id":"1"}]})")) == std::pair<std::size_t, bool>{1, false});
    folder.write("pages/4.json", "{\"contents\":[");
    CHECK(rows_of(folder.path() / "pages").error.find("cut off") != std::string::npos);
}

TEST_CASE("Open Referral UK's names become those of HSDS", "[feed]") {
    const auto three = read_row(Json::parse(R"({"id": "1", "name": "Talk", "status": "active", "service_areas": [{"service_area": "Leeds"}],
        "attributes": [{"taxonomy_term": {"term": "Counselling", "code": "c"}}],
        "service_at_locations": [{"location": {"accessibility": [{"accessibility": "Ramp"}], "languages": [{"language": "Welsh"}]}}]})"));
    REQUIRE(three.services.size() == 1);
    const auto& talk = three.services[0];
    CHECK(talk["service_areas"][0]["name"] == "Leeds");
    CHECK(talk["attributes"][0]["taxonomy_term"]["name"] == "Counselling");
    CHECK(talk["service_at_locations"][0]["location"]["accessibility"][0]["description"] == "Ramp");
    CHECK(talk["service_at_locations"][0]["location"]["languages"][0]["name"] == "Welsh");

    const auto one = read_row(Json::parse(R"({"id": "1", "name": "Talk", "status": "active", "url": "https://example.org/talk",
        "organization": {"name": "Talkers", "url": "https://example.org"},
        "eligibilitys": [{"eligibility": "Young people", "minimum_age": 13, "maximum_age": 19}], "fundings": [{"source": "Council"}],
        "service_taxonomys": [{"id": "9", "taxonomy": {"id": "c1", "name": "Counselling", "vocabulary": "List"}}],
        "regular_schedules": [{"weekday": 1, "opens_at": "09:00", "closes_at": "17:00"}],
        "holiday_schedules": [{"closed": true, "start_date": "2026-12-25", "end_date": "2026-12-26"}],
        "service_at_locations": [{"location": {"physical_addresses": [{"address_1": "1 High Street"}], "accessibility_for_disabilities": [{"accessibility": "Ramp"}]}}]})"));
    REQUIRE(one.services.size() == 1);
    const auto& old = one.services[0];
    CHECK(old["minimum_age"] == 13);
    CHECK(old["eligibility_description"] == "Young people (ages 13 to 19)");
    CHECK(old["funding"][0]["source"] == "Council");
    CHECK(old["attributes"][0]["taxonomy_term"]["code"] == "c1");
    CHECK(old["attributes"][0]["taxonomy_term"]["taxonomy"] == "List");
    CHECK(old["schedules"][0]["freq"] == "WEEKLY");
    CHECK(old["schedules"][0]["byday"] == "1");
    CHECK(old["organization"]["website"] == "https://example.org");
    CHECK(old["url"] == "https://example.org/talk");
    CHECK(old["porchlight_closures"][0]["effect"] == "closed");
    CHECK(old["service_at_locations"][0]["location"]["addresses"][0]["address_1"] == "1 High Street");
    CHECK(old["service_at_locations"][0]["location"]["accessibility"][0]["description"] == "Ramp");
    // Ages of several groups are nobody's limits.
    const auto groups = read_row(Json::parse(R"({"id": "1", "name": "Talk", "status": "active", "eligibilitys": [{"minimum_age": 5, "maximum_age": 11}, {"minimum_age": 65}]})"));
    CHECK_FALSE(groups.services[0].contains("minimum_age"));
    CHECK(groups.services[0]["eligibility_description"] == "ages 5 to 11; ages 65 and over");
}

}  // namespace
}  // namespace porchlight
