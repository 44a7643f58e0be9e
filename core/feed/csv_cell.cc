#include "core/feed/csv_cell.h"

#include <array>

namespace porchlight {
namespace {

constexpr std::string_view kStarts("=+-@\t\r\n\0", 8);
// = + - @ in full width: some spreadsheets take them for the plain ones.
constexpr std::array<std::string_view, 4> kWideStarts{"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
constexpr std::string_view kNoBreakSpace = "\u00A0";

bool may_run(std::string_view text) {
    for (;;) {
        if (text.empty()) return false;
        if (kStarts.find(text.front()) != kStarts.npos) return true;
        for (const auto start : kWideStarts)
            if (text.starts_with(start)) return true;
        if (text.starts_with(kNoBreakSpace)) text.remove_prefix(kNoBreakSpace.size());
        else if (text.front() == ' ' || text.front() == '\'' || text.front() == '"') text.remove_prefix(1);
        else return false;
    }
}

}  // namespace

std::string defused_cell(std::string_view text) {
    return (may_run(text) ? "'" : "") + std::string(text);
}

std::string_view restored_cell(std::string_view cell) {
    return cell.starts_with('\'') && may_run(cell.substr(1)) ? cell.substr(1) : cell;
}

void append_cell(std::string& line, std::string_view cell) {
    const bool quoted = cell.find_first_of("\",\r\n\t '") != cell.npos;
    if (!quoted) {
        line += cell;
        return;
    }
    line += '"';
    for (const char c : cell) line += c == '"' ? "\"\"" : std::string(1, c);
    line += '"';
}

}  // namespace porchlight
