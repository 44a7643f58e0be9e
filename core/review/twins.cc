#include "core/review/twins.h"

#include <algorithm>

namespace porchlight {
namespace {

constexpr int kPage = 500;
constexpr std::size_t kMost = 5;
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

}  // namespace

Result<Json> Twins::of(const std::string& service_id, const std::string& source, const Json& record) {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (auto made = make(); !made) return tl::unexpected(made.error());
    const auto compared = compared_record(service_id, source, record);
    const auto pairs = finder_->of(compared);
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
