#include "core/base/json.h"

#include <catch2/catch.hpp>

using namespace porchlight;

TEST_CASE("a key given twice is an error that names it", "[json]") {
    const auto parsed = parse_json(R"({"a":{"hidden":true,"hidden":false}})");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().where == "/a/hidden");
}

TEST_CASE("the same key in two objects is no repetition", "[json]") {
    CHECK(parse_json(R"({"list":[{"id":1},{"id":2}],"id":3})"));
}

TEST_CASE("nesting is bounded before anything is built", "[json]") {
    CHECK(parse_json(std::string(16, '[') + std::string(16, ']')));
    CHECK_FALSE(parse_json(std::string(17, '[') + std::string(17, ']')));
    CHECK_FALSE(parse_json(std::string(100000, '[')));
}

TEST_CASE("bad UTF-8, trailing text and infinite numbers are refused", "[json]") {
    CHECK_FALSE(parse_json("{\"a\":\"\xff\"}"));
    CHECK_FALSE(parse_json("{} x"));
    CHECK_FALSE(parse_json("[1e400]"));
    CHECK_FALSE(parse_json(""));
}

TEST_CASE("the place of a fault inside a list is its index", "[json]") {
    const auto parsed = parse_json(R"({"needs":["a",{"x":1,"x":2}]})");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().where == "/needs/1/x");
}
