#pragma once
#include <filesystem>
#include <string>

#include "core/base/store_place.h"

namespace porchlight {

/// Where a directory's parts lie.
struct DirectoryPaths {
    std::filesystem::path data;       ///< Holds store/store.db, store/takedown.db and index/.
    std::filesystem::path shipped;    ///< The project's data folder: catalogue/, crosswalk/, sources.json …
    std::filesystem::path gazetteer;  ///< places.tsv, as set-up builds it; may be absent: then no place has a name.
    std::string database = {};        ///< "postgresql://…" that holds the store and the take-downs; empty: they are files in `data`.

    /// The folder of what stays a file whatever holds the store: counters.
    std::filesystem::path store_folder() const { return data / "store"; }
    StorePlace store_place() const { return place_of("store.db"); }
    /// The same as open_store() takes it.
    std::string store_url() const { return database.empty() ? "sqlite://" + store_place().file.string() : database; }
    StorePlace takedown_place() const { return place_of("takedown.db"); }
    /// What closes the authenticators' secrets: beside the store, so that a copy of it makes no codes.
    std::filesystem::path account_key() const { return data / "account.key"; }
    std::filesystem::path index() const { return data / "index"; }

  private:
    StorePlace place_of(const char* file) const {
        StorePlace place(database.empty() ? store_folder() / file : std::filesystem::path());
        place.server = database;
        return place;
    }
};

}  // namespace porchlight
