#include <fmt/format.h>

#include <iostream>

#include "core/base/paths.h"
#include "core/store/not_same.h"
#include "core/store/store.h"
#include "core/upkeep/duplicates.h"
#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

constexpr int kPage = 500;

struct DuplicateOptions {
    std::string data;
    std::string store;
    std::string source;
    double least = DuplicateFinder::kLikely;
    std::size_t most = 200;
    bool json = false;
};

Result<std::vector<ComparedRecord>> read_all(Store& store) {
    const auto keys = store.live_keys();
    if (!keys) return tl::unexpected(keys.error());
    Progress progress("duplicates");
    std::vector<ComparedRecord> out;
    out.reserve(keys->size());
    for (std::string after;;) {
        const auto page = store.page(after, kPage);
        if (!page) return tl::unexpected(page.error());
        if (page->empty()) return out;
        for (const auto& listing : *page)
            out.push_back(compared_record(listing.service_id, listing.source, Json::parse(listing.record)));
        after = page->back().service_id;
        progress.show(static_cast<double>(out.size()) / static_cast<double>(keys->size()), out.size());
    }
}

Json to_json(const ComparedRecord& record) {
    return {{"service_id", record.id},
            {"source", record.source},
            {"name", record.name},
            {"organization", record.organization}};
}

Json to_json(const DuplicatePair& pair, const std::vector<ComparedRecord>& records) {
    Json reasons = Json::array();
    for (const auto& reason : pair.likeness.reasons)
        reasons.push_back({{"sign", to_string(reason.sign)}, {"amount", reason.amount}, {"adds", reason.adds}});
    return {{"score", pair.likeness.score},
            {"first", to_json(records[pair.first])},
            {"second", to_json(records[pair.second])},
            {"shared_phones", pair.likeness.shared_phones},
            {"shared_domains", pair.likeness.shared_domains},
            {"shared_doors", pair.likeness.shared_doors},
            {"distance_km", pair.likeness.distance_km ? Json(*pair.likeness.distance_km) : Json(nullptr)},
            {"reasons", std::move(reasons)}};
}

void print_record(const ComparedRecord& record) {
    fmt::print("       {}  {}: {}, {}\n", record.id, record.source, record.name, record.organization);
}

void print(const DuplicatePair& pair, const std::vector<ComparedRecord>& records) {
    fmt::print("\n{:.2f}\n", pair.likeness.score);
    print_record(records[pair.first]);
    print_record(records[pair.second]);
    std::string why;
    for (const auto& reason : pair.likeness.reasons)
        why += fmt::format("{}{} {:+.1f}", why.empty() ? "" : ", ", to_string(reason.sign), reason.adds);
    fmt::print("       {}\n", why);
}

Result<void> run_duplicates(const DuplicateOptions& options) {
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    const auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    auto records = read_all(**store);
    if (!records) return tl::unexpected(records.error());
    const auto list = NotSameList::open(paths.store_place());
    if (!list) return tl::unexpected(list.error());
    const auto told_apart = (*list)->all();
    if (!told_apart) return tl::unexpected(told_apart.error());
    const DuplicateFinder finder(std::move(*records));
    auto pairs = finder.all(options.least, *told_apart);
    if (!options.source.empty())
        std::erase_if(pairs, [&](const DuplicatePair& pair) {
            return finder.records()[pair.first].source != options.source &&
                   finder.records()[pair.second].source != options.source;
        });
    const auto found = pairs.size();
    pairs.resize(std::min(found, options.most));
    if (options.json) {
        Json all = Json::array();
        for (const auto& pair : pairs) all.push_back(to_json(pair, finder.records()));
        std::cout << Json{{"found", found}, {"pairs", std::move(all)}}.dump(1, ' ', false, Json::error_handler_t::replace)
                  << '\n';
        return {};
    }
    fmt::print("{} pairs among {} services may be one and the same; the likeliest {}. People decide: nothing is merged by itself.\n",
               found, finder.records().size(), pairs.size());
    for (const auto& pair : pairs) print(pair, finder.records());
    return {};
}

}  // namespace

Run configure_duplicates(CLI::App& options) {
    const auto chosen = std::make_shared<DuplicateOptions>();
    options.add_option("--data", chosen->data, "folder of the directory: its store and index")->required();
    add_store_option(options, chosen->store);
    options.add_option("--source", chosen->source, "only pairs with a record of this source");
    options.add_option("--least", chosen->least, "the lowest score shown (0.47)")->check(CLI::Range(0.0, 1.0));
    options.add_option("--most", chosen->most, "how many pairs (200)")->check(CLI::Range(1, 1000000));
    options.add_flag("--json", chosen->json, "as JSON");
    return [chosen] { return run_duplicates(*chosen); };
}

}  // namespace porchlight
