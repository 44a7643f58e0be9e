#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/catalogue/phrases.h"
#include "core/search/request.h"
#include "core/search/spelling.h"

namespace porchlight {

/// A word of the text as it is looked for.
struct SoughtWord {
    std::string text;                 ///< Folded, as typed.
    std::vector<std::string> stems;   ///< In the languages that count, each once.
    std::string corrected;            ///< Another word, where no record holds this one; else empty.
    std::vector<std::string> corrected_stems;
    bool within_phrase = false;       ///< Part of a phrase of the catalogue.
};

/// One thing that the text was understood as; each can be taken off by its key.
struct UnderstoodPart {
    std::string key;   ///< "need:housing.bed-tonight", "fact:free", "language:ht", "time:tonight", "word:pregnant".
    Meaning meaning;   ///< Unless it is a word.
    bool is_word = false;
    std::string text;  ///< The words as typed.
    std::string corrected;
};

/// A text, understood (design.md section 4, step 1).
struct Understanding {
    std::vector<UnderstoodPart> parts;
    std::vector<std::uint16_t> needs;      ///< Each once.
    std::vector<std::uint16_t> facts;      ///< Their favourable side (or yes) is meant.
    std::vector<std::uint16_t> languages;
    std::vector<SaidTime> times;
    std::vector<SoughtWord> words;         ///< Words that carry meaning, in order, phrases' words too.

    bool empty() const {
        return words.empty() && needs.empty() && facts.empty() && languages.empty();
    }
};

/// Understands the text of a request.
/// @param holds whether any record holds a stem (as a term of the index).
Understanding understand(const Request& request, const Catalogue& catalogue,
                         const PhraseBook& phrases, const Speller& speller,
                         const std::function<bool(const std::string& stem)>& holds);

}  // namespace porchlight
