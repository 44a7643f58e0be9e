#pragma once
#include "core/base/json.h"
#include "core/feed/directory_settings.h"
#include "core/feed/read_record.h"
#include "core/hours/opening.h"
#include "core/index/reader.h"
#include "core/search/wording.h"
#include "core/store/store.h"
#include "core/store/takedown.h"

namespace porchlight {

/// What a service's page is made with.
struct PageParts {
    const DirectorySettings& settings;
    const RecordReader& records;
    const HolidayCalendar& holidays;
    const Wording& wording;
    Role role = Role::open;
    Instant now{};
    bool clock_behind = false;
    std::string language;
};

/// Whether a role may see a listing at all: the public role sees public listings that have a site
/// that isn't hidden, or no site.
bool may_see(const StoredListing& listing, const Json& record, Role role);

/// The record as a role may see it, without sites that are hidden from it or taken down.
Json view_of(Json record, Role role, const TakedownSet& taken_down);

/// All that is known of one service (POST /api/v1/service).
/// @param record the view of it.
Json service_page(const StoredListing& listing, const Json& record, const PageParts& parts);

}  // namespace porchlight
