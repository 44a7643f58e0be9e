#include "core/text/words.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <memory>
#include <stdexcept>
#include <unordered_set>

#include "core/text/fold.h"

namespace porchlight {
namespace {

struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

/// One break iterator per thread: making one costs more than splitting a short text.
icu::BreakIterator& word_breaker() {
    thread_local const std::unique_ptr<icu::BreakIterator> breaker = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
        if (U_FAILURE(status)) throw std::runtime_error("ICU word rules are missing");
        return made;
    }();
    return *breaker;
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

bool ends_clause(char c) {
    return c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\n' || c == '|' ||
           c == '(' || c == ')' || c == ',';
}

/// ASCII needs no dictionary: letters and digits between anything else.
void split_ascii(std::string_view text, std::size_t offset, std::vector<Word>& out) {
    bool clause = false;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_word_byte(text[i])) {
            clause = clause || ends_clause(text[i]);
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && is_word_byte(text[end])) ++end;
        out.push_back({fold(text.substr(i, end - i)), offset + i, offset + end, clause});
        clause = false;
        i = end;
    }
}

/// ICU keeps "l'hôpital" and "l’hôpital" whole; the parts are what people search for.
void add_parts(std::string_view text, std::size_t offset, bool clause, std::vector<Word>& out) {
    static constexpr std::string_view kRightQuote = "\xe2\x80\x99";
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool quote = i < text.size() && text.substr(i, 3) == kRightQuote;
        const bool cut = i == text.size() || quote || text[i] == '\'' || text[i] == '.' ||
                         text[i] == ':' || text[i] == '_';
        if (!cut) continue;
        if (i > begin) {
            out.push_back({fold(text.substr(begin, i - begin)), offset + begin, offset + i, clause});
            clause = false;
        }
        begin = i + (quote ? kRightQuote.size() : 1);
        if (quote) i += kRightQuote.size() - 1;
    }
}

void split_unicode(std::string_view text, std::vector<Word>& out) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> view(
        utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status));
    auto& breaker = word_breaker();
    breaker.setText(view.get(), status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot split a text");
    bool clause = false;
    int32_t begin = breaker.first();
    for (int32_t end = breaker.next(); end != icu::BreakIterator::DONE;
         begin = end, end = breaker.next()) {
        const auto piece = text.substr(static_cast<std::size_t>(begin),
                                       static_cast<std::size_t>(end - begin));
        if (breaker.getRuleStatus() < UBRK_WORD_NONE_LIMIT) {
            for (const char c : piece) clause = clause || ends_clause(c);
            continue;
        }
        add_parts(piece, static_cast<std::size_t>(begin), clause, out);
        clause = false;
    }
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> out;
    if (is_ascii(text)) split_ascii(text, 0, out);
    else split_unicode(text, out);
    return out;
}

bool is_stop_word(std::string_view folded) {
    // Function words only: a word that names a need, however common, is never here.
    static const std::unordered_set<std::string_view> kStopWords{
        // English
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
        "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if",
        "im", "in", "into", "is", "it", "its", "m", "me", "my", "need", "needs", "of", "on", "or",
        "our", "s", "she", "should", "so", "some", "t", "than", "that", "the", "their", "them",
        "then", "there", "these", "they", "this", "those", "to", "up", "us", "ve", "want", "was",
        "we", "were", "what", "when", "where", "which", "while", "who", "whom", "why", "will",
        "with", "would", "you", "your", "am", "any", "get", "someone", "somewhere", "looking",
        "find", "please", "no", "not",
        // French
        "au", "aux", "avec", "c", "ce", "ces", "d", "dans", "de", "des", "du", "elle", "en", "est",
        "et", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "leurs", "ma", "mes", "mon",
        "n", "ne", "nos", "notre", "nous", "ou", "par", "pas", "pour", "qu", "que", "qui", "sa",
        "se", "ses", "son", "sont", "sur", "ta", "tes", "ton", "un", "une", "vos", "votre", "vous",
        "besoin", "cherche", "ai", "suis", "non",
        // Spanish
        "al", "con", "del", "el", "ella", "es", "esta", "este", "las", "lo", "los", "mi", "mis",
        "o", "para", "pero", "por", "que", "si", "sin", "su", "sus", "tu", "una", "uno", "unos",
        "y", "yo", "necesito", "busco", "donde", "quiero"};
    return kStopWords.count(folded) > 0;
}

}  // namespace porchlight
