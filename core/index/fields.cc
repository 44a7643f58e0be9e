#include "core/index/fields.h"

#include <fmt/format.h>

namespace porchlight {

std::string fields_digest() {
    std::string out = fmt::format("v{}", kIndexVersion);
    for (const auto prefix :
         {field::kStem, field::kSaidNeed, field::kSaidFact, field::kId, field::kNeed,
          field::kLanguage, field::kFactMay, field::kFactSaid, field::kCell, field::kCovers,
          field::kNoWay, field::kNoPlace, field::kOpenBlock, field::kNameWord,
          field::kOrganization})
        out += fmt::format(" {}", prefix);
    return out + fmt::format(" slot{}", field::kCandidateSlot);
}

std::string term(std::string_view prefix, std::string_view text) {
    std::string out(prefix);
    for (const char c : text)
        if (c != '\0') out += c;
    if (out.size() > kLongestTerm) {
        out.resize(kLongestTerm);
        // Never cut within a UTF-8 sequence.
        while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xc0) == 0x80)
            out.pop_back();
        if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xc0) out.pop_back();
    }
    return out;
}

}  // namespace porchlight
