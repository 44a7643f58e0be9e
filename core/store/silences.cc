#include "core/store/silences.h"

#include <mutex>
#include <optional>

#include "core/store/database.h"
#include "core/store/journal.h"

namespace porchlight {
namespace {

class SqliteSilences final : public SilenceList {
  public:
    explicit SqliteSilences(const StorePlace& place) {
        connect_store(sql_, place);
        watch_.emplace(sql_);
    }

    Result<std::shared_ptr<const SilenceSet>> current(Day today) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::shared_ptr<const SilenceSet>> {
            // Asked before reading: a change meanwhile is read next time.
            if (!watch_->may_have_changed() && set_ && today == day_) return set_;
            set_.reset();
            set_ = read(today);
            day_ = today;
            return set_;
        });
    }

  private:
    std::shared_ptr<const SilenceSet> read(Day today) {
        auto set = std::make_shared<SilenceSet>();
        const int latest = static_cast<int>((today - kOffPublic).time_since_epoch().count());
        const int archived = static_cast<int>((today - kArchived).time_since_epoch().count());
        std::string id;
        int since = 0;
        soci::statement rows =
            (sql_.prepare << "select service_id, since from unanswered_silence where tries >= :tries and since <= :latest",
             soci::use(tries_), soci::use(latest), soci::into(id), soci::into(since));
        rows.execute();
        while (rows.fetch()) {
            set->off_public.insert(id);
            if (since <= archived) set->archived.insert(id);
        }
        return set;
    }

    std::mutex mutex_;
    soci::session sql_;
    int tries_ = kTries;
    Day day_{};
    std::optional<ChangeWatch> watch_;
    std::shared_ptr<const SilenceSet> set_;
};

}  // namespace

Result<std::unique_ptr<SilenceList>> SilenceList::open(const StorePlace& place) {
    return open_existing<SilenceList>(place, [&] { return std::make_unique<SqliteSilences>(place); });
}

}  // namespace porchlight
