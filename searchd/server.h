#pragma once
#include <httplib.h>

#include <atomic>
#include <map>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "searchd/address.h"
#include "searchd/http_head.h"
#include "searchd/metrics.h"
#include "searchd/problem.h"
#include "searchd/request_log.h"
#include "searchd/socket_stream.h"

namespace porchlight {

/// What a route does with a request's body.
enum class Accepts : std::uint8_t {
    nothing,   ///< GET: a body is refused.
    json,      ///< application/json only; anything else is 415.
    anything,  ///< Read, bounded and thrown away; a form post is told to the handler.
};

/// What a route's path ends with.
enum class Tail : std::uint8_t {
    none,      ///< The path is compared whole, byte for byte.
    short_id,  ///< Behind the path come exactly the 8 characters a-z2-7 of a service's short id.
};

/// A file as it is sent: from where it lies, without a copy for each connection.
struct HeldFile {
    std::string content_type;
    std::string bytes;
};

/// One declared route. There are no patterns but a short id at the end.
struct Route {
    std::string method;  ///< GET or POST.
    std::string path;
    std::string name;  ///< Its template in log and metrics, e.g. "/assets/*".
    Accepts accepts = Accepts::nothing;
    httplib::Server::Handler handler;
    Tail tail = Tail::none;
    const HeldFile* file = nullptr;  ///< Sent in place of what a handler would say; outlives the server.
};

/// The header by which a handler learns that a form was posted (Accepts::anything).
inline constexpr const char* kFormPost = "Form-Post";

/// Which requests a listener takes.
enum class Guard : std::uint8_t {
    none,
    loopback,  ///< Only what this machine's own browser sends to its own loopback (decision 24).
};

/// How a listener is set up.
struct ServerSettings {
    ListenAddress address;
    std::size_t threads = 32;  ///< Connections answered at the same time.
    Guard guard = Guard::none;
    std::string neutral_address;  ///< For the content security policy.
};

/// One listener. The HTTP library accepts connections, routes and writes answers; requests are read
/// here, strictly and bounded, because that library lets through what it shouldn't (two lengths,
/// endless headers, bodies that become a second request): it gets each request whole, rewritten
/// from what was understood.
class HttpServer final : private httplib::Server {
  public:
    /// `log` outlives the server; `metrics` too, and may be null.
    HttpServer(ServerSettings settings, RequestLog& log, Metrics* metrics);

    /// Before serve() only.
    void add(Route route);

    /// Binds the address.  @return the port.  @error unavailable where it is taken or not ours.
    Result<int> bind();

    /// Answers until stop(), then ends what has begun.  @return false where accepting failed.
    bool serve();

    bool is_serving() const { return is_running(); }

    /// May be called from another thread, once is_serving().
    void stop_serving();

  private:
    struct Outcome;

    bool process_and_close_socket(socket_t socket) override;
    bool answer_one(SocketStream& stream, bool is_first, bool is_last);
    std::optional<Problem> refusal_of(const RequestHead& head, const Route* route) const;
    std::optional<Problem> guard_refusal(const RequestHead& head) const;
    const Route* find(const RequestHead& head) const;
    const std::map<std::string, Route>* methods_at(const std::string& path) const;
    std::string allowed_methods(const std::string& path) const;
    bool refuse(SocketStream& stream, const std::string& name, const Problem& problem,
                const RequestHead* head);
    bool answer(SocketStream& stream, const Route& route, const RequestHead& head,
                const std::string& body, bool is_last);
    bool send_file(SocketStream& stream, const Route& route, bool keep);
    std::string rendered(const Problem& problem, const RequestHead* head, bool keep) const;
    std::string head_text(int status, std::string_view content_type, std::size_t length) const;
    void complete_headers(httplib::Response& response) const;
    Pressure pressure() const;

    ServerSettings settings_;
    RequestLog& log_;
    Metrics* metrics_;
    std::map<std::string, std::map<std::string, Route>> routes_;  ///< By path, then method.
    std::map<std::string, std::map<std::string, Route>> tailed_;  ///< The same, with a short id behind.
    std::atomic<std::size_t> waiting_{0};
    std::atomic<bool> stopping_{false};
    int port_ = 0;
};

/// Sends a problem from a handler.
void send(httplib::Response& response, const Problem& problem);

}  // namespace porchlight
