#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "core/feed/json_read.h"
#include "core/text/fold.h"
#include "core/upkeep/duplicate_names.h"
#include "core/upkeep/duplicates.h"

namespace porchlight {
namespace {

constexpr std::size_t kTextBytes = 400;

/// Words that tell no organization from another.
bool is_filler(std::string_view word) {
    static constexpr std::array kFillers{"the", "of",  "and", "inc", "incorporated", "llc", "corp",
                                         "ltd", "for", "at",  "in",  "a",            "de",  "la",
                                         "le",  "les", "des", "du",  "et"};
    return std::find(kFillers.begin(), kFillers.end(), word) != kFillers.end();
}

/// Domains whose mail addresses anybody may have.
bool is_mail_provider(std::string_view domain) {
    static constexpr std::array kProviders{
        "gmail.com", "yahoo.com", "hotmail.com",   "aol.com",     "outlook.com", "sbcglobal.net",
        "comcast.net", "earthlink.net", "pacbell.net", "bellsouth.net", "att.net", "msn.com",
        "icloud.com", "orange.fr", "wanadoo.fr", "free.fr", "live.com"};
    return std::find(kProviders.begin(), kProviders.end(), domain) != kProviders.end();
}

std::vector<std::string> words_at_spaces(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        if (end > begin) words.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

std::string without_apostrophes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'') continue;
        if (text.substr(i, 3) == "\u2019") {
            i += 2;
            continue;
        }
        out += text[i];
    }
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

ComparedName compared_name(std::string_view text) {
    ComparedName out;
    std::string letters;
    const auto flush = [&] {
        if (!letters.empty()) out.words.push_back(std::move(letters));
        letters.clear();
    };
    for (auto& word : words_at_spaces(fold_phrase(without_apostrophes(text)))) {
        if (is_filler(word)) continue;
        if (word.size() == 1 && std::isalpha(static_cast<unsigned char>(word[0]))) {
            letters += word;
            continue;
        }
        flush();
        out.words.push_back(std::move(word));
    }
    flush();
    out.trigrams = trigrams_of(joined(out.words));
    return out;
}

/// The name, and where it has brackets the name without them.
std::vector<ComparedName> compared_names(std::string_view text) {
    std::vector<ComparedName> out{compared_name(text)};
    const auto open = text.find('('), close = text.find(')');
    if (open != text.npos && close != text.npos && open < close)
        out.push_back(compared_name(std::string(text.substr(0, open)) + " " +
                                    std::string(text.substr(close + 1))));
    std::erase_if(out, [](const ComparedName& name) { return name.words.empty(); });
    return out;
}

/// Several numbers may stand in one field; a leading 1 of North America goes.
void add_numbers(std::string_view text, std::set<std::string>& out) {
    const auto lower = lower_ascii(text);
    std::string digits;
    for (const char c : lower.substr(0, lower.find('x')))
        if (c >= '0' && c <= '9') digits += c;
    if (digits.size() >= 7 && digits.size() < 10) out.insert(digits);
    while (digits.size() >= 10) {
        if (digits[0] == '1' && digits.size() > 10) digits.erase(0, 1);
        out.insert(digits.substr(0, 10));
        digits.erase(0, 10);
    }
}

void add_phones(const Json& holder, std::set<std::string>& out) {
    for (const auto& phone : items_of(holder, "phones"))
        if (text_of(phone, "type") != "fax") add_numbers(text_of(phone, "number"), out);
}

void add_domain(std::string_view address, std::set<std::string>& out) {
    auto text = lower_ascii(trimmed(address));
    if (const auto scheme = text.find("://"); scheme != text.npos) text.erase(0, scheme + 3);
    if (const auto at = text.find('@'); at != text.npos) text.erase(0, at + 1);
    text = text.substr(0, text.find_first_of("/?#: "));
    if (text.rfind("www.", 0) == 0) text.erase(0, 4);
    if (text.find('.') != text.npos && !is_mail_provider(text)) out.insert(text);
}

void add_address(const Json& address, ComparedRecord& out) {
    if (const auto town = fold_phrase(text_of(address, "city")); !town.empty())
        out.towns.insert(town);
    const auto line = text_of(address, "address_1");
    auto words = words_at_spaces(fold_phrase(line.substr(0, line.find(','))));
    if (words.size() < 2 || !std::isdigit(static_cast<unsigned char>(words[0][0]))) return;
    // Neither "St." for "Street" nor a missing "North" makes another door.
    const auto tells = std::find_if(words.begin() + 1, words.end(), [](const auto& word) { return word.size() >= 3; });
    out.streets.insert(words[0] + " " + (tells == words.end() ? words[1] : *tells));
}

void add_site(const Json& site, ComparedRecord& out) {
    add_phones(site, out.phones);
    const auto& location = object_of(site, "location");
    add_phones(location, out.phones);
    const auto lat = number_of(location, "latitude"), lon = number_of(location, "longitude");
    if (lat && lon) out.places.push_back({*lat, *lon});
    for (const auto& address : items_of(location, "addresses")) add_address(address, out);
}

std::string_view beginning(std::string_view text) {
    if (text.size() <= kTextBytes) return text;
    auto end = kTextBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

}  // namespace

std::vector<std::uint64_t> trigrams_of(std::string_view folded) {
    if (folded.empty()) return {};
    const auto padded = icu::UnicodeString::fromUTF8("  " + std::string(folded) + " ");
    std::vector<std::uint64_t> out;
    std::uint64_t window = 0;
    std::size_t seen = 0;
    for (std::int32_t i = 0; i < padded.length(); i = padded.moveIndex32(i, 1)) {
        // Three characters of 21 bits each.
        window = ((window << 21) | static_cast<std::uint64_t>(padded.char32At(i))) & ((1ULL << 63) - 1);
        if (++seen >= 3) out.push_back(window);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

double alike(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    if (a.empty() || b.empty()) return 0;
    std::size_t common = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (*x < *y) ++x;
        else if (*y < *x) ++y;
        else ++common, ++x, ++y;
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

double alike(const std::vector<ComparedName>& a, const std::vector<ComparedName>& b) {
    double best = 0;
    for_each_form(a, b, [&](const auto& one, const auto& other) {
        best = std::max(best, alike(one.trigrams, other.trigrams));
    });
    return best;
}

ComparedRecord compared_record(const std::string& id, const std::string& source, const Json& record) {
    const auto& organization = object_of(record, "organization");
    ComparedRecord out;
    out.id = id;
    out.source = source;
    out.name = string_of(record, "name");
    out.organization = string_of(organization, "name");
    out.names = compared_names(out.name);
    if (const auto dash = out.name.find(" - "); dash != out.name.npos)
        out.before_dash = compared_names(out.name.substr(0, dash));
    out.organizations = compared_names(out.organization);
    out.whole_organization = alike(out.names, out.organizations) > 0.8;
    add_phones(record, out.phones);
    add_phones(organization, out.phones);
    for (const auto& contact : items_of(record, "contacts")) add_phones(contact, out.phones);
    add_domain(text_of(record, "url"), out.domains);
    add_domain(text_of(organization, "website"), out.domains);
    add_domain(text_of(organization, "url"), out.domains);
    const auto mail = text_of(record, "email").empty() ? text_of(organization, "email")
                                                       : text_of(record, "email");
    if (mail.find('@') != mail.npos) add_domain(mail, out.domains);
    for (const auto& site : items_of(record, "service_at_locations")) add_site(site, out);
    out.text = trigrams_of(fold_phrase(beginning(text_of(record, "description"))));
    return out;
}

}  // namespace porchlight
