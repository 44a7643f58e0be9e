#include "core/upkeep/check_lines.h"

#include <algorithm>

#include "core/evaluate/evaluate.h"
#include "core/feed/json_read.h"

namespace porchlight {
namespace {

using std::chrono::days;

constexpr int kContactTtlDays = 90;
constexpr int kOtherTtlDays = 180;

/// Whether a statement is one to replace `held` as what the line says.
bool goes_before(const Statement& said, const Statement& held, const std::optional<Value>& good) {
    if (said.value != held.value && good) return said.value != *good;
    return held.verified_on < said.verified_on;
}

const Statement* statement_for(const Fact& fact, Subject subject, const std::string& subject_id,
                               const std::vector<Statement>& statements) {
    const auto good = Catalogue::favourable_value(fact);
    const Statement* out = nullptr;
    for (const auto& each : statements)
        if (each.fact == fact.id && each.subject == subject && each.subject_id == subject_id &&
            (out == nullptr || goes_before(each, *out, good)))
            out = &each;
    return out;
}

CheckLine fact_line(const Fact& fact, std::uint16_t number, const Statement& said) {
    const auto good = Catalogue::favourable_value(fact);
    CheckLine line;
    line.key = std::string(to_string(said.subject)) + '/' + said.subject_id + '/' + fact.id;
    line.fact = number;
    line.subject = said.subject;
    line.subject_id = said.subject_id;
    line.value = said.value;
    line.said = said.detail;
    line.stated_on = said.verified_on;
    line.ttl_days = fact.ttl_days;
    line.fades = said.verified_on && said.standing >= fact.needed && (!good || *good == said.value);
    return line;
}

/// Phones, schedules and addresses of a listing may stand at its sites too.
Json of_sites(const Json& record, std::string_view member) {
    Json out = Json::array();
    for (const auto& site : items_of(record, "service_at_locations")) {
        if (site.contains("porchlight_hidden")) continue;
        for (const auto* holder : {&site, &object_of(site, "location")})
            for (const auto& each : items_of(*holder, member)) out.push_back(each);
    }
    return out;
}

Json list_of(const Json& record, const char* member) {
    Json out = items_of(record, member);
    for (auto& each : of_sites(record, member)) out.push_back(std::move(each));
    return out.empty() ? Json(nullptr) : out;
}

Json ages_of(const Json& record) {
    Json out = Json::object();
    for (const char* member : {"minimum_age", "maximum_age", "eligibility_description"})
        if (record.contains(member) && !record[member].is_null()) out[member] = record[member];
    return out.empty() ? Json(nullptr) : out;
}

Json text_or_null(const Json& record, std::string_view member) {
    auto text = string_of(record, member);
    return text.empty() ? Json(nullptr) : Json(std::move(text));
}

}  // namespace

const std::vector<CheckedDetail>& checked_details() {
    static const std::vector<CheckedDetail> all = {
        {"schedules", kHoursTtlDays},       {"phones", kContactTtlDays},
        {"addresses", kOtherTtlDays},       {"languages", kLanguageTtlDays},
        {"ages", kEligibilityTtlDays},      {"required_documents", kEligibilityTtlDays},
        {"fees_description", kOtherTtlDays}, {"application_process", kContactTtlDays}};
    return all;
}

Json detail_of(const Json& record, std::string_view name) {
    if (name == "schedules") return list_of(record, "schedules");
    if (name == "phones") return list_of(record, "phones");
    if (name == "languages") return list_of(record, "languages");
    if (name == "required_documents") return list_of(record, "required_documents");
    if (name == "ages") return ages_of(record);
    if (name == "addresses") {
        Json out = of_sites(record, "addresses");
        return out.empty() ? Json(nullptr) : out;
    }
    return text_or_null(record, name);
}

std::vector<CheckLine> check_lines(const Json& record, const std::vector<Statement>& statements,
                                   const Catalogue& catalogue) {
    std::vector<CheckLine> out;
    for (std::size_t i = 0; i < catalogue.facts().size(); ++i) {
        const auto& fact = catalogue.facts()[i];
        std::vector<std::pair<Subject, std::string>> subjects;
        for (const auto& each : statements)
            if (each.fact == fact.id) subjects.emplace_back(each.subject, each.subject_id);
        std::sort(subjects.begin(), subjects.end());
        subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
        for (const auto& [subject, id] : subjects)
            out.push_back(fact_line(fact, static_cast<std::uint16_t>(i),
                                    *statement_for(fact, subject, id, statements)));
    }
    const auto assured = parse_day(text_of(record, "assured_date"));
    for (const auto& detail : checked_details()) {
        if (detail_of(record, detail.name).is_null()) continue;
        CheckLine line;
        line.key = std::string("detail/") + detail.name;
        line.detail = detail.name;
        line.subject_id = string_of(record, "id");
        if (assured) line.stated_on = *assured;
        line.ttl_days = detail.ttl_days;
        line.fades = assured.has_value();
        out.push_back(std::move(line));
    }
    return out;
}

Day due_day(const CheckLine& line) { return *line.stated_on + days{line.ttl_days}; }

ListingDue due_of(const std::vector<CheckLine>& lines, Day today) {
    ListingDue out;
    for (const auto& line : lines) {
        if (!line.fades) continue;
        const Day end = due_day(line);
        if (!out.due_on || end < *out.due_on) out.due_on = end;
        const bool is_soon = today >= *line.stated_on + days{line.ttl_days * 3 / 4};
        if (is_soon || end <= today + kCheckQuarter) ++out.lines;
        if (today >= end) ++out.overdue;
        out.step = std::max(out.step, today >= end ? 100 : is_soon ? 75 : 0);
    }
    return out;
}

}  // namespace porchlight
