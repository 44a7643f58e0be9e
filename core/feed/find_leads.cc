#include <algorithm>
#include <set>

#include "core/feed/read_record.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

/// Words before a phrase that may turn it round: then it says nothing.
constexpr std::string_view kDenials[] = {"no", "not", "without", "never", "don", "doesn", "isn", "aren", "won", "cannot", "non", "sans", "pas", "sin", "nunca"};
constexpr std::size_t kDenialReach = 3;

std::vector<std::string> split(const std::string& folded) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < folded.size();) {
        const auto end = std::min(folded.find(' ', at), folded.size());
        out.push_back(folded.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

bool is_denied(const std::vector<std::string>& words, std::size_t at, const std::vector<std::string>& phrase) {
    const auto is_denial = [](const std::string& word) { return std::find(std::begin(kDenials), std::end(kDenials), word) != std::end(kDenials); };
    // "no ID needed" is such a phrase itself.
    if (std::any_of(phrase.begin(), phrase.end(), is_denial)) return false;
    for (std::size_t back = 1; back <= kDenialReach && back <= at; ++back)
        if (is_denial(words[at - back])) return true;
    return false;
}

}  // namespace

LeadFinder::LeadFinder(const Catalogue& catalogue) {
    for (std::size_t i = 0; i < catalogue.facts().size(); ++i) {
        const auto& fact = catalogue.facts()[i];
        const auto add = [&](const Phrases& phrases, Value value) {
            for (const auto& [language, texts] : phrases)
                for (const auto& text : texts) {
                    auto words = split(fold_phrase(text));
                    if (words.empty()) continue;
                    const auto first = words.front();
                    by_first_word_[first].push_back({std::move(words), {static_cast<std::uint16_t>(i), value}});
                }
        };
        add(fact.leads_yes, Value::yes);
        add(fact.leads_no, Value::no);
    }
}

std::vector<TextLead> LeadFinder::find(const std::vector<std::string>& texts) const {
    std::set<std::pair<std::uint16_t, Value>> found;
    for (const auto& text : texts) {
        const auto words = split(fold_phrase(text));
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto phrases = by_first_word_.find(words[i]);
            if (phrases == by_first_word_.end()) continue;
            for (const auto& phrase : phrases->second) {
                const bool fits = phrase.words.size() <= words.size() - i &&
                                  std::equal(phrase.words.begin(), phrase.words.end(), words.begin() + static_cast<std::ptrdiff_t>(i));
                if (fits && !is_denied(words, i, phrase.words)) found.emplace(phrase.lead.fact, phrase.lead.value);
            }
        }
    }
    std::vector<TextLead> out;
    for (const auto& [fact, value] : found) out.push_back({fact, value});
    return out;
}

}  // namespace porchlight
