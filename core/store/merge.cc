#include "core/store/merge.h"

#include <algorithm>

namespace porchlight {
namespace {

bool about_the_same(const Statement& a, const Statement& b) {
    return a.fact == b.fact && a.subject_id == b.subject_id && a.subject == b.subject &&
           a.source == b.source;
}

bool is_bad(const Statement& statement, const IsUnfavourable& is_unfavourable) {
    return is_unfavourable(statement.fact, statement.value);
}

bool any_said(const std::vector<Statement>& said, const Statement& about, Value value) {
    return std::any_of(said.begin(), said.end(), [&](const Statement& other) {
        return about_the_same(about, other) && other.value == value;
    });
}

Value opposite(Value value) { return value == Value::yes ? Value::no : Value::yes; }

/// What happens to a statement of the import's own source that held until now.
enum class Fate { replaced, stays, carried };

Fate fate_of(const StoredStatement& held, const std::vector<Statement>& said,
             const IsUnfavourable& is_unfavourable) {
    const Statement& old = held.statement;
    const bool repeated = any_said(said, old, old.value);
    const bool reviewed = old.standing == Standing::reviewed;
    if (is_bad(old, is_unfavourable)) {
        if (repeated) return reviewed ? Fate::stays : Fate::replaced;
        return Fate::carried;
    }
    const bool bad_news = any_said(said, old, opposite(old.value)) &&
                          is_unfavourable(old.fact, opposite(old.value));
    return reviewed && !bad_news ? Fate::stays : Fate::replaced;
}

/// The proposal that the previous revision already had beside this piece of bad news.
bool was_for_review(const std::vector<StoredStatement>& previous, const StoredStatement& held,
                    const std::vector<Statement>& said) {
    if (!held.carried) return false;
    const Value other = opposite(held.statement.value);
    const bool proposed = std::any_of(previous.begin(), previous.end(), [&](const auto& before) {
        return about_the_same(before.statement, held.statement) && before.statement.value == other;
    });
    return proposed == any_said(said, held.statement, other);
}

/// Whether the source says no more than a review had before it and decided against.
bool was_overruled(const Statement& statement, const std::vector<StoredStatement>& previous) {
    const bool said_before = std::any_of(previous.begin(), previous.end(), [&](const StoredStatement& before) {
        return before.disposition == Disposition::proposal && !before.carried && about_the_same(before.statement, statement) &&
               before.statement.value == statement.value;
    });
    return said_before && std::any_of(previous.begin(), previous.end(), [&](const StoredStatement& review) {
               const Statement& ours = review.statement;
               return review.disposition == Disposition::holds && ours.standing == Standing::reviewed && ours.source != statement.source &&
                      ours.subject == statement.subject && ours.subject_id == statement.subject_id && ours.fact == statement.fact &&
                      ours.value != statement.value && (!statement.verified_on || statement.verified_on <= ours.verified_on);
           });
}

Disposition disposition_of(const Statement& statement, const std::vector<StoredStatement>& kept,
                           const IsUnfavourable& is_unfavourable) {
    for (const StoredStatement& other : kept) {
        if (!about_the_same(other.statement, statement)) continue;
        // A reviewed statement isn't displaced by the same value again: renewing is a review.
        if (other.statement.value == statement.value) return Disposition::proposal;
        if (!is_bad(statement, is_unfavourable)) return Disposition::proposal;
    }
    return Disposition::holds;
}

}  // namespace

bool has_same_news(const std::vector<StoredStatement>& rows, const Statement& statement) {
    return std::any_of(rows.begin(), rows.end(), [&](const StoredStatement& row) {
        return row.disposition == Disposition::holds && row.statement.value == statement.value &&
               about_the_same(row.statement, statement);
    });
}

Merged merge_statements(const std::vector<StoredStatement>& previous,
                        const std::vector<Statement>& said, const std::string& source,
                        const IsUnfavourable& is_unfavourable) {
    Merged merged;
    for (const StoredStatement& before : previous) {
        if (before.statement.source != source) {
            merged.statements.push_back(before);
            continue;
        }
        if (before.disposition != Disposition::holds) continue;
        const Fate fate = fate_of(before, said, is_unfavourable);
        if (fate == Fate::replaced) continue;
        merged.statements.push_back(before);
        merged.statements.back().carried = fate == Fate::carried;
        if (fate == Fate::carried && !was_for_review(previous, before, said)) ++merged.for_review;
    }
    const std::vector<StoredStatement> kept = merged.statements;
    for (const Statement& statement : said) {
        const auto disposition = was_overruled(statement, previous)
                                     ? Disposition::proposal
                                     : disposition_of(statement, kept, is_unfavourable);
        merged.statements.push_back({statement, disposition, false, std::nullopt});
    }
    return merged;
}

}  // namespace porchlight
