#pragma once
#include "core/search/visit_texts.h"

namespace porchlight {

/// The whole answer to a plan request (POST /api/v1/plan).  @error unavailable without an index.
Result<Json> visit_answer(const VisitTexts& texts);

}  // namespace porchlight
