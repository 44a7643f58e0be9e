#include "core/review/twins.h"

#include <algorithm>
#include <cmath>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

constexpr int kPage = 500;
constexpr std::size_t kMost = 5;
constexpr std::size_t kMostPairs = 30;
constexpr auto kKeptFor = std::chrono::minutes{10};

Json to_json(const ComparedRecord& record, const Likeness& likeness) {
    return {{"service_id", record.id},
            {"name", record.name},
            {"organization", record.organization},
            {"score", likeness.score},
            {"phones", record.phones},
            {"domains", record.domains},
            {"towns", record.towns},
            {"shared_phones", likeness.shared_phones},
            {"shared_domains", likeness.shared_domains},
            {"shared_doors", likeness.shared_doors},
            {"distance_km", likeness.distance_km ? Json(*likeness.distance_km) : Json(nullptr)}};
}

Json phones_of(const Json& record) {
    Json out = Json::array();
    for (const auto* holder : {&record, &object_of(record, "organization")})
        for (const auto& phone : items_of(*holder, "phones"))
            if (auto number = string_of(phone, "number"); !number.empty()) out.push_back(std::move(number));
    return out;
}

Json addresses_of(const Json& record) {
    Json out = Json::array();
    for (const auto& site : items_of(record, "service_at_locations"))
        for (const auto& address : items_of(object_of(site, "location"), "addresses")) {
            auto line = string_of(address, "address_1");
            if (const auto town = string_of(address, "city"); !town.empty()) line += (line.empty() ? "" : ", ") + town;
            if (!line.empty()) out.push_back(std::move(line));
        }
    return out;
}

Json side(const StoredListing& listing) {
    const auto record = Json::parse(listing.record);
    return {{"service_id", listing.service_id},
            {"source", listing.source},
            {"visibility", to_string(listing.visibility)},
            {"name", string_of(record, "name")},
            {"organization", string_of(object_of(record, "organization"), "name")},
            {"description", string_of(record, "description")},
            {"phones", phones_of(record)},
            {"addresses", addresses_of(record)},
            {"url", string_of(record, "url")}};
}

double rounded(double value) { return std::round(value * 100) / 100; }

Json side_by_side(const StoredListing& first, const StoredListing& second, const Likeness& likeness) {
    Json reasons = Json::array();
    for (const auto& reason : likeness.reasons)
        reasons.push_back({{"sign", to_string(reason.sign)}, {"adds", rounded(reason.adds)}});
    return {{"score", rounded(likeness.score)}, {"reasons", std::move(reasons)}, {"first", side(first)}, {"second", side(second)}};
}

}  // namespace

Result<Json> Twins::pairs() {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (auto made = make(); !made) return tl::unexpected(made.error());
    const auto not_same = not_same_->all();
    if (!not_same) return tl::unexpected(not_same.error());
    Json rows = Json::array();
    std::size_t more = 0;
    for (const auto& pair : finder_->all(DuplicateFinder::kLikely, *not_same)) {
        const auto& first = finder_->records()[pair.first].id;
        const auto& second = finder_->records()[pair.second].id;
        if (rows.size() == kMostPairs) {
            ++more;
            continue;
        }
        const auto one = store_->listing(first, Visibility::staff), other = store_->listing(second, Visibility::staff);
        if (one && other && !one->withdrawn && !other->withdrawn)
            rows.push_back(side_by_side(*one, *other, pair.likeness));
    }
    return Json{{"found", rows.size() + more}, {"pairs", std::move(rows)}};
}

Result<Json> Twins::of(const std::string& service_id, const std::string& source, const Json& record) {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (auto made = make(); !made) return tl::unexpected(made.error());
    const auto compared = compared_record(service_id, source, record);
    const auto not_same = not_same_->all();
    if (!not_same) return tl::unexpected(not_same.error());
    auto pairs = finder_->of(compared);
    std::erase_if(pairs, [&](const DuplicatePair& pair) {
        return not_same->count(std::minmax(service_id, finder_->records()[pair.second].id)) > 0;
    });
    Json out = Json::array();
    for (std::size_t i = 0; i < std::min(kMost, pairs.size()); ++i)
        out.push_back(to_json(finder_->records()[pairs[i].second], pairs[i].likeness));
    return Json{{"own", {{"phones", compared.phones}, {"domains", compared.domains}, {"towns", compared.towns}}},
                {"duplicates", std::move(out)}};
}

Result<void> Twins::make() {
    const auto newest = store_->newest_sequence();
    if (!newest) return tl::unexpected(newest.error());
    if (finder_ && (*newest == sequence_ || clock_.now() < made_at_ + kKeptFor)) return {};
    std::vector<ComparedRecord> records;
    for (std::string after;;) {
        const auto page = store_->page(after, kPage);
        if (!page) return tl::unexpected(page.error());
        for (const auto& listing : *page)
            records.push_back(compared_record(listing.service_id, listing.source, Json::parse(listing.record)));
        if (page->size() < static_cast<std::size_t>(kPage)) break;
        after = page->back().service_id;
    }
    finder_ = std::make_unique<DuplicateFinder>(std::move(records));
    sequence_ = *newest;
    made_at_ = clock_.now();
    return {};
}

}  // namespace porchlight
