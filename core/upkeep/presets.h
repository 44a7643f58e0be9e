#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/evaluate/question.h"

namespace porchlight {

/// What is often asked for together (data/catalogue/presets.json). The worker's desk offers the
/// same lists.
struct Preset {
    std::string id;
    Localized label;
    std::vector<std::uint16_t> needs;  ///< What it is about, all below included; empty: any need.
    std::vector<FactWish> wishes;      ///< Never critical.
    bool after_hours = false;          ///< Also asks for a place that is open then.
};

/// @param folder the catalogue's folder.
/// @error bad_request naming file, pointer and reason; facts and needs must be the catalogue's.
Result<std::vector<Preset>> load_presets(const std::filesystem::path& folder,
                                         const Catalogue& catalogue);

}  // namespace porchlight
