#include "core/hsds/query.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <set>

#include "core/feed/hsds_objects.h"
#include "core/feed/json_read.h"

namespace porchlight {
namespace {

constexpr double kFarthest_m = 20'100'000;  ///< Half around the earth.

constexpr unsigned bit(HsdsKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned kServices = bit(HsdsKind::service), kOrganizations = bit(HsdsKind::organization), kTaxonomies = bit(HsdsKind::taxonomy),
                   kTerms = bit(HsdsKind::taxonomy_term), kSites = bit(HsdsKind::service_at_location);
constexpr unsigned kAll = kServices | kOrganizations | kTaxonomies | kTerms | kSites;
constexpr unsigned kRecords = kServices | kOrganizations | kSites;

/// Reads a value into the query.  @return whether it could be read.
using Read = std::function<bool(const std::string& text, HsdsQuery& out)>;

struct Rule {
    HsdsParameterRule said;
    unsigned kinds;
    Read read;
};

bool read_count(const std::string& text, std::size_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && out >= 1 && out <= 1'000'000'000;
}

bool read_flag(const std::string& text, bool& out) {
    out = text == "true" || text == "1";
    return out || text == "false" || text == "0";
}

bool read_id(const std::string& text, std::optional<Uuid>& out) {
    const auto id = parse_uuid(text);
    if (id) out = *id;
    return id.has_value();
}

/// A day, or a date-time with or without offset (then UTC).
bool read_instant(const std::string& text, std::optional<Instant>& out) {
    if (text.size() == 10) {
        const auto day = parse_day(text);
        if (day) out = *day;
        return day.has_value();
    }
    const auto written = hsds_date_time(text);
    const auto day = written ? parse_day(*written) : fail(ErrorKind::bad_request, "");
    const auto local = day ? parse_local_minutes(written->substr(0, 16)) : fail(ErrorKind::bad_request, "");
    if (!local) return false;
    int second = 0;
    std::from_chars(written->data() + 17, written->data() + 19, second);
    out = Instant{local->time_since_epoch()} + std::chrono::seconds{second};
    return true;
}

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = {
        {{"search", "string", "", "Finds what has all of these words, each at the beginning of a word, in its names, descriptions and places."}, kAll,
         [](const auto& text, auto& out) { out.filter.search = words_for_search(text); return true; }},
        {{"page", "integer", "", "From 1 on."}, kAll, [](const auto& text, auto& out) { return read_count(text, out.page); }},
        {{"per_page", "integer", "", "Items a page: 50 where not given, at most 1000 (of a minimal list 10000, and where not given all that fit)."}, kAll,
         [](const auto& text, auto& out) { return read_count(text, out.per_page); }},
        {{"format", "string", "", "json, or ndjson for all items without pages, one a line."}, kAll,
         [](const auto& text, auto& out) { out.ndjson = text == "ndjson"; return out.ndjson || text == "json"; }},
        {{"taxonomy_term_id", "string", "uuid", "Has this term, itself or in anything nested in it. Narrower terms don't count."}, kRecords,
         [](const auto& text, auto& out) { return read_id(text, out.filter.term); }},
        {{"taxonomy_id", "string", "uuid", "Has a term of this taxonomy, or (of terms) is one."}, kRecords | kTerms,
         [](const auto& text, auto& out) { return read_id(text, out.filter.taxonomy); }},
        {{"organization_id", "string", "uuid", "Is this organization's."}, kServices | kSites,
         [](const auto& text, auto& out) { return read_id(text, out.filter.organization); }},
        {{"modified_after", "string", "date-time", "Changed at this time or later, with all that is nested."}, kServices | kSites,
         [](const auto& text, auto& out) { return read_instant(text, out.filter.modified_after); }},
        {{"minimal", "boolean", "", "Only id, name, status and last_modified."}, kServices, [](const auto& text, auto& out) { return read_flag(text, out.minimal); }},
        {{"full", "boolean", "", "Each item as by its own address."}, kRecords, [](const auto& text, auto& out) { return read_flag(text, out.full); }},
        {{"full_service", "boolean", "", "The organization's services in full."}, kOrganizations,
         [](const auto& text, auto& out) { return read_flag(text, out.full_service); }},
        {{"postcode", "string", "", "Sites for a place: within `proximity` of it, else those whose service area covers it."}, kSites,
         [](const auto& text, auto& out) { out.postcode = text; return true; }},
        {{"proximity", "string", "", "Metres from the postcode's middle."}, kSites,
         [](const auto& text, auto& out) {
             const auto metres = parse_number(text);
             out.proximity_m = metres.value_or(0);
             return metres && *metres > 0 && *metres <= kFarthest_m;
         }},
        {{"top_only", "boolean", "", "Only terms that are under no other."}, kTerms, [](const auto& text, auto& out) { return read_flag(text, out.filter.top_only); }},
        {{"parent_id", "string", "uuid", "Stands right under this term."}, kTerms, [](const auto& text, auto& out) { return read_id(text, out.filter.parent); }},
    };
    return all;
}

std::optional<int> hex_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const auto high = i + 2 < text.size() ? hex_of(text[i + 1]) : std::nullopt, low = high ? hex_of(text[i + 2]) : std::nullopt;
        if (!low) return std::nullopt;
        out += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return out;
}

tl::unexpected<Error> refuse(std::string code, std::string sentence, std::string_view parameter = {}) {
    return fail(ErrorKind::bad_request, std::move(code) + ": " + std::move(sentence), parameter.empty() ? "" : "/" + std::string(parameter));
}

}  // namespace

Result<HsdsParameters> read_query_string(std::string_view query) {
    HsdsParameters out;
    while (!query.empty()) {
        const auto part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), part.size() + 1));
        if (part.empty()) continue;
        const auto equals = part.find('=');
        auto name = unescaped(part.substr(0, equals));
        auto value = unescaped(equals == part.npos ? std::string_view{} : part.substr(equals + 1));
        if (!name || !value) return refuse("bad_escape", "a percent sign that escapes nothing");
        out.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

Result<HsdsParameters> read_query_body(const Json& body) {
    HsdsParameters out;
    for (const auto& [name, value] : body.items()) {
        if (value.is_structured() || value.is_null()) return refuse("wrong_type", "a text, a number or a truth value is expected", name);
        out.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    }
    return out;
}

Result<HsdsQuery> read_hsds_query(HsdsKind kind, const HsdsParameters& parameters) {
    HsdsQuery out;
    std::set<std::string_view> given;
    for (const auto& [name, value] : parameters) {
        const auto rule = std::find_if(rules().begin(), rules().end(), [&, wanted = std::string_view(name)](const Rule& each) {
            return each.said.name == wanted && (each.kinds & bit(kind)) != 0;
        });
        if (rule == rules().end()) return refuse("unknown_parameter", "this list has no such parameter");
        if (!given.insert(rule->said.name).second) return refuse("given_twice", "the parameter is given twice", rule->said.name);
        if (!rule->read(value, out)) return refuse("bad_value", "the value can't be read", rule->said.name);
    }
    if (given.contains("proximity") && !given.contains("postcode")) return refuse("postcode_missing", "proximity is measured from a postcode", "proximity");
    const auto most = out.minimal ? kMostPerMinimalPage : kMostPerPage;
    if (out.minimal && !given.contains("per_page")) out.per_page = most;
    if (out.per_page > most) return refuse("bad_value", "a page has no more items than that: 1000, and of a minimal list 10000", "per_page");
    return out;
}

std::vector<HsdsParameterRule> hsds_parameters(HsdsKind kind) {
    std::vector<HsdsParameterRule> out;
    for (const auto& rule : rules())
        if ((rule.kinds & bit(kind)) != 0) out.push_back(rule.said);
    return out;
}

}  // namespace porchlight
