#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace porchlight {

/// Where a page sends whoever leaves it, unless the page itself says otherwise.
inline constexpr std::string_view kNeutralAddress = "https://www.weather.gc.ca/";

/// The session's cookie, for Set-Cookie. The prefix of its name holds browsers to Secure, this host and
/// the whole path; they take http on loopback for secure.
/// @param id the session's; empty: the browser forgets the one it has.
std::string session_cookie(std::string_view id);

/// The content security policy: nothing but our own files, no inline script, and styles only from
/// our files or, with a nonce, from the style elements that React Aria makes (decision 31).
/// @param nonce of this one answer; empty for everything but the page itself.
/// @param neutral_address form posts to /exit are redirected there, and browsers hold a redirect
///        to form-action too.
std::string content_security_policy(std::string_view nonce, std::string_view neutral_address);

/// What every answer carries, static files, errors and refusals too. Without the policy above.
const std::vector<std::pair<std::string, std::string>>& security_headers();

}  // namespace porchlight
