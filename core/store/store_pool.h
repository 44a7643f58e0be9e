#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/store/store.h"

namespace porchlight {

/// Lends read-only connections to the store, one per request: a Store belongs to one thread.
class StorePool {
  public:
    explicit StorePool(std::string url) : url_(std::move(url)) {}

    /// Runs `work` with a connection.  @error what opening or `work` gives.
    template <class T>
    Result<T> with_store(const std::function<Result<T>(Store&)>& work) {
        auto store = take();
        if (!store) return tl::unexpected(store.error());
        auto result = work(**store);
        // A connection that failed isn't used again.
        const bool broken = !result && result.error().kind == ErrorKind::unavailable;
        if (!broken) {
            const std::lock_guard lock(mutex_);
            idle_.push_back(std::move(*store));
        }
        return result;
    }

  private:
    Result<std::unique_ptr<Store>> take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto store = std::move(idle_.back());
                idle_.pop_back();
                return store;
            }
        }
        return open_store(url_, StoreAccess::read_only);
    }

    const std::string url_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Store>> idle_;
};

}  // namespace porchlight
