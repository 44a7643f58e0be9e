#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/model/candidate.h"

namespace porchlight {

/// Ages in words: "ages 13-17", "18 years old and older", "under 18", "55+". Absent where the text
/// speaks of no ages, of several ranges, or of anything that could be read two ways.
struct AgeRange {
    std::optional<std::int16_t> minimum, maximum;
    friend bool operator==(const AgeRange&, const AgeRange&) = default;
};
std::optional<AgeRange> read_ages(std::string_view text);

/// Whom a service takes. Its structured ages and documents with the source's standing; where it has
/// none, what its words say without doubt, as a lead. 0 to 99 is a form's default and states nothing.
Eligibility read_eligibility(const Json& record, const SourceSettings& source, std::optional<Day> assured);

/// "photo-id", "health-card", "proof-of-address", "birth-certificate", "proof-of-income", else the text.
std::string document_of(std::string_view text);

/// Languages of a service, location or site, spoken by its staff as far as is said.
void read_languages(const Json& holder, const Catalogue& catalogue, std::vector<OfferedLanguage>& out);

/// Languages named in interpretation_services: by phone where the text speaks of one.
void read_interpreters(std::string_view text, const Catalogue& catalogue, std::vector<OfferedLanguage>& out);

/// Languages in which the phones of these holders are answered.
void read_phone_languages(const Json& holder, const Catalogue& catalogue, std::vector<OfferedLanguage>& out);

/// Places that service areas surely cover: for each outline the largest circle around its middle
/// that stays inside. Areas that are only named cover no place for certain, and give none.
std::vector<Region> read_areas(const Json& holder);

}  // namespace porchlight
