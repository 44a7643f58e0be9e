#pragma once
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/base/store_place.h"

namespace porchlight {

/// Pairs of services that a reviewer found not to be the same, in the store's file; for good. Safe to
/// use from several threads.
class NotSameList {
  public:
    /// @error unavailable
    static Result<std::unique_ptr<NotSameList>> open(const StorePlace& place);
    virtual ~NotSameList() = default;

    /// Audited. Said again, nothing changes.
    /// @error forbidden where the account is no active reviewer; bad_request where both are one.
    virtual Result<void> say(const std::string& service_id, const std::string& other_id,
                             const std::string& account_id, Instant now) = 0;
    /// All pairs, the smaller id first.
    virtual Result<std::set<std::pair<std::string, std::string>>> all() = 0;
};

}  // namespace porchlight
