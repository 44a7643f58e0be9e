#include "core/search/understand.h"

#include <algorithm>

namespace porchlight {
namespace {

/// Words before a phrase that turn it round: what follows isn't wished for, so it stays words.
bool is_negation(std::string_view word) {
    static constexpr std::string_view kNegations[] = {"no",    "not", "without", "non", "sans",
                                                      "aucun", "sin", "pas",     "dont"};
    return std::find(std::begin(kNegations), std::end(kNegations), word) != std::end(kNegations);
}

template <class T>
void add_once(std::vector<T>& list, const T& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

/// To the public a staff fact doesn't exist (decision 23): its words stay words.
bool is_unknown_here(const Meaning& meaning, const Catalogue& catalogue, Role role) {
    return role == Role::open && meaning.kind == Meaning::Kind::fact &&
           catalogue.facts()[meaning.index].audience == Audience::staff;
}

std::string key_of(const Meaning& meaning, const Catalogue& catalogue) {
    switch (meaning.kind) {
        case Meaning::Kind::need: return "need:" + catalogue.needs()[meaning.index].id;
        case Meaning::Kind::fact: return "fact:" + catalogue.facts()[meaning.index].id;
        case Meaning::Kind::language: return "language:" + catalogue.languages()[meaning.index].tag;
        case Meaning::Kind::time:
            return "time:" + std::string(to_string(static_cast<SaidTime>(meaning.index)));
    }
    return {};
}

void keep(Understanding& out, const Meaning& meaning) {
    switch (meaning.kind) {
        case Meaning::Kind::need: add_once(out.needs, meaning.index); break;
        case Meaning::Kind::fact: add_once(out.facts, meaning.index); break;
        case Meaning::Kind::language: add_once(out.languages, meaning.index); break;
        case Meaning::Kind::time: add_once(out.times, static_cast<SaidTime>(meaning.index)); break;
    }
}

/// The text is stemmed as the reader's language, and as English, in which most records are.
std::vector<std::string> stems_of(const std::string& word, const std::string& language) {
    std::vector<std::string> stems{stem(word, language)};
    add_once(stems, stem(word, "en"));
    return stems;
}

std::vector<std::string> phrase_languages(const PhraseBook& phrases, const std::string& reader) {
    std::vector<std::string> out{reader.substr(0, reader.find('-'))};
    add_once(out, std::string("en"));
    for (const auto& language : phrases.languages()) add_once(out, language);
    return out;
}

}  // namespace

Understanding understand(const Request& request, const Catalogue& catalogue,
                         const PhraseBook& phrases, const Speller& speller,
                         const std::function<bool(const std::string&)>& holds) {
    Understanding out;
    const auto taken_off = [&](const std::string& key) {
        return std::find(request.without.begin(), request.without.end(), key) !=
               request.without.end();
    };
    const auto typed = words_of(request.text);
    // Corrections come first, so that a phrase with a slip in it is found too.
    auto corrected = typed;
    for (auto& word : corrected) {
        const auto stems = stems_of(word.text, request.language);
        if (is_stop_word(word.text) || std::any_of(stems.begin(), stems.end(), holds)) continue;
        if (const auto better = speller.correct(word.text);
            !better.empty() && !taken_off("word:" + better))
            word.text = better;
    }
    std::vector<bool> within_phrase(typed.size());
    auto matches = phrases.find(corrected, phrase_languages(phrases, request.language));
    for (auto& match : phrases.find_times(corrected)) matches.push_back(std::move(match));
    for (const auto& match : matches) {
        const bool negated = match.first > 0 && is_negation(corrected[match.first - 1].text);
        for (const auto& meaning : match.meanings) {
            const auto key = key_of(meaning, catalogue);
            if (is_unknown_here(meaning, catalogue, request.role) || taken_off(key) || (negated && meaning.kind == Meaning::Kind::fact)) continue;
            UnderstoodPart part;
            part.key = key;
            part.meaning = meaning;
            part.text = request.text.substr(typed[match.first].begin,
                                            typed[match.last - 1].end - typed[match.first].begin);
            keep(out, meaning);
            out.parts.push_back(std::move(part));
            std::fill(within_phrase.begin() + static_cast<std::ptrdiff_t>(match.first),
                      within_phrase.begin() + static_cast<std::ptrdiff_t>(match.last), true);
        }
    }
    for (std::size_t i = 0; i < typed.size(); ++i) {
        if (is_stop_word(typed[i].text) || taken_off("word:" + typed[i].text)) continue;
        SoughtWord word;
        word.text = typed[i].text;
        word.stems = stems_of(word.text, request.language);
        word.within_phrase = within_phrase[i];
        if (corrected[i].text != typed[i].text) {
            word.corrected = corrected[i].text;
            word.corrected_stems = stems_of(word.corrected, request.language);
        }
        if (!word.within_phrase || !word.corrected.empty()) {
            UnderstoodPart part;
            part.key = "word:" + (word.corrected.empty() ? word.text : word.corrected);
            part.is_word = true;
            part.text = request.text.substr(typed[i].begin, typed[i].end - typed[i].begin);
            part.corrected = word.corrected;
            out.parts.push_back(std::move(part));
        }
        out.words.push_back(std::move(word));
    }
    return out;
}

}  // namespace porchlight
