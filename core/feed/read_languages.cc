#include <algorithm>

#include "core/feed/json_read.h"
#include "core/feed/read_parts.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

/// Longest name of a language in words ("American Sign Language").
constexpr std::size_t kMostWords = 3;

void add(std::vector<OfferedLanguage>& out, std::string tag, LanguageOffer offer) {
    const OfferedLanguage entry{std::move(tag), offer};
    if (std::find(out.begin(), out.end(), entry) == out.end()) out.push_back(entry);
}

std::optional<std::string> tag_of(const Json& row, const Catalogue& catalogue) {
    const auto code = text_of(row, "code"), name = text_of(row, "name");
    auto found = code.empty() ? std::nullopt : catalogue.language(code);
    if (!found && !name.empty()) found = catalogue.language_named(name);
    if (found) return catalogue.languages()[*found].tag;
    // A code that the catalogue lacks is a language all the same.
    const bool is_code = code.size() >= 2 && code.size() <= 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return is_code ? std::optional(std::string(code)) : std::nullopt;
}

bool has_word(const std::string& folded, std::initializer_list<std::string_view> words) {
    const auto padded = " " + folded + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return padded.find(" " + std::string(word) + " ") != std::string::npos;
    });
}

bool speaks_of_phone(const std::string& folded) {
    return has_word(folded, {"phone", "telephone", "language line", "languageline", "by phone", "telefono"});
}

/// What a note on a language makes of it.
LanguageOffer offer_in(std::string_view note) {
    if (note.empty()) return LanguageOffer::staff;
    const auto folded = fold_phrase(note);
    if (has_word(folded, {"interpreter", "interpreters", "interpretation", "interprete", "translator", "translation"}))
        return speaks_of_phone(folded) ? LanguageOffer::interpreter_by_phone : LanguageOffer::interpreter_on_site;
    return has_word(folded, {"full time", "always", "all staff", "all times", "at all times"}) ? LanguageOffer::staff
                                                                                              : LanguageOffer::staff_sometimes;
}

}  // namespace

void read_languages(const Json& holder, const Catalogue& catalogue, std::vector<OfferedLanguage>& out) {
    for (const auto& row : items_of(holder, "languages")) {
        auto offer = offer_in(text_of(row, "note"));
        for_each_code(row, "Porchlight language offer", [&](std::string_view code) {
            if (const auto said = parse_language_offer(code)) offer = *said;
        });
        if (auto tag = tag_of(row, catalogue)) add(out, std::move(*tag), offer);
    }
}

void read_phone_languages(const Json& holder, const Catalogue& catalogue, std::vector<OfferedLanguage>& out) {
    for (const auto& phone : items_of(holder, "phones"))
        for (const auto& row : items_of(phone, "languages"))
            if (auto tag = tag_of(row, catalogue)) add(out, std::move(*tag), LanguageOffer::phone_line);
}

void read_interpreters(std::string_view text, const Catalogue& catalogue, std::vector<OfferedLanguage>& out) {
    if (text.empty()) return;
    const auto folded = fold_phrase(text);
    if (has_word(folded, {"no", "not", "none", "without", "unavailable"})) return;
    const auto offer = speaks_of_phone(folded) ? LanguageOffer::interpreter_by_phone : LanguageOffer::interpreter_on_site;
    std::vector<std::string> words;
    for (std::size_t at = 0; at < folded.size();) {
        const auto end = std::min(folded.find(' ', at), folded.size());
        words.push_back(folded.substr(at, end - at));
        at = end + 1;
    }
    for (std::size_t i = 0; i < words.size();) {
        std::size_t taken = 1;
        for (auto length = std::min(kMostWords, words.size() - i); length > 0; --length) {
            std::string name = words[i];
            for (std::size_t k = 1; k < length; ++k) name += " " + words[i + k];
            const auto language = name.size() < 3 ? std::nullopt : catalogue.language_named(name);
            if (!language) continue;
            add(out, catalogue.languages()[*language].tag, offer);
            taken = length;
            break;
        }
        i += taken;
    }
}

}  // namespace porchlight
