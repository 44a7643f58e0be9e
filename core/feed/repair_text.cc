#include "core/feed/repair_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/feed/html_names.h"
#include "core/feed/json_read.h"
#include "core/feed/utf8.h"

namespace porchlight {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Code points of the bytes 0x80 to 0x9F in CP1252; 0 where it has none.
constexpr std::array<char16_t, 32> kCp1252{
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/// The byte that CP1252 (or Latin-1) shows as this character; -1 where there is none.
int byte_of(char32_t code) {
    if (code < 0x100) return static_cast<int>(code);
    const auto found = std::find(kCp1252.begin(), kCp1252.end(), static_cast<char16_t>(code));
    return code < 0x10000 && found != kCp1252.end() ? 0x80 + static_cast<int>(found - kCp1252.begin()) : -1;
}

/// The whole text read backwards into bytes, where that gives valid UTF-8 with fewer characters.
std::string whole_decoded(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const int byte = byte_of(next_code_point(text, at));
        if (byte < 0) return {};
        bytes.push_back(static_cast<char>(byte));
    }
    return is_utf8(bytes) ? bytes : std::string{};
}

struct Sequence {
    std::string_view wrong, right;
};

// E2 80 xx as CP437 shows it, where Greek gamma became a G on the way ("GÇÖ" is U+2019), and as
// CP1252 shows it. No language has these in a row. The longest stand first.
constexpr Sequence kSequences[] = {
    {"G\xC3\x87\xC3\x96", "\xE2\x80\x99"},  {"G\xC3\x87\xC2\xA3", "\xE2\x80\x9C"},
    {"G\xC3\x87\xC2\xA5", "\xE2\x80\x9D"},  {"G\xC3\x87\xC3\xB4", "\xE2\x80\x93"},
    {"G\xC3\x87\xC3\xB6", "\xE2\x80\x94"},  {"G\xC3\x87\xC3\xA6", "\xE2\x80\x91"},
    {"G\xC3\x87\xC3\xBF", "\xE2\x80\x98"},  {"G\xC3\x87\xC3\xB3", "\xE2\x80\xA2"},
    {"G\xC3\x87\xC2\xAA", "\xE2\x80\xA6"},  {"G\xC3\x87\xC3\xAF", ""},  // U+200B, zero width
    {"\xCE\x93\xC3\x87\xC3\x96", "\xE2\x80\x99"}, {"\xCE\x93\xC3\x87\xC2\xA3", "\xE2\x80\x9C"},
    {"\xCE\x93\xC3\x87\xC2\xA5", "\xE2\x80\x9D"}, {"\xCE\x93\xC3\x87\xC3\xB4", "\xE2\x80\x93"},
    {"\xCE\x93\xC3\x87\xC3\xB6", "\xE2\x80\x94"}, {"\xCE\x93\xC3\x87\xC3\xB3", "\xE2\x80\xA2"},
    {"\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2", "\xE2\x80\x99"}, {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C", "\xE2\x80\x93"},
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9D", "\xE2\x80\x94"}, {"\xC3\xA2\xE2\x82\xAC\xC5\x93", "\xE2\x80\x9C"},
    {"\xC3\xA2\xE2\x82\xAC\xC2\x9D", "\xE2\x80\x9D"},     {"\xC3\xA2\xE2\x82\xAC\xCB\x9C", "\xE2\x80\x98"},
    {"\xC3\xA2\xE2\x82\xAC\xC2\xA2", "\xE2\x80\xA2"},     {"\xC3\xA2\xE2\x82\xAC\xC2\xA6", "\xE2\x80\xA6"},
};

bool replace_sequences(std::string& text) {
    bool changed = false;
    for (const auto& [wrong, right] : kSequences)
        for (std::size_t at = 0; (at = text.find(wrong, at)) != std::string::npos; at += right.size()) {
            text.replace(at, wrong.size(), right);
            changed = true;
        }
    return changed;
}

/// The same loss for accented letters: "C+ínc" was "Cánc". Only the two that are unambiguous, and
/// only inside a word.
bool replace_plus_letters(std::string& text) {
    constexpr Sequence kLetters[] = {{"+\xC3\xAD", "\xC3\xA1"}, {"+\xC2\xA1", "\xC3\xAD"}};
    bool changed = false;
    for (const auto& [wrong, right] : kLetters)
        for (std::size_t at = 0; (at = text.find(wrong, at)) != std::string::npos; ++at) {
            const auto after = at + wrong.size();
            const bool inside = at > 0 && is_letter(text[at - 1]) && after < text.size() && is_letter(text[after]);
            if (!inside) continue;
            text.replace(at, wrong.size(), right);
            changed = true;
        }
    return changed;
}

/// The code point of "#233", "#xE9" or "eacute"; 0 where it is none.
char32_t entity_code(std::string_view name) {
    if (!name.starts_with('#')) return named_entity(name);
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
    if (hexadecimal) name.remove_prefix(1);
    unsigned code = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
    if (error != std::errc{} || end != name.data() + name.size()) return 0;
    if (code >= 0x80 && code < 0xA0) return kCp1252[code - 0x80];  // as every browser reads them
    const bool legal = (code >= 0x20 || code == 9 || code == 10 || code == 13) && code < 0x110000 &&
                       (code < 0xD800 || code > 0xDFFF);
    return legal ? code : 0;
}

std::string decode_once(std::string_view text, bool& changed) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text[at] == '&' ? text.find(';', at) : text.npos;
        if (end != text.npos && end - at > 1 && end - at < 12)
            if (const auto code = entity_code(text.substr(at + 1, end - at - 1))) {
                append_utf8(out, code == 0xA0 ? U' ' : code);
                at = end + 1;
                changed = true;
                continue;
            }
        out.push_back(text[at++]);
    }
    return out;
}

/// Length of a mark such as "###MON###" at `at`: two or more signs, three capitals, two or more signs.
std::size_t mark_length(std::string_view text, std::size_t at) {
    const auto run = [&](std::size_t from) {
        std::size_t n = 0;
        while (from + n < text.size() && text[from + n] == '#') ++n;
        return n;
    };
    const auto before = run(at);
    if (before < 2) return 0;
    for (std::size_t i = 0; i < 3; ++i)
        if (at + before + i >= text.size() || text[at + before + i] < 'A' || text[at + before + i] > 'Z') return 0;
    const auto after = run(at + before + 3);
    return after < 2 ? 0 : before + 3 + after;
}

std::string drop_marks(std::string_view text, bool& changed) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto length = text[at] == '#' ? mark_length(text, at) : 0;
        if (length > 0) at += length, changed = true;
        else out.push_back(text[at++]);
    }
    return out;
}

/// "\n" as two characters, which some exports leave behind.
std::string unescape(std::string_view text, bool& changed) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        const bool escaped = text[at] == '\\' && (at == 0 || text[at - 1] != '\\');
        if (escaped && (next == 'n' || next == 't' || next == 'r')) {
            if (next != 'r') out.push_back(next == 'n' ? '\n' : ' ');
            ++at;
            changed = true;
        } else {
            out.push_back(text[at]);
        }
    }
    return out;
}

/// Soft hyphens between blanks were dashes; elsewhere they and zero-width characters show nothing.
std::string drop_invisible(std::string_view text, bool& changed) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        const auto code = next_code_point(text, at);
        const bool control = (code < 0x20 && code != '\n' && code != '\t' && code != '\r') || (code >= 0x7F && code < 0xA0);
        if (code == 0xAD && out.ends_with(' ') && at < text.size() && text[at] == ' ') out += "\xE2\x80\x93", changed = true;
        else if (code == 0xAD || code == 0x200B || code == 0xFEFF || control) changed = true;
        else out.append(text.substr(begin, at - begin));
    }
    return out;
}

/// Blanks at the ends, at line ends and in rows; more than one empty line.
std::string tidy_blanks(std::string_view text) {
    std::string out;
    for (const char c : trimmed(text)) {
        if (c == '\r') continue;
        if (c == '\n') {
            while (out.ends_with(' ')) out.pop_back();
            if (out.ends_with("\n\n")) continue;
            out.push_back(c);
        } else if (c == ' ' || c == '\t') {
            if (!out.ends_with(' ') && !out.ends_with('\n')) out.push_back(' ');
        } else {
            out.push_back(c);
        }
    }
    return out;
}

/// True where nothing in the text can need repair: most texts, so that they cost one pass.
bool is_plain(std::string_view text) {
    char last = ' ';
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
        if (c == '&' || c == '<' || c == '\\' || c == '#') return false;
        if (c == ' ' && last == ' ') return false;
        last = c;
    }
    return text.empty() || last != ' ';
}

}  // namespace

std::string repair_mojibake(std::string_view text, bool& changed) {
    if (is_ascii(text)) return std::string(text);
    if (auto whole = whole_decoded(text); !whole.empty() && whole.size() < text.size()) {
        changed = true;
        return whole;
    }
    std::string out(text);
    const bool sequences = replace_sequences(out);
    const bool letters = replace_plus_letters(out);
    changed = changed || sequences || letters;
    return out;
}

std::string decode_entities(std::string_view text, bool& changed) {
    std::string out(text);
    for (int round = 0; round < 3 && out.find('&') != std::string::npos; ++round) {
        bool again = false;
        out = decode_once(out, again);
        changed = changed || again;
        if (!again) break;
    }
    return out;
}

std::string strip_tags(std::string_view text, bool& changed) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '<') { out.push_back(text[at++]); continue; }
        std::size_t name = at + 1;
        const bool closing = name < text.size() && text[name] == '/';
        name += closing;
        auto end = name;
        while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
        const auto tag = lower_ascii(text.substr(name, end - name));
        const auto close = text.find('>', end);
        const bool boundary = end < text.size() && (text[end] == '>' || text[end] == ' ' || text[end] == '/' || text[end] == '\n');
        if (close == text.npos || !boundary || !is_html_tag(tag)) { out.push_back(text[at++]); continue; }
        changed = true;
        at = close + 1;
        if ((tag == "script" || tag == "style") && !closing) {
            const auto last = text.find("</" + tag, at);
            const auto gone = last == text.npos ? text.npos : text.find('>', last);
            at = gone == text.npos ? text.size() : gone + 1;
        }
        if (breaks_line(tag) && !out.empty() && !out.ends_with('\n')) out.push_back('\n');
    }
    return out;
}

std::string repair_text(std::string_view text, TextUse use, RepairKinds& kinds) {
    if (is_plain(text)) return std::string(text);
    const auto step = [&kinds](RepairKind kind, std::string_view from, auto&& repair) {
        bool changed = false;
        auto out = repair(from, changed);
        if (changed) kinds.add(kind);
        return out;
    };
    auto out = step(RepairKind::mojibake, text, repair_mojibake);
    out = step(RepairKind::html_entity, out, decode_entities);
    if (use == TextUse::prose) {
        out = step(RepairKind::html_tag, out, strip_tags);
        out = step(RepairKind::literal_escape, out, unescape);
        out = step(RepairKind::source_mark, out, drop_marks);
    }
    out = step(RepairKind::invisible_character, out, drop_invisible);
    auto tidy = tidy_blanks(out);
    if (tidy != out && !kinds.any()) kinds.add(RepairKind::blanks);
    return tidy;
}

}  // namespace porchlight
