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

/// Appends to the hash chain, within the caller's write transaction. Throws soci::soci_error.
void append_audit(soci::session& sql, const AuditEntry& entry, Instant now);

/// Goes through the whole chain.
/// @param kept a head that was written down elsewhere: it must be a row of the chain still.
/// @return the newest row.  @error corrupt naming the first row that breaks it.
Result<AuditHead> check_audit(soci::session& sql, const std::optional<AuditHead>& kept = {});

}  // namespace porchlight
