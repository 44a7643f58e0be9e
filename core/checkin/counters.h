#pragma once
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"

namespace porchlight {

/// What came of a hand-over.
enum class Outcome : std::uint8_t { reached, full, closed, wrong_details, not_a_fit, turned_away };

std::string_view to_string(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view text);

/// What a cell counts.
enum class Counted : std::uint8_t {
    outcome,  ///< What came of hand-overs to a service.
    unmet,    ///< A need for which nothing was found in a region; never two needs together.
};

/// One cell: never finer than a calendar month (UTC) and a service or a region.
struct CounterKey {
    std::string month;  ///< "2026-11".
    Counted counted = Counted::outcome;
    std::string of;    ///< A service's id; a region by ISO 3166-2, "CA-MB", or kNoRegion.
    std::string what;  ///< An outcome; a need's id.
    friend auto operator<=>(const CounterKey&, const CounterKey&) = default;
};
/// Of an unmet need where no place was said.
inline constexpr const char* kNoRegion = "-";

using Counts = std::map<CounterKey, std::uint64_t>;

/// What may be shown of counts (decision 27): cells of months that have been over for a month, from
/// 10 up. There is no sum in it, over outcomes, services or months: where no sum is told, no smaller
/// cell follows from one. A cell that isn't shown may be anything from 0 to 9.
Json shown_counts(const Counts& counts, Instant now);

/// Outcomes per service and month, and unmet needs per region and month, in a file of their own. It is a text file, written whole in key
/// order and renamed into place: unlike a database's pages it holds nothing but its counts, neither
/// the order in which they came nor what stood there before. Increments gather in memory and are
/// written once a day at 09:00 UTC, whether there are any or not, so that neither the file's time
/// nor its changes tell when somebody counted; what a crash or a shutdown loses is lost. May be used
/// from several threads.
class CounterBook {
  public:
    /// @param clock outlives the book.
    CounterBook(std::filesystem::path file, const Clock& clock);
    ~CounterBook();
    CounterBook(const CounterBook&) = delete;
    CounterBook& operator=(const CounterBook&) = delete;

    /// Starts to write every day, from a thread of its own. Without it nothing is ever written.
    void start();

    /// In memory only.
    void count(const std::string& service_id, Outcome outcome);
    void count_unmet(const std::string& region, const std::string& need);

    /// Writes where the hour has come. What can't be written stays in memory until the next day.
    /// @error unavailable, corrupt, conflict where another process writes.
    Result<void> write_if_due();

    /// The counts that were written.  @error unavailable; corrupt naming the line.
    Result<Counts> written() const;

    /// Why the last writing failed; empty where it didn't.
    std::string trouble() const;

  private:
    void run();
    void add(Counted counted, const std::string& of, std::string what);
    Result<void> write(const Counts& more) const;

    const std::filesystem::path file_;
    const Clock& clock_;
    mutable std::mutex mutex_;  ///< Guards what follows.
    std::condition_variable stopping_;
    bool stopped_ = false;
    Counts gathered_;
    Instant due_{};
    std::string trouble_;
    std::thread thread_;
};

}  // namespace porchlight
