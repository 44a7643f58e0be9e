#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/sources.h"
#include "core/model/statement.h"

namespace porchlight {

/// A taxonomy term as a record uses it.
struct TermUse {
    std::string taxonomy;
    std::string code;  ///< Its name where the source gives no code.
    std::string name;
    friend auto operator<=>(const TermUse&, const TermUse&) = default;
};

/// A fact that a term stands for, at the level of the record where it was found.
struct FactUse {
    Subject subject = Subject::service;
    std::string subject_id;       ///< Id of the organization, service or service_at_location.
    std::uint16_t fact = 0;       ///< Index into Catalogue::facts().
    Value value = Value::no;
    std::string detail;           ///< The attribute's value where it is more than yes or no.
    const Json* attribute = nullptr;  ///< Into the record that was read; lives as long as it.
};

/// What the taxonomy terms of one record mean.
struct RecordMeaning {
    std::vector<std::uint16_t> needs;  ///< Indexes into Catalogue::needs(), each once, in order.
    std::vector<FactUse> facts;
    /// The strictest that a term asks for. Shelters aren't counted: the source decides (decision 3).
    Visibility visibility = Visibility::open;
    bool shelter = false;              ///< Some term is an emergency shelter or transitional housing.
    std::size_t mapped = 0;            ///< Terms with a meaning, each once.
    std::vector<TermUse> unmapped;     ///< Terms without one, each once: they stay searchable as text.
};

/// Reads the attributes of a service object of HSDS 3.1 (its own, its organization's, its
/// service_at_locations' and their locations') through the crosswalks, the first that knows a term
/// deciding. A term whose attribute says "no" means no need and the opposite of its fact; one that
/// says "unknown", or contradicts its own code, means nothing. Codes joined by "*" (AIRS) are read
/// each by itself. Never fails: what it can't read has no meaning.
RecordMeaning meaning_of(const Json& record, std::span<const Crosswalk* const> crosswalks);
RecordMeaning meaning_of(const Json& record, const std::vector<Crosswalk>& crosswalks);

}  // namespace porchlight
