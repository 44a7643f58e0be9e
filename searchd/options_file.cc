#include "searchd/options_file.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace porchlight {

Result<std::map<std::string, std::string>> read_options_file(const std::filesystem::path& file) {
    const auto parsed = toml::parse_file(file.string());
    if (!parsed)
        return fail(ErrorKind::bad_request,
                    fmt::format("{}, line {}: {}", file.string(),
                                parsed.error().source().begin.line, parsed.error().description()));
    std::map<std::string, std::string> out;
    for (const auto& [key, value] : parsed.table()) {
        const std::string name(key.str());
        if (const auto text = value.value_exact<std::string>())
            out[name] = *text;
        else if (const auto number = value.value_exact<std::int64_t>())
            out[name] = std::to_string(*number);
        else if (const auto truth = value.value_exact<bool>())
            out[name] = *truth ? "true" : "false";
        else
            return fail(ErrorKind::bad_request,
                        fmt::format("{} in {}: a text, a whole number, true or false is expected",
                                    name, file.string()));
    }
    return out;
}

}  // namespace porchlight
