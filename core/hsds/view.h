#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/catalogue/catalogue.h"
#include "core/model/candidate.h"
#include "core/store/takedown.h"

namespace porchlight {

/// What may be listed under /hsds.
enum class HsdsKind : std::uint8_t { service, organization, taxonomy, taxonomy_term, service_at_location };

/// Which things a list has: all that is given must hold.
struct HsdsFilter {
    std::string search;                ///< Folded (words_for_search); empty: anything.
    std::optional<Uuid> term, taxonomy, organization, parent;
    std::optional<Instant> modified_after;
    bool top_only = false;
    std::optional<Region> near;        ///< Sites in it; of radius 0: sites whose service area covers the point.
};

/// A thing of a list: its id, and the service in whose record it is found.
struct HsdsRef {
    Uuid id;
    Uuid service;        ///< All zero for terms and taxonomies.
    Instant modified{};  ///< The service's.
};

/// Text as it is searched: folded words, a blank before each. A search finds what has all its words,
/// each at the beginning of a word.
std::string words_for_search(std::string_view text);

/// One place of a service, as far as lists ask for it.
struct HsdsSiteEntry {
    Uuid id;
    std::optional<Uuid> location;
    std::optional<Point> at;
    std::vector<Region> covers;
    std::vector<std::uint32_t> terms;
};

/// One service, as far as lists ask for it.
struct HsdsEntry {
    Uuid id;
    std::optional<Uuid> organization;
    Instant modified{};
    std::string name, status;
    bool shown = true;                   ///< False while it, or its organization, is taken down.
    bool withdrawn = false;
    std::vector<HsdsSiteEntry> sites;
    std::vector<Uuid> taken_down;        ///< Sites and locations that are left out of it for now.
    std::vector<std::uint32_t> terms;    ///< Of all but its sites; numbers of HsdsTerms.
    std::vector<Region> covers;
    std::string words, organization_words;
};

/// Terms as records have them: each distinct text once.
class HsdsTerms {
  public:
    struct Term {
        Uuid id;
        std::optional<Uuid> taxonomy, parent;
        Json object;
    };
    /// @return its number.
    std::uint32_t add(const Json& term);
    const Term& operator[](std::uint32_t number) const { return terms_[number]; }
    std::size_t size() const { return terms_.size(); }

  private:
    std::unordered_map<std::string, std::uint32_t> by_text_;
    std::vector<Term> terms_;
};

/// All that is public, in memory: what lists filter by and count. The objects themselves are read from
/// the store. Not safe to change while it is read.
class HsdsView {
  public:
    explicit HsdsView(const Catalogue& catalogue) : catalogue_(&catalogue) {}

    /// Reads a service (HsdsShaper::service) into an entry.
    HsdsEntry entry_of(const Json& service, bool withdrawn);

    /// Puts entries in, or in place of what was there, and takes out those services that are gone.
    void change(std::vector<HsdsEntry> entries, const std::vector<Uuid>& gone);

    /// The things of a list that fit, by id.
    std::vector<HsdsRef> list(HsdsKind kind, const HsdsFilter& filter) const;

    /// Where a thing is found; nothing where it isn't public.
    std::optional<HsdsRef> find(HsdsKind kind, const Uuid& id) const;

    const HsdsEntry* service(const Uuid& id) const;
    /// An organization's services that stand.
    std::vector<Uuid> services_of(const Uuid& organization) const;

    /// Of a kind that lists hold whole: terms and taxonomies.
    const Json& object(HsdsKind kind, const Uuid& id) const;

    /// Services that name one of these ids as their own, their organization's or a place's.
    std::vector<Uuid> with_ids(const std::vector<Uuid>& ids) const;

    std::size_t size() const { return entries_.size(); }

  private:
    struct Vocabulary {
        Uuid id;
        std::optional<Uuid> taxonomy, parent;
        Json object;
        std::string words;
    };

    void derive();
    void derive_terms();
    void add_term(const Uuid& id, std::optional<Uuid> taxonomy, std::optional<Uuid> parent, const Json& object);
    void add_missing_parents();
    bool has_term(const std::vector<std::uint32_t>& terms, const HsdsFilter& filter) const;
    bool fits(const HsdsEntry& entry, const HsdsFilter& filter) const;
    bool fits(const HsdsEntry& entry, const HsdsSiteEntry& site, const HsdsFilter& filter) const;
    bool has_any_term(const HsdsEntry& entry, const HsdsFilter& filter) const;

    const Catalogue* catalogue_;
    HsdsTerms terms_;
    std::vector<HsdsEntry> entries_;                     ///< By id.
    std::vector<HsdsRef> organizations_, sites_;         ///< By id, each once; of services that are shown.
    std::vector<std::pair<Uuid, Uuid>> services_of_;     ///< Organization, service; sorted.
    std::vector<Vocabulary> term_list_, taxonomy_list_;  ///< By id.
};

}  // namespace porchlight
