#include "searchd/map_file.h"

#include <fstream>
#include <string_view>

namespace porchlight {
namespace {

constexpr std::size_t kHeaderBytes = 127;
constexpr std::string_view kMagic = "PMTiles";
constexpr std::size_t kVersionAt = 7, kInnerCompressionAt = 97, kTileCompressionAt = 98,
                      kTileTypeAt = 99;
constexpr std::size_t kPartsAt = 8;  ///< Offset and length of the root, metadata, leaves and tiles.
constexpr std::size_t kParts = 4;
constexpr unsigned char kVersion = 3, kUncompressed = 1, kGzip = 2, kMvt = 1;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Eight bytes, the least of them first.
std::uint64_t number_at(std::string_view bytes, std::size_t at) {
    std::uint64_t out = 0;
    for (std::size_t i = 8; i-- > 0;) out = out << 8 | byte_at(bytes, at + i);
    return out;
}

bool parts_lie_within(std::string_view bytes) {
    for (std::size_t i = 0; i < kParts; ++i) {
        const auto offset = number_at(bytes, kPartsAt + 16 * i);
        const auto length = number_at(bytes, kPartsAt + 16 * i + 8);
        if (offset > bytes.size() || length > bytes.size() - offset) return false;
    }
    return true;
}

/// What is wrong with a map; empty where nothing is.
std::string_view trouble_of(std::string_view bytes) {
    if (bytes.substr(0, kMagic.size()) != kMagic || bytes.size() < kHeaderBytes)
        return "this map is no PMTiles file";
    if (byte_at(bytes, kVersionAt) != kVersion)
        return "this map is PMTiles of another version: 3 is needed";
    if (byte_at(bytes, kTileTypeAt) != kMvt) return "this map has no vector tiles (MVT)";
    for (const auto at : {kInnerCompressionAt, kTileCompressionAt})
        if (byte_at(bytes, at) != kUncompressed && byte_at(bytes, at) != kGzip)
            return "this map is compressed otherwise than by gzip";
    return parts_lie_within(bytes) ? "" : "this map is cut off";
}

}  // namespace

Result<std::string> read_map_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return fail(ErrorKind::bad_request, "there is no such map", file.string());
    if (size > kLongestMap)
        return fail(ErrorKind::bad_request, "this map is larger than 30 MB: the page fetches it whole",
                    file.string());
    std::ifstream in(file, std::ios::binary);
    std::string bytes(size, '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorKind::bad_request, "this map can't be read", file.string());
    if (const auto trouble = trouble_of(bytes); !trouble.empty())
        return fail(ErrorKind::bad_request, std::string(trouble), file.string());
    return bytes;
}

}  // namespace porchlight
