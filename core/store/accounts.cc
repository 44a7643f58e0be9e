#include "core/store/accounts.h"

#include <fmt/format.h>

#include <array>
#include <mutex>

#include "core/store/audit.h"
#include "core/store/journal.h"

namespace porchlight {
namespace {

constexpr std::array<std::string_view, 5> kRoleNames = {"administrator", "reviewer", "worker",
                                                        "agency_editor", "capacity"};
constexpr const char* kAccountColumns =
    "select id, name, organization_id, role, service_id, password, code_secret, code_step, epoch,"
    " created_on, disabled_on from account ";
constexpr const char* kInvitationColumns =
    "select id, code_hash, organization_id, role, service_id, invited_by, expires_at, approved_by,"
    " accepted_by from invitation ";

Number days_of(Day day) { return day.time_since_epoch().count(); }
Day day_of(Number days) { return Day{std::chrono::days{static_cast<int>(days)}}; }
Number seconds_of(Instant at) { return at.time_since_epoch().count(); }

StaffRole stored_role(const std::string& text) {
    const auto role = parse_staff_role(text);
    if (!role) throw BrokenInvariant("an account has no role that there is");
    return *role;
}

/// Runs a query over account's columns and reads what it finds.
class AccountRows {
  public:
    explicit AccountRows(soci::session& sql) : statement_(sql) {
        statement_.exchange(soci::into(row_.id));
        statement_.exchange(soci::into(row_.name));
        statement_.exchange(soci::into(row_.organization_id));
        statement_.exchange(soci::into(role_));
        statement_.exchange(soci::into(row_.service_id));
        statement_.exchange(soci::into(row_.password));
        statement_.exchange(soci::into(row_.code_secret));
        statement_.exchange(soci::into(step_));
        statement_.exchange(soci::into(epoch_));
        statement_.exchange(soci::into(created_));
        statement_.exchange(soci::into(disabled_, enabled_));
    }

    /// @param where behind the columns; `key` fills its only parameter, if it has one.
    std::vector<StoredAccount> read(const char* where, const std::string* key) {
        if (key) statement_.exchange(soci::use(*key));
        statement_.alloc();
        statement_.prepare(std::string(kAccountColumns) + where);
        statement_.define_and_bind();
        statement_.execute();
        std::vector<StoredAccount> out;
        while (statement_.fetch()) {
            row_.role = stored_role(role_);
            row_.code_step = step_;
            row_.epoch = epoch_;
            row_.created_on = day_of(created_);
            row_.disabled_on.reset();
            if (enabled_ != soci::i_null) row_.disabled_on = day_of(disabled_);
            out.push_back(row_);
        }
        return out;
    }

  private:
    StoredAccount row_;
    std::string role_;
    Number step_ = 0, epoch_ = 0, created_ = 0, disabled_ = 0;
    soci::indicator enabled_ = soci::i_null;
    soci::statement statement_;
};

/// The same for invitations; `now` keeps those that are over out.
std::vector<StoredInvitation> read_invitations(soci::session& sql, const std::string& where,
                                               const std::string& key, Number now) {
    StoredInvitation row;
    std::string role;
    Number expires = 0;
    soci::indicator approved = soci::i_null, accepted = soci::i_null;
    soci::statement rows =
        (sql.prepare << kInvitationColumns + where, soci::into(row.id), soci::into(row.code_hash),
         soci::into(row.organization_id), soci::into(role), soci::into(row.service_id),
         soci::into(row.invited_by), soci::into(expires), soci::into(row.approved_by, approved),
         soci::into(row.accepted_by, accepted), soci::use(key, "key"), soci::use(now, "now"));
    rows.execute();
    std::vector<StoredInvitation> out;
    while (rows.fetch()) {
        row.role = stored_role(role);
        row.expires_at = Instant{std::chrono::seconds{expires}};
        if (approved == soci::i_null) row.approved_by.clear();
        if (accepted == soci::i_null) row.accepted_by.clear();
        out.push_back(row);
    }
    return out;
}

class SqliteAccountStore final : public AccountStore {
  public:
    explicit SqliteAccountStore(const StorePlace& place) {
        connect_store(sql_, place);
        require_table(sql_, "account");
    }

    Result<void> add_organization(const StaffOrganization& organization, Instant now) override {
        return act([&]() -> Result<void> {
            for (const auto& known : read_organizations()) {
                if (known == organization) return {};
                if (known.id == organization.id)
                    return fail(ErrorKind::conflict, "another organization has this id");
            }
            if (!organization.affiliated_with.empty() && !is_head(organization.affiliated_with))
                return fail(ErrorKind::bad_request,
                            "an organization is affiliated with a head organization that is there");
            auto head =
                organization.affiliated_with.empty() ? soci::i_null : soci::i_ok;
            sql_ << "insert into staff_organization (id, name, affiliated_with)"
                    " values (:id, :name, :head)",
                soci::use(organization.id), soci::use(organization.name),
                soci::use(organization.affiliated_with, head);
            audit("operator", "organization_added", organization.id, "", now);
            return {};
        });
    }

    Result<std::vector<StaffOrganization>> organizations() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<StaffOrganization>> {
            return read_organizations();
        });
    }

    Result<StoredAccount> by_name(const std::string& name) override {
        return one("where name = :key", name);
    }
    Result<StoredAccount> by_id(const std::string& id) override {
        return one("where id = :key", id);
    }
    Result<std::vector<StoredAccount>> all() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<StoredAccount>> {
            return AccountRows(sql_).read("order by name", nullptr);
        });
    }

    Result<void> add(const StoredAccount& account, const std::vector<std::string>& recovery_hashes,
                     const std::string& actor, Instant now) override {
        return act([&]() -> Result<void> {
            if (auto inserted = insert(account, recovery_hashes); !inserted) return inserted;
            audit(actor, "account_created", account.id, std::string(to_string(account.role)), now);
            return {};
        });
    }

    Result<void> reset(const std::string& id, const Credentials& fresh, const std::string& actor,
                       Instant now) override {
        return act([&]() -> Result<void> {
            sql_ << "update account set password = :password, code_secret = :secret, code_step = 0,"
                    " epoch = epoch + 1, disabled_on = null where id = :id",
                soci::use(fresh.password), soci::use(fresh.code_secret), soci::use(id);
            replace_recovery(id, fresh.recovery_hashes);
            audit(actor, "account_reset", id, "", now);
            return {};
        });
    }

    Result<void> change_password(const std::string& id, const std::string& hash,
                                 Instant now) override {
        return act([&]() -> Result<void> {
            sql_ << "update account set password = :password, epoch = epoch + 1"
                    " where id = :id and disabled_on is null",
                soci::use(hash), soci::use(id);
            audit(id, "password_changed", id, "", now);
            return {};
        });
    }

    Result<void> set_codes(const std::string& id, const std::string& sealed_secret,
                           std::int64_t step, const std::vector<std::string>& recovery_hashes,
                           Instant now) override {
        return act([&]() -> Result<void> {
            const Number number = step;
            sql_ << "update account set code_secret = :secret, code_step = :step"
                    " where id = :id and disabled_on is null",
                soci::use(sealed_secret), soci::use(number), soci::use(id);
            replace_recovery(id, recovery_hashes);
            audit(id, "codes_set", id, "", now);
            return {};
        });
    }

    Result<void> disable(const std::string& id, const std::string& actor, Instant now) override {
        return act([&]() -> Result<void> {
            const Number today = days_of(std::chrono::floor<std::chrono::days>(now));
            sql_ << "update account set password = '', code_secret = '', epoch = epoch + 1,"
                    " disabled_on = :today where id = :id and disabled_on is null",
                soci::use(today), soci::use(id);
            replace_recovery(id, {});
            audit(actor, "account_disabled", id, "", now);
            return {};
        });
    }

    Result<bool> take_step(const std::string& id, std::int64_t step) override {
        return act([&]() -> Result<bool> {
            const Number number = step;
            soci::statement update = (sql_.prepare << "update account set code_step = :step"
                                                      " where id = :id and code_step < :step",
                                      soci::use(number, "step"), soci::use(id, "id"));
            update.execute(true);
            return update.get_affected_rows() == 1;
        });
    }

    Result<bool> take_recovery(const std::string& id, const std::string& hash,
                               Instant now) override {
        return act([&]() -> Result<bool> {
            soci::statement remove =
                (sql_.prepare << "delete from recovery_code where account_id = :id and hash = :hash",
                 soci::use(id), soci::use(hash));
            remove.execute(true);
            if (remove.get_affected_rows() != 1) return false;
            audit(id, "recovery_code_used", id, "", now);
            return true;
        });
    }

    Result<void> invite(const StoredInvitation& invitation, Instant now) override {
        return act([&]() -> Result<void> {
            if (!has_organization(invitation.organization_id)) return no_organization();
            const std::string role(to_string(invitation.role));
            const Number expires = seconds_of(invitation.expires_at);
            sql_ << "insert into invitation (id, code_hash, organization_id, role, service_id,"
                    " invited_by, expires_at) values (:id, :code, :organization, :role, :service,"
                    " :inviter, :expires)",
                soci::use(invitation.id), soci::use(invitation.code_hash),
                soci::use(invitation.organization_id), soci::use(role),
                soci::use(invitation.service_id), soci::use(invitation.invited_by),
                soci::use(expires);
            audit(invitation.invited_by, "invited", invitation.id, role, now);
            return {};
        });
    }

    Result<std::vector<StoredInvitation>> invitations(Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<StoredInvitation>> {
            return read_invitations(sql_,
                                    "where :key = '' and accepted_by is null and expires_at > :now"
                                    " order by expires_at, id",
                                    "", seconds_of(now));
        });
    }

    Result<StoredInvitation> invitation(const std::string& id) override {
        return one_invitation("where id = :key and :now = 0", id);
    }
    Result<StoredInvitation> invitation_by_code(const std::string& code_hash) override {
        return one_invitation("where code_hash = :key and :now = 0", code_hash);
    }

    Result<void> approve(const std::string& invitation_id, const std::string& approver,
                         Instant expires_at, Instant now) override {
        return act([&]() -> Result<void> {
            const Number expires = seconds_of(expires_at);
            soci::statement update =
                (sql_.prepare << "update invitation set approved_by = :approver,"
                                 " expires_at = :expires where id = :id and approved_by is null",
                 soci::use(approver), soci::use(expires), soci::use(invitation_id));
            update.execute(true);
            if (update.get_affected_rows() != 1)
                return fail(ErrorKind::conflict, "it is approved already");
            audit(approver, "invitation_approved", invitation_id, "", now);
            return {};
        });
    }

    Result<void> accept(const std::string& invitation_id, const StoredAccount& account,
                        const std::vector<std::string>& recovery_hashes, Instant now) override {
        return act([&]() -> Result<void> {
            if (auto inserted = insert(account, recovery_hashes); !inserted) return inserted;
            soci::statement update =
                (sql_.prepare << "update invitation set accepted_by = :account"
                                 " where id = :id and accepted_by is null",
                 soci::use(account.id), soci::use(invitation_id));
            update.execute(true);
            if (update.get_affected_rows() != 1)
                return fail(ErrorKind::conflict, "it was used already");
            audit(account.id, "account_created", account.id, std::string(to_string(account.role)),
                  now);
            audit(account.id, "invitation_accepted", invitation_id, "", now);
            return {};
        });
    }

    Result<bool> count_opened(const std::string& id, OpenedFor purpose, Day today) override {
        return act([&]() -> Result<bool> {
            audit_opened(today);
            const Number day = days_of(today);
            sql_ << "insert into staff_opened (account_id, day, for_participant, for_upkeep, refused)"
                    " values (:id, :day, 0, 0, 0) on conflict do nothing",
                soci::use(id), soci::use(day);
            int opened = 0, refused = 0;
            sql_ << "select for_participant + for_upkeep, refused from staff_opened"
                    " where account_id = :id and day = :day",
                soci::into(opened), soci::into(refused), soci::use(id), soci::use(day);
            if (opened >= kOpenedADay) {
                if (refused == 0) refuse_more(id, today);
                return false;
            }
            sql_ << (purpose == OpenedFor::participant
                         ? "update staff_opened set for_participant = for_participant + 1"
                           " where account_id = :id and day = :day"
                         : "update staff_opened set for_upkeep = for_upkeep + 1"
                           " where account_id = :id and day = :day"),
                soci::use(id), soci::use(day);
            return true;
        });
    }

    Result<void> tidy(Instant now) override {
        return act([&]() -> Result<void> {
            const auto today = std::chrono::floor<std::chrono::days>(now);
            audit_opened(today);
            const Number forgotten = days_of(today - kNameKept);
            sql_ << "update account set name = 'forgotten ' || id"
                    " where disabled_on <= :forgotten and name <> 'forgotten ' || id",
                soci::use(forgotten);
            const Number over = seconds_of(now - kInvitationKept);
            sql_ << "delete from invitation where expires_at <= :over", soci::use(over);
            return {};
        });
    }

  private:
    /// One write transaction around `work`; rolled back where it fails.
    template <class Work>
    auto act(Work&& work) -> decltype(work()) {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> decltype(work()) {
            WriteTransaction transaction(sql_);
            auto result = work();
            if (result) transaction.commit();
            return result;
        });
    }

    void audit(const std::string& actor, const std::string& action, const std::string& object,
               const std::string& detail, Instant now) {
        append_audit(sql_, {actor, action, object, detail}, now);
    }

    static tl::unexpected<Error> no_organization() {
        return fail(ErrorKind::not_found, "there is no such organization");
    }

    bool has_organization(const std::string& id) {
        int found = 0;
        sql_ << "select count(*) from staff_organization where id = :id", soci::into(found),
            soci::use(id);
        return found > 0;
    }
    bool is_head(const std::string& id) {
        int found = 0;
        sql_ << "select count(*) from staff_organization where id = :id and affiliated_with is null",
            soci::into(found), soci::use(id);
        return found > 0;
    }

    std::vector<StaffOrganization> read_organizations() {
        std::vector<StaffOrganization> out;
        StaffOrganization row;
        soci::indicator affiliate = soci::i_null;
        soci::statement rows =
            (sql_.prepare << "select id, name, affiliated_with from staff_organization order by id",
             soci::into(row.id), soci::into(row.name), soci::into(row.affiliated_with, affiliate));
        rows.execute();
        while (rows.fetch()) {
            if (affiliate == soci::i_null) row.affiliated_with.clear();
            out.push_back(row);
        }
        return out;
    }

    Result<StoredAccount> one(const char* where, const std::string& key) {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<StoredAccount> {
            auto rows = AccountRows(sql_).read(where, &key);
            if (rows.empty()) return fail(ErrorKind::not_found, "there is no such account");
            return std::move(rows.front());
        });
    }

    Result<StoredInvitation> one_invitation(const std::string& where, const std::string& key) {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<StoredInvitation> {
            auto rows = read_invitations(sql_, where, key, 0);
            if (rows.empty()) return fail(ErrorKind::not_found, "there is no such invitation");
            return std::move(rows.front());
        });
    }

    Result<void> insert(const StoredAccount& account,
                        const std::vector<std::string>& recovery_hashes) {
        if (!has_organization(account.organization_id)) return no_organization();
        int taken = 0;
        sql_ << "select count(*) from account where name = :name", soci::into(taken),
            soci::use(account.name);
        if (taken > 0) return fail(ErrorKind::conflict, "this name is taken");
        const std::string role(to_string(account.role));
        const Number step = account.code_step, epoch = account.epoch,
                     created = days_of(account.created_on);
        sql_ << "insert into account (id, name, organization_id, role, service_id, password,"
                " code_secret, code_step, epoch, created_on) values (:id, :name, :organization,"
                " :role, :service, :password, :secret, :step, :epoch, :created)",
            soci::use(account.id), soci::use(account.name), soci::use(account.organization_id),
            soci::use(role), soci::use(account.service_id), soci::use(account.password),
            soci::use(account.code_secret), soci::use(step), soci::use(epoch), soci::use(created);
        replace_recovery(account.id, recovery_hashes);
        return {};
    }

    void replace_recovery(const std::string& id, const std::vector<std::string>& hashes) {
        sql_ << "delete from recovery_code where account_id = :id", soci::use(id);
        for (const auto& hash : hashes)
            sql_ << "insert into recovery_code (account_id, hash) values (:id, :hash)",
                soci::use(id), soci::use(hash);
    }

    /// In the audit with the day alone, never an hour (design.md section 7).
    void refuse_more(const std::string& id, Day today) {
        const Number day = days_of(today);
        sql_ << "update staff_opened set refused = 1 where account_id = :id and day = :day",
            soci::use(id), soci::use(day);
        audit(id, "staff_listings_refused", id, format_day(today), today);
    }

    void audit_opened(Day today) {
        struct Row {
            std::string account;
            Number day = 0;
            int participant = 0, upkeep = 0;
        };
        std::vector<Row> over;
        Row row;
        const Number before = days_of(today);
        soci::statement rows =
            (sql_.prepare << "select account_id, day, for_participant, for_upkeep from staff_opened"
                             " where day < :before order by day, account_id",
             soci::into(row.account), soci::into(row.day), soci::into(row.participant),
             soci::into(row.upkeep), soci::use(before));
        rows.execute();
        while (rows.fetch()) over.push_back(row);
        for (const auto& each : over)
            audit(each.account, "staff_listings_opened", each.account,
                  fmt::format("{}: {} for a participant, {} for upkeep",
                              format_day(day_of(each.day)), each.participant, each.upkeep),
                  day_of(each.day));
        sql_ << "delete from staff_opened where day < :before", soci::use(before);
    }

    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

std::string_view to_string(StaffRole role) { return kRoleNames[static_cast<std::size_t>(role)]; }

Result<StaffRole> parse_staff_role(std::string_view text) {
    for (std::size_t i = 0; i < kRoleNames.size(); ++i)
        if (kRoleNames[i] == text) return static_cast<StaffRole>(i);
    return fail(ErrorKind::bad_request,
                "a role is administrator, reviewer, worker, agency_editor or capacity");
}

Result<std::unique_ptr<AccountStore>> AccountStore::open(const StorePlace& place) {
    return open_existing<AccountStore>(
        place, [&] { return std::make_unique<SqliteAccountStore>(place); });
}

}  // namespace porchlight
