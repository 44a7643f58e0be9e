#include "core/store/audit.h"

#include "core/base/hash.h"
#include "core/store/journal.h"

namespace porchlight {
/// As JSON, so that no two different rows have the same text.
std::string hash_of(const AuditRow& row) {
    return sha256_hex(Json::array({row.seq, row.at, row.entry.actor, row.entry.action, row.entry.object,
                                   row.entry.detail, row.previous_hash})
                          .dump());
}

void insert_audit(soci::session& sql, const AuditRow& row) {
    sql << "insert into audit (seq, at, actor, action, object, detail, previous_hash, hash)"
               " values (:seq, :at, :actor, :action, :object, :detail, :previous, :hash)",
        soci::use(row.seq), soci::use(row.at), soci::use(row.entry.actor), soci::use(row.entry.action),
        soci::use(row.entry.object), soci::use(row.entry.detail), soci::use(row.previous_hash),
        soci::use(row.hash);
}

void append_audit(soci::session& sql, const AuditEntry& entry, Instant now) {
    AuditRow row;
    sql << "select seq, hash from audit order by seq desc limit 1", soci::into(row.seq),
        soci::into(row.previous_hash);
    ++row.seq;
    row.at = now.time_since_epoch().count();
    row.entry = entry;
    row.hash = hash_of(row);
    insert_audit(sql, row);
    if (has_journal(sql)) extend_journal(sql);
}

Result<AuditHead> check_audit(soci::session& sql, const std::optional<AuditHead>& kept) {
    bool found = !kept;
    Number expected = 0;
    std::string previous;
    AuditRow row;
    soci::statement rows =
        (sql.prepare << "select seq, at, actor, action, object, detail, previous_hash, hash"
                        " from audit order by seq",
         soci::into(row.seq), soci::into(row.at), soci::into(row.entry.actor),
         soci::into(row.entry.action), soci::into(row.entry.object), soci::into(row.entry.detail),
         soci::into(row.previous_hash), soci::into(row.hash));
    rows.execute();
    while (rows.fetch()) {
        if (row.seq != ++expected || row.previous_hash != previous || row.hash != hash_of(row))
            return fail(ErrorKind::corrupt,
                        "the audit chain is broken at row " + std::to_string(expected));
        previous = row.hash;
        found = found || (row.seq == kept->seq && row.hash == kept->hash);
    }
    if (!found)
        return fail(ErrorKind::corrupt, "the audit chain doesn't hold the head that was kept: row " +
                                            std::to_string(kept->seq));
    return AuditHead{expected, previous};
}

}  // namespace porchlight
