#include "core/store/silences.h"

#include <mutex>
#include <optional>

#include "core/store/database.h"
#include "core/store/journal.h"

namespace porchlight {
namespace {

class SqliteSilences final : public SilenceList {
  public:
    explicit SqliteSilences(const std::filesystem::path& file) {
        connect_store(sql_, file);
        version_query_.emplace((sql_.prepare << "pragma data_version", soci::into(version_)));
    }

    Result<std::shared_ptr<const SilenceSet>> current(Day today) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded([&]() -> Result<std::shared_ptr<const SilenceSet>> {
            fetch_one(*version_query_);
            if (set_ && version_ == version_read_ && today == day_) return set_;
            const Number version = version_;  // Before reading: a change meanwhile is read next time.
            set_ = read(today);
            version_read_ = version;
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
    Number version_ = 0;
    Number version_read_ = 0;
    std::optional<soci::statement> version_query_;
    std::shared_ptr<const SilenceSet> set_;
};

}  // namespace

Result<std::unique_ptr<SilenceList>> SilenceList::open(const std::filesystem::path& store_file) {
    return open_existing<SilenceList>(store_file, [&] { return std::make_unique<SqliteSilences>(store_file); });
}

}  // namespace porchlight
