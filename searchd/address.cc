#include "searchd/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <charconv>

namespace porchlight {
namespace {

bool is_ipv4(const std::string& host) {
    in_addr out{};
    return inet_pton(AF_INET, host.c_str(), &out) == 1;
}

bool is_ipv6(const std::string& host) {
    in6_addr out{};
    return inet_pton(AF_INET6, host.c_str(), &out) == 1;
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
    const auto wrong = [&] {
        return fail(ErrorKind::bad_request,
                    fmt::format("\"{}\" is no address such as 127.0.0.1:8080 or [::1]:8080", text));
    };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return wrong();
    ListenAddress out;
    const auto port = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
    if (port.empty() || error != std::errc{} || end != port.data() + port.size() || out.port < 0 ||
        out.port > 65535)
        return wrong();
    auto host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        out.host = host.substr(1, host.size() - 2);
        if (!is_ipv6(out.host)) return wrong();
        return out;
    }
    out.host = host == "localhost" ? "127.0.0.1" : std::string(host);
    if (!is_ipv4(out.host)) return wrong();
    return out;
}

bool is_loopback(const ListenAddress& address) {
    return address.host.rfind("127.", 0) == 0 || address.host == "::1";
}

std::string to_string(const ListenAddress& address) {
    const bool brackets = address.host.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", brackets ? "[" : "", address.host, brackets ? "]" : "",
                       address.port);
}

bool is_loopback_host(std::string_view host, int port) {
    for (const std::string_view name : {"127.0.0.1", "localhost", "[::1]"}) {
        if (host == fmt::format("{}:{}", name, port)) return true;
        if (port == 80 && host == name) return true;  // Browsers leave the usual port out.
    }
    return false;
}

}  // namespace porchlight
