#include "core/index/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <mutex>
#include <span>
#include <thread>

#include "core/geo/geo.h"

namespace porchlight {
namespace fs = std::filesystem;
namespace {

/// Listings that are read at a time.
constexpr std::size_t kBatch = 64;
/// A copy's age is known to this.
constexpr auto kBeatEvery = std::chrono::seconds{10};
/// Fewer services aren't worth a part of their own.
constexpr std::size_t kFewestInPart = 2000;
constexpr std::size_t kMostParts = 8;

/// Services in the order of the map; those without a place come last.
std::vector<std::string> in_map_order(std::vector<ListingKey> keys) {
    std::vector<std::pair<std::uint64_t, std::string>> ordered;
    ordered.reserve(keys.size());
    for (auto& key : keys)
        ordered.emplace_back(key.place && is_usable(*key.place) ? map_order(*key.place) : UINT64_MAX,
                             std::move(key.service_id));
    std::sort(ordered.begin(), ordered.end());
    std::vector<std::string> ids;
    ids.reserve(ordered.size());
    for (auto& [position, id] : ordered) ids.push_back(std::move(id));
    return ids;
}

/// The store, for several threads: it belongs to one at a time.
class SharedStore {
  public:
    SharedStore(Store& store, std::size_t total, const BuildProgress& progress)
        : store_(store), total_(total), progress_(progress) {}

    Result<std::vector<StoredListing>> listings(std::span<const std::string> ids) {
        const std::lock_guard lock(mutex_);
        std::vector<StoredListing> out;
        out.reserve(ids.size());
        for (const auto& id : ids) {
            auto listing = store_.listing(id);
            if (!listing) return tl::unexpected(listing.error());
            out.push_back(std::move(*listing));
        }
        done_ += ids.size();
        if (progress_) progress_(done_, total_);
        return out;
    }

  private:
    Store& store_;
    std::mutex mutex_;
    std::size_t done_ = 0;
    const std::size_t total_;
    const BuildProgress& progress_;
};

/// A part of a new index, with the services of one piece of the map.
struct Part {
    std::unique_ptr<IndexWriter> writer;
    GatheredSides gathered;
};

Result<Part> build_part(const fs::path& folder, const IndexIdentity& identity, SharedStore& store,
                        const DocumentMaker& maker, std::span<const std::string> ids) {
    auto writer = IndexWriter::create(folder, identity);
    if (!writer) return tl::unexpected(writer.error());
    Part part{std::move(*writer), {}};
    while (!ids.empty()) {
        const auto batch = ids.first(std::min(kBatch, ids.size()));
        ids = ids.subspan(batch.size());
        const auto listings = store.listings(batch);
        if (!listings) return tl::unexpected(listings.error());
        for (const auto& listing : *listings) {
            const auto entries = maker.make(listing);
            if (!entries) return tl::unexpected(entries.error());
            part.gathered.add(*entries);
            if (auto added = part.writer->add(*entries); !added) return tl::unexpected(added.error());
        }
    }
    return part;
}

/// Builds the index in as many parts as there are processors, each on a thread of its own.
/// @return the parts' folders, in the order of the map.
Result<std::vector<fs::path>> build_parts(const fs::path& folder, const IndexIdentity& identity,
                                          SharedStore& store, const DocumentMaker& maker,
                                          std::span<const std::string> ids, std::int64_t sequence,
                                          Instant as_of) {
    const std::size_t count = std::clamp<std::size_t>(
        ids.size() / kFewestInPart, 1,
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostParts));
    std::vector<fs::path> folders;
    std::vector<std::future<Result<Part>>> working;
    for (std::size_t i = 0; i < count; ++i) {
        const auto first = ids.size() * i / count, end = ids.size() * (i + 1) / count;
        folders.push_back(folder / fmt::format("part-{}", i));
        working.push_back(std::async(std::launch::async, [&, first, end, path = folders.back()] {
            return build_part(path, identity, store, maker, ids.subspan(first, end - first));
        }));
    }
    std::vector<Part> parts;
    Result<void> done;
    for (auto& one : working) {
        auto part = one.get();
        if (part) parts.push_back(std::move(*part));
        else if (done) done = tl::unexpected(part.error());
    }
    if (!done) return tl::unexpected(done.error());
    for (std::size_t i = 1; i < count; ++i) parts[0].gathered.merge(parts[i].gathered);
    done = parts[0].writer->write_gathered(parts[0].gathered);
    for (std::size_t i = 0; i < count && done; ++i) done = parts[i].writer->commit(sequence, as_of);
    if (!done) return tl::unexpected(done.error());
    return folders;
}

/// A folder for work that is thrown away where it isn't renamed.
class WorkFolder {
  public:
    explicit WorkFolder(fs::path path) : path_(std::move(path)) { remove(); }
    ~WorkFolder() { remove(); }
    const fs::path& path() const { return path_; }

  private:
    void remove() {
        std::error_code code;
        fs::remove_all(path_, code);
    }
    fs::path path_;
};

}  // namespace

Result<Generation> rebuild_index(const fs::path& index_folder, Store& store,
                                 const DocumentMaker& maker, const IndexIdentity& identity,
                                 const Clock& clock, const BuildProgress& progress) {
    // Changes published while this runs have greater numbers: follow applies them afterwards.
    const auto as_of = clock.now();
    const auto sequence = store.newest_sequence();
    if (!sequence) return tl::unexpected(sequence.error());
    auto keys = store.live_keys();
    if (!keys) return tl::unexpected(keys.error());

    const WorkFolder building(index_folder / "building"), compact(index_folder / "compacting");
    const auto ids = in_map_order(std::move(*keys));
    SharedStore shared(store, ids.size(), progress);
    const auto parts = build_parts(building.path(), identity, shared, maker, ids, *sequence, as_of);
    if (!parts) return tl::unexpected(parts.error());
    if (auto done = compact_index(*parts, compact.path()); !done)
        return tl::unexpected(done.error());
    auto sealed = seal(index_folder, compact.path(),
                       {0, {}, *sequence, identity.catalogue_digest, identity.erasures},
                       format_instant(clock.now()));
    if (!sealed) return sealed;
    forget_generations_before(index_folder, identity.erasures);
    std::vector<std::string> skipped;
    return make_live(index_folder, skipped);
}

Follower::Follower(fs::path index_folder, Store& store, const DocumentMaker& maker,
                   IndexIdentity identity, const Clock& clock,
                   std::function<Result<void>(const fs::path&)> check_live)
    : index_folder_(std::move(index_folder)),
      store_(store),
      maker_(maker),
      identity_(std::move(identity)),
      clock_(clock),
      check_live_(std::move(check_live)) {}

Result<void> Follower::open_live() {
    const auto live = live_index(index_folder_);
    if (!live) return tl::unexpected(live.error());
    if (auto checked = check_live_(live->target); !checked) return checked;
    auto opened = IndexWriter::open(live->target, identity_);
    if (!opened) return tl::unexpected(opened.error());
    writer_ = std::move(*opened);
    return {};
}

Result<void> Follower::rebuild(const std::function<void(const std::string&)>& told) {
    writer_.reset();
    told("rebuilding the index from the store");
    auto built = rebuild_index(index_folder_, store_, maker_, identity_, clock_, {});
    if (!built) return tl::unexpected(built.error());
    told(fmt::format("generation {} is sealed and live", built->number));
    return open_live();
}

Result<void> Follower::start(const std::function<void(const std::string&)>& told) {
    const auto keys = store_.live_keys();
    if (!keys) return tl::unexpected(keys.error());
    services_ = static_cast<std::int64_t>(keys->size());
    const auto erasures = store_.erasures();
    if (!erasures) return tl::unexpected(erasures.error());
    identity_.erasures = *erasures;
    auto opened = open_live();
    if (opened) return opened;
    told("the working copy can't be used: " + opened.error().message);
    std::vector<std::string> skipped;
    const auto copied = make_live(index_folder_, skipped);
    for (const auto& reason : skipped) told("passed over: " + reason);
    if (copied) {
        told(fmt::format("copied generation {}", copied->number));
        if (auto again = open_live(); again) return again;
        else told("it can't be used either: " + again.error().message);
    }
    return rebuild(told);
}

Result<int> Follower::step(int batch) {
    const auto asked_at = clock_.now();
    const auto changes = store_.changes_after(writer_->sequence(), batch);
    if (!changes) return tl::unexpected(changes.error());
    if (changes->empty()) return beat(asked_at);
    const auto erasures = store_.erasures();
    if (!erasures) return tl::unexpected(erasures.error());
    if (*erasures != identity_.erasures) return step_after_erasure(*erasures);
    for (const auto& change : *changes) {
        const auto listing = store_.listing(change.service_id);
        if (!listing) return tl::unexpected(listing.error());
        const auto entries = maker_.make(*listing);
        if (!entries) return tl::unexpected(entries.error());
        if (auto put = writer_->put(change.service_id, *entries); !put)
            return tl::unexpected(put.error());
    }
    const bool is_all = changes->size() < static_cast<std::size_t>(batch);
    if (auto done = writer_->commit(changes->back().sequence,
                                    is_all ? std::optional(asked_at) : std::nullopt);
        !done)
        return tl::unexpected(done.error());
    if (is_all) beaten_ = asked_at;
    changed_since_seal_ += static_cast<std::int64_t>(changes->size());
    return static_cast<int>(changes->size());
}

Result<int> Follower::beat(Instant now) {
    if (now - beaten_ < kBeatEvery) return 0;
    if (auto done = writer_->beat(now); !done) return tl::unexpected(done.error());
    beaten_ = now;
    return 0;
}

Result<int> Follower::step_after_erasure(std::int64_t erasures) {
    // Deleting a document leaves its bytes in the files: only a new index is free of the place.
    const auto before = writer_->sequence();
    identity_.erasures = erasures;
    if (auto done = rebuild([](const std::string&) {}); !done) return tl::unexpected(done.error());
    changed_since_seal_ = 0;
    return static_cast<int>(writer_->sequence() - before);
}

bool Follower::wants_seal() const {
    return changed_since_seal_ * 10 > std::max<std::int64_t>(services_, 1);
}

Result<Generation> Follower::seal_now() {
    const auto live = live_index(index_folder_);
    if (!live) return tl::unexpected(live.error());
    const WorkFolder compact(index_folder_ / "compacting");
    if (auto done = compact_index({live->target}, compact.path()); !done)
        return tl::unexpected(done.error());
    auto sealed = seal(index_folder_, compact.path(),
                       {0, {}, writer_->sequence(), identity_.catalogue_digest, identity_.erasures},
                       format_instant(clock_.now()));
    if (sealed) changed_since_seal_ = 0;
    return sealed;
}

}  // namespace porchlight
