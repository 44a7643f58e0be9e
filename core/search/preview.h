#pragma once
#include <string>

#include "core/base/json.h"
#include "core/catalogue/phrases.h"
#include "core/geo/gazetteer.h"
#include "core/index/reader.h"
#include "core/search/service_page.h"

namespace porchlight {

/// What a preview is made with; all of it outlives the call.
struct PreviewParts {
    const PhraseBook& phrases;
    const Gazetteer& gazetteer;
    const PageParts& page;  ///< Who looks, when and in which language.
    std::string zone;       ///< The directory's own.
};

/// What a listing would look like if it were the directory's: {result, page} as a search for its
/// first need and its own page would show them. It is indexed, stored and counted nowhere.
/// @return null where this role would not see it at all.
/// @error corrupt where the record isn't what import writes.
Result<Json> preview_listing(const StoredListing& listing, const PreviewParts& parts);

}  // namespace porchlight
