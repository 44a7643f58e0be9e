#pragma once
#include <sys/socket.h>

#include <string>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// An address on the web that may be asked.
struct WebAddress {
    std::string scheme;    ///< "https", or "http" for an address of one's own network.
    std::string host;      ///< In lower case; IPv6 in brackets.
    int port = 0;
    std::string text;      ///< The whole of it.
};

/// The hosts that an operator listed. Whatever isn't among them is asked nothing, whoever names it.
class ListedHosts {
  public:
    /// @param hosts as sources.json has them: "host" or "host:port" (443 where none is said).
    explicit ListedHosts(const std::vector<std::string>& hosts);

    /// @error bad_request where it is no address of the web or has a password in it, forbidden where its
    /// host isn't listed, or it isn't encrypted and leads out of one's own network.
    Result<WebAddress> check(const std::string& url) const;

    /// Whether a connection may be made to where a name led: any public address, and of others those
    /// that are listed themselves. A name that leads into one's own network is not enough.
    bool may_connect(const sockaddr& address) const;

  private:
    struct Host {
        std::string name;
        int port = 443;
    };
    std::vector<Host> hosts_;
};

/// Whether an address is of the open internet: none of this machine, of a private network, of a link, of
/// many, or with another address inside that could be one of these.
bool is_public_address(const sockaddr& address);

}  // namespace porchlight
