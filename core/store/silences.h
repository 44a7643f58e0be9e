#pragma once
#include <memory>
#include <string>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/store_place.h"
#include "core/base/time.h"

namespace porchlight {

/// Services whose agencies left their reminders unanswered (safety.md 4.7).
struct SilenceSet {
    std::unordered_set<std::string> off_public;  ///< On no screen that everybody sees; archived ones too.
    std::unordered_set<std::string> archived;    ///< Shown to nobody.
};

/// What follows from reminders that nobody answered. It begins with the first one that was sent after
/// something grew too old, and is over at once where the listing's check page or a change of it was
/// sent. What was never sent is no try. Read with every query; safe to use from several threads.
class SilenceList {
  public:
    /// Tries that were sent before anything follows, and the days between one and the next.
    static constexpr int kTries = 3;
    static constexpr std::chrono::days kBetweenTries{20};
    /// Days since the first try.
    static constexpr std::chrono::days kOffPublic{60};
    static constexpr std::chrono::days kArchived{90};

    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<SilenceList>> open(const StorePlace& place);
    virtual ~SilenceList() = default;

    /// What holds today; cheap where nothing changed since the last call.
    virtual Result<std::shared_ptr<const SilenceSet>> current(Day today) = 0;
};

}  // namespace porchlight
