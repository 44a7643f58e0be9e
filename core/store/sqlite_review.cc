#include <algorithm>

#include "core/store/audit.h"
#include "core/store/listing_merge.h"
#include "core/store/sqlite_store.h"
#include "core/store/submissions.h"

namespace porchlight {
namespace {

/// A submission's own row.
struct SubmissionRow {
    std::string service_id, visibility, language, record, outcome;
    int withdraws = 0;
    double lat = 0, lon = 0;
    soci::indicator lat_null = soci::i_null, lon_null = soci::i_null, base_null = soci::i_null;
    Number base = 0;
    int approved = 0;
    std::string survivor_id;
    Number survivor = 0;
    soci::indicator survivor_null = soci::i_null, survivor_id_null = soci::i_null;
};

SubmissionRow read_row(soci::session& sql, Number id) {
    SubmissionRow row;
    sql << "select service_id, visibility, language, record, outcome, withdraws, lat,"
           " lon, base_revision, (select count(*) from submission_approved a where a.id = s.id),"
           " m.survivor_id, m.survivor_revision from submission s"
           " left join listing_merge m on m.submission_id = s.id where s.id = :id",
        soci::use(id), soci::into(row.service_id), soci::into(row.visibility), soci::into(row.language), soci::into(row.record),
        soci::into(row.outcome), soci::into(row.withdraws), soci::into(row.lat, row.lat_null),
        soci::into(row.lon, row.lon_null), soci::into(row.base, row.base_null),
        soci::into(row.approved), soci::into(row.survivor_id, row.survivor_id_null),
        soci::into(row.survivor, row.survivor_null);
    return row;
}

std::vector<StoredStatement> read_facts(soci::session& sql, Number id) {
    std::vector<StoredStatement> out;
    std::string subject, value, method;
    StoredStatement row;
    int day = 0;
    soci::statement rows =
        (sql.prepare << "select subject, subject_id, fact, value, detail, method, verified_on from"
                        " submission_fact where submission_id = :id order by subject, subject_id, fact",
         soci::use(id), soci::into(subject), soci::into(row.statement.subject_id),
         soci::into(row.statement.fact), soci::into(value), soci::into(row.statement.detail),
         soci::into(method), soci::into(day));
    rows.execute();
    while (rows.fetch()) {
        row.statement.subject = *parse_subject(subject);
        row.statement.value = *parse_value(value);
        row.statement.method = *parse_method(method);
        row.statement.verified_on = Day{std::chrono::days{day}};
        row.statement.standing = Standing::reviewed;
        row.statement.source = kDeskSource;
        row.submission_id = id;
        out.push_back(row);
    }
    return out;
}

bool same_fact(const Statement& a, const Statement& b) {
    return a.subject == b.subject && a.subject_id == b.subject_id && a.fact == b.fact;
}

/// What holds after a review: what it states, and of what held before all that it doesn't
/// contradict, and doesn't say anew under the same source. What a feed said against it stays beside it
/// without effect, so that the same again is known for what it is (see merge_statements()).
std::vector<StoredStatement> after_review(const std::vector<StoredStatement>& held,
                                          const std::vector<StoredStatement>& stated) {
    std::vector<StoredStatement> out;
    for (const auto& row : held) {
        const bool goes = std::any_of(stated.begin(), stated.end(), [&](const auto& said) {
            return review_replaces(said.statement, row.statement) ||
                   (row.disposition == Disposition::proposal && same_fact(row.statement, said.statement));
        });
        if (!goes) {
            out.push_back(row);
        } else if (row.disposition == Disposition::holds && !row.carried &&
                   row.statement.standing != Standing::reviewed) {
            out.push_back(row);
            out.back().disposition = Disposition::proposal;
        }
    }
    out.insert(out.end(), stated.begin(), stated.end());
    return out;
}

std::vector<std::string> hidden_sites_of(const Json& record) {
    std::vector<std::string> out;
    for (const auto& site : places_of(record).sites)
        if (site.hidden) out.push_back(site.id);
    return out;
}

}  // namespace

bool review_replaces(const Statement& said, const Statement& held) {
    return same_fact(said, held) && (said.value != held.value || said.source == held.source);
}

void SqliteStore::let_go(Number submission_id, Instant now) {
    const Number at = now.time_since_epoch().count();
    WriteTransaction transaction(sql_);
    sql_ << "update submission set outcome = 'overtaken', ended_at = :at where id = :id",
        soci::use(at), soci::use(submission_id);
    transaction.commit();
}

/// The one that stays, with the worse of what both say.
void SqliteStore::stage_survivor(const ApprovedSubmission& submission, Day today) {
    ActiveImport& import = *import_;
    const ServiceRow& service = *submission.survivor;
    const auto base = reader_->revision(service.revision_id);
    const auto key = parse_uuid(service.service_id);
    if (!base || !key) throw BrokenInvariant("a service points at a revision that isn't there");
    NewRevision revision;
    revision.import_id = import.id;
    revision.ordinal = import.next_ordinal;
    revision.previous_id = base->id;
    revision.service_id = service.service_id;
    revision.organization_id = base->organization_id;
    revision.source = base->source;
    revision.source_key = base->source_key;
    revision.language = base->language;
    revision.visibility = std::max(base->visibility, submission.before->visibility);
    revision.digest = base->digest;
    revision.place = base->place;
    revision.record = base->record;
    revision.repairs = base->repairs;
    revision.texts = reader_->texts(base->id);
    revision.statements = statements_after_merge(reader_->statements(base->id),
                                                 reader_->statements(submission.before->revision_id),
                                                 service.service_id, is_unfavourable_, today);
    keep(import, *key, revision, true);
}

Result<void> SqliteStore::stage_submission(const ApprovedSubmission& submission, Instant now) {
    ActiveImport& import = *import_;
    const Listing& listing = submission.listing;
    auto ids = used_ids(listing, places_of(listing.record));
    if (!ids) return tl::unexpected(ids.error());
    const Uuid key = ids->front().id;
    // A new listing's organization may be a feed's.
    std::vector<UsedId> own;
    for (const auto& used : *ids)
        if (used.kind != IdKind::organization) own.push_back(used);
    if (auto checked = check_ids(import, own); !checked) return checked;
    NewRevision revision;
    revision.import_id = import.id;
    revision.service_id = listing.service_id;
    revision.organization_id = listing.organization_id;
    revision.source = submission.source;
    revision.source_key = listing.source_key;
    revision.language = listing.language;
    revision.visibility = listing.visibility;
    revision.withdrawn = submission.withdraws;
    revision.digest = listing.digest;
    revision.place = listing.place;
    revision.record = submission.record;
    revision.repairs = submission.repairs;
    std::vector<StoredStatement> held;
    if (submission.before) {
        revision.previous_id = submission.before->revision_id;
        held = reader_->statements(submission.before->revision_id);
        carry_texts(import, listing.record, submission.before->revision_id, revision);
    }
    revision.statements = after_review(held, submission.states);
    if (submission.before && submission.source != kDeskSource) {
        const auto base = reader_->revision(submission.before->revision_id);
        if (!base) throw BrokenInvariant("a service points at a revision that isn't there");
        const auto decided = decided_corrections(corrections_of(listing.service_id), listing.service_id,
                                                 Json::parse(base->record), listing.record, submission.id);
        for (const auto& each : decided.ended) import.corrections[{each.service_id, each.member}] = std::nullopt;
        for (const auto& each : decided.kept) import.corrections[{each.service_id, each.member}] = each;
    }
    note_hidden(import, listing, listing.record, submission.before);
    import.ids.insert(import.ids.end(), ids->begin(), ids->end());
    import.submission = submission.id;
    keep(import, key, revision, submission.before.has_value());
    if (submission.survivor)
        stage_survivor(submission, std::chrono::floor<std::chrono::days>(now));
    return {};
}

void SqliteStore::mark_published(const ActiveImport& import, Instant now) {
    const Number at = now.time_since_epoch().count();
    sql_ << "update submission set outcome = 'published', ended_at = :at, import_id = :import"
            " where id = :id",
        soci::use(at), soci::use(import.id), soci::use(*import.submission);
    // What was to be shown again stays shown at the next import too.
    sql_ << "delete from hidden_place where id in ("
            " select json_extract(l.value, i.path) from submission s,"
            " json_each(s.record, '$.service_at_locations') l,"
            " (select '$.id' as path union all select '$.location.id') i"
            " where s.id = :id and json_extract(l.value, '$.porchlight_hidden') is null)",
        soci::use(*import.submission);
    // Which service is gone is said, so that an older copy of the store doesn't bring it back.
    std::string withdrawn;
    sql_ << "select service_id from submission where id = :id and withdraws = 1", soci::use(*import.submission),
        soci::into(withdrawn);
    append_audit(sql_,
                 {"reviews", "publish", "submission " + std::to_string(*import.submission),
                  withdrawn.empty() ? "" : "withdrawn " + withdrawn},
                 now);
}

Result<Published> SqliteStore::publish_submission(std::int64_t submission_id, Instant now) {
    ApprovedSubmission submission;
    auto ready = guarded([&]() -> Result<void> {
        const auto row = read_row(sql_, submission_id);
        if (row.outcome.empty()) return fail(ErrorKind::not_found, "no such submission");
        if (row.outcome != "waiting") return fail(ErrorKind::conflict, "ended: the submission has ended");
        if (row.approved == 0) return fail(ErrorKind::forbidden, "not_allowed: too few people agreed to it yet");
        submission.before = reader_->service(row.service_id);
        const Number stands = submission.before ? submission.before->revision_id : 0;
        if (stands != (row.base_null == soci::i_null ? 0 : row.base)) {
            let_go(submission_id, now);
            return fail(ErrorKind::conflict, "overtaken: the listing was changed meanwhile; submit it again");
        }
        if (row.survivor_null == soci::i_ok) {
            submission.survivor = reader_->service(row.survivor_id);
            if (!submission.survivor || submission.survivor->revision_id != row.survivor) {
                let_go(submission_id, now);
                return fail(ErrorKind::conflict, "overtaken: the listing that stays was changed meanwhile; submit it again");
            }
        }
        submission.id = submission_id;
        submission.withdraws = row.withdraws != 0;
        submission.record = row.record;
        submission.states = read_facts(sql_, submission_id);
        Listing& listing = submission.listing;
        listing.record = Json::parse(row.record);
        listing.service_id = row.service_id;
        listing.organization_id = listing.record.at("organization").at("id");
        listing.language = row.language;
        listing.visibility = *parse_visibility(row.visibility);
        listing.hidden_sites = hidden_sites_of(listing.record);
        if (row.lat_null == soci::i_ok) listing.place = Point{row.lat, row.lon};
        submission.source = kDeskSource;
        submission.repairs = "[]";
        listing.source_key = row.service_id;
        listing.digest = sha256_hex(row.record);
        if (submission.before) {
            // Its feed goes on with the row that it knows: the same row again changes nothing.
            const auto base = reader_->revision(stands);
            if (!base) throw BrokenInvariant("a service points at a revision that isn't there");
            submission.source = base->source;
            submission.repairs = base->repairs;
            listing.source_key = base->source_key;
            listing.digest = base->digest;
        }
        return {};
    });
    if (!ready) return tl::unexpected(ready.error());
    const auto import_id =
        begin("review", submission.source, "submission " + std::to_string(submission_id), now);
    if (!import_id) return tl::unexpected(import_id.error());
    auto staged = guarded([&] { return stage_submission(submission, now); });
    if (staged) {
        auto published = publish_import(*import_id, now);
        if (published) return published;
        staged = tl::unexpected(published.error());
    }
    if (auto abandoned = abandon_import(*import_id); !abandoned)
        return tl::unexpected(abandoned.error());
    return tl::unexpected(staged.error());
}

}  // namespace porchlight
