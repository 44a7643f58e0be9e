#include "core/review/check_page.h"

#include <algorithm>

namespace porchlight {
namespace {

Value other_value(Value value) { return value == Value::yes ? Value::no : Value::yes; }

/// Bad for everybody, not only for some.
bool is_plainly_bad(const Fact& fact, Value value) {
    const auto good = Catalogue::favourable_value(fact);
    return good && *good != value;
}

Json in_both(const Localized& text) { return {{"en", text.in("en")}, {"fr", text.in("fr")}}; }

const char* state_of(const CheckLine& line, Day today) {
    if (!line.stated_on) return "undated";
    if (today >= *line.stated_on + std::chrono::days{line.ttl_days * 3 / 4}) return "due";
    return due_day(line) <= today + kCheckQuarter ? "ahead" : "later";
}

/// What a fact's answer has submitted, where it has anything.
std::optional<Value> submits(const Fact& fact, const CheckLine& line, CheckAnswer answer) {
    if (answer == CheckAnswer::still_so) return line.value;
    if (answer == CheckAnswer::no_longer && !is_plainly_bad(fact, other_value(line.value))) return other_value(line.value);
    return std::nullopt;
}

}  // namespace

Json lines_json(const std::vector<CheckLine>& lines, const Json& record, const Catalogue& catalogue, Day today) {
    Json out = Json::array();
    for (const auto& line : lines) {
        Json row = {{"key", line.key},
                    {"subject", to_string(line.subject)},
                    {"detail", line.said},
                    {"stated_on", line.stated_on ? Json(format_day(*line.stated_on)) : Json(nullptr)},
                    {"due_on", line.stated_on ? Json(format_day(due_day(line))) : Json(nullptr)},
                    {"state", state_of(line, today)}};
        if (line.fact) {
            const auto& fact = catalogue.facts()[*line.fact];
            row["fact"] = fact.id;
            row["group"] = fact.group;
            row["says"] = in_both(line.value == Value::yes ? fact.yes : fact.no);
            row["bad"] = is_plainly_bad(fact, line.value);
        } else {
            row["member"] = line.detail;
            row["value"] = detail_of(record, line.detail);
        }
        out.push_back(std::move(row));
    }
    return out;
}

Result<CheckOutcome> outcome_of(const std::vector<CheckLine>& lines, const CheckAnswers& answers, const Json& record,
                                const Catalogue& catalogue, Method method, Day today) {
    CheckOutcome out;
    bool details_stand = true;
    for (const auto& line : lines) {
        const auto found = answers.find(line.key);
        if (found == answers.end()) continue;
        const auto answer = found->second;
        AnsweredLine said{line.key, line.subject, line.subject_id, "", line.value, answer};
        if (line.fact) {
            const auto& fact = catalogue.facts()[*line.fact];
            said.fact = fact.id;
            if (const auto value = submits(fact, line, answer))
                out.facts.push_back({line.subject, line.subject_id, fact.id, *value,
                                     *value == line.value ? line.said : "", method, today});
            out.worsens |= answer != CheckAnswer::still_so && !is_plainly_bad(fact, line.value);
        } else if (answer != CheckAnswer::still_so) {
            details_stand = false;
            out.worsens |= record.contains("assured_date");
        }
        out.lines.push_back(std::move(said));
    }
    if (out.lines.size() < answers.size())
        return fail(ErrorKind::bad_request, "unknown_line: there is no such line on this page", "/answers");
    if (out.lines.empty()) return fail(ErrorKind::bad_request, "nothing_answered: no line was answered", "/answers");
    out.is_whole = out.lines.size() == lines.size();
    out.assures = out.is_whole && details_stand;
    return out;
}

}  // namespace porchlight
