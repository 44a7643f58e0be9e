#include "core/review/place_lint.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "core/text/words.h"

namespace porchlight {
namespace {

using Words = std::vector<Word>;
using Phrase = std::vector<std::string_view>;

constexpr std::size_t kStreetReach = 4;  ///< Words between a number, or a capital, and "Street".

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Behind a name: "Elm Street". "St" and "way" have other meanings and need a number in front.
constexpr std::array<std::string_view, 27> kStreets = {
    "street", "avenue", "ave", "road", "drive", "lane", "ln", "boulevard", "blvd", "boul", "crescent",
    "cres", "highway", "hwy", "terrace", "parkway", "pkwy", "trail", "alley", "laneway", "driveway",
    "promenade", "calzada", "callejon", "bulevar", "concession", "sideroad"};
constexpr std::array<std::string_view, 14> kStreetsWithNumber = {
    "st", "rd", "dr", "ct", "court", "place", "pl", "way", "circle", "square", "bay", "close", "cove", "row"};
/// In front of a name: "rue des Ormes".
constexpr std::array<std::string_view, 17> kStreetsBefore = {
    "rue", "chemin", "boulevard", "boul", "avenue", "av", "ruelle", "impasse", "quai", "calle", "avenida",
    "avda", "carrera", "camino", "paseo", "callejon", "autopista"};
/// "at 12 elm st": a house's number stands before one of these.
constexpr std::array<std::string_view, 10> kRooms = {"apt",  "apartment", "suite", "unit", "appartement",
                                                    "app", "apto", "apartamento", "buzzer", "porte"};

/// Words that lead to a place beside which something lies.
const std::vector<Phrase>& beside() {
    static const std::vector<Phrase> all = {
        {"across", "from"}, {"across", "the", "street"}, {"across", "the", "road"}, {"kitty", "corner"},
        {"next", "door", "to"}, {"next", "to", "the"}, {"right", "beside"}, {"beside", "the"}, {"behind", "the"},
        {"in", "front", "of", "the"}, {"around", "the", "corner"}, {"at", "the", "corner"}, {"corner", "of"},
        {"opposite", "the"}, {"facing", "the"}, {"blocks", "from"}, {"block", "from"}, {"blocks", "north"},
        {"blocks", "south"}, {"blocks", "east"}, {"blocks", "west"}, {"block", "north"}, {"block", "south"},
        {"block", "east"}, {"block", "west"}, {"above", "the"}, {"upstairs", "from"}, {"steps", "from"},
        {"backs", "onto"}, {"just", "off"}, {"just", "past"}, {"just", "north"},
        {"just", "south"}, {"just", "east"}, {"just", "west"}, {"get", "off", "at"},
        {"bus", "stop"}, {"stop", "number"}, {"the", "stop", "at"}, {"turn", "left"}, {"turn", "right"},
        {"minutes", "walk", "from"}, {"minute", "walk", "from"}, {"walk", "from", "the"}, {"look", "for", "the"},
        {"en", "face", "du"}, {"en", "face", "de"}, {"en", "face", "des"}, {"a", "cote", "du"}, {"a", "cote", "de"},
        {"a", "cote", "des"}, {"derriere", "le"}, {"derriere", "la"}, {"derriere", "l"}, {"devant", "le"},
        {"devant", "la"}, {"devant", "l"}, {"au", "coin"}, {"coin", "de"}, {"coin", "des"}, {"a", "l", "angle"},
        {"au", "dessus", "du"}, {"au", "dessus", "de"}, {"voisin", "du"}, {"voisin", "de"}, {"pas", "loin", "du"},
        {"tournez", "a"}, {"tourner", "a"}, {"descendre", "a", "l", "arret"}, {"descendez", "a"}, {"l", "arret", "de"},
        {"arret", "d", "autobus"}, {"pres", "du"}, {"pres", "de", "la"}, {"pres", "de", "l"}, {"juste", "apres"},
        {"pate", "de", "maisons"}, {"coins", "de", "rue"},
        {"frente", "a"}, {"enfrente", "de"}, {"enfrente", "del"}, {"al", "lado", "de"}, {"al", "lado", "del"},
        {"detras", "de"}, {"detras", "del"}, {"a", "la", "vuelta"}, {"en", "la", "esquina"}, {"esquina", "de"},
        {"esquina", "con"}, {"encima", "de"}, {"encima", "del"}, {"junto", "a"}, {"junto", "al"}, {"cerca", "del"},
        {"cerca", "de", "la"}, {"cuadras", "de"}, {"cuadra", "de"}, {"cuadras", "al"}, {"doble", "a"},
        {"parada", "de"}, {"baje", "en"}, {"bajese", "en"}, {"pasando", "el"}, {"pasando", "la"}, {"entre", "la"}};
    return all;
}

/// The text from a word on, some words long.
struct Found {
    std::size_t begin = 0, end = 0;  ///< Bytes.
};

class Finder {
  public:
    explicit Finder(std::string_view text) : text_(text), words_(words_of(text)) {}

    std::vector<std::string> run() {
        find_links();
        find_codes();
        for (std::size_t i = 0; i < words_.size(); ++i) look_at(i);
        std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
            return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
        });
        std::vector<std::string> out;
        std::size_t covered = 0;
        for (const auto& each : found_) {
            if (each.end <= covered) continue;
            out.emplace_back(text_.substr(each.begin, each.end - each.begin));
            covered = each.end;
        }
        return out;
    }

  private:
    std::string_view word(std::size_t at) const {
        return at < words_.size() ? std::string_view(words_[at].text) : std::string_view{};
    }
    std::string_view typed(std::size_t at) const {
        return text_.substr(words_[at].begin, words_[at].end - words_[at].begin);
    }
    bool is_capital(std::size_t at) const {
        if (at >= words_.size()) return false;
        const auto as_typed = typed(at);
        const auto c = static_cast<unsigned char>(as_typed[0]);
        // É, À and their like: U+00C0 to U+00DE.
        return (c >= 'A' && c <= 'Z') ||
               (c == 0xC3 && as_typed.size() > 1 && static_cast<unsigned char>(as_typed[1]) <= 0x9E);
    }
    void add(std::size_t first, std::size_t last) {
        last = std::min(last, words_.size() - 1);
        found_.push_back({words_[first].begin, words_[last].end});
    }

    void look_at(std::size_t i) {
        if (is_postal_code(i)) return;
        for (const auto& phrase : beside())
            if (matches(phrase, i)) return add(i, i + phrase.size() + 2);
        const auto here = word(i);
        if (is_one_of(kRooms, here) && !word(i + 1).empty() && is_digit(word(i + 1)[0])) return add(i, i + 1);
        if (is_one_of(kStreetsBefore, here) && names_follow(i)) return add(i, i + 3);
        if (is_one_of(kStreets, here) && i > 0 && !words_[i].sentence_start && named_before(i)) return add(i - 1, i);
        if (is_digit(here.empty() ? ' ' : here[0])) look_at_number(i);
        if (is_crossing(i)) add(i, i + 2);
    }

    bool matches(const Phrase& phrase, std::size_t at) const {
        for (std::size_t k = 0; k < phrase.size(); ++k)
            if (word(at + k) != phrase[k] || (k > 0 && words_[at + k].sentence_start)) return false;
        return true;
    }

    /// "Elm Street", "5th Avenue", but not "the street".
    bool named_before(std::size_t i) const {
        const auto before = word(i - 1);
        if (is_capital(i - 1) && before != "the") return true;
        return is_digit(before[0]);
    }

    /// "rue Principale", "rue des Ormes", "calle 8", but not "la rue".
    bool names_follow(std::size_t i) const {
        static constexpr std::array<std::string_view, 8> kSmall = {"de", "des", "du", "la", "le", "l", "del", "los"};
        for (std::size_t at = i + 1; at < words_.size() && at <= i + 3; ++at) {
            if (words_[at].sentence_start) return false;
            if (is_capital(at) || is_digit(word(at)[0])) return true;
            if (!is_one_of(kSmall, word(at)) && word(at).size() > 3) return false;
        }
        return false;
    }

    /// A house's number before a street's name.
    void look_at_number(std::size_t i) {
        for (std::size_t ahead = i + 1; ahead < words_.size() && ahead <= i + kStreetReach; ++ahead) {
            if (words_[ahead].sentence_start) return;
            const auto here = word(ahead);
            if (is_one_of(kStreetsBefore, here) && ahead <= i + 2) return add(i, ahead + 2);
            if (ahead == i + 1) continue;
            if (is_one_of(kStreets, here) || (is_one_of(kStreetsWithNumber, here) && all_capital(i + 1, ahead)))
                return add(i, ahead);
        }
    }

    bool all_capital(std::size_t first, std::size_t last) const {
        for (std::size_t at = first; at < last; ++at)
            if (!is_capital(at)) return false;
        return true;
    }

    /// "Main and Selkirk", "Main & 5th": two names with a street's meaning are too many to tell from
    /// people's; only where a word of place leads to them.
    bool is_crossing(std::size_t i) const {
        static constexpr std::array<std::string_view, 2> kLeads = {"at", "near"};
        static constexpr std::array<std::string_view, 3> kJoins = {"and", "et", "y"};
        if (i == 0 || !is_one_of(kLeads, word(i - 1)) || !is_capital(i)) return false;
        const bool joined = is_one_of(kJoins, word(i + 1)) && is_capital(i + 2);
        const bool ampersand = i + 1 < words_.size() && is_capital(i + 1) &&
                               text_.substr(words_[i].end, words_[i + 1].begin - words_[i].end).find('&') !=
                                   std::string_view::npos;
        return joined || ampersand;
    }

    bool is_postal_code(std::size_t i) {
        const auto first = word(i), second = word(i + 1);
        const auto half = [](std::string_view a) {
            return a.size() == 3 && is_letter(a[0]) && is_digit(a[1]) && is_letter(a[2]);
        };
        const auto other = [](std::string_view a) {
            return a.size() == 3 && is_digit(a[0]) && is_letter(a[1]) && is_digit(a[2]);
        };
        if (half(first) && other(second)) return add(i, i + 1), true;
        if (first.size() == 6 && half(first.substr(0, 3)) && other(first.substr(3))) return add(i, i), true;
        // "R3C" by itself, and the five digits of a ZIP code.
        if (half(first) && is_capital(i)) return add(i, i), true;
        if (first.size() == 5 && is_number(first)) return add(i, i), true;
        return false;
    }

    void find_links() {
        static constexpr std::array<std::string_view, 14> kMaps = {
            "maps.", "/maps", "goo.gl", "openstreetmap", "osm.org", "waze.", "geo:", "what3words", "w3w.co", "///",
            "plus.codes", "mapquest", "here.com", "bing.com/maps"};
        std::string lower(text_);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        for (const auto& mark : kMaps)
            for (auto at = lower.find(mark); at != std::string::npos; at = lower.find(mark, at + 1)) {
                auto end = lower.find_first_of(" \n", at);
                if (end == std::string::npos) end = lower.size();
                auto begin = lower.find_last_of(" \n", at);
                begin = begin == std::string::npos ? 0 : begin + 1;
                found_.push_back({begin, end});
            }
    }

    /// Runs without a space: coordinates, plus codes, three words joined by dots.
    void find_codes() {
        for (std::size_t begin = 0; begin < text_.size();) {
            const auto end = std::min(text_.find_first_of(" \n,;()", begin), text_.size());
            const auto run = text_.substr(begin, end - begin);
            if (is_coordinate(run) || is_plus_code(run) || is_three_words(run)) found_.push_back({begin, end});
            begin = end + 1;
        }
    }

    /// "49.8951", "-97.138", "49°53'42\"N": three decimals are some hundred metres.
    static bool is_coordinate(std::string_view run) {
        if (run.find("\xC2\xB0") != std::string_view::npos && std::any_of(run.begin(), run.end(), is_digit)) {
            // "20°C" is a temperature.
            return run.find('\'') != std::string_view::npos || run.find("\xE2\x80\xB2") != std::string_view::npos ||
                   run.find("\xE2\x80\x99") != std::string_view::npos;
        }
        while (!run.empty() && (run.back() == '.' || run.back() == 'N' || run.back() == 'W')) run.remove_suffix(1);
        if (!run.empty() && (run[0] == '-' || run[0] == '+')) run.remove_prefix(1);
        const auto point = run.find('.');
        if (point == std::string_view::npos || point == 0 || point > 3) return false;
        const auto degrees = run.substr(0, point);
        return is_number(degrees) && (degrees.size() < 3 || degrees <= "180") &&
               is_number(run.substr(point + 1)) && run.size() - point - 1 >= 3;
    }

    /// "86M8V7PW+9Q", "V7PW+9Q".
    static bool is_plus_code(std::string_view run) {
        static constexpr std::string_view kAlphabet = "23456789CFGHJMPQRVWX";
        while (!run.empty() && run.back() == '.') run.remove_suffix(1);
        const auto plus = run.find('+');
        if (plus == std::string_view::npos || plus < 4 || plus > 8 || run.size() - plus < 3) return false;
        for (std::size_t i = 0; i < run.size(); ++i)
            if (i != plus && kAlphabet.find(run[i]) == std::string_view::npos) return false;
        return true;
    }

    /// "filled.count.soap".
    static bool is_three_words(std::string_view run) {
        while (!run.empty() && run.back() == '.') run.remove_suffix(1);
        std::size_t parts = 1, letters = 0;
        for (const char c : run) {
            if (c == '.') {
                if (letters < 3) return false;
                ++parts, letters = 0;
            } else if (is_letter(c)) {
                ++letters;
            } else {
                return false;
            }
        }
        static constexpr std::array<std::string_view, 6> kHosts = {"org", "com", "ca", "net", "gov", "edu"};
        return parts == 3 && letters >= 3 && !is_one_of(kHosts, run.substr(run.rfind('.') + 1)) &&
               run.rfind("www.", 0) != 0;
    }

    std::string_view text_;
    Words words_;
    std::vector<Found> found_;
};

}  // namespace

std::vector<std::string> place_hints(std::string_view text) { return Finder(text).run(); }

}  // namespace porchlight
