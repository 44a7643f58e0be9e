#pragma once
#include <filesystem>
#include <string>

namespace porchlight {

/// Where a directory's parts lie.
struct DirectoryPaths {
    std::filesystem::path data;       ///< Holds store/store.db, store/takedown.db and index/.
    std::filesystem::path shipped;    ///< The project's data folder: catalogue/, crosswalk/, sources.json …
    std::filesystem::path gazetteer;  ///< places.tsv, as set-up builds it; may be absent: then no place has a name.

    std::filesystem::path store_file() const { return data / "store" / "store.db"; }
    std::string store_url() const { return "sqlite://" + store_file().string(); }
    /// What closes the authenticators' secrets: beside the store, so that a copy of it makes no codes.
    std::filesystem::path account_key() const { return data / "account.key"; }
    std::filesystem::path takedown() const { return data / "store" / "takedown.db"; }
    std::filesystem::path index() const { return data / "index"; }
};

}  // namespace porchlight
