#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/base/store_place.h"

namespace porchlight {

/// What a service said of its beds, and until when that counts.
struct Capacity {
    int beds = 0;       ///< 0 to 99; 0: full.
    Instant said_at{};
    Instant until{};    ///< From then on nothing is known.
    friend bool operator==(const Capacity&, const Capacity&) = default;
};

/// Most beds that can be told.
inline constexpr int kMostBeds = 99;
/// Shortest and longest time for which beds can be told, in minutes.
inline constexpr int kShortestCapacity = 15, kLongestCapacity = 24 * 60;

/// By service id.
using CapacityMap = std::unordered_map<std::string, Capacity>;

/// What services say of their beds, in the store's file, whose schema holds to who may. Only the last
/// word of each is kept. Read with every query; safe to use from several threads.
class CapacityList {
  public:
    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<CapacityList>> open(const StorePlace& place);
    virtual ~CapacityList() = default;

    /// In force and durable when it returns; audited without the number.
    /// @error bad_request where beds or minutes are out of range; forbidden for who may not.
    virtual Result<Capacity> say(const std::string& service_id, int beds, int minutes,
                                 const std::string& account_id, Instant now) = 0;

    /// From now on nothing is known.  @error forbidden for who may not.
    virtual Result<void> take_back(const std::string& service_id, const std::string& account_id,
                                   Instant now) = 0;

    /// Services of which this account may speak, in the order of their ids.
    virtual Result<std::vector<std::string>> services_of(const std::string& account_id) = 0;

    /// All that was said, expired words too; cheap where nothing changed since the last call.
    virtual Result<std::shared_ptr<const CapacityMap>> current() = 0;
};

}  // namespace porchlight
