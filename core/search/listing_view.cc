#include "core/search/listing_view.h"

#include "core/search/service_page.h"

namespace porchlight {

Error no_such_service() { return {ErrorKind::not_found, "not_found: no such service", ""}; }

Result<SeenListing> ListingView::as(Role role,
                                    const std::function<Result<StoredListing>(Store&)>& find) const {
    const auto taken_down = takedowns_.current();
    if (!taken_down) return tl::unexpected(taken_down.error());
    auto listing = stores_.with_store<StoredListing>(find);
    if (!listing)
        return tl::unexpected(listing.error().kind == ErrorKind::not_found ? no_such_service()
                                                                           : listing.error());
    auto record = Json::parse(listing->record, nullptr, false);
    if (!record.is_object()) return fail(ErrorKind::corrupt, "a record is not JSON");
    if (!may_see(*listing, record, role) || (*taken_down)->contains(listing->service_id) ||
        (*taken_down)->contains(listing->organization_id))
        return tl::unexpected(no_such_service());
    record = view_of(std::move(record), role, **taken_down);
    return SeenListing{std::move(*listing), std::move(record)};
}

}  // namespace porchlight
