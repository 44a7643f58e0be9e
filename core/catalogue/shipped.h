#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/phrases.h"
#include "core/catalogue/sources.h"

namespace porchlight {

/// What the project ships in data/ and both programs read at start: catalogue, sources, crosswalks.
/// Immutable; may be shared by threads.
struct ShippedData {
    Catalogue catalogue;
    PhraseBook phrases;
    std::vector<SourceSettings> sources;
    std::vector<Crosswalk> crosswalks;  ///< Our own first, then data/crosswalk in order of names.

    /// @param folder the data folder.  @error bad_request naming file, pointer and reason.
    static Result<std::unique_ptr<const ShippedData>> load(const std::filesystem::path& folder);
};

}  // namespace porchlight
