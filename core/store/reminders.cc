#include "core/store/reminders.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "core/store/audit.h"
#include "core/store/journal.h"
#include "core/store/database.h"
#include "core/store/silences.h"

namespace porchlight {
namespace {

constexpr std::size_t kLongestAddress = 254;

int number_of_day(Day day) { return static_cast<int>(day.time_since_epoch().count()); }

/// A row, as far as queueing depends on it.
struct Known {
    bool is_sent = false;
};

using KnownReminders = std::map<std::pair<std::string, int>, Known>;

class SqliteReminders final : public ReminderQueue {
  public:
    explicit SqliteReminders(const StorePlace& place) { connect_store(sql_, place); }

    Result<std::vector<QueuedReminder>> queue(const std::vector<DueReminder>& due, Day today,
                                              Rehearsal rehearsal) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::vector<QueuedReminder>> {
            WriteTransaction transaction(sql_);
            forget(due, today);
            try_again(due, today);
            const auto known = read_known();
            for (const auto& each : due) add(each, known, today);
            auto waiting = read_waiting();
            if (rehearsal == Rehearsal::no) transaction.commit();
            return waiting;
        });
    }

    Result<void> sent(const std::vector<std::int64_t>& ids, Day today) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<void> {
            const int day = number_of_day(today);
            WriteTransaction transaction(sql_);
            for (const Number id : ids) note_try(id, day);
            for (const Number id : ids)
                sql_ << "update reminder set sent_on = :day where id = :id", soci::use(day), soci::use(id);
            transaction.commit();
            return {};
        });
    }

    Result<void> set_address(const std::string& organization_id, const std::string& address,
                             Instant now) override {
        if (!address.empty() && !is_mail_address(address))
            return fail(ErrorKind::bad_request, "that is no e-mail address");
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<void> {
            WriteTransaction transaction(sql_);
            if (!is_there(organization_id)) return fail(ErrorKind::not_found, "no such organization");
            sql_ << "delete from organization_mail where organization_id = :id", soci::use(organization_id);
            if (!address.empty())
                sql_ << "insert into organization_mail (organization_id, address) values (:id, :address)",
                    soci::use(organization_id), soci::use(address);
            append_audit(sql_, {"operator", address.empty() ? "mail_address_gone" : "mail_address",
                                organization_id, ""}, now);
            transaction.commit();
            return {};
        });
    }

    Result<std::string> address(const std::string& organization_id) override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::string> {
            if (!is_there(organization_id)) return fail(ErrorKind::not_found, "no such organization");
            std::string out;
            sql_ << "select address from organization_mail where organization_id = :id",
                soci::use(organization_id), soci::into(out);
            return out;
        });
    }

  private:
    bool is_there(const std::string& organization_id) {
        int found = 0;
        sql_ << "select count(*) from staff_organization where id = :id", soci::use(organization_id),
            soci::into(found);
        return found > 0;
    }

    /// What was asked a quarter ago may be asked again; what was checked since is done.
    void forget(const std::vector<DueReminder>& due, Day today) {
        const int oldest = number_of_day(today - kQuarter);
        sql_ << "delete from reminder where queued_on <= :oldest", soci::use(oldest);
        std::set<std::string> still;
        for (const auto& each : due) still.insert(each.service_id);
        std::set<std::string> done;
        for (const auto& [key, known] : read_known())
            if (still.count(key.first) == 0) done.insert(key.first);
        for (const auto& id : done) sql_ << "delete from reminder where service_id = :id", soci::use(id);
    }

    /// What is no longer too old, or was answered, begins anew; the others are reminded again after a while.
    void try_again(const std::vector<DueReminder>& due, Day today) {
        std::set<std::string> old;
        for (const auto& each : due)
            if (each.step == 100) old.insert(each.service_id);
        const int latest = number_of_day(today - SilenceList::kBetweenTries), most = SilenceList::kTries;
        std::vector<std::string> over, again;
        std::string service_id;
        int last_try = 0, tries = 0, answered = 0;
        soci::statement rows =
            (sql_.prepare << "select i.service_id, i.last_try, i.tries, case when u.service_id is null then 1 else 0 end from silence i"
                             " left join unanswered_silence u on u.service_id = i.service_id",
             soci::into(service_id), soci::into(last_try), soci::into(tries), soci::into(answered));
        rows.execute();
        while (rows.fetch()) {
            if (answered != 0 || old.count(service_id) == 0) over.push_back(service_id);
            else if (tries < most && last_try <= latest) again.push_back(service_id);
        }
        for (const auto& id : over) sql_ << "delete from silence where service_id = :id", soci::use(id);
        for (const auto& id : again)
            sql_ << "update reminder set sent_on = null where step = 100 and service_id = :id", soci::use(id);
    }

    /// A reminder that something is too old was sent: one more try.
    void note_try(Number reminder, int day) {
        std::string service_id;
        sql_ << "select service_id from reminder where id = :id and step = 100", soci::use(reminder), soci::into(service_id);
        if (service_id.empty()) return;
        int known = 0;
        sql_ << "select count(*) from silence where service_id = :id", soci::use(service_id), soci::into(known);
        if (known == 0)
            sql_ << "insert into silence (service_id, since, last_try, tries) values (:id, :since, :last, 1)",
                soci::use(service_id), soci::use(day), soci::use(day);
        else
            sql_ << "update silence set last_try = :day, tries = tries + 1 where service_id = :id", soci::use(day),
                soci::use(service_id);
    }

    KnownReminders read_known() {
        KnownReminders out;
        std::string service_id;
        int step = 0, sent = 0;
        soci::statement rows = (sql_.prepare << "select service_id, step, case when sent_on is null then 0 else 1 end from reminder",
                                soci::into(service_id), soci::into(step), soci::into(sent));
        rows.execute();
        while (rows.fetch()) out[{service_id, step}] = {sent != 0};
        return out;
    }

    void add(const DueReminder& due, const KnownReminders& known, Day today) {
        const int day = number_of_day(today), lines = static_cast<int>(due.lines);
        if (due.step == 75 && known.count({due.service_id, 100}) > 0) return;
        if (due.step == 100)
            sql_ << "delete from reminder where service_id = :id and step = 75 and sent_on is null",
                soci::use(due.service_id);
        const auto row = known.find({due.service_id, due.step});
        if (row == known.end())
            sql_ << "insert into reminder (service_id, step, lines, queued_on)"
                    " values (:id, :step, :lines, :day)",
                soci::use(due.service_id), soci::use(due.step), soci::use(lines), soci::use(day);
        else if (!row->second.is_sent)
            sql_ << "update reminder set lines = :lines where service_id = :id and step = :step",
                soci::use(lines), soci::use(due.service_id), soci::use(due.step);
    }

    std::vector<QueuedReminder> read_waiting() {
        std::vector<QueuedReminder> out;
        QueuedReminder row;
        Number id = 0;
        int lines = 0, day = 0;
        soci::statement rows =
            (sql_.prepare << "select m.id, m.service_id, m.step, m.lines, m.queued_on, r.organization_id,"
                             " coalesce(o.address, '') from reminder m"
                             " join standing_service s on s.service_id = m.service_id"
                             " join revision r on r.id = s.revision_id"
                             " left join organization_mail o on o.organization_id = r.organization_id"
                             " where m.sent_on is null order by m.service_id",
             soci::into(id), soci::into(row.due.service_id), soci::into(row.due.step), soci::into(lines),
             soci::into(day), soci::into(row.organization_id), soci::into(row.address));
        rows.execute();
        while (rows.fetch()) {
            row.id = id;
            row.due.lines = static_cast<std::size_t>(lines);
            row.queued_on = Day{std::chrono::days{day}};
            out.push_back(row);
        }
        return out;
    }

    std::mutex mutex_;
    soci::session sql_;
};

}  // namespace

bool is_mail_address(const std::string& text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return c > ' ' && c < 0x7f && std::string_view("\"'<>()[]\\,;:").find(c) == std::string_view::npos;
    });
    const auto at = text.find('@');
    return plain && text.size() <= kLongestAddress && at != std::string::npos && at > 0 &&
           at + 1 < text.size() && text.find('@', at + 1) == std::string::npos && text.front() != '-';
}

Result<std::unique_ptr<ReminderQueue>> ReminderQueue::open(const StorePlace& place) {
    return open_existing<ReminderQueue>(place,
                                        [&] { return std::make_unique<SqliteReminders>(place); });
}

}  // namespace porchlight
