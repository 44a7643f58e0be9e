#pragma once
#include <string>
#include <vector>

#include "core/store/merge.h"

namespace porchlight {

/// What a listing says once another was merged into it: for no fact, whenever it is asked, better than
/// either said before.
/// - What is good for somebody holds as far as both say it: with the lower standing and the older date;
///   what the other doesn't say (of its service or organization) becomes a lead.
/// - All bad news of both stays; the other's, whatever it was about, is then about the service that stays.
/// Facts of polarity choice are both. Nothing is marked as reviewed that nobody reviewed so.
/// @param stays all that the listing keeps; @param goes all that the other keeps; @param today by the clock.
std::vector<StoredStatement> statements_after_merge(const std::vector<StoredStatement>& stays,
                                                    const std::vector<StoredStatement>& goes,
                                                    const std::string& surviving_service,
                                                    const IsUnfavourable& is_unfavourable, Day today);

}  // namespace porchlight
