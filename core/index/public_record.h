#pragma once
#include "core/catalogue/sources.h"
#include "core/store/store.h"

namespace porchlight {

/// The record of a listing as anyone may have it (exports, the HSDS API): HSDS 3.1 without hidden
/// sites, without facts that only staff may know, without our own members. Null where the listing
/// isn't public at all.
Json public_record(const StoredListing& listing, const Catalogue& catalogue,
                   const std::vector<Crosswalk>& crosswalks);

}  // namespace porchlight
