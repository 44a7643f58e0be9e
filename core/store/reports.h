#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/base/store_place.h"

namespace porchlight {

/// Something that somebody noticed about a listing, as it waits for review. Nothing in it says who,
/// or when beyond the month.
struct Report {
    std::string service_id;
    std::string service_at_location_id;  ///< Empty: not one of its sites.
    std::string kind;                    ///< "wrong_detail", "not_all_right".
    std::string about;                   ///< Of the kind's closed list.
    std::string note;                    ///< At most 280 characters; linted before it comes here.
    std::string language;                ///< Of the note: a primary language ("fr").
    std::string origin;                  ///< "staff", "public": where it came in.
    friend bool operator==(const Report&, const Report&) = default;
};

/// A report in the queue.
struct QueuedReport {
    std::int64_t id = 0;
    std::string month;  ///< "2026-11".
    Report report;
};

/// The store's queue of reports: a connection of its own, so that what reads the store stays
/// read-only. Safe to use from several threads.
class ReportQueue {
  public:
    /// Reports that may wait; more are refused, so that nobody can fill the disk.
    static constexpr std::int64_t kMost = 10000;

    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<ReportQueue>> open(const StorePlace& place);
    virtual ~ReportQueue() = default;

    /// Durable before it returns. The same report twice in a month is kept once.
    /// @error unavailable where kMost wait.
    virtual Result<void> add(const Report& report, Instant now) = 0;

    /// All that wait, in the order of their ids.
    virtual Result<std::vector<QueuedReport>> all() = 0;
};

}  // namespace porchlight
