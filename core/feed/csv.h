#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// One CSV file in memory: a header and rows that are as long as it.
struct CsvTable {
    struct Row {
        std::vector<std::string> cells;
        std::size_t line = 0;  ///< Line of the file on which the row starts, from 1.
    };
    std::string name;                  ///< File name, e.g. "services.csv".
    std::vector<std::string> header;   ///< Trimmed, lower case.
    std::vector<Row> rows;
    std::vector<std::size_t> bad_rows; ///< Lines of rows that were refused: other length, bad UTF-8.

    /// Position of a column.
    std::optional<std::size_t> column(std::string_view name) const;
};

/// Reads RFC 4180: UTF-8 with or without BOM, either line end, quoted cells with line breaks. Cells
/// are trimmed; blank rows are skipped; a row that is shorter than the header is filled up where it
/// is only trailing commas that were left out, a longer one is refused.
/// @error bad_request where there is no header, or a quote is never closed.
Result<CsvTable> parse_csv(std::string name, std::string_view bytes);

}  // namespace porchlight
