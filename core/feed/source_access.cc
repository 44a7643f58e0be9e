#include "core/feed/source_access.h"

#include "core/catalogue/catalogue.h"

namespace porchlight {
namespace fs = std::filesystem;

fs::path sources_file(const fs::path& data_folder, const fs::path& directory) {
    std::error_code error;
    const auto own = directory / "sources.json";
    return !directory.empty() && fs::is_regular_file(own, error) ? own : data_folder / "sources.json";
}

Result<SourceAccess> load_source_access(const fs::path& data_folder, const fs::path& directory) {
    const auto json = load_checked_json(sources_file(data_folder, directory),
                                        data_folder / "catalogue" / "schema" / "sources.schema.json");
    if (!json) return tl::unexpected(json.error());
    SourceAccess out;
    for (const auto& entry : json->at("sources")) {
        const std::string name = entry.at("name");
        if (entry.contains("title")) out.titles[name] = entry["title"];
        if (entry.contains("url")) out.urls[name] = entry["url"];
    }
    if (json->contains("pull_hosts")) out.pull_hosts = json->at("pull_hosts").get<std::vector<std::string>>();
    return out;
}

}  // namespace porchlight
