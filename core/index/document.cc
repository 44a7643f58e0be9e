#include "core/index/document.h"

#include <algorithm>

#include "core/feed/json_read.h"
#include "core/feed/meaning.h"
#include "core/index/candidate_codec.h"
#include "core/index/fields.h"
#include "core/index/public_record.h"
#include "core/index/terms.h"

namespace porchlight {
namespace {

bool is_hidden(const Json& site) { return site.value("porchlight_hidden", false); }

void add_term_names(IndexEntry& entry, const TextTerms& texts, const Json& owner) {
    for (const auto& attribute : items_of(owner, "attributes"))
        if (attribute.contains("taxonomy_term") && attribute.value("value", "") != "no")
            texts.add(entry, string_of(attribute["taxonomy_term"], "name"), kLabelText);
}

void add_texts(IndexEntry& entry, const TextTerms& texts, const Json& record) {
    texts.add_name(entry, string_of(record, "name"), kNameText);
    texts.add_name(entry, string_of(record, "alternate_name"), kNameText);
    const auto description = string_of(record, "description");
    texts.add(entry, description, kBodyText);
    for (const char* member : {"eligibility_description", "application_process", "fees_description",
                               "interpretation_services", "alert"})
        texts.add(entry, string_of(record, member), kShortText);
    add_term_names(entry, texts, record);
    if (record.contains("organization")) {
        const auto& organization = record["organization"];
        texts.add_name(entry, string_of(organization, "name"), kOrganizationText);
        texts.add_name(entry, string_of(organization, "alternate_name"), kOrganizationText);
        texts.add(entry, string_of(organization, "description"), kOrganizationBodyText);
    }
    if (record.contains("program")) texts.add(entry, string_of(record["program"], "name"), kLabelText);
    for (const auto& site : items_of(record, "service_at_locations")) {
        texts.add(entry, string_of(site, "description"), kShortText);
        if (!is_hidden(site) && site.contains("location"))
            texts.add(entry, string_of(site["location"], "name"), kShortText);
    }
}

void add_words_of(IndexEntry& entry, const IndexEntry& other) {
    for (const auto& [text, frequency] : other.terms) entry.terms[text] += frequency;
    entry.spelling_words.insert(entry.spelling_words.end(), other.spelling_words.begin(),
                                other.spelling_words.end());
}

/// Towns that the addresses name, each with its site's point.
void add_places(IndexEntry& entry, const Json& record) {
    for (const auto& site : items_of(record, "service_at_locations")) {
        if (is_hidden(site) || !site.contains("location")) continue;
        const auto& location = site["location"];
        const bool placed = location.contains("latitude") && location.contains("longitude") &&
                            location["latitude"].is_number() && location["longitude"].is_number();
        if (!placed) continue;
        for (const auto& address : items_of(location, "addresses")) {
            Place place;
            place.name = string_of(address, "city");
            place.admin1 = string_of(address, "state_province");
            place.country = string_of(address, "country");
            place.centre = {location["latitude"].get<double>(), location["longitude"].get<double>()};
            if (!place.name.empty()) entry.places.push_back(std::move(place));
        }
    }
}

/// Takes away what only staff may know.  @return whether there was any.
bool drop_staff_facts(Candidate& candidate, const Catalogue& catalogue) {
    std::size_t dropped = 0;
    const auto drop = [&](auto& list) {
        dropped += std::erase_if(list, [&](const auto& each) {
            return catalogue.facts()[each.fact].audience == Audience::staff;
        });
    };
    drop(candidate.statements);
    drop(candidate.leads);
    for (auto& site : candidate.sites) drop(site.statements);
    return dropped > 0;
}

}  // namespace

std::string_view to_string(Side side) { return side == Side::open ? "public" : "staff"; }

DocumentMaker::DocumentMaker(const IndexSettings& settings)
    : catalogue_(settings.settings.catalogue),
      phrases_(settings.phrases),
      settings_(settings.settings),
      reader_(catalogue_, settings_.crosswalks, settings.gazetteer, source_names()) {
    for (const auto& need : catalogue_.needs()) {
        auto& entry = need_labels_.emplace_back();
        for (const auto& [language, label] : need.label.all())
            TextTerms(catalogue_, phrases_, language).add(entry, label, kLabelText);
    }
}

std::vector<std::string> DocumentMaker::source_names() const {
    std::vector<std::string> names{""};
    for (const auto& source : settings_.sources) names.push_back(source.name);
    return names;
}

IndexEntry DocumentMaker::make_entry(const StoredListing& listing, const Json& record,
                                     const Candidate& candidate,
                                     const SourceSettings& source) const {
    IndexEntry entry;
    entry.id = listing.service_id;
    const TextTerms texts(catalogue_, phrases_,
                          listing.language.empty() ? source.language : listing.language);
    add_texts(entry, texts, record);
    // The catalogue's own labels, so that a need is found by its name in any interface language.
    for (const auto need : candidate.needs) add_words_of(entry, need_labels_[need]);
    add_boolean_terms(entry, candidate, catalogue_);
    add_places(entry, record);
    entry.candidate = encode(candidate);
    entry.card = make_card(listing, record).dump();
    return entry;
}

Result<IndexEntries> DocumentMaker::make(const StoredListing& listing) const {
    const auto record = Json::parse(listing.record, nullptr, false);
    if (!record.is_object())
        return fail(ErrorKind::corrupt, "record of " + listing.service_id + " is not JSON");
    IndexEntries entries;
    const auto status = string_of(record, "status");
    if (listing.withdrawn || status == "inactive" || status == "defunct") return entries;
    const auto source = settings_.source(listing.source);
    const auto whole = reader_.read(listing, record, source);
    const bool differs = has_public_view(record);
    std::optional<Json> own_view;
    if (differs) own_view = public_view(record);
    if (listing.visibility != Visibility::open || (differs && !own_view)) {
        entries.staff = make_entry(listing, record, whole, source);
        return entries;
    }
    const auto& view = differs ? *own_view : record;
    auto open = differs ? reader_.read(listing, view, source) : whole;
    // To the public a staff fact doesn't exist: then workers get a document of their own.
    const bool less = drop_staff_facts(open, catalogue_);
    entries.open = make_entry(listing, view, open, source);
    if (differs || less) entries.staff = make_entry(listing, record, whole, source);
    return entries;
}

}  // namespace porchlight
