#include <cstdio>
#include <fstream>
#include <iostream>

#include "core/index/public_record.h"
#include "core/store/takedown.h"
#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

constexpr int kPage = 500;

struct ExportOptions {
    DirectoryOptions directory;
    std::string out;
};

bool is_taken_down(const StoredListing& listing, const TakedownSet& taken_down) {
    return taken_down.contains(listing.service_id) || taken_down.contains(listing.organization_id);
}

/// Sites that are taken down leave the record too.
void drop_taken_down_sites(Json& record, const TakedownSet& taken_down) {
    auto sites = record.find("service_at_locations");
    if (sites == record.end() || !sites->is_array()) return;
    for (auto it = sites->begin(); it != sites->end();) {
        const auto location = it->value("location", Json::object());
        const bool gone = taken_down.contains(it->value("id", "")) ||
                          taken_down.contains(location.value("id", ""));
        it = gone ? sites->erase(it) : it + 1;
    }
}

Result<void> write_all(Directory& directory, std::ostream& out) {
    const auto list = TakedownList::open(directory.paths().takedown());
    if (!list) return tl::unexpected(list.error());
    const auto taken_down = (*list)->current();
    if (!taken_down) return tl::unexpected(taken_down.error());
    const auto keys = directory.store().live_keys();
    if (!keys) return tl::unexpected(keys.error());
    Progress progress("export");
    std::size_t done = 0;
    for (std::string after;;) {
        const auto page = directory.store().page(after, kPage);
        if (!page) return tl::unexpected(page.error());
        if (page->empty()) return {};
        for (const auto& listing : *page) {
            ++done;
            if (is_taken_down(listing, **taken_down)) continue;
            auto record = public_record(listing, directory.settings().catalogue,
                                        directory.settings().crosswalks);
            if (record.is_null()) continue;
            drop_taken_down_sites(record, **taken_down);
            out << record.dump() << '\n';
        }
        after = page->back().service_id;
        progress.show(static_cast<double>(done) / static_cast<double>(keys->size()), done);
        if (!out) return fail(ErrorKind::unavailable, "cannot write the export");
    }
}

Result<void> run_export(const ExportOptions& options) {
    auto directory = Directory::open(options.directory);
    if (!directory) return tl::unexpected(directory.error());
    if (options.out.empty() || options.out == "-") return write_all(**directory, std::cout);
    std::ofstream file(options.out, std::ios::trunc);
    if (!file) return fail(ErrorKind::unavailable, "cannot write " + options.out);
    auto written = write_all(**directory, file);
    file.flush();
    return written || file ? written : fail(ErrorKind::unavailable, "cannot write " + options.out);
}

}  // namespace

Run configure_export(CLI::App& options) {
    const auto chosen = std::make_shared<ExportOptions>();
    add_directory_options(options, chosen->directory);
    options.add_option("--out", chosen->out, "file to write (standard output where absent)");
    return [chosen] { return run_export(*chosen); };
}

}  // namespace porchlight
