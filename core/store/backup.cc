#include "core/store/backup.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "core/store/accounts.h"
#include "core/store/journal.h"
#include "core/store/suspensions.h"
#include "core/store/takedown.h"

namespace porchlight {
namespace fs = std::filesystem;
namespace {

sqlite_api::sqlite3* handle(soci::session& sql) {
    return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

constexpr int kPagesAtOnce = 1000;  ///< Writers wait no longer than these take.

void copy_pages(soci::session& from, soci::session& to) {
    auto* const copying = sqlite_api::sqlite3_backup_init(handle(to), "main", handle(from), "main");
    if (copying == nullptr) throw soci::soci_error("the copy can't be begun");
    int code = SQLITE_OK;
    while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        code = sqlite_api::sqlite3_backup_step(copying, kPagesAtOnce);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    const int finished = sqlite_api::sqlite3_backup_finish(copying);
    if (finished != SQLITE_OK) throw soci::sqlite3_soci_error("the copy failed", finished);
}

/// One file that no log belongs to: it is whole by itself.
void close_log(soci::session& sql) {
    std::string mode;
    sql << "pragma journal_mode = delete", soci::into(mode);
    if (mode != "delete") throw soci::soci_error("the copy keeps a log");
}

struct TakedownRow {
    std::string kind, id, act;
    Number at = 0;
    friend bool operator==(const TakedownRow&, const TakedownRow&) = default;
};

std::vector<TakedownRow> read_takedowns(const fs::path& file) {
    soci::session sql;
    connect(sql, file, Connection::only_reads);
    TakedownRow row;
    soci::statement rows = (sql.prepare << "select kind, id, act, at from takedown order by seq",
                            soci::into(row.kind), soci::into(row.id), soci::into(row.act), soci::into(row.at));
    rows.execute();
    std::vector<TakedownRow> out;
    while (rows.fetch()) out.push_back(row);
    return out;
}

/// Adds what the lost list had beyond the copy. Where the two went different ways nothing is lifted.
Result<std::size_t> reapply_takedowns(const fs::path& copy, const fs::path& lost) {
    std::error_code error;
    if (!fs::exists(lost, error)) return std::size_t{0};
    auto list = TakedownList::open(copy);
    if (!list) return tl::unexpected(list.error());
    return guarded([&]() -> Result<std::size_t> {
        const auto known = read_takedowns(copy);
        const auto all = read_takedowns(lost);
        std::size_t same = 0;
        while (same < known.size() && same < all.size() && known[same] == all[same]) ++same;
        const bool continues = same == known.size();
        std::size_t done = 0;
        for (auto row = all.begin() + static_cast<std::ptrdiff_t>(same); row != all.end(); ++row) {
            const Instant at{std::chrono::seconds{row->at}};
            if (row->act == "lift" && !continues) continue;
            const auto wrote = row->act == "lift" ? (*list)->lift(row->kind, row->id, at)
                                                  : (*list)->take_down(row->kind, row->id, at);
            if (!wrote) return tl::unexpected(wrote.error());
            ++done;
        }
        return done;
    });
}

/// What the rows that a copy lacks say must not come undone.
struct Undone {
    std::vector<std::string> sites;                             ///< Erased.
    std::set<std::string> accounts;                             ///< Disabled, or with later credentials.
    std::map<std::string, std::pair<std::string, Number>> suspended;  ///< Service to account and time.
    std::set<std::string> withdrawn;
};

Undone undone_in(const std::vector<AuditRow>& rows) {
    static constexpr std::string_view kWithdrawn = "withdrawn ";
    Undone out;
    for (const auto& [seq, at, entry, previous, hash] : rows) {
        if (entry.action == "erase_place") out.sites.push_back(entry.object);
        if (entry.action == "account_disabled" || entry.action == "account_reset" ||
            entry.action == "password_changed" || entry.action == "codes_set")
            out.accounts.insert(entry.object);
        if (entry.action == "suspend") out.suspended[entry.object] = {entry.actor, at};
        if (entry.action == "lift_suspension") out.suspended.erase(entry.object);
        if (entry.action == "publish" && entry.detail.rfind(kWithdrawn, 0) == 0)
            out.withdrawn.insert(entry.detail.substr(kWithdrawn.size()));
    }
    return out;
}

Result<std::size_t> end_accounts(AccountStore& accounts, const std::set<std::string>& ids, Instant now) {
    std::size_t done = 0;
    for (const auto& id : ids) {
        const auto account = accounts.by_id(id);
        if (!account && account.error().kind == ErrorKind::not_found) continue;  // Made since.
        if (!account) return tl::unexpected(account.error());
        if (account->disabled_on) continue;
        if (auto disabled = accounts.disable(id, "operator", now); !disabled) return tl::unexpected(disabled.error());
        ++done;
    }
    return done;
}

Result<void> take_down_services(const fs::path& file, const std::set<std::string>& services, Instant now) {
    auto list = TakedownList::open(file);
    if (!list) return tl::unexpected(list.error());
    for (const auto& service : services)
        if (auto down = (*list)->take_down("service", service, now); !down) return down;
    return {};
}

/// Reports with effect come back; where the account that made one isn't there or may not, its service
/// is taken down, which is stricter.
Result<std::set<std::string>> suspend_again(const fs::path& store_file, const Undone& undone) {
    auto list = SuspensionList::open(store_file);
    if (!list) return tl::unexpected(list.error());
    std::set<std::string> refused;
    for (const auto& [service, who] : undone.suspended) {
        const auto again = (*list)->suspend(service, who.first, Instant{std::chrono::seconds{who.second}});
        if (!again || !*again) refused.insert(service);
    }
    return refused;
}

Result<void> end_invitations(soci::session& sql, const std::string& backup_name, Instant now) {
    return guarded([&]() -> Result<void> {
        const Number at = now.time_since_epoch().count();
        WriteTransaction transaction(sql);
        sql << "update invitation set expires_at = :at where expires_at > :at and accepted_by is null",
            soci::use(at, "at");
        append_audit(sql, {"operator", "restore", backup_name, ""}, now);
        transaction.commit();
        return {};
    });
}

Result<std::vector<AuditRow>> add_missing(const fs::path& store_file, const fs::path& journals) {
    if (journals.empty()) return std::vector<AuditRow>{};
    const auto journal = read_journal(journal_of(journals / "store.db"));
    if (!journal) return tl::unexpected(journal.error());
    return guarded([&]() -> Result<std::vector<AuditRow>> {
        soci::session sql;
        connect(sql, store_file, Connection::writes);
        return catch_up_with(sql, *journal);
    });
}

}  // namespace

Result<void> copy_database(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::exists(from, error)) return fail(ErrorKind::unavailable, "there is nothing to copy", from.string());
    if (fs::exists(to, error)) return fail(ErrorKind::conflict, "there is a file already", to.string());
    if (auto created = create_private_file(to); !created) return created;
    return guarded([&]() -> Result<void> {
        soci::session source, target;
        connect(source, from, Connection::only_reads);
        target.open("sqlite3", "dbname=\"" + to.string() + "\"");
        copy_pages(source, target);
        close_log(target);
        std::string verdict;
        target << "pragma integrity_check(1)", soci::into(verdict);
        if (verdict != "ok") return fail(ErrorKind::corrupt, "the copy is damaged: " + verdict);
        return {};
    });
}

Result<AuditHead> note_backup(const fs::path& store_file, const std::string& name, Instant now) {
    return guarded([&]() -> Result<AuditHead> {
        soci::session sql;
        connect_store(sql, store_file);
        WriteTransaction transaction(sql);
        append_audit(sql, {"operator", "backup", name, ""}, now);
        transaction.commit();
        return check_audit(sql);
    });
}

Result<std::vector<std::string>> backups_made(const StorePlace& place) {
    return guarded([&]() -> Result<std::vector<std::string>> {
        soci::session sql;
        connect(sql, place, Connection::only_reads);
        std::string name;
        soci::statement rows =
            (sql.prepare << "select object from audit where action = 'backup' order by seq", soci::into(name));
        rows.execute();
        std::vector<std::string> out;
        while (rows.fetch()) out.push_back(name);
        return out;
    });
}

Result<Reapplied> reapply(const fs::path& store_file, const fs::path& journals, const std::string& backup_name,
                          Instant now) {
    const auto takedown = store_file.parent_path() / "takedown.db";
    Reapplied out;
    // Before anything opens the store with its journal, which would hold to the copy's audit.
    const auto missing = add_missing(store_file, journals);
    if (!missing) return tl::unexpected(missing.error());
    out.audit_rows = missing->size();
    if (!journals.empty()) {
        const auto downs = reapply_takedowns(takedown, journals / "takedown.db");
        if (!downs) return tl::unexpected(downs.error());
        out.take_downs = *downs;
    }
    const Undone undone = undone_in(*missing);
    {
        const auto store = open_store("sqlite://" + store_file.string(), StoreAccess::read_write);
        if (!store) return tl::unexpected(store.error());
        if (auto erased = (*store)->erase_places(undone.sites, now); !erased) return tl::unexpected(erased.error());
        out.erased_sites = undone.sites.size();
    }
    // Reports first: an account that has ended makes none.
    const auto refused = suspend_again(store_file, undone);
    if (!refused) return tl::unexpected(refused.error());
    out.suspensions = undone.suspended.size();
    auto down = undone.withdrawn;
    down.insert(refused->begin(), refused->end());
    if (auto taken = take_down_services(takedown, down, now); !taken) return tl::unexpected(taken.error());
    out.withdrawn = undone.withdrawn.size();
    const auto accounts = AccountStore::open(store_file);
    if (!accounts) return tl::unexpected(accounts.error());
    const auto ended = end_accounts(**accounts, undone.accounts, now);
    if (!ended) return tl::unexpected(ended.error());
    out.accounts_ended = *ended;
    soci::session sql;
    auto noted = guarded([&]() -> Result<void> {
        connect_store(sql, store_file);
        return end_invitations(sql, backup_name, now);
    });
    if (!noted) return tl::unexpected(noted.error());
    return out;
}

}  // namespace porchlight
