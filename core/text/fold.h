#pragma once
#include <string>
#include <string_view>

namespace porchlight {

/// Lower case by NFKC case folding, and the marks of Latin, Greek, Cyrillic, Arabic and Hebrew
/// letters stripped; marks of other scripts are vowels and stay. Bad UTF-8 becomes U+FFFD.
std::string fold(std::string_view text);

/// The same text in its composed form (NFC): equal however a keyboard put its accents together.
std::string composed(std::string_view text);

/// fold(), then everything that is neither letter, mark nor digit made one space, and trimmed: two
/// phrases that differ in case, accents or punctuation only become equal.
std::string fold_phrase(std::string_view text);

}  // namespace porchlight
