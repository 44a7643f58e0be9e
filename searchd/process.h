#pragma once
#include <filesystem>

namespace porchlight {

/// No core file, no debugger's look into memory: what people ask is in it while it is answered.
void forbid_dumps();

/// Signals that end the program, blocked in this thread and those it starts; wait_for_end() takes
/// them.
void block_end_signals();

/// Returns on SIGINT or SIGTERM.
void wait_for_end();

/// Makes wait_for_end() return.
void ask_for_end();

/// The folder of the running program.
std::filesystem::path program_folder();

}  // namespace porchlight
