#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <vector>

#include "indexer/command.h"
#include "indexer/settings.h"

namespace {

using porchlight::Command;

// One file per subcommand: cmd_<name>.cc.
constexpr Command kCommands[] = {
    {"import", porchlight::configure_import, "read feeds into the store: HSDS JSON, NDJSON, tabular packages, AIRS XML"},
    {"rebuild", porchlight::configure_rebuild, "make a new generation of the index from the store, and switch to it"},
    {"follow", porchlight::configure_follow, "keep the index current with the store until stopped"},
    {"check", porchlight::configure_check, "check store, generations and working copy"},
    {"export", porchlight::configure_export, "write all public services as HSDS 3.1, JSON or a tabular package"},
    {"pull", porchlight::configure_pull, "read the services of an HSDS API into the store"},
    {"sources", porchlight::configure_sources, "list where services come from: counts, last import and pull, failures"},
    {"reports", porchlight::configure_reports, "list what was noticed about listings and waits for review"},
    {"audit", porchlight::configure_audit, "verify the record of who did what"},
    {"backup", porchlight::configure_backup, "copy the directory into one file while it runs, encrypted if wished"},
    {"restore", porchlight::configure_restore, "put a backup into an empty folder; nothing taken back comes up again"},
    {"gaps", porchlight::configure_gaps, "say which calls would turn most places to ask into places that fit"},
    {"remind", porchlight::configure_remind, "remind agencies of what grows old, by mail where it is set up"},
    {"duplicates", porchlight::configure_duplicates, "list services that may be one and the same, and why"},
};

}  // namespace

int main(int argc, char** argv) {
    // Decides how Xapian cuts words, which must not depend on who starts the program.
    unsetenv("XAPIAN_CJK_NGRAM");
    // Smaller flushes build faster (docs/benchmark.md); an operator's own setting stays.
    setenv("XAPIAN_FLUSH_THRESHOLD", "2500", 0);
    CLI::App app{"indexer: keeps a Porchlight directory: what is in it, and the index that answers from it"};
    app.require_subcommand(1);
    app.fallthrough();  // Subcommands take this over when they are added: --config may stand behind their name.
    porchlight::Run chosen;
    for (const auto& command : kCommands) {
        auto* options = app.add_subcommand(command.name, command.help);
        auto run = command.configure(*options);
        options->callback([&chosen, run = std::move(run)] { chosen = run; });
    }
    std::string config;  // Read before the command line is, as it gives that its defaults.
    app.add_option("--config", config,
                   "TOML file with settings (PORCHLIGHT_CONFIG; installed: /etc/porchlight/porchlight.toml)");
    if (const auto file = porchlight::settings_file_of(argc, argv); !file.empty()) {
        const auto applied = porchlight::read_settings_file(file).and_then(
            [&](const porchlight::SettingsFile& settings) { return porchlight::apply_settings(app, settings, file); });
        if (!applied) {
            std::fprintf(stderr, "indexer: %s\n", applied.error().message.c_str());
            return porchlight::exit_code(applied.error().kind);
        }
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // 0 for --help; a wrong command line is the caller's input.
        return app.exit(error) == 0 ? 0 : porchlight::exit_code(porchlight::ErrorKind::bad_request);
    }
    const auto result = chosen();
    if (result) return 0;
    std::fprintf(stderr, "indexer: %s\n", result.error().message.c_str());
    return porchlight::exit_code(result.error().kind);
}
