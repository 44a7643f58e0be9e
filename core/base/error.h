#pragma once
#include <string>
#include <tl/expected.hpp>

namespace porchlight {

/// What went wrong, as the caller must act on it (not where it happened).
enum class ErrorKind {
    bad_request,  ///< The caller's input; never retry. Names file, line or field.
    not_found,    ///< No such record.
    forbidden,    ///< Not without leave that wasn't given, or is used up; asking again won't help.
    signed_out,   ///< Who asks isn't signed in, or not any more: signing in helps.
    too_often,    ///< Too much at once, or too often; `where` says after how many seconds to try again.
    conflict,     ///< Lost a race, or a second writer; reload and retry.
    unavailable,  ///< A dependency is down or stale; may be retried.
    corrupt,      ///< Stored data breaks an invariant; an operator must look.
};

/// One failure: its kind and one sentence without secrets or line breaks.
struct [[nodiscard]] Error {
    ErrorKind kind;
    std::string message;
    std::string where;  ///< JSON pointer, field or file:line of bad input, seconds of too_often; may be empty.
};

template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand: `return fail(ErrorKind::not_found, "...")`.
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string where = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(where)});
}

/// Exit status of a program that ends with this error: 2 for the caller's input, 3 for a conflict
/// (a second writer), 4 for an unavailable dependency, 5 for corrupt data, 1 otherwise.
int exit_code(ErrorKind kind);

}  // namespace porchlight
