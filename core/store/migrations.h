#pragma once
#include <vector>

namespace porchlight {

/// One numbered step of the schema; the newest number is the schema's version (decision 7).
struct Migration {
    int version;
    const char* sql;
};

/// From data/migrations/sqlite, built into the library; numbered from 1 without gaps.
const std::vector<Migration>& sqlite_migrations();

/// From data/migrations/postgresql: the same steps, tables and rules. A test holds the two against each other.
const std::vector<Migration>& postgresql_migrations();

}  // namespace porchlight
