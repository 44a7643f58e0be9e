#include "core/base/hash.h"

#include <catch2/catch.hpp>

using namespace porchlight;

TEST_CASE("SHA-256 agrees with the standard's example", "[hash]") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("version 5 UUIDs agree with the RFC's example", "[hash]") {
    const auto dns = *parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    CHECK(to_string(uuid_v5(dns, "www.example.com")) == "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST_CASE("only the 36-character form is a UUID", "[hash]") {
    CHECK(to_string(*parse_uuid("2ED6657D-E927-568B-95E1-2665A8AEA6A2")) ==
          "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    const char* text = GENERATE("", "needs:dental", "2ed6657d-e927-568b-95e1-2665a8aea6a",
                                "2ed6657d-e927-568b-95e1x2665a8aea6a2",
                                "2ed6657de-927-568b-95e1-2665a8aea6a2");
    CHECK_FALSE(parse_uuid(text));
}

TEST_CASE("short ids have 8 characters of a-z2-7", "[hash]") {
    const auto id = random_short_id();
    CHECK(id.size() == 8);
    CHECK(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") == std::string::npos);
    CHECK(id != random_short_id());
}
