#include "core/feed/convert.h"

#include <fmt/format.h>

#include "core/base/hash.h"
#include "core/feed/json_read.h"
#include "core/feed/mask.h"
#include "core/feed/repair.h"
#include "core/feed/statements.h"
#include "core/geo/geo.h"

namespace porchlight {
namespace {

std::string describe(const SourceSettings& source, const std::vector<const Crosswalk*>& crosswalks,
                     const Catalogue& catalogue) {
    auto text = fmt::format("{}|{}|{}|{}|{}|{}|{}", kImporterVersion, source.name, source.zone, source.region,
                            source.language, to_string(source.visibility), to_string(source.shelters));
    for (const auto& [group, rule] : source.rules) text += fmt::format("|{}={}", group, static_cast<int>(rule));
    for (const auto* crosswalk : crosswalks) text += "|" + crosswalk->digest();
    return sha256_hex(text + "|" + catalogue.digest());
}

/// Where a listing lies on the map: its first open site with a point, else a published area.
std::optional<Point> place_of(const Json& record) {
    std::optional<Point> area;
    for (const auto& site : items_of(record, "service_at_locations")) {
        const auto& location = object_of(site, "location");
        const auto lat = number_of(location, "latitude"), lon = number_of(location, "longitude");
        if (lat && lon && is_usable({*lat, *lon})) return Point{*lat, *lon};
        const auto& published = object_of(site, "porchlight_area");
        const auto area_lat = number_of(published, "lat"), area_lon = number_of(published, "lon");
        if (!area && area_lat && area_lon && is_usable({*area_lat, *area_lon})) area = Point{*area_lat, *area_lon};
    }
    return area;
}

std::string key_text(const Json& record) {
    const auto found = record.find("id");
    if (found == record.end()) return {};
    return found->is_string() ? found->get<std::string>() : found->is_number() ? found->dump() : std::string{};
}

/// A record without its organization still belongs to one: of its own name, made for it alone.
void ensure_organization(Json& record, RepairLog& log) {
    if (record.contains("organization")) return;
    std::string key = text_of(record, "organization_id").empty() ? "service:" + key_text(record) + "|" + std::string(text_of(record, "name"))
                                                                 : std::string(text_of(record, "organization_id"));
    record["organization"] = {{"id", std::move(key)}, {"name", text_of(record, "name")}};
    ++log.counts[static_cast<std::size_t>(RepairKind::organization_missing)];
}

}  // namespace

Converter::Converter(const SourceSettings& source, const Catalogue& catalogue,
                     std::vector<const Crosswalk*> crosswalks, const std::set<std::string>& ids_of_others)
    : source_(source), catalogue_(catalogue), crosswalks_(std::move(crosswalks)),
      identifier_(source.name, ids_of_others), settings_digest_(describe(source, crosswalks_, catalogue)) {}

std::string Converter::digest_of(const Json& record, bool hidden, std::string_view text) const {
    // The source row of a hidden site has its street: then the masked record stands for it.
    const auto body = hidden || text.empty() ? sha256_hex(record.dump()) : sha256_hex(text);
    return sha256_hex(settings_digest_ + body);
}

Result<Converted> Converter::convert(Json record, std::string_view digest_text) const {
    if (!record.is_object()) return fail(ErrorKind::bad_request, "not a JSON object");
    RepairLog log;
    repair_shape(record, log);
    // Decided on the record as found and again as repaired: whichever is stricter.
    const auto found = privacy_of(record, meaning_of(record, crosswalks_), source_);
    Secrets secrets;
    if (found.any_hidden()) gather_secrets(record, found, secrets);
    repair_record(record, source_, catalogue_, log);
    auto privacy = log.repairs.empty() ? found : privacy_of(record, meaning_of(record, crosswalks_), source_);
    for (std::size_t i = 0; i < privacy.hidden_site.size() && i < found.hidden_site.size(); ++i)
        privacy.hidden_site[i] = privacy.hidden_site[i] || found.hidden_site[i];
    privacy.visibility = std::max(privacy.visibility, found.visibility);
    if (privacy.any_hidden()) gather_secrets(record, privacy, secrets);
    // Seen only once the texts were mended: then provenance may hold the place in a spelling that
    // nothing here can find, and goes.
    if (privacy.any_hidden() && !found.any_hidden()) log.repairs.clear();

    if (text_of(record, "name").empty()) return fail(ErrorKind::bad_request, "name is missing", "name");

    Converted out;
    auto& listing = out.listing;
    listing.source_key = key_text(record);
    ensure_organization(record, log);
    out.ids_replaced = identifier_.identify(record, privacy.hidden_site);
    auto masked = mask(record, privacy, secrets);
    mask_repairs(log.repairs, privacy, secrets);
    secrets.scrub(listing.source_key);
    const auto meaning = meaning_of(record, crosswalks_);

    listing.service_id = text_of(record, "id");
    listing.organization_id = text_of(record, "organization_id");
    listing.language = source_.language;
    listing.digest = digest_of(record, privacy.any_hidden(), digest_text);
    listing.place = place_of(record);
    listing.visibility = masked.visibility;
    listing.hidden_sites = std::move(masked.hidden_sites);
    listing.statements = statements_of(record, meaning, source_, catalogue_);
    listing.repairs = std::move(log.repairs);
    listing.record = std::move(record);
    out.repairs = log.counts;
    out.emptied = log.emptied;
    out.terms_mapped = meaning.mapped;
    out.unmapped = meaning.unmapped;
    return out;
}

std::vector<const Crosswalk*> crosswalks_of(const SourceSettings& source, const std::vector<Crosswalk>& all) {
    std::vector<const Crosswalk*> out;
    for (const auto& name : source.crosswalks)
        for (const auto& crosswalk : all)
            if (crosswalk.name() == name) out.push_back(&crosswalk);
    if (source.crosswalks.empty())
        for (const auto& crosswalk : all) out.push_back(&crosswalk);
    return out;
}

}  // namespace porchlight
