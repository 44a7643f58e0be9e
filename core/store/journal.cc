#include "core/store/journal.h"

namespace porchlight {
namespace {

constexpr const char* kColumns = "seq, at, actor, action, object, detail, previous_hash, hash";

// Of its own file, older and younger than any store: its schema never needs the store's program.
constexpr const char* kSchema = R"sql(
create table if not exists journal.entry (
    seq integer primary key, at bigint not null, actor text not null, action text not null,
    object text not null, detail text not null, previous_hash text not null, hash text not null unique
);
create trigger if not exists journal.entry_stays_as_written before update on entry
begin select raise(abort, 'the journal only grows'); end;
create trigger if not exists journal.entry_stays before delete on entry
begin select raise(abort, 'the journal only grows'); end;
)sql";

/// A row's number and hash; 0 and nothing in an empty table.
AuditHead head_of(soci::session& sql, const std::string& table) {
    AuditHead head;
    Number seq = 0;
    sql << "select seq, hash from " + table + " order by seq desc limit 1", soci::into(seq),
        soci::into(head.hash);
    head.seq = seq;
    return head;
}

bool same(const AuditHead& a, const AuditHead& b) { return a.seq == b.seq && a.hash == b.hash; }

void check_not_behind(soci::session& sql, const AuditHead& journal) {
    if (journal.seq == 0) return;
    std::string hash;
    const Number seq = journal.seq;
    sql << "select hash from main.audit where seq = :seq", soci::use(seq), soci::into(hash);
    if (hash != journal.hash)
        throw soci::soci_error("it is older than its journal: put it back with indexer restore --journal, "
                               "so that what was taken down or erased since then stays so");
}

/// What the audit has beyond the journal goes into it: a crash came between the two.
void bring_up(soci::session& sql) {
    // The journal first: whoever writes both meanwhile makes the audit longer, never shorter.
    if (const auto journal = head_of(sql, "journal.entry"); same(journal, head_of(sql, "main.audit"))) return;
    WriteTransaction transaction(sql);
    const auto journal = head_of(sql, "journal.entry");
    check_not_behind(sql, journal);
    extend_journal(sql);
    transaction.commit();
}

std::vector<AuditRow> read_rows(soci::session& sql, const std::string& table) {
    AuditRow row;
    soci::statement query =
        (sql.prepare << std::string("select ") + kColumns + " from " + table + " order by seq",
         soci::into(row.seq), soci::into(row.at), soci::into(row.entry.actor),
         soci::into(row.entry.action), soci::into(row.entry.object), soci::into(row.entry.detail),
         soci::into(row.previous_hash), soci::into(row.hash));
    query.execute();
    std::vector<AuditRow> rows;
    while (query.fetch()) rows.push_back(row);
    return rows;
}

}  // namespace

std::filesystem::path journal_of(const std::filesystem::path& store_file) {
    return store_file.parent_path() / "journal.db";
}

void extend_journal(soci::session& sql) {
    sql << std::string("insert into journal.entry (") + kColumns + ") select " + kColumns +
               " from main.audit where seq > (select coalesce(max(seq), 0) from journal.entry) order by seq";
}

bool has_journal(soci::session& sql) {
    if (is_postgresql(sql)) return false;
    int attached = 0;
    sql << "select count(*) from pragma_database_list where name = 'journal'", soci::into(attached);
    return attached > 0;
}

void attach_journal(soci::session& sql, const StorePlace& place) {
    if (place.is_postgresql()) return;
    const auto file = journal_of(place.file);
    if (auto created = create_private_file(file); !created)
        throw soci::soci_error("its journal can't be created");
    const std::string name = file.string();
    sql << "attach database :file as journal", soci::use(name);
    std::string mode;
    sql << "pragma journal.journal_mode = wal", soci::into(mode);
    sql << "pragma journal.synchronous = full";
    int tables = 0;
    sql << "select count(*) from journal.sqlite_master where name = 'entry_stays'", soci::into(tables);
    if (tables == 0) {
        WriteTransaction transaction(sql);
        run_script(sql, kSchema);
        transaction.commit();
    }
    bring_up(sql);
}

void connect_store(soci::session& sql, const StorePlace& place) {
    connect(sql, place, Connection::writes);
    require_table(sql, "audit");
    attach_journal(sql, place);
}

Result<std::vector<AuditRow>> read_journal(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return fail(ErrorKind::not_found, "there is no journal", file.string());
    return guarded([&]() -> Result<std::vector<AuditRow>> {
        soci::session sql;
        connect(sql, file, Connection::only_reads);
        auto rows = read_rows(sql, "entry");
        std::string previous;
        Number expected = 0;
        for (const auto& row : rows) {
            if (row.seq != ++expected || row.previous_hash != previous || row.hash != hash_of(row))
                return fail(ErrorKind::corrupt, "the journal's chain is broken at row " + std::to_string(expected));
            previous = row.hash;
        }
        return rows;
    });
}

Result<std::vector<AuditRow>> catch_up_with(soci::session& sql, const std::vector<AuditRow>& journal) {
    return guarded([&]() -> Result<std::vector<AuditRow>> {
        WriteTransaction transaction(sql);
        const auto head = head_of(sql, "main.audit");
        const auto known = static_cast<std::size_t>(head.seq);
        if (journal.size() < known || (known > 0 && journal[known - 1].hash != head.hash))
            return fail(ErrorKind::conflict,
                        "the journal doesn't hold the audit of this copy: it is another store's, or older");
        std::vector<AuditRow> missing(journal.begin() + head.seq, journal.end());
        for (const auto& row : missing) insert_audit(sql, row);
        transaction.commit();
        return missing;
    });
}

}  // namespace porchlight
