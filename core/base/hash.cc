#include "core/base/hash.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

namespace porchlight {
namespace {

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// A running digest over pieces. OpenSSL's own failures mean no memory: they can't go on.
class Digest {
  public:
    explicit Digest(const EVP_MD* kind) : context_(EVP_MD_CTX_new()) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), kind, nullptr) != 1)
            throw std::runtime_error("OpenSSL digest cannot start");
    }
    void add(std::string_view bytes) {
        if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1)
            throw std::runtime_error("OpenSSL digest failed");
    }
    std::vector<std::uint8_t> finish() {
        std::vector<std::uint8_t> out(EVP_MAX_MD_SIZE);
        unsigned length = 0;
        if (EVP_DigestFinal_ex(context_.get(), out.data(), &length) != 1)
            throw std::runtime_error("OpenSSL digest failed");
        out.resize(length);
        return out;
    }

  private:
    std::unique_ptr<EVP_MD_CTX, FreeDigest> context_;
};

constexpr char kHex[] = "0123456789abcdef";

std::string hex(const std::vector<std::uint8_t>& bytes) {
    std::string out;
    for (const auto byte : bytes) {
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
    return out;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_dash_position(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    Digest digest(EVP_sha256());
    digest.add(bytes);
    return hex(digest.finish());
}

Result<std::string> sha256_hex_of_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(ErrorKind::unavailable, "cannot read " + path.string());
    Digest digest(EVP_sha256());
    std::vector<char> piece(1 << 20);
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
        digest.add({piece.data(), static_cast<std::size_t>(in.gcount())});
    if (in.bad()) return fail(ErrorKind::unavailable, "cannot read " + path.string());
    return hex(digest.finish());
}

Result<Uuid> parse_uuid(std::string_view text) {
    const auto bad = [] { return fail(ErrorKind::bad_request, "not a UUID"); };
    if (text.size() != 36) return bad();
    Uuid uuid;
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_position(i)) {
            if (text[i] != '-') return bad();
            continue;
        }
        const int digit = hex_digit(text[i]);
        if (digit < 0) return bad();
        auto& byte = uuid.bytes[nibble / 2];
        byte = static_cast<std::uint8_t>(nibble % 2 ? (byte | digit) : (digit << 4));
        ++nibble;
    }
    return uuid;
}

std::string to_string(const Uuid& uuid) {
    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        out += kHex[uuid.bytes[i] >> 4];
        out += kHex[uuid.bytes[i] & 15];
    }
    return out;
}

Uuid uuid_v5(const Uuid& space, std::string_view name) {
    Digest digest(EVP_sha1());
    digest.add({reinterpret_cast<const char*>(space.bytes.data()), space.bytes.size()});
    digest.add(name);
    const auto hash = digest.finish();
    Uuid uuid;
    std::copy_n(hash.begin(), uuid.bytes.size(), uuid.bytes.begin());
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0f) | 0x50);
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);
    return uuid;
}

const Uuid& id_namespace() {
    static const Uuid space = *parse_uuid("6f0d7c52-3a1e-5c44-9b1b-0f5b6f4c1d20");
    return space;
}

std::string random_short_id() {
    static constexpr char kAlphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    std::array<std::uint8_t, 8> random{};
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
        throw std::runtime_error("no random bytes");
    std::string out;
    for (const auto byte : random) out += kAlphabet[byte & 31];
    return out;
}

}  // namespace porchlight
