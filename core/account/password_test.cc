#include "core/account/password.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

using namespace porchlight;

namespace {

/// Cheap: the cost is not what is tested.
constexpr PasswordCost kCheap{1, 8192};

std::string refusal(const std::string& password, const std::vector<std::string>& about = {}) {
    const auto checked = check_password(password, about);
    return checked ? "" : checked.error().message.substr(0, checked.error().message.find(':'));
}

}  // namespace

TEST_CASE("a password has 14 characters, counted as a person counts", "[account]") {
    CHECK(refusal("tiny wagon 17") == "password_short");
    CHECK(refusal("éléphant ému é") == "");
    CHECK(refusal("éléphant ému!") == "password_short");
    CHECK(refusal(std::string(300, 'x')) == "password_long");
}

TEST_CASE("passwords that many have, and what people make of them, are refused", "[account]") {
    for (const auto* common :
         {"passwordpassword", "Passw0rd123456", "qwertyuiop1234", "12345678901234", "aaaaaaaaaaaaaaaa",
          "letmeinletmein1", "iloveyouforever", "jenniferjennifer", "abcdefghijklmnop", "1q2w3e4r5t6y7u8i",
          "summer2026winter", "password2026!!"}) {
        INFO(common);
        CHECK(refusal(common) == "password_common");
    }
}

TEST_CASE("a password isn't made of the account's own names", "[account]") {
    CHECK(refusal("maplehurst-haven") == "");
    CHECK(refusal("maplehurst-haven", {"ana", "Maplehurst Haven"}) == "password_common");
}

TEST_CASE("words that have nothing to do with each other, and random letters, are taken", "[account]") {
    CHECK(refusal("blue wagon eats rain") == "");
    CHECK(refusal("k3jf8sk2mf9dk2") == "");
    CHECK(refusal("un renard mange du riz le soir") == "");
}

TEST_CASE("a PIN is 8 to 12 digits that nobody tries first", "[account]") {
    for (const auto* weak : {"1234567", "12345678", "11111111", "25112026", "1234abcd", "1234567890123", "87654321"}) {
        INFO(weak);
        CHECK_FALSE(check_pin(weak).has_value());
    }
    CHECK(check_pin("60274913").has_value());
}

TEST_CASE("a hash is of its password alone, salted, and says what it cost", "[account]") {
    PasswordHasher hasher(kCheap);
    const auto hash = hasher.hash("blue wagon eats rain").value();
    CHECK(hash.rfind("$argon2id$", 0) == 0);
    CHECK(hash != hasher.hash("blue wagon eats rain").value());
    CHECK(hasher.matches(hash, "blue wagon eats rain").value());
    CHECK_FALSE(hasher.matches(hash, "blue wagon eats rain ").value());
    CHECK_FALSE(hasher.matches("", "blue wagon eats rain").value());
}

TEST_CASE("accents typed in either way are the same password", "[account]") {
    PasswordHasher hasher(kCheap);
    const auto hash = hasher.hash("caf\u00e9 au lait le soir").value();
    CHECK(hasher.matches(hash, "cafe\u0301 au lait le soir").value());
}

TEST_CASE("a real hash costs 64 MiB and 3 passes", "[account]") {
    CHECK(PasswordHasher(PasswordCost{}).hash("x").value().rfind("$argon2id$v=19$m=65536,t=3,p=1$", 0) == 0);
}

TEST_CASE("two are hashed at once, six wait, more are told to come back", "[account]") {
    PasswordHasher hasher(kCheap);
    std::atomic<int> answered{0}, refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 20; ++i)
        threads.emplace_back([&] {
            const auto matched = hasher.matches("", "x", std::chrono::seconds{1});
            matched ? ++answered : ++refused;
            if (!matched) CHECK(matched.error().kind == ErrorKind::too_often);
        });
    for (auto& thread : threads) thread.join();
    CHECK(answered == PasswordHasher::kAtOnce + PasswordHasher::kMostWaiting);
    CHECK(refused == 12);
}
