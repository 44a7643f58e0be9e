#pragma once
#include <string>
#include <string_view>

namespace porchlight {

/// Stands in a column that the format requires where nothing is recorded. Reading drops it again.
inline constexpr std::string_view kNotRecorded = "(not recorded)";

/// A text as a cell that no spreadsheet takes for a formula: where its first character after blanks
/// and quotes is one of = + - @ (their full-width forms too), a tab, a line break or NUL, an
/// apostrophe goes before it. restored_cell() takes it away again: restored(defused(x)) == x.
std::string defused_cell(std::string_view text);

/// The text that a cell stands for; one that was never defused comes back as it is.
std::string_view restored_cell(std::string_view cell);

/// Appends a cell to a line of RFC 4180, quoted where it has to be. Doesn't defuse.
void append_cell(std::string& line, std::string_view cell);

}  // namespace porchlight
