#pragma once
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/feed/package.h"

namespace porchlight {

/// How a cell becomes a member of the HSDS 3.1 object.
enum class CellType : std::uint8_t { text, number, boolean };

/// One column of a version: where its value goes in the 3.1 object.
struct ColumnRule {
    std::string_view column;
    std::string_view member;  ///< Member of the object; the column's own name where empty.
    CellType type = CellType::text;
};

/// A kind of object that a row may belong to, and the column that says to which.
struct OwnerRule {
    std::string_view kind;    ///< "service", "location", …
    std::string_view column;  ///< "service_id".
};

/// One file of a version: what its rows become and where they are nested. The first owner that
/// exists takes a row: owners stand from the most specific to the least.
struct TableRule {
    std::string_view file;
    std::string_view kind;            ///< Of the objects it holds, as in HSDS 3.1.
    std::string_view array;           ///< Member of the owner that gathers them; empty: not nested.
    std::span<const ColumnRule> columns;
    std::span<const OwnerRule> owners;
};

/// One version of the tabular format.
struct TabularVersion {
    std::string_view name;  ///< "1.x", "2.x", "3.x".
    std::span<const TableRule> tables;
    /// What the tables can't say: called with each finished object of a file before it is nested. May be null.
    void (*adapt)(std::string_view file, Json& object);
};

/// 1.0 and 1.1 together: real packages mix them, and no table or column means two things.
const TabularVersion& tabular_1();
const TabularVersion& tabular_2();
const TabularVersion& tabular_3();

/// The version by files and headers, never by the descriptor (which lies): "1.0", "1.1", "2.x",
/// "3.x".  @error bad_request where it has no services.csv.
Result<std::string> detect_version(const CsvPackage& package);

/// Taxonomy of the term that a value without a term hangs on in an export: read back as none.
inline constexpr std::string_view kNoTermTaxonomy = "Porchlight no term";

/// A row, or one of its cells, that can't become part of any service.
struct TabularLoss {
    std::string file;
    std::size_t line = 0;
    std::string reason;  ///< Never a value of the row.
    bool is_service = false;  ///< The row stood for a service, which is lost with it.
};

/// One service of a package, nested as HSDS 3.1, with the ids that the source has.
struct TabularRow {
    Json service;
    std::string file;
    std::size_t line = 0;  ///< Of the service's own row.
};

/// A package joined: every row of services.csv comes out, in its order, or is among the losses.
class TabularFeed {
  public:
    /// @error bad_request where there is no services.csv, or its services have no names.
    static Result<TabularFeed> open(CsvPackage package);

    const std::string& version() const { return version_; }
    std::size_t size() const { return services_.size(); }
    const std::vector<TabularLoss>& losses() const { return losses_; }

    /// Builds the service at a position, 0..size()-1.
    TabularRow service(std::size_t position) const;

  private:
    struct Object {
        Json own;                            ///< Its own members.
        std::string_view file;
        std::size_t line = 0;
        std::map<std::string_view, std::vector<std::size_t>> children;  ///< Array -> objects.
    };
    using ByKey = std::map<std::string, std::size_t, std::less<>>;

    void load(const TabularVersion& version, const CsvPackage& package);
    void load_table(const TableRule& rule, const CsvTable& table, void (*adapt)(std::string_view, Json&));
    void attach(std::size_t object, const TableRule& rule, const CsvTable& table, const CsvTable::Row& row);
    void note_unread_columns(const TableRule& rule, const CsvTable& table);
    void add_sites_of_services();
    void finish_service(Json& service) const;
    Json build(std::size_t object, int depth) const;
    const Object* find(std::string_view kind, std::string_view key) const;
    enum class Lost : std::uint8_t { part, service };
    void lose(std::string_view file, std::size_t line, std::string reason, Lost what = Lost::part);

    std::string version_;
    std::vector<Object> objects_;
    std::map<std::string, ByKey, std::less<>> by_key_;  ///< Kind -> source key -> object.
    std::vector<std::size_t> services_;
    std::vector<TabularLoss> losses_;
};

}  // namespace porchlight
