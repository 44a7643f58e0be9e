#pragma once
#include <string>

#include "core/base/time.h"
#include "core/store/database.h"
#include "core/store/store.h"

namespace porchlight {

/// One act. None of its texts holds a value of a record.
struct AuditEntry {
    std::string actor;   ///< An account, or "operator" for who runs the indexer.
    std::string action;  ///< e.g. "import_attested".
    std::string object;  ///< A source or a public id.
    std::string detail;
};

/// One row as it is written, with its links of the chain.
struct AuditRow {
    Number seq = 0;
    Number at = 0;
    AuditEntry entry;
    std::string previous_hash;
    std::string hash;
};

/// The hash that belongs to a row, from all else in it.
std::string hash_of(const AuditRow& row);

/// Writes a row as it is. Throws soci::soci_error.
void insert_audit(soci::session& sql, const AuditRow& row);

/// Appends to the hash chain, within the caller's write transaction; to the journal too, where that is
/// attached. Throws soci::soci_error.
void append_audit(soci::session& sql, const AuditEntry& entry, Instant now);

/// Goes through the whole chain.
/// @param kept a head that was written down elsewhere: it must be a row of the chain still.
/// @return the newest row.  @error corrupt naming the first row that breaks it.
Result<AuditHead> check_audit(soci::session& sql, const std::optional<AuditHead>& kept = {});

}  // namespace porchlight
