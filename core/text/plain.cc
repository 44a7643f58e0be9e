#include "core/text/plain.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace porchlight {
namespace {

/// Embeddings, overrides and isolates; the plain marks (U+200E, U+200F) and the joiners that some
/// scripts need stay.
bool turns_direction(UChar32 c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_refused(UChar32 c) {
    if (c == '\n') return false;
    const auto kind = u_charType(c);
    return kind == U_CONTROL_CHAR || kind == U_SURROGATE || kind == U_PRIVATE_USE_CHAR ||
           c == 0xFFFD || (c & 0xFFFE) == 0xFFFE || c == 0x2028 || c == 0x2029 || turns_direction(c);
}

}  // namespace

Result<std::string> plain_text(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing");
    // Bad UTF-8 comes as U+FFFD.
    auto typed = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    typed.findAndReplace(u"\r\n", u"\n");
    auto out = nfc->normalize(typed, status).trim();
    if (U_FAILURE(status)) throw std::runtime_error("ICU normalization failed");
    for (int32_t i = 0; i < out.length(); i = out.moveIndex32(i, 1))
        if (is_refused(out.char32At(i)))
            return fail(ErrorKind::bad_request, "not_plain: the text holds a character that can't be shown");
    std::string bytes;
    out.toUTF8String(bytes);
    return bytes;
}

}  // namespace porchlight
