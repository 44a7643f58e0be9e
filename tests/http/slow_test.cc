// Slow and many connections: nginx stands in front in the open, but a laptop mustn't stop over
// eight.
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <thread>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

double seconds_for_one(int port) {
    const auto begun = std::chrono::steady_clock::now();
    CHECK(ask(port, "GET", "/healthz").status == 200);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

std::vector<std::unique_ptr<RawConnection>> connections(int port, int count,
                                                        const std::string& bytes) {
    std::vector<std::unique_ptr<RawConnection>> out;
    for (int i = 0; i < count; ++i) {
        out.push_back(std::make_unique<RawConnection>(port));
        out.back()->send(bytes);
    }
    return out;
}

}  // namespace

TEST_CASE("thirty slow connections delay nobody", "[http]") {
    const Canned canned;
    const auto slow =
        connections(canned.port, 30, "POST /api/v1/search HTTP/1.1\r\nHost: a\r\nX: ");
    CHECK(seconds_for_one(canned.port) < 0.5);
}

TEST_CASE("idle connections give their threads back to whoever waits", "[http]") {
    const Canned canned({"--threads", "4"});
    std::vector<std::unique_ptr<RawConnection>> idle;
    for (int i = 0; i < 4; ++i) {
        idle.push_back(std::make_unique<RawConnection>(canned.port));
        idle.back()->send(request_text(canned.port, "GET", "/healthz"));
        CHECK(idle.back()->read().status == 200);
    }
    CHECK(seconds_for_one(canned.port) < 0.5);
}

TEST_CASE("slow heads lose their threads after a second where others wait", "[http]") {
    const Canned canned({"--threads", "4"});
    const auto slow = connections(canned.port, 4, "GET /healthz HTTP/1.1\r\nHost: a");
    CHECK(seconds_for_one(canned.port) < 2);
}

TEST_CASE("a byte now and then doesn't keep a connection", "[http]") {
    const Canned canned;
    RawConnection connection(canned.port);
    const auto begun = std::chrono::steady_clock::now();
    connection.send("GET / HTTP/1.1\r\nX: ");
    for (int i = 0; i < 70; ++i) {
        if (!connection.send("a")) break;
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    const auto answer = connection.read(1);
    CHECK(answer.status == 408);
    record_answer("", "", answer);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{9});
}

TEST_CASE("beyond what can wait, connections are told to come back", "[http]") {
    const Canned canned({"--threads", "2"});
    const auto slow = connections(canned.port, 2 + 256, "GET /healthz HTTP/1.1\r\nHost: a");
    const auto answer = send_raw(canned.port, "");
    CHECK(answer.status == 503);
    CHECK(answer.header("retry-after") == "2");
    record_answer("", "", answer);
}
