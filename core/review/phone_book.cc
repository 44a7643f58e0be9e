#include "core/review/phone_book.h"

#include <set>

#include "core/base/json.h"
#include "core/feed/json_read.h"

namespace porchlight {
namespace {

constexpr int kPage = 1000;
constexpr std::size_t kDigits = 10;
constexpr std::size_t kShortest = 7;

void collect(const Json& holder, std::set<std::string>& numbers) {
    for (const auto& phone : items_of(holder, "phones"))
        if (auto key = phone_key(string_of(phone, "number")); !key.empty()) numbers.insert(std::move(key));
}

}  // namespace

std::string phone_key(std::string_view number) {
    std::string digits;
    for (const char c : number)
        if (c >= '0' && c <= '9') digits += c;
    if (digits.size() < kShortest) return {};
    return digits.size() > kDigits ? digits.substr(digits.size() - kDigits) : digits;
}

Result<void> PhoneBook::catch_up(Store& store) {
    if (sequence_ < 0) return read_all(store);
    for (;;) {
        const auto changes = store.changes_after(sequence_, kPage);
        if (!changes) return tl::unexpected(changes.error());
        if (changes->empty()) return {};
        for (const auto& change : *changes) {
            forget(change.service_id);
            const auto listing = store.listing(change.service_id);
            if (listing && !listing->withdrawn) add(*listing);
            if (!listing && listing.error().kind != ErrorKind::not_found) return tl::unexpected(listing.error());
            sequence_ = change.sequence;
        }
    }
}

std::vector<std::string> PhoneBook::others_with(std::string_view number, std::string_view organization_id) const {
    const auto holders = by_number_.find(phone_key(number));
    if (holders == by_number_.end()) return {};
    std::set<std::string> names;
    for (const auto& [service, holder] : holders->second)
        if (holder.organization_id != organization_id) names.insert(holder.organization_name);
    return {names.begin(), names.end()};
}

Result<void> PhoneBook::read_all(Store& store) {
    // The number first: what changes while the pages are read is read once more.
    const auto newest = store.newest_sequence();
    if (!newest) return tl::unexpected(newest.error());
    for (std::string after;;) {
        const auto page = store.page(after, kPage);
        if (!page) return tl::unexpected(page.error());
        for (const auto& listing : *page) {
            forget(listing.service_id);
            add(listing);
        }
        if (page->size() < static_cast<std::size_t>(kPage)) break;
        after = page->back().service_id;
    }
    sequence_ = *newest;
    return {};
}

void PhoneBook::forget(const std::string& service_id) {
    const auto known = numbers_of_.find(service_id);
    if (known == numbers_of_.end()) return;
    for (const auto& number : known->second) by_number_[number].erase(service_id);
    numbers_of_.erase(known);
}

void PhoneBook::add(const StoredListing& listing) {
    const auto record = Json::parse(listing.record);
    const auto& organization = object_of(record, "organization");
    std::set<std::string> numbers;
    collect(record, numbers);
    collect(organization, numbers);
    for (const auto& number : numbers)
        by_number_[number][listing.service_id] = {listing.organization_id, string_of(organization, "name")};
    if (!numbers.empty()) numbers_of_[listing.service_id] = {numbers.begin(), numbers.end()};
}

}  // namespace porchlight
