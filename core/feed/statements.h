#pragma once
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/feed/meaning.h"
#include "core/model/statement.h"

namespace porchlight {

/// What a record states of facts: its attributes, and the few members of HSDS that say the same in
/// as many words (a price of 0, "wheelchair accessible", a photo ID to bring). Dated by the
/// attribute's metadata, else by the record's assured_date, else undated; with the standing that
/// the source's rule gives to the fact's group. Of several on one fact and subject the newest
/// stays, on one day the unfavourable one; a choice that contradicts itself says nothing.
/// @param record masked, repaired, with public ids: `meaning` was read from this very object.
std::vector<Statement> statements_of(const Json& record, const RecordMeaning& meaning,
                                     const SourceSettings& source, const Catalogue& catalogue);

}  // namespace porchlight
