#pragma once
#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace porchlight {

/// Where a store is: a file of SQLite's, or a database of PostgreSQL's.
struct StorePlace {
    std::filesystem::path file;  ///< Empty for PostgreSQL.
    std::string server;          ///< "postgresql://…", as libpq reads it; empty for SQLite. It may hold a password.

    StorePlace(std::filesystem::path sqlite_file) : file(std::move(sqlite_file)) {}

    /// @param address "sqlite:///path/store.db", a file's path, or "postgresql://user@host/database".
    /// @error bad_request, without the address: it may hold a password.
    static Result<StorePlace> of(const std::string& address);

    bool is_postgresql() const { return !server.empty(); }
    /// Its address for messages: without what may be a secret.
    std::string shown() const { return is_postgresql() ? "the PostgreSQL database" : file.string(); }
};

}  // namespace porchlight
