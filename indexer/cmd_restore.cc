#include <fmt/format.h>

#include "core/base/paths.h"
#include "core/store/backup.h"
#include "indexer/backup_archive.h"
#include "indexer/command.h"
#include "indexer/directory.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

struct RestoreOptions {
    std::string data;
    std::string store;
    std::string archive;
    std::string identity;
    std::string journal;
    bool journal_lost = false;
};

/// @error conflict unless the folder is absent or empty.
Result<void> check_empty(const fs::path& data) {
    std::error_code error;
    if (!fs::exists(data, error)) return {};
    if (!fs::is_directory(data, error) || !fs::is_empty(data, error))
        return fail(ErrorKind::conflict, "a backup goes into an empty folder; nothing was changed", data.string());
    return {};
}

/// Moves everything up from the folder in which it was made ready.
Result<void> move_up(const fs::path& from, const fs::path& to) {
    std::error_code error;
    // The store last: until it is there, nothing is.
    for (const auto& entry : fs::directory_iterator(from, error))
        if (entry.path().filename() != "store") fs::rename(entry.path(), to / entry.path().filename(), error);
    if (!error) fs::rename(from / "store", to / "store", error);
    if (!error) fs::remove(from, error);
    if (error) return fail(ErrorKind::unavailable, "what was restored can't be put in place", to.string());
    return {};
}

void tell(const Reapplied& done, bool journal_lost) {
    const auto row = [](std::size_t count, const char* what) {
        if (count > 0) fmt::print("  {:>6} {}\n", count, what);
    };
    fmt::print("restored. Done again, so that it doesn't come undone:\n");
    row(done.audit_rows, "rows of the audit");
    row(done.take_downs, "take-downs, or lifts of one");
    row(done.erased_sites, "erasures of a place");
    row(done.accounts_ended, "accounts ended: disabled since, or with a newer password (searchd account reset NAME)");
    row(done.suspensions, "reports that a place wasn't all right");
    row(done.withdrawn, "services withdrawn by review since: taken down until they are withdrawn again");
    if (journal_lost)
        fmt::print("  Nothing: the journal is lost. Whatever was taken down, erased or disabled since is back.\n");
    fmt::print("Next: import again what was imported since, and indexer rebuild.\n");
}

Result<void> restore_into(const fs::path& work, const RestoreOptions& options) {
    if (auto read = read_backup(options.archive, options.identity, work); !read) return read;
    const auto store = work / "store" / "store.db";
    const auto done = reapply(store, options.journal, fs::path(options.archive).filename().string(), SystemClock().now());
    if (!done) return tl::unexpected(done.error());
    const auto checked = open_store("sqlite://" + store.string(), StoreAccess::read_only)
                             .and_then([](const std::unique_ptr<Store>& opened) { return opened->check(); });
    if (!checked) return checked;
    if (auto moved = move_up(work, options.data); !moved) return moved;
    tell(*done, options.journal_lost);
    return {};
}

Result<void> run_restore(const RestoreOptions& options) {
    if (!options.store.empty())
        return fail(ErrorKind::bad_request, "a backup is put back into files, not into PostgreSQL, which is put back by its own means (pg_restore)");
    if (options.journal.empty() != options.journal_lost)
        return fail(ErrorKind::bad_request, "give --journal, the store folder that is being replaced, or else --journal-lost");
    if (auto empty = check_empty(options.data); !empty) return empty;
    const fs::path work = fs::path(options.data) / "restore.part";
    std::error_code error;
    fs::create_directories(work, error);
    if (!error) fs::permissions(work, fs::perms::owner_all, error);
    if (error) return fail(ErrorKind::unavailable, "the folder can't be made", options.data);
    auto done = restore_into(work, options);
    if (!done) fs::remove_all(work, error);
    return done;
}

}  // namespace

Run configure_restore(CLI::App& options) {
    const auto chosen = std::make_shared<RestoreOptions>();
    options.add_option("--data", chosen->data, "folder for the directory: absent or empty")->required();
    add_store_option(options, chosen->store);
    options.add_option("--identity", chosen->identity, "file with the age identity, where the backup is encrypted");
    options.add_option("--journal", chosen->journal,
                       "the store folder that is being replaced: what was taken down, erased or disabled since is done again");
    options.add_flag("--journal-lost", chosen->journal_lost, "it is lost; what it would have kept undone comes back");
    options.add_option("backup", chosen->archive, "the backup")->required();
    return [chosen] { return run_restore(*chosen); };
}

}  // namespace porchlight
