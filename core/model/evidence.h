#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>

namespace porchlight {

/// How a fact stands at this moment, worst first (design.md section 3). AND is the worst, OR the
/// best; there is no NOT.
enum class Evidence : std::uint8_t { unfavourable, unknown, stale, favourable };

/// What the participant asks of a fact.
enum class Strength : std::uint8_t { preferred, required, critical };

/// How a match stands, worst first: a service's class is the worst over its constraints.
enum class Class : std::uint8_t { ruled_out, hold, ask, meets };

constexpr Evidence both(Evidence a, Evidence b) { return std::min(a, b); }
constexpr Evidence either(Evidence a, Evidence b) { return std::max(a, b); }

/// The table of design.md section 3: constraint by evidence. A preferred part never lowers a class.
constexpr Class class_of(Strength strength, Evidence evidence) {
    if (strength == Strength::preferred || evidence == Evidence::favourable) return Class::meets;
    if (evidence == Evidence::unfavourable) return Class::ruled_out;
    return strength == Strength::critical ? Class::hold : Class::ask;
}

std::string_view to_string(Evidence evidence);
std::string_view to_string(Strength strength);
std::string_view to_string(Class value);

}  // namespace porchlight
