#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "indexer/listed_hosts.h"

namespace porchlight {

/// How long and how much a request may take.
struct WebLimits {
    std::size_t most_bytes = std::size_t{64} << 20;     ///< Of one answer, unpacked.
    std::chrono::seconds to_connect{10};
    std::chrono::seconds for_all{120};                  ///< One try, from name to last byte.
    std::chrono::seconds silence{30};                   ///< Less than 100 bytes a second for so long ends a try.
    int tries = 6;                                      ///< Where it may be different the next time.
    std::chrono::milliseconds first_pause{1000};        ///< Doubles from try to try.
    std::chrono::milliseconds longest_pause{60'000};    ///< Also of what a server asks for (Retry-After).
};

/// Asks listed hosts by GET, through no proxy, without cookies. A redirect is followed only within the
/// same scheme, host and port. Not for use by several threads.
class WebClient {
  public:
    using OnWait = std::function<void(const std::string& why, std::chrono::milliseconds pause)>;

    /// @param on_wait is told before each pause; may be empty. Both must outlive it.
    WebClient(const ListedHosts& hosts, const WebLimits& limits, OnWait on_wait);
    ~WebClient();
    WebClient(const WebClient&) = delete;
    WebClient& operator=(const WebClient&) = delete;

    /// The body of an answer of status 200. Time-outs, broken connections and the statuses 408, 429 and
    /// 5xx are tried again.
    /// @error not_found for 404 and 410; bad_request for any other answer, also one that is too large;
    /// forbidden where host or address isn't listed; unavailable where all tries failed. Names the host alone.
    Result<std::string> get(const std::string& url);

  private:
    struct Answer;
    Result<Answer> ask(const WebAddress& address);
    Result<Answer> follow(WebAddress address);

    const ListedHosts& hosts_;
    WebLimits limits_;
    OnWait on_wait_;
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace porchlight
