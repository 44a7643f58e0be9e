#pragma once
#include <string>
#include <string_view>

namespace porchlight {

/// The tag under which texts in a reader's language are kept: Filipino is "tl", Chinese is "zh-Hans"
/// or "zh-Hant" by its script or region, any other tag stays, with subtags in BCP 47's usual case.
/// What is no tag comes back as it is.
std::string reading_language(std::string_view tag);

/// A language's name in a reader's language, by ICU; empty where ICU has none.
std::string language_name(std::string_view tag, std::string_view reader);

/// Whether ICU can write dates and numbers in a language (BCP 47).
bool has_formats(std::string_view tag);

}  // namespace porchlight
