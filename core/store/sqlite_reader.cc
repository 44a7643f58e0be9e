#include "core/store/sqlite_reader.h"

namespace porchlight {
namespace {

/// An enum read from a column whose CHECK names the same words.
template <class T>
T known(const std::optional<T>& value) {
    if (!value) throw BrokenInvariant("the store holds a word that this program doesn't know");
    return *value;
}

struct PlaceColumns {
    double lat = 0, lon = 0;
    soci::indicator lat_null = soci::i_null, lon_null = soci::i_null;
    std::optional<Point> point() const {
        if (lat_null == soci::i_null || lon_null == soci::i_null) return std::nullopt;
        return Point{lat, lon};
    }
};

constexpr const char* kServiceColumns =
    "select service_id, short_id, source, revision_id, visibility, withdrawn, lat, lon"
    " from standing_service ";

struct ServiceQuery {
    std::string key;
    int limit = 1;
    ServiceRow row;
    std::string visibility;
    int withdrawn = 0;
    PlaceColumns place;
    soci::statement statement;

    ServiceQuery(soci::session& sql, const std::string& where)
        : statement((sql.prepare << kServiceColumns + where + " limit :limit", soci::use(key),
                     soci::use(limit), soci::into(row.service_id), soci::into(row.short_id),
                     soci::into(row.source), soci::into(row.revision_id), soci::into(visibility),
                     soci::into(withdrawn), soci::into(place.lat, place.lat_null),
                     soci::into(place.lon, place.lon_null))) {}

    ServiceRow value() const {
        ServiceRow result = row;
        result.visibility = known(parse_visibility(visibility));
        result.withdrawn = withdrawn != 0;
        result.place = place.point();
        return result;
    }
};

struct RevisionQuery {
    Number id = 0;
    RevisionRow row;
    std::string visibility;
    int withdrawn = 0;
    PlaceColumns place;
    Number ordinal = 0, previous_id = 0, first_sequence = 0, published_at = 0;
    soci::indicator previous_null = soci::i_null;
    soci::indicator sequence_null = soci::i_null, published_null = soci::i_null;
    soci::statement statement;

    explicit RevisionQuery(soci::session& sql)
        : statement((sql.prepare
                         << "select r.id, r.service_id, r.organization_id, r.source, r.source_key,"
                            " r.language, r.visibility, r.withdrawn, r.digest, r.lat, r.lon,"
                            " r.repairs, r.record, r.ordinal, r.previous_id, i.first_sequence, i.published_at"
                            " from revision r join import i on i.id = r.import_id where r.id = :id",
                     soci::use(id), soci::into(row.id), soci::into(row.service_id),
                     soci::into(row.organization_id), soci::into(row.source),
                     soci::into(row.source_key), soci::into(row.language), soci::into(visibility),
                     soci::into(withdrawn), soci::into(row.digest),
                     soci::into(place.lat, place.lat_null), soci::into(place.lon, place.lon_null),
                     soci::into(row.repairs), soci::into(row.record), soci::into(ordinal),
                     soci::into(previous_id, previous_null),
                     soci::into(first_sequence, sequence_null),
                     soci::into(published_at, published_null))) {}

    RevisionRow value() const {
        RevisionRow result = row;
        result.visibility = known(parse_visibility(visibility));
        result.withdrawn = withdrawn != 0;
        result.place = place.point();
        result.previous_id = nullable(previous_id, previous_null).value_or(0);
        if (const auto first = nullable(first_sequence, sequence_null))
            result.sequence = *first + ordinal;
        if (const auto at = nullable(published_at, published_null))
            result.published_at = Instant{std::chrono::seconds{*at}};
        return result;
    }
};

struct DigestQuery {
    Number id = 0;
    std::string digest;
    soci::statement statement;
    explicit DigestQuery(soci::session& sql)
        : statement((sql.prepare << "select digest from revision where id = :id", soci::use(id),
                     soci::into(digest))) {}
};

struct StatementQuery {
    Number revision_id = 0;
    std::string subject, subject_id, fact, value, detail, method, standing, source, disposition;
    int verified_on = 0, carried = 0;
    Number submission_id = 0;
    soci::indicator verified_null = soci::i_null, submission_null = soci::i_null;
    soci::statement statement;

    explicit StatementQuery(soci::session& sql)
        : statement((sql.prepare << "select subject, subject_id, fact, value, detail, verified_on,"
                                    " method, standing, source, disposition, carried, submission_id"
                                    " from statement where revision_id = :id order by number",
                     soci::use(revision_id), soci::into(subject), soci::into(subject_id),
                     soci::into(fact), soci::into(value), soci::into(detail),
                     soci::into(verified_on, verified_null), soci::into(method),
                     soci::into(standing), soci::into(source), soci::into(disposition),
                     soci::into(carried), soci::into(submission_id, submission_null))) {}

    StoredStatement row() const {
        StoredStatement result;
        Statement& said = result.statement;
        said.subject = known(parse_subject(subject));
        said.subject_id = subject_id;
        said.fact = fact;
        said.value = known(parse_value(value));
        said.detail = detail;
        if (const auto day = nullable(verified_on, verified_null))
            said.verified_on = Day{std::chrono::days{*day}};
        said.method = known(parse_method(method));
        said.standing = known(parse_standing(standing));
        said.source = source;
        result.disposition =
            disposition == "proposal" ? Disposition::proposal : Disposition::holds;
        result.carried = carried != 0;
        if (const auto id = nullable(submission_id, submission_null)) result.submission_id = *id;
        return result;
    }
};

}  // namespace

struct SqliteReader::Queries {
    explicit Queries(soci::session& sql)
        : service(sql, "where service_id = :key"),
          after(sql, "where service_id > :key order by service_id"),
          revision(sql),
          digest(sql),
          statements(sql) {}
    ServiceQuery service, after;
    RevisionQuery revision;
    DigestQuery digest;
    StatementQuery statements;
};

SqliteReader::SqliteReader(soci::session& sql)
    : sql_(sql), connection_(connection_number(sql)), queries_(std::make_unique<Queries>(sql)) {}
SqliteReader::~SqliteReader() = default;

void SqliteReader::prepare_again() {
    if (connection_ == connection_number(sql_)) return;
    queries_ = std::make_unique<Queries>(sql_);
    connection_ = connection_number(sql_);
}

std::optional<ServiceRow> SqliteReader::service(const std::string& service_id) {
    ServiceQuery& query = queries_->service;
    query.key = service_id;
    if (!fetch_one(query.statement)) return std::nullopt;
    return query.value();
}

std::vector<ServiceRow> SqliteReader::services_after(const std::string& service_id, int limit) {
    ServiceQuery& query = queries_->after;
    query.key = service_id;
    query.limit = limit;
    std::vector<ServiceRow> rows;
    query.statement.execute();
    while (query.statement.fetch()) rows.push_back(query.value());
    return rows;
}

std::optional<RevisionRow> SqliteReader::revision(Number id) {
    RevisionQuery& query = queries_->revision;
    query.id = id;
    if (!fetch_one(query.statement)) return std::nullopt;
    return query.value();
}

std::optional<std::string> SqliteReader::digest(Number revision_id) {
    DigestQuery& query = queries_->digest;
    query.id = revision_id;
    if (!fetch_one(query.statement)) return std::nullopt;
    return query.digest;
}

std::vector<StoredStatement> SqliteReader::statements(Number revision_id) {
    StatementQuery& query = queries_->statements;
    query.revision_id = revision_id;
    std::vector<StoredStatement> rows;
    query.statement.execute();
    while (query.statement.fetch()) rows.push_back(query.row());
    return rows;
}

std::vector<StoredStatement> SqliteReader::carried_of(const std::string& organization_id,
                                                      const std::string& source) {
    std::vector<Number> revisions;
    Number revision = 0;
    soci::statement query =
        (sql_.prepare << "select distinct s.revision_id + 0 from statement s"
                         " join revision r on r.id = s.revision_id"
                         " join service v on v.service_id = r.service_id"
                         " and v.newest_revision = s.revision_id"
                         " where s.subject = 'organization' and s.carried = 1"
                         " and s.subject_id = :organization and s.source = :source",
         soci::use(organization_id), soci::use(source), soci::into(revision));
    query.execute();
    while (query.fetch()) revisions.push_back(revision);
    std::vector<StoredStatement> found;
    for (const Number each : revisions)
        for (StoredStatement& row : statements(each))
            if (row.carried && row.statement.subject_id == organization_id &&
                row.statement.source == source && !has_same_news(found, row.statement))
                found.push_back(std::move(row));
    return found;
}

std::vector<ListingText> SqliteReader::texts(Number revision_id) {
    std::vector<ListingText> rows;
    ListingText row;
    std::string how_made;
    soci::statement statement =
        (sql_.prepare << "select path, language, text, how_made, reviewed_by from listing_text"
                         " where revision_id = :id order by path, language",
         soci::use(revision_id), soci::into(row.path), soci::into(row.language),
         soci::into(row.text), soci::into(how_made), soci::into(row.reviewed_by));
    statement.execute();
    while (statement.fetch()) {
        row.how_made = known(parse_text_origin(how_made));
        rows.push_back(row);
    }
    return rows;
}

std::string SqliteReader::merged_into(const std::string& service_id) {
    std::string survivor;
    sql_ << "select survivor_id from merged_into where service_id = :id", soci::use(service_id),
        soci::into(survivor);
    return survivor;
}

StoredListing SqliteReader::listing(const ServiceRow& service) {
    auto revision = this->revision(service.revision_id);
    if (!revision) throw BrokenInvariant("a service points at a revision that isn't there");
    return listing_as_of(service, std::move(*revision));
}

StoredListing SqliteReader::listing_as_of(const ServiceRow& service, RevisionRow revision) {
    StoredListing listing;
    listing.service_id = service.service_id;
    listing.organization_id = std::move(revision.organization_id);
    listing.short_id = service.short_id;
    listing.source = service.source;
    listing.language = std::move(revision.language);
    listing.visibility = revision.visibility;
    listing.withdrawn = revision.withdrawn;
    if (listing.withdrawn) listing.merged_into = merged_into(service.service_id);
    listing.record = std::move(revision.record);
    listing.sequence = revision.sequence;
    listing.published_at = revision.published_at;
    listing.has_earlier = revision.previous_id != 0;
    listing.place = revision.place;
    for (StoredStatement& row : statements(revision.id))
        if (row.disposition == Disposition::holds)
            listing.statements.push_back(std::move(row.statement));
    return listing;
}

std::string to_string(TextOrigin origin) {
    switch (origin) {
        case TextOrigin::source: return "source";
        case TextOrigin::person: return "person";
        case TextOrigin::machine: return "machine";
    }
    return {};
}

std::optional<TextOrigin> parse_text_origin(const std::string& text) {
    for (const auto origin : {TextOrigin::source, TextOrigin::person, TextOrigin::machine})
        if (text == to_string(origin)) return origin;
    return std::nullopt;
}

}  // namespace porchlight
