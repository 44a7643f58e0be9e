// The headers of every answer: each route with each status that it can give.
#include <algorithm>
#include <catch2/catch.hpp>

#include "searchd/access.h"
#include "tests/http/fixtures.h"
#include "tests/http/staff.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// @param is_shared whether pages of other origins may read it.
void check_headers(const Answer& answer, bool is_shared = false) {
    REQUIRE(answer.status >= 200);
    const std::pair<const char*, const char*> exact[] = {
        {"cache-control", "no-store"},
        {"referrer-policy", "no-referrer"},
        {"x-content-type-options", "nosniff"},
        {"x-robots-tag", "noindex, noarchive"},
        {"cross-origin-opener-policy", "same-origin"},
        {"cross-origin-resource-policy", is_shared ? "cross-origin" : "same-origin"},
        {"cross-origin-embedder-policy", "require-corp"}};
    for (const auto& [name, value] : exact) {
        INFO(name);
        CHECK(answer.count(name) == 1);
        CHECK(answer.header(name) == value);
    }
    CHECK(answer.count("content-security-policy") == 1);
    const auto policy = answer.header("content-security-policy");
    for (const auto* part :
         {"default-src 'none'", "script-src 'self';", "style-src 'self'", "worker-src 'self'",
          "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
          "require-trusted-types-for 'script'", "form-action 'self' https://"})
        CHECK(policy.find(part) != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(answer.header("permissions-policy").find("geolocation=()") != std::string::npos);
    for (const auto* absent :
         {"etag", "last-modified", "server", "x-powered-by", "exception_what", "accept-ranges",
          "access-control-allow-credentials", "content-encoding", "keep-alive", "vary", "remote_addr"}) {
        INFO(absent);
        CHECK(answer.count(absent) == 0);
    }
    CHECK(answer.count("access-control-allow-origin") == (is_shared ? 1 : 0));
}

/// A route of the table as somebody asks it.
struct Declared {
    explicit Declared(const RouteRow& route) : row(route), method(route.method), path(route.path) {
        if (row.tail == Tail::short_id) path += "abcdefg2";
        if (row.tail == Tail::file) path += "main-1a2b.js";
        if (row.tail == Tail::uuid) path += "00000000-0000-0000-0000-000000000000";
    }
    int port(const Canned& canned) const {
        if (row.served == Served::operators) return canned.server.operator_port();
        return row.served == Served::kiosk ? canned.server.kiosk_port() : canned.port;
    }
    /// Of the directory: what answers is canned.
    bool is_canned() const {
        return std::find(kApiPosts.begin(), kApiPosts.end(), path) != kApiPosts.end();
    }

    /// For other directories: asked by GET and by POST, from anywhere.
    bool is_shared() const { return path.rfind("/hsds", 0) == 0; }

    RouteRow row;
    std::string method, path;
};

Answer raw(int port, const std::string& method, const std::string& path, const std::string& bytes) {
    const auto answer = send_raw(port, bytes);
    record_answer(method, path, answer);
    return answer;
}

}  // namespace

TEST_CASE("every route refuses what isn't for it, and every refusal carries the headers",
          "[http]") {
    StaffFolder own;
    const Canned canned({"--kiosk-listen", "127.0.0.1:0"}, {}, own.staff.data());
    for (const auto& route : kRouteTable) {
        const Declared declared(route);
        const auto& [row, method, path] = declared;
        INFO(method << ' ' << path);
        const int port = declared.port(canned);
        // The administrator may ask most; signing out and leaving end the session.
        if (row.id == RouteId::desk || row.id == RouteId::health || row.id == RouteId::who)
            act_as(canned.port, own.staff.in(canned.port, "administrator"));
        if (row.id == RouteId::listings) act_as(canned.port, own.staff.in(canned.port, "agency_editor"));
        if (row.id == RouteId::review_queue) act_as(canned.port, own.staff.in(canned.port, "reviewer"));
        const std::string body = method == "POST" ? "{}" : "";
        const auto refused = [&](int status, const Answer& answer) {
            CHECK(answer.status == status);
            check_headers(answer);
        };
        const bool is_shared = declared.is_shared();
        if (method == "POST" && !is_shared) refused(403, ask(port, method, path, body, {{"Origin", "https://other.example"}}));
        if (row.served == Served::operators) {
            refused(403, ask(port, method, path, body, {{"Host", "other.example"}}));
            refused(403, ask(port, "PUT", path, "", {{"Host", "other.example"}}));
        }
        refused(405, ask(port, "HEAD", path));
        refused(405, ask(port, is_shared ? "PUT" : method == "GET" ? "POST" : "GET", path));
        refused(415, ask(port, method, path, body, {{"Content-Encoding", "gzip"}}));
        refused(416, ask(port, method, path, body, {{"Range", "bytes=0-1"}}));
        refused(417, ask(port, method, path, body, {{"Expect", "more"}}));
        if (method == "GET") refused(400, ask(port, method, path, "x"));
        if (method == "POST") refused(413, ask(port, method, path, std::string(row.longest_body + 1, ' ')));
        if (row.accepts == Accepts::json) {
            refused(400, ask(port, method, path, "{"));
            refused(411, raw(port, method, path, "POST " + path + " HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n\r\n"));
            refused(415, ask(port, method, path, body, {{"Content-Type", "text/plain"}}));
        }
        for (const auto& [wanted, status] :
             {std::pair("throw", 500), std::pair("corrupt", 500), std::pair("bad_request", 400),
              std::pair("unavailable", 503)})
            if (declared.is_canned()) refused(status, post(port, path, {{"canned", wanted}}));
        check_headers(ask(port, method, path, body), is_shared);
        if (row.accepts != Accepts::parameters) continue;
        if (method == "POST") refused(415, ask(port, method, path, body, {{"Content-Type", "text/plain"}}));
        const auto said = [&](const std::string& query) { return ask(port, method, path + query, body); };
        if (row.tail == Tail::none && path.size() > 6) {
            for (const auto& [query, status] : {std::pair("?colour=red", 400), std::pair("?search=unavailable", 503), std::pair("?format=ndjson", 200)}) {
                CHECK(said(query).status == status);
                check_headers(said(query), true);
            }
        }
        if (row.tail == Tail::uuid) check_headers(ask(port, method, path.substr(0, path.size() - 1) + "1"), true);
    }
}

TEST_CASE("what is refused before its route is known carries the headers", "[http]") {
    const Canned canned;
    const int port = canned.port;
    check_headers(ask(port, "GET", "/nowhere"));
    check_headers(ask(port, "GET", "/i/absentaa"));
    check_headers(ask(port, "GET", "/i/unavailb"));
    check_headers(
        ask(port, "POST", "/exit", "", {{"Content-Type", "application/x-www-form-urlencoded"}}));
    check_headers(raw(port, "", "", "GET /" + std::string(5000, 'a')));
    check_headers(raw(port, "", "", "GET / HTTP/1.1\r\nX: " + std::string(50000, 'a')));
    check_headers(raw(port, "", "", "GET / HTTP/3.0\r\nHost: a\r\n\r\n"));
    check_headers(raw(port, "", "", "garbage\r\n\r\n"));
}

TEST_CASE("pages alone get a style nonce", "[http]") {
    const Canned canned;
    for (const std::string path : {"/", "/i/abcdefg2"})
        CHECK(ask(canned.port, "GET", path).header("content-security-policy").find("'nonce-") !=
              std::string::npos);
    for (const std::string path : {"/assets/main-1a2b.js", "/healthz", "/nowhere"})
        CHECK(ask(canned.port, "GET", path).header("content-security-policy").find("nonce") ==
              std::string::npos);
}

TEST_CASE("no header of a request comes back", "[http]") {
    const Canned canned;
    for (const std::string path : {"/", "/healthz", "/nowhere", "/api/v1/catalogue"}) {
        const auto answer = ask(canned.port, "GET", path, "",
                                {{"REMOTE_ADDR", "canary"},
                                 {"X-Request-Id", "canary%0d%0aSet-Cookie:%20a=canary"},
                                 {"Origin", "https://canary.example"},
                                 {"Cookie", "page=canary"},
                                 {"Accept", "canary/canary"}});
        CHECK(answer.body.find("canary") == std::string::npos);
        for (const auto& [name, value] : answer.headers)
            CHECK((name + value).find("canary") == std::string::npos);
        CHECK(answer.count("set-cookie") == 0);
    }
}
