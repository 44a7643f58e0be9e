#pragma once
#include <functional>

#include "core/base/json.h"
#include "core/index/reader.h"
#include "core/base/time.h"
#include "core/store/silences.h"
#include "core/store/store_pool.h"
#include "core/store/takedown.h"

namespace porchlight {

/// A listing, and its record as a role may see it.
struct SeenListing {
    StoredListing listing;
    Json record;
};

/// Looks listings up as a role may see them. What it is given outlives it; may be used from several
/// threads.
class ListingView {
  public:
    ListingView(StorePool& stores, TakedownList& takedowns, SilenceList& silences, const Clock& clock)
        : stores_(stores), takedowns_(takedowns), silences_(silences), clock_(clock) {}

    /// Finds a listing, unless fewer may see it than `most`.
    using Find = std::function<Result<StoredListing>(Store&, Visibility most)>;

    /// What `find` finds, as `role` may see it; withdrawn ones too.
    /// @error not_found, one and the same for absent, hidden, taken down and left unanswered; for the public it comes
    /// after the same time, too.
    Result<SeenListing> as(Role role, const Find& find) const;

    /// By its id.
    Result<SeenListing> as(Role role, const std::string& service_id) const {
        return as(role, [&](Store& store, Visibility most) { return store.listing(service_id, most); });
    }

  private:
    Result<SeenListing> seen(Role role, const Find& find) const;

    StorePool& stores_;
    TakedownList& takedowns_;
    SilenceList& silences_;
    const Clock& clock_;
};

/// The one answer for what may not be seen.
Error no_such_service();

}  // namespace porchlight
