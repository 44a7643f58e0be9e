#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace porchlight {

/// SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of a file's bytes, read in pieces.  @error unavailable where it can't be read.
Result<std::string> sha256_hex_of_file(const std::filesystem::path& path);

/// A UUID as 16 bytes; ordered by bytes, which is the order of its text.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// Reads the 36-character form, either case.  @error bad_request
Result<Uuid> parse_uuid(std::string_view text);

/// Lower-case 36-character form.
std::string to_string(const Uuid& uuid);

/// RFC 4122 version 5 over a namespace and a name.
Uuid uuid_v5(const Uuid& space, std::string_view name);

/// The namespace of every id that Porchlight derives (decision 6). Never changes.
const Uuid& id_namespace();

/// A random 8-character code of a-z2-7 (40 bits), as in a service's short_id (decision 6).
std::string random_short_id();

}  // namespace porchlight
