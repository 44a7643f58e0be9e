#pragma once
#include <functional>
#include <memory>

#include "core/search/api.h"

namespace porchlight {

/// Opens the directory's answers; a test may give canned ones.
using ApiOpener = std::function<Result<std::unique_ptr<Api>>(const ApiSettings&, const Clock&)>;

/// The program: reads its settings, serves until SIGINT or SIGTERM.  @return its exit status.
int run_searchd(int argc, const char* const* argv, const ApiOpener& open_api);

}  // namespace porchlight
