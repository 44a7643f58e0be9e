#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/locales.h"
#include "core/catalogue/sources.h"
#include "core/store/store.h"

namespace porchlight {

/// What a directory's programs are set up with: one folder of plain JSON files.
struct DirectorySettings {
    Catalogue catalogue;
    std::vector<Locale> locales;        ///< data/locales/*.json by name.
    std::vector<SourceSettings> sources;
    std::vector<Crosswalk> crosswalks;  ///< Our own first, then data/crosswalk/*.json by name.

    /// The settings of a source by name; those of "default" under its name where none has it.
    SourceSettings source(const std::string& name) const;
};

/// The folder with catalogue/, crosswalk/ and sources.json: what was asked for, else
/// $PORCHLIGHT_DATA_DIR, else ../share/porchlight or the source tree's data/ beside the program.
/// @error bad_request naming the places that were tried.
Result<std::filesystem::path> find_data_folder(const std::filesystem::path& asked, const std::filesystem::path& program);

/// Reads a data folder. An operator's own sources.json in `directory` (--data) goes before the folder's.
/// @error bad_request naming file, pointer and reason; crosswalks that a source names must exist.
Result<DirectorySettings> load_directory_settings(const std::filesystem::path& data_folder,
                                                  const std::filesystem::path& directory);

/// Which values of which facts are bad news, for the store (decision 12). Keeps its own copy.
IsUnfavourable bad_news_of(const Catalogue& catalogue);

}  // namespace porchlight
