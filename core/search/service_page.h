#pragma once
#include "core/base/json.h"
#include "core/feed/directory_settings.h"
#include "core/feed/read_record.h"
#include "core/hours/opening.h"
#include "core/index/reader.h"
#include "core/search/wording.h"
#include "core/store/store.h"
#include "core/store/takedown.h"
#include "core/store/waiting_changes.h"

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
    std::optional<Capacity> capacity = {};  ///< What it says of its beds, where that counts now.
    std::optional<WaitingChange> waiting = {};  ///< What its agency wants changed; for staff only.
};

/// All that is known of one service (POST /api/v1/service).
/// @param record the view of it.
Json service_page(const StoredListing& listing, const Json& record, const PageParts& parts);

}  // namespace porchlight
