// safety.md T10: what a listing says is text, in every byte that the server gives of it. Its pages in a browser:
// web/test/browser/hostile.spec.ts; its export in a spreadsheet: core/feed/export_test.cc.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include "core/base/hash.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// 150 texts.
std::vector<std::string> hostile() {
    std::ifstream file(std::string(PORCHLIGHT_SOURCE_DIR) + "/tests/hostile.json");
    const auto parts = Json::parse(file);
    std::vector<std::string> all;
    for (const auto& frame : parts["frames"])
        for (const auto& call : parts["calls"]) {
            auto text = frame.get<std::string>();
            for (auto at = text.find("CALL"); at != text.npos; at = text.find("CALL", at + 1)) text.replace(at, 4, call.get<std::string>());
            all.push_back(text);
        }
    REQUIRE(all.size() == 150);
    return all;
}

std::string id_of(const std::string& what) { return to_string(uuid_v5(id_namespace(), what)); }

/// A name that isn't empty where an import takes all of the text away.
std::string named(const std::string& text) { return "Door " + text; }

/// A listing that says the same everywhere.
Json saying(const std::string& text, const std::string& id) {
    const Json address{{"id", id_of(id + "address")}, {"address_1", text}, {"address_2", text}, {"city", text}, {"state_province", "MB"}, {"postal_code", text},
                       {"country", "CA"}, {"address_type", "physical"}};
    const Json phone{{"id", id_of(id + "phone")}, {"number", "204-555-0142"}, {"description", text}, {"languages", {{{"id", id_of(id + "spoken")}, {"name", text}}}}};
    const Json location{{"id", id_of(id + "location")}, {"location_type", "physical"}, {"name", text}, {"description", text}, {"transportation", text},
                        {"addresses", {address}}, {"accessibility", {{{"id", id_of(id + "door")}, {"description", text}, {"details", text}}}}};
    return {{"id", id}, {"name", named(text)}, {"alternate_name", text}, {"description", text}, {"status", "active"}, {"url", text}, {"email", text}, {"alert", text},
            {"application_process", text}, {"fees_description", text}, {"eligibility_description", text}, {"interpretation_services", text},
            {"phones", {phone}},
            {"contacts", {{{"id", id_of(id + "contact")}, {"name", text}, {"title", text}, {"email", text}}}},
            {"languages", {{{"id", id_of(id + "language")}, {"name", text}, {"note", text}}}},
            {"required_documents", {{{"id", id_of(id + "paper")}, {"document", text}}}},
            {"cost_options", {{{"id", id_of(id + "cost")}, {"option", text}, {"amount_description", text}}}},
            {"schedules", {{{"id", id_of(id + "hours")}, {"description", text}}}},
            {"service_at_locations", {{{"id", id_of(id + "site")}, {"description", text}, {"location", location}}}},
            {"organization", {{"id", id_of(id + "organization")}, {"name", named(text)}, {"description", text}, {"website", text}}}};
}

bool is_markup(const std::string& text) { return text.find_first_of("<>\"'&") != text.npos; }

/// A page without its own tags: what is left has no bracket, whatever a listing says.
std::string without_tags(std::string html) {
    html.erase(0, html.find("<main>"));
    for (const char* tag : {"<main>", "</main>", "<h1>", "</h1>", "<dl>", "</dl>", "<dt>", "</dt>", "<dd>", "</dd>", "<dd lang=\"en\">", "<a href=\"tel:2045550142\">", "<a href=\"tel:+12045550142\">",
                            "</a>", "<form method=\"post\" action=\"/exit\">", "</form>", "<button>", "</button>"})
        for (auto at = html.find(tag); at != html.npos; at = html.find(tag)) html.erase(at, std::string(tag).size());
    return html;
}

}  // namespace

TEST_CASE("what a listing says is text in the page behind a code, in answers and in what other directories read", "[http][hostile]") {
    const auto texts = hostile();
    const TemporaryFolder folder;
    const auto feed = folder.path() / "feed.ndjson";
    const auto directory = (folder.path() / "directory").string();
    {
        std::ofstream out(feed);
        for (const auto& text : texts) out << saying(text, id_of(text)) << '\n';
    }
    for (const auto& arguments : {std::vector<std::string>{"import", "--source", "sample", feed.string()}, {"rebuild"}}) {
        auto all = arguments;
        all.insert(all.begin() + 1, {"--data", directory, "--catalogue-data", kData});
        const auto ended = run_program("indexer", all);
        INFO(ended.errors);
        REQUIRE(ended.status == 0);
    }
    const ServerProcess server("searchd", {"--data", directory});
    int found = 0;
    for (const auto& text : texts) {
        INFO(text);
        const auto id = id_of(text);
        const auto page = ask(server.port(), "GET", "/i/" + short_id_of(directory, id));
        REQUIRE(page.status == 200);
        CHECK(without_tags(page.body).find_first_of("<>") == std::string::npos);
        if (is_markup(text)) CHECK(page.body.find(text) == std::string::npos);
        const auto service = ask(server.port(), "GET", "/hsds/services/" + id);
        REQUIRE(service.status == 200);
        CHECK(service.header("content-type") == "application/json");
        CHECK(service.header("x-content-type-options") == "nosniff");
        found += service.json().at("name") == named(text);
        const auto shown = ask_directory(server.port(), "/api/v1/service", {{"id", id}});
        CHECK(shown.status == 200);
        CHECK(shown.header("content-type").starts_with("application/json"));
        CHECK(shown.header("x-content-type-options") == "nosniff");
    }
    INFO(found);
    CHECK(found > 0);  // Some are kept as they came; an import takes markup out of the others.
}
