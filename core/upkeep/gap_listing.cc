#include "core/upkeep/gap_listing.h"

#include <fmt/format.h>

#include "core/feed/json_read.h"
#include "core/index/candidate_codec.h"

namespace porchlight {
namespace {

constexpr int kGapPage = 500;

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

Result<void> add(const StoredListing& listing, const DocumentMaker& maker, GapListing& out) {
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

std::string phone_line(const Json& phone) {
    std::string out = string_of(phone, "number");
    if (phone.contains("extension")) {
        const auto& extension = phone["extension"];
        out += " x " + (extension.is_string() ? extension.get<std::string>() : extension.dump());
    }
    if (const auto said = string_of(phone, "description"); !said.empty()) out += " (" + said + ")";
    return out;
}

}  // namespace

Result<GapListing> read_gap_listing(Store& store, const DocumentMaker& maker,
                                    const std::function<void(std::size_t)>& each) {
    GapListing out;
    std::size_t done = 0;
    for (std::string after;;) {
        const auto page = store.page(after, kGapPage);
        if (!page) return tl::unexpected(page.error());
        if (page->empty()) return out;
        for (const auto& listing : *page) {
            if (auto added = add(listing, maker, out); !added) return tl::unexpected(added.error());
            if (each) each(++done);
        }
        after = page->back().service_id;
    }
}

std::string GapWords::preset(const GapCell& cell) const {
    const auto& label = presets_[cell.preset].label.in(language_);
    return cell.fact ? label + ": " + catalogue_.facts()[*cell.fact].label.in(language_) : label;
}

std::string GapWords::need(const GapCell& cell) const { return catalogue_.needs()[cell.need].label.in(language_); }

std::string GapWords::region(const std::string& region) const {
    if (!region.empty()) return region;
    return is_french() ? "lieu inconnu" : "place not known";
}

std::string GapWords::question(const OpenQuestion& open) const {
    if (open.kind == PartKind::fact) return catalogue_.facts()[open.fact].question.in(language_);
    return is_french() ? "Quand êtes-vous ouverts, le soir et la fin de semaine aussi?"
                       : "When are you open, evenings and weekends too?";
}

SheetCall GapWords::call(const Call& call, const Json& card, const ListedService& service) const {
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

}  // namespace porchlight
