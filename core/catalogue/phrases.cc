#include "core/catalogue/phrases.h"

#include <algorithm>

namespace porchlight {
namespace {

/// Longest phrase that is looked for, in words that carry meaning.
constexpr std::size_t kLongestPhrase = 6;

struct Stems {
    std::vector<std::string> texts;
    std::vector<std::size_t> word;  ///< Index of each in the words it came from.
};

/// Stems of this length or less are shared by words of other languages ("comida" and "come"): then
/// the word itself is the key, without a plural's s.
constexpr std::size_t kTelling = 4;

std::string key_of(const std::string& word, std::string_view language) {
    auto stemmed = stem(word, language);
    if (stemmed.size() > kTelling) return stemmed;
    const bool plural = word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's';
    return plural ? word.substr(0, word.size() - 1) : word;
}

/// A phrase of which only one word carries meaning has at most so many words ("a roof").
constexpr std::size_t kMostAroundOneWord = 2;

/// Keys of the words that carry meaning.
Stems stems_of(const std::vector<Word>& words, std::string_view language) {
    Stems stems;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_stop_word(words[i].text)) continue;
        stems.texts.push_back(key_of(words[i].text, language));
        stems.word.push_back(i);
    }
    return stems;
}

std::string join(const std::vector<std::string>& parts, std::size_t first, std::size_t last) {
    std::string out = parts[first];
    for (std::size_t i = first + 1; i < last; ++i) out += ' ' + parts[i];
    return out;
}

struct TimePhrase {
    SaidTime time;
    const char* language;
    const char* phrase;
};

/// Few and fixed: times mean code, not data.
constexpr TimePhrase kTimes[] = {
    {SaidTime::now, "en", "right now"}, {SaidTime::now, "en", "open now"},
    {SaidTime::now, "en", "now"}, {SaidTime::now, "fr", "maintenant"},
    {SaidTime::now, "fr", "tout de suite"}, {SaidTime::now, "es", "ahora"},
    {SaidTime::now, "es", "ahora mismo"},
    {SaidTime::tonight, "en", "tonight"}, {SaidTime::tonight, "fr", "ce soir"},
    {SaidTime::tonight, "fr", "cette nuit"}, {SaidTime::tonight, "es", "esta noche"},
    {SaidTime::tomorrow, "en", "tomorrow"}, {SaidTime::tomorrow, "fr", "demain"},
    {SaidTime::tomorrow, "es", "mañana"},
    {SaidTime::weekend, "en", "weekend"}, {SaidTime::weekend, "en", "weekends"},
    {SaidTime::weekend, "fr", "fin de semaine"}, {SaidTime::weekend, "fr", "week-end"},
    {SaidTime::weekend, "es", "fin de semana"},
    {SaidTime::after_hours, "en", "after hours"}, {SaidTime::after_hours, "en", "after work"},
    {SaidTime::after_hours, "en", "evenings"}, {SaidTime::after_hours, "en", "at night"},
    {SaidTime::after_hours, "fr", "le soir"}, {SaidTime::after_hours, "fr", "en soirée"},
    {SaidTime::after_hours, "fr", "la nuit"}, {SaidTime::after_hours, "es", "de noche"},
    {SaidTime::after_hours, "es", "por la tarde"},
};

}  // namespace

std::string_view to_string(SaidTime time) {
    switch (time) {
        case SaidTime::now: return "now";
        case SaidTime::tonight: return "tonight";
        case SaidTime::tomorrow: return "tomorrow";
        case SaidTime::weekend: return "weekend";
        case SaidTime::after_hours: return "after_hours";
    }
    return {};
}

PhraseBook::PhraseBook(const Catalogue& catalogue) {
    for (std::size_t i = 0; i < catalogue.needs().size(); ++i) {
        const Meaning meaning{Meaning::Kind::need, static_cast<std::uint16_t>(i)};
        for (const auto& [language, label] : catalogue.needs()[i].label.all())
            add(language, label, meaning);
        add_all(catalogue.needs()[i].synonyms, meaning);
    }
    for (std::size_t i = 0; i < catalogue.facts().size(); ++i) {
        const Meaning meaning{Meaning::Kind::fact, static_cast<std::uint16_t>(i)};
        add_all(catalogue.facts()[i].synonyms, meaning);
    }
    for (std::size_t i = 0; i < catalogue.languages().size(); ++i) {
        const Meaning meaning{Meaning::Kind::language, static_cast<std::uint16_t>(i)};
        add_all(catalogue.languages()[i].names, meaning);
        // An endonym is said in any language.
        add("en", catalogue.languages()[i].endonym, meaning);
    }
    for (const auto& time : kTimes)
        add(times_, time.language, time.phrase,
            {Meaning::Kind::time, static_cast<std::uint16_t>(time.time)});
    for (const auto& [language, book] : books_) languages_.push_back(language);
    std::sort(languages_.begin(), languages_.end());
}

void PhraseBook::add_all(const Phrases& phrases, Meaning meaning) {
    for (const auto& [language, list] : phrases)
        for (const auto& phrase : list) add(language, phrase, meaning);
}

void PhraseBook::add(const std::string& language, std::string_view phrase, Meaning meaning) {
    add(books_, language, phrase, meaning);
}

void PhraseBook::add(Books& books, const std::string& language, std::string_view phrase,
                     Meaning meaning) {
    const auto words = words_of(phrase);
    const auto stems = stems_of(words, language);
    if (stems.texts.empty() || stems.texts.size() > kLongestPhrase) return;
    // "speaks for me" must not be found in "speaks": one word is too little of a longer phrase.
    if (stems.texts.size() == 1 && words.size() > kMostAroundOneWord) return;
    auto& book = books[language];
    auto& meanings = book.by_phrase[join(stems.texts, 0, stems.texts.size())];
    if (std::find(meanings.begin(), meanings.end(), meaning) == meanings.end())
        meanings.push_back(meaning);
    book.first_words.insert(stems.texts.front());
    book.longest = std::max(book.longest, stems.texts.size());
}

std::vector<PhraseMatch> PhraseBook::find(const std::vector<Word>& words,
                                          const std::vector<std::string>& languages) const {
    return find_in(books_, words, languages.empty() ? languages_ : languages);
}

std::vector<PhraseMatch> PhraseBook::find_times(const std::vector<Word>& words) const {
    return find_in(times_, words, languages_);
}

std::vector<PhraseMatch> PhraseBook::find_in(const Books& books, const std::vector<Word>& words,
                                             const std::vector<std::string>& languages) {
    std::vector<PhraseMatch> matches;
    std::vector<std::pair<const Book*, Stems>> tries;
    for (const auto& language : languages)
        if (const auto found = books.find(language); found != books.end())
            tries.emplace_back(&found->second, stems_of(words, language));
    if (tries.empty()) return matches;
    const auto& word_index = tries.front().second.word;
    for (std::size_t at = 0; at < word_index.size();) {
        std::size_t best = 0;
        std::vector<Meaning> meanings;
        for (const auto& [book, stems] : tries) {
            if (!book->first_words.count(stems.texts[at])) continue;
            const auto most = std::min(book->longest, stems.texts.size() - at);
            for (std::size_t length = most; length > best; --length) {
                const auto found = book->by_phrase.find(join(stems.texts, at, at + length));
                if (found == book->by_phrase.end()) continue;
                best = length;
                meanings = found->second;
                break;
            }
        }
        if (best) matches.push_back({word_index[at], word_index[at + best - 1] + 1, meanings});
        at += best ? best : 1;
    }
    return matches;
}

}  // namespace porchlight
