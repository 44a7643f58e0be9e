#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/geo/gazetteer.h"
#include "core/model/candidate.h"
#include "core/store/store.h"

namespace porchlight {

/// Finds wording in a record's texts that speaks for or against a fact (design.md section 3,
/// Leads). Immutable after construction; may be shared by threads.
class LeadFinder {
  public:
    explicit LeadFinder(const Catalogue& catalogue);

    /// Each (fact, value) once, in the catalogue's order. Wording of any language counts in any text.
    std::vector<TextLead> find(const std::vector<std::string>& texts) const;

  private:
    struct Phrase {
        std::vector<std::string> words;  ///< Folded.
        TextLead lead;
    };
    std::unordered_map<std::string, std::vector<Phrase>> by_first_word_;
};

/// Turns stored listings into candidates. Keeps references to what it is given, which must outlive
/// it. Immutable after construction; may be shared by threads.
class RecordReader {
  public:
    /// `gazetteer` may be null: then places come from coordinates and published areas only.
    /// `sources` are the names of the index's source table; a name that isn't in it counts as 0.
    RecordReader(const Catalogue& catalogue, const std::vector<Crosswalk>& crosswalks,
                 const Gazetteer* gazetteer, std::vector<std::string> sources = {});

    /// @param record the listing's record, parsed (StoredListing::record).
    Candidate read(const StoredListing& listing, const Json& record,
                   const SourceSettings& source) const;

    /// The same, parsing StoredListing::record.  @error corrupt where it isn't a JSON object.
    Result<Candidate> read(const StoredListing& listing, const SourceSettings& source) const;

  private:
    const Catalogue& catalogue_;
    const std::vector<Crosswalk>& crosswalks_;
    const Gazetteer* gazetteer_;
    std::unordered_map<std::string, std::uint16_t> source_index_;
    LeadFinder leads_;
};

}  // namespace porchlight
