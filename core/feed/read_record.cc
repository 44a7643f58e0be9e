#include "core/feed/read_record.h"

#include <algorithm>
#include <initializer_list>

#include "core/feed/convert.h"
#include "core/feed/json_read.h"
#include "core/feed/meaning.h"
#include "core/feed/read_hours.h"
#include "core/feed/read_parts.h"
#include "core/feed/repair_place.h"
#include "core/geo/geo.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

Uuid uuid_of(std::string_view text) { return parse_uuid(text).value_or(Uuid{}); }

std::optional<Day> day_of(std::string_view text) {
    const auto day = parse_day(text);
    return day ? std::optional(*day) : std::nullopt;
}

/// Whatever begins like a word for "over" is over; anything else is listed.
bool is_active(std::string_view status) {
    const auto folded = fold_phrase(status);
    for (const std::string_view over : {"inactive", "defunct", "closed", "discontinued", "suspended", "ended"})
        if (folded.starts_with(over)) return false;
    return true;
}

bool is_physical(const Json& site) {
    const auto& location = object_of(site, "location");
    return text_of(location, "location_type") != "virtual";
}

bool has_words(const std::string& folded, std::initializer_list<std::string_view> phrases) {
    const auto padded = " " + folded + " ";
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
        return padded.find(" " + std::string(phrase) + " ") != std::string::npos;
    });
}

/// A service that nobody has to go to: all of its places are virtual, it has none and is a line or a
/// page by its own words, or its words say that there is no other way.
bool is_by_phone_or_online(const Json& record) {
    const auto& sites = items_of(record, "service_at_locations");
    const bool any_physical = std::any_of(sites.begin(), sites.end(), is_physical);
    if (!sites.empty() && !any_physical) return true;
    std::string said;
    for (const char* key : {"name", "alternate_name", "description", "application_process"})
        said += fold_phrase(text_of(record, key)) + " ";
    for (const auto& schedule : items_of(record, "schedules")) said += fold_phrase(text_of(schedule, "attending_type")) + " ";
    if (has_words(said, {"by phone only", "phone only", "telephone only", "by telephone only", "online only", "only online", "only by phone",
                         "virtual only", "par telephone seulement", "en ligne seulement", "solo por telefono", "solo en linea"}))
        return true;
    if (any_physical) return false;
    const auto name = fold_phrase(text_of(record, "name"));
    return has_words(name, {"hotline", "helpline", "help line", "crisis line", "text line", "phone line", "warmline", "warm line", "online",
                            "virtual", "ligne d ecoute", "linea de ayuda"});
}

bool has_voice(const Json& holder) {
    const auto& phones = items_of(holder, "phones");
    return std::any_of(phones.begin(), phones.end(), [](const Json& phone) {
        const auto type = lower_ascii(text_of(phone, "type"));
        const auto what = fold_phrase(text_of(phone, "description"));
        return !text_of(phone, "number").empty() && type != "fax" && type != "pager" && !has_words(what, {"fax"}) && what != "phonefax";
    });
}

bool has_any_phone(const Json& record) {
    const auto in_contacts = [](const Json& holder) {
        const auto& contacts = items_of(holder, "contacts");
        return std::any_of(contacts.begin(), contacts.end(), has_voice);
    };
    if (has_voice(record) || has_voice(object_of(record, "organization")) || in_contacts(record)) return true;
    const auto& sites = items_of(record, "service_at_locations");
    return std::any_of(sites.begin(), sites.end(), [&](const Json& site) {
        const auto& location = object_of(site, "location");
        return has_voice(site) || has_voice(location) || in_contacts(site) || in_contacts(location);
    });
}

/// Its point, or the area that it publishes. A city's or postal code's middle is neither: a site
/// whose place isn't known is not outside an area of concern.
std::optional<Region> region_of(const Json& site, bool masked) {
    const auto& location = object_of(site, "location");
    if (!masked) {
        const auto lat = number_of(location, "latitude"), lon = number_of(location, "longitude");
        if (lat && lon && is_usable({*lat, *lon})) return Region{{*lat, *lon}, 0};
    }
    const auto& area = object_of(site, "porchlight_area");
    const auto lat = number_of(area, "lat"), lon = number_of(area, "lon"), radius = number_of(area, "radius_km");
    if (lat && lon && radius && *radius > 0 && is_usable({*lat, *lon})) return Region{{*lat, *lon}, *radius};
    return {};
}

/// "US-FL" where all of its sites are in one state; else what the source says.
std::string holiday_region_of(const Json& record, const SourceSettings& source) {
    std::string found;
    for (const auto& site : items_of(record, "service_at_locations"))
        for (const auto& address : items_of(object_of(site, "location"), "addresses")) {
            const auto* state = find_state(text_of(address, "state_province"));
            if (state == nullptr || text_of(address, "country") != state->country) continue;
            auto region = std::string(state->country) + "-" + std::string(state->code);
            if (!found.empty() && found != region) return source.region;
            found = std::move(region);
        }
    return found.empty() ? source.region : found;
}

void gather_texts(const Json& record, std::vector<std::string>& out) {
    const auto add = [&](const Json& object, std::initializer_list<const char*> keys) {
        for (const char* key : keys)
            if (const auto text = text_of(object, key); !text.empty()) out.emplace_back(text);
    };
    add(record, {"name", "alternate_name", "description", "eligibility_description", "application_process", "fees_description",
                 "interpretation_services", "alert", "accreditations"});
    for (const auto& row : items_of(record, "required_documents")) add(row, {"document"});
    for (const auto& row : items_of(record, "cost_options")) add(row, {"option", "amount_description"});
    for (const auto& site : items_of(record, "service_at_locations")) {
        const auto& location = object_of(site, "location");
        add(site, {"description"});
        add(location, {"description", "transportation"});
        for (const auto& row : items_of(location, "accessibility")) add(row, {"description", "details"});
    }
}

}  // namespace

RecordReader::RecordReader(const Catalogue& catalogue, const std::vector<Crosswalk>& crosswalks, const Gazetteer* gazetteer,
                           std::vector<std::string> sources)
    : catalogue_(catalogue), crosswalks_(crosswalks), gazetteer_(gazetteer), leads_(catalogue) {
    for (std::size_t i = 0; i < sources.size(); ++i) source_index_.emplace(std::move(sources[i]), static_cast<std::uint16_t>(i));
}

Candidate RecordReader::read(const StoredListing& listing, const Json& record, const SourceSettings& source) const {
    const auto index_of = [this](const std::string& name) {
        const auto found = source_index_.find(name);
        return found == source_index_.end() ? std::uint16_t{0} : found->second;
    };
    const auto assured = day_of(text_of(record, "assured_date"));
    const Stated hours_stated{assured, source.standing_for("hours")};
    Candidate out;
    out.service_id = uuid_of(listing.service_id);
    out.organization_id = uuid_of(listing.organization_id);
    out.source = index_of(listing.source);
    out.zone = source.zone;
    out.holiday_region = holiday_region_of(record, source);
    out.active = !listing.withdrawn && is_active(text_of(record, "status"));
    out.by_phone_or_online = is_by_phone_or_online(record);
    out.assured_on = assured;
    out.needs = meaning_of(record, crosswalks_of(source, crosswalks_)).needs;

    read_languages(record, catalogue_, out.languages);
    read_interpreters(text_of(record, "interpretation_services"), catalogue_, out.languages);
    read_phone_languages(record, catalogue_, out.languages);
    out.languages_stated_on = assured;
    out.languages_standing = source.standing_for("languages");
    for_each_code(record, "Porchlight language offer", [&](std::string_view code) {
        out.languages_complete = out.languages_complete || code == "languages.complete";
    });
    out.eligibility = read_eligibility(record, source, assured);
    out.hours = read_hours(record, hours_stated);
    out.phone_hours = read_phone_hours(record, hours_stated);
    out.covers = read_areas(record);
    out.has_phone = has_any_phone(record);

    for (const auto& site : items_of(record, "service_at_locations")) {
        const auto& location = object_of(site, "location");
        Site place;
        place.id = uuid_of(text_of(site, "id"));
        place.masked = site.contains("porchlight_hidden");
        place.virtual_place = !is_physical(site);
        place.region = region_of(site, place.masked);
        read_languages(site, catalogue_, place.languages);
        read_languages(location, catalogue_, place.languages);
        read_phone_languages(site, catalogue_, place.languages);
        place.hours = read_hours(site, hours_stated);
        // A place's own opening counts where neither the service there nor the service has rules.
        const bool service_has_rules = out.hours && !out.hours->shifts.empty();
        if (!place.hours && !service_has_rules) place.hours = read_hours(location, hours_stated);
        // When the service is closed, no place of it is open.
        if (place.hours && out.hours)
            place.hours->exceptions.insert(place.hours->exceptions.end(), out.hours->exceptions.begin(), out.hours->exceptions.end());
        place.covers = read_areas(site);
        out.sites.push_back(std::move(place));
    }

    for (const auto& statement : listing.statements) {
        const auto fact = catalogue_.fact(statement.fact);
        if (!fact) continue;  // an entry of a newer catalogue
        FactStatement one{*fact, statement.value, statement.standing, statement.method, index_of(statement.source),
                          statement.verified_on, statement.detail};
        if (statement.subject != Subject::site) { out.statements.push_back(std::move(one)); continue; }
        const auto id = uuid_of(statement.subject_id);
        for (auto& site : out.sites)
            if (site.id == id) site.statements.push_back(one);
    }
    std::vector<std::string> texts;
    gather_texts(record, texts);
    out.leads = leads_.find(texts);
    return out;
}

Result<Candidate> RecordReader::read(const StoredListing& listing, const SourceSettings& source) const {
    const auto record = Json::parse(listing.record, nullptr, false);
    if (record.is_discarded() || !record.is_object())
        return fail(ErrorKind::corrupt, "the record of listing " + listing.service_id + " is not a JSON object");
    return read(listing, record, source);
}

}  // namespace porchlight
