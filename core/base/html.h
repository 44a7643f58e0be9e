#pragma once
#include <string>
#include <string_view>

namespace porchlight {

/// A text as content or quoted attribute value of HTML: nothing in it becomes a tag, an entity or
/// an attribute.
std::string html_escaped(std::string_view text);

}  // namespace porchlight
