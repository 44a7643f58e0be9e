#include "core/account/sessions.h"

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

struct Watch {
    std::chrono::seconds now{1000};
    Sessions sessions{[this] { return now; }};
    bool lives(const std::string& id) { return sessions.use(id).has_value(); }
};

}  // namespace

TEST_CASE("a session's id is 256 random bits, and its token another number", "[account]") {
    Watch watch;
    const auto id = watch.sessions.begin("ana", 1), other = watch.sessions.begin("ana", 1);
    CHECK(id.size() == 64);
    CHECK(id != other);
    const auto token = watch.sessions.use(id)->token;
    CHECK(token.size() == 32);
    CHECK(token != watch.sessions.use(other)->token);
    CHECK_FALSE(watch.lives(id.substr(1) + "0"));
    CHECK_FALSE(watch.lives(""));
}

TEST_CASE("a session ends after a quarter of an hour without use", "[account]") {
    Watch watch;
    const auto id = watch.sessions.begin("ana", 1);
    for (int i = 0; i < 4; ++i) {
        watch.now += Sessions::kIdle - std::chrono::seconds{1};
        CHECK(watch.lives(id));
    }
    watch.now += Sessions::kIdle;
    CHECK_FALSE(watch.lives(id));
    CHECK(watch.sessions.size() == 0);
}

TEST_CASE("a session ends after eight hours, however it is used", "[account]") {
    Watch watch;
    const auto id = watch.sessions.begin("ana", 1);
    for (std::chrono::seconds used{0}; used + std::chrono::minutes{10} < Sessions::kLongest;
         used += std::chrono::minutes{10}) {
        watch.now += std::chrono::minutes{10};
        REQUIRE(watch.lives(id));
    }
    watch.now += std::chrono::minutes{10};
    CHECK_FALSE(watch.lives(id));
}

TEST_CASE("a session that was signed out doesn't come back", "[account]") {
    Watch watch;
    const auto id = watch.sessions.begin("ana", 1), other = watch.sessions.begin("ana", 1);
    watch.sessions.end(id);
    CHECK_FALSE(watch.lives(id));
    CHECK(watch.lives(other));
}

TEST_CASE("of many sessions of one account the longest unused ends, never another's", "[account]") {
    Watch watch;
    const auto ben = watch.sessions.begin("ben", 1);
    const auto first = watch.sessions.begin("ana", 1);
    watch.now += std::chrono::seconds{1};
    for (std::size_t i = 0; i < Sessions::kMostOfOne; ++i) watch.sessions.begin("ana", 1);
    CHECK_FALSE(watch.lives(first));
    CHECK(watch.lives(ben));
    CHECK(watch.sessions.size() == Sessions::kMostOfOne + 1);
}
