#pragma once
#include <CLI/CLI.hpp>
#include <memory>

#include "core/base/paths.h"
#include "core/feed/directory_settings.h"
#include "core/index/build.h"

namespace porchlight {

/// Options that every subcommand on an existing directory has.
struct DirectoryOptions {
    std::string data;
    std::string store;
    std::string catalogue;
    std::string gazetteer;
};

/// Adds --shards.
void add_shards_option(CLI::App& options, int& shards);

/// Adds --store: the database, where the store isn't a file in --data.
void add_store_option(CLI::App& options, std::string& chosen);
void add_directory_options(CLI::App& options, DirectoryOptions& chosen);

/// What rebuild, follow and export work on. Not movable: its parts refer to each other.
class Directory {
  public:
    /// @error bad_request where a shipped file is wrong, unavailable where there is no store.
    static Result<std::unique_ptr<Directory>> open(const DirectoryOptions& options);

    const DirectoryPaths& paths() const { return paths_; }
    const DirectorySettings& settings() const { return settings_; }
    Store& store() { return *store_; }
    const DocumentMaker& maker() const { return maker_; }
    /// @param shards into which the index is cut; 0: into none.
    /// @error unavailable where the store can't be read.
    Result<IndexIdentity> identity(int shards) const;

  private:
    Directory(DirectoryPaths paths, DirectorySettings settings, Gazetteer gazetteer,
              std::unique_ptr<Store> store);

    DirectoryPaths paths_;
    DirectorySettings settings_;
    Gazetteer gazetteer_;
    PhraseBook phrases_;
    std::unique_ptr<Store> store_;
    DocumentMaker maker_;
};

/// Checks an index folder in a child process, as Xapian may crash on corrupt files.
/// @error corrupt
Result<void> check_in_child(const std::filesystem::path& folder);

}  // namespace porchlight
