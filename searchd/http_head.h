#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace porchlight {

/// Why a request gets no answer of its own: what becomes its problem+json.
struct Refusal {
    int status = 400;
    std::string code;      ///< Of ours, e.g. "bad_header".
    std::string sentence;  ///< Ours too: never a byte of the request.
};

/// The bounds of a request's head. Far above what a browser or nginx sends.
inline constexpr std::size_t kLongestRequestLine = 2048;  ///< Bytes; more is 414.
inline constexpr std::size_t kLongestHead = 16 * 1024;    ///< Bytes; more is 431.
inline constexpr std::size_t kMostHeaders = 64;           ///< More is 431.

/// The name of the session's cookie.
inline constexpr std::string_view kSessionCookie = "__Host-porchlight";

/// What kind of body a request said it brings.
enum class BodyKind : std::uint8_t { none, counted, chunked };

/// A request's head, read strictly (RFC 9112; safety of what the HTTP library itself lets through:
/// two lengths, a length beside chunks, blanks before a colon, folded lines, NUL).
struct RequestHead {
    std::string method;
    std::string path;        ///< Up to the question mark; percent signs are not decoded.
    bool has_query = false;
    std::string query;       ///< Behind the question mark; only routes that take parameters look at it.
    bool keep_alive = true;
    BodyKind body = BodyKind::none;
    std::size_t content_length = 0;  ///< Where `body` is counted.
    bool length_given = false;       ///< Content-Length or Transfer-Encoding was there.
    bool expects_continue = false;
    bool has_content_encoding = false;
    bool has_range = false;
    bool was_forwarded = false;  ///< Forwarded, X-Forwarded-*, X-Real-IP or Via.
    std::string host;            ///< Empty where an HTTP/1.0 request has none.
    std::string origin;          ///< Empty where absent.
    std::string fetch_site;      ///< Sec-Fetch-Site; empty where absent.
    std::string content_type;    ///< Lower case, empty where absent.
    std::string session;         ///< What the session's cookie holds; empty where absent or no id.
    std::string token;           ///< Porchlight-Token; empty where absent.
};

/// Says early that what has come so far can't become a head: a line too long, a bare line feed, a
/// first byte that begins no method (a TLS handshake, for instance). `text` holds no empty line
/// yet.
tl::expected<void, Refusal> check_partial_head(std::string_view text);

/// Reads a head that ends with its empty line (CR LF CR LF included).
tl::expected<RequestHead, Refusal> parse_head(std::string_view text);

}  // namespace porchlight
