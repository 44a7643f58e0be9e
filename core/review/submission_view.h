#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/store/submissions.h"

namespace porchlight {

/// How many people a submission takes, and how many have agreed.
Json to_json(const ReviewNeed& need, const std::vector<Review>& reviews);

/// The newest reason that a reviewer gave for anything but an approval; null where there is none.
Json reason_of(const StoredSubmission& submission);

/// Texts of a record in which wording may stand.
std::vector<std::string> texts_of(const Json& record);

/// What a submission changes, member by member, each with its review class.
Json changes_of(const StoredSubmission& submission);

/// Phone numbers of a record and of its organization.
Json numbers_of(const Json& record);

/// What of a record's texts could tell where a hidden site is.
Json hints_of(const Json& record);

}  // namespace porchlight
