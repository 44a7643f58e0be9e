#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"
#include "core/model/candidate.h"

namespace porchlight {

/// A place by name: a city, a postal prefix (Canadian FSA, US ZIP), a province or state.
struct Place {
    enum class Kind : std::uint8_t { city, postal, region } kind = Kind::city;
    std::string name;
    std::string admin1;     ///< "MB", "FL"; empty for a region of its own.
    std::string country;    ///< ISO 3166-1 alpha-2.
    Point centre;
    double population = 0;  ///< 0: not known.

    /// "Winnipeg, MB".
    std::string label() const;
};

/// Places of Canada and the United States, held in memory: no request for a place leaves the
/// machine, and none is written anywhere. Immutable after loading; may be shared by threads.
class Gazetteer {
  public:
    Gazetteer() = default;

    /// Reads places.tsv (written at set-up), the committed regions.tsv and an operator's own
    /// CSV/TSV of the same columns; a missing places.tsv is an error that says how to build it.
    /// @error unavailable or bad_request naming file and line.
    static Result<Gazetteer> load(const std::vector<std::filesystem::path>& files);

    void add(Place place, const std::vector<std::string>& alternate_names = {});

    /// The place that a text names: "Winnipeg", "winnipeg mb", "Miami, Florida", "R3C 1A1",
    /// "33157-1234". Of several with that name the one nearest to `nearby` within 300 km, else the
    /// most populous. Case, accents, St/Saint and punctuation don't matter.
    /// @return nullptr where none has that name.
    const Place* find(std::string_view text, const Point* nearby = nullptr) const;

    /// Places whose name starts with the text, most populous first (nearest first within
    /// 100 km of `nearby`); at most `limit`.
    std::vector<const Place*> complete(std::string_view prefix, std::size_t limit,
                                       const Point* nearby = nullptr) const;

    std::size_t size() const { return places_.size(); }

  private:
    std::vector<Place> places_;
    std::unordered_multimap<std::string, std::size_t> by_name_;     ///< folded name -> place
    std::vector<std::pair<std::string, std::size_t>> sorted_names_; ///< for completion
};

}  // namespace porchlight
