#pragma once
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/store_place.h"
#include "core/base/time.h"

namespace porchlight {

/// A listing as its agency wants it, while that waits for review.
struct WaitingChange {
    Json record;  ///< HSDS 3.1, nothing of a hidden site's place in it.
    Instant submitted_at{};
};

/// Looks up what waits of one service, and nothing else: a worker may be told of a new phone number before it
/// was agreed to (design.md section 7). Safe to use from several threads.
class WaitingChanges {
  public:
    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<WaitingChanges>> open(const StorePlace& place);
    virtual ~WaitingChanges() = default;

    /// Empty where nothing waits, or what waits takes the listing away.  @error unavailable, corrupt
    virtual Result<std::optional<WaitingChange>> of(const std::string& service_id) = 0;
};

}  // namespace porchlight
