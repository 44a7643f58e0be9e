#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace porchlight {

/// A recorded number as E.164 ("+12045550101"), where that is certain; nothing is guessed, because
/// a code on a screen is dialled unread. Certain are a number that is written with + and 8 to 15
/// digits, and ten digits (or eleven that begin with 1) of the North American plan where the country
/// is "CA" or "US". Short numbers, letters and extensions written into the number are not.
/// @param country ISO 3166-1 alpha-2 of the place; empty where it isn't known.
std::optional<std::string> dial_code(std::string_view number, std::string_view country);

}  // namespace porchlight
