#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/store/not_same.h"
#include "core/store/store.h"
#include "core/upkeep/duplicates.h"

namespace porchlight {

/// Live listings that may be the same as one under review; people decide (safety.md 4.8). In memory,
/// made at its first use (some seconds for 100,000 listings), and anew where the store has changed
/// and it is ten minutes old: a hint may be that late. Safe to use from several threads, which wait
/// for each other.
class Twins {
  public:
    Twins(std::unique_ptr<Store> store, std::unique_ptr<NotSameList> not_same, const Clock& clock)
        : store_(std::move(store)), not_same_(std::move(not_same)), clock_(clock) {}

    /// The likeliest first, at most five, itself left out.
    /// @param record a service object of HSDS 3.1; it needn't be in the store.  @error as the store's
    Result<Json> of(const std::string& service_id, const std::string& source, const Json& record);

    /// The directory's likeliest pairs, at most thirty, side by side and as they stand now; without
    /// what is hidden, and what was found not to be the same.  @error as the store's
    Result<Json> pairs();

    /// Two are not the same: neither is shown beside the other again.  @error as NotSameList::say()
    Result<void> tell_apart(const std::string& service_id, const std::string& other_id,
                            const std::string& account_id) {
        return not_same_->say(service_id, other_id, account_id, clock_.now());
    }

  private:
    Result<void> make();

    std::unique_ptr<Store> store_;
    std::unique_ptr<NotSameList> not_same_;
    const Clock& clock_;
    std::unique_ptr<DuplicateFinder> finder_;
    std::int64_t sequence_ = 0;
    Instant made_at_{};
    std::mutex mutex_;
};

}  // namespace porchlight
