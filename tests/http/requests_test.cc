// What searchd itself refuses, nginx or not: requests with two meanings or none, and too much.
#include <catch2/catch.hpp>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::string kLine = "POST /api/v1/search HTTP/1.1\r\nHost: a.example\r\n";
const std::string kJson = "Content-Type: application/json\r\n";

/// The status, and whether the connection was closed behind it.
struct Refused {
    int status;
    std::string code;
    bool closed;
};

Refused refused(int port, const std::string& bytes) {
    RawConnection connection(port);
    connection.send(bytes);
    const auto answer = connection.read();
    return {answer.status, answer.code(), connection.closes(2)};
}

std::string chunked(const std::string& chunks) {
    return kLine + kJson + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
}

}  // namespace

TEST_CASE("a request that could be read in two ways is refused and its connection closed",
          "[http]") {
    const Canned canned;
    const std::string bodies[] = {
        kLine + kJson + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        kLine + kJson +
            "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        kLine + kJson + "Content-Length: abc\r\n\r\n{}",
        kLine + kJson + "Transfer-Encoding: gzip, chunked\r\n\r\n{}",
        kLine + kJson + "Content-Length : 2\r\n\r\n{}",
        kLine + kJson + "X: a\r\n folded\r\nContent-Length: 2\r\n\r\n{}",
        kLine + kJson + std::string("X: a\0b\r\n", 8) + "Content-Length: 2\r\n\r\n{}",
        "POST /api/v1/search HTTP/1.1\r\n" + kJson + "Content-Length: 2\r\n\r\n{}",
        "POST /api/v1/search HTTP/1.1\nHost: a.example\n\n",
        "POST /api/v1/search HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n",
        "POST http://a.example/api/v1/search HTTP/1.1\r\nHost: a.example\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "NONSENSE\r\n\r\n",
    };
    for (const auto& bytes : bodies) {
        INFO(bytes);
        const auto answer = refused(canned.port, bytes);
        CHECK(answer.status == 400);
        CHECK_FALSE(answer.code.empty());
        CHECK(answer.closed);
    }
}

TEST_CASE("a body never becomes a second request", "[http]") {
    const Canned canned;
    const std::string second = "GET /healthz HTTP/1.1\r\nHost: a.example\r\n\r\n";
    const auto length = std::to_string(second.size());
    const std::string firsts[] = {
        "GET /healthz HTTP/1.1\r\nHost: a.example\r\nContent-Length: " + length + "\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: a.example\r\nContent-Length: " + length + "\r\n\r\n",
        "PUT /api/v1/search HTTP/1.1\r\nHost: a.example\r\nContent-Length: " + length + "\r\n\r\n",
        kLine + "Content-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n",
        kLine + kJson + "Content-Encoding: gzip\r\nContent-Length: " + length + "\r\n\r\n"};
    for (const auto& first : firsts) {
        INFO(first);
        RawConnection connection(canned.port);
        connection.send(first);
        CHECK(connection.read().status >= 400);
        connection.send(second);  // Arrives in a later segment.
        CHECK(connection.read(2).status == 0);
    }
}

TEST_CASE("a body over 256 KB is refused, counted or chunked, before it is read", "[http]") {
    const Canned canned;
    const auto counted = refused(canned.port, kLine + kJson + "Content-Length: 262145\r\n\r\n");
    CHECK(counted.status == 413);
    CHECK(counted.closed);
    CHECK(refused(canned.port, kLine + kJson + "Content-Length: 9999999999999\r\n\r\n").status ==
          413);

    std::string chunks;
    for (int i = 0; i < 5; ++i) chunks += "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
    CHECK(refused(canned.port, chunked(chunks)).status == 413);
    CHECK(refused(canned.port, chunked("fffffffffffffffff\r\n")).status == 413);
    const std::string longest = "{\"a\":\"" + std::string(256 * 1024 - 8, 'x') + "\"}";
    REQUIRE(longest.size() == 256 * 1024);
    CHECK(ask(canned.port, "POST", "/api/v1/search", longest).status == 200);
}

TEST_CASE("chunks are read strictly", "[http]") {
    const Canned canned;
    const auto whole = send_raw(canned.port, chunked("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"));
    CHECK(whole.status == 200);
    for (const auto* chunks :
         {"2;x=1\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n", "0x2\r\n{}\r\n0\r\n\r\n",
          "2\r\n{}0\r\n\r\n", "2\r\n{}\r\n0\r\nTrailer: 1\r\n\r\n", "\r\n{}\r\n0\r\n\r\n",
          " 2\r\n{}\r\n0\r\n\r\n", "2\n{}\n0\n\n"}) {
        INFO(chunks);
        CHECK(refused(canned.port, chunked(chunks)).status == 400);
    }
}

TEST_CASE("heads are bounded in line, size and number of fields", "[http]") {
    const Canned canned;
    CHECK(refused(canned.port, "GET /" + std::string(3000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n")
              .status == 414);
    CHECK(refused(canned.port, std::string(1 << 20, 'A')).status == 414);
    CHECK(refused(canned.port, kLine + "X: " + std::string(1 << 20, 'a')).status == 431);
    std::string many;
    for (int i = 0; i < 100000; ++i) many += "X: 1\r\n";
    CHECK(refused(canned.port, kLine + many + "\r\n").status == 431);
    CHECK(refused(canned.port, "GET / HTTP/2.0\r\nHost: a\r\n\r\n").status == 505);
}

TEST_CASE("ranges, content codings, other media types and missing lengths are refused", "[http]") {
    const Canned canned;
    const auto status = [&](const HeaderList& headers) {
        return ask(canned.port, "POST", "/api/v1/search", "{}", headers).status;
    };
    CHECK(status({}) == 200);
    for (const auto* coding : {"gzip", "br", "deflate", "identity"})
        CHECK(status({{"Content-Encoding", coding}}) == 415);
    for (const auto* type :
         {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
          "application/json; charset=utf-16", "application/jsonx", "*/*"})
        CHECK(status({{"Content-Type", type}}) == 415);
    CHECK(status({{"Content-Type", "application/json; charset=utf-8"}}) == 200);
    CHECK(status({{"Content-Type", "Application/JSON"}}) == 200);
    CHECK(status({{"Range", "bytes=0-1"}}) == 416);
    CHECK(status({{"Expect", "a-miracle"}}) == 417);
    CHECK(send_raw(canned.port, kLine + "Content-Length: 2\r\n\r\n{}").status == 415);
    CHECK(send_raw(canned.port, kLine + kJson + "\r\n").status == 411);
    const auto ranged = ask(canned.port, "GET", "/", "", {{"Range", "bytes=0-1,0-1,0-1"}});
    CHECK(ranged.status == 416);
}

TEST_CASE("a client that waits to be told gets told, unless its body is too long", "[http]") {
    const Canned canned;
    RawConnection patient(canned.port);
    patient.send(kLine + kJson + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    patient.send("{}");
    CHECK(patient.read().status == 200);
    CHECK(send_raw(canned.port,
                   kLine + kJson + "Expect: 100-continue\r\nContent-Length: 262145\r\n\r\n")
              .status == 413);
}

TEST_CASE("JSON that isn't plain is an error that points at the fault", "[http]") {
    const Canned canned;
    const auto problem = [&](const std::string& body) {
        const auto answer = ask(canned.port, "POST", "/api/v1/search", body);
        CHECK(answer.status == 400);
        CHECK(answer.header("content-type") == "application/problem+json");
        return answer.json();
    };
    const auto twice = problem(R"({"near":{"lat":1,"lat":2}})");
    CHECK(twice.at("code") == "duplicate_key");
    CHECK(twice.at("pointer") == "/near/lat");
    CHECK(problem("{\"text\":\"\xc3\x28\"}").at("code") == "bad_utf8");
    CHECK(problem(std::string(100000, '[')).at("code") == "too_deep");
    CHECK(problem("{} x").at("code") == "bad_json");
    CHECK(problem("").at("code") == "bad_json");
    CHECK(problem("[]").at("code") == "wrong_type");
    CHECK(problem("{\"a\":1e400}").at("code") == "bad_json");
    CHECK(problem(std::string("{\"a\":\"\0\"}", 9)).at("code") == "bad_json");
}

TEST_CASE("one connection carries many requests, also sent ahead", "[http]") {
    const Canned canned;
    RawConnection connection(canned.port);
    const auto one = request_text(canned.port, "POST", "/api/v1/search", "{\"a\":1}");
    connection.send(one + one + request_text(canned.port, "GET", "/nowhere") + one);
    CHECK(connection.read().status == 200);
    CHECK(connection.read().status == 200);
    CHECK(connection.read().status == 404);
    CHECK(connection.read().status == 200);
    connection.send(request_text(canned.port, "GET", "/healthz", "", {{"Connection", "close"}}));
    const auto last = connection.read();
    CHECK(last.status == 200);
    CHECK(last.header("connection") == "close");
    CHECK(connection.closes(1));
}

TEST_CASE("an HTTP/1.0 client, such as nginx by default, is answered and its connection closed",
          "[http]") {
    const Canned canned;
    RawConnection connection(canned.port);
    connection.send("GET /healthz HTTP/1.0\r\nHost: a.example\r\nConnection: close\r\n\r\n");
    CHECK(connection.read().status == 200);
    CHECK(connection.closes(1));
}
