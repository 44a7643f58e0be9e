#pragma once
#include "core/base/json.h"
#include "core/checkin/note_lint.h"
#include "core/store/reports.h"

namespace porchlight {

/// Characters of a note.
inline constexpr std::size_t kLongestNote = 280;

/// What a kind of report may be about: a closed list; empty for a kind that isn't one.
const std::vector<std::string>& report_subjects(std::string_view kind);

/// Names in a record that a note may use: its service's, organization's, sites' and towns'.
std::vector<std::string> own_names(const Json& record);

}  // namespace porchlight
