#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/model/candidate.h"

namespace porchlight {

/// A place by name: a city, a postal prefix (Canadian FSA, US ZIP), a province or state.
struct Place {
    enum class Kind : std::uint8_t { city, postal, region } kind = Kind::city;
    std::string name;
    std::string admin1;   ///< "MB", "FL"; of a region its own code.
    std::string country;  ///< ISO 3166-1 alpha-2.
    Point centre;
    double population = 0;  ///< 0: not known.

    /// "Winnipeg, MB"; a region by its name alone.
    std::string label() const;
};

/// Places of Canada and the United States, held in memory: no request for a place leaves the
/// machine, and none is written anywhere. Immutable after loading; may be shared by threads.
class Gazetteer {
  public:
    Gazetteer() = default;

    /// Reads places.tsv (written at set-up), the committed regions.tsv and an operator's own
    /// CSV/TSV of the same columns: kind, name, alternate_names (separated by |), admin1, country,
    /// lat, lon, population, after a header line. A missing places.tsv is an error that says how
    /// to build it.
    /// @error unavailable or bad_request naming file and line.
    static Result<Gazetteer> load(const std::vector<std::filesystem::path>& files);

    /// Adds one place, e.g. a name of a loaded listing. Pointers from find() and complete() end.
    void add(Place place, const std::vector<std::string>& alternate_names = {});

    /// The place that a text names: "Winnipeg", "winnipeg mb", "Miami, Florida", "R3C 1A1",
    /// "33157-1234", "Winnipeg MB R3C 1A1" (a known postal prefix is the nearer place). Of several
    /// with that name the one nearest to `nearby` within 300 km, else the most populous, where a
    /// region of unknown population counts as 500,000 people. Case, accents, St/Saint and
    /// punctuation don't matter.
    /// @return nullptr where none has that name.
    const Place* find(std::string_view text, const Point* nearby = nullptr) const;

    /// Places whose name starts with the text, most populous first (nearest first within
    /// 100 km of `nearby`), those with such an alternate name only after them; at most `limit`.
    /// "Winnipeg, M" and "Winnipeg, MB" go on completing.
    std::vector<const Place*> complete(std::string_view prefix, std::size_t limit,
                                       const Point* nearby = nullptr) const;

    /// The city whose centre is nearest; nullptr where none is within 50 km.
    const Place* nearest_city(const Point& point) const;

    /// The province, territory or state of a point by ISO 3166-2 ("CA-MB"): that of the place with
    /// this label there, else of the nearest city. Empty where neither is known.
    std::string region_of(const Point& point, std::string_view label) const;

    std::size_t size() const { return places_.size(); }

  private:
    /// Whether a name is the place's own; in order of preference.
    enum class NameKind : std::uint16_t { own, alternate };
    /// A folded name in `letters_`, and whose it is: 12 bytes, for there are some 300,000.
    struct Name {
        std::uint32_t offset = 0;
        std::uint32_t place = 0;
        std::uint16_t length = 0;
        NameKind kind = NameKind::own;
    };
    using Names = std::vector<Name>;
    /// A place that a text fits, by its best name that does.
    struct Match {
        std::uint32_t place = 0;
        NameKind kind = NameKind::own;
    };
    using Matches = std::vector<Match>;  ///< By place, each once.
    enum class Compare { whole, beginning };
    enum class Level { admin1, country };

    std::string_view letters_of(const Name& name) const {
        return std::string_view(letters_).substr(name.offset, name.length);
    }
    /// Adds a place whose names stay unsorted. False where its name has no letter.
    bool append(Place place, const std::vector<std::string>& alternate_names);
    void sort_into(Names& names);
    Result<void> read(const std::filesystem::path& file);

    void add_name(std::string_view folded, NameKind kind);
    static void keep_each_once(Matches& matches);
    Matches named(std::string_view folded, Compare compare) const;
    bool lies_in(const Place& place, std::string_view qualifier, Level level,
                 Compare compare) const;
    Matches named_with_qualifier(std::string_view folded, Compare compare) const;
    const Place* find_postal(std::string_view folded) const;
    const Place* best_of(const Matches& matches, const Point* nearby) const;

    std::vector<Place> places_;
    std::string letters_;
    Names names_;      ///< By their letters.
    Names new_names_;  ///< By their letters; what add() brought since: a few thousand at most.
    Names unsorted_;   ///< What append() brought since the last sort_into().
    /// Folded name of a region ("manitoba", "mb") -> country and code.
    std::multimap<std::string, std::pair<std::string, std::string>, std::less<>> regions_;
};

}  // namespace porchlight
