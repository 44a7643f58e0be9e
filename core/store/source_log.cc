#include "core/store/source_log.h"

#include <mutex>

#include "core/store/database.h"

namespace porchlight {
namespace {

Number seconds(Instant at) { return at.time_since_epoch().count(); }
Instant instant(Number at) { return Instant{std::chrono::seconds{at}}; }
int days(Day day) { return static_cast<int>(day.time_since_epoch().count()); }
Day to_day(int number) { return Day{std::chrono::days{number}}; }
soci::indicator present(bool is_there) { return is_there ? soci::i_ok : soci::i_null; }

/// The columns of a row.
struct StateRow {
    std::string source, failure, url;
    Number imported = 0, pulled = 0, services = 0, failed = 0, page = 0, began = 0;
    int failures = 0, modified = 0, after = 0;
    soci::indicator imported_null = soci::i_null, pulled_null = soci::i_null, failed_null = soci::i_null,
                    modified_null = soci::i_null, page_null = soci::i_null, after_null = soci::i_null,
                    began_null = soci::i_null;

    SourceState state() const {
        SourceState out;
        out.source = source;
        out.services = services;
        out.failures = failures;
        out.failure = failure;
        out.url = url;
        if (imported_null == soci::i_ok) out.imported_at = instant(imported);
        if (pulled_null == soci::i_ok) out.pulled_at = instant(pulled);
        if (failed_null == soci::i_ok) out.failed_at = instant(failed);
        if (modified_null == soci::i_ok) out.modified_after = to_day(modified);
        if (page_null == soci::i_ok) {
            out.position = PullPosition{page, {}, instant(began)};
            if (after_null == soci::i_ok) out.position->after = to_day(after);
        }
        return out;
    }
};

class SqliteSourceLog final : public SourceLog {
  public:
    explicit SqliteSourceLog(const StorePlace& place) {
        connect(sql_, place, Connection::writes);
        require_table(sql_, "source_state");
    }

    Result<SourceState> state(const std::string& source) override {
        const auto states = all();
        if (!states) return tl::unexpected(states.error());
        for (const auto& each : *states)
            if (each.source == source) return each;
        SourceState none;
        none.source = source;
        return none;
    }

    Result<std::vector<SourceState>> all() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<SourceState>> {
            std::vector<SourceState> out;
            StateRow row;
            soci::statement rows =
                (sql_.prepare << "select source, imported_at, pulled_at, services + 0, failures, failed_at,"
                                 " failure, url, modified_after, next_page + 0, next_after, next_began"
                                 " from source_state order by source",
                 soci::into(row.source), soci::into(row.imported, row.imported_null),
                 soci::into(row.pulled, row.pulled_null), soci::into(row.services), soci::into(row.failures),
                 soci::into(row.failed, row.failed_null), soci::into(row.failure), soci::into(row.url),
                 soci::into(row.modified, row.modified_null), soci::into(row.page, row.page_null),
                 soci::into(row.after, row.after_null), soci::into(row.began, row.began_null));
            rows.execute();
            while (rows.fetch()) out.push_back(row.state());
            return out;
        });
    }

    Result<void> imported(const std::string& source, std::int64_t services, Instant now) override {
        const Number at = seconds(now), read = services;
        return change(source, [&] {
            sql_ << "update source_state set imported_at = :at, services = :read, failures = 0,"
                    " failed_at = null, failure = '' where source = :source",
                soci::use(at), soci::use(read), soci::use(source);
        });
    }

    Result<void> failed(const std::string& source, const std::string& sentence, Instant now) override {
        const Number at = seconds(now);
        return change(source, [&] {
            sql_ << "update source_state set failures = failures + 1, failed_at = :at,"
                    " failure = :sentence where source = :source",
                soci::use(at), soci::use(sentence), soci::use(source);
        });
    }

    Result<void> reached(const std::string& source, const std::string& url, const PullPosition& position) override {
        const Number page = position.page, began = seconds(position.began);
        const int after = position.after ? days(*position.after) : 0;
        soci::indicator after_null = present(position.after.has_value());
        return change(source, [&] {
            // What was learned of another API says nothing of this one.
            sql_ << "update source_state set modified_after = case when url = :url then modified_after"
                    " end, url = :url, next_page = :page, next_after = :after, next_began = :began"
                    " where source = :source",
                soci::use(url, "url"), soci::use(page, "page"), soci::use(after, after_null, "after"),
                soci::use(began, "began"), soci::use(source, "source");
        });
    }

    Result<void> pulled(const std::string& source, const std::string& url, std::int64_t services,
                        std::optional<Day> modified_after, Instant now) override {
        const Number at = seconds(now), read = services;
        const int day = modified_after ? days(*modified_after) : 0;
        soci::indicator day_null = present(modified_after.has_value());
        return change(source, [&] {
            sql_ << "update source_state set imported_at = :at, pulled_at = :at, services = :read,"
                    " failures = 0, failed_at = null, failure = '', url = :url, modified_after = :day,"
                    " next_page = null, next_after = null, next_began = null where source = :source",
                soci::use(at, "at"), soci::use(read, "read"), soci::use(url, "url"),
                soci::use(day, day_null, "day"), soci::use(source, "source");
        });
    }

  private:
    template <class Update>
    Result<void> change(const std::string& source, Update update) {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<void> {
            WriteTransaction transaction(sql_);
            sql_ << "insert into source_state (source, services, failures, failure, url)"
                    " values (:source, 0, 0, '', '') on conflict (source) do nothing",
                soci::use(source);
            update();
            transaction.commit();
            return {};
        });
    }

    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

Result<std::unique_ptr<SourceLog>> SourceLog::open(const StorePlace& place) {
    return open_existing<SourceLog>(place, [&] { return std::make_unique<SqliteSourceLog>(place); });
}

}  // namespace porchlight
