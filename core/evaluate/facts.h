#pragma once
#include "core/evaluate/evaluate.h"

namespace porchlight {

/// The part for one wish about a fact: over the site's, the service's and the organization's
/// statements and all sources, any unfavourable one makes it unfavourable, else the best counts
/// (decision 12). `told` answers are applied after the table (decision 17).
Part judge_fact(const Candidate& candidate, const Site* site, const FactWish& wish,
                const Question& question, const Fact& fact, Day today);

}  // namespace porchlight
