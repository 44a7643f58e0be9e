#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/store_place.h"
#include "core/base/time.h"
#include "core/store/store.h"

namespace porchlight {

/// Copies a SQLite file that others may be writing to (SQLite's online backup), and checks the copy.
/// @param to must be absent.  @error unavailable, corrupt
Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to);

/// Puts into the audit that a backup was made, so that an erasure can tell which ones still hold what
/// it took away.  @return the audit's head with that row, to be kept elsewhere.
Result<AuditHead> note_backup(const std::filesystem::path& store_file, const std::string& name,
                              Instant now);

/// Names of the backups that the audit knows of, the oldest first.
Result<std::vector<std::string>> backups_made(const StorePlace& place);

/// What was done again in a store that was put back.
struct Reapplied {
    std::size_t audit_rows = 0;      ///< That the copy lacked.
    std::size_t take_downs = 0;      ///< And lifts of them.
    std::size_t erased_sites = 0;
    std::size_t accounts_ended = 0;  ///< Disabled since, or with a password of later than the copy.
    std::size_t suspensions = 0;
    std::size_t withdrawn = 0;       ///< Services, which are taken down instead.
};

/// Does again, in a store that was put back from a copy, what must not come undone (decision 10): the
/// audit's rows, take-downs, erasures of places; and accounts that were disabled, reports with effect
/// and withdrawals by review. Open invitations end. Writes into the audit that it was put back.
/// @param store_file the copy, which nobody uses yet, with takedown.db beside it.
/// @param journals the folder of journal.db and takedown.db that belong to the lost store; empty where
/// they are lost too: then only the copy's own hold.
/// @error conflict where they are another store's.
Result<Reapplied> reapply(const std::filesystem::path& store_file, const std::filesystem::path& journals,
                          const std::string& backup_name, Instant now);

}  // namespace porchlight
