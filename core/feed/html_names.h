#pragma once
#include <string_view>

namespace porchlight {

/// The code point of an HTML entity by its name without "&" and ";"; 0 where it isn't known.
char32_t named_entity(std::string_view name);

/// True for the tags of HTML that text is marked up with, in lower case.
bool is_html_tag(std::string_view name);

/// True for the tags that begin a new line.
bool breaks_line(std::string_view name);

}  // namespace porchlight
