#include "core/store/takedown.h"

#include <array>
#include <mutex>

#include "core/store/database.h"

namespace porchlight {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"organization", "service", "location",
                                                    "service_at_location"};

// A file of its own, older and younger than any store: its schema never needs the store's program.
constexpr const char* kSchema = R"sql(
create table if not exists takedown (
    seq integer primary key autoincrement,
    kind text not null check (kind = 'organization' or kind = 'service' or kind = 'location'
                              or kind = 'service_at_location'),
    id text not null check (id <> ''),
    act text not null check (act = 'take_down' or act = 'lift'),
    at bigint not null
);
create trigger if not exists takedown_stays_as_written before update on takedown
begin select raise(abort, 'the take-down list only grows'); end;
create trigger if not exists takedown_stays before delete on takedown
begin select raise(abort, 'the take-down list only grows'); end;
)sql";

constexpr const char* kPostgresqlSchema = R"sql(
create table takedown (
    seq bigint generated always as identity primary key,
    kind text not null check (kind = 'organization' or kind = 'service' or kind = 'location'
                              or kind = 'service_at_location'),
    id text not null check (id <> ''),
    act text not null check (act = 'take_down' or act = 'lift'),
    at bigint not null
);
create function takedown_only_grows() returns trigger language plpgsql as $$
begin
    raise exception using message = 'the take-down list only grows', errcode = 'check_violation';
end $$;
create trigger takedown_stays_as_written before update or delete on takedown
for each row execute function takedown_only_grows();
create trigger takedown_is_not_emptied before truncate on takedown
for each statement execute function takedown_only_grows();
)sql";

class SqliteTakedownList final : public TakedownList {
  public:
    explicit SqliteTakedownList(const StorePlace& place) {
        connect(sql_, place, Connection::writes);
        WriteTransaction transaction(sql_);
        if (!has_table(sql_, "takedown")) run_script(sql_, is_postgresql(sql_) ? kPostgresqlSchema : kSchema);
        transaction.commit();
        watch_.emplace(sql_);
    }

    Result<void> take_down(const std::string& kind, const std::string& id, Instant now) override {
        return append("take_down", kind, id, now);
    }
    Result<void> lift(const std::string& kind, const std::string& id, Instant now) override {
        return append("lift", kind, id, now);
    }

    Result<std::shared_ptr<const TakedownSet>> current() override {
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<std::shared_ptr<const TakedownSet>> {
            // Asked before reading: a change meanwhile is read next time.
            if (!watch_->may_have_changed() && set_) return set_;
            set_.reset();
            set_ = read();
            return set_;
        });
    }

  private:
    Result<void> append(const std::string& act, const std::string& kind, const std::string& id,
                        Instant now) {
        bool known = false;
        for (const auto each : kKinds) known = known || each == kind;
        if (!known) return fail(ErrorKind::bad_request, "no such kind to take down", kind);
        if (id.empty()) return fail(ErrorKind::bad_request, "nothing named to take down");
        const std::lock_guard<std::mutex> guard(mutex_);
        return guarded(sql_, [&]() -> Result<void> {
            const Number at = now.time_since_epoch().count();
            // By itself it is one transaction, that waits for no publication.
            sql_ << "insert into takedown (kind, id, act, at) values (:kind, :id, :act, :at)",
                soci::use(kind), soci::use(id), soci::use(act), soci::use(at);
            set_.reset();  // data_version tells of other connections' changes only.
            return {};
        });
    }

    /// An id stands as its last row says, whatever kind it was named with.
    std::shared_ptr<const TakedownSet> read() {
        auto set = std::make_shared<TakedownSet>();
        std::string id, act;
        Number at = 0;
        soci::statement rows = (sql_.prepare << "select id, act, at from takedown order by seq",
                                soci::into(id), soci::into(act), soci::into(at));
        rows.execute();
        while (rows.fetch()) {
            set->changed[id] = Instant{std::chrono::seconds{at}};
            if (act == "take_down")
                set->ids.insert(id);
            else
                set->ids.erase(id);
        }
        return set;
    }

    std::mutex mutex_;
    soci::session sql_;
    std::optional<ChangeWatch> watch_;
    std::shared_ptr<const TakedownSet> set_;
};

}  // namespace

Result<std::unique_ptr<TakedownList>> TakedownList::open(const StorePlace& place) {
    if (!place.is_postgresql())
        if (auto created = create_private_file(place.file); !created) return tl::unexpected(created.error());
    return guarded([&]() -> Result<std::unique_ptr<TakedownList>> {
        return std::unique_ptr<TakedownList>(std::make_unique<SqliteTakedownList>(place));
    });
}

}  // namespace porchlight
