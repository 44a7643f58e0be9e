#pragma once
#include <string>

#include "core/base/hash.h"
#include "core/search/request.h"
#include "core/search/strict_object.h"
#include "core/text/fold.h"
#include "core/text/language_tag.h"

namespace porchlight {

/// A member that must be a UUID, in lower case.
inline std::string id_member(StrictObject& object, const char* member) {
    const auto id = object.text(member, kLongestName);
    if (object.ok() && !parse_uuid(id))
        object.fault("wrong_type", "a UUID is expected", object.pointer(member));
    return fold(id);
}

/// A language, as the tag under which texts are kept; empty where it is absent.
inline std::string tag_member(StrictObject& object, const char* member) {
    const auto language = object.text(member, 35);
    return language.empty() ? language : reading_language(language);
}

/// The member `language`; "en" where it is absent.
inline std::string language_member(StrictObject& object) {
    const auto language = tag_member(object, "language");
    return language.empty() ? "en" : language;
}

}  // namespace porchlight
