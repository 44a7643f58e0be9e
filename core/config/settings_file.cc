#include "core/config/settings_file.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace porchlight {
namespace {

/// Adds one setting.  @return false where it is neither text, whole number nor truth.
bool add(SettingsFile::Texts& out, const std::string& name, const toml::node& value) {
    if (const auto text = value.value_exact<std::string>())
        out[name] = *text;
    else if (const auto number = value.value_exact<std::int64_t>())
        out[name] = std::to_string(*number);
    else if (const auto truth = value.value_exact<bool>())
        out[name] = *truth ? "true" : "false";
    else
        return false;
    return true;
}

tl::unexpected<Error> wrong_type(const std::string& name, const std::filesystem::path& file) {
    return fail(ErrorKind::bad_request,
                fmt::format("{} in {}: a text, a whole number, true or false is expected", name, file.string()));
}

}  // namespace

Result<SettingsFile> read_settings_file(const std::filesystem::path& file) {
    const auto parsed = toml::parse_file(file.string());
    if (!parsed)
        return fail(ErrorKind::bad_request,
                    fmt::format("{}, line {}: {}", file.string(),
                                parsed.error().source().begin.line, parsed.error().description()));
    SettingsFile out;
    for (const auto& [key, value] : parsed.table()) {
        const std::string name(key.str());
        if (const auto* table = value.as_table()) {
            auto& texts = out.tables[name];
            for (const auto& [inner, each] : *table)
                if (!add(texts, std::string(inner.str()), each)) return wrong_type(std::string(inner.str()), file);
        } else if (!add(out.common, name, value)) {
            return wrong_type(name, file);
        }
    }
    return out;
}

std::filesystem::path settings_of_installation(const std::filesystem::path& program_folder) {
    std::error_code error;
    const bool installed = program_folder == "/usr/bin" && std::filesystem::exists(kInstalledSettings, error);
    return installed ? std::filesystem::path(kInstalledSettings) : std::filesystem::path();
}

}  // namespace porchlight
