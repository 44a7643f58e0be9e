#include "indexer/settings.h"

#include <cstdlib>
#include <string_view>

namespace porchlight {
namespace {

namespace fs = std::filesystem;

/// What both programs have: searchd tells of any other name that is wrong.
constexpr const char* kCommon[] = {"data", "store", "catalogue-data", "gazetteer"};

/// @return false where the subcommand has no such option.
bool give(CLI::App& command, const std::string& name, const std::string& text) {
    auto* option = name == "help" || name == "config" ? nullptr : command.get_option_no_throw("--" + name);
    if (option == nullptr || option->get_expected_max() == 0) return false;
    option->required(false);
    option->default_val(text);
    if (name == "store") option->default_str("");  // --help shows no password.
    return true;
}

void give_common(CLI::App& app, const SettingsFile& settings) {
    for (const char* name : kCommon)
        if (const auto common = settings.common.find(name); common != settings.common.end())
            give(app, name, common->second);
    for (auto* command : app.get_subcommands([](CLI::App*) { return true; })) give_common(*command, settings);
}

}  // namespace

fs::path settings_file_of(int argc, const char* const* argv) {
    constexpr std::string_view kFlag = "--config";
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == kFlag && i + 1 < argc) return argv[i + 1];
        if (word.substr(0, kFlag.size()) == kFlag && word.size() > kFlag.size() && word[kFlag.size()] == '=')
            return std::string(word.substr(kFlag.size() + 1));
    }
    if (const char* named = std::getenv("PORCHLIGHT_CONFIG"); named && *named) return named;
    std::error_code error;
    return settings_of_installation(fs::read_symlink("/proc/self/exe", error).parent_path());
}

Result<void> apply_settings(CLI::App& app, const SettingsFile& settings, const fs::path& file) {
    const auto wrong = [&](const std::string& what) {
        return fail(ErrorKind::bad_request, what + " in " + file.string() + ": no such setting");
    };
    try {
        give_common(app, settings);
        for (const auto& [table, texts] : settings.tables) {
            const auto named = app.get_subcommands([&](const CLI::App* each) { return each->get_name() == table; });
            if (named.empty()) return wrong("[" + table + "]");
            for (const auto& [name, text] : texts)
                if (!give(*named.front(), name, text)) return wrong(table + "." + name);
        }
    } catch (const CLI::Error& error) {
        return fail(ErrorKind::bad_request, file.string() + ": " + error.what());
    }
    return {};
}

}  // namespace porchlight
