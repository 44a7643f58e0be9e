#include "core/store/checks.h"

#include <mutex>

#include "core/store/audit.h"
#include "core/store/journal.h"
#include "core/store/database.h"

namespace porchlight {
namespace {

constexpr CheckAnswer kAnswers[] = {CheckAnswer::still_so, CheckAnswer::no_longer, CheckAnswer::unknown};

int number_of_day(Day day) { return static_cast<int>(day.time_since_epoch().count()); }

class SqliteChecks final : public CheckStore {
  public:
    explicit SqliteChecks(const StorePlace& place) { connect_store(sql_, place); }

    Result<std::int64_t> add(const NewCheck& check, Instant now) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<std::int64_t> {
            WriteTransaction transaction(sql_);
            const Number id = insert(check, std::chrono::floor<std::chrono::days>(now));
            for (const auto& line : check.lines) insert_answer(id, line);
            append_audit(sql_, {check.account_id, "check", check.service_id, "check " + std::to_string(id)}, now);
            transaction.commit();
            return std::int64_t{id};
        });
    }

    Result<std::vector<Day>> days(const std::string& service_id, Day today) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<Day>> {
            std::vector<Day> out;
            const int after = number_of_day(today - kYear);
            int day = 0;
            soci::statement rows = (sql_.prepare << "select day from listing_check where service_id = :id"
                                                    " and day > :after order by day",
                                    soci::use(service_id), soci::use(after), soci::into(day));
            rows.execute();
            while (rows.fetch()) out.emplace_back(std::chrono::days{day});
            return out;
        });
    }

    Result<std::vector<std::int64_t>> waiting() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<std::int64_t>> {
            std::vector<std::int64_t> out;
            Number id = 0;
            soci::statement rows = (sql_.prepare << "select id from listing_check where worsens = 1 and"
                                                    " import_id is null order by id",
                                    soci::into(id));
            rows.execute();
            while (rows.fetch()) out.push_back(id);
            return out;
        });
    }

    Result<void> save_draft(const std::string& account_id, const std::string& service_id,
                            const CheckDraft& draft) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return ruled(sql_, [&]() -> Result<void> {
            const Number at = draft.saved_at.time_since_epoch().count();
            WriteTransaction transaction(sql_);
            sql_ << "insert into check_draft (account_id, service_id, answers, saved_at)"
                    " values (:account, :service, :answers, :at) on conflict (account_id, service_id)"
                    " do update set answers = excluded.answers, saved_at = excluded.saved_at",
                soci::use(account_id), soci::use(service_id), soci::use(draft.answers), soci::use(at);
            transaction.commit();
            return {};
        });
    }

    Result<std::optional<CheckDraft>> draft(const std::string& account_id,
                                            const std::string& service_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::optional<CheckDraft>> {
            CheckDraft out;
            Number at = 0;
            sql_ << "select answers, saved_at from check_draft where account_id = :account and"
                    " service_id = :service",
                soci::use(account_id), soci::use(service_id), soci::into(out.answers), soci::into(at);
            if (out.answers.empty()) return std::nullopt;
            out.saved_at = Instant{std::chrono::seconds{at}};
            return out;
        });
    }

    Result<void> drop_draft(const std::string& account_id, const std::string& service_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<void> {
            WriteTransaction transaction(sql_);
            sql_ << "delete from check_draft where account_id = :account and service_id = :service",
                soci::use(account_id), soci::use(service_id);
            transaction.commit();
            return {};
        });
    }

  private:
    Number insert(const NewCheck& check, Day today) {
        const std::string method(to_string(check.method));
        const int day = number_of_day(today), whole = check.is_whole, worsens = check.worsens;
        sql_ << "insert into listing_check (service_id, account_id, day, method, whole, worsens)"
                " values (:service, :account, :day, :method, :whole, :worsens)",
            soci::use(check.service_id), soci::use(check.account_id), soci::use(day), soci::use(method),
            soci::use(whole), soci::use(worsens);
        return inserted_id(sql_, "listing_check");
    }

    void insert_answer(Number id, const AnsweredLine& line) {
        const std::string subject(to_string(line.subject)), answer(to_string(line.answer));
        const std::string value(line.fact.empty() ? std::string_view() : to_string(line.value));
        sql_ << "insert into check_answer (check_id, line, subject, subject_id, fact, value, answer)"
                " values (:id, :line, :subject, :subject_id, :fact, :value, :answer)",
            soci::use(id), soci::use(line.key), soci::use(subject), soci::use(line.subject_id),
            soci::use(line.fact), soci::use(value), soci::use(answer);
    }

    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

std::string_view to_string(CheckAnswer answer) {
    switch (answer) {
        case CheckAnswer::still_so: return "still_so";
        case CheckAnswer::no_longer: return "no_longer";
        case CheckAnswer::unknown: return "unknown";
    }
    return {};
}

std::optional<CheckAnswer> parse_check_answer(std::string_view text) {
    for (const auto each : kAnswers)
        if (to_string(each) == text) return each;
    return std::nullopt;
}

Result<std::unique_ptr<CheckStore>> CheckStore::open(const StorePlace& place) {
    return open_existing<CheckStore>(place, [&] { return std::make_unique<SqliteChecks>(place); });
}

}  // namespace porchlight
