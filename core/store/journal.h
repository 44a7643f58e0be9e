#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/store/audit.h"
#include "core/store/database.h"

/// The journal: every audit row a second time, in a file beside the store (decision 10). A store that
/// was put back from an older copy is behind it; what was erased, ended or disabled since then is done
/// again from it. Like the audit it holds no value of a record.
namespace porchlight {

/// Where the journal of a store lies.
std::filesystem::path journal_of(const std::filesystem::path& store_file);

/// Attaches the journal to a connection that writes to the store: from now on append_audit() writes
/// both in one transaction. Creates it where it is absent, and brings it up to the audit where a crash
/// left it behind. Throws soci::soci_error; also where the store is older than its journal: then it
/// must be restored, so that nothing that was taken back comes up again.
/// A PostgreSQL store has none: what its administrator keeps of its own log does that (docs/operator-postgresql.md).
void attach_journal(soci::session& sql, const StorePlace& place);

/// Whether attach_journal() was called on this connection.
bool has_journal(soci::session& sql);

/// Copies what the audit has beyond the journal, within the caller's transaction.
void extend_journal(soci::session& sql);

/// connect() for writing, and attach_journal(), to a store whose schema is there.
void connect_store(soci::session& sql, const StorePlace& place);

/// The rows of a journal's file, in order; their chain has been checked.  @error unavailable, corrupt
Result<std::vector<AuditRow>> read_journal(const std::filesystem::path& file);

/// Adds to a store's audit, as they are, the rows that it lacks.
/// @return them.  @error conflict where the two aren't of one store.
Result<std::vector<AuditRow>> catch_up_with(soci::session& sql, const std::vector<AuditRow>& journal);

}  // namespace porchlight
