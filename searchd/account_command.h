#pragma once

namespace porchlight {

/// `searchd account create|list|disable|reset`: accounts at the terminal, for who runs the directory.
/// @param argv from "account" on.  @return the program's exit status.
int run_account_command(int argc, const char* const* argv);

}  // namespace porchlight
