#include "core/search/listing_view.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "core/feed/json_read.h"
#include "core/index/public_record.h"

namespace porchlight {

namespace {

/// Sites that were taken down are gone.
void drop_sites(Json& record, const TakedownSet& taken_down) {
    const auto found = record.find("service_at_locations");
    if (found == record.end() || !found->is_array()) return;
    found->erase(std::remove_if(found->begin(), found->end(),
                                [&](const Json& site) { return taken_down.contains(string_of(site, "id")); }),
                 found->end());
}

/// When the public hears that there is nothing: finding a hidden listing's row takes some microseconds
/// longer than finding none, and thousands of answers would tell that (safety.md, T5).
constexpr std::chrono::milliseconds kNothingAfter{5};

/// Waits until that time after the beginning; what takes longer waits for the next multiple of it.
void wait_out(std::chrono::steady_clock::time_point begun) {
    const auto took = std::chrono::steady_clock::now() - begun;
    std::this_thread::sleep_until(begun + kNothingAfter * (took / kNothingAfter + 1));
}

}  // namespace

Error no_such_service() { return {ErrorKind::not_found, "not_found: no such service", ""}; }

Result<SeenListing> ListingView::as(Role role, const Find& find) const {
    const auto begun = std::chrono::steady_clock::now();
    auto out = seen(role, find);
    if (role == Role::open && !out && out.error().kind == ErrorKind::not_found) wait_out(begun);
    return out;
}

Result<SeenListing> ListingView::seen(Role role, const Find& find) const {
    const auto taken_down = takedowns_.current();
    if (!taken_down) return tl::unexpected(taken_down.error());
    const auto silent = silences_.current(std::chrono::floor<std::chrono::days>(clock_.now()));
    if (!silent) return tl::unexpected(silent.error());
    const auto& unanswered = role == Role::open ? (*silent)->off_public : (*silent)->archived;
    const auto most = role == Role::open ? Visibility::open : Visibility::hidden;
    auto listing = stores_.with_store<StoredListing>([&](Store& store) { return find(store, most); });
    if (!listing)
        return tl::unexpected(listing.error().kind == ErrorKind::not_found ? no_such_service()
                                                                           : listing.error());
    auto record = Json::parse(listing->record, nullptr, false);
    if (!record.is_object()) return fail(ErrorKind::corrupt, "a record is not JSON");
    std::optional<Json> view;
    if (role == Role::open)
        view = public_view(std::move(record));
    else
        view.emplace(std::move(record));
    if (!view || (*taken_down)->contains(listing->service_id) || unanswered.count(listing->service_id) > 0 ||
        (*taken_down)->contains(listing->organization_id))
        return tl::unexpected(no_such_service());
    drop_sites(*view, **taken_down);
    return SeenListing{std::move(*listing), std::move(*view)};
}

}  // namespace porchlight
