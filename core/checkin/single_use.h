#pragma once
#include <chrono>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/base/mac.h"
#include "core/base/time.h"

namespace porchlight {

/// Gives and takes single-use tokens that each name what they are good for: a service's id (decision
/// 26), or a need and a region. A token is expiry, nonce and that subject under a MAC, and says nothing
/// about a person. Kept are only the nonces of
/// spent tokens, until they would have expired. May be used from several threads.
class SingleUseTokens {
  public:
    /// @param life how long a token can be spent.
    /// @param most_kept spent nonces in memory. Beyond it the oldest is forgotten, and with it every
    /// token that expires no later is refused: no token is ever good twice.
    SingleUseTokens(std::chrono::seconds life, std::size_t most_kept,
                    SteadySeconds now = &steady_seconds);

    std::string make(const std::string& subject);

    /// What it is good for, without spending it; absent where it is expired, spent or not ours.
    std::optional<std::string> subject_of(const std::string& token) const;

    /// Spends it.  @return whether it was still good: of several at once, one gets true.
    bool spend(const std::string& token);

    std::chrono::seconds life() const { return life_; }
    /// Spent nonces that are kept now.
    std::size_t kept() const;

  private:
    struct Read {
        std::chrono::seconds expires{};
        std::string nonce;
        std::string subject;
    };
    std::optional<Read> read(const std::string& token) const;
    bool is_good(const Read& token) const;  ///< mutex_ is held.
    void forget();                          ///< mutex_ is held.

    const std::chrono::seconds life_;
    const std::size_t most_kept_;
    const SteadySeconds now_;
    const MacKey key_;
    mutable std::mutex mutex_;  ///< Guards what follows.
    std::set<std::pair<std::chrono::seconds, std::string>> spent_;  ///< By expiry.
    std::chrono::seconds refused_until_{-1};  ///< Tokens that expire no later aren't good.
};

}  // namespace porchlight
