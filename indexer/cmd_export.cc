#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>

#include "core/feed/csv_template.h"
#include "core/feed/tabular_export.h"
#include "core/index/public_record.h"
#include "core/store/corrections.h"
#include "core/store/takedown.h"
#include "indexer/command.h"
#include "indexer/corrections_export.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

constexpr int kPage = 500;

struct ExportOptions {
    DirectoryOptions directory;
    std::string out;
    std::string format = "hsds-json";
    bool staff = false;
    std::string corrections;
};

/// A listing's whole record, with who may see it said in members that every import reads. The store
/// has nothing of a hidden site's place.
Json staff_record(const StoredListing& listing) {
    auto record = Json::parse(listing.record, nullptr, false);
    if (!record.is_object() || listing.withdrawn) return nullptr;
    if (listing.visibility != Visibility::open) record["visibility"] = to_string(listing.visibility);
    if (auto sites = record.find("service_at_locations"); sites != record.end())
        for (auto& site : *sites)
            if (site.is_object() && site.value("porchlight_hidden", false)) site["visibility"] = "hidden";
    return record;
}

using OnRecord = std::function<bool(const Json& record)>;

/// Calls `each` for every record that may leave, in the order of ids.
Result<void> for_each_record(Directory& directory, bool staff, const OnRecord& each) {
    const auto list = TakedownList::open(directory.paths().takedown_place());
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
            auto record = staff ? staff_record(listing)
                                : public_record(listing, directory.settings().catalogue, directory.settings().crosswalks);
            if (record.is_null()) continue;
            drop_taken_down_sites(record, **taken_down);
            if (!each(record)) return fail(ErrorKind::unavailable, "cannot write the export");
        }
        after = page->back().service_id;
        progress.show(static_cast<double>(done) / static_cast<double>(keys->size()), done);
    }
}

using WriteText = std::function<Result<void>(std::ostream& out)>;

/// Calls `write` with the file, or standard output.
Result<void> with_output(const std::string& name, const WriteText& write) {
    if (name.empty() || name == "-") return write(std::cout);
    std::ofstream file(name, std::ios::trunc | std::ios::binary);
    if (!file) return fail(ErrorKind::unavailable, "cannot write " + name);
    auto written = write(file);
    file.flush();
    return written && !file ? fail(ErrorKind::unavailable, "cannot write " + name) : written;
}

Result<void> export_json(Directory& directory, const ExportOptions& options) {
    return with_output(options.out, [&](std::ostream& out) {
        return for_each_record(directory, options.staff, [&](const Json& record) {
            out << record.dump() << '\n';
            return static_cast<bool>(out);
        });
    });
}

Result<void> export_tabular(Directory& directory, const ExportOptions& options) {
    TabularExport package(options.staff);
    const auto read = for_each_record(directory, options.staff, [&](const Json& record) {
        package.add(record);
        return true;
    });
    if (!read) return read;
    const auto files = package.files();
    for (const auto& [what, times] : package.left_out())
        std::fprintf(stderr, "not in the package: %s (%zu)\n", what.c_str(), times);
    return write_zip(files, options.out);
}

Result<void> export_csv(Directory& directory, const ExportOptions& options) {
    return with_output(options.out, [&](std::ostream& out) {
        // Spreadsheets take a file for UTF-8 by its mark.
        out << "\xEF\xBB\xBF" << template_header();
        return for_each_record(directory, options.staff, [&](const Json& record) {
            out << template_row(record);
            return static_cast<bool>(out);
        });
    });
}

/// What was confirmed against one source, of the services that may leave.
Result<void> export_corrections(Directory& directory, const ExportOptions& options) {
    const auto list = CorrectionList::open(directory.paths().store_place());
    if (!list) return tl::unexpected(list.error());
    const auto values = (*list)->of_source(options.corrections);
    if (!values) return tl::unexpected(values.error());
    std::map<std::string, std::vector<ConfirmedValue>> of_service;
    for (const auto& value : *values) of_service[value.service_id].push_back(value);
    return with_output(options.out, [&](std::ostream& out) -> Result<void> {
        if (options.format == "csv") out << "\xEF\xBB\xBF" << corrections_header();
        return for_each_record(directory, options.staff, [&](const Json& record) {
            const auto found = of_service.find(record.value("id", ""));
            if (found == of_service.end()) return true;
            const auto leaving = that_may_leave(found->second, record, directory.settings().catalogue, options.staff);
            if (options.format == "csv")
                for (const auto& value : leaving) out << corrections_row(value, record);
            else if (!leaving.empty())
                out << corrections_record(record, leaving).dump() << '\n';
            return static_cast<bool>(out);
        });
    });
}

Result<void> run_export(const ExportOptions& options) {
    auto directory = Directory::open(options.directory);
    if (!directory) return tl::unexpected(directory.error());
    if (!options.corrections.empty()) {
        if (options.format == "hsds-tabular") return fail(ErrorKind::bad_request, "corrections are written as csv or hsds-json");
        return export_corrections(**directory, options);
    }
    if (options.format == "csv") return export_csv(**directory, options);
    return options.format == "hsds-tabular" ? export_tabular(**directory, options) : export_json(**directory, options);
}

}  // namespace

Run configure_export(CLI::App& options) {
    const auto chosen = std::make_shared<ExportOptions>();
    add_directory_options(options, chosen->directory);
    options.add_option("--format", chosen->format, "hsds-json (NDJSON, a service a line), hsds-tabular (a zip with datapackage.json) or csv (the template, a service a row)")
        ->check(CLI::IsMember({"hsds-json", "hsds-tabular", "csv"}))->capture_default_str();
    options.add_flag("--staff", chosen->staff, "with what only staff may see; without it the public data alone. Places of hidden sites are in neither");
    options.add_option("--corrections", chosen->corrections, "only what reviews here confirmed against this source's own records, so that its owner can mend them: csv, or hsds-json with each value in metadata");
    options.add_option("--out", chosen->out, "file to write (standard output where absent)");
    return [chosen] { return run_export(*chosen); };
}

}  // namespace porchlight
