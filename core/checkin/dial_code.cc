#include "core/checkin/dial_code.h"

namespace porchlight {
namespace {

constexpr std::size_t kShortest = 8, kLongest = 15;  // Digits of E.164, with the country's.
constexpr std::size_t kNationalDigits = 10;          // Of the North American plan.

/// The digits, where nothing but the usual marks stands between them.
std::optional<std::string> digits_of(std::string_view number) {
    std::string digits;
    for (const char c : number) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (std::string_view(" -.()/").find(c) == std::string_view::npos)
            return std::nullopt;
    }
    return digits;
}

/// Area code and exchange begin with 2 to 9 and aren't services such as 911.
bool is_north_american(std::string_view national) {
    if (national.size() != kNationalDigits) return false;
    for (const auto part : {national.substr(0, 3), national.substr(3, 3)})
        if (part[0] < '2' || part.substr(1) == "11") return false;
    return true;
}

}  // namespace

std::optional<std::string> dial_code(std::string_view number, std::string_view country) {
    while (!number.empty() && number.front() == ' ') number.remove_prefix(1);
    const bool international = !number.empty() && number.front() == '+';
    if (international) number.remove_prefix(1);
    const auto digits = digits_of(number);
    if (!digits || digits->empty()) return std::nullopt;
    const bool begins_with_one = digits->front() == '1';
    if (international) {
        const bool fits = digits->size() >= kShortest && digits->size() <= kLongest &&
                          digits->front() != '0' &&
                          (!begins_with_one || is_north_american(std::string_view(*digits).substr(1)));
        return fits ? std::optional<std::string>('+' + *digits) : std::nullopt;
    }
    if (country != "CA" && country != "US") return std::nullopt;
    const auto national = std::string_view(*digits).substr(begins_with_one ? 1 : 0);
    if (!is_north_american(national)) return std::nullopt;
    return "+1" + std::string(national);
}

}  // namespace porchlight
