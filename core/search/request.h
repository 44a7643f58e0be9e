#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/evaluate/question.h"
#include "core/index/reader.h"

namespace porchlight {

/// Bounds of a request (design.md section 4). More is an error, never cut.
inline constexpr std::size_t kLongestText = 500;      ///< Bytes.
inline constexpr std::size_t kLongestName = 200;      ///< Bytes of any other text.
inline constexpr std::size_t kMostParts = 50;         ///< Entries of any list.
inline constexpr int kMostResults = 50;
inline constexpr double kFarthestKm = 1000;

/// In which order results of one class come.
enum class Order : std::uint8_t { best, nearest };

/// A search request as it was sent, checked but not yet understood. Lives as long as the request.
struct Request {
    Role role = Role::open;                    ///< Who asks.
    std::string text;
    std::vector<std::uint16_t> needs;
    std::optional<Point> near;
    std::string near_place;                    ///< A place's name, where `near` is absent.
    std::optional<double> within_km;
    Strength within_strength = Strength::required;
    std::vector<LanguageWish> languages;
    std::optional<TimeWish> time;
    AboutParticipant participant;
    std::vector<FactWish> facts;               ///< Constraints, and what the participant said.
    Avoid avoid;
    std::vector<Told> told;
    std::string phase;                         ///< Empty: none.
    Order order = Order::best;
    bool include_hold = false;
    bool include_ruled_out = false;
    std::vector<std::string> without;          ///< Keys of understood parts taken off.
    std::string language = "en";               ///< Of the answer's texts.
    int limit = 10;
    std::string cursor;
    std::string digest;                        ///< SHA-256 of all but cursor and limit.
};

/// Reads a search request. Unknown members, wrong types and values out of range are errors that
/// name the field (never ignored). In the public role a staff fact is an unknown name (decision 23),
/// nothing is critical but places to keep away from, and `include` is an error (decision 21).
/// @error bad_request with the JSON pointer in `where`; its message begins with a code and a colon.
Result<Request> parse_request(const Json& body, const Catalogue& catalogue, Role role);

}  // namespace porchlight
