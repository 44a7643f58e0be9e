#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/feed/csv.h"

namespace porchlight {

/// One column of the CSV template: one row is one service.
struct TemplateColumn {
    std::string_view name;
    std::string_view help;  ///< One plain sentence on what goes in.
};

/// All columns, in their order. Lists are parted by ";" (a semicolon of an entry's own is "\;").
std::span<const TemplateColumn> template_columns();

/// The header line, with its line end.
std::string template_header();

/// A service as a row, with its line end; cells are defused (csv_cell.h). Holds what the columns
/// have: of several sites the first, of hours those that every week has and that have no kind of
/// their own, of phones the numbers. The rest of the record isn't in it.
std::string template_row(const Json& service);

/// Whether a table is the template: it has the columns "name" and "organization".
bool is_template(const CsvTable& table);

/// A cell that can't be read.
struct TemplateFault {
    std::size_t line = 0;
    std::string column;
    std::string reason;  ///< One sentence, without the cell's value.
};

/// What a template's rows hold.
struct TemplateRows {
    struct Row {
        std::size_t line = 0;
        Json service;  ///< HSDS 3.1; ids only where the row has them.
    };
    std::vector<Row> rows;  ///< Those that could be read.
    std::vector<TemplateFault> faults;
};

/// Reads a template's rows.  @error bad_request where a column isn't one of the template's, or is there twice.
Result<TemplateRows> read_template(const CsvTable& table, const Catalogue* catalogue);

}  // namespace porchlight
