#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace porchlight {

/// True for well-formed UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view text);

/// Reads the code point at `at` of well-formed UTF-8 and moves `at` behind it.
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Appends one code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

}  // namespace porchlight
