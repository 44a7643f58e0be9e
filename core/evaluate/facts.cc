#include "core/evaluate/facts.h"

#include <tuple>

namespace porchlight {
namespace {

/// Which of two statements with the same evidence is named: the better founded, then the newer;
/// the rest only makes it a total order. Bad news is named by its highest standing, on which
/// depends what an answer by phone may do.
bool is_better_founded(const FactStatement& a, const FactStatement& b) {
    return std::tie(a.standing, a.verified_on, a.method, a.source, a.detail) >
           std::tie(b.standing, b.verified_on, b.method, b.source, b.detail);
}

/// How strongly evidence holds against that of another source or level: unfavourable before all,
/// else the better (decision 12).
int hold_of(Evidence evidence) {
    return evidence == Evidence::unfavourable ? static_cast<int>(Evidence::favourable) + 1
                                              : static_cast<int>(evidence);
}

/// Takes in one more statement.
void combine(Part& part, Evidence evidence, const FactStatement& statement) {
    const int hold = hold_of(evidence), held = hold_of(part.evidence);
    const bool replaces = !part.statement || hold > held ||
                          (hold == held && is_better_founded(statement, *part.statement));
    if (!replaces) return;
    part.evidence = evidence;
    part.statement = &statement;
}

void set_told(Part& part, Evidence evidence) {
    if (evidence != part.evidence) part.statement = nullptr;
    part.evidence = evidence;
    part.result = class_of(part.strength, evidence);
}

/// What was said on the phone, for this page only (decision 17). Of two answers the worse holds.
/// Bad news that counts as reviewed, by reviewers or by the operator's word, stays: a "yes" on the
/// phone lifts its class only as far as what isn't known would be.
void apply_told(Part& part, const Uuid& subject, const FactWish& wish, const Question& question) {
    bool speaks_for = false, speaks_against = false;
    for (const auto& told : question.told)
        if (told.fact == wish.fact && told.site == subject)
            (told.answer == wish.want ? speaks_for : speaks_against) = true;
    part.told = speaks_for || speaks_against;
    if (speaks_against) return set_told(part, Evidence::unfavourable);
    if (!speaks_for) return;
    const bool reviewed_bad_news = part.evidence == Evidence::unfavourable &&
                                   part.statement->standing >= Standing::attested;
    if (reviewed_bad_news)
        part.result = class_of(part.strength, Evidence::unknown);
    else
        set_told(part, question.clock_behind ? Evidence::unknown : Evidence::favourable);
}

}  // namespace

Part judge_fact(const Candidate& candidate, const Site* site, const FactWish& wish,
                const Question& question, const Fact& fact, Day today) {
    Part part;
    part.kind = PartKind::fact;
    part.index = wish.fact;
    part.strength = wish.strength;
    const auto weigh = [&](const std::vector<FactStatement>& statements) {
        for (const auto& statement : statements)
            if (statement.fact == wish.fact)
                combine(part, evidence_of(statement, fact, wish.want, today), statement);
    };
    weigh(candidate.statements);
    if (site) weigh(site->statements);
    if (question.clock_behind && part.evidence > Evidence::unknown)
        part.evidence = Evidence::unknown;
    part.result = class_of(wish.strength, part.evidence);
    apply_told(part, site ? site->id : candidate.service_id, wish, question);
    return part;
}

}  // namespace porchlight
