#include <algorithm>
#include <array>

#include "core/feed/json_read.h"
#include "core/feed/mask.h"

namespace porchlight {
namespace {

// Letters only, lower case: "is_hidden", "isHidden" and "Is Hidden" are one name. Sorted.
constexpr std::array<std::string_view, 19> kHides{
    "addressconfidential", "addresshidden", "confidential", "confidentialaddress", "donotpublish",
    "hidden", "hideaddress", "isaddressconfidential", "isaddresshidden", "isconfidential", "ishidden",
    "isprivate", "isredacted", "isreserved", "isshieldedaddress", "nopublish", "porchlighthidden",
    "private", "redacted"};
constexpr std::array<std::string_view, 8> kStaffOnly{
    "excludefromdirectory", "excludefromwebsite", "internal", "internalonly", "isinternal",
    "isunlisted", "staffonly", "unlisted"};
constexpr std::array<std::string_view, 4> kOpenWhereTrue{"ispublic", "ispublished", "public", "published"};
constexpr std::array<std::string_view, 8> kTrue{"1", "checked", "on", "t", "true", "x", "y", "yes"};
constexpr std::array<std::string_view, 8> kFalse{"", "0", "f", "false", "n", "no", "none", "off"};
constexpr std::array<std::string_view, 5> kWithheld{"confidential", "hidden", "private", "redacted", "withheld"};

template <class Set>
bool has(const Set& set, std::string_view text) {
    return std::binary_search(set.begin(), set.end(), text);
}

std::string letters_of(std::string_view name) {
    std::string out;
    for (const char c : lower_ascii(name))
        if (c >= 'a' && c <= 'z') out.push_back(c);
    return out;
}

/// Longest name in the lists: longer members needn't be looked up.
constexpr std::size_t kLongestName = 32;

std::string value_text(const Json& value) {
    if (value.is_string()) return lower_ascii(trimmed(value.get_ref<const std::string&>()));
    if (value.is_null()) return {};
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    if (value.is_number()) return value.get<double>() == 0 ? "0" : "1";
    return "an array or object";
}

Visibility of_visibility_member(const std::string& value) {
    if (value.empty() || value == "public" || value == "open" || value == "everyone") return Visibility::open;
    if (value == "staff" || value == "internal" || value == "staff only") return Visibility::staff;
    return Visibility::hidden;
}

Visibility of_member(const std::string& name, const Json& json) {
    const auto value = value_text(json);
    if (name == "visibility") return of_visibility_member(value);
    if (name == "locationtype" || name == "addresstype")
        return has(kWithheld, value) ? Visibility::hidden : Visibility::open;
    if (has(kOpenWhereTrue, name))
        return has(kTrue, value) || value.empty() ? Visibility::open : Visibility::hidden;
    const bool off = has(kFalse, value);
    if (has(kStaffOnly, name)) return off ? Visibility::open : Visibility::staff;
    // Neither true nor false in any spelling: it hides.
    return off ? Visibility::open : Visibility::hidden;
}

bool is_flag_letters(std::string_view name) {
    return name == "visibility" || has(kHides, name) || has(kStaffOnly, name) || has(kOpenWhereTrue, name);
}

}  // namespace

bool is_privacy_flag(std::string_view name) {
    return name.size() <= kLongestName && is_flag_letters(letters_of(name));
}

Visibility flagged_visibility(const Json& object) {
    auto strictest = Visibility::open;
    if (!object.is_object()) return strictest;
    for (const auto& [key, value] : object.items()) {
        if (key.size() > kLongestName) continue;
        const auto name = letters_of(key);
        if (is_flag_letters(name) || name == "locationtype" || name == "addresstype")
            strictest = std::max(strictest, of_member(name, value));
    }
    return strictest;
}

}  // namespace porchlight
