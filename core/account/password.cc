#include "core/account/password.h"

#include <fmt/format.h>
#include <sodium.h>
#include <zxcvbn.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <thread>

#include "core/text/fold.h"

namespace porchlight {
namespace {

/// Fewer than 2^36 guesses are bought for little; 14 characters chosen at random have 80 bits.
constexpr double kFewestBits = 36;
/// Of a PIN, which delays protect: zxcvbn gives 8 random digits 26.
constexpr double kFewestPinBits = 20;

/// Of no password, made once with the default cost: what an unknown name is compared with.
constexpr const char* kNobodys =
    "$argon2id$v=19$m=65536,t=3,p=1$qs+q3RkQRWGVIMkCNVjmjA$KcMt9q6tFzHCpfqJL9YhJmOHPQY4VdwTMqb03ZtPEAY";

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

double bits(const std::string& password, std::vector<std::string> about) {
    std::vector<const char*> words;
    for (const auto& word : about)
        if (word.size() > 2) words.push_back(word.c_str());
    words.push_back(nullptr);
    return ZxcvbnMatch(password.c_str(), words.data(), nullptr);
}

/// The words of names: each at least three letters long.
std::vector<std::string> words_of_all(const std::vector<std::string>& texts) {
    std::vector<std::string> out;
    for (const auto& text : texts) {
        std::string rest = fold_phrase(text) + ' ';
        for (auto at = rest.find(' '); at != std::string::npos; at = rest.find(' ')) {
            out.push_back(rest.substr(0, at));
            rest.erase(0, at + 1);
        }
    }
    return out;
}

}  // namespace

Result<void> check_password(const std::string& password, const std::vector<std::string>& about) {
    const auto text = composed(password);
    if (characters(text) < kShortestPassword)
        return fail(ErrorKind::bad_request,
                    fmt::format("password_short: A password has at least {} characters.", kShortestPassword));
    if (text.size() > kLongestPassword)
        return fail(ErrorKind::bad_request, "password_long: A password has at most 256 characters.");
    if (text.find('\0') != std::string::npos || bits(text, words_of_all(about)) < kFewestBits)
        return fail(ErrorKind::bad_request,
                    "password_common: This password is soon guessed. Four or five words that have nothing to do"
                    " with each other make a good one.");
    return {};
}

Result<void> check_pin(const std::string& pin) {
    const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < kShortestPin || pin.size() > kLongestPin || bits(pin, {}) < kFewestPinBits)
        return fail(ErrorKind::bad_request,
                    "pin_weak: A PIN has 8 to 12 digits, and is no row, no repeat and no date.");
    return {};
}

/// Leave to hash, waited for.
class PasswordHasher::Slot {
  public:
    explicit Slot(PasswordHasher& hasher) : hasher_(hasher) {
        std::unique_lock lock(hasher_.mutex_);
        if (hasher_.running_ >= kAtOnce && hasher_.waiting_ >= kMostWaiting) return;
        ++hasher_.waiting_;
        hasher_.freed_.wait(lock, [&] { return hasher_.running_ < kAtOnce; });
        --hasher_.waiting_;
        ++hasher_.running_;
        given_ = true;
    }
    ~Slot() {
        if (!given_) return;
        const std::lock_guard lock(hasher_.mutex_);
        --hasher_.running_;
        hasher_.freed_.notify_one();
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    bool given() const { return given_; }
    static tl::unexpected<Error> refused() {
        return fail(ErrorKind::too_often, "busy: Many are signing in at once. Try again in a moment.", "2");
    }

  private:
    PasswordHasher& hasher_;
    bool given_ = false;
};

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
}

Result<std::string> PasswordHasher::hash(const std::string& password) {
    const Slot slot(*this);
    if (!slot.given()) return Slot::refused();
    const auto text = composed(password);
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), text.data(), text.size(), cost_.passes, cost_.bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorKind::unavailable, "there is no memory for a password's hash");
    return std::string(out.data());
}

Result<bool> PasswordHasher::matches(const std::string& hash, const std::string& password,
                                     std::chrono::seconds delay) {
    const Slot slot(*this);
    if (!slot.given()) return Slot::refused();
    if (delay.count() > 0) std::this_thread::sleep_for(delay);
    const auto text = composed(password);
    const bool same = crypto_pwhash_str_verify(hash.empty() ? kNobodys : hash.c_str(), text.data(),
                                               text.size()) == 0;
    return same && !hash.empty();
}

}  // namespace porchlight
