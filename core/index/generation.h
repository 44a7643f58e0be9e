#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// Commits whose lists of changed documents are kept in the index, for readers to catch up by.
inline constexpr std::uint64_t kChangeLogsKept = 500;
/// Sealed generations that are kept.
inline constexpr std::size_t kGenerationsKept = 3;

/// The working copy that searches read: `live` is a link, switched by rename.
struct LiveIndex {
    std::string target;  ///< Folder that `live` points to; another one means another copy.
};

/// @error unavailable where there is none yet.
Result<LiveIndex> live_index(const std::filesystem::path& index_folder);

/// The folders of an index that hold databases: the shards `shard-1` to `shard-N`, or the folder itself.
std::vector<std::filesystem::path> shard_folders(const std::filesystem::path& folder);

/// The same where it is known how many shards there are; 0 for an index that is in none.
std::vector<std::filesystem::path> shard_folders(const std::filesystem::path& folder, int shards);

/// A sealed generation, never written again: folders `public` and `staff` and MANIFEST.json.
struct Generation {
    std::uint64_t number = 0;
    std::filesystem::path folder;
    std::int64_t sequence = 0;      ///< Store's sequence number that it holds.
    std::string catalogue_digest;
    std::int64_t erasures = 0;      ///< Erasures of places that the store had seen when it was made.
};

/// Sealed generations whose manifest can be read, newest first; files aren't checked yet.
std::vector<Generation> generations(const std::filesystem::path& index_folder);

/// Checks each file's size and SHA-256 against the manifest, and that no file is added.
/// @error corrupt naming the file.
Result<void> verify(const Generation& generation);

/// Seals a folder with `public` and `staff` databases: manifest, fsync of files and folders, rename
/// to the next number; older ones than kGenerationsKept are deleted.
/// @param made what the manifest says of it; its number and folder are given here.
Result<Generation> seal(const std::filesystem::path& index_folder,
                        const std::filesystem::path& built, const Generation& made,
                        const std::string& built_at);

/// Deletes generations made before the store's last erasure: they hold a place that must be gone
/// (decision 2). Called once a newer one is sealed.  @return how many.
std::size_t forget_generations_before(const std::filesystem::path& index_folder,
                                      std::int64_t erasures);

/// Copies the newest generation that verifies into a new working copy and switches `live` to it.
/// Generations that don't verify are passed over (and named in `skipped`).
/// @error unavailable where no generation verifies.
Result<Generation> make_live(const std::filesystem::path& index_folder,
                             std::vector<std::string>& skipped);

/// Held by the one process that writes the index; released by its death too.
class WriterLock {
  public:
    /// @error conflict where another process holds it.
    static Result<WriterLock> take(const std::filesystem::path& index_folder);
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&&) = delete;
    ~WriterLock();

  private:
    explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace porchlight
