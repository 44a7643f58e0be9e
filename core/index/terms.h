#pragma once
#include "core/catalogue/catalogue.h"
#include "core/catalogue/phrases.h"
#include "core/index/document.h"

namespace porchlight {

/// How the words of one kind of text count. Each text is measured against the usual length of its
/// own kind, when it is written: what a record says elsewhere, a translation above all, doesn't
/// change what its words weigh. The numbers were measured on the relevance topics (docs/relevance.md).
struct TextKind {
    double weight;         ///< What one word in a text of usual length counts.
    double usual_length;   ///< Telling words.
    double names_needs;    ///< What a need named in it counts.
};
inline constexpr TextKind kNameText{2, 4, 0.2};
inline constexpr TextKind kOrganizationText{1, 4, 0};
inline constexpr TextKind kLabelText{2, 3, 0.5};
inline constexpr TextKind kBodyText{1, 45, 1};
inline constexpr TextKind kShortText{1, 15, 0};
inline constexpr TextKind kOrganizationBodyText{0.25, 45, 0};
/// A word that counts 1 has this wdf, as wdf is a whole number.
inline constexpr double kWdfOfOne = 8;
/// BM25's k1 for such wdf: as 1.2 for plain counts.
inline constexpr double kSaturation = 1.2 * kWdfOfOne;

/// Adds the weighted words of a text: stems, needs that it names.
class TextTerms {
  public:
    TextTerms(const Catalogue& catalogue, const PhraseBook& phrases, std::string language)
        : catalogue_(catalogue), phrases_(phrases), language_(std::move(language)) {
        phrase_languages_.push_back(language_);
        if (language_ != "en") phrase_languages_.emplace_back("en");
    }

    void add(IndexEntry& entry, std::string_view text, const TextKind& kind) const;
    /// A name: also its words for completion.
    void add_name(IndexEntry& entry, std::string_view text, const TextKind& kind) const;

  private:
    const Catalogue& catalogue_;
    const PhraseBook& phrases_;
    std::string language_;
    std::vector<std::string> phrase_languages_;  ///< Its own, and English, which is in every feed.
};

/// Adds the boolean terms of a candidate: needs, languages, facts, cells, hours.
void add_boolean_terms(IndexEntry& entry, const Candidate& candidate, const Catalogue& catalogue);

}  // namespace porchlight
