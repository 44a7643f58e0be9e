#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "core/feed/json_read.h"
#include "core/hours/holidays.h"
#include "core/upkeep/gap_listing.h"
#include "indexer/call_sheets.h"
#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

constexpr std::size_t kCellsShown = 30;

struct GapOptions {
    DirectoryOptions directory;
    std::string sheets;
    std::string language = "en";
    std::size_t calls = 30;
    bool json = false;
};

Result<GapListing> read_listed(Directory& directory) {
    const auto keys = directory.store().live_keys();
    if (!keys) return tl::unexpected(keys.error());
    Progress progress("gaps");
    return read_gap_listing(directory.store(), directory.maker(), [&](std::size_t done) {
        progress.show(static_cast<double>(done) / static_cast<double>(keys->size()), done);
    });
}

Json to_json(const Gaps& gaps, const GapListing& listed, const GapWords& words) {
    Json cells = Json::array(), calls = Json::array();
    for (const auto& cell : gaps.cells)
        cells.push_back({{"preset", words.preset(cell)},
                         {"need", words.need(cell)},
                         {"region", cell.region.empty() ? Json(nullptr) : Json(cell.region)},
                         {"meets", cell.meets},
                         {"ask", cell.ask}});
    for (const auto& call : gaps.calls) {
        const auto sheet = words.call(call, listed.cards[call.service], listed.services[call.service]);
        calls.push_back({{"service_id", string_of(listed.cards[call.service], "service_id")},
                         {"name", sheet.name},
                         {"phones", sheet.phones},
                         {"worth", call.worth},
                         {"turns", call.turns},
                         {"questions", sheet.questions}});
    }
    return {{"cells", std::move(cells)}, {"calls", std::move(calls)}};
}

void print(const Gaps& gaps, const GapListing& listed, const GapWords& words) {
    fmt::print("Fewest places that fit (of {} lists):\n\n  fit  ask  list\n", gaps.cells.size());
    for (std::size_t i = 0; i < std::min(kCellsShown, gaps.cells.size()); ++i) {
        const auto& cell = gaps.cells[i];
        fmt::print("{:>5}{:>5}  {} / {} / {}\n", cell.meets, cell.ask, words.preset(cell),
                   words.need(cell), words.region(cell.region));
    }
    fmt::print("\nCalls to make, in this order:\n");
    for (std::size_t i = 0; i < gaps.calls.size(); ++i) {
        const auto& call = gaps.calls[i];
        const auto sheet = words.call(call, listed.cards[call.service], listed.services[call.service]);
        fmt::print("\n{:>3}. {}, {} ({})  {}\n", i + 1, sheet.name, sheet.organization,
                   words.region(sheet.region), fmt::join(sheet.phones, "; "));
        fmt::print("     {}\n", sheet.said);
        for (const auto& question : sheet.questions) fmt::print("     - {}\n", question);
    }
}

Result<void> write_sheets(const std::string& file, const std::string& html) {
    std::ofstream out(file, std::ios::trunc);
    out << html;
    out.flush();
    if (!out) return fail(ErrorKind::unavailable, "cannot write " + file);
    return {};
}

Result<void> run_gaps(const GapOptions& options) {
    auto directory = Directory::open(options.directory);
    if (!directory) return tl::unexpected(directory.error());
    const auto& shipped = (*directory)->paths().shipped;
    const auto& catalogue = (*directory)->settings().catalogue;
    const auto presets = load_presets(shipped / "catalogue", catalogue);
    if (!presets) return tl::unexpected(presets.error());
    const auto holidays = HolidayCalendar::load(shipped / "holidays.json");
    if (!holidays) return tl::unexpected(holidays.error());
    const auto listed = read_listed(**directory);
    if (!listed) return tl::unexpected(listed.error());

    const auto now = SystemClock().now();
    const auto gaps =
        find_gaps(listed->services, *presets, Evaluator(catalogue, *holidays), now, options.calls);
    const GapWords words(catalogue, *presets, options.language);
    if (!options.sheets.empty()) {
        std::vector<SheetCall> calls;
        for (const auto& call : gaps.calls)
            calls.push_back(
                words.call(call, listed->cards[call.service], listed->services[call.service]));
        return write_sheets(options.sheets,
                            call_sheets_html(calls, std::chrono::floor<std::chrono::days>(now),
                                             options.language));
    }
    if (options.json)
        std::cout << to_json(gaps, *listed, words).dump(1, ' ', false, Json::error_handler_t::replace)
                  << '\n';
    else
        print(gaps, *listed, words);
    return {};
}

}  // namespace

Run configure_gaps(CLI::App& options) {
    const auto chosen = std::make_shared<GapOptions>();
    add_directory_options(options, chosen->directory);
    options.add_option("--calls", chosen->calls, "how many calls (30)")->check(CLI::Range(1, 10000));
    options.add_option("--language", chosen->language, "of questions and labels (en)")
        ->check(CLI::IsMember({"en", "fr"}));
    auto* json = options.add_flag("--json", chosen->json, "as JSON, all lists");
    options.add_option("--sheets", chosen->sheets, "write call sheets of ten to this HTML file, for a printer")
        ->excludes(json);
    return [chosen] { return run_gaps(*chosen); };
}

}  // namespace porchlight
