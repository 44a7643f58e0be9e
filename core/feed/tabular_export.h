#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/feed/tabular.h"

namespace porchlight {

/// A tabular package of HSDS 3.1 in the making: the tables by which packages are read, written
/// the other way round, so that reading gives the same records again. Cells are typed as
/// Frictionless does it (times HH:MM:SS, date-times in UTC to the second) and no spreadsheet runs
/// one (csv_cell.h). Held in memory until it is written.
class TabularExport {
  public:
    /// @param staff whether a column "visibility" says who may see a service or a site: only in a
    /// package for staff.
    explicit TabularExport(bool staff);

    /// Adds a service object of HSDS 3.1 with all that is nested in it. What several services share
    /// (an organization, a place, a term) is written once, as the first has it.
    void add(const Json& service);

    /// What couldn't be written, as "kind.member" or "kind: reason", and how often: the format has
    /// no column for it, or its column's type refuses the value.
    const std::map<std::string, std::size_t>& left_out() const { return left_out_; }

    /// The package's files by name: datapackage.json and a CSV file per table that has rows.
    std::map<std::string, std::string> files();

  private:
    struct Table {
        const TableRule* rule = nullptr;
        std::vector<std::string> header;
        std::string rows;
    };
    struct Owner {
        std::string_view kind;
        std::string id;
    };

    Table& table_of(const TableRule& rule);
    std::string write(const TableRule& rule, const Json& object, const Owner& owner, std::size_t index);
    std::string own_id(const TableRule& rule, const Json& object, const Owner& owner, std::size_t index);
    bool is_new(std::string_view kind, std::string& id, const Json& object, const Owner& owner, bool shared);
    void nest(const Json& object, std::map<std::string, std::string, std::less<>>& cells, const Owner& self);
    void children(const TableRule& rule, const Json& object, const Owner& self);
    void own_cells(const TableRule& rule, const Json& object, std::map<std::string, std::string, std::less<>>& cells);
    bool fill_required(const TableRule& rule, std::map<std::string, std::string, std::less<>>& cells);
    void add_missing_parents();
    Json descriptor() const;

    bool staff_;
    std::map<std::string, Table, std::less<>> tables_;  ///< By file.
    std::unordered_map<std::string, std::pair<std::size_t, std::string>> seen_;  ///< kind/id -> (what it says, owner).
    std::map<std::string, Json> parents_;                ///< Terms that others name as their parent.
    std::map<std::string, std::size_t> left_out_;
};

/// Writes files as a zip, the same bytes for the same files.
/// @param out a path, or "-" for standard output.  @error unavailable
Result<void> write_zip(const std::map<std::string, std::string>& files, const std::string& out);

}  // namespace porchlight
