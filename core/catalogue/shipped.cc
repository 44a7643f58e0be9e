#include "core/catalogue/shipped.h"

#include <algorithm>

namespace porchlight {
namespace fs = std::filesystem;

Result<std::unique_ptr<const ShippedData>> ShippedData::load(const fs::path& folder) {
    const auto schemas = folder / "catalogue" / "schema";
    auto catalogue = Catalogue::load(folder / "catalogue");
    if (!catalogue) return tl::unexpected(catalogue.error());
    auto sources = load_sources(folder / "sources.json", schemas);
    if (!sources) return tl::unexpected(sources.error());
    std::vector<Crosswalk> crosswalks{Crosswalk::own(*catalogue)};
    std::vector<fs::path> files;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder / "crosswalk", code))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        auto crosswalk = Crosswalk::load(file, schemas, *catalogue);
        if (!crosswalk) return tl::unexpected(crosswalk.error());
        crosswalks.push_back(std::move(*crosswalk));
    }
    PhraseBook phrases(*catalogue);
    return std::make_unique<const ShippedData>(ShippedData{
        std::move(*catalogue), std::move(phrases), std::move(*sources), std::move(crosswalks)});
}

}  // namespace porchlight
