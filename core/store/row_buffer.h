#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/store/merge.h"
#include "core/store/store.h"

namespace porchlight {

/// A revision that isn't written yet.
struct NewRevision {
    Number import_id = 0;
    Number ordinal = 0;
    std::optional<Number> previous_id;
    std::string service_id;
    std::string organization_id;
    std::string source;
    std::string source_key;
    std::string language;
    Visibility visibility = Visibility::open;
    bool withdrawn = false;
    std::string digest;
    std::optional<Point> place;
    std::string repairs;
    std::string record;
    std::vector<StoredStatement> statements;
    std::vector<ListingText> texts;
    std::int64_t for_review = 0;  ///< See Merged.

    /// The revision's key: its import's number above, its ordinal below.
    Number id() const { return import_id * (Number{1} << 32) + ordinal; }
    std::size_t rows() const { return 1 + statements.size() + texts.size(); }
};

/// The import that a revision belongs to.
inline Number import_of(Number revision_id) { return revision_id / (Number{1} << 32); }

/// At most so many rows are written in one transaction (decision 4).
constexpr std::size_t kRowsPerTransaction = 1000;

/// Gathers an import's rows, so that a transaction is open only while they are written and not
/// while the next listing is parsed. A failed write keeps them: it may be tried again.
class RowBuffer {
  public:
    explicit RowBuffer(soci::session& sql);
    ~RowBuffer();

    /// Rows that wait to be written.
    std::size_t size() const { return rows_; }
    void add(const NewRevision& revision);
    /// One more statement of a revision, after those that it has.
    void add(Number revision_id, int number, const StoredStatement& statement);
    /// Writes all in one transaction. Throws soci::soci_error.
    void flush();

  private:
    struct Revisions;
    struct Statements;
    struct Texts;
    soci::session& sql_;
    std::size_t rows_ = 0;
    std::unique_ptr<Revisions> revisions_;
    std::unique_ptr<Statements> statements_;
    std::unique_ptr<Texts> texts_;
};

}  // namespace porchlight
