#include "core/feed/utf8.h"

namespace porchlight {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

/// Length of the well-formed sequence at `at`; 0 where there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const unsigned first = byte_at(text, at), second = byte_at(text, at + 1);
    const auto follows = [&](std::size_t n) { return (byte_at(text, at + n) & 0xC0u) == 0x80u; };
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return follows(1) ? 2 : 0;
    if (first < 0xF0) {
        const bool legal = follows(1) && (first != 0xE0 || second >= 0xA0) && (first != 0xED || second < 0xA0);
        return legal && follows(2) ? 3 : 0;
    }
    if (first > 0xF4) return 0;
    const bool legal = follows(1) && (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90);
    return legal && follows(2) && follows(3) ? 4 : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const unsigned first = byte_at(text, at);
    const auto length = sequence_length(text, at);
    if (length <= 1) return ++at, first;
    char32_t code = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code = code << 6 | (byte_at(text, at + i) & 0x3Fu);
    at += length;
    return code;
}

void append_utf8(std::string& out, char32_t code) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) return put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
    if (code < 0x10000)
        return put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
    put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
}

}  // namespace porchlight
