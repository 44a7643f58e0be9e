#include "core/text/language_tag.h"

#include <unicode/locid.h>

#include <set>

namespace porchlight {
namespace {

icu::Locale locale_of(std::string_view tag) {
    UErrorCode status = U_ZERO_ERROR;
    auto out = icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<int>(tag.size())), status);
    if (U_FAILURE(status)) out.setToBogus();
    return out;
}

}  // namespace

std::string reading_language(std::string_view tag) {
    auto locale = locale_of(tag);
    const std::string_view language = locale.isBogus() ? "" : locale.getLanguage();
    UErrorCode status = U_ZERO_ERROR;
    if (language == "fil" || language == "tl") return "tl";
    if (language == "zh" || language == "cmn" || language == "yue") {
        locale.addLikelySubtags(status);
        return U_SUCCESS(status) && locale.getScript() == std::string_view("Hant") ? "zh-Hant" : "zh-Hans";
    }
    const auto out = language.empty() ? std::string(tag) : locale.toLanguageTag<std::string>(status);
    return U_SUCCESS(status) ? out : std::string(tag);
}

std::string language_name(std::string_view tag, std::string_view reader) {
    const auto locale = locale_of(tag), in = locale_of(reader);
    if (locale.isBogus() || in.isBogus() || !has_formats(reader)) return {};
    icu::UnicodeString name;
    std::string out;
    locale.getDisplayName(in, name).toUTF8String(out);
    // Where it has no name ICU gives the tag.
    const bool has_none = out.empty() || out == locale.getLanguage() || out.rfind(std::string(locale.getLanguage()) + " (", 0) == 0;
    return has_none ? std::string{} : out;
}

bool has_formats(std::string_view tag) {
    static const auto known = [] {
        int32_t count = 0;
        const auto* all = icu::Locale::getAvailableLocales(count);
        std::set<std::string> out;
        for (int32_t i = 0; i < count; ++i) out.insert(all[i].getLanguage());
        return out;
    }();
    const auto locale = locale_of(tag);
    const std::string language = locale.isBogus() ? "" : locale.getLanguage();
    return known.count(language == "tl" ? "fil" : language) > 0;
}

}  // namespace porchlight
