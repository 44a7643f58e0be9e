#pragma once
#include <CLI/CLI.hpp>
#include <functional>

#include "core/base/error.h"

namespace porchlight {

/// What a subcommand does once its options are read.
using Run = std::function<Result<void>()>;

/// One subcommand: `configure` adds its options to the parser and returns what to run.
struct Command {
    const char* name;
    Run (*configure)(CLI::App& options);
    const char* help;
};

Run configure_import(CLI::App& options);
Run configure_rebuild(CLI::App& options);
Run configure_follow(CLI::App& options);
Run configure_check(CLI::App& options);
Run configure_export(CLI::App& options);
Run configure_reports(CLI::App& options);
Run configure_gaps(CLI::App& options);
Run configure_duplicates(CLI::App& options);
Run configure_remind(CLI::App& options);
Run configure_pull(CLI::App& options);
Run configure_sources(CLI::App& options);
Run configure_audit(CLI::App& options);
Run configure_backup(CLI::App& options);
Run configure_restore(CLI::App& options);

}  // namespace porchlight
