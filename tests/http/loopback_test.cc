// The operator's listener on loopback: this machine itself and nobody else.
#include <catch2/catch.hpp>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::vector<std::string> kPaths = {"/readyz", "/counters", "/metrics", "/nowhere"};

int status(int port, const std::string& path, const HeaderList& headers) {
    return ask(port, "GET", path, "", headers).status;
}

}  // namespace

TEST_CASE("the operator's numbers answer a loopback Host with its own port only", "[http]") {
    const Canned canned;
    const int listener = canned.server.operator_port();
    const auto port = std::to_string(listener);
    for (const auto& path : kPaths) {
        for (const auto& host :
             {"127.0.0.1:" + port, "localhost:" + port, "LOCALHOST:" + port, "[::1]:" + port})
            CHECK(status(listener, path, {{"Host", host}}) != 403);
        const std::vector<std::string> foreign = {"localhost",
                                                  "127.0.0.1:1",
                                                  "rebound.example:" + port,
                                                  "rebound.example",
                                                  "127.0.0.1.nip.io:" + port,
                                                  "0.0.0.0:" + port};
        for (const auto& host : foreign) CHECK(status(listener, path, {{"Host", host}}) == 403);
    }
    CHECK(send_raw(listener, "GET /readyz HTTP/1.0\r\n\r\n").status == 403);
}

TEST_CASE("the operator's numbers are for nobody whom a proxy forwards, and for no other page", "[http]") {
    const Canned canned;
    const int listener = canned.server.operator_port();
    const auto own = "http://127.0.0.1:" + std::to_string(listener);
    for (const auto& path : kPaths) {
        for (const auto* name :
             {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
              "X-Forwarded-Anything", "X-Real-IP", "Via", "via"}) {
            INFO(path << ' ' << name);
            CHECK(status(listener, path, {{name, "127.0.0.1"}}) == 403);
        }
        for (const auto& origin : {std::string("https://other.example"), std::string("null"), own + "1"})
            CHECK(status(listener, path, {{"Origin", origin}}) == 403);
        CHECK(status(listener, path, {{"Origin", own}}) != 403);
    }
}

TEST_CASE("the main listener takes what its proxy forwards", "[http]") {
    const Canned canned;
    CHECK(status(canned.port, "/healthz",
                 {{"Host", "directory.example"}, {"X-Forwarded-For", "192.0.2.1"}}) == 200);
}
