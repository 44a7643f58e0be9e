#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/feed/convert.h"
#include "core/store/store.h"

namespace porchlight {

/// Whether an import withdraws what its feed no longer has.
enum class ImportScope : std::uint8_t { partial, full };

/// What one import did. Holds no value of any row, only counts, places and names of terms.
struct ImportReport {
    std::string file, source, format;
    std::size_t rows = 0;       ///< Rows of the feed (an organization's row may hold several services).
    std::size_t services = 0;   ///< Services read: added + changed + unchanged + refused + repeated.
    std::size_t added = 0, changed = 0, unchanged = 0;
    std::size_t repeated = 0;   ///< The same service again in this file; the first counts.
    std::size_t refused_count = 0;
    std::vector<Refusal> refused;      ///< At most kMostRefusals of them.
    std::size_t without_services = 0;  ///< Organizations that offer nothing.
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> unjoined;  ///< (file, reason) -> lines.
    std::array<std::size_t, kRepairKinds> repairs{};
    std::size_t emptied = 0, ids_replaced = 0;
    std::size_t staff = 0, hidden = 0, hidden_sites = 0;
    std::size_t statements = 0;
    std::size_t terms_mapped = 0;
    std::map<TermUse, std::size_t> unmapped;  ///< Terms without a meaning, and on how many services.
    /// A full import withdrew nothing, because a refused row may be a service that the feed still has,
    /// or the feed broke off.
    bool withdrawals_held_back = false;
    Published published;
    double seconds = 0;

    Json to_json() const;
    /// A table for people, without the file names of single refusals beyond the first few.
    std::string to_table() const;
};

inline constexpr std::size_t kMostRefusals = 10'000;

/// How far an import is: the share of the input, 0..1, and services so far.
using OnProgress = std::function<void(double share, std::size_t services)>;

/// What an import needs beside its file.
struct ImportSettings {
    const SourceSettings& source;
    const Catalogue& catalogue;
    const std::vector<Crosswalk>& crosswalks;
    ImportScope scope = ImportScope::partial;
    Instant now{};
    OnProgress on_progress;  ///< May be empty.
    unsigned threads = 2;    ///< Rows are converted on this many; 1..64.
};

/// Reads one feed into the store, all of it or nothing (decision 4). A row that can't be read is
/// refused and the rest goes on. Rows are converted on several threads and staged in their order.
/// @error bad_request where the file isn't what it says it is, holds no service that can be read, or
/// is an empty feed under ImportScope::full; then nothing of it is stored.
Result<ImportReport> import_feed(Store& store, const std::filesystem::path& file, const ImportSettings& settings);

class RowSource;

/// The same for rows that come from elsewhere. Rows that end before their whole (RowSource::is_whole)
/// are published and withdraw nothing.
/// @param name of the rows, in reports and errors.
Result<ImportReport> import_rows(Store& store, RowSource& rows, const std::string& name, const ImportSettings& settings);

}  // namespace porchlight
