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

/// The fence around SOCI: nothing outside core/store includes this.
namespace porchlight {

/// SOCI's own 64-bit integer.
using Number = long long;

/// What a connection may do.
enum class Connection : std::uint8_t { writes, only_reads };

/// Opens a SQLite file with the settings that every connection of ours has: WAL, synchronous=FULL,
/// foreign keys, secure_delete, no trusted schema, 5 s of patience. Throws soci::soci_error.
void connect(soci::session& sql, const std::filesystem::path& file, Connection connection);

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

/// Whether a rule of the schema said no.
bool is_refusal(const soci::soci_error& error);
/// "not_allowed: " and the rule's sentence, which names no value.
std::string refusal(const soci::soci_error& error);

/// guarded(), where a broken rule is the caller's doing: `forbidden`, as refusal() says it.
template <class Work>
auto ruled(Work&& work) -> decltype(work()) {
    return guarded([&]() -> decltype(work()) {
        try {
            return work();
        } catch (const soci::soci_error& error) {
            if (!is_refusal(error)) throw;
            return fail(ErrorKind::forbidden, refusal(error));
        }
    });
}

/// An object over an existing store's file, made by `make`.  @error unavailable where there is none.
template <class Interface, class Make>
Result<std::unique_ptr<Interface>> open_existing(const std::filesystem::path& store_file, Make make) {
    std::error_code error;
    if (!std::filesystem::exists(store_file, error))
        return fail(ErrorKind::unavailable, "there is no store", store_file.string());
    return guarded([&]() -> Result<std::unique_ptr<Interface>> {
        return std::unique_ptr<Interface>(make());
    });
}

/// A write transaction. SOCI's own begin() would start a deferred one, which fails in its middle
/// where another connection has written.
class WriteTransaction {
  public:
    explicit WriteTransaction(soci::session& sql) : sql_(sql) { sql_ << "begin immediate"; }
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;

    void commit() {
        sql_ << "commit";
        open_ = false;
    }

  private:
    soci::session& sql_;
    bool open_ = true;
};

/// Several reads of one moment, and one lock for all of them.
class ReadTransaction {
  public:
    explicit ReadTransaction(soci::session& sql) : sql_(sql) { sql_ << "begin"; }
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
