#include "indexer/settings.h"

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

/// Subcommands as indexer has them.
struct Program {
    Program() {
        auto* import = app.add_subcommand("import");
        import->add_option("--data", import_data)->required();
        auto* backup = app.add_subcommand("backup");
        backup->add_option("--data", backup_data)->required();
        backup->add_option("--to", to)->required();
        backup->add_flag("--loud", loud);
    }
    Result<void> apply(const SettingsFile& settings) { return apply_settings(app, settings, "p.toml"); }
    void run(const std::string& line) { app.parse(line); }

    CLI::App app;
    std::string import_data, backup_data, to;
    bool loud = false;
};

}  // namespace

TEST_CASE("a file gives every subcommand the directory's folder, and a table its subcommand the rest", "[settings]") {
    Program program;
    REQUIRE(program.apply({{{"data", "/d"}, {"listen", "x"}}, {{"backup", {{"to", "/b"}}}}}));
    program.run("backup");
    CHECK(program.backup_data == "/d");
    CHECK(program.to == "/b");
}

TEST_CASE("the command line goes before the file", "[settings]") {
    Program program;
    REQUIRE(program.apply({{{"data", "/d"}}, {{"backup", {{"to", "/b"}}}}}));
    program.run("backup --data /other --to /elsewhere");
    CHECK(program.backup_data == "/other");
    CHECK(program.to == "/elsewhere");
}

TEST_CASE("a table or a setting that there isn't is an error that names it", "[settings]") {
    for (const auto& [table, name] : std::vector<std::pair<std::string, std::string>>{
             {"bakup", "to"}, {"backup", "too"}, {"backup", "loud"}, {"backup", "help"}}) {
        Program program;
        const auto applied = program.apply({{}, {{table, {{name, "x"}}}}});
        REQUIRE_FALSE(applied);
        CHECK(applied.error().message.find(table) != std::string::npos);
        CHECK(applied.error().kind == ErrorKind::bad_request);
    }
}
