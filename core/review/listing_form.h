#pragma once
#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"

namespace porchlight {

/// Characters of a listing's text, and entries of a list, that an agency may submit.
inline constexpr std::size_t kLongestText = 2000;
inline constexpr std::size_t kMostEntries = 40;

/// The members of a listing's record that its agency may change, by their HSDS 3.1 names; `needs` as
/// ids of the catalogue, those that the crosswalks find too.
Json members_of(const Json& record, const Catalogue& catalogue,
                const std::vector<Crosswalk>& crosswalks);

/// The record with these members in the place of its own; null takes one away. Whatever isn't among
/// them stays as it was. Texts are plain (see plain_text), addresses of pages https, every entry has
/// an id of its own.
/// @param record a service object of HSDS 3.1 with at least id and organization.
/// @param changes as they came from outside.
/// @error bad_request "code: sentence" with the pointer into `changes`.
Result<Json> with_changes(Json record, const Json& changes, const Catalogue& catalogue);

}  // namespace porchlight
