#include "core/feed/repairs.h"

namespace porchlight {

std::string_view to_string(RepairKind kind) {
    static constexpr std::array<std::string_view, kRepairKinds> kNames{
        "mojibake", "html-entity", "html-tag", "literal-escape", "source-mark", "invisible-character",
        "blanks", "time-format", "time-removed", "day-format", "date-format", "date-removed",
        "coordinates-swapped", "coordinates-sign", "coordinates-removed", "country-inferred",
        "country-format", "state-format", "phone-as-text", "number-format", "number-removed",
        "url-scheme", "url-removed", "language-split", "placeholder-removed", "status-format",
        "wrong-type", "id-replaced", "organization-missing",
        "repeated"};
    return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace porchlight
