#include "core/checkin/single_use.h"

#include <fmt/format.h>

#include <charconv>

namespace porchlight {
namespace {

constexpr std::size_t kNonceBytes = 16;

}  // namespace

SingleUseTokens::SingleUseTokens(std::chrono::seconds life, std::size_t most_kept, SteadySeconds now)
    : life_(life), most_kept_(most_kept), now_(std::move(now)) {}

std::string SingleUseTokens::make(const std::string& subject) {
    const auto expires = now_() + life_;
    return key_.sign(fmt::format("{}.{}.{}", expires.count(), random_hex(kNonceBytes), subject));
}

std::optional<SingleUseTokens::Read> SingleUseTokens::read(const std::string& token) const {
    const auto body = key_.opened(token);
    const auto first = body.find('.');
    if (first == std::string::npos || body.size() < first + 2 + 2 * kNonceBytes)
        return std::nullopt;
    Read out;
    std::int64_t expires = 0;
    std::from_chars(body.data(), body.data() + first, expires);
    out.expires = std::chrono::seconds{expires};
    out.nonce = body.substr(first + 1, 2 * kNonceBytes);
    out.subject = body.substr(first + 2 + 2 * kNonceBytes);
    return out;
}

bool SingleUseTokens::is_good(const Read& token) const {
    return token.expires > now_() && token.expires > refused_until_ &&
           spent_.count({token.expires, token.nonce}) == 0;
}

std::optional<std::string> SingleUseTokens::subject_of(const std::string& token) const {
    const auto found = read(token);
    if (!found) return std::nullopt;
    const std::lock_guard lock(mutex_);
    return is_good(*found) ? std::optional(found->subject) : std::nullopt;
}

bool SingleUseTokens::spend(const std::string& token) {
    const auto found = read(token);
    if (!found) return false;
    const std::lock_guard lock(mutex_);
    if (!is_good(*found)) return false;
    spent_.insert({found->expires, found->nonce});
    forget();
    return true;
}

void SingleUseTokens::forget() {
    const auto now = now_();
    while (!spent_.empty() && spent_.begin()->first <= now) spent_.erase(spent_.begin());
    while (spent_.size() > most_kept_) {
        refused_until_ = std::max(refused_until_, spent_.begin()->first);
        spent_.erase(spent_.begin());
    }
}

std::size_t SingleUseTokens::kept() const {
    const std::lock_guard lock(mutex_);
    return spent_.size();
}

}  // namespace porchlight
