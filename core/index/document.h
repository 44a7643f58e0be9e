#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/phrases.h"
#include "core/feed/directory_settings.h"
#include "core/feed/read_record.h"
#include "core/geo/gazetteer.h"
#include "core/store/store.h"

namespace porchlight {

/// The two physical databases (design.md section 2): public holds all that a kiosk may know.
enum class Side : std::uint8_t { open, staff };
inline constexpr Side kSides[] = {Side::open, Side::staff};
std::string_view to_string(Side side);  ///< "public", "staff": the folders' names.

/// One document, without a word of Xapian.
struct IndexEntry {
    std::string id;                                 ///< service_id.
    std::unordered_map<std::string, std::uint32_t> terms;  ///< Term to wdf; 0 for boolean terms.
    std::string candidate;                          ///< For field::kCandidateSlot.
    std::string card;                               ///< Document data: what a result shows (JSON).
    std::vector<std::string> spelling_words;        ///< Folded words that a query may mean.
    std::vector<Place> places;                      ///< Towns that its addresses name (decision 33).
};

/// What one listing becomes: a document on one side, on both (a public service with hidden sites or
/// facts that only staff may know: the public one is made without them, decision 23), or on none
/// (not active).
struct IndexEntries {
    std::optional<IndexEntry> open;
    std::optional<IndexEntry> staff;
};

/// Everything outside a listing that its documents depend on.
struct IndexSettings {
    const DirectorySettings& settings;
    const PhraseBook& phrases;
    const Gazetteer* gazetteer;
};

/// Makes documents of listings. Immutable; may be shared by threads.
class DocumentMaker {
  public:
    explicit DocumentMaker(const IndexSettings& settings);

    /// @error corrupt where the record isn't what import writes.
    Result<IndexEntries> make(const StoredListing& listing) const;

    /// Names of the sources, as numbered in the candidates.
    std::vector<std::string> source_names() const;

  private:
    IndexEntry make_entry(const StoredListing& listing, const Json& record,
                          const Candidate& candidate, const SourceSettings& source) const;

    const Catalogue& catalogue_;
    const PhraseBook& phrases_;
    const DirectorySettings& settings_;
    RecordReader reader_;
    std::vector<IndexEntry> need_labels_;  ///< By need: the terms of its labels, which many services have.
};

/// The card of a record: what a result shows of it (see document_card.cc for its members).
Json make_card(const StoredListing& listing, const Json& record);

}  // namespace porchlight
