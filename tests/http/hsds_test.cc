// /hsds over a directory: what any HSDS reader may rely on, and what it must never be told.
#include <catch2/catch.hpp>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <thread>

#include "core/base/hash.h"
#include "core/base/paths.h"
#include "core/base/time.h"
#include "core/store/takedown.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::vector<std::string> kLists = {"services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"};

const ServerProcess& server() {
    static const ServerProcess running("searchd", {"--data", sample().path(), "--gazetteer", std::string(PORCHLIGHT_SOURCE_DIR) + "/build/gazetteer"});
    return running;
}

Json get(const std::string& path) {
    const auto answer = ask(server().port(), "GET", "/hsds" + path);
    INFO(path << ' ' << answer.body.substr(0, 300));
    REQUIRE(answer.status == 200);
    REQUIRE(answer.header("content-type") == "application/json");
    return answer.json();
}

int status_of(const std::string& path, const std::string& method = "GET") {
    const auto answer = ask(server().port(), method, "/hsds" + path);
    if (answer.status != 200) {
        CHECK(answer.header("content-type") == "application/problem+json");
        CHECK(answer.json().is_object());
    }
    return answer.status;
}

std::vector<Json> lines_of(const Answer& answer) {
    std::vector<Json> out;
    std::istringstream in(answer.body);
    for (std::string line; std::getline(in, line);) out.push_back(Json::parse(line));
    return out;
}

void check_page(const Json& page, std::size_t number, std::size_t per_page) {
    const auto size = page.at("contents").size(), total = page.at("total_items").get<std::size_t>();
    const auto pages = page.at("total_pages").get<std::size_t>();
    CHECK(page.at("size") == size);
    CHECK(page.at("empty") == (size == 0));
    CHECK(page.at("page_number") == number);
    CHECK(pages == (total + per_page - 1) / per_page);
    CHECK(page.at("first_page") == (number == 1));
    CHECK(page.at("last_page") == (number >= pages));
    CHECK(size <= per_page);
}

/// All of a list, page by page.
std::vector<Json> all_of(const std::string& list, std::size_t per_page = 100) {
    std::vector<Json> out;
    for (std::size_t number = 1;; ++number) {
        const auto page = get("/" + list + "?per_page=" + std::to_string(per_page) + "&page=" + std::to_string(number));
        check_page(page, number, per_page);
        for (const auto& item : page.at("contents")) out.push_back(item);
        if (page.at("last_page")) return out;
    }
}

std::set<std::string> ids_of(const std::vector<Json>& items) {
    std::set<std::string> out;
    for (const auto& item : items) out.insert(item.at("id").get<std::string>());
    return out;
}

/// Calls `each` for every object, however deep.
void for_each_object(const Json& value, const std::function<void(const Json&)>& each) {
    if (value.is_object()) each(value);
    if (value.is_structured())
        for (const auto& below : value) for_each_object(below, each);
}

/// A service with a place and terms, in full.
Json some_service() {
    const auto page = get("/services?full=true&per_page=200");
    for (const auto& item : page.at("contents"))
        if (item.contains("service_at_locations") && item.contains("attributes")) return item;
    FAIL("the sample has no such service");
    return {};
}

}  // namespace

TEST_CASE("/hsds says what it speaks, and what it names is there", "[http][hsds]") {
    for (const auto* path : {"", "/"}) {
        const auto about = get(path);
        CHECK(about.at("version") == "3.1");
        const auto base = "http://127.0.0.1:" + std::to_string(server().port()) + "/hsds";
        CHECK(about.at("profile") == base + "/profile");
        CHECK(about.at("openapi_url") == base + "/openapi.json");
    }
    CHECK(ask(server().port(), "GET", "/hsds/profile").status == 200);
    const auto api = get("/openapi.json");
    CHECK(api.at("openapi") == "3.1.0");
    for (const auto& list : kLists) {
        CHECK(api.at("paths").contains("/" + list));
        CHECK(api.at("paths").contains("/" + list + "/{id}"));
        CHECK(api.at("paths").at("/" + list).contains("post"));
    }
}

TEST_CASE("every reference of our OpenAPI file leads somewhere", "[http][hsds]") {
    const auto api = get("/openapi.json");
    std::size_t count = 0;
    for_each_object(api, [&](const Json& object) {
        if (!object.contains("$ref")) return;
        ++count;
        CHECK(api.contains(Json::json_pointer(object.at("$ref").get<std::string>().substr(1))));
    });
    CHECK(count > 100);
}

TEST_CASE("lists come in pages that tell the truth, and nothing comes twice", "[http][hsds]") {
    for (const auto& list : kLists) {
        INFO(list);
        const auto items = all_of(list);
        CHECK(items.size() > 1);
        CHECK(ids_of(items).size() == items.size());
        CHECK(get("/" + list).at("total_items") == items.size());
        check_page(get("/" + list + "?per_page=1"), 1, 1);
        const auto beyond = get("/" + list + "?page=100000");
        CHECK(beyond.at("empty") == true);
        CHECK(beyond.at("contents").empty());
    }
}

TEST_CASE("what can't be read is refused, and what isn't there is absent", "[http][hsds]") {
    for (const auto& list : kLists) {
        INFO(list);
        for (const auto* query : {"page=0", "page=abc", "per_page=0", "per_page=-1", "per_page=1001", "format=xml", "colour=red", "page=1&page=2", "search=%zz"})
            CHECK(status_of("/" + list + "?" + query) == 400);
        CHECK(status_of("/" + list + "/" + kAbsent) == 404);
        CHECK(status_of("/" + list + "/not-a-uuid") == 404);
        CHECK(status_of("/" + list, "DELETE") == 405);
    }
    CHECK(status_of("/services?modified_after=yesterday") == 400);
    CHECK(status_of("/service_at_locations?proximity=100") == 400);
    CHECK(status_of("/service_at_locations?postcode=nowhere") == 400);
    CHECK(status_of("/" + kAbsent) == 404);
}

TEST_CASE("an item by its id has what the list says, every id is a UUID, and nothing is null", "[http][hsds]") {
    for (const auto& list : kLists) {
        const auto items = all_of(list);
        for (std::size_t i = 0; i < items.size(); i += std::max<std::size_t>(1, items.size() / 5)) {
            const auto& item = items[i];
            INFO(list << ' ' << item.at("id"));
            const auto one = get("/" + list + "/" + item.at("id").get<std::string>());
            for (const auto& [member, value] : item.items()) {
                CHECK_FALSE(value.is_array());
                if (!value.is_structured()) CHECK(one.at(member) == value);
            }
            for_each_object(one, [](const Json& object) {
                CHECK(parse_uuid(object.at("id").get<std::string>()));
                for (const auto& member : object) CHECK_FALSE(member.is_null());
            });
        }
    }
}

TEST_CASE("parameters narrow a list, all of them together", "[http][hsds]") {
    const auto service = some_service();
    const auto organization = service.at("organization").at("id").get<std::string>();
    const auto& term = service.at("attributes").at(0).at("taxonomy_term");
    const auto term_id = term.at("id").get<std::string>(), taxonomy_id = term.at("taxonomy_detail").at("id").get<std::string>();
    const auto total = get("/services").at("total_items").get<std::size_t>();
    const auto found = [&](const std::string& query, const std::string& list = "services") { return get("/" + list + "?" + query).at("total_items").get<std::size_t>(); };
    CHECK(found("search=" + service.at("id").get<std::string>().substr(0, 8) + "qqq") == 0);
    for (const auto* list : {"services", "service_at_locations"}) {
        INFO(list);
        CHECK(found("organization_id=" + organization, list) > 0);
        CHECK(found("organization_id=" + organization, list) < total);
        CHECK(found("organization_id=" + kAbsent, list) == 0);
        CHECK(found("taxonomy_term_id=" + term_id, list) > 0);
        CHECK(found("taxonomy_id=" + taxonomy_id, list) > 0);
        CHECK(found("taxonomy_term_id=" + term_id + "&organization_id=" + organization, list) > 0);
        CHECK(found("taxonomy_term_id=" + term_id + "&organization_id=" + kAbsent, list) == 0);
        CHECK(found("modified_after=2999-01-01T00:00:00Z", list) == 0);
        CHECK(found("modified_after=1970-01-01", list) == get(std::string("/") + list).at("total_items"));
    }
    CHECK(found("taxonomy_id=" + kAbsent, "organizations") == 0);
    CHECK(found("taxonomy_id=" + kAbsent, "taxonomy_terms") == 0);
    CHECK(found("parent_id=" + kAbsent, "taxonomy_terms") == 0);
}

TEST_CASE("a search finds a service by the beginnings of its words, whatever their case", "[http][hsds]") {
    const auto page = get("/services?search=LAWYER+otter&per_page=1000");
    REQUIRE(page.at("total_items") > 0);
    CHECK(page.at("total_items") < get("/services").at("total_items"));
    const auto names = ids_of(page.at("contents").get<std::vector<Json>>());
    CHECK(names.contains("003c3e6d-8e1e-5e31-99e8-eb66f1bb9f78"));
    CHECK(get("/organizations?search=orph").at("contents").at(0).at("name") == "Paroisse de Saint-Orphée");
}

TEST_CASE("a search may travel in a body, and finds the same", "[http][hsds]") {
    for (const auto& list : kLists) {
        const auto asked = ask(server().port(), "POST", "/hsds/" + list, R"({"search":"house","per_page":7})");
        CHECK(asked.status == 200);
        CHECK(asked.json() == get("/" + list + "?search=house&per_page=7"));
        CHECK(ask(server().port(), "POST", "/hsds/" + list, R"({"colour":"red"})").status == 400);
        CHECK(ask(server().port(), "POST", "/hsds/" + list, "{").status == 400);
    }
    const auto bare = send_raw(server().port(), "POST /hsds/services?per_page=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    CHECK(bare.status == 200);
    CHECK(bare.json().at("size") == 1);
}

TEST_CASE("minimal lists have id, name, status and date alone; full ones everything", "[http][hsds]") {
    const auto minimal = get("/services?minimal=true");
    CHECK(minimal.at("last_page") == true);
    for (const auto& item : minimal.at("contents")) CHECK(item.size() == 4);
    const auto service = some_service();
    CHECK(get("/services/" + service.at("id").get<std::string>()) == service);
    const auto id = service.at("organization").at("id").get<std::string>();
    const auto organization = get("/organizations/" + id + "?full_service=true");
    const auto& services = organization.at("services");
    CHECK(std::any_of(services.begin(), services.end(), [&](const Json& each) { return each.at("id") == service.at("id") && each.contains("attributes"); }));
    const auto listed = get("/organizations/" + id);
    for (const auto& each : listed.at("services")) CHECK_FALSE(each.contains("attributes"));
    const auto site = get("/service_at_locations/" + service.at("service_at_locations").at(0).at("id").get<std::string>());
    CHECK(site.at("service").at("id") == service.at("id"));
    CHECK(site.at("location") == service.at("service_at_locations").at(0).at("location"));
}

TEST_CASE("as lines a list comes whole, in the same order", "[http][hsds]") {
    for (const auto& list : kLists) {
        const auto answer = ask(server().port(), "GET", "/hsds/" + list + "?format=ndjson");
        CHECK(answer.status == 200);
        CHECK(answer.header("content-type") == "application/x-ndjson");
        CHECK(lines_of(answer) == all_of(list));
    }
}

TEST_CASE("a fact is an attribute with a term for its answer, under the fact's own term", "[http][hsds]") {
    std::size_t facts = 0;
    const auto page = get("/services?full=true&per_page=1000");
    for (const auto& service : page.at("contents"))
        for_each_object(service, [&](const Json& object) {
            if (object.value("taxonomy", "") != "Porchlight facts") return;
            ++facts;
            const auto code = object.at("code").get<std::string>();
            CHECK((code.ends_with(".yes") || code.ends_with(".no") || code.ends_with(".unknown")));
            CHECK(object.contains("parent_id"));
        });
    CHECK(facts > 500);
    for (const auto& term : all_of("taxonomy_terms")) {
        if (!term.contains("parent_id")) continue;
        INFO(term.at("code"));
        const auto parent = get("/taxonomy_terms/" + term.at("parent_id").get<std::string>());
        CHECK(get("/taxonomy_terms?per_page=1000&parent_id=" + parent.at("id").get<std::string>()).at("total_items") > 0);
    }
    CHECK(get("/taxonomy_terms?top_only=true").at("total_items") < get("/taxonomy_terms").at("total_items"));
}

TEST_CASE("pages of other origins may read it, and a session gets no more than anybody", "[http][hsds]") {
    const int port = server().port();
    const auto path = "/hsds/services?full=true&per_page=200";
    const auto open = ask(port, "GET", path, "", {{"Origin", "https://other.example"}});
    CHECK(open.header("access-control-allow-origin") == "*");
    CHECK(open.count("access-control-allow-credentials") == 0);
    const auto worker = sample().staff().in(port, "worker");
    CHECK(ask(port, "GET", path, "", worker.headers(port)).body == open.body);
}

TEST_CASE("a page of another origin may post JSON to every list, and to nothing else", "[http][hsds]") {
    const int port = server().port();
    const std::vector<std::pair<std::string, std::string>> asking{
        {"Origin", "https://other.example"}, {"Access-Control-Request-Method", "POST"}, {"Access-Control-Request-Headers", "content-type"}};
    for (const auto* list : {"services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"}) {
        const auto may = ask(port, "OPTIONS", std::string("/hsds/") + list, "", asking);
        CHECK(may.status == 204);
        CHECK(may.header("access-control-allow-origin") == "*");
        CHECK(may.header("access-control-allow-methods") == "GET, HEAD, POST");
        CHECK(may.header("access-control-allow-headers") == "content-type");
        CHECK(may.count("access-control-allow-credentials") == 0);
    }
    for (const auto* other : {"/api/v1/search", "/hsds/profile", "/api/v1/catalogue"}) {
        const auto may = ask(port, "OPTIONS", other, "", asking);
        CHECK(may.status == 405);
        CHECK(may.count("access-control-allow-origin") == 0);
    }
}

TEST_CASE("who checked a record, what it was before and our own members are nowhere", "[http][hsds]") {
    const auto all = ask(server().port(), "GET", "/hsds/services?format=ndjson&full=true").body;
    for (const auto* word : {"assurer_email", "porchlight_", "Porchlight visibility", "\"visibility\""}) CHECK(all.find(word) == std::string::npos);
}

TEST_CASE("hidden listings and those for staff are absent, a withdrawn one stays as inactive", "[http][hsds]") {
    std::ifstream feed(kData + "/sample/services.ndjson");
    const auto listed = ids_of(all_of("services"));
    std::size_t kept_back = 0;
    for (std::string line; std::getline(feed, line);) {
        const auto record = Json::parse(line);
        if (!record.contains("visibility")) continue;
        ++kept_back;
        CHECK_FALSE(listed.contains(record.at("id").get<std::string>()));
        CHECK(status_of("/services/" + record.at("id").get<std::string>()) == 404);
    }
    CHECK(kept_back > 0);
    if (!listed.contains(sample().withdrawn())) return;  // The last one of the sample was for staff.
    const auto gone = get("/services/" + sample().withdrawn());
    CHECK(gone.at("status") == "inactive");
    CHECK(gone.size() == 4);
}

TEST_CASE("a place near a postcode is found by its distance in metres", "[http][hsds]") {
    const auto near = get("/service_at_locations?postcode=R3C+1A1&proximity=20000000");
    CHECK(near.at("total_items") > 0);
    CHECK(get("/service_at_locations?postcode=R3C+1A1&proximity=1").at("total_items") == 0);
}

TEST_CASE("what is taken down is absent at once, and back once that is lifted", "[http][hsds]") {
    const TemporaryFolder folder;
    DirectoryPaths paths;
    paths.data = copy_of_sample(folder.path() / "copy");
    const auto running = serve({}, paths.data.string());
    const auto list = TakedownList::open(paths.takedown_place());
    REQUIRE(list);
    const auto page = [&](const std::string& path) { return ask(running.port(), "GET", "/hsds" + path); };
    const auto service = some_service();
    const auto id = service.at("id").get<std::string>();
    const auto site = service.at("service_at_locations").at(0).at("id").get<std::string>();
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now()) + std::chrono::hours(1);
    const auto total = page("/services").json().at("total_items").get<std::size_t>();
    REQUIRE((*list)->take_down("service", id, now));
    CHECK(page("/services/" + id).status == 404);
    CHECK(page("/service_at_locations/" + site).status == 404);
    CHECK(page("/services").json().at("total_items") == total - 1);
    REQUIRE((*list)->lift("service", id, now));
    CHECK(page("/services/" + id).status == 200);

    REQUIRE((*list)->take_down("service_at_location", site, now + std::chrono::minutes(1)));
    const auto without = page("/services/" + id).json();
    CHECK(without.dump().find(site) == std::string::npos);
    CHECK(without.at("last_modified") == format_instant(now + std::chrono::minutes(1)));
    REQUIRE((*list)->lift("service_at_location", site, now + std::chrono::minutes(2)));
    CHECK(page("/services/" + id).json().at("service_at_locations") == service.at("service_at_locations"));
}

TEST_CASE("last_modified moves with what everybody sees, and never for what is hidden", "[http][hsds]") {
    const TemporaryFolder folder;
    const auto directory = (folder.path() / "directory").string();
    const auto import = [&](const Json& service) {
        folder.write("feed.ndjson", service.dump() + "\n");
        const auto ended = run_program("indexer", {"import", "--data", directory, "--catalogue-data", kData, "--source", "sample", (folder.path() / "feed.ndjson").string()});
        INFO(ended.errors);
        REQUIRE(ended.status == 0);
    };
    const std::string id = "11111111-1111-4111-8111-111111111111";
    const auto place = [](const char* end, bool hidden) {
        Json site{{"id", std::string("22222222-2222-4222-8222-22222222222") + end},
                  {"location", {{"id", std::string("33333333-3333-4333-8333-33333333333") + end}, {"location_type", "physical"}, {"name", "Place"}}}};
        if (hidden) site["visibility"] = "hidden";
        return site;
    };
    Json service{{"id", id}, {"name", "Drop-in"}, {"status", "active"}, {"last_modified", "2020-01-01T00:00:00Z"},
                 {"organization", {{"id", "44444444-4444-4444-8444-444444444444"}, {"name", "Elm"}, {"description", "Elm"}}},
                 {"service_at_locations", {place("1", false), place("2", true)}}};
    import(service);
    const auto running = serve({}, directory);
    const auto modified = [&] { return ask(running.port(), "GET", "/hsds/services/" + id).json().at("last_modified").get<std::string>(); };
    const auto next_second = [] { std::this_thread::sleep_for(std::chrono::milliseconds(1100)); };
    const auto first = modified();

    next_second();
    service["service_at_locations"][1]["description"] = "Round the back";
    service["last_modified"] = "2026-01-01T00:00:00Z";
    import(service);
    CHECK(modified() == first);

    next_second();
    service["service_at_locations"][0]["location"]["transportation"] = "Bus 4";
    import(service);
    const auto second = modified();
    CHECK(second > first);
    CHECK(ask(running.port(), "GET", "/hsds/services?modified_after=" + second).json().at("total_items") == 1);
}
