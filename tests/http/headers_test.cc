// The headers of every answer: each route with each status that it can give.
#include <catch2/catch.hpp>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

void check_headers(const Answer& answer) {
    REQUIRE(answer.status >= 200);
    const std::pair<const char*, const char*> exact[] = {
        {"cache-control", "no-store"},
        {"referrer-policy", "no-referrer"},
        {"x-content-type-options", "nosniff"},
        {"x-robots-tag", "noindex, noarchive"},
        {"cross-origin-opener-policy", "same-origin"},
        {"cross-origin-resource-policy", "same-origin"},
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
          "require-trusted-types-for 'script'", "form-action 'self' https://neutral.example/"})
        CHECK(policy.find(part) != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(answer.header("permissions-policy").find("geolocation=()") != std::string::npos);
    for (const auto* absent :
         {"etag", "last-modified", "server", "x-powered-by", "exception_what", "accept-ranges",
          "access-control-allow-origin", "content-encoding", "keep-alive", "vary", "remote_addr"}) {
        INFO(absent);
        CHECK(answer.count(absent) == 0);
    }
}

}  // namespace

TEST_CASE("every answer of every route carries the headers", "[http]") {
    const Canned canned;
    const int port = canned.port;
    for (const std::string path :
         {"/", "/kiosk", "/assets/main-1a2b.js", "/healthz", "/api/v1/catalogue"}) {
        INFO(path);
        check_headers(ask(port, "GET", path));
        check_headers(ask(port, "POST", path, "{}"));
        check_headers(ask(port, "HEAD", path));
        check_headers(ask(port, "GET", path, "", {{"Range", "bytes=0-1"}}));
        check_headers(ask(port, "GET", path, "x"));
    }
    for (const auto& path : kApiPosts) {
        for (const auto* wanted :
             {"", "throw", "bad_request", "not_found", "unavailable", "corrupt"}) {
            INFO(path << ' ' << wanted);
            check_headers(post(port, path, {{"canned", wanted}}));
        }
        check_headers(ask(port, "GET", path));
        check_headers(ask(port, "POST", path, "{"));
        check_headers(ask(port, "POST", path, "{}", {{"Content-Type", "text/plain"}}));
        check_headers(ask(port, "POST", path, "{}", {{"Content-Encoding", "gzip"}}));
        check_headers(ask(port, "POST", path, "{}", {{"Expect", "more"}}));
        check_headers(ask(port, "POST", path, std::string(300000, ' ')));
        check_headers(send_raw(port, "POST " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
    check_headers(ask(port, "POST", "/exit"));
    check_headers(
        ask(port, "POST", "/exit", "", {{"Content-Type", "application/x-www-form-urlencoded"}}));
    check_headers(ask(port, "GET", "/exit"));
    check_headers(ask(port, "GET", "/nowhere"));
    check_headers(send_raw(port, "GET /" + std::string(5000, 'a')));
    check_headers(send_raw(port, "GET / HTTP/1.1\r\nX: " + std::string(50000, 'a')));
    check_headers(send_raw(port, "GET / HTTP/3.0\r\nHost: a\r\n\r\n"));
    check_headers(send_raw(port, "garbage\r\n\r\n"));
}

TEST_CASE("the page alone gets a style nonce", "[http]") {
    const Canned canned;
    CHECK(ask(canned.port, "GET", "/").header("content-security-policy").find("'nonce-") !=
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
