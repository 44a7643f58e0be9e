#include "searchd/headers.h"

#include <fmt/format.h>

#include "searchd/http_head.h"

namespace porchlight {

std::string session_cookie(std::string_view id) {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict{}", kSessionCookie, id,
                       id.empty() ? "; Max-Age=0" : "");
}

std::string content_security_policy(std::string_view nonce, std::string_view neutral_address) {
    const auto style_nonce = nonce.empty() ? std::string() : fmt::format(" 'nonce-{}'", nonce);
    return fmt::format(
        "default-src 'none'; script-src 'self'; style-src 'self'{}; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self' {}; "
        "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'",
        style_nonce, neutral_address);
}

const std::vector<std::pair<std::string, std::string>>& security_headers() {
    static const std::vector<std::pair<std::string, std::string>> headers = {
        {"Cache-Control", "no-store"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Robots-Tag", "noindex, noarchive"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Embedder-Policy", "require-corp"},
        {"Permissions-Policy",
         "accelerometer=(), browsing-topics=(), camera=(), clipboard-read=(), "
         "display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
         "midi=(), payment=(), usb=()"},
    };
    return headers;
}

}  // namespace porchlight
