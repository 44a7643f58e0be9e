#include "core/store/capacities.h"

#include <mutex>
#include <optional>

#include "core/store/audit.h"
#include "core/store/journal.h"
#include "core/store/database.h"

namespace porchlight {
namespace {

Instant instant(Number seconds) { return Instant{std::chrono::seconds{seconds}}; }

class SqliteCapacities final : public CapacityList {
  public:
    explicit SqliteCapacities(const StorePlace& place) {
        connect_store(sql_, place);
        watch_.emplace(sql_);
    }

    Result<Capacity> say(const std::string& service_id, int beds, int minutes,
                         const std::string& account_id, Instant now) override {
        if (beds < 0 || beds > kMostBeds) return fail(ErrorKind::bad_request, "out_of_range: beds are 0 to 99", "/beds");
        if (minutes < kShortestCapacity || minutes > kLongestCapacity)
            return fail(ErrorKind::bad_request, "out_of_range: minutes are 15 to 1440", "/minutes");
        const Capacity made{beds, now, now + std::chrono::minutes{minutes}};
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<Capacity> {
            const Number said_at = made.said_at.time_since_epoch().count();
            const Number until = made.until.time_since_epoch().count();
            WriteTransaction transaction(sql_);
            // With this word go those that count no more.
            sql_ << "delete from capacity where service_id = :service or until_at <= :now",
                soci::use(service_id), soci::use(said_at);
            sql_ << "insert into capacity (service_id, beds, said_at, until_at, account_id)"
                    " values (:service, :beds, :said_at, :until_at, :account)",
                soci::use(service_id), soci::use(beds), soci::use(said_at), soci::use(until),
                soci::use(account_id);
            append_audit(sql_, {account_id, "say_capacity", service_id, ""}, now);
            transaction.commit();
            map_.reset();  // data_version tells of other connections' changes only.
            return made;
        });
    }

    Result<void> take_back(const std::string& service_id, const std::string& account_id,
                           Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<void> {
            WriteTransaction transaction(sql_);
            int may = 0;
            sql_ << "select count(*) from may_say_capacity where account_id = :account and service_id = :service",
                soci::use(account_id), soci::use(service_id), soci::into(may);
            if (may == 0) return fail(ErrorKind::forbidden, "not_allowed: beds are told by the service's own people");
            sql_ << "delete from capacity where service_id = :service", soci::use(service_id);
            append_audit(sql_, {account_id, "take_back_capacity", service_id, ""}, now);
            transaction.commit();
            map_.reset();
            return {};
        });
    }

    Result<std::vector<std::string>> services_of(const std::string& account_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<std::string>> {
            std::vector<std::string> out;
            std::string id;
            soci::statement rows = (sql_.prepare << "select service_id from may_say_capacity"
                                                    " where account_id = :account order by service_id",
                                    soci::use(account_id), soci::into(id));
            rows.execute();
            while (rows.fetch()) out.push_back(id);
            return out;
        });
    }

    Result<std::shared_ptr<const CapacityMap>> current() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::shared_ptr<const CapacityMap>> {
            // Asked before reading: a change meanwhile is read next time.
            if (!watch_->may_have_changed() && map_) return map_;
            map_.reset();
            auto map = std::make_shared<CapacityMap>();
            std::string id;
            int beds = 0;
            Number said_at = 0, until = 0;
            soci::statement rows =
                (sql_.prepare << "select service_id, beds, said_at, until_at from capacity",
                 soci::into(id), soci::into(beds), soci::into(said_at), soci::into(until));
            rows.execute();
            while (rows.fetch()) map->emplace(id, Capacity{beds, instant(said_at), instant(until)});
            map_ = std::move(map);
            return map_;
        });
    }

  private:
    std::mutex mutex_;
    soci::session sql_;
    std::optional<ChangeWatch> watch_;
    std::shared_ptr<const CapacityMap> map_;
};

}  // namespace

Result<std::unique_ptr<CapacityList>> CapacityList::open(const StorePlace& place) {
    return open_existing<CapacityList>(
        place, [&] { return std::make_unique<SqliteCapacities>(place); });
}

}  // namespace porchlight
