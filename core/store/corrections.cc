#include "core/store/corrections.h"

#include <algorithm>
#include <array>
#include <mutex>

#include "core/store/database.h"
#include "core/store/sqlite_reader.h"
#include "core/store/submissions.h"

namespace porchlight {
namespace {

constexpr std::array<std::string_view, 15> kMembers = {
    "name", "alternate_name", "description", "url", "email", "application_process", "fees_description",
    "eligibility_description", "minimum_age", "maximum_age", "alert", "phones", "schedules", "languages",
    "required_documents"};

Json member_of(const Json& record, const std::string& name) {
    const auto found = record.find(name);
    return found == record.end() ? Json(nullptr) : *found;
}

void set_member(Json& record, const std::string& name, Json value) {
    if (value.is_null()) record.erase(name);
    else record[name] = std::move(value);
}

/// The older of two dates, written year first; without one of them there is none.
void take_older_date(Json& record, const Json& standing) {
    const Json other = member_of(standing, "assured_date"), own = member_of(record, "assured_date");
    if (!other.is_string()) record.erase("assured_date");
    else if (own.is_string() && other.get<std::string>() < own.get<std::string>()) record["assured_date"] = other;
}

class SqliteCorrections final : public CorrectionList {
  public:
    explicit SqliteCorrections(const StorePlace& place) {
        connect(sql_, place, Connection::only_reads);
        reader_ = std::make_unique<SqliteReader>(sql_);
    }

    Result<std::vector<ConfirmedValue>> of_source(const std::string& source) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<ConfirmedValue>> {
            std::vector<ConfirmedValue> out;
            for (const auto& id : services_of(source)) {
                const auto service = reader_->service(id);
                if (!service || service->withdrawn) continue;
                const auto revision = reader_->revision(service->revision_id);
                if (!revision) throw BrokenInvariant("a service points at a revision that isn't there");
                add_members(*revision, out);
                add_facts(*revision, source, out);
            }
            return out;
        });
    }

    Result<std::int64_t> offered(const std::string& source) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::int64_t> {
            Number count = 0;
            sql_ << "select count(*) from correction c join standing_service s on s.service_id = c.service_id"
                    " where c.offered is not null and s.source = :source",
                soci::use(source), soci::into(count);
            return std::int64_t{count};
        });
    }

  private:
    /// Only what a review has published once: few of a large directory.
    std::vector<std::string> services_of(const std::string& source) {
        std::vector<std::string> out;
        std::string id;
        soci::statement rows =
            (sql_.prepare << "select distinct s.service_id from standing_service s join submission u"
                             " on u.service_id = s.service_id and u.outcome = 'published'"
                             " where s.source = :source order by s.service_id",
             soci::use(source), soci::into(id));
        rows.execute();
        while (rows.fetch()) out.push_back(id);
        return out;
    }

    void add_members(const RevisionRow& revision, std::vector<ConfirmedValue>& out) {
        const Json record = Json::parse(revision.record);
        std::string member, theirs, offered;
        soci::indicator offered_null = soci::i_null;
        Number ended = 0;
        int called = 0;
        soci::statement rows =
            (sql_.prepare << "select c.member, c.theirs, c.offered, s.ended_at, exists (select 1 from review r"
                             " where r.submission_id = s.id and r.decision = 'approve' and r.call_back <> 'none')"
                             " from correction c join submission s on s.id = c.submission_id"
                             " where c.service_id = :service order by c.member",
             soci::use(revision.service_id), soci::into(member), soci::into(theirs),
             soci::into(offered, offered_null), soci::into(ended), soci::into(called));
        rows.execute();
        while (rows.fetch()) {
            ConfirmedValue one;
            one.service_id = one.subject_id = revision.service_id;
            one.source_key = revision.source_key;
            one.field = member;
            one.theirs = Json::parse(theirs);
            one.ours = member_of(record, member);
            if (offered_null == soci::i_ok) one.offered = Json::parse(offered);
            one.on = std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{ended}});
            one.method = called != 0 ? Method::call_back : Method::agency_statement;
            out.push_back(std::move(one));
        }
    }

    void add_facts(const RevisionRow& revision, const std::string& source, std::vector<ConfirmedValue>& out) {
        const auto rows = reader_->statements(revision.id);
        for (const auto& row : rows) {
            const auto& ours = row.statement;
            if (row.disposition != Disposition::holds || ours.standing != Standing::reviewed || ours.source != kDeskSource) continue;
            Json theirs = nullptr;
            for (const auto& other : rows)
                if (other.statement.source == source && other.statement.fact == ours.fact && other.statement.subject == ours.subject &&
                    other.statement.subject_id == ours.subject_id && !other.carried)
                    theirs = to_string(other.statement.value);
            if (theirs == to_string(ours.value)) continue;
            ConfirmedValue one;
            one.service_id = revision.service_id;
            one.source_key = revision.source_key;
            one.field = ours.fact;
            one.is_fact = true;
            one.subject = ours.subject;
            one.subject_id = ours.subject_id;
            one.theirs = std::move(theirs);
            one.ours = to_string(ours.value);
            one.on = ours.verified_on.value_or(Day{});
            one.method = ours.method;
            out.push_back(std::move(one));
        }
    }

    std::mutex mutex_;
    soci::session sql_;
    std::unique_ptr<SqliteReader> reader_;
};

}  // namespace

bool can_be_corrected(std::string_view member) {
    return std::find(kMembers.begin(), kMembers.end(), member) != kMembers.end();
}

Corrected corrected_record(const std::vector<Correction>& corrections, const Json& standing, Json said) {
    Corrected out{std::move(said), {}, {}, false};
    for (const auto& each : corrections) {
        const Json now = member_of(out.record, each.member), ours = member_of(standing, each.member);
        if (now == ours) {
            out.ended.push_back(each);
            continue;
        }
        std::optional<Json> offered;
        if (now != each.theirs) offered = now;
        if (offered != each.offered) {
            out.changed.push_back(each);
            out.changed.back().offered = std::move(offered);
        }
        set_member(out.record, each.member, ours);
        out.in_force = true;
    }
    if (out.in_force) take_older_date(out.record, standing);
    return out;
}

Decided decided_corrections(const std::vector<Correction>& corrections, const std::string& service_id,
                            const Json& before, const Json& after, std::int64_t submission_id) {
    Decided out;
    for (const auto name : kMembers) {
        const std::string member(name);
        const Json was = member_of(before, member), is = member_of(after, member);
        if (was == is) continue;
        const auto known = std::find_if(corrections.begin(), corrections.end(), [&](const auto& each) { return each.member == member; });
        const bool is_known = known != corrections.end();
        const Json theirs = is_known ? known->offered.value_or(known->theirs) : was;
        if (is != theirs) out.kept.push_back({service_id, member, theirs, {}, submission_id});
        else if (is_known) out.ended.push_back(*known);
    }
    return out;
}

Result<std::unique_ptr<CorrectionList>> CorrectionList::open(const StorePlace& place) {
    return open_existing<CorrectionList>(place, [&] { return std::make_unique<SqliteCorrections>(place); });
}

}  // namespace porchlight
