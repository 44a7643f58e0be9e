// The log holds minute, route, status and, where it says nothing of a question, the size class.
#include <signal.h>

#include <catch2/catch.hpp>
#include <regex>
#include <sstream>

#include "searchd/access.h"
#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// Minute, a route of the table or one of our words, status, size class: nothing else.
bool is_request_line(const std::string& line) {
    static const std::regex kLine(R"((\d{4}-\d\d-\d\dT\d\d:\d\d) (\S+) \d{3} (<=4k|<=16k|<=64k|>64k|-))");
    std::smatch parts;
    if (!std::regex_match(line, parts, kLine)) return false;
    const std::string route = parts[2];
    for (const auto* word : {"(malformed)", "(unknown)", "(busy)"})
        if (route == word) return true;
    for (const auto& row : kRouteTable)
        if (route == row.path + std::string(row.tail == Tail::none ? "" : "*")) return true;
    return false;
}

const std::regex kOwnLine("searchd: (warning: .*|error: an answer failed with [A-Za-z_: ]+)");

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

void send_canaries(int port) {
    ask(port, "GET", "/canary-path/canary?canary=canary");
    ask(port, "GET", "/?canary");
    ask(port, "CANARY", "/");
    ask(port, "POST", "/api/v1/search?canary", "{}");
    ask(port, "GET", "/hsds/services?search=canary&canary=canary");
    ask(port, "GET", "/hsds/services?search=canary&format=ndjson");
    ask(port, "POST", "/hsds/services?search=throw", R"({"taxonomy_id":"canary"})");
    ask(port, "POST", "/hsds/organizations", R"({"search":"canary","canary":1})");
    ask(port, "GET", "/hsds/services/00000000-0000-0000-0000-000000000000?canary=canary");
    for (const auto& path : kApiPosts) {
        ask(port, "POST", path, R"({"text":"canary","canary":"canary"})");
        ask(port, "POST", path, R"({"canary":1,"canary":2})");
        ask(port, "POST", path, "canary");
        ask(port, "POST", path, R"({"canned":"throw","text":"canary"})");
        ask(port, "POST", path, R"({"canned":"throw_number","text":"canary"})");
        ask(port, "POST", path, R"({"canned":"corrupt","text":"canary"})");
    }
    ask(port, "GET", "/", "",
        {{"User-Agent", "canary"},
         {"Referer", "canary"},
         {"Cookie", "canary=canary"},
         {"X-Canary", "canary"},
         {"Host", "canary.example"},
         {"REMOTE_ADDR", "canary"}});
    send_raw(port, "canary canary canary\r\n\r\n");
    send_raw(port, "GET /canary HTTP/1.1\r\ncanary\r\n\r\n");
    send_raw(port, "GET /canary" + std::string(5000, 'a') + " HTTP/1.1\r\n\r\n");
    send_raw(port,
             "POST /exit HTTP/1.1\r\nHost: canary\r\nTransfer-Encoding: canary\r\n\r\ncanary");
}

}  // namespace

TEST_CASE("every line of the log is of its grammar, and no word of a request is in it", "[http]") {
    Canned canned;
    send_canaries(canned.port);
    const auto ended = canned.server.stop(SIGTERM);
    CHECK(ended.status == 0);
    for (const auto& text : {ended.errors, ended.output})
        for (const auto* word : {"canary", "CANARY", "127.0.0.1:5", "secret"})
            CHECK(text.find(word) == std::string::npos);
    const auto lines = lines_of(ended.errors);
    CHECK(lines.size() > 30);
    std::size_t requests = 0;
    for (const auto& line : lines) {
        INFO(line);
        const bool request = is_request_line(line);
        requests += request ? 1 : 0;
        CHECK((request || std::regex_match(line, kOwnLine)));
    }
    CHECK(requests == 14 + 6 * kApiPosts.size());
}

TEST_CASE("no route of the table says what was asked in path, query, headers, cookie or body", "[http]") {
    Canned canned({"--kiosk-listen", "127.0.0.1:0"});
    const HeaderList headers = {{"User-Agent", "canary"},       {"Referer", "https://canary.example/canary"},
                                {"X-Forwarded-For", "canary"},  {"Accept-Language", "canary"},
                                {"Authorization", "canary"},    {"Cookie", "__Host-porchlight=canary; canary=canary"},
                                {"Origin", "http://canary"},    {"X-Porchlight-Token", "canary"}};
    std::size_t sent = 0;
    for (const auto& row : kRouteTable)
        for (const int port : {canned.port, canned.server.operator_port(), canned.server.kiosk_port()})
            for (const auto* tail : {"", "?canary=canary", "canary", "/%63anary%0d%0acanary"}) {
                const std::string body = std::string_view(row.method) == "POST" ? R"({"canary":"canary","name":"canary"})" : "";
                ask(port, row.method, row.path + std::string(tail), body, headers);
                ++sent;
            }
    std::size_t requests = 0;
    for (const auto& line : lines_of(canned.server.stop(SIGTERM).errors)) {
        INFO(line);
        CHECK(line.find("anary") == std::string::npos);
        const bool request = is_request_line(line);
        CHECK((request || std::regex_match(line, kOwnLine)));
        requests += request ? 1 : 0;
    }
    CHECK(requests == sent);
}

TEST_CASE("each request is one line with its route's template", "[http]") {
    Canned canned;
    ask(canned.port, "GET", "/assets/main-1a2b.js");
    post(canned.port, "/api/v1/search", {{"canned", "long"}});
    ask(canned.port, "GET", "/nowhere");
    ask(canned.port, "GET", "/i/abcdefg2");
    const auto lines = lines_of(canned.server.stop(SIGTERM).errors);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].substr(16) == " /assets/* 200 <=4k");
    CHECK(lines[1].substr(16) == " /api/v1/search 200 -");
    CHECK(lines[2].substr(16) == " (unknown) 404 <=4k");
    CHECK(lines[3].substr(16) == " /i/* 200 -");
}
