#include "core/geo/place_name.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>

namespace porchlight {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_apostrophe(UChar32 c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC;
}

/// Letters that have no accent to take off, and are typed as two letters or another one.
std::u16string_view plain_spelling(UChar32 c) {
    switch (c) {
        case 0x00E6:
            return u"ae";
        case 0x0153:
            return u"oe";
        case 0x00F8:
            return u"o";
        case 0x0142:
            return u"l";
        case 0x0111:
            return u"d";
        default:
            return {};
    }
}

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

/// Case folding and decomposition, then the letters without the marks of Latin ones.
std::string fold_with_icu(std::string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) return {};
    const auto text =
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    constexpr char16_t kReplacement = 0xFFFD;  // What ICU puts where the bytes aren't UTF-8.
    if (text.indexOf(kReplacement) >= 0) return {};
    const auto folded = decompose->normalize(casefold->normalize(text, status), status);
    if (U_FAILURE(status)) return {};
    icu::UnicodeString plain;
    bool after_latin = false;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 c = folded.char32At(i);
        if (is_mark(c)) {
            if (!after_latin) plain.append(c);
            continue;
        }
        after_latin = uscript_hasScript(c, USCRIPT_LATIN);
        const auto spelling = plain_spelling(c);
        if (!spelling.empty())
            plain.append(spelling.data(), static_cast<std::int32_t>(spelling.size()));
        else if (u_isalnum(c))
            plain.append(c);
        else if (!is_apostrophe(c))
            plain.append(u' ');
    }
    std::string out;
    return plain.toUTF8String(out);
}

std::string fold_ascii(std::string_view name) {
    std::string out;
    out.reserve(name.size());
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
        else if (c != '\'')
            out += ' ';
    }
    return out;
}

/// One space between words, none around them, and Saint in its short form.
std::string join_words(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        if (word == "saint") word = "st";
        if (word == "sainte") word = "ste";
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

}  // namespace

std::string fold_place_name(std::string_view name) {
    return join_words(is_ascii(name) ? fold_ascii(name) : fold_with_icu(name));
}

}  // namespace porchlight
