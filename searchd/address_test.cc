#include "searchd/address.h"

#include <catch2/catch.hpp>

using namespace porchlight;

TEST_CASE("an address is a numeric host and a port", "[address]") {
    CHECK(parse_listen_address("127.0.0.1:8080")->port == 8080);
    CHECK(parse_listen_address("localhost:0")->host == "127.0.0.1");
    CHECK(parse_listen_address("[::1]:80")->host == "::1");
    CHECK(to_string(*parse_listen_address("[::1]:80")) == "[::1]:80");
    for (const auto* text : {"", "8080", ":8080", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                             "::1:80", "[127.0.0.1]:80", "example.org:80", "127.0.0.1:80x"})
        CHECK_FALSE(parse_listen_address(text));
}

TEST_CASE("only the machine's own addresses are loopback", "[address]") {
    CHECK(is_loopback(*parse_listen_address("127.0.0.1:1")));
    CHECK(is_loopback(*parse_listen_address("[::1]:1")));
    CHECK_FALSE(is_loopback(*parse_listen_address("0.0.0.0:1")));
    CHECK_FALSE(is_loopback(*parse_listen_address("[::]:1")));
    CHECK_FALSE(is_loopback(*parse_listen_address("192.168.1.2:1")));
}

TEST_CASE("a Host is loopback by its literal name and port only", "[address]") {
    CHECK(is_loopback_host("127.0.0.1:8080", 8080));
    CHECK(is_loopback_host("localhost:8080", 8080));
    CHECK(is_loopback_host("[::1]:8080", 8080));
    CHECK(is_loopback_host("localhost", 80));
    for (const auto* host :
         {"", "localhost", "localhost:80", "127.0.0.1:80801", "127.0.0.1.nip.io:8080",
          "rebound.example:8080", "127.0.0.2:8080", "localhost.:8080"})
        CHECK_FALSE(is_loopback_host(host, 8080));
}
