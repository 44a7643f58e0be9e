#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/text/words.h"

namespace porchlight {

/// A time that people say ("tonight", "le soir"), as data/catalogue/times.json names it.
enum class SaidTime : std::uint16_t { now, tonight, tomorrow, weekend, after_hours };

std::string_view to_string(SaidTime time);

/// What a phrase of the catalogue means.
struct Meaning {
    enum class Kind : std::uint8_t { need, fact, language, time } kind = Kind::need;
    std::uint16_t index = 0;  ///< Into the catalogue's list of that kind; a SaidTime for times.
    friend auto operator<=>(const Meaning&, const Meaning&) = default;
};

/// A phrase found in a text.
struct PhraseMatch {
    std::size_t first = 0;  ///< Words [first, last) of the text.
    std::size_t last = 0;
    std::vector<Meaning> meanings;  ///< Usually one; never empty.
};

/// All labels, synonyms and names of the catalogue, in all its languages, ready to be found in
/// texts. Case, accents, endings and function words make no difference. Immutable; may be shared.
class PhraseBook {
  public:
    explicit PhraseBook(const Catalogue& catalogue);

    /// The longest matches from left to right, none overlapping. Languages in which phrases are
    /// tried: `languages`, in order of preference; empty means all of the catalogue's.
    std::vector<PhraseMatch> find(const std::vector<Word>& words,
                                  const std::vector<std::string>& languages = {}) const;

    /// Times that the text names, in any language: also within other phrases ("a bed tonight").
    std::vector<PhraseMatch> find_times(const std::vector<Word>& words) const;

    /// Languages that have phrases ("en", "es", "fr", …).
    const std::vector<std::string>& languages() const { return languages_; }

  private:
    struct Book {
        std::unordered_map<std::string, std::vector<Meaning>> by_phrase;  ///< Stems joined by a space.
        std::unordered_set<std::string> first_words;
        std::size_t longest = 1;
    };
    using Books = std::unordered_map<std::string, Book>;

    void add(const std::string& language, std::string_view phrase, Meaning meaning);
    static void add(Books& books, const std::string& language, std::string_view phrase,
                    Meaning meaning);
    void add_all(const Phrases& phrases, Meaning meaning);
    static std::vector<PhraseMatch> find_in(const Books& books, const std::vector<Word>& words,
                                            const std::vector<std::string>& languages);

    Books books_;
    Books times_;
    std::vector<std::string> languages_;
};

}  // namespace porchlight
