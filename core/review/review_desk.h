#pragma once
#include <memory>

#include "core/account/accounts.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/base/time.h"
#include "core/store/store.h"

namespace porchlight {

/// A listing as it would stand, and the language in which it is looked at.
struct PreviewedListing {
    StoredListing listing;
    std::string language;
};

/// What agencies and reviewers do with listings, as JSON: everything of /api/v1/desk and
/// /api/v1/review but HTTP (shapes: data/openapi/openapi.json). Which role may call what is the
/// server's table of routes; whose listing it is, is checked here, and who may decide by the store's
/// own rules. Errors are bad_request ("code: sentence" with a JSON pointer), not_found, forbidden and
/// conflict. Safe to use from several threads.
class ReviewDesk {
  public:
    /// @error bad_request where a shipped file is wrong, unavailable where the store can't be opened.
    static Result<std::unique_ptr<ReviewDesk>> open(const DirectoryPaths& paths, const Clock& clock);
    virtual ~ReviewDesk() = default;

    // --- agencies -------------------------------------------------------------------------------

    /// The listings of the caller's organization, and what becomes of their changes.
    virtual Result<Json> listings(const Caller& caller, const Json& body) = 0;
    /// One of them, to be changed; a reviewer may open any. One that is to begin is empty, with its facts.
    virtual Result<Json> listing(const Caller& caller, const Json& body) = 0;
    /// Keeps what the form holds.  @return null.
    virtual Result<Json> draft(const Caller& caller, const Json& body) = 0;
    /// Submits a change for review.
    virtual Result<Json> submit(const Caller& caller, const Json& body) = 0;
    /// The listing that a change would make were it approved, for a preview; nothing of it is kept.
    /// A change as submit() takes it, or a submission by its id, each with the reader's language.
    virtual Result<PreviewedListing> previewed(const Caller& caller, const Json& body) = 0;
    /// The CSV template, with the organization's own listings filled in.
    virtual Result<Json> csv_template(const Caller& caller, const Json& body) = 0;
    /// Reads a file of listings and says what it would change; sent again with the digest that this
    /// gave, all of it becomes submissions, or nothing does.
    /// @error conflict where something was changed since, or a change waits already.
    virtual Result<Json> upload(const Caller& caller, const Json& body) = 0;
    /// @return null.
    virtual Result<Json> take_back(const Caller& caller, const Json& body) = 0;

    // --- reviewers ------------------------------------------------------------------------------

    /// All that waits, the oldest first.
    virtual Result<Json> queue(const Caller& caller, const Json& body) = 0;
    /// One submission, field by field.
    virtual Result<Json> submission(const Caller& caller, const Json& body) = 0;
    /// Live listings that may be the same as a submission's; may take seconds in a large directory.
    virtual Result<Json> duplicates(const Caller& caller, const Json& body) = 0;
    /// Decides, and publishes at once where enough people agree: searchable as soon as the index has
    /// followed. Where an import is under way it is published with the next look at the queue.
    virtual Result<Json> decide(const Caller& caller, const Json& body) = 0;

    /// The directory's likeliest pairs of listings that may be one and the same (docs/duplicates.md).
    virtual Result<Json> pairs(const Caller& caller, const Json& body) = 0;
    /// Two are not the same: nobody is asked again.  @return null.
    virtual Result<Json> not_same(const Caller& caller, const Json& body) = 0;
    /// Submits that one listing is merged into another, for review by two people of other organizations.
    virtual Result<Json> merge(const Caller& caller, const Json& body) = 0;

    // --- reports that a place isn't all right (decision 16) --------------------------------------

    /// Somebody who signed in reported the place: in force at once, three a day of one account.
    /// @return false for one more: it waits for review like anybody's, without effect until then.
    virtual Result<bool> suspend(const Caller& caller, const std::string& service_id) = 0;
    /// Reports in force, the oldest first.
    virtual Result<Json> reports(const Caller& caller, const Json& body) = 0;
    /// Lifts one.  @return null.
    virtual Result<Json> lift(const Caller& caller, const Json& body) = 0;
};

}  // namespace porchlight
