#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/feed/convert.h"

namespace porchlight {

/// One row as it comes: text that is still to be parsed, or an object that a package was joined to.
struct RawRow {
    std::string text;
    std::optional<Json> value;
    std::string file;
    std::size_t line = 0;
};

/// Rows of one feed, one after another. An error means that the file isn't what it says it is, or
/// is damaged: nothing of it may be stored.
class RowSource {
  public:
    virtual ~RowSource() = default;
    /// The next row, or nothing at the end.
    virtual Result<std::optional<RawRow>> next() = 0;
    /// How much of the input has been read, 0..1.
    virtual double progress() const = 0;
    /// "NDJSON", "JSON", "HSDS 1.1 package", "AIRS XML" ….
    virtual std::string format() const = 0;
    /// Rows that stand for a service and were lost before they became one.
    virtual std::vector<Refusal> refused() const { return {}; }
    /// Whether the rows up to their end are all that the source has. Where not, what is missing among
    /// them isn't withdrawn.
    virtual bool is_whole() const { return true; }
    /// What stands around the rows of an API page (JsonSplitter::envelope); empty of any other feed.
    virtual std::string envelope() const { return {}; }
    /// Rows of other tables that could be joined to nothing.
    virtual std::vector<Refusal> unjoined() const { return {}; }
};

/// Opens a feed by what it holds, not by its name: a folder or zip is a tabular package (a folder of JSON files
/// without services.csv the saved pages of an API), what begins with
/// "<" AIRS XML, all else JSON or NDJSON, gzipped or not. A name that promises something else is an error.
/// @error bad_request naming the file; unavailable where it can't be read.
Result<std::unique_ptr<RowSource>> open_feed(const std::filesystem::path& file);

/// The JSON kinds, for open_feed.
Result<std::unique_ptr<RowSource>> open_json_feed(const std::filesystem::path& file);

/// The pages of an API that someone saved in a folder (*.json, *.json.gz), read as one feed; null where
/// it has none. Where a page is missing, or the pages don't count
/// alike, the feed isn't whole.
Result<std::unique_ptr<RowSource>> open_json_pages(const std::filesystem::path& folder);

/// AIRS XML, gzipped or not, for open_feed.
Result<std::unique_ptr<RowSource>> open_airs_feed(const std::filesystem::path& file);

}  // namespace porchlight
