#pragma once
#include <memory>

#include "core/account/accounts.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/base/time.h"

namespace porchlight {

/// Check pages, and what keeps the directory fresh, as JSON: everything of /api/v1/desk/check and
/// /api/v1/upkeep but HTTP (shapes: data/openapi/openapi.json; docs/upkeep.md says how it works). Who may
/// call what is the server's table of routes; whose listing it is, is checked here and by the store's own
/// rules. Errors as ReviewDesk has them. Safe to use from several threads.
class UpkeepDesk {
  public:
    /// @error bad_request where a shipped file is wrong, unavailable where the store can't be opened.
    static Result<std::unique_ptr<UpkeepDesk>> open(const DirectoryPaths& paths, const Clock& clock);
    virtual ~UpkeepDesk() = default;

    /// A listing's check page: every line that is recorded, and what the caller has answered so far.
    virtual Result<Json> check_page(const Caller& caller, const Json& body) = 0;
    /// Keeps answers that aren't sent yet.  @return null.
    virtual Result<Json> check_draft(const Caller& caller, const Json& body) = 0;
    /// Sends the answers: what got worse takes effect at once, what is still so waits for its review.
    virtual Result<Json> check_send(const Caller& caller, const Json& body) = 0;

    /// The share of listings that were verified within a year, and what is overdue, the oldest first.
    virtual Result<Json> overview(const Caller& caller, const Json& body) = 0;
    /// Records what an agency said on the phone, of every fact of one group (design.md section 3): it waits
    /// for review like any change.
    virtual Result<Json> told(const Caller& caller, const Json& body) = 0;
    /// Which calls would turn most places to ask into places that fit.
    virtual Result<Json> gaps(const Caller& caller, const Json& body) = 0;
};

}  // namespace porchlight
