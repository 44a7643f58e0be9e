#include "searchd/memory_stream.h"

#include <algorithm>

namespace porchlight {

ssize_t MemoryStream::read(char* out, std::size_t size) {
    const auto count = std::min(size, request_.size());
    std::copy_n(request_.begin(), count, out);
    request_.remove_prefix(count);
    return static_cast<ssize_t>(count);
}

ssize_t MemoryStream::write(const char* bytes, std::size_t size) {
    answer_.append(bytes, size);
    return static_cast<ssize_t>(size);
}

ssize_t PassingStream::write(const char* bytes, std::size_t size) {
    constexpr std::size_t kStatusLine = 16;
    if (answer_.size() < kStatusLine) answer_.append(bytes, std::min(size, kStatusLine));
    is_gone_ = is_gone_ || !pass_on_({bytes, size});
    return is_gone_ ? -1 : static_cast<ssize_t>(size);
}

}  // namespace porchlight
