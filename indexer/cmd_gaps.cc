#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "core/feed/json_read.h"
#include "core/hours/holidays.h"
#include "core/index/candidate_codec.h"
#include "core/upkeep/gaps.h"
#include "indexer/call_sheets.h"
#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

constexpr int kPage = 500;
constexpr std::size_t kCellsShown = 30;

struct GapOptions {
    DirectoryOptions directory;
    std::string sheets;
    std::string language = "en";
    std::size_t calls = 30;
    bool json = false;
};

/// The directory as the search for gaps and its answer need it.
struct Listed {
    std::vector<ListedService> services;
    std::vector<Json> cards;  ///< Of the same services.
};

/// Town of the first site that shows one, else its published area; empty where neither is known.
std::string region_of(const Json& record) {
    for (const auto& site : items_of(record, "service_at_locations")) {
        const auto area = site.find("porchlight_area");
        if (area != site.end() && area->is_object())
            if (auto name = string_of(*area, "name"); !name.empty()) return name;
        if (!site.contains("location")) continue;
        for (const auto& address : items_of(site["location"], "addresses"))
            if (auto city = string_of(address, "city"); !city.empty()) return city;
    }
    return {};
}

Result<void> add(const StoredListing& listing, const DocumentMaker& maker, Listed& out) {
    auto entries = maker.make(listing);
    if (!entries) return tl::unexpected(entries.error());
    // Those who call are workers: what only staff may know is asked about too.
    const auto& entry = entries->staff ? entries->staff : entries->open;
    if (!entry) return {};
    ListedService service;
    if (auto read = decode(entry->candidate, service.candidate); !read) return read;
    service.region = region_of(Json::parse(listing.record));
    out.services.push_back(std::move(service));
    out.cards.push_back(Json::parse(entry->card));
    return {};
}

Result<Listed> read_all(Directory& directory) {
    const auto keys = directory.store().live_keys();
    if (!keys) return tl::unexpected(keys.error());
    Progress progress("gaps");
    Listed out;
    std::size_t done = 0;
    for (std::string after;;) {
        const auto page = directory.store().page(after, kPage);
        if (!page) return tl::unexpected(page.error());
        if (page->empty()) return out;
        for (const auto& listing : *page) {
            if (auto added = add(listing, directory.maker(), out); !added)
                return tl::unexpected(added.error());
            ++done;
        }
        after = page->back().service_id;
        progress.show(static_cast<double>(done) / static_cast<double>(keys->size()), done);
    }
}

std::string phone_line(const Json& phone) {
    std::string out = string_of(phone, "number");
    if (phone.contains("extension")) {
        const auto& extension = phone["extension"];
        out += " x " + (extension.is_string() ? extension.get<std::string>() : extension.dump());
    }
    if (const auto said = string_of(phone, "description"); !said.empty()) out += " (" + said + ")";
    return out;
}

/// What is found, in words.
class GapWords {
  public:
    GapWords(const Catalogue& catalogue, const std::vector<Preset>& presets, std::string language)
        : catalogue_(catalogue), presets_(presets), language_(std::move(language)) {}

    std::string preset(const GapCell& cell) const {
        const auto& label = presets_[cell.preset].label.in(language_);
        return cell.fact ? label + ": " + catalogue_.facts()[*cell.fact].label.in(language_) : label;
    }
    std::string need(const GapCell& cell) const {
        return catalogue_.needs()[cell.need].label.in(language_);
    }
    std::string region(const std::string& region) const {
        if (!region.empty()) return region;
        return is_french() ? "lieu inconnu" : "place not known";
    }
    std::string question(const OpenQuestion& open) const {
        if (open.kind == PartKind::fact) return catalogue_.facts()[open.fact].question.in(language_);
        return is_french() ? "Quand êtes-vous ouverts, le soir et la fin de semaine aussi?"
                           : "When are you open, evenings and weekends too?";
    }
    SheetCall call(const Call& call, const Json& card, const ListedService& service) const {
        SheetCall out;
        out.name = string_of(card, "name");
        if (card.contains("organization")) out.organization = string_of(card["organization"], "name");
        out.region = service.region;
        for (const auto& phone : card["phones"]) out.phones.push_back(phone_line(phone));
        out.said = fmt::format(fmt::runtime(is_french() ? "Compterait dans {} listes de plus."
                                                        : "Would count in {} more lists."),
                               call.turns);
        for (const auto& open : call.questions) out.questions.push_back(question(open));
        return out;
    }

  private:
    bool is_french() const { return language_.rfind("fr", 0) == 0; }

    const Catalogue& catalogue_;
    const std::vector<Preset>& presets_;
    std::string language_;
};

Json to_json(const Gaps& gaps, const Listed& listed, const GapWords& words) {
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

void print(const Gaps& gaps, const Listed& listed, const GapWords& words) {
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
    const auto listed = read_all(**directory);
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
