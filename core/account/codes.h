#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// A new secret of an authenticator: 160 random bits, as bytes.
std::string new_code_secret();

/// In the letters that an authenticator takes (Base32, without padding).
std::string typed_secret(const std::string& secret);

/// The address that an authenticator scans: otpauth://totp/Porchlight:name?secret=…
std::string otpauth_address(const std::string& secret, const std::string& name);

/// The 30-second step of which `code` is the code (RFC 6238, six digits), now or one step either
/// side; absent where it is none.
std::optional<std::int64_t> step_of_code(const std::string& secret, const std::string& code,
                                         Instant now);

/// The code of that moment: what an authenticator shows.
std::string code_at(const std::string& secret, Instant now);

/// How many recovery codes an account gets, each good once in place of an authenticator's code.
inline constexpr std::size_t kRecoveryCodes = 10;

/// New ones: 80 random bits each, in groups of four letters and digits.
std::vector<std::string> new_recovery_codes();

/// What is stored of one. Case, blanks and dashes make no difference.
std::string recovery_hash(std::string_view code);
std::vector<std::string> recovery_hashes(const std::vector<std::string>& codes);

/// Closes secrets with a key that lies beside the store, not in it: a copy of the store alone makes
/// no codes. Immutable; may be shared by threads.
class SecretBox {
  public:
    /// Makes the key's file, for its owner alone, where it is absent.  @error unavailable
    static Result<std::unique_ptr<SecretBox>> open(const std::filesystem::path& key_file);
    ~SecretBox();
    SecretBox(const SecretBox&) = delete;
    SecretBox& operator=(const SecretBox&) = delete;

    /// As hexadecimal digits.
    std::string seal(const std::string& secret) const;

    /// @error corrupt where it was sealed with another key.
    Result<std::string> unseal(const std::string& sealed) const;

  private:
    explicit SecretBox(std::string key) : key_(std::move(key)) {}
    std::string key_;
};

}  // namespace porchlight
