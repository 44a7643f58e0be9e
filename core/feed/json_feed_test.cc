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

}  // namespace
}  // namespace porchlight
