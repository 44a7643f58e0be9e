#include "core/store/reports.h"

#include <mutex>

#include "core/store/database.h"

namespace porchlight {
namespace {

class SqliteReportQueue final : public ReportQueue {
  public:
    explicit SqliteReportQueue(const StorePlace& place) {
        connect(sql_, place, Connection::writes);
        require_table(sql_, "report");
    }

    Result<void> add(const Report& report, Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<void> {
            WriteTransaction transaction(sql_);
            Number waiting = 0;
            sql_ << "select count(*) from report", soci::into(waiting);
            if (waiting >= kMost)
                return fail(ErrorKind::unavailable, "the queue of reports is full");
            const auto month =
                format_day(std::chrono::floor<std::chrono::days>(now)).substr(0, sizeof("2026-11") - 1);
            sql_ << "insert into report (month, service_id, service_at_location_id, kind, about, note,"
                    " language, origin) values (:month, :service, :site, :kind, :about, :note,"
                    " :language, :origin) on conflict do nothing",
                soci::use(month), soci::use(report.service_id),
                soci::use(report.service_at_location_id), soci::use(report.kind),
                soci::use(report.about), soci::use(report.note), soci::use(report.language),
                soci::use(report.origin);
            transaction.commit();
            return {};
        });
    }

    Result<std::vector<QueuedReport>> all() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<QueuedReport>> {
            std::vector<QueuedReport> out;
            Number id = 0;
            QueuedReport row;
            soci::statement rows =
                (sql_.prepare << "select id, month, service_id, service_at_location_id, kind, about,"
                                 " note, language, origin from report order by id",
                 soci::into(id), soci::into(row.month), soci::into(row.report.service_id),
                 soci::into(row.report.service_at_location_id), soci::into(row.report.kind),
                 soci::into(row.report.about), soci::into(row.report.note),
                 soci::into(row.report.language), soci::into(row.report.origin));
            rows.execute();
            while (rows.fetch()) {
                row.id = id;
                out.push_back(row);
            }
            return out;
        });
    }

  private:
    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

Result<std::unique_ptr<ReportQueue>> ReportQueue::open(const StorePlace& place) {
    return open_existing<ReportQueue>(
        place, [&] { return std::make_unique<SqliteReportQueue>(place); });
}

}  // namespace porchlight
