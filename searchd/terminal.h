#pragma once
#include <string>

#include "core/base/error.h"

namespace porchlight {

/// A secret from standard input: typed twice without being shown, or, where it is no terminal, its
/// first line.  @param what "Password".  @error bad_request where the two differ or nothing came.
Result<std::string> read_secret(const std::string& what);

/// A text as a QR code in the lines of a terminal; empty where it is too long for one.
std::string qr_lines(const std::string& text);

}  // namespace porchlight
