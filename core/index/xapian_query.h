#pragma once
#include <xapian.h>

#include <vector>

#include "core/index/query.h"

namespace porchlight {

/// The engine's form of a query. Built from scratch per request and per thread: Xapian's queries
/// are counted without atomics.
Xapian::Query to_xapian(const TermQuery& query);

}  // namespace porchlight
