#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight {

/// One word of a text.
struct Word {
    std::string text;       ///< Folded (see fold.h).
    std::size_t begin = 0;  ///< Byte offsets in the original text: [begin, end).
    std::size_t end = 0;
    bool sentence_start = false;  ///< A sentence or clause mark stands before it: no phrase spans it.
};

/// Splits a text into words by ICU's dictionary-backed rules (Thai, Khmer and Chinese too). French
/// elisions are cut ("l'hôpital" -> "l", "hopital"), hyphens and slashes split, "AT&T" splits.
std::vector<Word> words_of(std::string_view text);

/// Words that carry no meaning for search in English, French and Spanish ("the", "des", "para").
bool is_stop_word(std::string_view folded);

/// Stems a folded word by the rules of a language (Snowball): "shelters" -> "shelter". A language
/// without rules, and a word with a digit, come back unchanged.
std::string stem(std::string_view folded, std::string_view language);

/// Version of the stemming rules, for index metadata: another version means a rebuild.
std::string_view stemmer_version();

}  // namespace porchlight
