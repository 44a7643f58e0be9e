#include "searchd/http_head.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

const std::string kHost = "Host: a.example\r\n";

tl::expected<RequestHead, Refusal> with(const std::string& fields,
                                        const std::string& line = "POST /x HTTP/1.1") {
    return parse_head(line + "\r\n" + kHost + fields + "\r\n");
}

int status(const tl::expected<RequestHead, Refusal>& head) {
    return head ? 200 : head.error().status;
}

}  // namespace

TEST_CASE("a plain head is understood", "[http_head]") {
    const auto head =
        with("Content-Type: Application/JSON\r\nContent-Length: 12\r\n", "POST /x?word=1 HTTP/1.1");
    REQUIRE(head);
    CHECK(head->method == "POST");
    CHECK(head->path == "/x");
    CHECK(head->has_query);
    CHECK(head->body == BodyKind::counted);
    CHECK(head->content_length == 12);
    CHECK(head->content_type == "application/json");
    CHECK(head->keep_alive);
}

TEST_CASE("a head with two meanings has none", "[http_head]") {
    const auto* fields =
        GENERATE("Content-Length: 1\r\nContent-Length: 1\r\n", "Content-Length: 1, 1\r\n",
                 "Content-Length: abc\r\n", "Content-Length: +1\r\n", "Content-Length: -1\r\n",
                 "Content-Length: 0x1\r\n", "Content-Length: 99999999999999999999\r\n",
                 "Content-Length:\r\n", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                 "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                 "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: xchunked\r\n",
                 "Host: b.example\r\n", "Content-Type: a\r\nContent-Type: b\r\n", "X-Blank : 1\r\n",
                 " folded: 1\r\n", "X: 1\r\n\tfolded\r\n", "no colon\r\n", ": empty\r\n",
                 "X: a\rb\r\n", "X: \x01\r\n", "X: \x7f\r\n");
    INFO(fields);
    CHECK(status(with(fields)) == 400);
}

TEST_CASE("NUL is no part of a header", "[http_head]") {
    CHECK(status(with(std::string("X: a\0b\r\n", 8))) == 400);
    CHECK(status(with(std::string("X\0: a\r\n", 7))) == 400);
}

TEST_CASE("a request line is a method, a path and a version", "[http_head]") {
    const auto* line =
        GENERATE("GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", "GET x HTTP/1.1",
                 "GET http://a.example/ HTTP/1.1", "get / HTTP/1.1", "GET /a b HTTP/1.1",
                 "GET /# HTTP/1.1", "GET / HTTP/11", "GET / http/1.1", "* * HTTP/1.1");
    INFO(line);
    CHECK(status(with("", line)) == 400);
    CHECK(status(with("", "GET / HTTP/2.0")) == 505);
}

TEST_CASE("HTTP/1.1 needs a host, HTTP/1.0 doesn't", "[http_head]") {
    CHECK(status(parse_head("GET / HTTP/1.1\r\n\r\n")) == 400);
    const auto old = parse_head("GET / HTTP/1.0\r\n\r\n");
    REQUIRE(old);
    CHECK_FALSE(old->keep_alive);
    CHECK(status(with("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0")) == 400);
}

TEST_CASE("too much is refused before it is read", "[http_head]") {
    CHECK(check_partial_head("GET /" + std::string(kLongestRequestLine, 'a')).error().status ==
          414);
    CHECK(check_partial_head("GET / HTTP/1.1\r\nX: " + std::string(kLongestHead, 'a'))
              .error()
              .status == 431);
    CHECK(check_partial_head("\x16\x03\x01").error().status == 400);
    CHECK(check_partial_head("GET / HTTP/1.1\nHost: a\n\n").error().status == 400);
    CHECK(check_partial_head("GET / HT"));
    std::string many;
    for (std::size_t i = 0; i < kMostHeaders; ++i) many += "X: 1\r\n";
    CHECK(status(with(many)) == 431);
}

TEST_CASE("what tells of a proxy, a range or a coding is seen in any spelling", "[http_head]") {
    for (const auto* name :
         {"Forwarded", "X-Forwarded-For", "x-forwarded-host", "X-REAL-IP", "Via"}) {
        INFO(name);
        CHECK(with(std::string(name) + ": 1\r\n")->was_forwarded);
    }
    CHECK(with("rANGE: bytes=0-1\r\n")->has_range);
    CHECK(with("Content-encoding: identity\r\n")->has_content_encoding);
    CHECK(with("Expect: 100-Continue\r\n")->expects_continue);
    CHECK(status(with("Expect: 200-ok\r\n")) == 417);
}

TEST_CASE("no bytes make the reader fail otherwise than by refusing", "[http_head]") {
    CHECK(rc::check([](const std::string& noise, std::size_t at) {
        std::string text =
            "POST /api HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\nX: y\r\n\r\n";
        text.insert(at % text.size(), noise);
        const auto head = parse_head(text);
        if (head)
            RC_ASSERT(head->path.find('\0') == std::string::npos);
        else
            RC_ASSERT(head.error().status >= 400);
    }));
}

TEST_CASE("a session is what its cookie holds, once, and an id", "[http_head]") {
    const std::string id(64, 'a'), other(64, 'b');
    const auto session = [](const std::string& fields) {
        const auto head = with(fields);
        return head ? head->session : "refused";
    };
    CHECK(session("Cookie: __Host-porchlight=" + id + "\r\n") == id);
    CHECK(session("Cookie: page=1; __Host-porchlight=" + id + ";x=y\r\n") == id);
    CHECK(session("Cookie: page=1\r\nCookie: __Host-porchlight=" + id + "\r\n") == id);
    for (const auto& none :
         {"__Host-porchlight=" + id + "; __Host-porchlight=" + other, "__Host-porchlight=" + id + "0",
          "__Host-porchlight=" + std::string(64, 'A'), "porchlight=" + id, std::string("__Host-porchlight"), ";;=;" + id,
          "x__Host-porchlight=" + id, "__Host-porchlight=\"" + id + "\""})
        CHECK(session("Cookie: " + none + "\r\n").empty());
    CHECK(status(with("Porchlight-Token: a\r\nPorchlight-Token: b\r\n")) == 400);
}
