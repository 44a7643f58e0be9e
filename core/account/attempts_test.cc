#include "core/account/attempts.h"

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

struct Watch {
    std::chrono::seconds now{1000};
    Attempts attempts{[this] { return now; }};
    bool tries(const std::string& name) { return attempts.begin(name).has_value(); }
};

}  // namespace

TEST_CASE("five tries a minute for each name, and none is locked out for longer", "[account]") {
    Watch watch;
    for (int i = 0; i < 5; ++i) {
        CHECK(watch.tries("ana"));
        watch.now += std::chrono::seconds{5};
    }
    const auto refused = watch.attempts.begin("ana");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::too_often);
    CHECK(refused.error().where == "35");
    CHECK(watch.tries("ben"));
    watch.now += std::chrono::seconds{35};
    CHECK(watch.tries("ana"));
    CHECK_FALSE(watch.tries("ana"));
}

TEST_CASE("a try that is refused doesn't make the wait longer", "[account]") {
    Watch watch;
    for (int i = 0; i < 5; ++i) watch.tries("ana");
    for (int i = 0; i < 59; ++i) {
        watch.now += std::chrono::seconds{1};
        CHECK_FALSE(watch.tries("ana"));
    }
    watch.now += std::chrono::seconds{1};
    CHECK(watch.tries("ana"));
}

TEST_CASE("who signs in begins anew", "[account]") {
    Watch watch;
    for (int i = 0; i < 100; ++i) {
        CHECK(watch.tries("ana"));
        watch.attempts.succeeded("ana");
    }
    CHECK(watch.attempts.begin("ben").value() == std::chrono::seconds{0});
}

TEST_CASE("where all together try too often, each try takes longer and none is refused", "[account]") {
    Watch watch;
    for (std::size_t i = 0; i < Attempts::kTriesOfAll; ++i)
        CHECK(watch.attempts.begin(std::to_string(i)).value() == std::chrono::seconds{0});
    CHECK(watch.attempts.begin("ana").value() == Attempts::kDelay);
    watch.now += Attempts::kWithin;
    CHECK(watch.attempts.begin("ana").value() == std::chrono::seconds{0});
    CHECK(watch.attempts.remembered() == 1);
}
