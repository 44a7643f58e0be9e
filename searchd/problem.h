#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "searchd/http_head.h"

namespace porchlight {

/// An error as it is sent: RFC 9457 problem+json with our code and the JSON pointer of the member
/// that is wrong.
struct Problem {
    int status = 500;
    std::string code;
    std::string detail;
    std::string pointer;  ///< Sent where not empty, or where the body as a whole is meant.
    bool points = false;  ///< Whether `pointer` says anything.
    int retry_after = 0;  ///< Seconds; 0: not said.
};

inline constexpr std::string_view kProblemType = "application/problem+json";
/// Seconds after which a client may try again where there is no index.
inline constexpr std::string_view kRetryAfterSeconds = "2";

/// What a refusal looks like to the client.
Problem problem_of(const Refusal& refusal);

/// What an error of the Api or of accounts looks like: the code before the colon, the sentence after
/// it, the place in `pointer`. Corrupt data and unknown kinds become a 500 that says nothing.
Problem problem_of(const Error& error);

/// The same for an error of parse_json(), whose messages carry no code.
/// @param body the text that was refused, looked at for bad UTF-8 only.
Problem problem_of_json(const Error& error, std::string_view body);

/// The body. Title is the status's own phrase.
std::string to_json_text(const Problem& problem);

/// "Not Found" for 404 and so on, for the statuses that we send.
std::string_view status_phrase(int status);

}  // namespace porchlight
