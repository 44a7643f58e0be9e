#include "core/feed/gzip_reader.h"

#include <utility>

namespace porchlight {
namespace {

constexpr unsigned kPiece = 1u << 18;

}  // namespace

Result<GzipReader> GzipReader::open(const std::filesystem::path& file) {
    const auto name = file.filename().string();
    gzFile handle = gzopen(file.c_str(), "rb");
    if (handle == nullptr) return fail(ErrorKind::unavailable, "can't open " + name, name);
    gzbuffer(handle, kPiece);
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    return GzipReader(handle, name, error ? 0.0 : static_cast<double>(size));
}

GzipReader::GzipReader(GzipReader&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), name_(std::move(other.name_)), size_(other.size_) {}

GzipReader::~GzipReader() {
    if (handle_ != nullptr) gzclose(handle_);
}

Result<void> GzipReader::read(std::string& buffer) {
    buffer.resize(kPiece);
    const int got = gzread(handle_, buffer.data(), kPiece);
    int status = Z_OK;
    gzerror(handle_, &status);
    // Z_BUF_ERROR: the file ends before its gzip data do.
    if (got < 0 || status == Z_BUF_ERROR || status == Z_DATA_ERROR)
        return fail(ErrorKind::bad_request, name_ + " is damaged or was cut off (gzip)", name_);
    buffer.resize(static_cast<std::size_t>(got));
    return {};
}

double GzipReader::progress() const {
    const auto at = static_cast<double>(gzoffset(handle_));
    return size_ > 0 && at >= 0 ? at / size_ : 0;
}

}  // namespace porchlight
