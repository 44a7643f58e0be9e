#include "core/store/submissions.h"

#include <mutex>

#include "core/store/audit.h"
#include "core/store/journal.h"
#include "core/store/database.h"
#include "core/store/mask.h"

namespace porchlight {
namespace {

template <class Enum, std::size_t N>
std::optional<Enum> parse(std::string_view text, const Enum (&all)[N]) {
    for (const Enum each : all)
        if (to_string(each) == text) return each;
    return std::nullopt;
}

std::string object_of(std::int64_t submission) { return "submission " + std::to_string(submission); }

/// The record of a service as it stands; null where there is none.
Json standing_record(soci::session& sql, const std::string& service_id) {
    std::string text;
    sql << "select r.record from standing_service s join revision r on r.id = s.revision_id"
           " where s.service_id = :id",
        soci::use(service_id), soci::into(text);
    return text.empty() ? Json(nullptr) : Json::parse(text);
}

std::set<std::string> hidden_sites(const Json& record) {
    std::set<std::string> out;
    for (const auto& site : places_of(record).sites)
        if (site.hidden) out.insert(site.id);
    return out;
}

/// Takes the places of hidden sites out of a record, before its first write (decision 2). A site
/// that is to be shown again has no place either: that is entered anew once people agreed.
/// @return whether a place was among them.
bool mask(Json& record, const Json& base, soci::session& sql) {
    std::set<std::string> hidden;
    std::string id;
    soci::statement known = (sql.prepare << "select id from hidden_place", soci::into(id));
    known.execute();
    while (known.fetch()) hidden.insert(id);
    const auto flagged = hidden_sites(record);
    MaskedWords masked;
    guard_masked_sites(record, flagged, masked);
    mask_places(record, hidden, masked);
    scrub(record, masked);
    const auto before = base.is_object() ? hidden_sites(base) : std::set<std::string>{};
    auto sites = record.find("service_at_locations");
    if (sites != record.end())
        for (Json& site : *sites)
            if (const auto key = site.value("id", ""); before.count(key) > 0 && flagged.count(key) == 0)
                site.erase("porchlight_hidden");
    return !masked.empty();
}

class SqliteSubmissions final : public SubmissionStore {
  public:
    SqliteSubmissions(const StorePlace& place, const std::vector<FactRule>& rules) {
        connect_store(sql_, place);
        write_rules(rules);
    }

    Result<std::int64_t> submit(NewSubmission submission, Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<std::int64_t> {
            hide(submission);
            WriteTransaction transaction(sql_);
            auto id = insert_whole(submission, now);
            if (id) transaction.commit();
            return id;
        });
    }

    Result<std::vector<std::int64_t>> submit_all(std::vector<NewSubmission> submissions, Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        std::size_t at = 0;
        auto ids = ruled(sql_, [&]() -> Result<std::vector<std::int64_t>> {
            for (auto& each : submissions) hide(each);
            WriteTransaction transaction(sql_);
            std::vector<std::int64_t> out;
            for (at = 0; at < submissions.size(); ++at) {
                const auto id = insert_whole(submissions[at], now);
                if (!id) return tl::unexpected(id.error());
                out.push_back(*id);
            }
            transaction.commit();
            return out;
        });
        if (!ids && at < submissions.size()) ids.error().where = "/" + std::to_string(at);
        return ids;
    }

    Result<StoredSubmission> submission(std::int64_t id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<StoredSubmission> {
            auto found = read(id);
            if (!found) return fail(ErrorKind::not_found, "no such submission");
            return std::move(*found);
        });
    }

    Result<std::vector<std::int64_t>> waiting() override {
        return ids("select id + 0 from submission where outcome = :outcome order by id", "waiting");
    }

    Result<std::vector<std::int64_t>> of_organization(const std::string& organization_id) override {
        return ids("select id + 0 from submission where organization_id = :organization"
                   " order by id desc",
                   organization_id);
    }

    Result<bool> review(std::int64_t id, const Review& given) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<bool> {
            WriteTransaction transaction(sql_);
            if (auto waits = check_waits(id); !waits) return tl::unexpected(waits.error());
            int before = 0;
            sql_ << "select count(*) from review where submission_id = :id and account_id = :account",
                soci::use(id), soci::use(given.account_id), soci::into(before);
            if (before > 0)
                return fail(ErrorKind::conflict, "decided: this account has decided on the submission");
            insert_review(id, given);
            const std::string decision(to_string(given.decision));
            append_audit(sql_, {given.account_id, "review_" + decision, object_of(id),
                                "called: " + std::string(to_string(given.call_back))}, given.at);
            if (given.decision != Decision::approve)
                end(id, given.decision == Decision::refuse ? SubmissionOutcome::refused
                                                           : SubmissionOutcome::changes_asked, given.at);
            const bool approved = is_approved(id);
            transaction.commit();
            return approved;
        });
    }

    Result<void> take_back(std::int64_t id, const std::string& account_id, Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<void> {
            WriteTransaction transaction(sql_);
            if (auto waits = check_waits(id); !waits) return waits;
            std::string account;
            sql_ << "select submitted_by from submission where id = :id", soci::use(id),
                soci::into(account);
            if (account != account_id)
                return fail(ErrorKind::forbidden, "not_allowed: only who submitted it may take it back");
            end(id, SubmissionOutcome::taken_back, now);
            append_audit(sql_, {account_id, "take_back", object_of(id), ""}, now);
            transaction.commit();
            return {};
        });
    }

    Result<std::string> head_of(const std::string& organization_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::string> {
            std::string head;
            sql_ << "select head from head_organization where id = :id", soci::use(organization_id),
                soci::into(head);
            if (head.empty()) return fail(ErrorKind::not_found, "no such organization");
            return head;
        });
    }

    Result<bool> is_unwanted(std::int64_t id, const std::string& organization_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<bool> {
            int found = 0;
            sql_ << "select count(*) from submission s join head_organization o on o.head ="
                    " s.organization_id join reviewer_wish w on w.organization_id = o.id and w.wish ="
                    " 'never' join head_organization r on r.id = w.reviewer_id where s.id = :id and"
                    " r.head = :reviewer",
                soci::use(id), soci::use(organization_id), soci::into(found);
            return found > 0;
        });
    }

    Result<std::vector<std::string>> services_of(const std::string& organization_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<std::string>> {
            std::vector<std::string> out;
            std::string id;
            soci::statement rows =
                (sql_.prepare << "select s.service_id from standing_service s join revision r on r.id ="
                                 " s.revision_id where r.organization_id = :organization order by 1",
                 soci::use(organization_id), soci::into(id));
            rows.execute();
            while (rows.fetch()) out.push_back(id);
            return out;
        });
    }

    Result<void> save_draft(const std::string& account_id, const Draft& draft) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<void> {
            const Number at = draft.saved_at.time_since_epoch().count();
            WriteTransaction transaction(sql_);
            sql_ << "insert into draft (account_id, service_id, body, saved_at)"
                    " values (:account, :service, :body, :at) on conflict (account_id, service_id)"
                    " do update set body = excluded.body, saved_at = excluded.saved_at",
                soci::use(account_id), soci::use(draft.service_id), soci::use(draft.body),
                soci::use(at);
            transaction.commit();
            return {};
        });
    }

    Result<std::vector<Draft>> drafts(const std::string& account_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<Draft>> {
            std::vector<Draft> out;
            Draft draft;
            Number at = 0;
            soci::statement rows =
                (sql_.prepare << "select service_id, body, saved_at from draft where account_id ="
                                 " :account order by saved_at desc, service_id",
                 soci::use(account_id), soci::into(draft.service_id), soci::into(draft.body),
                 soci::into(at));
            rows.execute();
            while (rows.fetch()) {
                draft.saved_at = Instant{std::chrono::seconds{at}};
                out.push_back(draft);
            }
            return out;
        });
    }

    Result<void> drop_draft(const std::string& account_id, const std::string& service_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<void> {
            WriteTransaction transaction(sql_);
            sql_ << "delete from draft where account_id = :account and service_id = :service",
                soci::use(account_id), soci::use(service_id);
            transaction.commit();
            return {};
        });
    }

  private:
    void write_rules(const std::vector<FactRule>& rules) {
        WriteTransaction transaction(sql_);
        for (const auto& rule : rules) {
            const int yes = rule.yes_is_bad, no = rule.no_is_bad, two = rule.two_people;
            // Stricter only: what a later catalogue loosens stays as strict as it was.
            sql_ << "insert into fact_rule (fact, yes_is_bad, no_is_bad, two_people)"
                    " values (:fact, :yes, :no, :two) on conflict (fact) do update set"
                    " yes_is_bad = case when excluded.yes_is_bad = 1 then 1 else fact_rule.yes_is_bad end,"
                    " no_is_bad = case when excluded.no_is_bad = 1 then 1 else fact_rule.no_is_bad end,"
                    " two_people = case when excluded.two_people = 1 then 1 else fact_rule.two_people end"
                    " where fact_rule.yes_is_bad < excluded.yes_is_bad"
                    " or fact_rule.no_is_bad < excluded.no_is_bad"
                    " or fact_rule.two_people < excluded.two_people",
                soci::use(rule.fact), soci::use(yes), soci::use(no), soci::use(two);
        }
        transaction.commit();
    }

    Result<void> check_waiting(const NewSubmission& submission) {
        Number same = 0, all = 0;
        sql_ << "select (select count(*) from submission where outcome = 'waiting' and service_id ="
                " :service), (select count(*) from submission s join account a on a.id = :account"
                " join head_organization o on o.id = a.organization_id"
                " where s.outcome = 'waiting' and s.organization_id = o.head)",
            soci::use(submission.service_id), soci::use(submission.account_id), soci::into(same),
            soci::into(all);
        if (same > 0)
            return fail(ErrorKind::conflict, "waits: another change of this listing waits for its reviews");
        if (all >= kMostWaiting)
            return fail(ErrorKind::conflict, "too_many: too many changes of this organization wait");
        return {};
    }

    Number insert(const NewSubmission& submission, Instant now) {
        const std::string visibility(to_string(submission.visibility));
        const std::string record = submission.record.dump();
        const int withdraws = submission.withdraws;
        const Number at = now.time_since_epoch().count();
        const double lat = submission.place ? submission.place->lat : 0;
        const double lon = submission.place ? submission.place->lon : 0;
        const soci::indicator place = submission.place ? soci::i_ok : soci::i_null;
        soci::indicator lat_null = place, lon_null = place;
        sql_ << "insert into submission (service_id, base_revision, submitted_by, organization_id,"
                " withdraws, visibility, language, lat, lon, record, submitted_at, outcome)"
                " values (:service, (select revision_id from standing_service where service_id ="
                " :service), :account, coalesce((select o.head from account a join head_organization o"
                " on o.id = a.organization_id where a.id = :account), ''), :withdraws, :visibility,"
                " :language, :lat, :lon, :record, :at, 'waiting')",
            soci::use(submission.service_id, "service"), soci::use(submission.account_id, "account"),
            soci::use(withdraws, "withdraws"), soci::use(visibility, "visibility"),
            soci::use(submission.language, "language"), soci::use(lat, lat_null, "lat"),
            soci::use(lon, lon_null, "lon"), soci::use(record, "record"), soci::use(at, "at");
        return inserted_id(sql_, "submission");
    }

    void insert_merge(Number id, const std::string& survivor) {
        if (survivor.empty()) return;
        sql_ << "insert into listing_merge (submission_id, survivor_id, survivor_revision)"
                " values (:id, :survivor, coalesce((select revision_id from standing_service where"
                " service_id = :survivor), 0))",
            soci::use(id, "id"), soci::use(survivor, "survivor");
    }

    /// The schema itself says what differs.  @return how many members.
    /// Takes out of a record what must not be written.
    void hide(NewSubmission& submission) {
        if (submission.record.is_object() && mask(submission.record, standing_record(sql_, submission.service_id), sql_)) submission.place.reset();
    }

    /// All rows of one submission, within the caller's transaction.
    Result<std::int64_t> insert_whole(const NewSubmission& submission, Instant now) {
        if (!submission.record.is_object())
            return fail(ErrorKind::bad_request, "wrong_type: a listing's record is no JSON object", "/record");
        if (auto free = check_waiting(submission); !free) return tl::unexpected(free.error());
        const Number id = insert(submission, now);
        insert_merge(id, submission.merges_into);
        const Number changes = insert_changes(id);
        insert_facts(id, submission.facts);
        if (changes == 0 && submission.facts.empty())
            return fail(ErrorKind::bad_request, "nothing_changed: nothing is changed", "/record");
        sql_ << "delete from draft where account_id = :account and service_id = :service",
            soci::use(submission.account_id), soci::use(submission.service_id);
        append_audit(sql_, {submission.account_id, "submit", submission.service_id, object_of(id)}, now);
        return std::int64_t{id};
    }

    Number insert_changes(Number id) {
        sql_ << "insert into submission_change (submission_id, member, class)"
                " select distinct u.id, u.member, coalesce(c.class, 'eligibility')"
                " from submission_unsaid u left join member_class c on c.member = u.member"
                " where u.id = :id",
            soci::use(id);
        Number changes = 0;
        sql_ << "select count(*) from submission_change where submission_id = :id", soci::use(id),
            soci::into(changes);
        return changes;
    }

    void insert_facts(Number id, const std::vector<SubmittedFact>& facts) {
        for (const auto& fact : facts) {
            const std::string subject(to_string(fact.subject)), value(to_string(fact.value)),
                method(to_string(fact.method));
            const int day = static_cast<int>(fact.verified_on.time_since_epoch().count());
            sql_ << "insert into submission_fact (submission_id, subject, subject_id, fact, value,"
                    " detail, method, verified_on, class) values (:id, :subject, :subject_id, :fact,"
                    " :value, :detail, :method, :day, '')",
                soci::use(id), soci::use(subject), soci::use(fact.subject_id), soci::use(fact.fact),
                soci::use(value), soci::use(fact.detail), soci::use(method), soci::use(day);
        }
    }

    void insert_review(std::int64_t id, const Review& given) {
        const std::string decision(to_string(given.decision)), call(to_string(given.call_back));
        const Number at = given.at.time_since_epoch().count();
        sql_ << "insert into review (submission_id, account_id, organization_id, decision, call_back,"
                " reason, at) values (:id, :account, coalesce((select o.head from account a join"
                " head_organization o on o.id = a.organization_id where a.id = :account), ''),"
                " :decision, :call, :reason, :at)",
            soci::use(id, "id"), soci::use(given.account_id, "account"),
            soci::use(decision, "decision"), soci::use(call, "call"),
            soci::use(given.reason, "reason"), soci::use(at, "at");
    }

    Result<void> check_waits(std::int64_t id) {
        std::string outcome;
        sql_ << "select outcome from submission where id = :id", soci::use(id), soci::into(outcome);
        if (outcome.empty()) return fail(ErrorKind::not_found, "no such submission");
        if (outcome != "waiting") return fail(ErrorKind::conflict, "ended: the submission has ended");
        return {};
    }

    void end(std::int64_t id, SubmissionOutcome outcome, Instant now) {
        const std::string word(to_string(outcome));
        const Number at = now.time_since_epoch().count();
        sql_ << "update submission set outcome = :outcome, ended_at = :at where id = :id",
            soci::use(word), soci::use(at), soci::use(id);
    }

    bool is_approved(std::int64_t id) {
        int found = 0;
        sql_ << "select count(*) from submission_approved where id = :id", soci::use(id),
            soci::into(found);
        return found > 0;
    }

    Result<std::vector<std::int64_t>> ids(const char* query, const std::string& argument) {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<std::int64_t>> {
            std::vector<std::int64_t> out;
            Number id = 0;
            soci::statement rows = (sql_.prepare << query, soci::use(argument), soci::into(id));
            rows.execute();
            while (rows.fetch()) out.push_back(id);
            return out;
        });
    }

    std::optional<StoredSubmission> read(std::int64_t id) {
        StoredSubmission out;
        std::string visibility, record, base, outcome;
        soci::indicator base_null = soci::i_null;
        int withdraws = 0;
        Number at = 0;
        soci::indicator merge_null = soci::i_null;
        sql_ << "select s.service_id, s.submitted_by, s.organization_id, s.withdraws, s.visibility,"
                " s.language, s.record, b.record, s.submitted_at, s.outcome, m.survivor_id from submission s"
                " left join listing_merge m on m.submission_id = s.id"
                " left join revision b on b.id = s.base_revision where s.id = :id",
            soci::use(id), soci::into(out.service_id), soci::into(out.submitted_by),
            soci::into(out.organization_id), soci::into(withdraws), soci::into(visibility),
            soci::into(out.language), soci::into(record), soci::into(base, base_null),
            soci::into(at), soci::into(outcome), soci::into(out.merges_into, merge_null);
        if (outcome.empty()) return std::nullopt;
        out.id = id;
        out.withdraws = withdraws != 0;
        out.visibility = *parse_visibility(visibility);
        out.record = Json::parse(record);
        out.is_new = base_null == soci::i_null;
        if (!out.is_new) out.base = Json::parse(base);
        out.submitted_at = Instant{std::chrono::seconds{at}};
        for (const SubmissionOutcome each :
             {SubmissionOutcome::waiting, SubmissionOutcome::published, SubmissionOutcome::changes_asked, SubmissionOutcome::refused,
              SubmissionOutcome::taken_back, SubmissionOutcome::overtaken})
            if (to_string(each) == outcome) out.outcome = each;
        read_changes(out);
        read_facts(out);
        read_reviews(out);
        read_need(out);
        out.approved = is_approved(id);
        return out;
    }

    void read_changes(StoredSubmission& out) {
        SubmittedChange row;
        soci::statement rows = (sql_.prepare << "select member, class from submission_change where"
                                                " submission_id = :id order by member",
                                soci::use(out.id), soci::into(row.member),
                                soci::into(row.review_class));
        rows.execute();
        while (rows.fetch()) out.changes.push_back(row);
    }

    void read_facts(StoredSubmission& out) {
        SubmittedFact fact;
        std::string subject, value, method, review_class;
        int day = 0;
        soci::statement rows =
            (sql_.prepare << "select subject, subject_id, fact, value, detail, method, verified_on,"
                             " class from submission_fact where submission_id = :id"
                             " order by subject, subject_id, fact",
             soci::use(out.id), soci::into(subject), soci::into(fact.subject_id),
             soci::into(fact.fact), soci::into(value), soci::into(fact.detail), soci::into(method),
             soci::into(day), soci::into(review_class));
        rows.execute();
        while (rows.fetch()) {
            fact.subject = *parse_subject(subject);
            fact.value = *parse_value(value);
            fact.method = *parse_method(method);
            fact.verified_on = Day{std::chrono::days{day}};
            out.facts.emplace_back(fact, review_class);
        }
    }

    void read_reviews(StoredSubmission& out) {
        Review row;
        std::string decision, call;
        Number at = 0;
        soci::statement rows =
            (sql_.prepare << "select account_id, organization_id, decision, call_back, reason, at"
                             " from review where submission_id = :id order by id",
             soci::use(out.id), soci::into(row.account_id), soci::into(row.organization_id),
             soci::into(decision), soci::into(call), soci::into(row.reason), soci::into(at));
        rows.execute();
        while (rows.fetch()) {
            row.decision = *parse_decision(decision);
            row.call_back = *parse_call_back(call);
            row.at = Instant{std::chrono::seconds{at}};
            out.reviews.push_back(row);
        }
    }

    void read_need(StoredSubmission& out) {
        int call = 0, elsewhere = 0;
        sql_ << "select accounts, organizations, call_back, call_elsewhere from submission_need"
                " where submission_id = :id",
            soci::use(out.id), soci::into(out.need.accounts), soci::into(out.need.organizations),
            soci::into(call), soci::into(elsewhere);
        out.need.call_back = call != 0;
        out.need.call_elsewhere = elsewhere != 0;
    }

    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

std::string_view to_string(SubmissionOutcome outcome) {
    switch (outcome) {
        case SubmissionOutcome::waiting: return "waiting";
        case SubmissionOutcome::published: return "published";
        case SubmissionOutcome::changes_asked: return "changes_asked";
        case SubmissionOutcome::refused: return "refused";
        case SubmissionOutcome::taken_back: return "taken_back";
        case SubmissionOutcome::overtaken: return "overtaken";
    }
    return {};
}

std::string_view to_string(Decision decision) {
    switch (decision) {
        case Decision::approve: return "approve";
        case Decision::ask_changes: return "ask_changes";
        case Decision::refuse: return "refuse";
    }
    return {};
}

std::optional<Decision> parse_decision(std::string_view text) {
    constexpr Decision kAll[] = {Decision::approve, Decision::ask_changes, Decision::refuse};
    return parse(text, kAll);
}

std::string_view to_string(CallBack call_back) {
    switch (call_back) {
        case CallBack::none: return "none";
        case CallBack::old_number: return "old_number";
        case CallBack::elsewhere: return "elsewhere";
    }
    return {};
}

std::optional<CallBack> parse_call_back(std::string_view text) {
    constexpr CallBack kAll[] = {CallBack::none, CallBack::old_number, CallBack::elsewhere};
    return parse(text, kAll);
}

Result<std::unique_ptr<SubmissionStore>> SubmissionStore::open(
    const StorePlace& place, const std::vector<FactRule>& rules) {
    return open_existing<SubmissionStore>(
        place, [&] { return std::make_unique<SqliteSubmissions>(place, rules); });
}

}  // namespace porchlight
