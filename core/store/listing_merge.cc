#include "core/store/listing_merge.h"

#include <algorithm>
#include <tuple>

namespace porchlight {
namespace {

bool is_choice(const std::string& fact, const IsUnfavourable& is_unfavourable) {
    return is_unfavourable(fact, Value::yes) && is_unfavourable(fact, Value::no);
}

bool is_good_for_somebody(const Statement& statement, const IsUnfavourable& is_unfavourable) {
    return !is_unfavourable(statement.fact, statement.value) || is_choice(statement.fact, is_unfavourable);
}

/// The best that the other says of the same; what it says of a site isn't said of another's sites.
const Statement* same_said(const std::vector<StoredStatement>& goes, const Statement& statement) {
    const Statement* best = nullptr;
    for (const auto& row : goes) {
        const auto& other = row.statement;
        if (row.disposition != Disposition::holds || other.subject == Subject::site ||
            other.fact != statement.fact || other.value != statement.value)
            continue;
        if (!best || std::tie(best->standing, best->verified_on) < std::tie(other.standing, other.verified_on))
            best = &other;
    }
    return best;
}

/// Lowers a good statement to what both say.
void lower(StoredStatement& row, const Statement* other, Day today) {
    Statement& own = row.statement;
    const auto is_dated = [&](const Statement& each) { return each.verified_on && *each.verified_on <= today; };
    if (!other || !is_dated(own) || !is_dated(*other)) {
        own.standing = Standing::proposed;
        row.submission_id.reset();
        return;
    }
    const bool stays = own.standing <= other->standing && *own.verified_on <= *other->verified_on;
    if (stays) return;
    // What was reviewed is so with its own date alone.
    if (own.standing == Standing::reviewed) {
        own.standing = Standing::stated;
        row.submission_id.reset();
    }
    own.standing = std::min(own.standing, other->standing);
    own.verified_on = std::min(*own.verified_on, *other->verified_on);
}

}  // namespace

std::vector<StoredStatement> statements_after_merge(const std::vector<StoredStatement>& stays,
                                                    const std::vector<StoredStatement>& goes,
                                                    const std::string& surviving_service,
                                                    const IsUnfavourable& is_unfavourable, Day today) {
    std::vector<StoredStatement> out;
    for (auto row : stays) {
        if (row.disposition == Disposition::holds && is_good_for_somebody(row.statement, is_unfavourable))
            lower(row, same_said(goes, row.statement), today);
        out.push_back(std::move(row));
    }
    for (auto row : goes) {
        Statement& bad = row.statement;
        if (row.disposition != Disposition::holds || !is_unfavourable(bad.fact, bad.value)) continue;
        bad.subject = Subject::service;
        bad.subject_id = surviving_service;
        // Bad for somebody whatever its standing, and good for nobody as a lead.
        bad.standing = is_choice(bad.fact, is_unfavourable) ? Standing::proposed
                                                            : std::min(bad.standing, Standing::stated);
        row.carried = true;
        row.submission_id.reset();
        if (!has_same_news(out, bad)) out.push_back(std::move(row));
    }
    return out;
}

}  // namespace porchlight
