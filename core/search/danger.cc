#include "core/search/danger.h"

#include <algorithm>

#include "core/catalogue/catalogue.h"
#include "core/text/words.h"

namespace porchlight {
namespace {

constexpr std::string_view kApostrophes[] = {"'", "\xE2\x80\x99"};

/// The text with `instead` where an apostrophe stands.
std::string without_apostrophes(std::string_view text, std::string_view instead) {
    std::string out(text);
    for (const auto mark : kApostrophes)
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
            out.replace(at, mark.size(), instead);
    return out;
}

/// Folded words; "he's" is two.
std::vector<Word> plain_words(std::string_view text) {
    return words_of(without_apostrophes(text, " "));
}

}  // namespace

Result<DangerWords> DangerWords::load(const std::filesystem::path& file,
                                      const std::filesystem::path& schema_folder) {
    const auto json = load_checked_json(file, schema_folder / "danger.schema.json");
    if (!json) return tl::unexpected(json.error());
    DangerWords out;
    for (const auto& [language, phrases] : (*json)["phrases"].items())
        for (const auto& phrase : phrases)
            // "hes outside" is typed as often as "he's outside".
            for (const auto* instead : {" ", ""}) {
                Words words;
                for (auto& word : words_of(without_apostrophes(phrase.get<std::string>(), instead)))
                    words.push_back(std::move(word.text));
                const auto first = words.empty() ? std::string{} : words.front();
                if (!words.empty()) out.by_first_word_[first].push_back(std::move(words));
            }
    return out;
}

bool DangerWords::said_in(std::string_view text) const {
    const auto words = plain_words(text);
    const auto stands_at = [&](const Words& phrase, std::size_t at) {
        if (phrase.size() > words.size() - at) return false;
        for (std::size_t i = 0; i < phrase.size(); ++i)
            if (words[at + i].text != phrase[i] || (i > 0 && words[at + i].sentence_start))
                return false;
        return true;
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto found = by_first_word_.find(words[at].text);
        if (found == by_first_word_.end()) continue;
        if (std::any_of(found->second.begin(), found->second.end(),
                        [&](const Words& phrase) { return stands_at(phrase, at); }))
            return true;
    }
    return false;
}

}  // namespace porchlight
