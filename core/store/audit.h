#pragma once
#include <string>

#include "core/base/time.h"
#include "core/store/database.h"

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

/// Goes through the whole chain.  @error corrupt naming the first row that breaks it.
Result<void> check_audit(soci::session& sql);

}  // namespace porchlight
