#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/time.h"

namespace porchlight {

/// What is known of a session that goes on.
struct Session {
    std::string account_id;
    std::int64_t epoch = 0;      ///< The account's, when it began.
    std::string token;           ///< Sent back in a header with every act: against forged requests.
    std::string pending_secret;  ///< Of an authenticator that is being set up; empty: none.
};

/// Sessions, in memory only: when somebody worked is in no file, no backup brings a session back,
/// and a restart ends all. Their ids are random 256 bits, kept as hashes. Safe to use from several
/// threads.
class Sessions {
  public:
    static constexpr std::chrono::seconds kIdle = std::chrono::minutes{15};
    static constexpr std::chrono::seconds kLongest = std::chrono::hours{8};
    /// Of one account at once; the one that was idle longest ends for another.
    static constexpr std::size_t kMostOfOne = 8;

    explicit Sessions(SteadySeconds now = &steady_seconds) : now_(std::move(now)) {}

    /// @return the new session's id: 64 hexadecimal digits, kept nowhere here.
    std::string begin(const std::string& account_id, std::int64_t epoch);

    /// The session, which counts as used now; absent where it has ended or never was.
    std::optional<Session> use(const std::string& id);

    /// An authenticator is being set up in it; an empty secret: no longer.
    void set_pending_secret(const std::string& id, const std::string& secret);

    void end(const std::string& id);

    /// Sessions that go on.
    std::size_t size() const;

  private:
    struct Kept {
        Session session;
        std::chrono::seconds begun{}, used{};
    };
    void end_old(std::chrono::seconds now);
    void make_room(const std::string& account_id);

    const SteadySeconds now_;
    mutable std::mutex mutex_;  ///< Guards what follows.
    std::map<std::string, Kept> by_hash_;
};

}  // namespace porchlight
