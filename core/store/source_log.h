#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/store_place.h"
#include "core/base/time.h"

namespace porchlight {

/// Where a pull that broke off goes on.
struct PullPosition {
    std::int64_t page = 2;        ///< The first that isn't in the store; above 1.
    std::optional<Day> after;     ///< What it asked for: changes since this day, or everything.
    Instant began{};
    friend bool operator==(const PullPosition&, const PullPosition&) = default;
};

/// What became of a source's imports and pulls. Holds no value of any row.
struct SourceState {
    std::string source;
    std::optional<Instant> imported_at;  ///< The last import or pull that went through.
    std::optional<Instant> pulled_at;    ///< The last pull that did, to its end.
    std::int64_t services = 0;           ///< That it read.
    std::int64_t failures = 0;           ///< In a row, since then.
    std::optional<Instant> failed_at;
    std::string failure;                 ///< One sentence; empty where the last one went through.
    std::string url;                     ///< Of the API that was pulled; of another, the two below say nothing.
    std::optional<Day> modified_after;   ///< The next pull asks for changes since this day.
    std::optional<PullPosition> position;
    friend bool operator==(const SourceState&, const SourceState&) = default;
};

/// The state of every source, in the store's file: a connection of its own. Durable before a method
/// returns. Safe to use from several threads.
class SourceLog {
  public:
    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<SourceLog>> open(const StorePlace& place);
    virtual ~SourceLog() = default;

    /// Of a source that nothing was ever imported of: an empty one with its name.
    virtual Result<SourceState> state(const std::string& source) = 0;
    /// All that have one, by name.
    virtual Result<std::vector<SourceState>> all() = 0;

    /// An import went through.
    virtual Result<void> imported(const std::string& source, std::int64_t services, Instant now) = 0;
    /// An import or a pull failed.  @param sentence as Error has it: no value of a row is in it.
    virtual Result<void> failed(const std::string& source, const std::string& sentence, Instant now) = 0;
    /// A pull went on to here, and may break off. `url` is the API's.
    virtual Result<void> reached(const std::string& source, const std::string& url, const PullPosition& position) = 0;
    /// A pull went through; the next one asks for changes since `modified_after`.
    virtual Result<void> pulled(const std::string& source, const std::string& url, std::int64_t services,
                                std::optional<Day> modified_after, Instant now) = 0;
};

}  // namespace porchlight
