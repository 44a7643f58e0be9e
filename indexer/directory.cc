#include "indexer/directory.h"

#include <sys/wait.h>
#include <unistd.h>

namespace porchlight {
namespace fs = std::filesystem;

void add_store_option(CLI::App& options, std::string& chosen) {
    const auto check = [](const std::string& text) {
        const auto place = StorePlace::of(text);
        // Without the text, that may hold a password.
        return place && place->is_postgresql() ? std::string() : std::string("must be a database of PostgreSQL's: postgresql://user@host/database");
    };
    options.add_option("--store", chosen, "database that holds the store, where it isn't a file in --data: postgresql://user@host/database")
        ->check(CLI::Validator(check, ""))
        ->envname("PORCHLIGHT_STORE");
}

void add_directory_options(CLI::App& options, DirectoryOptions& chosen) {
    options.add_option("--data", chosen.data, "folder of the directory: its store and index")->required();
    add_store_option(options, chosen.store);
    options.add_option("--catalogue-data", chosen.catalogue, "folder with catalogue/, crosswalk/ and sources.json");
    options.add_option("--gazetteer", chosen.gazetteer, "folder with places.tsv, as set-up builds it");
}

void add_shards_option(CLI::App& options, int& shards) {
    options
        .add_option("--shards", shards,
                    "cut the index into so many, to be copied to other machines (deploy/cluster); 0: none")
        ->check(CLI::Range(0, 64));
}

Result<std::unique_ptr<Directory>> Directory::open(const DirectoryOptions& options) {
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    paths.gazetteer = options.gazetteer;
    const auto shipped = find_data_folder(options.catalogue, fs::read_symlink("/proc/self/exe"));
    if (!shipped) return tl::unexpected(shipped.error());
    paths.shipped = *shipped;
    auto settings = load_directory_settings(paths.shipped, paths.data);
    if (!settings) return tl::unexpected(settings.error());
    std::vector<fs::path> files;
    for (const auto& file : {paths.gazetteer / "places.tsv", paths.shipped / "gazetteer" / "regions.tsv"})
        if (fs::exists(file)) files.push_back(file);
    auto gazetteer = Gazetteer::load(files);
    if (!gazetteer) return tl::unexpected(gazetteer.error());
    auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    return std::unique_ptr<Directory>(new Directory(std::move(paths), std::move(*settings),
                                                    std::move(*gazetteer), std::move(*store)));
}

Directory::Directory(DirectoryPaths paths, DirectorySettings settings, Gazetteer gazetteer,
                     std::unique_ptr<Store> store)
    : paths_(std::move(paths)),
      settings_(std::move(settings)),
      gazetteer_(std::move(gazetteer)),
      phrases_(settings_.catalogue),
      store_(std::move(store)),
      maker_({settings_, phrases_, &gazetteer_}) {}

Result<IndexIdentity> Directory::identity(int shards) const {
    IndexIdentity identity;
    identity.shards = shards;
    identity.catalogue_digest = settings_.catalogue.digest();
    for (const auto& crosswalk : settings_.crosswalks) identity.catalogue_digest += crosswalk.digest();
    identity.catalogue_digest = sha256_hex(identity.catalogue_digest);
    identity.source_names = maker_.source_names();
    const auto erasures = store_->erasures();
    if (!erasures) return tl::unexpected(erasures.error());
    identity.erasures = *erasures;
    return identity;
}

Result<void> check_in_child(const fs::path& folder) {
    const pid_t child = ::fork();
    if (child < 0) return fail(ErrorKind::unavailable, "cannot start a child process");
    if (child == 0) ::_exit(check_index(folder) ? 0 : 1);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return fail(ErrorKind::unavailable, "cannot wait for a child process");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return fail(ErrorKind::corrupt, folder.filename().string() + " has errors");
}

}  // namespace porchlight
