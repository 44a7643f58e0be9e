#include <fmt/chrono.h>
#include <fmt/format.h>

#include "core/base/paths.h"
#include "core/store/backup.h"
#include "core/store/file_lock.h"
#include "indexer/backup_archive.h"
#include "indexer/command.h"
#include "indexer/directory.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

struct BackupOptions {
    std::string data;
    std::string store;
    std::string to;
    std::string recipient;
};

/// A folder for copies, emptied before and after.
class WorkFolder {
  public:
    explicit WorkFolder(fs::path path) : path_(std::move(path)) { clear(); }
    ~WorkFolder() { clear(); }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;

    Result<void> make() {
        std::error_code error;
        fs::create_directories(path_ / "store", error);
        if (!error) fs::permissions(path_, fs::perms::owner_all, error);
        if (error) return fail(ErrorKind::unavailable, "no folder can be made for the copy", path_.string());
        return {};
    }
    const fs::path& path() const { return path_; }

  private:
    void clear() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    fs::path path_;
};

/// Where the backup goes: into a folder under a name of its minute, or to a file's name as given.
fs::path destination(const BackupOptions& options, Instant now) {
    std::error_code error;
    const fs::path to = options.to;
    if (!fs::is_directory(to, error)) return to;
    const auto name = fmt::format("porchlight-{:%Y-%m-%dT%H%MZ}.tar", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    return to / (options.recipient.empty() ? name : name + ".age");
}

/// Copies everything into `work`, and checks it there.  @return the names.
Result<std::vector<std::string>> copy_all(const DirectoryPaths& paths, const fs::path& work) {
    std::vector<std::string> names{"store/store.db"};
    if (auto copied = copy_database(paths.store_place().file, work / names[0]); !copied) return tl::unexpected(copied.error());
    {
        const auto store = open_store("sqlite://" + (work / names[0]).string(), StoreAccess::read_only);
        if (!store) return tl::unexpected(store.error());
        if (auto sound = (*store)->check(); !sound) return tl::unexpected(sound.error());
    }
    std::error_code error;
    const auto takedown = paths.takedown_place().file;
    if (fs::exists(takedown, error)) {
        names.emplace_back("store/takedown.db");
        if (auto copied = copy_database(takedown, work / names.back()); !copied) return tl::unexpected(copied.error());
    }
    for (const auto& name : files_beside_the_store(paths.data)) {
        fs::create_directories((work / name).parent_path(), error);
        fs::copy_file(paths.data / name, work / name, error);
        if (error) return fail(ErrorKind::unavailable, "a file can't be copied", name);
        names.push_back(name);
    }
    return names;
}

Result<void> run_backup(const BackupOptions& options) {
    if (!options.store.empty())
        return fail(ErrorKind::bad_request, "a store in PostgreSQL is backed up by PostgreSQL's own means (pg_dump, or an archive of its log)");
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    const auto now = SystemClock().now();
    const auto out = destination(options, now);
    FileLock lock(paths.data / "backup.lock");
    if (auto taken = lock.take(); !taken) return taken;
    WorkFolder work(paths.data / "backup.part");
    if (auto made = work.make(); !made) return made;
    const auto names = copy_all(paths, work.path());
    if (!names) return tl::unexpected(names.error());
    if (auto written = write_backup(work.path(), *names, options.recipient, out); !written) return written;
    if (options.recipient.empty()) {
        WorkFolder again(paths.data / "backup.check");
        if (auto made = again.make(); !made) return made;
        if (auto read = read_backup(out, {}, again.path()); !read) return read;
    }
    const auto head = note_backup(paths.store_place().file, out.filename().string(), now);
    if (!head) return tl::unexpected(head.error());
    fmt::print("wrote {}{}\nThe audit's head, to be kept elsewhere:\n{}:{}\n", out.string(),
               options.recipient.empty() ? "; it isn't encrypted: who reads it reads everything" : "", head->seq, head->hash);
    return {};
}

}  // namespace

Run configure_backup(CLI::App& options) {
    const auto chosen = std::make_shared<BackupOptions>();
    options.add_option("--data", chosen->data, "folder of the directory: its store and index")->required();
    add_store_option(options, chosen->store);
    options.add_option("--to", chosen->to, "file to write, which mustn't exist, or a folder for one named by the minute")->required();
    options.add_option("--recipient", chosen->recipient, "encrypt it for this age recipient, which begins with age1");
    return [chosen] { return run_backup(*chosen); };
}

}  // namespace porchlight
