#include "core/checkin/note_lint.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "core/text/fold.h"
#include "core/text/words.h"

namespace porchlight {
namespace {

constexpr std::size_t kPhoneDigits = 7;     ///< As few as a local number has.
constexpr std::size_t kLongSolidDigits = 5; ///< Undivided: a ZIP code, a case number, a part of a phone number.
constexpr std::size_t kStreetReach = 4;     ///< Words between a house's number and "Street".

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 44> kMonths = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
    "sep", "oct", "nov", "dec", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet",
    "aout", "septembre", "octobre", "novembre", "decembre", "enero", "febrero", "marzo", "abril",
    "mayo", "junio", "julio", "agosto"};
constexpr std::array<std::string_view, 4> kMoreMonths = {"septiembre", "octubre", "noviembre",
                                                         "diciembre"};
constexpr std::array<std::string_view, 25> kStreets = {
    "street", "st", "avenue", "ave", "av", "road", "rd", "drive", "dr", "lane", "ln", "boulevard",
    "blvd", "boul", "crescent", "cres", "highway", "hwy", "terrace", "square",
    "plaza", "calle", "avenida", "carrera", "camino"};
constexpr std::array<std::string_view, 11> kStreetsBefore = {
    "rue", "chemin", "ch", "avenue", "av", "boulevard", "boul", "place", "calle", "avenida", "route"};
constexpr std::array<std::string_view, 8> kRooms = {"apt", "apartment", "suite", "unit",
                                                   "appartement", "app", "apto", "apartamento"};
constexpr std::array<std::string_view, 15> kTitles = {
    "mr", "mrs", "ms", "miss", "dr", "mme", "mlle", "monsieur", "madame", "senor", "senora", "sr",
    "sra", "named", "appele"};
/// Capitalised without being a person's.
constexpr std::array<std::string_view, 41> kOrdinary = {
    "i", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi",
    "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miercoles",
    "jueves", "viernes", "sabado", "domingo", "english", "french", "spanish", "cree", "ojibwe",
    "inuktitut", "arabic", "canada", "christmas", "easter", "internet", "wifi", "id", "tv", "am",
    "pm", "ok", "covid", "google"};

bool is_month(std::string_view word) {
    return is_one_of(kMonths, word) || is_one_of(kMoreMonths, word);
}

bool is_day_number(std::string_view word) {
    if (!is_digit(word.empty() ? ' ' : word.front())) return false;
    const auto digits = word.substr(0, word.find_first_not_of("0123456789"));
    const auto ending = word.substr(digits.size());
    return digits.size() <= 2 &&
           (ending.empty() || ending == "st" || ending == "nd" || ending == "rd" || ending == "th" ||
            ending == "er");
}

bool is_year(std::string_view word) {
    return word.size() == 4 && is_number(word) && (word.substr(0, 2) == "19" || word.substr(0, 2) == "20");
}

bool has_email(std::string_view note) {
    const auto at = note.find('@');
    if (at == std::string_view::npos) return false;
    return at > 0 && at + 1 < note.size() && note[at - 1] != ' ' && note[at + 1] != ' ';
}

/// Digits that belong together: nothing but the marks of a phone number stands between them. A
/// clock's colon ends a run, so that "9:00 - 17:00" isn't one.
bool has_phone(std::string_view note) {
    std::size_t digits = 0, solid = 0;
    for (std::size_t i = 0; i < note.size(); ++i) {
        const char c = note[i];
        if (is_digit(c)) {
            ++digits, ++solid;
            if (digits >= kPhoneDigits || solid >= kLongSolidDigits + 1) return true;
            continue;
        }
        solid = 0;
        if (std::string_view(" -.()+/").find(c) == std::string_view::npos) digits = 0;
    }
    return false;
}

/// "2026-11-24", "24/11", "24.11.26", but not "24/7".
bool has_numeric_date(std::string_view note) {
    for (std::size_t i = 0; i < note.size(); ++i) {
        if (!is_digit(note[i]) || (i > 0 && (is_digit(note[i - 1]) || note[i - 1] == ':'))) continue;
        std::vector<std::size_t> parts;
        std::string shape;
        auto at = i;
        for (;;) {
            const auto begin = at;
            while (at < note.size() && is_digit(note[at])) ++at;
            if (at == begin) break;
            parts.push_back(at - begin);
            if (at >= note.size() || std::string_view("-/.").find(note[at]) == std::string_view::npos) break;
            shape += note[at++];
        }
        // "2-1-1" is a number to dial.
        const bool any_long = std::any_of(parts.begin(), parts.end(), [](auto size) { return size > 1; });
        if (parts.size() >= 3 && any_long && (parts[0] <= 2 || parts[0] == 4)) return true;
        const auto text = note.substr(i, at - i);
        if (parts.size() == 2 && shape[0] == '/' && parts[0] <= 2 && parts[1] <= 2 && text != "24/7")
            return true;
    }
    return false;
}

bool has_worded_date(const std::vector<Word>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_year(words[i].text)) return true;
        if (!is_month(words[i].text)) continue;
        const auto numbered = [&](std::size_t at) {
            return at < words.size() && is_day_number(words[at].text);
        };
        const bool joined = i >= 2 && (words[i - 1].text == "of" || words[i - 1].text == "de");
        if (numbered(i + 1) || (i > 0 && numbered(i - 1)) || (joined && numbered(i - 2))) return true;
    }
    return false;
}

bool is_postal_code(std::string_view first, std::string_view second) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return first.size() == 3 && second.size() == 3 && letter(first[0]) && is_digit(first[1]) &&
           letter(first[2]) && is_digit(second[0]) && letter(second[1]) && is_digit(second[2]);
}

bool has_address(const std::vector<Word>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i].text;
        const std::string_view next = i + 1 < words.size() ? words[i + 1].text : std::string_view{};
        if (is_postal_code(word, next)) return true;
        if (word.size() == 6 && is_postal_code(word.substr(0, 3), word.substr(3))) return true;
        if (word.size() == kLongSolidDigits && is_number(word)) return true;
        if (is_one_of(kRooms, word) && has_digit(next)) return true;
        if (!is_digit(word.front())) continue;
        if (is_one_of(kStreetsBefore, next)) return true;
        for (std::size_t ahead = i + 2; ahead < words.size() && ahead <= i + kStreetReach; ++ahead) {
            if (words[ahead].sentence_start) break;
            if (is_one_of(kStreets, words[ahead].text)) return true;
        }
    }
    return false;
}

bool is_capital(std::string_view text) {
    if (text.empty()) return false;
    if (text[0] >= 'A' && text[0] <= 'Z') return true;
    // É, À and their like: U+00C0 to U+00DE.
    return text.size() > 1 && text[0] == '\xC3' && static_cast<unsigned char>(text[1]) >= 0x80 &&
           static_cast<unsigned char>(text[1]) <= 0x9E;
}

/// Whether a sentence begins there: at the start, or behind its mark.
bool begins_sentence(std::string_view note, std::size_t at) {
    while (at > 0 && note[at - 1] == ' ') --at;
    return at == 0 || std::string_view(".!?\n").find(note[at - 1]) != std::string_view::npos;
}

bool is_ordinary(std::string_view word) {
    if (is_one_of(kOrdinary, word) || is_month(word)) return true;
    return word.size() > 1 && word.back() == 's' && is_one_of(kOrdinary, word.substr(0, word.size() - 1));
}

bool is_shouted(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string_view to_string(Identifying kind) {
    switch (kind) {
        case Identifying::email: return "an e-mail address";
        case Identifying::phone: return "a phone number";
        case Identifying::date: return "a date";
        case Identifying::address: return "an address";
        case Identifying::name: return "a name";
    }
    return {};
}

Result<NoteLint> NoteLint::load(const std::filesystem::path& given_names) {
    std::ifstream in(given_names);
    if (!in) return fail(ErrorKind::unavailable, "cannot read " + given_names.string());
    NoteLint out;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line.front() != '#') out.given_names_.insert(fold(line));
    return out;
}

std::optional<Identifying> NoteLint::find(std::string_view note,
                                          const std::vector<std::string>& allowed) const {
    if (has_email(note)) return Identifying::email;
    const auto words = words_of(note);
    if (has_numeric_date(note) || has_worded_date(words)) return Identifying::date;
    if (has_address(words)) return Identifying::address;
    if (has_phone(note)) return Identifying::phone;
    std::unordered_set<std::string> own;
    for (const auto& name : allowed)
        for (auto& word : words_of(name)) own.insert(std::move(word.text));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        const auto typed = note.substr(word.begin, word.end - word.begin);
        if (i > 0 && is_one_of(kTitles, words[i - 1].text) && is_capital(typed) && !own.count(word.text))
            return Identifying::name;
        if (own.count(word.text) || has_digit(typed) || !is_capital(typed)) continue;
        if (given_names_.count(word.text)) return Identifying::name;
        if (begins_sentence(note, word.begin) || is_shouted(typed) || is_ordinary(word.text)) continue;
        return Identifying::name;
    }
    return std::nullopt;
}

}  // namespace porchlight
