#include <algorithm>

#include "core/store/audit.h"
#include "core/store/checks.h"
#include "core/store/sqlite_store.h"
#include "core/store/submissions.h"

namespace porchlight {
namespace {

/// A check's own row.
struct CheckRow {
    std::string service_id, method;
    int day = 0, worsens = 0, done = 0;
};

CheckRow read_check(soci::session& sql, Number id) {
    CheckRow row;
    sql << "select service_id, method, day, worsens, import_id is not null from listing_check where id = :id",
        soci::use(id), soci::into(row.service_id), soci::into(row.method), soci::into(row.day),
        soci::into(row.worsens), soci::into(row.done);
    return row;
}

std::vector<AnsweredLine> read_answers(soci::session& sql, Number id) {
    std::vector<AnsweredLine> out;
    AnsweredLine line;
    std::string subject, value, answer;
    soci::statement rows =
        (sql.prepare << "select line, subject, subject_id, fact, value, answer from check_answer"
                        " where check_id = :id and answer <> 'still_so' order by line",
         soci::use(id), soci::into(line.key), soci::into(subject), soci::into(line.subject_id),
         soci::into(line.fact), soci::into(value), soci::into(answer));
    rows.execute();
    while (rows.fetch()) {
        line.subject = *parse_subject(subject);
        line.value = parse_value(value).value_or(Value::no);
        line.answer = *parse_check_answer(answer);
        out.push_back(line);
    }
    return out;
}

bool is_about(const Statement& statement, const AnsweredLine& line) {
    return statement.subject == line.subject && statement.subject_id == line.subject_id &&
           statement.fact == line.fact;
}

Value other_of(Value value) { return value == Value::yes ? Value::no : Value::yes; }

/// What becomes of the statements of one line.
class LineEffect {
  public:
    LineEffect(const AnsweredLine& line, const IsUnfavourable& is_bad) : line_(line), is_bad_(is_bad) {}

    /// Of one that held: as it was, without its day, or gone.
    void apply(StoredStatement row, std::vector<StoredStatement>& out) const {
        if (row.disposition != Disposition::holds || !loses(row.statement.value)) return out.push_back(row);
        if (!is_bad(row.statement.value)) return;
        // Good news for some and bad for others: only its good side goes.
        row.statement.standing = Standing::proposed;
        row.statement.verified_on.reset();
        row.submission_id.reset();
        out.push_back(row);
    }

    /// Bad news that was told; nothing where the other value is none.
    void add_told(const CheckRow& check, std::vector<StoredStatement>& out) const {
        const Value told = other_of(line_.value);
        if (line_.answer != CheckAnswer::no_longer || !is_bad(told)) return;
        StoredStatement row;
        row.statement.subject = line_.subject;
        row.statement.subject_id = line_.subject_id;
        row.statement.fact = line_.fact;
        row.statement.value = told;
        row.statement.verified_on = Day{std::chrono::days{check.day}};
        row.statement.method = *parse_method(check.method);
        row.statement.standing = Standing::stated;
        row.statement.source = kDeskSource;
        if (!has_same_news(out, row.statement)) out.push_back(std::move(row));
    }

  private:
    bool is_bad(Value value) const { return is_bad_(line_.fact, value); }
    /// Whether a value may no longer count in anybody's favour.
    bool loses(Value value) const {
        if (is_bad(value) && !is_bad(other_of(value))) return false;
        return line_.answer == CheckAnswer::unknown || value == line_.value;
    }

    const AnsweredLine& line_;
    const IsUnfavourable& is_bad_;
};

std::vector<StoredStatement> after_check(const std::vector<StoredStatement>& held, const CheckRow& check,
                                         const std::vector<AnsweredLine>& lines, const IsUnfavourable& is_bad) {
    std::vector<StoredStatement> out = held;
    for (const auto& line : lines) {
        if (line.fact.empty()) continue;
        const LineEffect effect(line, is_bad);
        std::vector<StoredStatement> next;
        for (const auto& row : out)
            if (is_about(row.statement, line))
                effect.apply(row, next);
            else
                next.push_back(row);
        effect.add_told(check, next);
        out = std::move(next);
    }
    return out;
}

/// The record without its day, where a detail isn't so any more.
std::string record_after(const std::string& record, const std::vector<AnsweredLine>& lines) {
    const bool undated = std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.fact.empty(); });
    if (!undated) return record;
    Json json = Json::parse(record);
    json.erase("assured_date");
    return json.dump();
}

}  // namespace

Result<void> SqliteStore::stage_check(std::int64_t check_id, const std::string& service_id) {
    ActiveImport& import = *import_;
    const auto service = reader_->service(service_id);
    const auto key = parse_uuid(service_id);
    const auto base = service ? reader_->revision(service->revision_id) : std::nullopt;
    if (!base || !key) throw BrokenInvariant("a service points at a revision that isn't there");
    if (service->withdrawn) return fail(ErrorKind::conflict, "withdrawn: the listing was withdrawn meanwhile");
    const auto check = read_check(sql_, check_id);
    const auto lines = read_answers(sql_, check_id);
    NewRevision revision;
    revision.import_id = import.id;
    revision.ordinal = import.next_ordinal;
    revision.previous_id = base->id;
    revision.service_id = service_id;
    revision.organization_id = base->organization_id;
    revision.source = base->source;
    revision.source_key = base->source_key;
    revision.language = base->language;
    revision.visibility = base->visibility;
    revision.digest = base->digest;
    revision.place = base->place;
    revision.repairs = base->repairs;
    revision.record = record_after(base->record, lines);
    revision.texts = reader_->texts(base->id);
    revision.statements = after_check(reader_->statements(base->id), check, lines, is_unfavourable_);
    import.check = check_id;
    import.check_base = base->id;
    keep(import, *key, revision, true);
    return {};
}

void SqliteStore::mark_checked(const ActiveImport& import, Instant now) {
    sql_ << "update listing_check set base_revision = :base, import_id = :import where id = :id",
        soci::use(import.check_base), soci::use(import.id), soci::use(*import.check);
    append_audit(sql_, {"checks", "publish", "check " + std::to_string(*import.check), ""}, now);
}

Result<Published> SqliteStore::give_effect(std::int64_t check_id, Instant now) {
    std::string service_id, source;
    auto ready = guarded([&]() -> Result<void> {
        const auto row = read_check(sql_, check_id);
        if (row.service_id.empty()) return fail(ErrorKind::not_found, "no such check");
        if (row.worsens == 0 || row.done != 0) return fail(ErrorKind::conflict, "ended: nothing of this check waits");
        service_id = row.service_id;
        sql_ << "select source from service where service_id = :id", soci::use(service_id), soci::into(source);
        return {};
    });
    if (!ready) return tl::unexpected(ready.error());
    const auto import_id = begin("review", source, "check " + std::to_string(check_id), now);
    if (!import_id) return tl::unexpected(import_id.error());
    auto staged = guarded([&] { return stage_check(check_id, service_id); });
    if (staged) {
        auto published = publish_import(*import_id, now);
        if (published) return published;
        staged = tl::unexpected(published.error());
    }
    if (auto abandoned = abandon_import(*import_id); !abandoned) return tl::unexpected(abandoned.error());
    return tl::unexpected(staged.error());
}

Result<Published> publish_check(Store& store, std::int64_t check_id, Instant now) {
    auto* own = dynamic_cast<SqliteStore*>(&store);
    if (own == nullptr) return fail(ErrorKind::unavailable, "this store has no check pages");
    return own->give_effect(check_id, now);
}

}  // namespace porchlight
