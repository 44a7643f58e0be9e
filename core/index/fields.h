#pragma once
#include <array>
#include <string>
#include <string_view>

namespace porchlight {

/// Everything that stands in the index, declared once: both programs read this file, and the table
/// is written into the index's metadata, so that another table means a rebuild.
namespace field {

// --- weighted words (wdf counts; weights don't depend on a record's length) -----------------------
inline constexpr std::string_view kStem = "Z";         ///< Stem of a word of any text.
inline constexpr std::string_view kSaidNeed = "I";     ///< Need that a text names: Need id.
inline constexpr std::string_view kSaidFact = "J";     ///< Fact that a text names (a lead): fact id.

// --- boolean terms ---------------------------------------------------------------------------------
inline constexpr std::string_view kId = "Q";            ///< service_id; one document a service.
inline constexpr std::string_view kNeed = "XN";         ///< Need id, its ancestors too.
inline constexpr std::string_view kLanguage = "XL";     ///< Primary language offered on site.
inline constexpr std::string_view kFactMay = "XF";      ///< `<fact>:yes|no`: confirmed so, at some date.
inline constexpr std::string_view kFactSaid = "XG";     ///< `<fact>:yes|no`: recorded so, by anyone.
inline constexpr std::string_view kCell = "XC";         ///< Cell of a site's point or published area.
inline constexpr std::string_view kCovers = "XK";       ///< Cell that a service area touches.
inline constexpr std::string_view kNoWay = "XV";        ///< Used by phone or online, or everywhere.
inline constexpr std::string_view kNoPlace = "XP";      ///< Some site's place isn't known.
inline constexpr std::string_view kOpenBlock = "XH";    ///< Two-hour block of the week touched, 00..83.
inline constexpr std::string_view kNameWord = "N";      ///< Folded word of a name, for completion.
inline constexpr std::string_view kOrganization = "XO"; ///< organization_id.

// --- value slots -----------------------------------------------------------------------------------
inline constexpr unsigned kCandidateSlot = 0;  ///< Candidate, encoded (candidate_codec.h).

// --- metadata --------------------------------------------------------------------------------------
inline constexpr std::string_view kSequence = "sequence";      ///< Store's sequence number reached.
inline constexpr std::string_view kFields = "fields";          ///< fields_digest().
inline constexpr std::string_view kVersions = "versions";      ///< Xapian and stemmer.
inline constexpr std::string_view kCatalogue = "catalogue";    ///< Catalogue digest.
inline constexpr std::string_view kSources = "sources";        ///< JSON array of source names.
inline constexpr std::string_view kWords = "words";            ///< Spelling dictionary.
inline constexpr std::string_view kPlaces = "places";          ///< Places named in listings.
inline constexpr std::string_view kChanged = "changed:";       ///< + commit number: documents changed.
inline constexpr std::string_view kCommit = "commit";          ///< Number of the last commit.
inline constexpr std::string_view kShard = "shard";            ///< Of an index in shards: "public 2/3".
inline constexpr std::string_view kAsOf = "as_of";             ///< Of such: when it held all, seconds since 1970.

}  // namespace field

/// Version of what is written for a record; raised whenever terms, slots or encodings change.
inline constexpr std::string_view kIndexVersion = "5";

/// A text that names every prefix and slot and kIndexVersion, for the index's metadata.
std::string fields_digest();

/// Longest term that is made; longer ones are cut at this many bytes (Xapian refuses 246 and more,
/// and a refused term would cancel all that wasn't committed).
inline constexpr std::size_t kLongestTerm = 64;

/// A term of a field: prefix and text, cut to kLongestTerm, NUL bytes dropped.
std::string term(std::string_view prefix, std::string_view text);

}  // namespace porchlight
