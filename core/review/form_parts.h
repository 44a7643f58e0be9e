#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"

namespace porchlight {

/// An error of the form: bad_request "code: sentence" with its pointer.
tl::unexpected<Error> form_fault(const char* code, const char* sentence, const std::string& pointer);

/// A plain text of 1 to `most` bytes.
Result<std::string> form_text(const Json& value, std::size_t most, const std::string& pointer);

/// A number that a phone can dial.
Result<std::string> form_number(const Json& value, const std::string& pointer);

/// What an entry says under one of our own taxonomies, after a prefix of the code; else empty.
std::string said_code(const Json& entry, std::string_view taxonomy, std::string_view prefix);

/// Says it there, in the place of what was said; an empty code takes that away.
void say_code(Json& entry, std::string_view taxonomy, std::string_view prefix, std::string_view code);

/// A listing's sites as the form has them, flat: {id, name, address_1 …, country, latitude,
/// longitude, transportation, hidden, area: {name, lat, lon, radius_km}}.
Json sites_of(const Json& record);

/// Puts the form's sites in the place of the record's. What the form doesn't show of a site stays
/// with it; of a hidden one nothing but its published area is taken.
Result<void> set_sites(Json& record, const Json& value, const std::string& pointer);

/// A listing's own contacts: {id, role, name, title, number, hours, message}.
Json contacts_for_form(const Json& record);

/// Puts the form's contacts in the place of the record's, at most one primary and one backup.
Result<void> set_contacts(Json& record, const Json& value, const std::string& pointer);

}  // namespace porchlight
