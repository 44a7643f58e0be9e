#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/feed/tabular.h"

namespace porchlight {

/// What HSDS lets a member hold. A date and a time are typed in packages only; in JSON they are text.
enum class HsdsType : std::uint8_t { text, uuid, number, date, time, date_time, uri, email };

/// The type of a member of an object of `kind`.
HsdsType hsds_type_of(std::string_view kind, const ColumnRule& rule);

/// Columns that must hold something in a package, as the standard's descriptor says; every id does too.
bool is_hsds_required(std::string_view kind, std::string_view column);

/// False for a column with a closed list, where a placeholder would be no value of it.
bool hsds_takes_placeholder(std::string_view column);

/// An object that stands alone inside another, and the column that names it.
struct HsdsSingle {
    std::string_view member, kind, column;
};
inline constexpr HsdsSingle kHsdsSingles[] = {
    {"organization", "organization", "organization_id"}, {"program", "program", "program_id"},
    {"location", "location", "location_id"}, {"unit", "unit", "unit_id"},
    {"taxonomy_term", "taxonomy_term", "taxonomy_term_id"}, {"taxonomy_detail", "taxonomy", "taxonomy_id"}};

/// The table of HSDS 3 that holds objects of a kind; the kind must be one of its.
const TableRule& hsds_rule(std::string_view kind);

/// How rows of a table name an owner of that kind; null where they can't.
const OwnerRule* hsds_owner_column(const TableRule& rule, std::string_view kind);

/// Whether an owner of that kind gathers this table's objects in `member`.
bool is_hsds_child(const TableRule& rule, std::string_view owner_kind, std::string_view member);

/// "2026-10-21T15:00:00.25-05:00" as "2026-10-21T20:00:00Z"; nothing where it is no date-time.
std::optional<std::string> hsds_date_time(const std::string& text);

/// Whether a text passes for a URI, and for an address of e-mail.
bool is_hsds_uri(std::string_view text);
bool is_hsds_email(std::string_view text);

}  // namespace porchlight
