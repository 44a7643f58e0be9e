#include "core/review/fact_lines.h"

#include <set>

#include "core/evaluate/evaluate.h"

namespace porchlight {
namespace {

/// From three quarters of its time to live on a fact is due to be said again.
Day due_day(Day verified_on, int ttl_days) {
    return verified_on + std::chrono::days{ttl_days * 3 / 4};
}

Json fact_line(const Fact& fact, Subject subject, const std::string& subject_id,
               const std::vector<Statement>& statements, Day today) {
    const Statement* worst = nullptr;
    const auto good = Catalogue::favourable_value(fact);
    for (const auto& statement : statements)
        if (statement.fact == fact.id && statement.subject == subject &&
            statement.subject_id == subject_id && (!worst || statement.value != good))
            worst = &statement;
    auto evidence = Evidence::unknown;
    if (worst) {
        FactStatement seen;
        seen.value = worst->value;
        seen.standing = worst->standing;
        seen.method = worst->method;
        seen.verified_on = worst->verified_on;
        evidence = evidence_of(seen, fact, good.value_or(worst->value), today);
    }
    return {{"fact", fact.id},
            {"group", fact.group},
            {"label", fact.label.in("en")},
            {"question", fact.question.in("en")},
            {"polarity", fact.polarity == Polarity::protective ? "protective"
                         : fact.polarity == Polarity::hazard   ? "hazard"
                                                               : "choice"},
            {"two_people", fact.needed >= Standing::attested},
            {"subject", to_string(subject)},
            {"subject_id", subject_id},
            {"value", worst ? Json(to_string(worst->value)) : Json(nullptr)},
            {"detail", worst ? worst->detail : ""},
            {"verified_on", worst && worst->verified_on ? Json(format_day(*worst->verified_on)) : Json(nullptr)},
            {"evidence", to_string(evidence)},
            {"due_on", worst && worst->verified_on
                           ? Json(format_day(due_day(*worst->verified_on, fact.ttl_days)))
                           : Json(nullptr)}};
}

}  // namespace

Json freshness_of(const Catalogue& catalogue, const std::vector<Statement>& statements, Day today) {
    int recorded = 0, due = 0, overdue = 0;
    for (const auto& statement : statements) {
        const auto number = catalogue.fact(statement.fact);
        if (!number) continue;
        const auto& fact = catalogue.facts()[*number];
        ++recorded;
        if (!statement.verified_on || today > *statement.verified_on + std::chrono::days{fact.ttl_days})
            ++overdue;
        else if (today >= due_day(*statement.verified_on, fact.ttl_days))
            ++due;
    }
    return {{"recorded", recorded}, {"due", due}, {"overdue", overdue}};
}

Json facts_of(const Catalogue& catalogue, const std::string& service_id,
              const std::vector<Statement>& statements, Day today) {
    Json out = Json::array();
    for (const auto& fact : catalogue.facts()) {
        out.push_back(fact_line(fact, Subject::service, service_id, statements, today));
        std::set<std::string> others;
        for (const auto& statement : statements)
            if (statement.fact == fact.id && statement.subject != Subject::service &&
                others.insert(statement.subject_id).second)
                out.push_back(fact_line(fact, statement.subject, statement.subject_id, statements, today));
    }
    return out;
}

}  // namespace porchlight
