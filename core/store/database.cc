#include "core/store/database.h"

#include <fcntl.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cerrno>

namespace porchlight {
namespace {

sqlite_api::sqlite3* handle(soci::session& sql) {
    return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

/// SQLite's primary result codes that mean that the file itself is wrong.
bool is_damage(int code) {
    const int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ||
           primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH;
}

/// SOCI prefixes its own function's name; the rest is SQLite's sentence, without values.
std::string sentence(const soci::soci_error& error) {
    std::string text = error.get_error_message();
    if (const auto colon = text.find(": ");
        text.rfind("sqlite3_", 0) == 0 && colon != std::string::npos)
        text.erase(0, colon + 2);
    for (char& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

}  // namespace

void connect(soci::session& sql, const std::filesystem::path& file, Connection connection) {
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
    char* message = nullptr;
    const int code = sqlite_api::sqlite3_exec(handle(sql), script, nullptr, nullptr, &message);
    const std::string text = message ? message : "";
    sqlite_api::sqlite3_free(message);
    if (code != SQLITE_OK) throw soci::sqlite3_soci_error(text, code);
}

bool is_refusal(const soci::soci_error& error) {
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    return sqlite && (sqlite->result() & 0xff) == SQLITE_CONSTRAINT;
}

std::string refusal(const soci::soci_error& error) { return "not_allowed: " + sentence(error); }

Error database_error(const soci::soci_error& error) {
    if (dynamic_cast<const BrokenInvariant*>(&error))
        return Error{ErrorKind::corrupt, sentence(error), {}};
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    const ErrorKind kind =
        sqlite && is_damage(sqlite->result()) ? ErrorKind::corrupt : ErrorKind::unavailable;
    return Error{kind, "the store failed: " + sentence(error), {}};
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
