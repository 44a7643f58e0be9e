#pragma once
#include <soci/soci.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/store_place.h"

/// The fence around SOCI: nothing outside core/store includes this.
namespace porchlight {

/// SOCI's own 64-bit integer.
using Number = long long;

/// What a connection may do.
enum class Connection : std::uint8_t { writes, only_reads };

/// Opens a store with the settings that every connection of ours has. SQLite: WAL, synchronous=FULL,
/// foreign keys, secure_delete, no trusted schema. PostgreSQL: durable commits, no values in messages.
/// Both: 5 s of patience. Throws soci::soci_error.
void connect(soci::session& sql, const StorePlace& place, Connection connection);

// --- what the engines don't have in common; all else is SQL that both understand -------------------

bool is_postgresql(soci::session& sql);

/// Connects again where the connection to PostgreSQL was lost, as it was. Throws soci::soci_error where
/// that can't be.
void renew(soci::session& sql);

/// Differs from one connection to the server to the next of a session; 0 while there is none, and 1 for
/// SQLite. What was prepared or locked goes with its connection.
int connection_number(soci::session& sql);

/// Whether the schema has a table.
bool has_table(soci::session& sql, const std::string& name);

/// Throws where the schema lacks a table: the store is of an earlier version, or none.
void require_table(soci::session& sql, const std::string& name);

/// The id that this connection's last insert into a table with an automatic `id` got.
Number inserted_id(soci::session& sql, const std::string& table);

/// What is wrong with the stored bytes themselves, and rows that have lost what they belong to; empty
/// where nothing is. PostgreSQL looks after both by itself.
std::string damage_of(soci::session& sql);

/// Takes what an erasure replaced out of the engine's files: SQLite's write-ahead log, or the old rows in
/// PostgreSQL's tables (its write-ahead log is its administrator's).  @return false where a reader was in the way.
bool purge_replaced(soci::session& sql);

/// Tells whether another connection may have changed anything since it was last asked. PostgreSQL keeps no
/// count of that: there it may always have.
class ChangeWatch {
  public:
    /// `sql` outlives this.
    explicit ChangeWatch(soci::session& sql);
    bool may_have_changed();

  private:
    Number version_ = 0, seen_ = -1;
    std::optional<soci::statement> query_;
};

/// Creates an empty file that only its owner reads, where there is none.  @error unavailable
Result<void> create_private_file(const std::filesystem::path& file);

/// Runs several SQL statements, triggers included, that take no parameters.
void run_script(soci::session& sql, const char* script);

/// What is stored breaks a rule of the schema: `corrupt` at the fence.
class BrokenInvariant : public soci::soci_error {
  public:
    using soci::soci_error::soci_error;
};

/// Turns a database's exception into what the caller must do. The message names no value of a record.
Error database_error(const soci::soci_error& error);

/// Runs `work`, which returns a Result, and maps what SOCI and stored JSON throw.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const soci::soci_error& error) {
        return tl::unexpected<Error>(database_error(error));
    } catch (const Json::exception&) {
        return fail(ErrorKind::corrupt, "the store holds JSON that can't be read");
    }
}

/// guarded(), over a connection that may have been lost with what was done before.
template <class Work>
auto guarded(soci::session& sql, Work&& work) -> decltype(work()) {
    return guarded([&]() -> decltype(work()) {
        renew(sql);
        return work();
    });
}

/// Whether a rule of the schema said no.
bool is_refusal(const soci::soci_error& error);
/// "not_allowed: " and the rule's sentence, which names no value.
std::string refusal(const soci::soci_error& error);

/// guarded(), where a broken rule is the caller's doing: `forbidden`, as refusal() says it.
template <class Work>
auto ruled(soci::session& sql, Work&& work) -> decltype(work()) {
    return guarded(sql, [&]() -> decltype(work()) {
        try {
            return work();
        } catch (const soci::soci_error& error) {
            if (!is_refusal(error)) throw;
            return fail(ErrorKind::forbidden, refusal(error));
        }
    });
}

/// An object over an existing store, made by `make`.  @error unavailable where there is none.
template <class Interface, class Make>
Result<std::unique_ptr<Interface>> open_existing(const StorePlace& place, Make make) {
    std::error_code error;
    if (!place.is_postgresql() && !std::filesystem::exists(place.file, error))
        return fail(ErrorKind::unavailable, "there is no store", place.file.string());
    return guarded([&]() -> Result<std::unique_ptr<Interface>> {
        return std::unique_ptr<Interface>(make());
    });
}

/// A write transaction, one at a time whatever the engine. SOCI's own begin() would start a deferred one,
/// which fails in its middle where another connection has written.
class WriteTransaction {
  public:
    explicit WriteTransaction(soci::session& sql);
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;

    /// Throws also where the connection was lost and renewed meanwhile.
    void commit();

  private:
    soci::session& sql_;
    int connection_;
    bool open_ = true;
};

/// Several reads of one moment, and one lock for all of them.
class ReadTransaction {
  public:
    explicit ReadTransaction(soci::session& sql);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

  private:
    soci::session& sql_;
};

/// Runs a prepared query for one row and then to its end: a statement that is left on a row would
/// keep its read transaction, and with it an old view of the store, open.
/// @return whether there was a row; the bound variables hold it.
bool fetch_one(soci::statement& statement);

/// The value where its column wasn't null.
template <class T>
std::optional<T> nullable(const T& value, soci::indicator indicator) {
    if (indicator == soci::i_null) return std::nullopt;
    return value;
}

}  // namespace porchlight
