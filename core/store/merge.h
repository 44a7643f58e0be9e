#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/statement.h"
#include "core/store/store.h"

namespace porchlight {

/// What a stored statement does.
enum class Disposition : std::uint8_t {
    holds,
    proposal,  ///< Would lift bad news: it waits for a review (decision 12).
};

/// A statement as a revision keeps it.
struct StoredStatement {
    Statement statement;
    Disposition disposition = Disposition::holds;
    bool carried = false;  ///< Its source no longer says so; only a review may lift it.
    std::optional<std::int64_t> submission_id;  ///< The approved submission that states it.
};

/// Whether a statement of the same subject, fact, source and value is among those that hold.
bool has_same_news(const std::vector<StoredStatement>& rows, const Statement& statement);

/// The complete set that holds after an import, and what it left for review.
struct Merged {
    std::vector<StoredStatement> statements;
    std::int64_t for_review = 0;  ///< Bad news that the import would have lifted, now for the first time.
};

/// Decision 12: what holds of `previous` (all that the newest revision keeps) and of `said` (what
/// `source` says now). Of the import's own source the newest holds, except that
/// - bad news that the source withdraws or contradicts is carried, and the good news that
///   contradicts it becomes a proposal; new bad news always holds, beside what is carried;
/// - what was reviewed stays until bad news or a review replaces it;
/// - what a review of another source's statement has overruled isn't news when it is said again, with no
///   later date: it stays beside the review without effect.
/// Statements of other sources stay as they are.
Merged merge_statements(const std::vector<StoredStatement>& previous,
                        const std::vector<Statement>& said, const std::string& source,
                        const IsUnfavourable& is_unfavourable);

}  // namespace porchlight
