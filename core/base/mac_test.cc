#include "core/base/mac.h"

#include <catch2/catch.hpp>

using namespace porchlight;

TEST_CASE("what a key signed is opened by that key alone, for what it was bound to", "[mac]") {
    const MacKey key, other;
    const auto signed_text = key.sign("1.two.3", "digest");
    CHECK(key.opened(signed_text, "digest") == "1.two.3");
    CHECK(key.opened(signed_text, "another digest").empty());
    CHECK(key.opened(signed_text).empty());
    CHECK(other.opened(signed_text, "digest").empty());
}

TEST_CASE("a signed text with any character changed, cut or added isn't opened", "[mac]") {
    const MacKey key;
    const auto whole = key.sign("1.two.3");
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto altered = whole;
        altered[i] = altered[i] == '0' ? '1' : '0';
        INFO(altered);
        CHECK(key.opened(altered).empty());
        CHECK(key.opened(whole.substr(0, i)).empty());
    }
    CHECK(key.opened(whole + "0").empty());
    CHECK(key.opened("").empty());
    CHECK(key.opened(".").empty());
}

TEST_CASE("random digits are as many as asked for, and others each time", "[mac]") {
    CHECK(random_hex(16).size() == 32);
    CHECK(random_hex(16) != random_hex(16));
    CHECK(random_hex(0).empty());
}
