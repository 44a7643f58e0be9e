#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace porchlight {

/// Makes an object valid HSDS 3.1 in place, with all that is nested in it: members that the standard
/// doesn't know go, and so does what its types refuse; every id is a UUID, made from the owner's and
/// the place in its list where it was none; required texts that nobody recorded say so; an object
/// that can't be valid goes, and of an address that can't the location keeps the words. Never in it:
/// `metadata` (it holds earlier values and names of people) and `assurer_email` (a person's).
/// @param kind "service", "organization", …
/// @param country ISO 3166-1 of addresses that name none; empty: they are no addresses.
/// @return false where the object itself can't be valid.
bool make_valid_hsds(Json& object, std::string_view kind, std::string_view country);

/// A taxonomy that is known by its name alone, as an object.
Json taxonomy_named(std::string_view name);

/// Whether JSON Schema's formats take a text as `uri`, `email`.
bool is_json_uri(std::string_view text);
bool is_json_email(std::string_view text);

/// One member of a kind of object.
struct HsdsMember {
    std::string_view name;
    std::string_view type;    ///< "string", "number", "object", "array".
    std::string_view format;  ///< "uuid", "uri", "email", "date-time"; may be empty.
    std::string_view kind;    ///< Of what is nested; may be empty.
    bool required = false;
};

/// The members of a kind of object, by name: what make_valid_hsds() lets through, and `metadata` of
/// attributes.
std::vector<HsdsMember> hsds_members(std::string_view kind);

}  // namespace porchlight
