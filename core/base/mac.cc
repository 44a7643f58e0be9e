#include "core/base/mac.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdexcept>
#include <vector>

namespace porchlight {
namespace {

constexpr std::size_t kMacBytes = 16;

void fill_randomly(std::uint8_t* bytes, std::size_t count) {
    if (RAND_bytes(bytes, static_cast<int>(count)) != 1)
        throw std::runtime_error("no random bytes");
}

}  // namespace

MacKey::MacKey() { fill_randomly(key_.data(), key_.size()); }

std::string MacKey::mac(std::string_view text) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned length = 0;
    if (!HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
              reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(), &length))
        throw std::runtime_error("OpenSSL HMAC failed");
    std::string hex;
    for (std::size_t i = 0; i < kMacBytes; ++i) hex += fmt::format("{:02x}", out[i]);
    return hex;
}

std::string MacKey::sign(const std::string& text, std::string_view bound) const {
    return text + '.' + mac(text + std::string(bound));
}

std::string MacKey::opened(const std::string& signed_text, std::string_view bound) const {
    const auto cut = signed_text.rfind('.');
    if (cut == std::string::npos) return {};
    auto text = signed_text.substr(0, cut);
    const auto given = signed_text.substr(cut + 1);
    const auto expected = mac(text + std::string(bound));
    const bool genuine = given.size() == expected.size() &&
                         CRYPTO_memcmp(given.data(), expected.data(), expected.size()) == 0;
    return genuine ? text : std::string{};
}

std::string random_hex(std::size_t bytes) {
    std::vector<std::uint8_t> random(bytes);
    fill_randomly(random.data(), random.size());
    std::string out;
    for (const auto byte : random) out += fmt::format("{:02x}", byte);
    return out;
}

}  // namespace porchlight
