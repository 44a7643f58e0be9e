#include "core/store/not_same.h"

#include <algorithm>
#include <mutex>

#include "core/store/audit.h"
#include "core/store/journal.h"
#include "core/store/database.h"

namespace porchlight {
namespace {

class SqliteNotSame final : public NotSameList {
  public:
    explicit SqliteNotSame(const StorePlace& place) { connect_store(sql_, place); }

    Result<void> say(const std::string& service_id, const std::string& other_id,
                     const std::string& account_id, Instant now) override {
        if (service_id == other_id)
            return fail(ErrorKind::bad_request, "one_id: a listing is the same as itself", "/other_id");
        const auto [first, second] = std::minmax(service_id, other_id);
        const std::string one = first, two = second;
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<void> {
            const Number at = now.time_since_epoch().count();
            int known = 0;
            WriteTransaction transaction(sql_);
            sql_ << "select count(*) from not_same where first_id = :first and second_id = :second",
                soci::use(one), soci::use(two), soci::into(known);
            if (known > 0) return {};
            sql_ << "insert into not_same (first_id, second_id, account_id, at)"
                    " values (:first, :second, :account, :at)",
                soci::use(one), soci::use(two), soci::use(account_id), soci::use(at);
            append_audit(sql_, {account_id, "not_same", one, two}, now);
            transaction.commit();
            return {};
        });
    }

    Result<std::set<std::pair<std::string, std::string>>> all() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::set<std::pair<std::string, std::string>>> {
            std::set<std::pair<std::string, std::string>> out;
            std::string first, second;
            soci::statement rows = (sql_.prepare << "select first_id, second_id from not_same",
                                    soci::into(first), soci::into(second));
            rows.execute();
            while (rows.fetch()) out.emplace(first, second);
            return out;
        });
    }

  private:
    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

Result<std::unique_ptr<NotSameList>> NotSameList::open(const StorePlace& place) {
    return open_existing<NotSameList>(place,
                                      [&] { return std::make_unique<SqliteNotSame>(place); });
}

}  // namespace porchlight
