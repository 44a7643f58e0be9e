#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/catalogue/catalogue.h"
#include "core/model/statement.h"

namespace porchlight {

/// How many facts are recorded, due to be said again, and too old to count.
Json freshness_of(const Catalogue& catalogue, const std::vector<Statement>& statements, Day today);

/// One line for each fact that may be stated of a service, and for each that is of a site or the
/// organization.
Json facts_of(const Catalogue& catalogue, const std::string& service_id,
              const std::vector<Statement>& statements, Day today);

}  // namespace porchlight
