#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/store/merge.h"
#include "core/store/store.h"

namespace porchlight {

/// Where a service stands: the newest published revision of it.
struct ServiceRow {
    std::string service_id;
    std::string short_id;
    std::string source;
    Number revision_id = 0;
    Visibility visibility = Visibility::open;
    bool withdrawn = false;
    std::optional<Point> place;
};

/// One revision without its statements.
struct RevisionRow {
    Number id = 0;
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
    Number previous_id = 0;     ///< 0 where it is the service's first.
    std::int64_t sequence = 0;  ///< 0 where it isn't published.
    Instant published_at{};
};

/// The queries that reading and importing share, prepared once a connection. Methods throw
/// soci::soci_error.
class SqliteReader {
  public:
    explicit SqliteReader(soci::session& sql);
    ~SqliteReader();

    /// Prepares anew what went with a connection that was lost; not within a transaction.
    void prepare_again();

    std::optional<ServiceRow> service(const std::string& service_id);
    /// In key order; withdrawn ones too.
    std::vector<ServiceRow> services_after(const std::string& service_id, int limit);
    std::optional<RevisionRow> revision(Number id);
    /// The digest alone, without reading the record.
    std::optional<std::string> digest(Number revision_id);
    /// In the order in which they were stored.
    std::vector<StoredStatement> statements(Number revision_id);
    /// Bad news of an organization that `source` has taken back, as published services still have it.
    std::vector<StoredStatement> carried_of(const std::string& organization_id,
                                            const std::string& source);
    std::vector<ListingText> texts(Number revision_id);
    /// Where a service that was merged away leads; empty where it wasn't.
    std::string merged_into(const std::string& service_id);
    StoredListing listing(const ServiceRow& service);
    /// The listing as one of its revisions has it.
    StoredListing listing_as_of(const ServiceRow& service, RevisionRow revision);

  private:
    struct Queries;
    soci::session& sql_;
    int connection_;  ///< On which they were prepared.
    std::unique_ptr<Queries> queries_;
};

std::string to_string(TextOrigin origin);
std::optional<TextOrigin> parse_text_origin(const std::string& text);

}  // namespace porchlight
