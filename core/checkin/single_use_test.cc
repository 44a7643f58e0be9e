#include "core/checkin/single_use.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

using namespace porchlight;
using namespace std::chrono_literals;

namespace {

const std::string kService = "c37b9c77-f70e-511e-aa15-87a956a371fd";
const std::string kOther = "d8ddae8f-6d79-5ef5-ac21-5ccd6713c132";

/// Tokens with a clock that a test moves.
struct Desk {
    explicit Desk(std::size_t most = 100)
        : tokens(1800s, most, [this] { return now; }) {}
    std::chrono::seconds now{1000};
    SingleUseTokens tokens;
};

}  // namespace

TEST_CASE("a token is good once, for its own service", "[checkin]") {
    Desk desk;
    const auto token = desk.tokens.make(kService), other = desk.tokens.make(kOther);
    CHECK(desk.tokens.subject_of(token) == kService);
    CHECK(desk.tokens.subject_of(other) == kOther);
    CHECK(desk.tokens.spend(token));
    CHECK_FALSE(desk.tokens.subject_of(token));
    CHECK_FALSE(desk.tokens.spend(token));
    CHECK(desk.tokens.spend(other));
    CHECK(desk.tokens.make(kService) != desk.tokens.make(kService));
}

TEST_CASE("a token ends after its life, to the second", "[checkin]") {
    Desk desk;
    const auto token = desk.tokens.make(kService);
    desk.now += 1799s;
    CHECK(desk.tokens.subject_of(token));
    desk.now += 1s;
    CHECK_FALSE(desk.tokens.subject_of(token));
    CHECK_FALSE(desk.tokens.spend(token));
}

TEST_CASE("a token that was altered, or made by another start, is no token", "[checkin]") {
    Desk desk, restarted;
    const auto token = desk.tokens.make(kService);
    CHECK_FALSE(restarted.tokens.spend(token));
    auto of_another_service = token;
    const auto id = kService;
    of_another_service.replace(token.find(id), id.size(), kOther);
    auto later = token;
    later[0] = '9';
    for (const auto& altered : {of_another_service, later, token + "0", std::string{}, std::string("...")})
        CHECK_FALSE(desk.tokens.spend(altered));
    CHECK(desk.tokens.spend(token));
}

TEST_CASE("spent tokens are remembered only until they would have expired", "[checkin]") {
    Desk desk;
    for (int i = 0; i < 10; ++i) CHECK(desk.tokens.spend(desk.tokens.make(kService)));
    CHECK(desk.tokens.kept() == 10);
    desk.now += 1800s;
    CHECK(desk.tokens.spend(desk.tokens.make(kService)));
    CHECK(desk.tokens.kept() == 1);
}

TEST_CASE("where memory is full no token becomes good again, and new ones still are", "[checkin]") {
    Desk desk(3);
    std::vector<std::string> spent;
    const auto unspent = desk.tokens.make(kService);
    for (int i = 0; i < 10; ++i) {
        desk.now += 1s;
        spent.push_back(desk.tokens.make(kService));
        CHECK(desk.tokens.spend(spent.back()));
    }
    CHECK(desk.tokens.kept() == 3);
    for (const auto& token : spent) CHECK_FALSE(desk.tokens.spend(token));
    // It is as old as one that was forgotten: it needs a new yes.
    CHECK_FALSE(desk.tokens.spend(unspent));
    desk.now += 1s;
    CHECK(desk.tokens.spend(desk.tokens.make(kService)));
}

TEST_CASE("of many who spend one token at once, one succeeds", "[checkin]") {
    SingleUseTokens tokens(1800s, 100);
    const auto token = tokens.make(kService);
    std::atomic<int> succeeded{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] { succeeded += tokens.spend(token) ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    CHECK(succeeded == 1);
}
