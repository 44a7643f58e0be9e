#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"

namespace porchlight {

/// What an agency's uploaded file may be at most (text in UTF-8, no archive).
inline constexpr std::size_t kLongestUpload = 1024 * 1024;
inline constexpr std::size_t kMostUploadRows = 5000;
inline constexpr std::size_t kLongestCell = 2048;
inline constexpr std::size_t kMostUploadFaults = 200;  ///< More are counted, not listed.

/// In which form a file comes.
enum class UploadFormat : std::uint8_t { csv, hsds };

/// What of a file can't be taken, and where. Without the value.
struct UploadFault {
    std::size_t line = 0;  ///< From 1; 0 where the whole file is meant.
    std::string field;     ///< The template's column, or the pointer into the record; may be empty.
    std::string reason;    ///< One sentence.
};

/// One listing of a file.
struct UploadRow {
    std::size_t line = 0;
    Json service;  ///< HSDS 3.1, as the file has it.
};

/// What was read of a file: rows are whole only where there are no faults.
struct UploadedFile {
    UploadFormat format = UploadFormat::csv;
    std::vector<UploadRow> rows;
    std::vector<UploadFault> faults;
};

/// Reads the CSV template, or HSDS as JSON (a list, an API page, one service) or NDJSON.
UploadedFile read_upload(UploadFormat format, std::string_view text, const Catalogue& catalogue);

/// The changes, as with_changes() takes them, that make `record` say what an uploaded service says.
/// What the service doesn't mention stays, in the template also an empty cell.
Json changes_to(UploadFormat format, const Json& record, const Json& service, const Catalogue& catalogue,
                const std::vector<Crosswalk>& crosswalks);

/// The template's column in which a fault of with_changes() stands; for HSDS the pointer itself.
std::string field_of(UploadFormat format, const std::string& pointer);

}  // namespace porchlight
