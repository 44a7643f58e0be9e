#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/base/store_place.h"

namespace porchlight {

/// A listing that its agency should be reminded of.
struct DueReminder {
    std::string service_id;
    int step = 75;          ///< Per cent of a time to live that is over: 75 or 100.
    std::size_t lines = 0;  ///< What there is to check at one go.
};

/// A reminder that waits to be sent.
struct QueuedReminder {
    std::int64_t id = 0;
    DueReminder due;
    std::string organization_id;  ///< Whose listing it is.
    std::string address;          ///< Where its organization's mail goes; empty: nobody said.
    Day queued_on{};
};

/// Whether a change is kept, or only tried.
enum class Rehearsal : std::uint8_t { no, yes };

/// The store's queue of reminders, and the addresses to which they go. One reminder a listing and step,
/// again only once the listing was checked or a quarter has gone by. Safe to use from several threads.
class ReminderQueue {
  public:
    /// No listing is asked for more often: four check pages a year.
    static constexpr std::chrono::days kQuarter{91};

    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<ReminderQueue>> open(const StorePlace& place);
    virtual ~ReminderQueue() = default;

    /// Queues what is due and wasn't reminded of; a step of 100 takes the place of a waiting one of 75.
    /// What isn't due any more is forgotten.
    /// @param due every listing that is at a step today.
    /// @return all that waits then, the listing's id in order.
    virtual Result<std::vector<QueuedReminder>> queue(const std::vector<DueReminder>& due, Day today,
                                                      Rehearsal rehearsal) = 0;

    /// These have been sent.
    virtual Result<void> sent(const std::vector<std::int64_t>& ids, Day today) = 0;

    /// Where an organization's mail goes from now on; an empty address: nowhere.
    /// @error bad_request where it is no address; not_found where there is no such organization.
    virtual Result<void> set_address(const std::string& organization_id, const std::string& address,
                                     Instant now) = 0;
    /// Empty where nobody said.  @error not_found
    virtual Result<std::string> address(const std::string& organization_id) = 0;
};

/// Whether this may stand in a mail's "To": one address, plain ASCII, nothing that begins a new line.
bool is_mail_address(const std::string& text);

}  // namespace porchlight
