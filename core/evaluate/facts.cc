#include "core/evaluate/facts.h"

namespace porchlight {
namespace {

/// Keeps the worse where one is unfavourable, else the better: what design.md section 3 says of
/// several sources and levels.
void combine(Part& part, Evidence evidence, const FactStatement& statement, bool& any) {
    const bool decides = !any || evidence == Evidence::unfavourable ||
                         (part.evidence != Evidence::unfavourable && evidence > part.evidence);
    any = true;
    if (!decides) return;
    part.evidence = evidence;
    part.statement = &statement;
}

/// Answers by phone: they can't lift an unfavourable reviewed fact above `ask`.
void apply_told(Part& part, const Uuid& subject, const FactWish& wish, const Question& question) {
    for (const auto& told : question.told) {
        if (told.fact != wish.fact || told.site != subject) continue;
        part.told = true;
        const bool reviewed_bad_news = part.evidence == Evidence::unfavourable && part.statement &&
                                       part.statement->standing == Standing::reviewed;
        if (told.answer != wish.want) {
            part.evidence = Evidence::unfavourable;
            part.result = class_of(wish.strength, part.evidence);
        } else if (reviewed_bad_news) {
            part.result = std::min(Class::ask, class_of(wish.strength, Evidence::unknown));
            if (wish.strength == Strength::preferred) part.result = Class::meets;
        } else {
            part.evidence = Evidence::favourable;
            part.result = Class::meets;
        }
    }
}

}  // namespace

Part judge_fact(const Candidate& candidate, const Site* site, const FactWish& wish,
                const Question& question, const Fact& fact, Day today) {
    Part part;
    part.kind = PartKind::fact;
    part.index = wish.fact;
    part.strength = wish.strength;
    bool any = false;
    const auto weigh = [&](const std::vector<FactStatement>& statements) {
        for (const auto& statement : statements)
            if (statement.fact == wish.fact)
                combine(part, evidence_of(statement, fact, wish.want, today), statement, any);
    };
    weigh(candidate.statements);
    if (site) weigh(site->statements);
    if (question.clock_behind && part.evidence > Evidence::unknown) part.evidence = Evidence::unknown;
    part.result = class_of(wish.strength, part.evidence);
    apply_told(part, site ? site->id : candidate.service_id, wish, question);
    return part;
}

}  // namespace porchlight
