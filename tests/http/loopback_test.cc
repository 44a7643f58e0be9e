// --staff-on-loopback (decision 24): this machine's own browser and nobody else.
#include <catch2/catch.hpp>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::vector<std::string> kPaths = {"/", "/assets/main-1a2b.js", "/api/v1/catalogue",
                                         "/healthz", "/nowhere"};

int status(int port, const std::string& path, const HeaderList& headers) {
    return ask(port, "GET", path, "", headers).status;
}

}  // namespace

TEST_CASE("staff listings answer a loopback Host with its own port only", "[http]") {
    const Canned canned({"--staff-on-loopback"});
    const auto port = std::to_string(canned.port);
    for (const auto& path : kPaths) {
        for (const auto& host :
             {"127.0.0.1:" + port, "localhost:" + port, "LOCALHOST:" + port, "[::1]:" + port})
            CHECK(status(canned.port, path, {{"Host", host}}) != 403);
        const std::vector<std::string> foreign = {"localhost",
                                                  "127.0.0.1:1",
                                                  "rebound.example:" + port,
                                                  "rebound.example",
                                                  "127.0.0.1.nip.io:" + port,
                                                  "0.0.0.0:" + port};
        for (const auto& host : foreign) CHECK(status(canned.port, path, {{"Host", host}}) == 403);
    }
    CHECK(send_raw(canned.port, "GET / HTTP/1.0\r\n\r\n").status == 403);
}

TEST_CASE("staff listings refuse what a proxy forwards", "[http]") {
    const Canned canned({"--staff-on-loopback"});
    for (const auto& path : kPaths)
        for (const auto* name :
             {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
              "X-Forwarded-Anything", "X-Real-IP", "Via", "via"}) {
            INFO(path << ' ' << name);
            CHECK(status(canned.port, path, {{name, "127.0.0.1"}}) == 403);
        }
}

TEST_CASE("staff listings answer their own page only", "[http]") {
    const Canned canned({"--staff-on-loopback"});
    const auto own = "http://127.0.0.1:" + std::to_string(canned.port);
    const auto with = [&](const HeaderList& headers) {
        return ask(canned.port, "POST", "/api/v1/search", "{}", headers).status;
    };
    CHECK(with({}) == 200);
    CHECK(with({{"Origin", own}, {"Sec-Fetch-Site", "same-origin"}}) == 200);
    for (const auto& origin : {std::string("https://other.example"), std::string("null"), own + "1",
                               "https" + own.substr(4), std::string("http://127.0.0.1")})
        CHECK(with({{"Origin", origin}}) == 403);
    CHECK(with({{"Sec-Fetch-Site", "cross-site"}}) == 403);
    CHECK(with({{"Sec-Fetch-Site", "same-site"}}) == 403);
    // A link from elsewhere may open the page; a page without a referrer may post its way out.
    CHECK(status(canned.port, "/", {{"Sec-Fetch-Site", "cross-site"}}) == 200);
    CHECK(ask(canned.port, "POST", "/exit", "", {{"Origin", "null"}}).status == 204);
    CHECK(ask(canned.port, "POST", "/exit", "", {{"Origin", "https://other.example"}}).status ==
          403);
}

TEST_CASE("staff listings warn at start and refuse addresses that others reach", "[http]") {
    const Canned canned({"--staff-on-loopback"});
    CHECK(canned.server.errors().find("warning: --staff-on-loopback") != std::string::npos);
    for (const auto* address : {"0.0.0.0:0", "[::]:0", "192.168.1.2:8080"}) {
        const auto ended = run_program(
            "searchd_canned", {"--data", "none", "--staff-on-loopback", "--listen", address});
        CHECK(ended.status == 2);
        CHECK(ended.errors.find("loopback") != std::string::npos);
    }
}

TEST_CASE("the public listener takes what its proxy forwards", "[http]") {
    const Canned canned;
    CHECK(status(canned.port, "/healthz",
                 {{"Host", "directory.example"}, {"X-Forwarded-For", "192.0.2.1"}}) == 200);
}

TEST_CASE("no page of another site reads the operator's numbers", "[http]") {
    const Canned canned;
    const int port = canned.server.operator_port();
    CHECK(status(port, "/readyz", {}) == 200);
    CHECK(status(port, "/readyz", {{"Host", "rebound.example"}}) == 403);
    CHECK(status(port, "/metrics", {{"Origin", "https://other.example"}}) == 403);
}
