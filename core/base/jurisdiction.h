#pragma once
#include <algorithm>
#include <string_view>

namespace porchlight {

/// Whether a text names a jurisdiction: an ISO 3166 country, or a part of one ("CA", "CA-MB").
constexpr bool is_jurisdiction(std::string_view text) {
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_part = [&](char c) { return is_upper(c) || (c >= '0' && c <= '9'); };
    if (text.size() < 2 || !is_upper(text[0]) || !is_upper(text[1])) return false;
    if (text.size() == 2) return true;
    const auto part = text.substr(3);
    return text[2] == '-' && !part.empty() && part.size() <= 3 &&
           std::all_of(part.begin(), part.end(), is_part);
}

}  // namespace porchlight
