#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "core/index/document.h"

namespace porchlight {

/// What a database knows besides its documents, from all of them: words for spelling, and the towns
/// that addresses name (decision 33). Parts of a directory are gathered apart and merged.
class Gathered {
  public:
    void add(const IndexEntry& entry);
    void merge(const Gathered& other);

    /// "word\tnumber of records" a line, most frequent first: words of at least two records.
    std::string words_text() const;
    /// JSON array of {name, admin1, country, lat, lon}; a town's point is the middle of its addresses.
    std::string places_text() const;

  private:
    struct NamedPlace {
        Place place;  ///< Its centre is the sum over `count` addresses.
        int count = 0;
    };
    void add_place(const std::string& key, const Place& place, const Point& sum, int count);

    std::unordered_map<std::string, std::uint32_t> words_;
    std::map<std::string, NamedPlace> places_;
};

/// One for each of kSides.
struct GatheredSides {
    std::array<Gathered, 2> sides;

    void add(const IndexEntries& entries);
    void merge(const GatheredSides& other);
};

}  // namespace porchlight
