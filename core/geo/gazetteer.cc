#include "core/geo/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <fstream>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "core/geo/geo.h"
#include "core/geo/place_name.h"

namespace porchlight {
namespace {

constexpr double kFindNearbyKm = 300;
constexpr double kCompleteNearbyKm = 100;
/// So that "Ontario" is the province and not the city in California, "New York" the city.
constexpr double kAssumedRegionPopulation = 500'000;
constexpr std::size_t kLongestText = 200;

double weight(const Place& place) {
    const bool assumed = place.kind == Place::Kind::region && place.population == 0;
    return assumed ? kAssumedRegionPopulation : place.population;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kCountryNames{
    {{"CA", "canada"},
     {"CA", "can"},
     {"CA", "ca"},
     {"US", "usa"},
     {"US", "us"},
     {"US", "u s a"},
     {"US", "u s"},
     {"US", "united states"},
     {"US", "united states of america"},
     {"US", "etats unis"},
     {"US", "estados unidos"},
     {"US", "eeuu"}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// True where the text has the shape, in which 'a' stands for a letter and '0' for a digit.
bool has_shape(std::string_view text, std::string_view shape) {
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(), [](char c, char wanted) {
               return wanted == 'a' ? is_letter(c) : wanted == '0' ? is_digit(c) : c == wanted;
           });
}

/// A postal code at the end of a text: how much of the text it takes, and its prefix's length.
struct PostalTail {
    std::size_t length, prefix;
    std::string_view country;
};

std::optional<PostalTail> postal_tail(std::string_view folded) {
    constexpr std::array<std::pair<std::string_view, PostalTail>, 6> kShapes{
        {{"a0a 0a0", {7, 3, "CA"}},
         {"a0a0a0", {6, 3, "CA"}},
         {"a0a", {3, 3, "CA"}},
         {"00000 0000", {10, 5, "US"}},
         {"000000000", {9, 5, "US"}},
         {"00000", {5, 5, "US"}}}};
    for (const auto& [shape, tail] : kShapes) {
        if (folded.size() < tail.length) continue;
        const auto start = folded.size() - tail.length;
        if (start > 0 && folded[start - 1] != ' ') continue;
        if (has_shape(folded.substr(start), shape)) return tail;
    }
    return std::nullopt;
}

bool fits(std::string_view name, std::string_view text, bool whole) {
    return whole ? name == text : name.starts_with(text);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> fields;
    for (;;) {
        const auto end = text.find(separator);
        fields.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return fields;
        text.remove_prefix(end + 1);
    }
}

/// One line of CSV; a field may be in quotes, with quotes doubled, but not go over the line's end.
std::vector<std::string> split_csv(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"')
            fields.back() += line[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

bool read_number(const std::string& text, double& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

bool read_kind(const std::string& text, Place::Kind& kind) {
    if (text == "city")
        kind = Place::Kind::city;
    else if (text == "postal")
        kind = Place::Kind::postal;
    else if (text == "region")
        kind = Place::Kind::region;
    else
        return false;
    return true;
}

/// Reads a row's fields; the text says what is wrong with them, empty where nothing is.
std::string read_row(std::vector<std::string>& fields, Place& place) {
    if (fields.size() != 8) return "8 columns are needed";
    if (!read_kind(fields[0], place.kind)) return "kind must be city, postal or region";
    if (fields[4].size() != 2) return "country must be a code of two letters";
    if (!read_number(fields[5], place.centre.lat) || !read_number(fields[6], place.centre.lon) ||
        !is_usable(place.centre))
        return "lat and lon must be degrees of a place";
    if (!fields[7].empty() && (!read_number(fields[7], place.population) || place.population < 0))
        return "population must be a number or empty";
    place.name = std::move(fields[1]);
    place.admin1 = std::move(fields[3]);
    place.country = std::move(fields[4]);
    return {};
}

Result<std::string> read_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in && file.filename() == "places.tsv")
        return fail(ErrorKind::unavailable,
                    file.string() +
                        " is missing: run \"npm ci --ignore-scripts && node build.mjs\" "
                        "in data/gazetteer to build it",
                    file.string());
    if (!in) return fail(ErrorKind::unavailable, "cannot read " + file.string(), file.string());
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad())
        return fail(ErrorKind::unavailable, "cannot read " + file.string(), file.string());
    return text;
}

}  // namespace

std::string Place::label() const {
    return kind == Kind::region || admin1.empty() ? name : name + ", " + admin1;
}

Result<Gazetteer> Gazetteer::load(const std::vector<std::filesystem::path>& files) {
    Gazetteer gazetteer;
    for (const auto& file : files)
        if (auto read = gazetteer.read(file); !read) return tl::unexpected<Error>(read.error());
    gazetteer.sort_into(gazetteer.names_);
    gazetteer.places_.shrink_to_fit();
    gazetteer.letters_.shrink_to_fit();
    return gazetteer;
}

Result<void> Gazetteer::read(const std::filesystem::path& file) {
    const auto text = read_text(file);
    if (!text) return tl::unexpected<Error>(text.error());
    std::string_view rest = *text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    const bool csv = file.extension() == ".csv";
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const auto end = std::min(rest.find('\n'), rest.size());
        auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        auto fields = csv ? split_csv(line) : split(line, '\t');
        Place place;
        std::string wrong;
        if (number == 1) {
            if (fields.front() == "kind") continue;
            wrong = "the first line must name the columns, kind first";
        }
        if (wrong.empty()) wrong = read_row(fields, place);
        if (wrong.empty() && !append(std::move(place), split(fields[2], '|')))
            wrong = "a name in UTF-8 is needed";
        const auto where = file.string() + ':' + std::to_string(number);
        if (!wrong.empty()) return fail(ErrorKind::bad_request, where + ": " + wrong, where);
    }
    return {};
}

bool Gazetteer::append(Place place, const std::vector<std::string>& alternate_names) {
    const auto own = fold_place_name(place.name);
    if (own.empty() || own.size() > kLongestText) return false;
    std::vector<std::string> folded;
    for (const auto& alternate : alternate_names) {
        auto name = fold_place_name(alternate);
        if (!name.empty() && name.size() <= kLongestText && name != own)
            folded.push_back(std::move(name));
    }
    std::sort(folded.begin(), folded.end());
    folded.erase(std::unique(folded.begin(), folded.end()), folded.end());
    add_name(own, NameKind::own);
    for (const auto& name : folded) add_name(name, NameKind::alternate);
    folded.push_back(own);
    for (const auto& name : folded)
        if (place.kind == Place::Kind::region)
            regions_.emplace(name, std::pair(place.country, place.admin1));
    places_.push_back(std::move(place));
    return true;
}

/// For the place that is about to be added.
void Gazetteer::add_name(std::string_view folded, NameKind kind) {
    unsorted_.push_back({static_cast<std::uint32_t>(letters_.size()),
                         static_cast<std::uint32_t>(places_.size()),
                         static_cast<std::uint16_t>(folded.size()), kind});
    letters_ += folded;
}

void Gazetteer::sort_into(Names& names) {
    const auto before = [this](const Name& a, const Name& b) {
        const int order = letters_of(a).compare(letters_of(b));
        return order != 0 ? order < 0 : a.place < b.place;
    };
    std::sort(unsorted_.begin(), unsorted_.end(), before);
    const auto middle = static_cast<std::ptrdiff_t>(names.size());
    names.insert(names.end(), unsorted_.begin(), unsorted_.end());
    std::inplace_merge(names.begin(), names.begin() + middle, names.end(), before);
    unsorted_.clear();
}

void Gazetteer::add(Place place, const std::vector<std::string>& alternate_names) {
    constexpr std::size_t kMostNewNames = 4096;
    append(std::move(place), alternate_names);
    // Into the short list, so that adding thousands doesn't move hundreds of thousands each time.
    sort_into(new_names_);
    if (new_names_.size() < kMostNewNames) return;
    unsorted_.swap(new_names_);
    sort_into(names_);
}

void Gazetteer::keep_each_once(Matches& matches) {
    std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
        return std::tuple(a.place, a.kind) < std::tuple(b.place, b.kind);
    });
    const auto end = std::unique(matches.begin(), matches.end(),
                                 [](const Match& a, const Match& b) { return a.place == b.place; });
    matches.erase(end, matches.end());
}

Gazetteer::Matches Gazetteer::named(std::string_view folded, Compare compare) const {
    Matches matches;
    for (const auto* names : {&names_, &new_names_}) {
        auto name = std::lower_bound(
            names->begin(), names->end(), folded,
            [this](const Name& each, std::string_view text) { return letters_of(each) < text; });
        for (; name != names->end() && fits(letters_of(*name), folded, compare == Compare::whole);
             ++name)
            matches.push_back({name->place, name->kind});
    }
    keep_each_once(matches);
    return matches;
}

/// Whether a place lies in the province, state or country that a text names: "mb", "manitoba",
/// "manitoba canada"; for Level::country "canada" alone.
bool Gazetteer::lies_in(const Place& place, std::string_view qualifier, Level level,
                        Compare compare) const {
    for (const auto& [country, name] : kCountryNames) {
        if (country != place.country) continue;
        if (level == Level::country && fits(name, qualifier, compare == Compare::whole))
            return true;
        if (level == Level::admin1 && qualifier.size() > name.size() + 1 &&
            qualifier.ends_with(name) && qualifier[qualifier.size() - name.size() - 1] == ' ' &&
            lies_in(place, qualifier.substr(0, qualifier.size() - name.size() - 1), level,
                    Compare::whole))
            return true;
    }
    if (level == Level::country || place.kind == Place::Kind::region) return false;
    for (auto region = regions_.lower_bound(qualifier);
         region != regions_.end() && fits(region->first, qualifier, compare == Compare::whole);
         ++region)
        if (region->second.first == place.country && region->second.second == place.admin1)
            return true;
    return !place.admin1.empty() &&
           fits(fold_place_name(place.admin1), qualifier, compare == Compare::whole);
}

/// Places with a name and a province, state or country behind it; the longest name first.
Gazetteer::Matches Gazetteer::named_with_qualifier(std::string_view folded, Compare compare) const {
    for (auto space = folded.rfind(' '); space != std::string_view::npos && space > 0;
         space = folded.rfind(' ', space - 1)) {
        const auto candidates = named(folded.substr(0, space), Compare::whole);
        for (const auto level : {Level::admin1, Level::country}) {
            Matches there;
            for (const auto& match : candidates)
                if (lies_in(places_[match.place], folded.substr(space + 1), level, compare))
                    there.push_back(match);
            if (!there.empty()) return there;
        }
    }
    return {};
}

const Place* Gazetteer::find_postal(std::string_view folded) const {
    const auto tail = postal_tail(folded);
    if (!tail) return nullptr;
    const auto prefix = folded.substr(folded.size() - tail->length, tail->prefix);
    for (const auto& match : named(prefix, Compare::whole)) {
        const auto& place = places_[match.place];
        if (place.kind == Place::Kind::postal && place.country == tail->country) return &place;
    }
    return nullptr;
}

const Place* Gazetteer::best_of(const Matches& matches, const Point* nearby) const {
    const Place* best = nullptr;
    double best_km = kFindNearbyKm;
    for (const auto& match : matches) {
        if (!nearby) break;
        const double km = distance_km(places_[match.place].centre, *nearby);
        if (km > kFindNearbyKm || (best && km >= best_km)) continue;
        best = &places_[match.place];
        best_km = km;
    }
    if (best) return best;
    for (const auto& match : matches) {
        const auto& place = places_[match.place];
        // Equal weight: a city before a postal prefix before a region, then the first loaded.
        if (!best || std::pair(-weight(place), place.kind) < std::pair(-weight(*best), best->kind))
            best = &place;
    }
    return best;
}

const Place* Gazetteer::find(std::string_view text, const Point* nearby) const {
    if (text.size() > kLongestText) return nullptr;
    const auto folded = fold_place_name(text);
    if (folded.empty()) return nullptr;
    if (const auto* postal = find_postal(folded)) return postal;
    auto matches = named(folded, Compare::whole);
    if (matches.empty()) matches = named_with_qualifier(folded, Compare::whole);
    if (!matches.empty()) return best_of(matches, nearby);
    // A postal code that isn't known, behind a name that may be.
    const auto tail = postal_tail(folded);
    if (!tail || tail->length + 1 >= folded.size()) return nullptr;
    return find(std::string_view(folded).substr(0, folded.size() - tail->length - 1), nearby);
}

const Place* Gazetteer::nearest_city(const Point& point) const {
    constexpr double kFarthestKm = 50;
    const Place* nearest = nullptr;
    double least = kFarthestKm;
    for (const auto& place : places_) {
        if (place.kind != Place::Kind::city) continue;
        const auto km = distance_km(place.centre, point);
        if (km < least) least = km, nearest = &place;
    }
    return nearest;
}

std::string Gazetteer::region_of(const Point& point, std::string_view label) const {
    const auto* place = label.empty() ? nullptr : find(label, &point);
    if (!place || !(place->centre == point)) place = nearest_city(point);
    return place && !place->admin1.empty() ? place->country + '-' + place->admin1 : std::string{};
}

std::vector<const Place*> Gazetteer::complete(std::string_view prefix, std::size_t limit,
                                              const Point* nearby) const {
    if (prefix.size() > kLongestText) return {};
    const auto folded = fold_place_name(prefix);
    if (folded.empty()) return {};
    auto matches = named(folded, Compare::beginning);
    const auto qualified = named_with_qualifier(folded, Compare::beginning);
    matches.insert(matches.end(), qualified.begin(), qualified.end());
    keep_each_once(matches);
    if (matches.empty()) {
        const auto* found = find(prefix, nearby);
        return found && limit > 0 ? std::vector{found} : std::vector<const Place*>{};
    }
    struct Ranked {
        NameKind kind;
        double km;  ///< Of those near by only; else the same for all.
        double lightness;
        std::uint32_t place;
        auto operator<=>(const Ranked&) const = default;
    };
    std::vector<Ranked> ranked;
    ranked.reserve(matches.size());
    for (const auto& [number, kind] : matches) {
        const auto& place = places_[number];
        const double km = nearby ? distance_km(place.centre, *nearby) : kCompleteNearbyKm;
        ranked.push_back({kind, std::min(km, kCompleteNearbyKm), -weight(place), number});
    }
    const auto shown = std::min(limit, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(shown),
                      ranked.end());
    std::vector<const Place*> places;
    for (std::size_t i = 0; i < shown; ++i) places.push_back(&places_[ranked[i].place]);
    return places;
}

}  // namespace porchlight
