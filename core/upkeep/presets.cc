#include "core/upkeep/presets.h"

#include <fmt/format.h>

#include <algorithm>

namespace porchlight {
namespace {

/// Collects the faults of one file under its name.
class PresetReader {
  public:
    PresetReader(std::filesystem::path file, const Catalogue& catalogue)
        : file_(std::move(file)), catalogue_(catalogue) {}

    Result<Preset> read(const Json& json, const std::string& pointer) const {
        Preset out;
        out.id = json["id"];
        out.label = Localized{json["label"].get<std::map<std::string, std::string, std::less<>>>()};
        out.after_hours = json.contains("when");
        if (json.contains("needs"))
            if (auto added = add_needs(json["needs"], pointer + "/needs", out); !added)
                return tl::unexpected(added.error());
        if (auto added = add_wishes(json["wishes"], pointer + "/wishes", out); !added)
            return tl::unexpected(added.error());
        return out;
    }

  private:
    tl::unexpected<Error> fault(const std::string& pointer, const std::string& what) const {
        return fail(ErrorKind::bad_request,
                    fmt::format("{}: {}: {}", file_.string(), pointer, what), pointer);
    }

    Result<void> add_needs(const Json& ids, const std::string& pointer, Preset& out) const {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto need = catalogue_.need(ids[i].get<std::string>());
            if (!need) return fault(fmt::format("{}/{}", pointer, i), "no such need");
            for (const auto below : catalogue_.with_descendants(*need)) out.needs.push_back(below);
        }
        return {};
    }

    Result<void> add_wishes(const Json& wishes, const std::string& pointer, Preset& out) const {
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            const auto fact = catalogue_.fact(wishes[i]["fact"].get<std::string>());
            if (!fact) return fault(fmt::format("{}/{}/fact", pointer, i), "no such fact");
            out.wishes.push_back(
                {*fact, wishes[i]["want"] == "yes" ? Value::yes : Value::no,
                 wishes[i]["strength"] == "required" ? Strength::required : Strength::preferred});
        }
        return {};
    }

    std::filesystem::path file_;
    const Catalogue& catalogue_;
};

}  // namespace

Result<std::vector<Preset>> load_presets(const std::filesystem::path& folder,
                                         const Catalogue& catalogue) {
    const auto file = folder / "presets.json";
    const auto json = load_checked_json(file, folder / "schema" / "presets.schema.json");
    if (!json) return tl::unexpected(json.error());
    const PresetReader reader(file, catalogue);
    const Json& presets = (*json)["presets"];
    std::vector<Preset> out;
    for (std::size_t i = 0; i < presets.size(); ++i) {
        auto preset = reader.read(presets[i], fmt::format("/presets/{}", i));
        if (!preset) return tl::unexpected(preset.error());
        out.push_back(std::move(*preset));
    }
    return out;
}

}  // namespace porchlight
