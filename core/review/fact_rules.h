#pragma once
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/store/submissions.h"

namespace porchlight {

/// What reviews depend on of each fact: safety and identity take two people.
std::vector<FactRule> rules_of(const Catalogue& catalogue);

}  // namespace porchlight
