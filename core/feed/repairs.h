#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace porchlight {

/// What may be repaired. Each has a name in reports and in provenance.
enum class RepairKind : std::uint8_t {
    mojibake,
    html_entity,
    html_tag,
    literal_escape,
    source_mark,
    invisible_character,
    blanks,
    time_format,
    time_removed,
    day_format,
    date_format,
    date_removed,
    coordinates_swapped,
    coordinates_sign,
    coordinates_removed,
    country_inferred,
    country_format,
    state_format,
    phone_as_text,
    number_format,
    number_removed,
    url_scheme,
    url_removed,
    language_split,
    placeholder_removed,
    status_format,
    wrong_type,
    id_replaced,
    organization_missing,
    repeated,
};
inline constexpr std::size_t kRepairKinds = 30;

/// "mojibake", "html-entity", …
std::string_view to_string(RepairKind kind);

/// A set of repairs.
class RepairKinds {
  public:
    void add(RepairKind kind) { bits_ |= 1u << static_cast<unsigned>(kind); }
    bool has(RepairKind kind) const { return (bits_ >> static_cast<unsigned>(kind) & 1u) != 0; }
    bool any() const { return bits_ != 0; }

  private:
    std::uint32_t bits_ = 0;
};

}  // namespace porchlight
