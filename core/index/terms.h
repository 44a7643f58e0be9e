#pragma once
#include "core/catalogue/catalogue.h"
#include "core/catalogue/phrases.h"
#include "core/index/document.h"

namespace porchlight {

/// Adds the weighted words of a text: stems, pairs of stems, needs that it names.
class TextTerms {
  public:
    TextTerms(const Catalogue& catalogue, const PhraseBook& phrases, std::string language)
        : catalogue_(catalogue), phrases_(phrases), language_(std::move(language)) {
        phrase_languages_.push_back(language_);
        if (language_ != "en") phrase_languages_.emplace_back("en");
    }

    /// @param weight how often each word counts (wdf).
    void add(IndexEntry& entry, std::string_view text, std::uint32_t weight) const;
    /// A name: also its words for completion.
    void add_name(IndexEntry& entry, std::string_view text, std::uint32_t weight) const;

  private:
    const Catalogue& catalogue_;
    const PhraseBook& phrases_;
    std::string language_;
    std::vector<std::string> phrase_languages_;  ///< Its own, and English, which is in every feed.
};

/// Adds the boolean terms of a candidate: needs, languages, facts, cells, hours.
void add_boolean_terms(IndexEntry& entry, const Candidate& candidate, const Catalogue& catalogue);

}  // namespace porchlight
