#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/base/store_place.h"

namespace porchlight {

/// A report with effect, as it waits for a reviewer.
struct Suspension {
    std::int64_t id = 0;
    std::string service_id;
    Day day{};
};

/// Reports by people who signed in that a place isn't all right: each is a ceiling on the service's
/// class until a reviewer of another organization lifts it (decision 16). In the store's file, whose
/// schema holds to the rules. Read with every query; safe to use from several threads.
class SuspensionList {
  public:
    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<SuspensionList>> open(const StorePlace& place);
    virtual ~SuspensionList() = default;

    /// In force and durable when it returns. Nothing about whoever it happened to is kept.
    /// @return false where this account has its three of the day already: then the audit says so, and
    /// nothing else happens. The same again changes nothing.
    virtual Result<bool> suspend(const std::string& service_id, const std::string& account_id,
                                 Instant now) = 0;

    /// @error not_found; forbidden for who may not (see class).
    virtual Result<void> lift(std::int64_t id, const std::string& account_id, Instant now) = 0;

    /// Those in force, the oldest first.
    virtual Result<std::vector<Suspension>> in_force() = 0;

    /// Services with one in force; cheap where nothing changed since the last call.
    virtual Result<std::shared_ptr<const std::unordered_set<std::string>>> current() = 0;
};

}  // namespace porchlight
