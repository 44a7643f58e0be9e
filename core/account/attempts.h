#pragma once
#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// Slows down who guesses, without ever locking anybody out: five tries a minute for each name,
/// whether there is such an account or not. Where all together try more than sixty times a minute,
/// each try takes longer. Kept in memory only. Safe to use from several threads.
class Attempts {
  public:
    static constexpr std::size_t kTriesAName = 5;
    static constexpr std::size_t kTriesOfAll = 60;  ///< Beyond these each takes kDelay longer.
    static constexpr std::chrono::seconds kWithin{60};
    static constexpr std::chrono::seconds kDelay{1};

    explicit Attempts(SteadySeconds now = &steady_seconds) : now_(std::move(now)) {}

    /// Counts a try.  @return how long it has to take beside its own time.
    /// @error too_often "wait: …", with the seconds; it isn't counted then.
    Result<std::chrono::seconds> begin(const std::string& name);

    /// The try was good: what came before it with this name no longer counts.
    void succeeded(const std::string& name);

    /// Names that are remembered now.
    std::size_t remembered() const;

  private:
    using Tries = std::deque<std::chrono::seconds>;
    void forget_old(std::chrono::seconds now);

    const SteadySeconds now_;
    mutable std::mutex mutex_;  ///< Guards what follows.
    std::map<std::string, Tries> by_name_;
    Tries all_;
};

}  // namespace porchlight
