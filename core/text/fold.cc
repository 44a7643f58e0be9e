#include "core/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <stdexcept>

namespace porchlight {
namespace {

/// ICU's normalizers are singletons that threads may share.
const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* instance = get(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing");
    return *instance;
}

icu::UnicodeString normalized(const icu::Normalizer2& form, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    auto out = form.normalize(text, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU normalization failed");
    return out;
}

bool has_strippable_marks(UChar32 base) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(base, &status)) {
        case USCRIPT_LATIN:
        case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC:
        case USCRIPT_ARABIC:
        case USCRIPT_HEBREW: return true;
        default: return false;
    }
}

icu::UnicodeString strip_marks(const icu::UnicodeString& decomposed) {
    icu::UnicodeString out;
    bool strip = false;
    for (int32_t i = 0; i < decomposed.length();) {
        const UChar32 c = decomposed.char32At(i);
        i += U16_LENGTH(c);
        if (u_charType(c) == U_NON_SPACING_MARK && strip) continue;
        if (u_charType(c) != U_NON_SPACING_MARK) strip = has_strippable_marks(c);
        out.append(c);
    }
    return out;
}

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

std::string fold_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

std::string fold(std::string_view text) {
    if (is_ascii(text)) return fold_ascii(text);
    static const auto& casefold = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
    static const auto& decompose = normalizer(icu::Normalizer2::getNFDInstance);
    static const auto& compose = normalizer(icu::Normalizer2::getNFCInstance);
    const auto source = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    const auto folded = normalized(casefold, source);
    std::string out;
    normalized(compose, strip_marks(normalized(decompose, folded))).toUTF8String(out);
    return out;
}

std::string composed(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    static const auto& compose = normalizer(icu::Normalizer2::getNFCInstance);
    std::string out;
    normalized(compose, icu::UnicodeString::fromUTF8(icu::StringPiece(
                            text.data(), static_cast<int32_t>(text.size()))))
        .toUTF8String(out);
    return out;
}

std::string fold_phrase(std::string_view text) {
    const auto folded = icu::UnicodeString::fromUTF8(fold(text));
    icu::UnicodeString out;
    bool gap = false;
    for (int32_t i = 0; i < folded.length();) {
        const UChar32 c = folded.char32At(i);
        i += U16_LENGTH(c);
        const bool keeps = u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
        if (!keeps) {
            gap = !out.isEmpty();
            continue;
        }
        if (gap) out.append(static_cast<UChar>(' '));
        gap = false;
        out.append(c);
    }
    std::string text_out;
    out.toUTF8String(text_out);
    return text_out;
}

}  // namespace porchlight
