#include "core/index/generation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/index/writer.h"

namespace porchlight {
namespace fs = std::filesystem;
namespace {

constexpr const char* kManifest = "MANIFEST.json";

Error file_error(const std::string& what, const std::error_code& code) {
    return {ErrorKind::unavailable, fmt::format("{}: {}", what, code.message()), {}};
}

Result<void> sync_path(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || ::fsync(descriptor) != 0) {
        if (descriptor >= 0) ::close(descriptor);
        return fail(ErrorKind::unavailable, "cannot sync " + path.string());
    }
    ::close(descriptor);
    return {};
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
    std::sort(files.begin(), files.end());
    return files;
}

/// Xapian's lock file is no content.
bool is_content(const fs::path& file) {
    return file.filename() != "flintlock" && file.filename() != kManifest;
}

Result<Json> describe_files(const fs::path& folder) {
    Json files = Json::object();
    for (const auto& file : files_below(folder)) {
        if (!is_content(file)) continue;
        const auto hash = sha256_hex_of_file(folder / file);
        if (!hash) return tl::unexpected(hash.error());
        files[file.string()] = {{"size", fs::file_size(folder / file)}, {"sha256", *hash}};
    }
    return files;
}

std::optional<Json> read_manifest(const fs::path& folder) {
    std::ifstream in(folder / kManifest);
    auto manifest = Json::parse(in, nullptr, false);
    if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_object() ||
        !manifest.value("sequence", Json()).is_number_integer())
        return std::nullopt;
    return manifest;
}

/// Syncs every file and folder below, then the folder itself.
Result<void> sync_tree(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (auto synced = sync_path(entry.path()); !synced) return synced;
    return sync_path(folder);
}

fs::path folder_of(const fs::path& index_folder, std::uint64_t number) {
    return index_folder / fmt::format("gen-{:06}", number);
}

void delete_older(const fs::path& index_folder) {
    const auto all = generations(index_folder);
    for (std::size_t i = kGenerationsKept; i < all.size(); ++i) fs::remove_all(all[i].folder);
}

/// Makes a working copy. Shards get new databases of the same content, because a copy elsewhere knows a
/// database by its UUID: two working copies of one generation would be one and the same to it, and it
/// would apply the changes of the one to the other.
Result<void> copy_generation(const fs::path& from, const fs::path& to) {
    if (shard_folders(from).front() != from) return compact_index({from}, to);
    std::error_code code;
    fs::copy(from, to, fs::copy_options::recursive, code);
    if (code) return tl::unexpected(file_error("cannot copy the generation", code));
    fs::remove(to / kManifest, code);
    return {};
}

/// Working copies that `live` no longer points to. Readers that still have them open keep reading.
void delete_old_copies(const fs::path& index_folder, const fs::path& current) {
    for (const auto& entry : fs::directory_iterator(index_folder)) {
        const auto name = entry.path().filename().string();
        if (name.rfind("live-", 0) == 0 && entry.path() != current && !entry.is_symlink())
            fs::remove_all(entry.path());
    }
}

}  // namespace

Result<LiveIndex> live_index(const fs::path& index_folder) {
    std::error_code code;
    const auto target = fs::read_symlink(index_folder / "live", code);
    if (code) return fail(ErrorKind::unavailable, "there is no index yet");
    return LiveIndex{(index_folder / target).string()};
}

std::vector<fs::path> shard_folders(const fs::path& folder) {
    int shards = 0;
    while (fs::is_directory(folder / fmt::format("shard-{}", shards + 1))) ++shards;
    return shard_folders(folder, shards);
}

std::vector<fs::path> shard_folders(const fs::path& folder, int shards) {
    if (shards == 0) return {folder};
    std::vector<fs::path> out;
    for (int i = 1; i <= shards; ++i) out.push_back(folder / fmt::format("shard-{}", i));
    return out;
}

std::vector<Generation> generations(const fs::path& index_folder) {
    std::vector<Generation> out;
    if (!fs::is_directory(index_folder)) return out;
    for (const auto& entry : fs::directory_iterator(index_folder)) {
        const auto name = entry.path().filename().string();
        if (name.rfind("gen-", 0) != 0) continue;
        const auto manifest = read_manifest(entry.path());
        if (!manifest) continue;
        out.push_back({std::strtoull(name.c_str() + 4, nullptr, 10), entry.path(),
                       (*manifest)["sequence"], manifest->value("catalogue", ""),
                       manifest->value("erasures", std::int64_t{0})});
    }
    std::sort(out.begin(), out.end(),
              [](const Generation& a, const Generation& b) { return a.number > b.number; });
    return out;
}

Result<void> verify(const Generation& generation) {
    const auto manifest = read_manifest(generation.folder);
    const auto corrupt = [&](const std::string& what) {
        return fail(ErrorKind::corrupt,
                    fmt::format("generation {}: {}", generation.number, what));
    };
    if (!manifest) return corrupt("its manifest can't be read");
    const auto found = describe_files(generation.folder);
    if (!found) return tl::unexpected(found.error());
    for (const auto& [name, entry] : (*manifest)["files"].items())
        if (!found->contains(name) || (*found)[name] != entry)
            return corrupt(name + " doesn't match its manifest");
    for (const auto& [name, entry] : found->items())
        if (!(*manifest)["files"].contains(name)) return corrupt(name + " isn't in its manifest");
    return {};
}

Result<Generation> seal(const fs::path& index_folder, const fs::path& built, const Generation& made,
                        const std::string& built_at) {
    const auto all = generations(index_folder);
    const auto number = all.empty() ? 1 : all.front().number + 1;
    auto files = describe_files(built);
    if (!files) return tl::unexpected(files.error());
    const Json manifest{{"sequence", made.sequence},
                        {"catalogue", made.catalogue_digest},
                        {"erasures", made.erasures},
                        {"built_at", built_at},
                        {"files", std::move(*files)}};
    {
        std::ofstream out(built / kManifest);
        out << manifest.dump(1) << '\n';
        if (!out.flush()) return fail(ErrorKind::unavailable, "cannot write the manifest");
    }
    if (auto synced = sync_tree(built); !synced) return tl::unexpected(synced.error());
    const auto folder = folder_of(index_folder, number);
    std::error_code code;
    fs::rename(built, folder, code);
    if (code) return tl::unexpected(file_error("cannot name the generation", code));
    if (auto synced = sync_path(index_folder); !synced) return tl::unexpected(synced.error());
    delete_older(index_folder);
    return Generation{number, folder, made.sequence, made.catalogue_digest, made.erasures};
}

std::size_t forget_generations_before(const fs::path& index_folder, std::int64_t erasures) {
    std::size_t forgotten = 0;
    for (const auto& generation : generations(index_folder)) {
        if (generation.erasures >= erasures) continue;
        fs::remove_all(generation.folder);
        ++forgotten;
    }
    return forgotten;
}

Result<Generation> make_live(const fs::path& index_folder, std::vector<std::string>& skipped) {
    for (const auto& generation : generations(index_folder)) {
        if (const auto verified = verify(generation); !verified) {
            skipped.push_back(verified.error().message);
            continue;
        }
        const auto copy = index_folder / fmt::format("live-{:06}-{}", generation.number,
                                                     random_short_id());
        if (auto copied = copy_generation(generation.folder, copy); !copied)
            return tl::unexpected(copied.error());
        std::error_code code;
        const auto link = index_folder / "live.new";
        fs::remove(link, code);
        fs::create_symlink(copy.filename(), link, code);
        if (!code) fs::rename(link, index_folder / "live", code);
        if (code) return tl::unexpected(file_error("cannot switch the live index", code));
        delete_old_copies(index_folder, copy);
        return generation;
    }
    return fail(ErrorKind::unavailable, "no generation of the index matches its manifest");
}

Result<WriterLock> WriterLock::take(const fs::path& index_folder) {
    std::error_code code;
    fs::create_directories(index_folder, code);
    const auto path = index_folder / "writer.lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return fail(ErrorKind::unavailable, "cannot open " + path.string());
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return fail(ErrorKind::conflict, "another process is writing this index");
    }
    return WriterLock(descriptor);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace porchlight
