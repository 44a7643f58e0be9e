#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/hash.h"
#include "core/model/hours.h"
#include "core/model/statement.h"

namespace porchlight {

/// Degrees, WGS84.
struct Point {
    double lat = 0;  ///< -90..90
    double lon = 0;  ///< -180..180
    friend bool operator==(const Point&, const Point&) = default;
};

/// A circle on the sphere: a point has radius 0. What is known of where something lies.
struct Region {
    Point centre;
    double radius_km = 0;
    friend bool operator==(const Region&, const Region&) = default;
};

/// How a language is offered, best first (design.md section 4).
enum class LanguageOffer : std::uint8_t {
    staff,
    staff_sometimes,
    interpreter_on_site,
    interpreter_by_phone,
    phone_line,  ///< The language in which the phone is answered.
};

std::string_view to_string(LanguageOffer offer);
std::optional<LanguageOffer> parse_language_offer(std::string_view text);

/// One language of a service or a site.
struct OfferedLanguage {
    std::string tag;  ///< BCP 47, as in the catalogue.
    LanguageOffer offer = LanguageOffer::staff;
    friend bool operator==(const OfferedLanguage&, const OfferedLanguage&) = default;
};

/// A statement as the evaluator sees it: the fact by its number in the catalogue.
struct FactStatement {
    std::uint16_t fact = 0;                  ///< Index into Catalogue::facts().
    Value value = Value::no;
    Standing standing = Standing::proposed;
    Method method = Method::import;
    std::uint16_t source = 0;                ///< Index into the source table of the index.
    std::optional<Day> verified_on;
    std::string detail;
    friend bool operator==(const FactStatement&, const FactStatement&) = default;
};

/// Wording in the listing's own text that speaks for or against a fact; never evidence.
struct TextLead {
    std::uint16_t fact = 0;
    Value value = Value::no;  ///< What the wording suggests.
    friend bool operator==(const TextLead&, const TextLead&) = default;
};

/// One place where a service is given.
struct Site {
    Uuid id;                              ///< service_at_location id; all zero for a service without sites.
    bool masked = false;                  ///< Hidden site: only `region` of its place exists anywhere.
    bool virtual_place = false;           ///< location_type virtual.
    std::optional<Region> region;         ///< Its point (radius 0), or its published area; absent: not known.
    std::vector<FactStatement> statements;
    std::vector<OfferedLanguage> languages;
    std::optional<Hours> hours;           ///< Its own; absent: the service's hold.
    std::vector<Region> covers;           ///< Service areas given for this site.
    friend bool operator==(const Site&, const Site&) = default;
};

/// Whom a service takes, as stated. Absent members are unknown, never "everyone" (field.md 5).
struct Eligibility {
    std::optional<std::int16_t> minimum_age;  ///< Years; with `maximum_age` absent: and older.
    std::optional<std::int16_t> maximum_age;  ///< Years, inclusive.
    bool all_ages = false;                    ///< Said so in as many words.
    std::vector<std::string> genders;         ///< "women", "men", "non-binary", "all"; empty: not stated.
    std::vector<std::string> documents;       ///< What must be brought ("photo-id", "health-card", … or free text).
    bool documents_stated = false;            ///< The listing says what to bring, be it "nothing".
    std::optional<Day> stated_on;             ///< Day of the statement; absent: a lead.
    Standing standing = Standing::proposed;
    friend bool operator==(const Eligibility&, const Eligibility&) = default;
};

/// All that verification and ranking read of one service, held in memory by document number. The
/// same structure is built by hand in tests; encode()/decode() in core/index keep it small.
struct Candidate {
    Uuid service_id;
    Uuid organization_id;
    std::uint16_t source = 0;                  ///< Index into the source table of the index.
    std::string zone;                          ///< IANA zone; empty: its hours are unknown.
    std::string holiday_region;                ///< ISO 3166-2 ("CA-MB"); empty: not known.
    bool active = true;                        ///< status: defunct and inactive are never listed.
    bool by_phone_or_online = false;           ///< Can be used without going anywhere.
    std::optional<Day> assured_on;             ///< HSDS assured_date.
    std::vector<std::uint16_t> needs;          ///< Indexes into Catalogue::needs(), ancestors not included.
    std::vector<FactStatement> statements;     ///< Of the service and of its organization.
    std::vector<TextLead> leads;
    std::vector<OfferedLanguage> languages;
    bool languages_complete = false;           ///< Said to be the whole list.
    std::optional<Day> languages_stated_on;
    Standing languages_standing = Standing::proposed;
    Eligibility eligibility;
    std::optional<Hours> hours;                ///< Of the service; a site's own come first.
    std::optional<Hours> phone_hours;          ///< When the phone is answered, where that is said.
    std::vector<Region> covers;                ///< Service areas whose outline is known.
    std::vector<Site> sites;                   ///< Empty: judged as one site without a place.
    bool has_phone = false;
    /// A report that the place isn't all right waits for review (decision 16). Never encoded: read
    /// with every query.
    bool reported = false;
    /// The service says that it is full until then (decision 18: tested at the moment asked about). Never
    /// encoded: read with every query.
    std::optional<Instant> full_until;
    friend bool operator==(const Candidate&, const Candidate&) = default;
};

}  // namespace porchlight
