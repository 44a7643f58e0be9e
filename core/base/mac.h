#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace porchlight {

/// A key for message authentication codes (HMAC-SHA-256, cut to 128 bits), made of the operating
/// system's random bytes and never written: what it signed means nothing to the next start. Each use
/// has a key of its own, so that nothing signed for one passes for another. Immutable; may be shared
/// by threads.
class MacKey {
  public:
    MacKey();

    /// 32 hexadecimal digits.
    std::string mac(std::string_view text) const;

    /// `text` and its code behind a dot. `bound` is covered too, without being in it.
    std::string sign(const std::string& text, std::string_view bound = {}) const;

    /// The text of what sign() gave for the same `bound`; empty where it is anything else. Compares
    /// in constant time.
    std::string opened(const std::string& signed_text, std::string_view bound = {}) const;

  private:
    std::array<std::uint8_t, 32> key_{};
};

/// Random bytes as hexadecimal digits, two for each.
std::string random_hex(std::size_t bytes);

}  // namespace porchlight
