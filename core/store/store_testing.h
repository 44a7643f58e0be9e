#pragma once
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/store/accounts.h"
#include "core/store/database.h"
#include "core/store/store.h"

/// Small builders for the store's tests.
namespace porchlight::testing {

/// The PostgreSQL that scripts/with-postgresql started for this process.
namespace test_server {

inline bool is_there() { return std::getenv("PORCHLIGHT_TEST_POSTGRESQL") != nullptr; }

/// @return "postgresql:///database?host=…&user=…"
inline std::string address_of(const std::string& database) {
    return "postgresql:///" + database + std::getenv("PORCHLIGHT_TEST_POSTGRESQL");
}

/// As the server's administrator.
inline void run(const std::string& statement) {
    soci::session sql;
    connect(sql, *StorePlace::of(address_of("postgres")), Connection::writes);
    sql << statement;
}

/// Until the server has ended what a process that is gone had asked of it.
inline void wait_until_idle() {
    soci::session sql;
    connect(sql, *StorePlace::of(address_of("postgres")), Connection::only_reads);
    for (int busy = 1; busy > 0;) {
        sql << "select count(*) from pg_stat_activity where backend_type = 'client backend' and"
               " pid <> pg_backend_pid() and state <> 'idle'",
            soci::into(busy);
        if (busy > 0) std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
}

/// A new database; with the schema it is copied from one that is made once.
inline std::string new_database(bool with_schema) {
    const auto make = [](const std::string& source) {
        const auto name = "store_" + random_short_id();
        run("create database " + name + " template " + source + " encoding 'UTF8' locale 'C.UTF-8' strategy file_copy");
        return name;
    };
    if (!with_schema) return make("template0");
    static const std::string kReady = [&] {
        const auto name = make("template0");
        if (!open_store(address_of(name), StoreAccess::read_write)) FAIL("no schema in PostgreSQL");
        return name;
    }();
    return make(kReady);
}

/// The bytes of every file of the server but its write-ahead log.
inline std::string all_bytes() {
    run("checkpoint");
    std::string bytes;
    const std::filesystem::path folder = std::getenv("PORCHLIGHT_TEST_POSTGRESQL_FOLDER");
    for (auto each = std::filesystem::recursive_directory_iterator(folder / "data"); each != std::filesystem::end(each); ++each) {
        if (each->path().filename() == "pg_wal") each.disable_recursion_pending();
        if (!each->is_regular_file()) continue;
        std::ifstream in(each->path(), std::ios::binary);
        bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
}

}  // namespace test_server

/// Whether a test's database has the schema already.
enum class Schema : std::uint8_t { ready, none };

/// A folder of its own with a store's place, removed at the end. Where the suite runs over PostgreSQL
/// (scripts/with-postgresql) the store is in a database of its own instead.
class StoreFolder {
  public:
    /// In memory where the machine has a place for it: hundreds of synced commits wait for no disk.
    explicit StoreFolder(Schema schema = Schema::ready)
        : StoreFolder(std::filesystem::is_directory("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                           : std::filesystem::temp_directory_path(),
                 schema) {}
    explicit StoreFolder(const std::filesystem::path& where, Schema schema = Schema::ready) : schema_(schema) {
        std::string pattern = (where / "store-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) FAIL("no temporary folder");
        path_ = pattern;
    }
    ~StoreFolder() {
        if (!database_.empty()) test_server::run("drop database " + database_ + " with (force)");
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    StoreFolder(const StoreFolder&) = delete;
    StoreFolder& operator=(const StoreFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path file() const { return path_ / "store.db"; }
    std::string url() const {
        if (!is_postgresql()) return "sqlite://" + file().string();
        if (database_.empty()) database_ = test_server::new_database(schema_ == Schema::ready);
        return test_server::address_of(database_);
    }
    StorePlace place() const { return *StorePlace::of(url()); }
    static bool is_postgresql() { return test_server::is_there(); }

  private:
    Schema schema_;
    mutable std::string database_;  ///< Made when it is first asked for.
    std::filesystem::path path_;
};

constexpr Instant kNow{std::chrono::seconds{1'790'000'000}};

/// The same name, the same id.
inline std::string id(const std::string& name) { return to_string(uuid_v5(id_namespace(), name)); }

/// `hazard-…`: yes is bad news; `choice-…`: both are; anything else: no is.
inline bool is_unfavourable(const std::string& fact, Value value) {
    if (fact.rfind("choice", 0) == 0) return true;
    return fact.rfind("hazard", 0) == 0 ? value == Value::yes : value == Value::no;
}

inline Statement says(const std::string& fact, Value value, const std::string& subject = "a",
                      Standing standing = Standing::stated) {
    Statement statement;
    statement.subject = Subject::service;
    statement.subject_id = id(subject);
    statement.fact = fact;
    statement.value = value;
    statement.standing = standing;
    statement.verified_on = Day{std::chrono::days{20'700}};
    return statement;
}

/// A listing with one site at a street of its own.
inline Listing listing(const std::string& name, const std::string& wording = "First words") {
    Listing made;
    made.service_id = id(name);
    made.organization_id = id(name + " organization");
    made.source_key = name;
    made.language = "en";
    made.place = Point{49.89512345678901, -97.13843210987654};
    made.record = {
        {"id", made.service_id},
        {"name", "Service " + name},
        {"description", wording},
        {"organization", {{"id", made.organization_id}, {"name", "Organization"}}},
        {"service_at_locations",
         Json::array({{{"id", id(name + " site")},
                       {"location",
                        {{"id", id(name + " location")},
                         {"location_type", "physical"},
                         {"latitude", made.place->lat},
                         {"longitude", made.place->lon},
                         {"addresses", Json::array({{{"address_1", "12 " + name + " Street"},
                                                     {"city", "Lakefield"},
                                                     {"postal_code", "R9Z 0A0"}}})}}}}})}};
    made.digest = sha256_hex(made.record.dump());
    return made;
}

/// Seals the digest after a test changed the listing.
inline Listing with(Listing made, std::vector<Statement> statements) {
    made.statements = std::move(statements);
    std::string all = made.record.dump();
    for (const auto& each : made.statements)
        all += each.subject_id + each.fact + std::string(to_string(each.value)) +
               std::string(to_string(each.standing)) + each.detail;
    made.digest = sha256_hex(all);
    return made;
}

/// The same listing with its site masked, as the parser masks it.
inline Listing hidden(Listing made) {
    Json& site = made.record["service_at_locations"][0];
    made.hidden_sites = {site["id"].get<std::string>()};
    site["location"] = {{"id", site["location"]["id"]}, {"location_type", "physical"}};
    site["porchlight_hidden"] = true;
    made.visibility = Visibility::hidden;
    made.place.reset();
    made.repairs.clear();
    for (Statement& statement : made.statements) statement.detail.clear();
    return with(made, made.statements);
}

inline std::unique_ptr<Store> open(const StoreFolder& folder,
                                   StoreAccess access = StoreAccess::read_write) {
    auto store = open_store(folder.url(), access, &is_unfavourable);
    if (!store) FAIL(store.error().message);
    return std::move(*store);
}

template <class T>
T expect(Result<T> result) {
    if (!result) FAIL(result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

template <class T>
ErrorKind failure(const Result<T>& result) {
    if (result) FAIL("it succeeded");
    return result.error().kind;
}

/// Takes rules away, as somebody with the database in hand may: for what finds that afterwards.
/// @param triggers of SQLite's; PostgreSQL switches all off.
inline void take_rules_away(soci::session& sql, const std::vector<std::string>& triggers) {
    if (is_postgresql(sql)) return run_script(sql, "set session_replication_role = replica");
    run_script(sql, "pragma foreign_keys = off");
    for (const auto& trigger : triggers) run_script(sql, ("drop trigger " + trigger).c_str());
}

/// Leaves only the rules to say no, where the engine can be told so.
inline void without_foreign_keys(soci::session& sql) {
    if (!is_postgresql(sql)) run_script(sql, "pragma foreign_keys = off");
}

/// Gives PostgreSQL the functions of SQLite's that scripts of tests use, for one member of a record.
inline void teach_json(soci::session& sql) {
    if (!is_postgresql(sql)) return;
    run_script(sql, R"sql(
create function json_remove(document text, path text) returns text language sql as $$
    select json_object_agg(key, value)::text from pg_catalog.json_each(document::json) where key <> substr(path, 3) $$;
create function json_put(document text, path text, value json) returns text language sql as $$
    select json_object_agg(m.key, m.value)::text from (
        select e.key, e.value from pg_catalog.json_each(json_remove(document, path)::json) e
        union all select substr(path, 3), json_put.value) m $$;
create function json_set(document text, path text, value text) returns text language sql as $$
    select json_put(document, path, to_json(value)) $$;
create function json_set(document text, path text, value integer) returns text language sql as $$
    select json_put(document, path, to_json(value)) $$;
)sql");
}

/// Whether the schema lets a script be. A script that the engine can't read fails the test.
inline bool lets(soci::session& sql, const std::string& script) {
    try {
        run_script(sql, script.c_str());
        return true;
    } catch (const soci::soci_error& error) {
        if (!is_postgresql(sql)) return false;
        run_script(sql, "rollback");
        INFO(script);
        INFO(error.get_error_message());
        CHECK(is_refusal(error));
        return false;
    }
}

/// One whole import.
inline Published import(Store& store, const std::vector<Listing>& listings,
                        const std::string& source = "feed", Instant now = kNow) {
    const auto import_id = expect(store.begin_import(source, "feed.json", now));
    for (const Listing& each : listings) expect(store.stage(import_id, each));
    return expect(store.publish_import(import_id, now));
}

/// An account with its organization, both named by their ids. `head`: what the organization is
/// affiliated with.
inline void add_account(AccountStore& accounts, const std::string& name, const std::string& organization,
                        StaffRole role, const std::string& head = {}) {
    expect(accounts.add_organization({organization, organization, head}, kNow));
    StoredAccount account;
    account.id = name;
    account.name = name;
    account.organization_id = organization;
    account.role = role;
    account.password = "x";
    expect(accounts.add(account, {}, "operator", kNow));
}

/// The bytes of every file in a folder, and in those within it; over PostgreSQL of the server's too.
inline std::string all_bytes(const StoreFolder& folder) {
    std::string bytes = StoreFolder::is_postgresql() ? test_server::all_bytes() : "";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
}

}  // namespace porchlight::testing
