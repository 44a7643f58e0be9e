#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

inline constexpr std::size_t kShortestPassword = 14;    ///< Characters.
inline constexpr std::size_t kLongestPassword = 256;    ///< Bytes.
inline constexpr std::size_t kShortestPin = 8;          ///< Digits of a capacity sign-in.
inline constexpr std::size_t kLongestPin = 12;

/// Whether a new password may be taken: long enough, and not soon guessed by who knows the usual
/// passwords and what people make of them.
/// @param about words that it mustn't be made of: the account's name, its organization's.
/// @error bad_request "password_short: …" and so on.
Result<void> check_password(const std::string& password, const std::vector<std::string>& about);

/// The same for a PIN: 8 to 12 digits that are no row, no repeat and no date.
/// @error bad_request "pin_weak: …"
Result<void> check_pin(const std::string& pin);

/// What one hash costs. The default: 64 MiB and 3 passes (OWASP's floor is 19 MiB and 2).
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t bytes = std::size_t{64} * 1024 * 1024;
};

/// Hashes passwords with Argon2id. At most two at once, and few wait: a flood of sign-ins takes
/// neither the memory nor the threads that answer questions. Safe to use from several threads.
class PasswordHasher {
  public:
    static constexpr int kAtOnce = 2;
    static constexpr int kMostWaiting = 6;

    explicit PasswordHasher(PasswordCost cost);

    /// With a salt of its own, in the form that matches() reads.
    /// @error too_often "busy: …" where too many wait; unavailable without memory.
    Result<std::string> hash(const std::string& password);

    /// Whether it is the password of this hash. An empty hash is nobody's: that takes as long, and
    /// gives false.
    /// @param delay how much longer it takes, while nothing else is hashed in its place.
    /// @error too_often "busy: …"
    Result<bool> matches(const std::string& hash, const std::string& password,
                         std::chrono::seconds delay = std::chrono::seconds{0});

  private:
    class Slot;

    const PasswordCost cost_;
    std::mutex mutex_;
    std::condition_variable freed_;
    int running_ = 0, waiting_ = 0;
};

}  // namespace porchlight
