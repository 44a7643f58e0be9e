#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/search/engine.h"
#include "core/search/wording.h"

namespace porchlight {

/// What answers are written with.
struct AnswerParts {
    const Catalogue& catalogue;
    const Wording& wording;
    std::vector<std::string> source_names;  ///< By number, as the candidates hold them.
    const Request& request;
    const SearchPlan& plan;
    Role role = Role::open;  ///< Who reads it.
};

/// Key of a part: "fact:no-id-asked", "language:fr", "distance", "hours", "age" …
std::string part_key(PartKind kind, std::uint16_t index, const AnswerParts& parts);

/// A short name of what the part is about.
std::string part_label(PartKind kind, std::uint16_t index, const AnswerParts& parts);

/// The sentence that says how a part came out, and the one to ask where it isn't known.
std::string part_text(const Part& part, const ResultEntry& entry, const SiteVerdict& site,
                      const AnswerParts& parts);
std::string part_question(const Part& part, const AnswerParts& parts);

/// Whether the English words stand beside what is said of a fact: of safety, in words that no speaker
/// has gone through.
bool needs_original(const Fact& fact, const Wording& wording, const std::string& language);

/// The English of part_text() and part_question() where they need it, else null.
Json original_text(const Part& part, const AnswerParts& parts);
Json original_question(const Part& part, const AnswerParts& parts);

/// What an entry's card says of one of its sites; an empty object where it has none.
Json card_of_site(const ResultEntry& entry, const Site* site);

/// Where a site lies, as far as that is known, as {lat, lon, radius_km}; else null.
Json region_json(const Site* site);

/// How the hours stand: state, text, until, next, as_said, lead.
Json opening_json(const Candidate& candidate, const SiteVerdict& site, const Json& card,
                  const AnswerParts& parts);

/// What a service says of its beds, or null; times as its zone has them, in UTC where that isn't known.
Json capacity_json(const std::optional<Capacity>& said, const std::string& zone, Instant now,
                   const Wording& wording, const std::string& language);

/// A card's phones, with whether they are answered at the moment asked.
Json phones_json(const Json& card, Answered answered, const AnswerParts& parts);

/// At most three open questions of a site, critical ones first, without those in `shared`.
Json ask_json(const ResultEntry& entry, const SiteVerdict& site, const AnswerParts& parts,
              const std::vector<std::string>& shared);

/// "Checked by phone on 3 March 2026.", or that it wasn't.
std::string checked_text(const FactStatement* statement, const Wording& wording,
                         const std::string& language);

/// One result. `shared` are keys of unknowns that are said above the page: not asked again here.
Json result_json(const ResultEntry& entry, const AnswerParts& parts,
                 const std::vector<std::string>& shared);

/// The whole answer to a search.
Json answer_json(const SearchResult& result, const AnswerParts& parts);

/// Parts of one verdict for "why this one, why not that one".
Json explanation_json(const ResultEntry& entry, const AnswerParts& parts);

}  // namespace porchlight
