#include "core/store/row_buffer.h"

#include "core/store/sqlite_reader.h"

namespace porchlight {
namespace {

template <class T>
soci::indicator indicator_of(const std::optional<T>& value) {
    return value ? soci::i_ok : soci::i_null;
}

template <class... Columns>
void clear_all(Columns&... columns) {
    (columns.clear(), ...);
}

}  // namespace

// SOCI sends whole columns in one call (measured 2026-11-24: 2.0 us a statement row, 0.2 us more
// than SQLite's own functions). They are prepared for each batch: over PostgreSQL SOCI 4.0 sends a batch's
// first rows again where a statement with whole columns is executed twice.
struct RowBuffer::Revisions {
    std::vector<Number> id, import_id, ordinal, previous;
    std::vector<soci::indicator> previous_null, place_null;
    std::vector<std::string> service, organization, source, key, language, visibility, digest,
        repairs, record;
    std::vector<int> withdrawn;
    std::vector<double> lat, lon;

    void add(const NewRevision& row) {
        id.push_back(row.id());
        import_id.push_back(row.import_id);
        ordinal.push_back(row.ordinal);
        previous.push_back(row.previous_id.value_or(0));
        previous_null.push_back(indicator_of(row.previous_id));
        service.push_back(row.service_id);
        organization.push_back(row.organization_id);
        source.push_back(row.source);
        key.push_back(row.source_key);
        language.push_back(row.language);
        visibility.emplace_back(to_string(row.visibility));
        withdrawn.push_back(row.withdrawn ? 1 : 0);
        digest.push_back(row.digest);
        lat.push_back(row.place ? row.place->lat : 0);
        lon.push_back(row.place ? row.place->lon : 0);
        place_null.push_back(indicator_of(row.place));
        repairs.push_back(row.repairs);
        record.push_back(row.record);
    }
    void write(soci::session& sql) {
        if (id.empty()) return;
        soci::statement insert =
            (sql.prepare
                     << "insert into revision (id, import_id, ordinal, service_id, previous_id,"
                        " organization_id, source, source_key, language, visibility, withdrawn,"
                        " digest, lat, lon, repairs, record) values (:id, :import, :ordinal,"
                        " :service, :previous, :organization, :source, :key, :language,"
                        " :visibility, :withdrawn, :digest, :lat, :lon, :repairs, :record)",
                 soci::use(id), soci::use(import_id), soci::use(ordinal), soci::use(service),
                 soci::use(previous, previous_null), soci::use(organization), soci::use(source),
                 soci::use(key), soci::use(language), soci::use(visibility), soci::use(withdrawn),
                 soci::use(digest), soci::use(lat, place_null), soci::use(lon, place_null),
                 soci::use(repairs), soci::use(record));
        insert.execute(true);
    }
    void clear() {
        clear_all(id, import_id, ordinal, previous, previous_null, place_null, service,
                  organization, source, key, language, visibility, digest, repairs, record,
                  withdrawn, lat, lon);
    }
};

struct RowBuffer::Statements {
    std::vector<Number> revision, submission;
    std::vector<int> number, verified, carried;
    std::vector<soci::indicator> verified_null, submission_null;
    std::vector<std::string> subject, subject_id, fact, value, detail, method, standing, source,
        disposition;

    void add(Number revision_id, int position, const StoredStatement& row) {
        const Statement& said = row.statement;
        revision.push_back(revision_id);
        number.push_back(position);
        subject.emplace_back(to_string(said.subject));
        subject_id.push_back(said.subject_id);
        fact.push_back(said.fact);
        value.emplace_back(to_string(said.value));
        detail.push_back(said.detail);
        verified.push_back(
            said.verified_on ? static_cast<int>(said.verified_on->time_since_epoch().count()) : 0);
        verified_null.push_back(indicator_of(said.verified_on));
        method.emplace_back(to_string(said.method));
        standing.emplace_back(to_string(said.standing));
        source.push_back(said.source);
        disposition.emplace_back(row.disposition == Disposition::holds ? "holds" : "proposal");
        carried.push_back(row.carried ? 1 : 0);
        submission.push_back(row.submission_id.value_or(0));
        submission_null.push_back(indicator_of(row.submission_id));
    }
    void write(soci::session& sql) {
        if (revision.empty()) return;
        soci::statement insert = (sql.prepare
                                << "insert into statement (revision_id, number, subject, subject_id,"
                                   " fact, value, detail, verified_on, method, standing, source,"
                                   " disposition, carried, submission_id) values (:revision, :number,"
                                   " :subject, :subject_id, :fact, :value, :detail, :verified,"
                                   " :method, :standing, :source, :disposition, :carried, :submission)",
                            soci::use(revision), soci::use(number), soci::use(subject),
                            soci::use(subject_id), soci::use(fact), soci::use(value),
                            soci::use(detail), soci::use(verified, verified_null),
                            soci::use(method), soci::use(standing), soci::use(source),
                            soci::use(disposition), soci::use(carried),
                            soci::use(submission, submission_null));
        insert.execute(true);
    }
    void clear() {
        clear_all(revision, submission, number, verified, carried, verified_null, submission_null,
                  subject, subject_id, fact, value, detail, method, standing, source, disposition);
    }
};

// Translations are rare: one at a time.
struct RowBuffer::Texts {
    std::vector<std::pair<Number, ListingText>> rows;

    void write(soci::session& sql) {
        for (const auto& [revision, row] : rows) {
            const std::string how_made = to_string(row.how_made);
            sql << "insert into listing_text (revision_id, path, language, text, how_made,"
                   " reviewed_by) values (:revision, :path, :language, :text, :how, :reviewed)",
                soci::use(revision), soci::use(row.path), soci::use(row.language),
                soci::use(row.text), soci::use(how_made), soci::use(row.reviewed_by);
        }
    }
};

RowBuffer::RowBuffer(soci::session& sql)
    : sql_(sql),
      revisions_(std::make_unique<Revisions>()),
      statements_(std::make_unique<Statements>()),
      texts_(std::make_unique<Texts>()) {}
RowBuffer::~RowBuffer() = default;

void RowBuffer::add(const NewRevision& revision) {
    revisions_->add(revision);
    int position = 0;
    for (const StoredStatement& row : revision.statements)
        statements_->add(revision.id(), position++, row);
    for (const ListingText& text : revision.texts)
        texts_->rows.emplace_back(revision.id(), text);
    rows_ += revision.rows();
}

void RowBuffer::add(Number revision_id, int number, const StoredStatement& statement) {
    statements_->add(revision_id, number, statement);
    ++rows_;
}

void RowBuffer::flush() {
    if (rows_ == 0) return;
    WriteTransaction transaction(sql_);
    revisions_->write(sql_);
    statements_->write(sql_);
    texts_->write(sql_);
    transaction.commit();
    revisions_->clear();
    statements_->clear();
    texts_->rows.clear();
    rows_ = 0;
}

}  // namespace porchlight
