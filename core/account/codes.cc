#include "core/account/codes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <stdexcept>

#include "core/base/hash.h"

namespace porchlight {
namespace {

constexpr std::size_t kSecretBytes = 20;    // RFC 4226: at least 128 bits, 160 recommended.
constexpr std::size_t kRecoveryBytes = 10;  // 16 letters and digits.
constexpr unsigned kDigits = 6;
constexpr std::size_t kStepsEitherSide = 1;

std::string random_bytes(std::size_t count) {
    std::string out(count, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

std::string base32(const std::string& bytes) {
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK)
        throw std::runtime_error("Base32 failed");
    std::string out(text, length);
    std::free(text);
    out.erase(std::find(out.begin(), out.end(), '='), out.end());
    return out;
}

tl::unexpected<Error> no_key(const std::filesystem::path& file) {
    return fail(ErrorKind::unavailable, "the key of authenticators can't be read", file.string());
}

/// Written whole before it has its name: two programs that start at once agree on one key.
bool make_key(const std::filesystem::path& file) {
    const auto key = random_bytes(crypto_secretbox_KEYBYTES);
    const auto draft = fmt::format("{}.{}", file.string(), ::getpid());
    const int out = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0) return false;
    const bool written =
        ::write(out, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(out) == 0;
    ::close(out);
    const bool named = written && (::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST);
    ::unlink(draft.c_str());
    return named;
}

}  // namespace

std::string new_code_secret() { return random_bytes(kSecretBytes); }

std::string typed_secret(const std::string& secret) { return base32(secret); }

std::string otpauth_address(const std::string& secret, const std::string& name) {
    return fmt::format("otpauth://totp/Porchlight:{}?secret={}&issuer=Porchlight", name, base32(secret));
}

std::optional<std::int64_t> step_of_code(const std::string& secret, const std::string& code,
                                         Instant now) {
    const bool six = code.size() == kDigits && std::all_of(code.begin(), code.end(), [](char c) {
                         return c >= '0' && c <= '9';
                     });
    if (!six) return std::nullopt;
    std::uint64_t step = 0;
    const int found = oath_totp_validate4(
        secret.data(), secret.size(), now.time_since_epoch().count(), OATH_TOTP_DEFAULT_TIME_STEP_SIZE,
        OATH_TOTP_DEFAULT_START_TIME, kStepsEitherSide, nullptr, &step, 0, code.c_str());
    if (found < 0) return std::nullopt;
    return static_cast<std::int64_t>(step);
}

std::string code_at(const std::string& secret, Instant now) {
    std::array<char, kDigits + 1> out{};
    if (oath_totp_generate(secret.data(), secret.size(), now.time_since_epoch().count(),
                           OATH_TOTP_DEFAULT_TIME_STEP_SIZE, OATH_TOTP_DEFAULT_START_TIME, kDigits,
                           out.data()) != OATH_OK)
        throw std::runtime_error("a code can't be made");
    return out.data();
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
        std::string code;
        for (const char c : base32(random_bytes(kRecoveryBytes))) {
            if (code.size() % 5 == 4) code += '-';
            code += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
        out.push_back(code);
    }
    return out;
}

std::string recovery_hash(std::string_view code) {
    std::string plain;
    for (const char c : code)
        if (std::isalnum(static_cast<unsigned char>(c)))
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return sha256_hex(plain);
}

std::vector<std::string> recovery_hashes(const std::vector<std::string>& codes) {
    std::vector<std::string> out;
    for (const auto& code : codes) out.push_back(recovery_hash(code));
    return out;
}

Result<std::unique_ptr<SecretBox>> SecretBox::open(const std::filesystem::path& key_file) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
    if (::access(key_file.c_str(), F_OK) != 0 && !make_key(key_file)) return no_key(key_file);
    const int in = ::open(key_file.c_str(), O_RDONLY | O_CLOEXEC);
    if (in < 0) return no_key(key_file);
    std::string key(crypto_secretbox_KEYBYTES, '\0');
    const bool whole = ::read(in, key.data(), key.size()) == static_cast<ssize_t>(key.size());
    ::close(in);
    if (!whole) return no_key(key_file);
    return std::unique_ptr<SecretBox>(new SecretBox(std::move(key)));
}

SecretBox::~SecretBox() { sodium_memzero(key_.data(), key_.size()); }

std::string SecretBox::seal(const std::string& secret) const {
    const auto nonce = random_bytes(crypto_secretbox_NONCEBYTES);
    std::string box(secret.size() + crypto_secretbox_MACBYTES, '\0');
    const auto bytes = [](const std::string& text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    };
    crypto_secretbox_easy(reinterpret_cast<unsigned char*>(box.data()), bytes(secret), secret.size(),
                          bytes(nonce), bytes(key_));
    std::string out;
    for (const char c : nonce + box) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out;
}

Result<std::string> SecretBox::unseal(const std::string& sealed) const {
    const auto wrong = [] {
        return fail(ErrorKind::corrupt, "an authenticator's secret was closed with another key");
    };
    std::string all(sealed.size() / 2, '\0');
    std::size_t count = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(all.data()), all.size(), sealed.data(),
                       sealed.size(), nullptr, &count, nullptr) != 0 ||
        count < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)
        return wrong();
    const auto* bytes = reinterpret_cast<const unsigned char*>(all.data());
    std::string out(count - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(out.data()),
                                   bytes + crypto_secretbox_NONCEBYTES,
                                   count - crypto_secretbox_NONCEBYTES, bytes,
                                   reinterpret_cast<const unsigned char*>(key_.data())) != 0)
        return wrong();
    return out;
}

}  // namespace porchlight
