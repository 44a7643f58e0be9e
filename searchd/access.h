#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace porchlight {

/// Who may ask: the columns of the table below.
enum class Who : std::uint8_t {
    anyone,         ///< Without a session.
    worker,
    reviewer,
    agency_editor,
    administrator,
    capacity,       ///< A night desk's sign-in.
    setting_up,     ///< Signed in, and must set up an authenticator before anything else.
    count,
};

/// How far a route reaches for somebody: its objects, in a cell of the table.
enum class Reach : std::uint8_t {
    none,  ///< Refused: 401 without a session, else 403.
    open,  ///< What everybody may know.
    own,   ///< Their own account; accounts and invitations of their own organization.
    any,   ///< All of them; listings for staff too.
};

/// On which listeners a route is served.
enum class Served : std::uint8_t {
    people,    ///< The main listener and the kiosk's.
    main,      ///< The main listener alone.
    kiosk,     ///< With the public role alone behind it.
    operators,
};

/// What a route does with a request's body.
enum class Accepts : std::uint8_t {
    nothing,   ///< GET: a body is refused.
    json,      ///< application/json only; anything else is 415.
    parameters,  ///< Of lists for other directories: in the address, or (POST) in a JSON body, or both.
    anything,  ///< Read, bounded and thrown away; a form post is told to the handler.
};

/// What a route's path ends with.
enum class Tail : std::uint8_t {
    none,      ///< The path is compared whole, byte for byte.
    short_id,  ///< Behind the path come exactly the 8 characters a-z2-7 of a service's short id.
    uuid,      ///< Behind the path come 36 hexadecimal digits and hyphens.
    file,      ///< Behind the path comes the name of a file of the built page, compared whole.
};

/// How a request shows that our own page made it. A foreign Origin is refused by all but `reading`.
enum class Proof : std::uint8_t {
    reading,  ///< Changes nothing, and needs none.
    leaving,  ///< The way out works without script; its Origin may be "null".
    origin,   ///< Origin must be there and ours: what begins or finds a session.
    token,    ///< In a session also the session's token; without one Origin may be absent.
};

/// Every route of every listener. A route is added by this name only: one without a row in the table
/// can't be written.
enum class RouteId : std::uint8_t {
    desk, kiosk, asset, map, code_page, leave, health,
    catalogue, search, service, explain, suggest, plan, check_in, hand_over, count_outcome, count_unmet, report,
    sign_in, sign_out, who,
    accept, password, code, code_confirm, invite, invitations, approve, account_list, account_disable,
    listings, listing, draft, submit, preview, csv_template, upload, take_back, check_page, check_draft, check_send,
    capacity, capacity_say, capacity_take_back,
    review_queue, submission, submission_duplicates, decide, open_reports, lift_report, pairs, not_same, merge,
    upkeep, upkeep_gaps, told,
    hsds_root, hsds_about, hsds_openapi, hsds_profile, hsds_services, hsds_services_asked,
    hsds_service, hsds_organizations, hsds_organizations_asked, hsds_organization, hsds_taxonomies, hsds_taxonomies_asked,
    hsds_taxonomy, hsds_taxonomy_terms, hsds_taxonomy_terms_asked, hsds_taxonomy_term, hsds_service_at_locations, hsds_service_at_locations_asked,
    hsds_service_at_location, hsds_services_preflight, hsds_organizations_preflight, hsds_taxonomies_preflight,
    hsds_taxonomy_terms_preflight, hsds_service_at_locations_preflight,
    ready, counters, metrics,
    count,
};

inline constexpr std::size_t kWhos = static_cast<std::size_t>(Who::count);
inline constexpr std::size_t kRoutes = static_cast<std::size_t>(RouteId::count);

/// The longest body that most routes read, counted as it comes, chunks too.
inline constexpr std::size_t kLongestBody = 256 * 1024;
/// A file of 1 MB as a JSON string, of which nearly each second character is escaped.
inline constexpr std::size_t kLongestUploadBody = 2 * 1024 * 1024;

/// One row: a route, and what it reaches for whom.
struct RouteRow {
    RouteId id = RouteId::count;
    const char* method = "";
    const char* path = "";
    Served served = Served::main;
    Accepts accepts = Accepts::nothing;
    Proof proof = Proof::reading;
    std::array<Reach, kWhos> reach{};
    Tail tail = Tail::none;
    std::size_t longest_body = kLongestBody;  ///< Bytes; more is 413.
};

namespace access {
using enum Reach;
/// In the order of Who.
///                                      anyone worker reviewer agency admin capacity setting up
inline constexpr std::array<Reach, kWhos> kAll = {open, open, open, open, open, open, open};
inline constexpr std::array<Reach, kWhos> kDirectory = {open, any, any, open, any, none, none};
inline constexpr std::array<Reach, kWhos> kSignedIn = {none, own, own, own, own, own, own};
inline constexpr std::array<Reach, kWhos> kOwnAccount = {none, own, own, own, own, none, none};
inline constexpr std::array<Reach, kWhos> kOwnCode = {none, own, own, own, own, none, own};
inline constexpr std::array<Reach, kWhos> kInviting = {none, none, any, own, any, none, none};
inline constexpr std::array<Reach, kWhos> kApproving = {none, none, any, none, any, none, none};
inline constexpr std::array<Reach, kWhos> kAgency = {none, none, none, own, none, none, none};
inline constexpr std::array<Reach, kWhos> kCapacity = {none, none, none, own, none, own, none};
inline constexpr std::array<Reach, kWhos> kListing = {none, none, any, own, none, none, none};
inline constexpr std::array<Reach, kWhos> kReviewing = {none, none, any, none, none, none, none};
inline constexpr std::array<Reach, kWhos> kUpkeep = {none, none, any, none, any, none, none};
inline constexpr std::array<Reach, kWhos> kCalling = {none, any, any, none, none, none, none};
inline constexpr std::array<Reach, kWhos> kAdministering = {none, none, none, none, any, none, none};
}  // namespace access

/// role × route × object (issue: accounts and roles). Tested cell by cell against a running searchd.
inline constexpr std::array<RouteRow, kRoutes> kRouteTable = [] {
    using enum RouteId;
    using enum Accepts;
    using enum Proof;
    using namespace access;
    constexpr auto people = Served::people, main = Served::main, operators = Served::operators;
    return std::array<RouteRow, kRoutes>{{
        {desk, "GET", "/", main, nothing, reading, kAll},
        {kiosk, "GET", "/kiosk", Served::kiosk, nothing, reading, kAll},
        {asset, "GET", "/assets/", people, nothing, reading, kAll, Tail::file},
        {map, "GET", "/map.pmtiles", people, nothing, reading, kAll},
        {code_page, "GET", "/i/", people, nothing, reading, kAll, Tail::short_id},
        {leave, "POST", "/exit", people, anything, leaving, kAll},
        {health, "GET", "/healthz", people, nothing, reading, kAll},
        {catalogue, "GET", "/api/v1/catalogue", people, nothing, reading, kDirectory},
        {search, "POST", "/api/v1/search", people, json, token, kDirectory},
        {service, "POST", "/api/v1/service", people, json, token, kDirectory},
        {explain, "POST", "/api/v1/explain", people, json, token, kDirectory},
        {suggest, "POST", "/api/v1/suggest", people, json, token, kDirectory},
        {plan, "POST", "/api/v1/plan", people, json, token, kDirectory},
        {check_in, "POST", "/api/v1/check-in", people, json, token, kDirectory},
        {hand_over, "POST", "/api/v1/hand-over", people, json, token, kDirectory},
        {count_outcome, "POST", "/api/v1/count", people, json, token, kDirectory},
        {count_unmet, "POST", "/api/v1/unmet", people, json, token, kDirectory},
        {report, "POST", "/api/v1/report", people, json, token, kDirectory},
        {sign_in, "POST", "/api/v1/session", main, json, origin, kAll},
        {sign_out, "POST", "/api/v1/session/end", main, json, token, kSignedIn},
        {who, "POST", "/api/v1/session/who", main, json, origin, kAll},
        {accept, "POST", "/api/v1/account/accept", main, json, origin, kAll},
        {password, "POST", "/api/v1/account/password", main, json, token, kOwnAccount},
        {code, "POST", "/api/v1/account/code", main, json, token, kOwnCode},
        {code_confirm, "POST", "/api/v1/account/code/confirm", main, json, token, kOwnCode},
        {invite, "POST", "/api/v1/account/invite", main, json, token, kInviting},
        {invitations, "POST", "/api/v1/account/invitations", main, json, token, kInviting},
        {approve, "POST", "/api/v1/account/approve", main, json, token, kApproving},
        {account_list, "POST", "/api/v1/account/list", main, json, token, kAdministering},
        {account_disable, "POST", "/api/v1/account/disable", main, json, token, kAdministering},
        {listings, "POST", "/api/v1/desk/listings", main, json, token, kAgency},
        {listing, "POST", "/api/v1/desk/listing", main, json, token, kListing},
        {draft, "POST", "/api/v1/desk/draft", main, json, token, kListing},
        {submit, "POST", "/api/v1/desk/submit", main, json, token, kListing},
        {preview, "POST", "/api/v1/desk/preview", main, json, token, kListing},
        {csv_template, "POST", "/api/v1/desk/template", main, json, token, kAgency},
        {upload, "POST", "/api/v1/desk/upload", main, json, token, kAgency, Tail::none, kLongestUploadBody},
        {take_back, "POST", "/api/v1/desk/take-back", main, json, token, kListing},
        {check_page, "POST", "/api/v1/desk/check", main, json, token, kListing},
        {check_draft, "POST", "/api/v1/desk/check/draft", main, json, token, kListing},
        {check_send, "POST", "/api/v1/desk/check/send", main, json, token, kListing},
        {RouteId::capacity, "GET", "/api/v1/capacity", main, nothing, reading, kCapacity},
        {capacity_say, "POST", "/api/v1/capacity/say", main, json, token, kCapacity},
        {capacity_take_back, "POST", "/api/v1/capacity/take-back", main, json, token, kCapacity},
        {review_queue, "POST", "/api/v1/review/queue", main, json, token, kReviewing},
        {submission, "POST", "/api/v1/review/submission", main, json, token, kReviewing},
        {submission_duplicates, "POST", "/api/v1/review/duplicates", main, json, token, kReviewing},
        {decide, "POST", "/api/v1/review/decide", main, json, token, kReviewing},
        {open_reports, "POST", "/api/v1/review/reports", main, json, token, kReviewing},
        {lift_report, "POST", "/api/v1/review/lift-report", main, json, token, kReviewing},
        {pairs, "POST", "/api/v1/review/pairs", main, json, token, kReviewing},
        {not_same, "POST", "/api/v1/review/not-same", main, json, token, kReviewing},
        {merge, "POST", "/api/v1/review/merge", main, json, token, kReviewing},
        {upkeep, "POST", "/api/v1/upkeep", main, json, token, kUpkeep},
        {upkeep_gaps, "POST", "/api/v1/upkeep/gaps", main, json, token, kUpkeep},
        {told, "POST", "/api/v1/upkeep/told", main, json, token, kCalling},
        {hsds_root, "GET", "/hsds", main, parameters, reading, kAll},
        {hsds_about, "GET", "/hsds/", main, parameters, reading, kAll},
        {hsds_openapi, "GET", "/hsds/openapi.json", main, nothing, reading, kAll},
        {hsds_profile, "GET", "/hsds/profile", main, nothing, reading, kAll},
        {hsds_services, "GET", "/hsds/services", main, parameters, reading, kAll},
        {hsds_services_asked, "POST", "/hsds/services", main, parameters, reading, kAll},
        {hsds_service, "GET", "/hsds/services/", main, parameters, reading, kAll, Tail::uuid},
        {hsds_organizations, "GET", "/hsds/organizations", main, parameters, reading, kAll},
        {hsds_organizations_asked, "POST", "/hsds/organizations", main, parameters, reading, kAll},
        {hsds_organization, "GET", "/hsds/organizations/", main, parameters, reading, kAll, Tail::uuid},
        {hsds_taxonomies, "GET", "/hsds/taxonomies", main, parameters, reading, kAll},
        {hsds_taxonomies_asked, "POST", "/hsds/taxonomies", main, parameters, reading, kAll},
        {hsds_taxonomy, "GET", "/hsds/taxonomies/", main, parameters, reading, kAll, Tail::uuid},
        {hsds_taxonomy_terms, "GET", "/hsds/taxonomy_terms", main, parameters, reading, kAll},
        {hsds_taxonomy_terms_asked, "POST", "/hsds/taxonomy_terms", main, parameters, reading, kAll},
        {hsds_taxonomy_term, "GET", "/hsds/taxonomy_terms/", main, parameters, reading, kAll, Tail::uuid},
        {hsds_service_at_locations, "GET", "/hsds/service_at_locations", main, parameters, reading, kAll},
        {hsds_service_at_locations_asked, "POST", "/hsds/service_at_locations", main, parameters, reading, kAll},
        {hsds_service_at_location, "GET", "/hsds/service_at_locations/", main, parameters, reading, kAll, Tail::uuid},
        {hsds_services_preflight, "OPTIONS", "/hsds/services", main, nothing, reading, kAll},
        {hsds_organizations_preflight, "OPTIONS", "/hsds/organizations", main, nothing, reading, kAll},
        {hsds_taxonomies_preflight, "OPTIONS", "/hsds/taxonomies", main, nothing, reading, kAll},
        {hsds_taxonomy_terms_preflight, "OPTIONS", "/hsds/taxonomy_terms", main, nothing, reading, kAll},
        {hsds_service_at_locations_preflight, "OPTIONS", "/hsds/service_at_locations", main, nothing, reading, kAll},
        {ready, "GET", "/readyz", operators, nothing, reading, kAll},
        {counters, "GET", "/counters", operators, nothing, reading, kAll},
        {metrics, "GET", "/metrics", operators, nothing, reading, kAll},
    }};
}();

constexpr const RouteRow& row_of(RouteId id) { return kRouteTable[static_cast<std::size_t>(id)]; }

/// Whether every route has its own row, and each row says how it is protected.
constexpr bool is_whole(const std::array<RouteRow, kRoutes>& table) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto& row = table[i];
        const bool posts = std::string_view(row.method) == "POST";
        if (row.id != static_cast<RouteId>(i) || !*row.path) return false;
        const bool lists = row.accepts == Accepts::parameters;
        if (lists ? row.proof != Proof::reading : posts == (row.accepts == Accepts::nothing)) return false;
        if (!lists && posts == (row.proof == Proof::reading)) return false;
        if ((row.proof == Proof::leaving) != (row.accepts == Accepts::anything)) return false;
    }
    return true;
}
static_assert(is_whole(kRouteTable), "a route has no row in the table, or one that doesn't fit");

}  // namespace porchlight
