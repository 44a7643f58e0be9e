#include <algorithm>

#include "core/feed/json_read.h"
#include "core/feed/mask.h"

namespace porchlight {
namespace {

constexpr std::string_view kGone = "\xE2\x80\xA6";  // "…"
/// Digits that tell two phone numbers apart: without country code.
constexpr std::size_t kPhoneDigits = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Bytes of the mark or blank at `at`: ASCII, and the blanks, dashes and quotes of U+00A0 to U+00BF and
/// U+2000 to U+203F; 0 for what belongs to a word.
std::size_t mark_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    if (byte(at) == 0xC2 && byte(at + 1) >= 0xA0) return 2;
    if (byte(at) == 0xE2 && byte(at + 1) == 0x80) return 3;
    return is_word(text[at]) ? 0 : 1;
}

/// A text with runs of anything but letters and digits made one space, in lower case, and where
/// each character stood in the original.
struct Plain {
    std::string text;
    std::vector<std::size_t> at;

    explicit Plain(std::string_view original) {
        const auto lower = lower_ascii(original);
        for (std::size_t i = 0; i < lower.size();) {
            const auto mark = mark_length(lower, i);
            if (mark == 0) {
                text.push_back(lower[i]), at.push_back(i);
            } else if (!text.empty() && text.back() != ' ') {
                text.push_back(' '), at.push_back(i);
            }
            i += std::max<std::size_t>(mark, 1);
        }
    }
};

std::string plain_text(std::string_view text) {
    auto out = Plain(text).text;
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

struct Span {
    std::size_t begin, end;
};

void find_text(const Plain& plain, const std::string& secret, std::vector<Span>& spans) {
    // A secret that ends with "*" is the beginning of a number (coordinates).
    const bool open_end = secret.ends_with('*');
    const auto needle = open_end ? secret.substr(0, secret.size() - 1) : secret;
    for (std::size_t at = 0; (at = plain.text.find(needle, at)) != std::string::npos; ++at) {
        const auto after = at + needle.size();
        if (at > 0 && plain.text[at - 1] != ' ') continue;
        auto last = after - 1;
        if (open_end)
            while (last + 1 < plain.text.size() && is_digit(plain.text[last + 1])) ++last;
        else if (after < plain.text.size() && plain.text[after] != ' ') continue;
        spans.push_back({plain.at[at], plain.at[last] + 1});
    }
}

/// Runs that look like phone numbers: digits with spaces, dots, dashes, brackets between.
void find_numbers(std::string_view text, const std::set<std::string>& numbers, std::vector<Span>& spans) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_digit(text[i])) continue;
        std::string digits;
        std::size_t end = i;
        for (std::size_t j = i; j < text.size() && j < end + 4; ++j) {
            if (is_digit(text[j])) digits.push_back(text[j]), end = j + 1;
            else if (std::string_view(" .-()/+\t").find(text[j]) == std::string_view::npos) break;
        }
        for (const auto& number : numbers) {
            const auto found = digits.find(number);
            if (found != std::string::npos) { spans.push_back({i, end}); break; }
        }
        i = end - 1;
    }
}

/// Addresses of maps say where a place is, whatever they are made of.
void find_map_links(std::string_view text, std::vector<Span>& spans) {
    const auto lower = lower_ascii(text);
    for (const std::string_view mark : {"/maps", "maps.", "openstreetmap.", "geo:", "plus.codes", "what3words"}) {
        for (std::size_t at = 0; (at = lower.find(mark, at)) != std::string::npos; ++at) {
            auto begin = lower.find_last_of(" \t\r\n\"'<>(", at), end = lower.find_first_of(" \t\r\n\"'<>)", at);
            begin = begin == std::string::npos ? 0 : begin + 1;
            spans.push_back({begin, end == std::string::npos ? text.size() : end});
        }
    }
}

/// A number and the word behind it: "375 woodside" also finds "375 Woodside Ave". A short word is a
/// point of the compass or an ordinal and takes the next one along ("375 sw 3rd").
void add_street_parts(const std::string& plain, std::set<std::string>& out) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < plain.size();) {
        const auto end = std::min(plain.find(' ', at), plain.size());
        words.push_back(plain.substr(at, end - at));
        at = end + 1;
    }
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!is_digit(words[i].front())) continue;
        auto part = words[i] + " " + words[i + 1];
        if (words[i + 1].size() <= 2 && i + 2 < words.size()) part += " " + words[i + 2];
        if (part.size() >= 6) out.insert(part);
    }
    // A whole address in one line ends with its postal code.
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i].size() == 5 && words[i].find_first_not_of("0123456789") == std::string::npos) out.insert(words[i]);
        const auto joined = words[i - 1] + words[i];
        const bool canadian = words[i - 1].size() == 3 && words[i].size() == 3 && is_digit(joined[1]) && is_digit(joined[3]) &&
                              is_digit(joined[5]) && !is_digit(joined[0]) && !is_digit(joined[2]) && !is_digit(joined[4]);
        if (canadian) out.insert(words[i - 1] + " " + words[i]), out.insert(joined);
    }
}

std::string digits_of(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (is_digit(c)) out.push_back(c);
    if (out.size() > kPhoneDigits) {
        // "x 304" behind a whole number is an extension, a 1 before it the country.
        out = out.front() == '1' ? out.substr(1, kPhoneDigits) : out.substr(0, kPhoneDigits);
    }
    return out;
}

}  // namespace

void Secrets::add_text(std::string_view text, std::size_t least) {
    const auto plain = plain_text(text);
    if (plain.size() < least) return;
    texts_.insert(plain);
    add_street_parts(plain, texts_);
}

void Secrets::add_number(std::string_view text) {
    const auto digits = digits_of(text);
    if (digits.size() >= 7 && !allowed_.contains(digits)) numbers_.insert(digits);
}

void Secrets::allow_phones_of(const Json& owner) {
    for (const auto& phone : items_of(owner, "phones")) {
        const auto digits = digits_of(text_of(phone, "number"));
        allowed_.insert(digits);
        numbers_.erase(digits);
    }
}

void Secrets::add_site(const Json& site) {
    const auto& location = object_of(site, "location");
    for (const auto& address : items_of(location, "addresses")) {
        add_text(text_of(address, "address_1"), 4);
        add_text(text_of(address, "address_2"), 5);
        add_text(text_of(address, "attention"), 6);
        const auto postal = plain_text(text_of(address, "postal_code"));
        if (postal.size() < 4) continue;
        texts_.insert(postal);
        std::string joined = postal;
        std::erase(joined, ' ');
        texts_.insert(joined);
    }
    for (const char* key : {"latitude", "longitude"}) {
        const auto number = number_of(location, key);
        if (!number || *number == 0) continue;
        auto text = std::to_string(std::abs(*number));  // six decimals
        text.resize(text.find('.') + 4);
        texts_.insert(plain_text(text) + "*");
    }
    for (const auto* holder : {&site, &location}) {
        for (const auto& phone : items_of(*holder, "phones"))
            add_number(text_of(phone, "number"));
        for (const auto& contact : items_of(*holder, "contacts")) {
            add_text(text_of(contact, "name"), 6);
            add_text(text_of(contact, "email"), 6);
            for (const auto& phone : items_of(contact, "phones")) add_number(text_of(phone, "number"));
        }
    }
    add_text(text_of(location, "external_identifier"), 6);
}

bool Secrets::scrub(std::string& text) const {
    if (empty() && text.size() < 5) return false;
    std::vector<Span> spans;
    const Plain plain(text);
    for (const auto& secret : texts_) find_text(plain, secret, spans);
    if (!numbers_.empty()) find_numbers(text, numbers_, spans);
    find_map_links(text, spans);
    if (spans.empty()) return false;
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin > b.begin; });
    std::size_t before = std::string::npos;  // beginning of the last replaced span
    for (const auto& span : spans) {
        const auto end = std::min(span.end, before);
        if (span.begin >= end && before != std::string::npos) continue;
        text.replace(span.begin, end - span.begin, kGone);
        before = span.begin;
    }
    return true;
}

std::size_t Secrets::scrub(Json& value) const {
    std::size_t changed = 0;
    if (value.is_string()) return scrub(value.get_ref<std::string&>()) ? 1 : 0;
    if (value.is_array())
        for (auto& item : value) changed += scrub(item);
    if (!value.is_object()) return changed;
    for (auto& [key, member] : value.items()) {
        if (key == "id" || key.ends_with("_id") || key == "porchlight_area") continue;
        if (key == "phones") continue;  // what is left of them, the service itself gives out
        changed += scrub(member);
    }
    return changed;
}

}  // namespace porchlight
