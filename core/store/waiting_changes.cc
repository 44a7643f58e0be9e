#include "core/store/waiting_changes.h"

#include <mutex>

#include "core/store/database.h"
#include "core/store/journal.h"

namespace porchlight {
namespace {

class StoredWaitingChanges final : public WaitingChanges {
  public:
    explicit StoredWaitingChanges(const StorePlace& place) { connect_store(sql_, place); }

    Result<std::optional<WaitingChange>> of(const std::string& service_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::optional<WaitingChange>> {
            std::string record;
            Number at = 0;
            sql_ << "select record, submitted_at + 0 from submission where service_id = :service"
                    " and outcome = 'waiting' and withdraws = 0",
                soci::use(service_id), soci::into(record), soci::into(at);
            if (!sql_.got_data()) return std::optional<WaitingChange>{};
            auto parsed = Json::parse(record, nullptr, false);
            if (!parsed.is_object()) return fail(ErrorKind::corrupt, "a submission's record is not JSON");
            return std::make_optional(WaitingChange{std::move(parsed), Instant{std::chrono::seconds{at}}});
        });
    }

  private:
    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

Result<std::unique_ptr<WaitingChanges>> WaitingChanges::open(const StorePlace& place) {
    return open_existing<WaitingChanges>(place, [&] { return std::make_unique<StoredWaitingChanges>(place); });
}

}  // namespace porchlight
