#include "core/hsds/directory.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <unordered_map>

namespace porchlight {
namespace {

constexpr int kPage = 500;
constexpr int kMostRevisions = 100;
/// How long a request waits for what was just published, or for a directory that nobody asked before.
constexpr std::chrono::seconds kPatience{15};

const TakedownSet& nothing() {
    static const TakedownSet none;
    return none;
}

/// Whether a take-down may concern this listing: its ids stand in its record's text.
bool may_concern(const TakedownSet& taken_down, const StoredListing& listing) {
    if (taken_down.contains(listing.service_id)) return true;
    return std::any_of(taken_down.changed.begin(), taken_down.changed.end(), [&](const auto& each) {
        return each.first == listing.service_id || each.first == listing.organization_id || listing.record.find(each.first) != std::string::npos;
    });
}

/// Every id of an entry that a take-down can name.
std::vector<Uuid> ids_of(const HsdsEntry& entry) {
    std::vector<Uuid> out{entry.id};
    if (entry.organization) out.push_back(*entry.organization);
    for (const auto& site : entry.sites) {
        out.push_back(site.id);
        if (site.location) out.push_back(*site.location);
    }
    return out;
}

}  // namespace

Result<std::unique_ptr<HsdsDirectory>> HsdsDirectory::open(const DirectoryPaths& paths, const DirectorySettings& settings) {
    auto takedowns = TakedownList::open(paths.takedown_place());
    if (!takedowns) return tl::unexpected(takedowns.error());
    auto silences = SilenceList::open(paths.store_place());
    if (!silences) return tl::unexpected(silences.error());
    return std::unique_ptr<HsdsDirectory>(new HsdsDirectory(paths, settings, std::move(*takedowns), std::move(*silences)));
}

HsdsDirectory::HsdsDirectory(const DirectoryPaths& paths, const DirectorySettings& settings, std::unique_ptr<TakedownList> takedowns,
                             std::unique_ptr<SilenceList> silences)
    : shaper_(settings), stores_(paths.store_url()), takedowns_(std::move(takedowns)), silences_(std::move(silences)), view_(settings.catalogue) {}

HsdsDirectory::~HsdsDirectory() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    asked_.notify_all();
    if (worker_.joinable()) worker_.join();
}

Result<std::shared_ptr<const TakedownSet>> HsdsDirectory::hidden_now() {
    const auto taken_down = takedowns_->current();
    if (!taken_down) return taken_down;
    const auto silent = silences_->current(std::chrono::floor<std::chrono::days>(SystemClock().now()));
    if (!silent) return tl::unexpected(silent.error());
    if ((*silent)->off_public.empty()) return taken_down;
    const std::lock_guard lock(hidden_mutex_);
    if (hidden_from_ != *taken_down || silent_ != *silent) {
        auto all = std::make_shared<TakedownSet>(**taken_down);
        all->ids.insert((*silent)->off_public.begin(), (*silent)->off_public.end());
        hidden_ = std::move(all);
        hidden_from_ = *taken_down;
        silent_ = *silent;
    }
    return hidden_;
}

Result<void> HsdsDirectory::with_view(const std::function<void(const HsdsView&)>& read) {
    const auto taken_down = hidden_now();
    if (!taken_down) return tl::unexpected(taken_down.error());
    const auto sequence = stores_.with_store<std::int64_t>([](Store& store) { return store.newest_sequence(); });
    if (!sequence) return tl::unexpected(sequence.error());
    {
        std::unique_lock lock(mutex_);
        if (!is_read_ || sequence_ < *sequence || taken_down_ != *taken_down) {
            if (!worker_.joinable()) worker_ = std::thread([this] { work(); });
            const auto mine = ++wanted_;
            asked_.notify_one();
            if (!answered_.wait_for(lock, kPatience, [&] { return done_ >= mine; }))
                return fail(ErrorKind::unavailable, "the directory is being read");
            if (!outcome_) return outcome_;
        }
    }
    const std::shared_lock lock(view_mutex_);
    read(view_);
    return {};
}

void HsdsDirectory::work() {
    for (;;) {
        std::uint64_t round = 0;
        {
            std::unique_lock lock(mutex_);
            asked_.wait(lock, [&] { return stopping_ || wanted_ > done_; });
            if (stopping_) return;
            round = wanted_;
        }
        auto outcome = refresh();
        {
            const std::lock_guard lock(mutex_);
            done_ = round;
            outcome_ = std::move(outcome);
        }
        answered_.notify_all();
    }
}

Result<void> HsdsDirectory::refresh() {
    // Both before anything is read: what changes meanwhile is read next time.
    const auto taken_down = hidden_now();
    if (!taken_down) return tl::unexpected(taken_down.error());
    const auto read = stores_.with_store<std::int64_t>([&](Store& store) -> Result<std::int64_t> {
        const auto sequence = store.newest_sequence();
        if (!sequence) return sequence;
        auto done = is_read_ ? read_changed(store, **taken_down) : read_all(store, **taken_down);
        if (!done) return tl::unexpected(done.error());
        return sequence;
    });
    if (!read) return tl::unexpected(read.error());
    const std::lock_guard lock(mutex_);
    is_read_ = true;
    sequence_ = *read;
    taken_down_ = *taken_down;
    return {};
}

Result<void> HsdsDirectory::read_all(Store& store, const TakedownSet& taken_down) {
    std::vector<HsdsEntry> entries;
    for (std::string after;;) {
        const auto page = store.open_page(after, kPage);
        if (!page) return tl::unexpected(page.error());
        if (page->empty()) break;
        for (const auto& listing : *page) {
            auto entry = entry_of(store, listing, taken_down);
            if (!entry) return tl::unexpected(entry.error());
            if (*entry) entries.push_back(std::move(**entry));
        }
        after = page->back().service_id;
        const std::lock_guard lock(mutex_);
        if (stopping_) return fail(ErrorKind::unavailable, "the program ends");
    }
    const std::unique_lock lock(view_mutex_);
    view_.change(std::move(entries), {});
    return {};
}

/// What was published since, and what the take-down list says otherwise of.
Result<std::vector<std::string>> HsdsDirectory::changed_ids(Store& store, const TakedownSet& taken_down) {
    std::set<std::string> out;
    std::int64_t after = sequence_;
    for (;;) {
        const auto changes = store.changes_after(after, 10'000);
        if (!changes) return tl::unexpected(changes.error());
        if (changes->empty()) break;
        for (const auto& change : *changes) out.insert(change.service_id);
        after = changes->back().sequence;
    }
    std::vector<Uuid> acted_on;
    for (const auto& [id, at] : taken_down.changed) {
        const auto before = taken_down_->changed.find(id);
        const bool same = before != taken_down_->changed.end() && before->second == at && taken_down_->contains(id) == taken_down.contains(id);
        if (const auto uuid = parse_uuid(id); uuid && !same) acted_on.push_back(*uuid);
    }
    // What agencies left unanswered, or answered again, has no day of its own.
    for (const auto* ids : {&taken_down.ids, &taken_down_->ids})
        for (const auto& id : *ids)
            if (const auto uuid = parse_uuid(id); uuid && taken_down.contains(id) != taken_down_->contains(id)) acted_on.push_back(*uuid);
    if (!acted_on.empty())
        for (const auto& id : view_.with_ids(acted_on)) out.insert(to_string(id));
    return std::vector<std::string>(out.begin(), out.end());
}

Result<void> HsdsDirectory::read_changed(Store& store, const TakedownSet& taken_down) {
    const auto ids = changed_ids(store, taken_down);
    if (!ids) return tl::unexpected(ids.error());
    if (ids->empty()) return {};
    std::vector<HsdsEntry> entries;
    std::vector<Uuid> gone;
    for (const auto& id : *ids) gone.push_back(*parse_uuid(id));
    for (std::size_t begin = 0; begin < ids->size(); begin += kPage) {
        const auto end = std::min(ids->size(), begin + kPage);
        const auto listings = store.open_listings({ids->begin() + static_cast<std::ptrdiff_t>(begin), ids->begin() + static_cast<std::ptrdiff_t>(end)});
        if (!listings) return tl::unexpected(listings.error());
        for (const auto& listing : *listings) {
            auto entry = entry_of(store, listing, taken_down);
            if (!entry) return tl::unexpected(entry.error());
            if (*entry) entries.push_back(std::move(**entry));
        }
    }
    const std::unique_lock lock(view_mutex_);
    view_.change(std::move(entries), gone);
    return {};
}

Result<std::optional<HsdsEntry>> HsdsDirectory::entry_of(Store& store, const StoredListing& listing, const TakedownSet& taken_down) {
    auto whole = shaper_.service(listing, nothing());
    if (whole.is_null()) return std::optional<HsdsEntry>{};
    const auto modified = modified_of(store, listing, whole);
    if (!modified) return tl::unexpected(modified.error());
    const std::unique_lock lock(view_mutex_);  // It takes in terms, which lists read.
    auto entry = view_.entry_of(whole, listing.withdrawn);
    entry.modified = *modified;
    if (!may_concern(taken_down, listing)) return std::make_optional(std::move(entry));
    // A site that is taken down, or shown again, is a change of what everybody may see.
    auto seen = shaper_.service(listing, taken_down);
    auto out = seen.is_null() ? std::move(entry) : view_.entry_of(seen, listing.withdrawn);
    out.shown = !seen.is_null();
    out.modified = *modified;
    out.taken_down = ids_of(seen.is_null() ? out : entry);
    for (const auto& id : out.taken_down)
        if (const auto at = taken_down.changed.find(to_string(id)); at != taken_down.changed.end()) out.modified = std::max(out.modified, at->second);
    return std::make_optional(std::move(out));
}

/// When what everybody sees of it last became another: revisions that changed only what is hidden, or for
/// staff, are passed over.
Result<Instant> HsdsDirectory::modified_of(Store& store, const StoredListing& listing, const Json& whole) {
    auto out = listing.published_at;
    if (!listing.has_earlier) return out;
    const auto revisions = store.revisions(listing.service_id, kMostRevisions);
    if (!revisions) return tl::unexpected(revisions.error());
    for (const auto& revision : *revisions) {
        if (shaper_.service(revision, nothing()) != whole) break;
        out = revision.published_at;
    }
    return out;
}

Result<std::vector<Json>> HsdsDirectory::services(const std::vector<HsdsRef>& refs, Form form) {
    const auto taken_down = hidden_now();
    if (!taken_down) return tl::unexpected(taken_down.error());
    std::vector<std::string> ids;
    for (const auto& ref : refs)
        if (auto id = to_string(ref.service); ids.empty() || ids.back() != id) ids.push_back(std::move(id));
    const auto listings = stores_.with_store<std::vector<StoredListing>>([&](Store& store) { return store.open_listings(ids); });
    if (!listings) return tl::unexpected(listings.error());
    std::unordered_map<std::string_view, const StoredListing*> by_id;
    for (const auto& listing : *listings) by_id.emplace(listing.service_id, &listing);
    std::vector<Json> out(refs.size());
    for (std::size_t i = 0; i < refs.size(); ++i) {
        const auto found = by_id.find(to_string(refs[i].service));
        if (found == by_id.end()) continue;
        out[i] = form == Form::whole ? shaper_.service(*found->second, **taken_down) : shaper_.list_item(*found->second, **taken_down);
        if (!out[i].is_null()) out[i]["last_modified"] = format_instant(refs[i].modified);
    }
    return out;
}

}  // namespace porchlight
