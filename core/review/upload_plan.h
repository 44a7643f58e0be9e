#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/account/accounts.h"
#include "core/review/upload.h"
#include "core/store/store.h"
#include "core/store/submissions.h"

namespace porchlight {

/// What planning an upload asks of the desk; outlives the call.
struct UploadDesk {
    const Caller& caller;
    const std::set<std::string>& organizations;           ///< Its names: its own, and those in its listings.
    const std::map<std::string, std::string>& own_names;  ///< Ids of its listings by name, for rows without an id.
    const std::set<std::string>& waiting;                 ///< Listings of which a change waits.
    const Catalogue& catalogue;
    const std::vector<Crosswalk>& crosswalks;
    std::function<Result<StoredListing>(const std::string& id)> stored;
    /// Makes the record that changes give.
    std::function<Result<void>(NewSubmission&, const StoredListing*, const Json& changes)> fill;
    std::function<Json(const std::string& id)> new_record;
};

/// What a file would do.
struct PlannedUpload {
    std::vector<NewSubmission> made;
    Json shown = Json::array();  ///< Listing by listing, in the file's order.
    std::size_t unchanged = 0;
};

/// Works out what a file would change. What can't be taken is added to the file's faults, and the rest
/// of it is looked at all the same.
/// @error what reading the store gives; never bad_request.
Result<PlannedUpload> plan_upload(UploadedFile& file, const UploadDesk& desk);

}  // namespace porchlight
