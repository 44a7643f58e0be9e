#pragma once
#include <httplib.h>

#include <atomic>
#include <map>
#include <optional>
#include <string>

#include "core/account/accounts.h"
#include "core/base/error.h"
#include "searchd/access.h"
#include "searchd/address.h"
#include "searchd/http_head.h"
#include "searchd/metrics.h"
#include "searchd/problem.h"
#include "searchd/request_log.h"
#include "searchd/socket_stream.h"

namespace porchlight {

/// A file as it is sent: from where it lies, without a copy for each connection.
struct HeldFile {
    std::string content_type;
    std::string bytes;
};

/// Who asks, and how far what they ask for reaches.
struct Asked {
    Who who = Who::anyone;
    Reach reach = Reach::none;
    std::string session;           ///< Its id; empty without one.
    std::optional<Caller> caller;  ///< Of a session that goes on.
    std::string query;             ///< Of a route that takes parameters: what the address has of them.
    std::string host;              ///< Of such a route: the one that was asked, as the request has it.
};

/// Answers one request of a route.
using Handler =
    std::function<void(const Asked&, const httplib::Request& request, httplib::Response& response)>;

/// One declared route: its row of the table says all but what is answered.
struct Route {
    RouteId id = RouteId::count;
    Handler handler = {};
    std::string file_name = {};      ///< Behind the row's path, of Tail::file.
    const HeldFile* file = nullptr;  ///< Sent in place of what a handler would say; outlives the server.

    const RouteRow& row() const { return row_of(id); }
    /// Its template in log and metrics, e.g. "/assets/*".
    std::string name() const;
};

/// The header by which a handler learns that a form was posted (Accepts::anything).
inline constexpr const char* kFormPost = "Form-Post";

/// Which requests a listener takes.
enum class Guard : std::uint8_t {
    none,
    loopback,  ///< Only what comes from this machine itself, to its own loopback.
};

/// How a listener is set up.
struct ServerSettings {
    ListenAddress address;
    std::size_t threads = 32;  ///< Connections answered at the same time.
    Guard guard = Guard::none;
    std::string neutral_address;  ///< For the content security policy.
    /// Sessions that this listener knows; null: everybody is anyone. Outlives the server.
    Accounts* accounts = nullptr;
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
    std::optional<Problem> forgery_refusal(const RequestHead& head, const RouteRow& row) const;
    tl::expected<Asked, Problem> asked_by(const RequestHead& head, const RouteRow& row) const;
    const Route* find(const RequestHead& head) const;
    const std::map<std::string, Route>* methods_at(const std::string& path) const;
    std::string allowed_methods(const std::string& path) const;
    bool refuse(SocketStream& stream, const std::string& name, const Problem& problem,
                const RequestHead* head);
    bool answer(SocketStream& stream, const Route& route, const Asked& asked, const RequestHead& head,
                const std::string& body, bool is_last);
    bool answer_at_once(SocketStream& stream, const Route& route, const std::string& request, bool keep);
    bool send_file(SocketStream& stream, const Route& route, bool keep);
    std::string rendered(const Problem& problem, const RequestHead* head, bool keep) const;
    std::string head_text(int status, std::string_view content_type, std::size_t length) const;
    void complete_headers(httplib::Response& response) const;
    Pressure pressure() const;

    ServerSettings settings_;
    RequestLog& log_;
    Metrics* metrics_;
    std::map<std::string, std::map<std::string, Route>> routes_;  ///< By path, then method.
    std::map<std::string, std::map<std::string, Route>> tailed_;  ///< The same, with a short id or a UUID behind.
    std::atomic<std::size_t> waiting_{0};
    std::atomic<bool> stopping_{false};
    int port_ = 0;
};

/// Sends a problem from a handler.
void send(httplib::Response& response, const Problem& problem);

}  // namespace porchlight
