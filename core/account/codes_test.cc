#include "core/account/codes.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

TEST_CASE("codes are those of RFC 6238", "[account]") {
    // Appendix B, SHA-1: the last six of its eight digits.
    const std::string secret = "12345678901234567890";
    const auto at = [](long long seconds) { return Instant{std::chrono::seconds{seconds}}; };
    CHECK(code_at(secret, at(59)) == "287082");
    CHECK(code_at(secret, at(1111111109)) == "081804");
    CHECK(code_at(secret, at(20000000000)) == "353130");
}

TEST_CASE("a code holds for its step and one either side, and says which", "[account]") {
    const auto secret = new_code_secret();
    const auto step = kNow.time_since_epoch().count() / 30;
    const auto code = code_at(secret, kNow);
    for (int off : {-1, 0, 1})
        CHECK(step_of_code(secret, code, kNow + std::chrono::seconds{30 * off}) == step);
    for (int off : {-3, 3})
        CHECK_FALSE(step_of_code(secret, code, kNow + std::chrono::seconds{30 * off}).has_value());
    for (const auto* wrong : {"", "12345", "1234567", "abcdef"})
        CHECK_FALSE(step_of_code(secret, wrong, kNow).has_value());
}

TEST_CASE("an authenticator reads the address", "[account]") {
    CHECK(otpauth_address("12345678901234567890", "ana") ==
          "otpauth://totp/Porchlight:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Porchlight");
}

TEST_CASE("recovery codes are long, all different, and read however they are typed", "[account]") {
    const auto codes = new_recovery_codes();
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == kRecoveryCodes);
    for (const auto& code : codes) CHECK(std::regex_match(code, std::regex("([a-z2-7]{4}-){3}[a-z2-7]{4}")));
    CHECK(recovery_hash("abcd-efgh-2345-67ab") == recovery_hash("ABCD EFGH 2345 67AB"));
    CHECK(recovery_hash(codes[0]) != recovery_hash(codes[1]));
}

TEST_CASE("a secret opens with the key that closed it, which only its owner reads", "[account]") {
    const StoreFolder folder;
    const auto file = folder.path() / "account.key";
    const auto box = expect(SecretBox::open(file));
    const auto sealed = box->seal("secret");
    CHECK(sealed.find("secret") == std::string::npos);
    CHECK(sealed != box->seal("secret"));
    CHECK(expect(expect(SecretBox::open(file))->unseal(sealed)) == "secret");
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 077) == 0);
    const auto other = expect(SecretBox::open(folder.path() / "other.key"));
    CHECK(failure(other->unseal(sealed)) == ErrorKind::corrupt);
    CHECK(failure(box->unseal("00ff")) == ErrorKind::corrupt);
    CHECK(failure(SecretBox::open(folder.path() / "no folder" / "key")) == ErrorKind::unavailable);
}
