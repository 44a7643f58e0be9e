#include "core/store/suspensions.h"

#include <mutex>

#include "core/store/audit.h"
#include "core/store/journal.h"
#include "core/store/database.h"

namespace porchlight {
namespace {

constexpr int kSuspensionsADay = 3;  ///< The schema's number.

class SqliteSuspensions final : public SuspensionList {
  public:
    explicit SqliteSuspensions(const StorePlace& place) {
        connect_store(sql_, place);
        watch_.emplace(sql_);
    }

    Result<bool> suspend(const std::string& service_id, const std::string& account_id,
                         Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<bool> {
            const int day = static_cast<int>(
                std::chrono::floor<std::chrono::days>(now).time_since_epoch().count());
            WriteTransaction transaction(sql_);
            int today = 0, same = 0;
            sql_ << "select (select count(*) from suspension where account_id = :account and day ="
                    " :day), (select count(*) from suspension where account_id = :account and"
                    " service_id = :service and lifted_by is null)",
                soci::use(account_id, "account"), soci::use(day, "day"),
                soci::use(service_id, "service"), soci::into(today), soci::into(same);
            if (same > 0) return true;
            const bool in_force = today < kSuspensionsADay;
            if (in_force)
                sql_ << "insert into suspension (service_id, account_id, day)"
                        " values (:service, :account, :day)",
                    soci::use(service_id), soci::use(account_id), soci::use(day);
            append_audit(sql_, {account_id, in_force ? "suspend" : "suspend_refused", service_id, ""},
                         now);
            transaction.commit();
            set_.reset();  // data_version tells of other connections' changes only.
            return in_force;
        });
    }

    Result<void> lift(std::int64_t id, const std::string& account_id, Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<void> {
            const Number at = now.time_since_epoch().count();
            WriteTransaction transaction(sql_);
            std::string service_id;
            sql_ << "select service_id from suspension where id = :id", soci::use(id),
                soci::into(service_id);
            if (service_id.empty()) return fail(ErrorKind::not_found, "no such report");
            sql_ << "update suspension set lifted_by = :account, lifted_at = :at where id = :id",
                soci::use(account_id), soci::use(at), soci::use(id);
            append_audit(sql_, {account_id, "lift_suspension", service_id, ""}, now);
            transaction.commit();
            set_.reset();
            return {};
        });
    }

    Result<std::vector<Suspension>> in_force() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<Suspension>> {
            std::vector<Suspension> out;
            Suspension row;
            Number id = 0;
            int day = 0;
            soci::statement rows = (sql_.prepare << "select id, service_id, day from suspension"
                                                    " where lifted_by is null order by id",
                                    soci::into(id), soci::into(row.service_id), soci::into(day));
            rows.execute();
            while (rows.fetch()) {
                row.id = id;
                row.day = Day{std::chrono::days{day}};
                out.push_back(row);
            }
            return out;
        });
    }

    Result<std::shared_ptr<const std::unordered_set<std::string>>> current() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::shared_ptr<const std::unordered_set<std::string>>> {
            // Asked before reading: a change meanwhile is read next time.
            if (!watch_->may_have_changed() && set_) return set_;
            set_.reset();
            auto set = std::make_shared<std::unordered_set<std::string>>();
            std::string id;
            soci::statement rows =
                (sql_.prepare << "select service_id from suspension where lifted_by is null",
                 soci::into(id));
            rows.execute();
            while (rows.fetch()) set->insert(id);
            set_ = std::move(set);
            return set_;
        });
    }

  private:
    std::mutex mutex_;
    soci::session sql_;
    std::optional<ChangeWatch> watch_;
    std::shared_ptr<const std::unordered_set<std::string>> set_;
};

}  // namespace

Result<std::unique_ptr<SuspensionList>> SuspensionList::open(const StorePlace& place) {
    return open_existing<SuspensionList>(
        place, [&] { return std::make_unique<SqliteSuspensions>(place); });
}

}  // namespace porchlight
