#pragma once
#include <zlib.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace porchlight {

/// Reads a file in pieces, unpacking gzip where it is gzip.
class GzipReader {
  public:
    /// @error unavailable where it can't be opened.
    static Result<GzipReader> open(const std::filesystem::path& file);

    GzipReader(GzipReader&& other) noexcept;
    GzipReader& operator=(GzipReader&&) = delete;
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;
    ~GzipReader();

    /// Replaces `buffer` by the next bytes; an empty one is the end.
    /// @error bad_request where the gzip data are damaged or cut off.
    Result<void> read(std::string& buffer);

    /// How much of the file has been read, 0..1.
    double progress() const;

  private:
    GzipReader(gzFile handle, std::string name, double size) : handle_(handle), name_(std::move(name)), size_(size) {}
    gzFile handle_;
    std::string name_;
    double size_;
};

}  // namespace porchlight
