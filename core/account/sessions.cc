#include "core/account/sessions.h"

#include "core/base/hash.h"
#include "core/base/mac.h"

namespace porchlight {
namespace {

constexpr std::size_t kIdBytes = 32;
constexpr std::size_t kTokenBytes = 16;

}  // namespace

std::string Sessions::begin(const std::string& account_id, std::int64_t epoch) {
    auto id = random_hex(kIdBytes);
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    end_old(now);
    make_room(account_id);
    by_hash_[sha256_hex(id)] = {{account_id, epoch, random_hex(kTokenBytes), {}}, now, now};
    return id;
}

std::optional<Session> Sessions::use(const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    end_old(now);
    const auto found = by_hash_.find(sha256_hex(id));
    if (found == by_hash_.end()) return std::nullopt;
    found->second.used = now;
    return found->second.session;
}

void Sessions::set_pending_secret(const std::string& id, const std::string& secret) {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_hash_.find(sha256_hex(id)); found != by_hash_.end())
        found->second.session.pending_secret = secret;
}

void Sessions::end(const std::string& id) {
    const std::lock_guard lock(mutex_);
    by_hash_.erase(sha256_hex(id));
}

std::size_t Sessions::size() const {
    const std::lock_guard lock(mutex_);
    return by_hash_.size();
}

void Sessions::end_old(std::chrono::seconds now) {
    std::erase_if(by_hash_, [&](const auto& entry) {
        return now - entry.second.used >= kIdle || now - entry.second.begun >= kLongest;
    });
}

void Sessions::make_room(const std::string& account_id) {
    std::size_t count = 0;
    auto oldest = by_hash_.end();
    for (auto entry = by_hash_.begin(); entry != by_hash_.end(); ++entry) {
        if (entry->second.session.account_id != account_id) continue;
        ++count;
        if (oldest == by_hash_.end() || entry->second.used < oldest->second.used) oldest = entry;
    }
    if (count >= kMostOfOne) by_hash_.erase(oldest);
}

}  // namespace porchlight
