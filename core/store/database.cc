#include "core/store/database.h"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>

namespace porchlight {
namespace {

/// The schema's own number: one_writer() of data/migrations/postgresql takes the same lock.
constexpr const char* kOneWriter = "select pg_advisory_xact_lock(7737061)";

sqlite_api::sqlite3* sqlite_handle(soci::session& sql) {
    return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

PGconn* postgresql_handle(soci::session& sql) {
    return static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
}

/// SQLite's primary result codes that mean that the file itself is wrong.
bool is_damage(int code) {
    const int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ||
           primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH;
}

/// The same of PostgreSQL's classes of SQLSTATE: integrity constraints, and damage.
bool is_damage(const std::string& state) {
    return state.rfind("23", 0) == 0 || state.rfind("XX001", 0) == 0 || state.rfind("XX002", 0) == 0;
}

std::string one_line(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

/// PostgreSQL's sentence, without what may be a value: the lines behind it, and all of a sentence about
/// data that can't be read.
std::string sentence(const soci::postgresql_soci_error& error) {
    const std::string state = error.sqlstate();
    if (state.rfind("22", 0) == 0) return "SQLSTATE " + state;
    std::string text = error.get_error_message();
    if (const auto begin = text.find("ERROR:"); begin != std::string::npos)
        text.erase(0, text.find_first_not_of(' ', begin + 6));
    text.erase(std::min(text.find('\n'), text.size()));
    return text;
}

/// SOCI prefixes its own function's name; the rest is SQLite's sentence, without values.
std::string sentence(const soci::soci_error& error) {
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error))
        return sentence(*postgresql);
    std::string text = error.get_error_message();
    if (const auto colon = text.find(": ");
        text.rfind("sqlite3_", 0) == 0 && colon != std::string::npos)
        text.erase(0, colon + 2);
    return one_line(text);
}

/// What an address of a database sets, by name. Throws without quoting the address, which may hold a password;
/// also where a part looks like one that wasn't written with %, as messages do name the other parts.
std::map<std::string, std::string> settings_of(const std::string& server) {
    char* complaint = nullptr;
    PQconninfoOption* const options = PQconninfoParse(server.c_str(), &complaint);
    PQfreemem(complaint);
    std::map<std::string, std::string> out;
    for (const auto* each = options; each != nullptr && each->keyword != nullptr; ++each)
        if (each->val != nullptr) out[each->keyword] = each->val;
    PQconninfoFree(options);
    const bool is_odd = out["port"].find_first_not_of("0123456789,") != std::string::npos ||
                        (out["dbname"] + out["host"] + out["user"]).find('@') != std::string::npos;
    if (options == nullptr || is_odd)
        throw soci::soci_error("its address can't be read: it is postgresql://user@host/database, and odd characters"
                               " of a password are written as %40");
    std::erase_if(out, [](const auto& each) { return each.second.empty(); });
    return out;
}

/// The address with what it leaves open: a server that is gone is noticed in seconds.
std::string with_timeouts(const std::string& server) {
    const auto set = settings_of(server);
    if (set.count("options") > 0) throw soci::soci_error("its address can't hold options: set them for its role");
    std::string out = server;
    for (const auto& [name, value] : {std::pair("connect_timeout", "5"), std::pair("tcp_user_timeout", "10000"),
                                      std::pair("application_name", "porchlight")})
        if (set.count(name) == 0)
            out += std::string(out.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
    return out;
}

constexpr const char* kPostgresqlSettings =
    "set client_min_messages = error; set lock_timeout = '5s';"
    " select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

void settle_postgresql(soci::session& sql) {
    // The rows that a message would quote stay out of it.
    PQsetErrorVerbosity(postgresql_handle(sql), PQERRORS_TERSE);
    run_script(sql, kPostgresqlSettings);
}

void connect_postgresql(soci::session& sql, const std::string& server, Connection connection) {
    // As an option of the connection: what is read-only stays so when it is renewed.
    constexpr const char* kOnlyReads = "&options=-c%20default_transaction_read_only%3Don";
    sql.open(soci::postgresql,
             with_timeouts(server) + (connection == Connection::only_reads ? kOnlyReads : ""));
    settle_postgresql(sql);
    std::string encoding, order;
    sql << "select pg_encoding_to_char(encoding), datcollate from pg_database"
           " where datname = current_database()",
        soci::into(encoding), soci::into(order);
    // Keys are compared by their bytes everywhere.
    if (encoding != "UTF8" || (order != "C" && order != "C.UTF-8" && order != "C.utf8"))
        throw soci::soci_error("its database must be made with encoding 'UTF8' locale 'C.UTF-8'");
}

void connect_sqlite(soci::session& sql, const std::filesystem::path& file, Connection connection) {
    sql.open("sqlite3", "dbname=\"" + file.string() + "\"");
    sql << "pragma busy_timeout = 5000";
    sql << "pragma trusted_schema = off";
    sql << "pragma foreign_keys = on";
    sql << "pragma recursive_triggers = on";
    sql << "pragma secure_delete = on";
    // Sorts and statement journals stay in memory: no copy of a record in a temporary file.
    sql << "pragma temp_store = memory";
    sql << "pragma cache_size = -65536";
    if (connection == Connection::only_reads) {
        sql << "pragma query_only = on";
        return;
    }
    // Records of 5 kB fit three to a page. It matters only while the file is empty.
    sql << "pragma page_size = 16384";
    std::string mode;
    sql << "pragma journal_mode = wal", soci::into(mode);
    if (mode != "wal") throw soci::soci_error("the store's file system can't hold a write-ahead log");
    sql << "pragma synchronous = full";
    sql << "pragma wal_autocheckpoint = 2000";
}

}  // namespace

void connect(soci::session& sql, const StorePlace& place, Connection connection) {
    if (place.is_postgresql()) connect_postgresql(sql, place.server, connection);
    else connect_sqlite(sql, place.file, connection);
}

bool is_postgresql(soci::session& sql) { return sql.get_backend_name() == "postgresql"; }

void renew(soci::session& sql) {
    if (!is_postgresql(sql) || PQstatus(postgresql_handle(sql)) == CONNECTION_OK) return;
    PQreset(postgresql_handle(sql));
    if (PQstatus(postgresql_handle(sql)) != CONNECTION_OK)
        throw soci::soci_error("its server can't be reached");
    settle_postgresql(sql);
}

int connection_number(soci::session& sql) { return is_postgresql(sql) ? PQbackendPID(postgresql_handle(sql)) : 1; }

bool has_table(soci::session& sql, const std::string& name) {
    int tables = 0;
    const char* query = is_postgresql(sql)
                            ? "select count(*) from pg_tables where schemaname = current_schema() and"
                              " tablename = :name"
                            : "select count(*) from sqlite_master where type = 'table' and name = :name";
    sql << query, soci::use(name), soci::into(tables);
    return tables > 0;
}

void require_table(soci::session& sql, const std::string& name) {
    if (!has_table(sql, name)) throw soci::soci_error("it is of an earlier version: run indexer first");
}

Number inserted_id(soci::session& sql, const std::string& table) {
    Number id = 0;
    if (is_postgresql(sql))
        sql << "select currval(pg_get_serial_sequence(:table, 'id'))", soci::use(table), soci::into(id);
    else sql.get_last_insert_id(table, id);
    return id;
}

std::string damage_of(soci::session& sql) {
    if (is_postgresql(sql)) return {};
    std::string verdict, table;
    sql << "pragma integrity_check(1)", soci::into(verdict);
    if (verdict != "ok") return "the store's file is damaged: " + verdict;
    sql << "select \"table\" from pragma_foreign_key_check limit 1", soci::into(table);
    return table.empty() ? "" : "rows of " + table + " have lost what they belong to";
}

ChangeWatch::ChangeWatch(soci::session& sql) {
    if (!is_postgresql(sql))
        query_.emplace((sql.prepare << "pragma data_version", soci::into(version_)));
}

bool ChangeWatch::may_have_changed() {
    if (!query_) return true;
    fetch_one(*query_);
    return std::exchange(seen_, version_) != version_;
}

bool purge_replaced(soci::session& sql) {
    if (is_postgresql(sql)) {
        try {
            // Written anew, so that no old row lies on in the files. Each waits at most lock_timeout.
            run_script(sql, "vacuum (full, analyze) revision, service, statement, listing_text, submission, submission_fact");
        } catch (const soci::postgresql_soci_error& error) {
            if (error.sqlstate() != "55P03") throw;
            return false;
        }
        return true;
    }
    int busy = 1, frames = 0, moved = 0;
    sql << "pragma main.wal_checkpoint(truncate)", soci::into(busy), soci::into(frames),
        soci::into(moved);
    return busy == 0;
}

WriteTransaction::WriteTransaction(soci::session& sql) : sql_(sql), connection_(connection_number(sql)) {
    if (!is_postgresql(sql_)) {
        sql_ << "begin immediate";
        return;
    }
    sql_ << "begin";
    try {
        sql_ << kOneWriter;
    } catch (const soci::soci_error&) {
        sql_ << "rollback";
        throw;
    }
}

Result<void> create_private_file(const std::filesystem::path& file) {
    // Never opened where it is there: closing it again would give back every lock that this process
    // has on it, and another one, taking itself for the last, would remove the log.
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EEXIST) return {};
    if (descriptor < 0)
        return fail(ErrorKind::unavailable, "the store's file can't be created", file.string());
    ::close(descriptor);
    return {};
}

void run_script(soci::session& sql, const char* script) {
    if (is_postgresql(sql)) {
        PGresult* result = PQexec(postgresql_handle(sql), script);
        const auto status = PQresultStatus(result);
        const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        const std::string text = PQresultErrorMessage(result), code = state ? state : "00000";
        PQclear(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw soci::postgresql_soci_error(text, code.c_str());
        return;
    }
    char* message = nullptr;
    const int code = sqlite_api::sqlite3_exec(sqlite_handle(sql), script, nullptr, nullptr, &message);
    const std::string text = message ? message : "";
    sqlite_api::sqlite3_free(message);
    if (code != SQLITE_OK) throw soci::sqlite3_soci_error(text, code);
}

bool is_refusal(const soci::soci_error& error) {
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error))
        return postgresql->sqlstate().rfind("23", 0) == 0;
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    return sqlite && (sqlite->result() & 0xff) == SQLITE_CONSTRAINT;
}

std::string refusal(const soci::soci_error& error) { return "not_allowed: " + sentence(error); }

Error database_error(const soci::soci_error& error) {
    if (dynamic_cast<const BrokenInvariant*>(&error))
        return Error{ErrorKind::corrupt, sentence(error), {}};
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    const bool damaged = (sqlite && is_damage(sqlite->result())) ||
                         (postgresql && is_damage(postgresql->sqlstate()));
    const ErrorKind kind = damaged ? ErrorKind::corrupt : ErrorKind::unavailable;
    return Error{kind, "the store failed: " + sentence(error), {}};
}

ReadTransaction::ReadTransaction(soci::session& sql) : sql_(sql) {
    sql_ << (is_postgresql(sql_) ? "begin isolation level repeatable read read only" : "begin");
}

void WriteTransaction::commit() {
    if (connection_ != connection_number(sql_)) throw soci::soci_error("the connection was lost");
    sql_ << "commit";
    open_ = false;
}

WriteTransaction::~WriteTransaction() {
    if (!open_) return;
    try {
        sql_ << "rollback";
    } catch (const soci::soci_error&) {
        // SQLite has already rolled back (a full disk, for one), or does when the connection closes.
    }
}

ReadTransaction::~ReadTransaction() {
    try {
        sql_ << "commit";
    } catch (const soci::soci_error&) {
        // Nothing was written: the connection, which is broken then, isn't used again.
    }
}

bool fetch_one(soci::statement& statement) {
    if (!statement.execute(true)) return false;
    while (statement.fetch()) {
    }
    return true;
}

}  // namespace porchlight
