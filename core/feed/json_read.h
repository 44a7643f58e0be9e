#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace porchlight {

/// Member `key` as text; empty where it is absent or anything but a string. The view lives as long
/// as `object`.
inline std::string_view text_of(const Json& object, std::string_view key) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return {};
    return found->get_ref<const std::string&>();
}

/// The same as a string of its own.
inline std::string string_of(const Json& object, std::string_view key) {
    return std::string(text_of(object, key));
}

/// Member `key` as an array; an empty one where it is absent or anything else.
inline const Json& items_of(const Json& object, std::string_view key) {
    static const Json kNone = Json::array();
    if (!object.is_object()) return kNone;
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : kNone;
}

/// Member `key` as an object; an empty one where it is absent or anything else.
inline const Json& object_of(const Json& object, std::string_view key) {
    static const Json kNone = Json::object();
    if (!object.is_object()) return kNone;
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : kNone;
}

/// Calls `each(code)` for the terms of one taxonomy among an object's attributes.
template <class Each>
void for_each_code(const Json& holder, std::string_view taxonomy, Each each) {
    for (const auto& attribute : items_of(holder, "attributes")) {
        const auto& term = object_of(attribute, "taxonomy_term");
        if (text_of(term, "taxonomy") == taxonomy) each(text_of(term, "code"));
    }
}

/// Member `key` as a number, also where it is written as text ("25.8"); absent otherwise.
std::optional<double> number_of(const Json& object, std::string_view key);

/// Reads the whole text as a finite number ("-80.2"); absent where it isn't one.
std::optional<double> parse_number(std::string_view text);

/// Without spaces at both ends (ASCII, no-break and zero-width ones).
std::string_view trimmed(std::string_view text);

/// ASCII letters in lower case.
std::string lower_ascii(std::string_view text);

}  // namespace porchlight
