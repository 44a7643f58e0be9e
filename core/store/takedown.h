#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"
#include "core/base/store_place.h"
#include "core/base/time.h"
#include "core/store/capacities.h"

namespace porchlight {

/// Ids of organizations, services, locations and service_at_locations that must not be shown now, and
/// what is known against others at this moment.
struct TakedownSet {
    std::unordered_set<std::string> ids;
    /// Services of which a report waits for review (decision 16): shown, but at most to be asked about.
    std::unordered_set<std::string> reported;
    /// What services said of their beds, expired words too (decision 18: tested at the moment asked about).
    CapacityMap capacities;
    /// When each id was last taken down or lifted.
    std::unordered_map<std::string, Instant> changed;
    bool contains(const std::string& id) const { return ids.count(id) > 0; }
};

/// The take-down list: a SQLite file of its own beside the store, so that no writer delays it
/// (decision 4), or a table of a PostgreSQL store, so that it reaches every machine; read with every query
/// (decision 10). Append-only: lifting is another row, and
/// `restore` never brings anything back. Safe to use from several threads.
class TakedownList {
  public:
    /// Creates the list where it is absent.  @error unavailable
    static Result<std::unique_ptr<TakedownList>> open(const StorePlace& place);
    virtual ~TakedownList() = default;

    /// Durable (synced) before it returns.
    virtual Result<void> take_down(const std::string& kind, const std::string& id, Instant now) = 0;
    virtual Result<void> lift(const std::string& kind, const std::string& id, Instant now) = 0;

    /// What holds at this moment: cheap where nothing changed since the last call, so it is called with
    /// every query.
    virtual Result<std::shared_ptr<const TakedownSet>> current() = 0;
};

}  // namespace porchlight
