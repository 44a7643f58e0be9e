#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace porchlight {

/// Where a listener binds: a numeric address or "localhost", and a port (0: any free one).
struct ListenAddress {
    std::string host;  ///< Without brackets.
    int port = 0;
};

/// Reads "127.0.0.1:8080", "[::1]:8080" or "localhost:8080".  @error bad_request
Result<ListenAddress> parse_listen_address(std::string_view text);

/// Whether only this machine can reach the address.
bool is_loopback(const ListenAddress& address);

/// "127.0.0.1:8080", "[::1]:8080": as it stands in an address bar.
std::string to_string(const ListenAddress& address);

/// Whether a Host header means this machine's own loopback with that port (decision 24). A name
/// that somebody let point to 127.0.0.1 doesn't.
/// @param host in lower case.
bool is_loopback_host(std::string_view host, int port);

}  // namespace porchlight
