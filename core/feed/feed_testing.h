#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/feed/convert.h"
#include "core/store/store.h"

namespace porchlight::testing {

/// The real catalogue: tests speak of facts by the ids that the data files have.
inline const Catalogue& catalogue() {
    static const Catalogue loaded = [] {
        auto result = Catalogue::load(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data" / "catalogue");
        if (!result) throw std::runtime_error(result.error().message);
        return std::move(*result);
    }();
    return loaded;
}

inline const std::vector<Crosswalk>& own_crosswalk() {
    static const std::vector<Crosswalk> crosswalks{Crosswalk::own(catalogue())};
    return crosswalks;
}

inline SourceSettings a_source(std::string name = "test") {
    SourceSettings source;
    source.name = std::move(name);
    source.zone = "America/Winnipeg";
    source.region = "CA-MB";
    source.crosswalks = {"porchlight"};
    return source;
}

/// A folder of its own for one test, gone afterwards.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "porchlight-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~Folder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path write(const std::string& name, std::string_view bytes) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// A service with one site, as a feed would have it.
inline Json a_service() {
    return Json::parse(R"({
        "id": "11111111-1111-4111-8111-111111111111", "name": "Warm Meals", "status": "active",
        "description": "Hot lunch every day.", "assured_date": "2026-10-01",
        "organization": {"id": "22222222-2222-4222-8222-222222222222", "name": "Elm House", "description": "Helps."},
        "phones": [{"id": "33333333-3333-4333-8333-333333333333", "number": "204-555-0101"}],
        "service_at_locations": [{"id": "44444444-4444-4444-8444-444444444444",
            "location": {"id": "55555555-5555-4555-8555-555555555555", "location_type": "physical", "name": "Elm House",
                "latitude": 49.8901, "longitude": -97.1402,
                "phones": [{"id": "77777777-7777-4777-8777-777777777777", "number": "204-555-0199"}],
                "addresses": [{"id": "66666666-6666-4666-8666-666666666666", "address_1": "482 Quillfeather Avenue",
                    "city": "Winnipeg", "state_province": "MB", "postal_code": "R3C 9Z9", "country": "CA",
                    "address_type": "physical"}]}}]})");
}

inline Json an_attribute(const std::string& code, const std::string& value = {}, const std::string& taxonomy = "Porchlight facts") {
    Json out{{"id", "88888888-8888-4888-8888-888888888888"}, {"link_entity", "service"},
             {"taxonomy_term", {{"id", "t:" + code}, {"code", code}, {"name", code}, {"description", code}, {"taxonomy", taxonomy}}}};
    if (!value.empty()) out["value"] = value;
    return out;
}

/// Converts one service with our own terms only.
inline Result<Converted> converted(const Json& service, const SourceSettings& source = a_source(), const std::set<std::string>& taken = {}) {
    const Converter converter(source, catalogue(), crosswalks_of(source, own_crosswalk()), taken);
    return converter.convert(service, service.dump());
}

}  // namespace porchlight::testing
