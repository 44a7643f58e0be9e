#include "core/account/attempts.h"

#include <algorithm>

namespace porchlight {
namespace {

tl::unexpected<Error> wait(std::chrono::seconds left) {
    return fail(ErrorKind::too_often, "wait: Too many tries. Wait a minute, then try again.",
                std::to_string(std::max<long long>(1, left.count())));
}

}  // namespace

void Attempts::forget_old(std::chrono::seconds now) {
    const auto trim = [&](Tries& tries) {
        while (!tries.empty() && tries.front() + kWithin <= now) tries.pop_front();
    };
    trim(all_);
    for (auto entry = by_name_.begin(); entry != by_name_.end();) {
        trim(entry->second);
        entry = entry->second.empty() ? by_name_.erase(entry) : std::next(entry);
    }
}

Result<std::chrono::seconds> Attempts::begin(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    forget_old(now);
    auto& tries = by_name_[name];
    if (tries.size() >= kTriesAName) return wait(tries.front() + kWithin - now);
    tries.push_back(now);
    all_.push_back(now);
    return all_.size() > kTriesOfAll ? kDelay : std::chrono::seconds{0};
}

void Attempts::succeeded(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto tries = by_name_.find(name);
    if (tries == by_name_.end()) return;
    // The last of each is this try: only guesses count for all together.
    const auto mine = std::find(all_.rbegin(), all_.rend(), tries->second.back());
    if (mine != all_.rend()) all_.erase(std::next(mine).base());
    by_name_.erase(tries);
}

std::size_t Attempts::remembered() const {
    const std::lock_guard lock(mutex_);
    return by_name_.size();
}

}  // namespace porchlight
