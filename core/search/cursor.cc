#include "core/search/cursor.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <tuple>
#include <vector>

namespace porchlight {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(separator, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

template <class T>
T number_in(std::string_view text, int base = 10) {
    T value{};
    std::from_chars(text.data(), text.data() + text.size(), value, base);
    return value;
}

}  // namespace

bool Position::before(const Position& other) const {
    if (result != other.result) return result > other.result;
    const auto mine = std::tie(fits_words, answered, other.open_questions);
    const auto others = std::tie(other.fits_words, other.answered, open_questions);
    if (result == Class::ask && mine != others) return mine > others;
    if (score != other.score) return score > other.score;
    return service_id < other.service_id;
}

std::string CursorMaker::make(const Position& last, std::string_view request_digest) const {
    const auto body = fmt::format("{}.{:d}.{}.{}.{:x}.{}", static_cast<int>(last.result),
                                  last.fits_words, static_cast<int>(last.answered),
                                  last.open_questions,
                                  std::bit_cast<std::uint64_t>(last.score),
                                  to_string(last.service_id));
    return key_.sign(body, request_digest);
}

Result<Position> CursorMaker::read(const std::string& cursor,
                                   std::string_view request_digest) const {
    const auto expired = [] {
        return fail(ErrorKind::bad_request, "cursor_expired: ask again from the first page", "/cursor");
    };
    const auto body = key_.opened(cursor, request_digest);
    const auto parts = split(body, '.');
    const auto id = parts.size() == 6 ? parse_uuid(parts[5]) : fail(ErrorKind::bad_request, "");
    if (!id) return expired();
    Position position;
    position.result = static_cast<Class>(number_in<int>(parts[0]));
    position.fits_words = parts[1] == "1";
    position.answered = static_cast<Answered>(number_in<int>(parts[2]));
    position.open_questions = number_in<int>(parts[3]);
    position.score = std::bit_cast<double>(number_in<std::uint64_t>(parts[4], 16));
    position.service_id = *id;
    return position;
}

}  // namespace porchlight
