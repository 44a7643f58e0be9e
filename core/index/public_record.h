#pragma once
#include <optional>

#include "core/catalogue/sources.h"
#include "core/store/store.h"
#include "core/store/takedown.h"

namespace porchlight {

/// Whether a record reads otherwise in public than to staff: it has hidden sites, or asks for a name
/// of its own on public screens.
bool has_public_view(const Json& record);

/// A public listing's record as a public screen may show it: without hidden sites, and where service
/// or organization carries the attribute "public-name" of the taxonomy "Porchlight card", under its
/// alternate_name alone, also wherever a text names it, and without its addresses on the web.
/// Nothing where all its sites are hidden, or where it asks for such a name and has none.
std::optional<Json> public_view(Json record);

/// The record of a listing as anyone may have it (exports, the HSDS API): HSDS 3.1, as
/// public_view() has it, without facts that only staff may know, without our own members. Null
/// where the listing isn't public at all.
Json public_record(const StoredListing& listing, const Catalogue& catalogue,
                   const std::vector<Crosswalk>& crosswalks);

/// Whether a listing, or its organization, must not be shown now.
bool is_taken_down(const StoredListing& listing, const TakedownSet& taken_down);

/// Sites that are taken down, by themselves or by their location, leave the record too.
void drop_taken_down_sites(Json& record, const TakedownSet& taken_down);

}  // namespace porchlight
