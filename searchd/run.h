#pragma once
#include <functional>
#include <memory>

#include "core/account/accounts.h"
#include "core/review/capacity_desk.h"
#include "core/hsds/hsds_api.h"
#include "core/review/review_desk.h"
#include "core/review/upkeep_desk.h"
#include "core/search/api.h"

namespace porchlight {

/// What opens the directory's answers, its accounts and its desks; a test may give canned ones.
struct Openers {
    std::function<Result<std::unique_ptr<Api>>(const ApiSettings&, const Clock&)> api;
    std::function<Result<std::unique_ptr<Accounts>>(const DirectoryPaths&, const Clock&)> accounts;
    std::function<Result<std::unique_ptr<ReviewDesk>>(const DirectoryPaths&, const Clock&)> reviews;
    std::function<Result<std::unique_ptr<CapacityDesk>>(const DirectoryPaths&, const Clock&)> capacities;
    std::function<Result<std::unique_ptr<UpkeepDesk>>(const DirectoryPaths&, const Clock&)> upkeep;
    std::function<Result<std::unique_ptr<HsdsApi>>(const DirectoryPaths&)> hsds;
};

/// The program: reads its settings, serves until SIGINT or SIGTERM.  @return its exit status.
int run_searchd(int argc, const char* const* argv, const Openers& openers);

}  // namespace porchlight
