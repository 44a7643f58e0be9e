// Routes, methods, failures of the directory behind, the page, the exit.
#include <catch2/catch.hpp>
#include <set>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

TEST_CASE("each address takes its declared method and says so to others", "[http]") {
    const Canned canned;
    std::vector<std::pair<std::string, std::string>> declared = {{"/", "GET"},
                                                                 {"/assets/main-1a2b.js", "GET"},
                                                                 {"/healthz", "GET"},
                                                                 {"/api/v1/catalogue", "GET"},
                                                                 {"/map.pmtiles", "GET"},
                                                                 {"/i/abcdefg2", "GET"},
                                                                 {"/exit", "POST"}};
    for (const auto& path : kApiPosts) declared.emplace_back(path, "POST");
    for (const auto& [path, own] : declared)
        for (const std::string method : {"GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS",
                                         "TRACE", "CONNECT", "PROPFIND"}) {
            INFO(method << ' ' << path);
            const auto answer = ask(canned.port, method, path, method == "POST" ? "{}" : "");
            if (method == own) {
                CHECK(answer.status < 300);
            } else {
                CHECK(answer.status == 405);
                CHECK(answer.header("allow") == own);
                CHECK((method == "HEAD" || answer.code() == "method_not_allowed"));
            }
        }
}

TEST_CASE("what isn't declared isn't there, and every such answer is the same", "[http]") {
    const Canned canned;
    std::set<std::string> bodies;
    for (const std::string path :
         {"/nowhere", "/index.html", "/secret.txt", "/assets/", "/assets", "/assets/../secret.txt",
          "/assets/..%2fsecret.txt", "/../secret.txt", "//", "/api/v1/sear%63h", "/api/v1/search/",
          "/API/v1/search", "/readyz", "/counters", "/metrics", "/%00", "/exit/",
          "/nowhere?q=1"}) {
        INFO(path);
        const auto answer = ask(canned.port, "GET", path);
        CHECK(answer.status == 404);
        CHECK(answer.header("content-type") == "application/problem+json");
        bodies.insert(answer.body);
    }
    CHECK(bodies.size() == 1);
}

TEST_CASE("a code's page is plain: no script, and nothing of a listing becomes a tag", "[http]") {
    const Canned canned;
    const auto page = ask(canned.port, "GET", "/i/abcdefg2");
    CHECK(page.status == 200);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.body.find("<html lang=\"fr\"") != std::string::npos);
    CHECK(page.body.find("<title>Porchlight</title>") != std::string::npos);
    CHECK(page.body.find("<h1>Elm &amp; &lt;Oak&gt;</h1>") != std::string::npos);
    CHECK(page.body.find("<a href=\"tel:+12045550101\">204-555-0101</a>") != std::string::npos);
    CHECK(page.body.find("<form method=\"post\" action=\"/exit\">") != std::string::npos);
    CHECK(page.body.find("script") == std::string::npos);
    CHECK(page.body != ask(canned.port, "GET", "/i/abcdefg2").body);  // Its nonce.
}

TEST_CASE("what is no short id is no address, and an absent one has a page that tells nothing",
          "[http]") {
    const Canned canned;
    const auto nowhere = ask(canned.port, "GET", "/nowhere");
    for (const std::string path : {"/i", "/i/", "/i/*", "/i/abc", "/i/abcdefgh2", "/i/ABCDEFGH",
                                   "/i/abcdefg1", "/i/abcdefg8", "/i/abcdefg%32", "/i/abcdefg2/",
                                   "/i//bcdefg2", "/I/abcdefg2", "/x/i/abcdefg2"}) {
        INFO(path);
        const auto answer = ask(canned.port, "GET", path);
        CHECK(answer.status == 404);
        CHECK(answer.body == nowhere.body);
    }
    const auto absent = ask(canned.port, "GET", "/i/absentaa");
    CHECK(absent.status == 404);
    CHECK(absent.header("content-type") == "text/html; charset=utf-8");
    CHECK(absent.body.find("absentaa") == std::string::npos);
    CHECK(absent.body.find("secret") == std::string::npos);
    CHECK(ask(canned.port, "GET", "/i/abcdefg2?from=somewhere").status == 200);
    CHECK(ask(canned.port, "GET", "/i/unavailb").status == 503);
}

TEST_CASE("no question is taken from an address", "[http]") {
    const Canned canned;
    const auto answer = ask(canned.port, "POST", "/api/v1/search?text=bed", "{}");
    CHECK(answer.status == 400);
    CHECK(answer.code() == "unexpected_query");
    CHECK(ask(canned.port, "GET", "/?from=somewhere").status == 200);
}

TEST_CASE("a failure behind is told by its kind and in no other word", "[http]") {
    const Canned canned;
    const auto expect = GENERATE(std::pair<std::string, int>("throw", 500),
                                 std::pair<std::string, int>("throw_number", 500),
                                 std::pair<std::string, int>("corrupt", 500),
                                 std::pair<std::string, int>("unavailable", 503),
                                 std::pair<std::string, int>("not_found", 404));
    for (const auto& path : kApiPosts) {
        INFO(path << ' ' << expect.first);
        const auto answer = post(canned.port, path, {{"canned", expect.first}});
        CHECK(answer.status == expect.second);
        CHECK(answer.header("content-type") == "application/problem+json");
        CHECK(answer.body.find("secret") == std::string::npos);
        for (const auto& [name, value] : answer.headers) {
            CHECK(value.find("secret") == std::string::npos);
            CHECK(name != "exception_what");
        }
        CHECK((answer.status == 503) == (answer.count("retry-after") == 1));
    }
}

TEST_CASE("the directory's own errors keep their code, sentence and pointer", "[http]") {
    const Canned canned;
    const auto answer = post(canned.port, "/api/v1/search", {{"canned", "bad_request"}}).json();
    CHECK(answer == Json{{"type", "about:blank"},
                         {"title", "Bad Request"},
                         {"status", 400},
                         {"code", "unknown_member"},
                         {"detail", "no such member is known here"},
                         {"pointer", "/canned"}});
}

TEST_CASE("a broken text in the store doesn't take the whole answer with it", "[http]") {
    const Canned canned;
    const auto answer = post(canned.port, "/api/v1/search", {{"canned", "broken_text"}});
    CHECK(answer.status == 200);
    CHECK(answer.json().at("text") == "\xef\xbf\xbd");
}

TEST_CASE("answers end on steps of 4 KB", "[http]") {
    const Canned canned;
    CHECK(post(canned.port, "/api/v1/search", Json::object()).body.size() == 4096);
    CHECK(post(canned.port, "/api/v1/search", {{"canned", "long"}}).body.size() % 4096 == 0);
}

TEST_CASE("the page is filled in with a nonce of its own at each answer", "[http]") {
    const Canned canned({"--kiosk-listen", "127.0.0.1:0"});
    std::set<std::string> policies;
    for (const std::string path : {"/", "/kiosk", "/"}) {
        const int port = path == "/" ? canned.port : canned.server.kiosk_port();
        const auto answer = ask(port, "GET", path);
        CHECK(answer.header("content-type") == "text/html; charset=utf-8");
        CHECK(answer.body.find("__CSP_NONCE__") == std::string::npos);
        const auto policy = answer.header("content-security-policy");
        const auto nonce = policy.substr(policy.find("'nonce-") + 7, 32);
        CHECK(answer.body.find("content=\"" + nonce + "\"") != std::string::npos);
        policies.insert(policy);
    }
    CHECK(policies.size() == 3);
}

TEST_CASE("assets come with their type, whole, whatever a cache asks", "[http]") {
    const Canned canned;
    const auto script = ask(canned.port, "GET", "/assets/main-1a2b.js", "",
                            {{"If-None-Match", "*"},
                             {"If-Modified-Since", "Tue, 01 Jan 2036 00:00:00 GMT"},
                             {"Accept-Encoding", "gzip, br"}});
    CHECK(script.status == 200);
    CHECK(script.header("content-type") == "text/javascript; charset=utf-8");
    CHECK(script.count("content-encoding") == 0);
    CHECK(script.body == "export {};\n");
    CHECK(ask(canned.port, "GET", "/assets/fonts/a.woff2").header("content-type") == "font/woff2");
}

TEST_CASE("a map comes whole, the same to everybody, and is absent where there is none", "[http]") {
    const Canned canned;
    for (int i = 0; i < 2; ++i) {
        const auto map = ask(canned.port, "GET", "/map.pmtiles", "", {{"If-None-Match", "*"}});
        CHECK(map.status == 200);
        CHECK(map.header("content-type") == "application/vnd.pmtiles");
        CHECK(map.header("cache-control") == "no-store");
        CHECK(map.body == small_map(20));
    }
    CHECK(ask(canned.port, "GET", "/map.pmtiles", "", {{"Range", "bytes=0-126"}}).status == 416);
    const ServerProcess without("searchd_canned", {"--data", "none"});
    CHECK(ask(without.port(), "GET", "/map.pmtiles").status == 404);
}

TEST_CASE("a map that isn't one stops the program and is named", "[http]") {
    const TemporaryFolder folder;
    folder.write("map.png", "PNG");
    const auto file = (folder.path() / "map.png").string();
    const auto ended = run_program("searchd_canned", {"--data", "none", "--map", file});
    CHECK(ended.status == 2);
    CHECK(ended.errors.find("no PMTiles file") != std::string::npos);
    CHECK(ended.errors.find(file) != std::string::npos);
}

TEST_CASE("leaving clears what the browser keeps, with and without JavaScript", "[http]") {
    const Canned canned;
    std::set<std::string> cookies;
    const auto script = ask(canned.port, "POST", "/exit", "", {{"Content-Type", "text/plain"}});
    CHECK(script.status == 204);
    CHECK(script.body.empty());
    CHECK(script.count("content-length") == 0);
    const auto form = ask(canned.port, "POST", "/exit", "a=b",
                          {{"Content-Type", "application/x-www-form-urlencoded"}});
    CHECK(form.status == 303);
    CHECK(form.header("location") == "https://neutral.example/");
    CHECK(send_raw(canned.port, "POST /exit HTTP/1.1\r\nHost: a.example\r\n\r\n").status == 204);
    for (const auto& answer : {script, form}) {
        CHECK(answer.header("clear-site-data") == "\"cache\",\"cookies\",\"storage\"");
        const auto cookie = answer.header("set-cookie");
        CHECK(cookie.find("; HttpOnly") != std::string::npos);
        cookies.insert(cookie);
    }
    CHECK(cookies.size() == 2);
}

TEST_CASE("a page that isn't one stops the program", "[http]") {
    const TemporaryFolder empty;
    const auto no_index =
        run_program("searchd_canned", {"--data", "none", "--web", empty.path().string()});
    CHECK(no_index.status == 2);
    CHECK(no_index.errors.find("index.html") != std::string::npos);
    empty.write("index.html", "<meta name=\"leave-to\" content=\"javascript:alert(1)\">");
    CHECK(
        run_program("searchd_canned", {"--data", "none", "--web", empty.path().string()}).status ==
        2);
}

TEST_CASE("the operator's listener alone tells readiness and counts", "[http]") {
    const Canned canned;
    const auto ready = ask(canned.server.operator_port(), "GET", "/readyz");
    CHECK(ready.status == 200);
    CHECK(ready.json().at("ready") == true);
    CHECK(ask(canned.server.operator_port(), "GET", "/api/v1/catalogue").status == 404);

    post(canned.port, "/api/v1/search", {{"canned", "not_found"}});
    ask(canned.port, "GET", "/canary-path");
    const auto metrics = ask(canned.server.operator_port(), "GET", "/metrics");
    CHECK(metrics.status == 200);
    CHECK(metrics.body.find(
              "porchlight_http_answers_total{route=\"/api/v1/search\",status=\"4xx\"} 1") !=
          std::string::npos);
    CHECK(metrics.body.find("porchlight_http_answer_seconds_bucket{route=\"/api/v1/search\"") !=
          std::string::npos);
    CHECK(metrics.body.find("canary") == std::string::npos);

    const Canned not_ready({}, {"CANNED_NOT_READY=1"});
    const auto answer = ask(not_ready.server.operator_port(), "GET", "/readyz");
    CHECK(answer.status == 503);
    CHECK(answer.json().at("reason") == "no index");
}
