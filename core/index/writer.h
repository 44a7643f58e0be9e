#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/index/document.h"
#include "core/index/gathered.h"

namespace porchlight {

/// What an index says of itself; another value than this program's means a rebuild.
struct IndexIdentity {
    std::string catalogue_digest;
    std::vector<std::string> source_names;
    std::int64_t erasures = 0;  ///< Of the store when the index was made: after another one it is made anew.
    /// Shards into which both sides are cut, for several machines; 0: one database a side, on one machine.
    int shards = 0;

    /// Text in which everything that a rebuild hangs on stands: fields, versions, catalogue, sources.
    std::string text() const;
};

/// Writes both databases of one folder. One per folder (the caller holds the WriterLock); one
/// thread. After an error nothing uncommitted is kept: throw it away and start from the last commit.
class IndexWriter {
  public:
    /// Makes new, empty databases in `folder`.
    static Result<std::unique_ptr<IndexWriter>> create(const std::filesystem::path& folder,
                                                       const IndexIdentity& identity);
    /// Opens the databases of a working copy.  @error corrupt where their identity is another
    /// (then: rebuild), unavailable where they can't be opened.
    static Result<std::unique_ptr<IndexWriter>> open(const std::filesystem::path& folder,
                                                     const IndexIdentity& identity);
    virtual ~IndexWriter() = default;

    /// Adds a document that isn't there yet: in a new index only, in the order of the map.
    virtual Result<void> add(const IndexEntries& entries) = 0;

    /// Makes the documents of a service these: replaced, added or deleted on each side.
    virtual Result<void> put(const std::string& service_id, const IndexEntries& entries) = 0;

    /// Commits both sides; a record that changes side is deleted from one before it is added to the
    /// other. Readers that reopen now see all up to `sequence`.
    /// @param as_of when the store was asked, if it had published nothing beyond `sequence` then.
    virtual Result<void> commit(std::int64_t sequence, std::optional<Instant> as_of = std::nullopt) = 0;

    /// Writes down that nothing more was published until `as_of`, so that a copy's age can be told
    /// when nothing changes. Does nothing to an index that is in no shards.
    virtual Result<void> beat(Instant as_of) = 0;

    /// Store's sequence number at the last commit.
    virtual std::int64_t sequence() const = 0;

    /// Writes the spelling dictionary and the named places of a new index.
    virtual Result<void> write_gathered(const GatheredSides& gathered) = 0;
};

/// The shard, from 0, that holds a service's documents. Never changes: two shards would hold it.
std::size_t shard_of(const std::string& service_id, std::size_t shards);

/// Writes the databases of one folder, or of several parts one behind the other, compactly to
/// another folder; each shard by itself. What stands in their metadata is taken from the first part.
Result<void> compact_index(const std::vector<std::filesystem::path>& parts,
                           const std::filesystem::path& to);

/// Xapian's own check of both databases (structure only: the manifest finds the rest). May crash on
/// corrupt files: call it in a child process.  @error corrupt
Result<void> check_index(const std::filesystem::path& folder);

}  // namespace porchlight
