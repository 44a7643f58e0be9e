#include <libstemmer.h>

#include <map>
#include <memory>

#include "core/text/words.h"

namespace porchlight {
namespace {

struct DeleteStemmer {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using StemmerPointer = std::unique_ptr<sb_stemmer, DeleteStemmer>;

/// Stemmers hold state, so each thread has its own; a language without rules has a null one.
sb_stemmer* stemmer_for(std::string_view language) {
    thread_local std::map<std::string, StemmerPointer, std::less<>> stemmers;
    const auto primary = language.substr(0, language.find('-'));
    auto found = stemmers.find(primary);
    if (found == stemmers.end()) {
        const std::string name(primary);
        found = stemmers.emplace(name, sb_stemmer_new(name.c_str(), "UTF_8")).first;
    }
    return found->second.get();
}

bool has_digit(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

std::string stem(std::string_view folded, std::string_view language) {
    sb_stemmer* stemmer = has_digit(folded) ? nullptr : stemmer_for(language);
    if (!stemmer) return std::string(folded);
    const auto* out = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(folded.data()),
                                      static_cast<int>(folded.size()));
    if (!out) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(out),
            static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

std::string_view stemmer_version() { return "snowball-2.2"; }

}  // namespace porchlight
