#pragma once
#include <memory>

#include "core/account/accounts.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/base/time.h"

namespace porchlight {

/// What services say of their beds, as JSON: everything of /api/v1/capacity but HTTP (shapes:
/// data/openapi/openapi.json). Which role may call is the server's table of routes; of which service,
/// the store's own rules. Errors are bad_request ("code: sentence" with a JSON pointer) and forbidden.
/// Safe to use from several threads.
class CapacityDesk {
  public:
    /// @error unavailable where the store can't be opened.
    static Result<std::unique_ptr<CapacityDesk>> open(const DirectoryPaths& paths, const Clock& clock);
    virtual ~CapacityDesk() = default;

    /// Services of which the caller may speak, with what counts of them now.
    virtual Result<Json> services(const Caller& caller) = 0;
    /// Beds from now on and for how long: {service_id, beds, minutes}. In every answer at once.
    virtual Result<Json> say(const Caller& caller, const Json& body) = 0;
    /// From now on nothing is known.  @return null.
    virtual Result<Json> take_back(const Caller& caller, const Json& body) = 0;
};

}  // namespace porchlight
