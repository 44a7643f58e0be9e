#include "core/store/audit.h"

#include "core/base/hash.h"

namespace porchlight {
namespace {

/// As JSON, so that no two different rows have the same text.
std::string hash_of(Number seq, Number at, const AuditEntry& entry, const std::string& previous) {
    return sha256_hex(
        Json::array({seq, at, entry.actor, entry.action, entry.object, entry.detail, previous})
            .dump());
}

}  // namespace

void append_audit(soci::session& sql, const AuditEntry& entry, Instant now) {
    Number seq = 0;
    std::string previous;
    sql << "select seq, hash from audit order by seq desc limit 1", soci::into(seq),
        soci::into(previous);
    ++seq;
    const Number at = now.time_since_epoch().count();
    const std::string hash = hash_of(seq, at, entry, previous);
    sql << "insert into audit (seq, at, actor, action, object, detail, previous_hash, hash)"
           " values (:seq, :at, :actor, :action, :object, :detail, :previous, :hash)",
        soci::use(seq), soci::use(at), soci::use(entry.actor), soci::use(entry.action),
        soci::use(entry.object), soci::use(entry.detail), soci::use(previous), soci::use(hash);
}

Result<AuditHead> check_audit(soci::session& sql, const std::optional<AuditHead>& kept) {
    bool found = !kept;
    Number seq = 0, at = 0, expected = 0;
    std::string previous, stored_previous, hash;
    AuditEntry entry;
    soci::statement rows =
        (sql.prepare << "select seq, at, actor, action, object, detail, previous_hash, hash"
                        " from audit order by seq",
         soci::into(seq), soci::into(at), soci::into(entry.actor), soci::into(entry.action),
         soci::into(entry.object), soci::into(entry.detail), soci::into(stored_previous),
         soci::into(hash));
    rows.execute();
    while (rows.fetch()) {
        if (seq != ++expected || stored_previous != previous ||
            hash != hash_of(seq, at, entry, previous))
            return fail(ErrorKind::corrupt,
                        "the audit chain is broken at row " + std::to_string(expected));
        previous = hash;
        found = found || (seq == kept->seq && hash == kept->hash);
    }
    if (!found)
        return fail(ErrorKind::corrupt, "the audit chain doesn't hold the head that was kept: row " +
                                            std::to_string(kept->seq));
    return AuditHead{expected, previous};
}

}  // namespace porchlight
