#include "core/feed/directory_settings.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "core/feed/source_access.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

bool is_data_folder(const fs::path& folder) {
    std::error_code error;
    return fs::is_directory(folder / "catalogue", error) && fs::is_regular_file(folder / "sources.json", error);
}

Result<void> load_crosswalks(const fs::path& folder, const fs::path& schemas, DirectorySettings& out) {
    out.crosswalks.push_back(Crosswalk::own(out.catalogue));
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        auto crosswalk = Crosswalk::load(file, schemas, out.catalogue);
        if (!crosswalk) return tl::unexpected(crosswalk.error());
        out.crosswalks.push_back(std::move(*crosswalk));
    }
    return {};
}

Result<void> check_names(const DirectorySettings& settings, const fs::path& file) {
    for (const auto& source : settings.sources)
        for (const auto& name : source.crosswalks) {
            const auto known = std::any_of(settings.crosswalks.begin(), settings.crosswalks.end(),
                                           [&](const Crosswalk& crosswalk) { return crosswalk.name() == name; });
            if (!known)
                return fail(ErrorKind::bad_request, file.string() + ": source \"" + source.name + "\" names the crosswalk \"" + name + "\", which isn't there");
        }
    return {};
}

}  // namespace

SourceSettings DirectorySettings::source(const std::string& name) const {
    SourceSettings otherwise;
    otherwise.name = name;
    for (const auto& source : sources) {
        if (source.name == name) return source;
        if (source.name == "default") otherwise = source, otherwise.name = name;
    }
    return otherwise;
}

Result<fs::path> find_data_folder(const fs::path& asked, const fs::path& program) {
    std::vector<fs::path> places;
    if (!asked.empty()) {
        places.push_back(asked);
    } else if (const char* named = std::getenv("PORCHLIGHT_DATA_DIR"); named != nullptr && *named != '\0') {
        places.emplace_back(named);
    } else {
        std::error_code error;
        const auto real = fs::weakly_canonical(program, error);
        const auto bin = (error ? program : real).parent_path();
        places = {bin / ".." / "share" / "porchlight", bin / ".." / ".." / ".." / "data"};
    }
    std::string tried;
    for (const auto& place : places) {
        if (is_data_folder(place)) return place.lexically_normal();
        tried += (tried.empty() ? "" : ", ") + place.lexically_normal().string();
    }
    return fail(ErrorKind::bad_request, "no catalogue (catalogue/ and sources.json) in " + tried + "; --catalogue-data or PORCHLIGHT_DATA_DIR names its folder");
}

Result<DirectorySettings> load_directory_settings(const fs::path& data_folder, const fs::path& directory) {
    DirectorySettings out;
    const auto schemas = data_folder / "catalogue" / "schema";
    auto catalogue = Catalogue::load(data_folder / "catalogue");
    if (!catalogue) return tl::unexpected(catalogue.error());
    out.catalogue = std::move(*catalogue);
    auto locales = load_locales(data_folder / "locales", schemas);
    if (!locales) return tl::unexpected(locales.error());
    out.locales = std::move(*locales);
    for (const auto& locale : out.locales)
        if (auto added = out.catalogue.add(locale); !added) return tl::unexpected(added.error());
    const auto file = sources_file(data_folder, directory);
    auto sources = load_sources(file, schemas);
    if (!sources) return tl::unexpected(sources.error());
    out.sources = std::move(*sources);
    if (auto loaded = load_crosswalks(data_folder / "crosswalk", schemas, out); !loaded) return tl::unexpected(loaded.error());
    if (auto checked = check_names(out, file); !checked) return tl::unexpected(checked.error());
    return out;
}

IsUnfavourable bad_news_of(const Catalogue& catalogue) {
    std::map<std::string, std::optional<Value>> good;
    for (const auto& fact : catalogue.facts()) good.emplace(fact.id, Catalogue::favourable_value(fact));
    return [good = std::move(good)](const std::string& fact, Value value) {
        const auto found = good.find(fact);
        return found == good.end() || !found->second || *found->second != value;
    };
}

}  // namespace porchlight
