#include "core/feed/csv.h"

#include <csv.h>

#include <algorithm>
#include <memory>

#include "core/feed/json_read.h"
#include "core/feed/utf8.h"

namespace porchlight {
namespace {

/// Gathers what libcsv calls back with. Counts lines as it goes: the parser itself doesn't.
struct Collector {
    std::vector<CsvTable::Row> rows;
    std::vector<std::string> cells;

    static void on_cell(void* text, std::size_t size, void* self) {
        static_cast<Collector*>(self)->cells.emplace_back(static_cast<const char*>(text), size);
    }
    static void on_row(int, void* self) {
        auto& me = *static_cast<Collector*>(self);
        me.rows.push_back({std::move(me.cells), 0});
        me.cells.clear();
    }
};

/// Lines on which rows start: outside quotes every line break ends a row. Blank lines are no rows.
std::vector<std::size_t> row_lines(std::string_view bytes) {
    std::vector<std::size_t> lines;
    std::size_t line = 1;
    bool quoted = false, in_row = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const bool is_break = c == '\n' || c == '\r';
        const bool is_blank = c == ' ' || c == '\t';
        if (!is_break && !is_blank && !in_row) lines.push_back(line), in_row = true;
        if (c == '"') quoted = !quoted;
        if (!is_break) continue;
        if (c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
        ++line;
        if (!quoted) in_row = false;
    }
    return lines;
}

bool take_row(CsvTable& table, CsvTable::Row row) {
    if (row.cells.size() > table.header.size()) {
        const auto extra = row.cells.begin() + static_cast<std::ptrdiff_t>(table.header.size());
        if (!std::all_of(extra, row.cells.end(), [](const auto& cell) { return cell.empty(); })) return false;
    }
    row.cells.resize(table.header.size());
    if (!std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return is_utf8(cell); }))
        return false;
    table.rows.push_back(std::move(row));
    return true;
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view wanted) const {
    const auto found = std::find(header.begin(), header.end(), wanted);
    if (found == header.end()) return {};
    return static_cast<std::size_t>(found - header.begin());
}

Result<CsvTable> parse_csv(std::string name, std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    CsvTable table;
    table.name = std::move(name);
    Collector collector;
    csv_parser parser{};
    // Strict, so that a quote inside an unquoted cell or an open one at the end is seen; and not
    // trimming: the cells are trimmed by our own rule afterwards.
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return fail(ErrorKind::unavailable, "out of memory");
    const std::unique_ptr<csv_parser, void (*)(csv_parser*)> guard(&parser, csv_free);
    const auto used = csv_parse(&parser, bytes.data(), bytes.size(), Collector::on_cell,
                                Collector::on_row, &collector);
    const bool ended = used == bytes.size() &&
                       csv_fini(&parser, Collector::on_cell, Collector::on_row, &collector) == 0;
    const auto lines = row_lines(bytes);
    for (std::size_t i = 0; i < collector.rows.size(); ++i)
        collector.rows[i].line = i < lines.size() ? lines[i] : 0;
    if (!ended) {
        const auto line = collector.rows.size() < lines.size() ? lines[collector.rows.size()] : 1;
        const auto where = table.name + ":" + std::to_string(line);
        return fail(ErrorKind::bad_request, where + ": not a CSV file (a quote stands where none may)", where);
    }
    if (collector.rows.empty() || collector.rows.front().cells.empty())
        return fail(ErrorKind::bad_request, table.name + " has no header", table.name);
    for (const auto& cell : collector.rows.front().cells)
        table.header.push_back(lower_ascii(trimmed(cell)));
    for (std::size_t i = 1; i < collector.rows.size(); ++i) {
        auto& row = collector.rows[i];
        const auto line = row.line;
        if (!take_row(table, std::move(row))) table.bad_rows.push_back(line);
    }
    return table;
}

}  // namespace porchlight
