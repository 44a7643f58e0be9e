#include "searchd/server.h"

#include <cxxabi.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/crypto.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "searchd/headers.h"
#include "searchd/memory_stream.h"
#include "searchd/request_reader.h"
#include "searchd/worker_queue.h"

namespace porchlight {
namespace {

using std::chrono::milliseconds;

constexpr int kMostRequestsPerConnection = 1000;
constexpr std::size_t kShortIdLength = 8;
constexpr int kBacklog = 512;  // The library's own is 5.
constexpr Patience kWriting{milliseconds{10000}, milliseconds{2000}, milliseconds{300}};
/// A map of 30 MB over a slow line.
constexpr Patience kWritingFile{milliseconds{120000}, milliseconds{10000}, milliseconds{300}};

/// The code of Accounts::caller() where a session is no more.
constexpr std::string_view kSessionEnded = "session_ended";

// Templates of what has no route.
const std::string kMalformed = "(malformed)";
const std::string kUnknown = "(unknown)";
const std::string kBusy = "(busy)";

Problem problem(int status, std::string code, std::string sentence) {
    return problem_of(Refusal{status, std::move(code), std::move(sentence)});
}

/// A literal path as the library's pattern.
std::string escaped(const std::string& path) {
    std::string out;
    for (const char c : path) {
        if (std::string_view(R"(.*+?()[]{}^$|\/)").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

bool is_short_id(std::string_view text) {
    return text.size() == kShortIdLength && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
           });
}

bool is_uuid_text(std::string_view text) {
    return text.size() == 36 && std::all_of(text.begin(), text.end(), [](char c) {
               return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
           });
}

/// Whether what stands behind a row's path is what it ends with.
bool is_tail(Tail tail, std::string_view text) {
    return tail == Tail::short_id ? is_short_id(text) : is_uuid_text(text);
}

bool is_json(std::string_view content_type) {
    const auto semicolon = content_type.find(';');
    auto type = content_type.substr(0, semicolon);
    while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
    if (type != "application/json") return false;
    if (semicolon == std::string_view::npos) return true;
    auto parameter = content_type.substr(semicolon + 1);
    while (!parameter.empty() && parameter.front() == ' ') parameter.remove_prefix(1);
    return parameter == "charset=utf-8" || parameter == "charset=\"utf-8\"";
}

bool posts(const RouteRow& row) { return std::string_view(row.method) == "POST"; }

/// The one whose answer this thread writes: the library calls handlers with its own request, which
/// has no place for it.
thread_local const Asked* current_asked = nullptr;

Who who_is(const Caller& caller) {
    if (caller.must_set_up_code()) return Who::setting_up;
    switch (caller.role) {
        case StaffRole::administrator: return Who::administrator;
        case StaffRole::reviewer: return Who::reviewer;
        case StaffRole::worker: return Who::worker;
        case StaffRole::agency_editor: return Who::agency_editor;
        case StaffRole::capacity: return Who::capacity;
    }
    return Who::anyone;
}

/// Takes as long wherever they differ.
bool same_token(const std::string& given, const std::string& wanted) {
    return given.size() == wanted.size() &&
           CRYPTO_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

/// The request as the library gets to see it: only what was understood, with one length.
std::string rewritten(const Route& route, const RequestHead& head, const std::string& body) {
    const bool form = head.content_type.rfind("application/x-www-form-urlencoded", 0) == 0;
    const auto& row = route.row();
    const bool json = row.accepts == Accepts::json || (row.accepts == Accepts::parameters && !body.empty());
    std::string out = fmt::format("{} {} HTTP/1.1\r\nHost: searchd\r\n", row.method, head.path);
    if (json) out += "Content-Type: application/json\r\n";
    if (!json && form) out += fmt::format("{}: yes\r\n", kFormPost);
    if (posts(row))
        out += fmt::format("Content-Length: {}\r\n", json ? body.size() : 0);
    out += "\r\n";
    if (json) out += body;
    return out;
}

/// The status of an answer that the library wrote: "HTTP/1.1 200 OK".
int status_of(std::string_view answer) {
    int status = 500;
    if (answer.size() > 12) std::from_chars(answer.data() + 9, answer.data() + 12, status);
    return status;
}

std::string type_name(const std::exception_ptr& pointer) {
    try {
        std::rethrow_exception(pointer);
    } catch (const std::exception& error) {
        int status = 0;
        char* name = abi::__cxa_demangle(typeid(error).name(), nullptr, nullptr, &status);
        std::string out = status == 0 ? name : typeid(error).name();
        std::free(name);
        return out;
    } catch (...) {  // Not swallowed: the caller reports it as what it is.
        return "no std::exception";
    }
}

}  // namespace

HttpServer::HttpServer(ServerSettings settings, RequestLog& log, Metrics* metrics)
    : settings_(std::move(settings)), log_(log), metrics_(metrics) {
    new_task_queue = [this] { return new WorkerQueue(settings_.threads, waiting_); };
    set_tcp_nodelay(true);
    set_payload_max_length(kLongestUploadBody);
    set_keep_alive_max_count(kMostRequestsPerConnection);
    // The library's SO_REUSEPORT would let a second searchd share the port unnoticed.
    set_socket_options([](socket_t socket) {
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_exception_handler(
        [this](const httplib::Request&, httplib::Response& response, std::exception_ptr exception) {
            // The type only: what() may hold words of the request.
            log_.note(fmt::format("error: an answer failed with {}", type_name(exception)));
            send(response, problem(500, "internal", "This went wrong on our side."));
        });
    set_error_handler(
        httplib::Server::Handler([](const httplib::Request&, httplib::Response& response) {
            if (response.body.empty())
                send(response, problem(response.status, "refused", "The request was refused."));
        }));
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& response) {
        complete_headers(response);
    });
    if (metrics_)
        for (const auto& name : {kMalformed, kUnknown, kBusy}) metrics_->add_route(name);
}

std::string Route::name() const {
    return std::string(row().path) + (row().tail == Tail::none ? "" : "*");
}

void HttpServer::add(Route route) {
    const auto& row = route.row();
    const bool is_tailed = row.tail == Tail::short_id || row.tail == Tail::uuid;
    const auto path = row.path + route.file_name;
    const auto pattern = escaped(path) + (row.tail == Tail::short_id ? "[a-z2-7]{8}" : row.tail == Tail::uuid ? "[0-9a-fA-F-]{36}" : "");
    const auto handler = [answer = route.handler](const httplib::Request& request,
                                                  httplib::Response& response) {
        answer(*current_asked, request, response);
    };
    if (route.file) {
        // Answered here: the library would copy it twice.
    } else if (posts(row))
        Post(pattern, handler);
    else if (std::string_view(row.method) == "OPTIONS")
        Options(pattern, handler);
    else
        Get(pattern, handler);
    if (metrics_) metrics_->add_route(route.name());
    auto& routes = is_tailed ? tailed_ : routes_;
    routes[path][row.method] = std::move(route);
}

Result<int> HttpServer::bind() {
    const auto& address = settings_.address;
    errno = 0;
    const bool bound = address.port == 0 ? bind_to_any_port(address.host) > 0
                                         : bind_to_port(address.host, address.port);
    if (!bound)
        return fail(ErrorKind::unavailable,
                    fmt::format("can't listen on {}: {}", to_string(address),
                                errno == EADDRINUSE || errno == 0 ? "the port is taken"
                                                                  : std::strerror(errno)));
    ::listen(svr_sock_, kBacklog);
    sockaddr_storage bound_to{};
    socklen_t size = sizeof bound_to;
    getsockname(svr_sock_, reinterpret_cast<sockaddr*>(&bound_to), &size);
    port_ = ntohs(bound_to.ss_family == AF_INET6
                      ? reinterpret_cast<const sockaddr_in6&>(bound_to).sin6_port
                      : reinterpret_cast<const sockaddr_in&>(bound_to).sin_port);
    return port_;
}

bool HttpServer::serve() {
    return listen_after_bind();
}

void HttpServer::stop_serving() {
    stopping_ = true;
    stop();
}

Pressure HttpServer::pressure() const {
    if (stopping_) return Pressure::stopping;
    return waiting_ > 0 ? Pressure::busy : Pressure::calm;
}

bool HttpServer::process_and_close_socket(socket_t socket) {
    SocketStream stream(socket, [this] { return pressure(); });
    if (WorkerQueue::is_shedding()) {
        refuse(stream, kBusy,
               problem(503, "busy", "Too many are asking at once. Try again in a moment."),
               nullptr);
        return false;
    }
    for (int served = 0; served < kMostRequestsPerConnection; ++served)
        if (!answer_one(stream, served == 0, served + 1 == kMostRequestsPerConnection))
            return false;
    return true;
}

bool HttpServer::answer_one(SocketStream& stream, bool is_first, bool is_last) {
    const auto part_refused = [&](const std::string& name, const NoRequest& none) {
        if (none.refusal && refuse(stream, name, problem_of(*none.refusal), nullptr))
            stream.finish_writing();
        return false;
    };
    const auto head = read_head(stream, is_first ? Connection::fresh : Connection::kept_alive);
    if (!head) return part_refused(kMalformed, head.error());

    const Route* route = find(*head);
    const std::string name = route ? route->name() : kUnknown;
    auto refused = refusal_of(*head, route);
    Asked asked;
    if (!refused) {
        auto known = asked_by(*head, route->row());
        if (known)
            asked = std::move(*known);
        else
            refused = std::move(known.error());
    }
    if (refused) {
        const bool sent = refuse(stream, name, *refused, &*head);
        if (sent && head->body == BodyKind::none) return head->keep_alive && !is_last && !stopping_;
        if (sent) stream.finish_writing();
        return false;
    }
    if (head->expects_continue && head->body != BodyKind::none &&
        !stream.write_all("HTTP/1.1 100 Continue\r\n\r\n", kWriting))
        return false;
    const auto body = read_body(stream, *head, route->row().longest_body);
    if (!body) return part_refused(name, body.error());
    return answer(stream, *route, asked, *head, *body, is_last);
}

const std::map<std::string, Route>* HttpServer::methods_at(const std::string& path) const {
    if (const auto whole = routes_.find(path); whole != routes_.end()) return &whole->second;
    for (const auto& [begin, methods] : tailed_)
        if (path.rfind(begin, 0) == 0 &&
            is_tail(methods.begin()->second.row().tail, std::string_view(path).substr(begin.size())))
            return &methods;
    return nullptr;
}

const Route* HttpServer::find(const RequestHead& head) const {
    const auto* methods = methods_at(head.path);
    if (!methods) return nullptr;
    const auto route = methods->find(head.method);
    return route == methods->end() ? nullptr : &route->second;
}

std::string HttpServer::allowed_methods(const std::string& path) const {
    const auto* methods = methods_at(path);
    std::string out;
    if (!methods) return out;
    for (const auto& [method, route] : *methods) out += (out.empty() ? "" : ", ") + method;
    return out;
}

std::optional<Problem> HttpServer::guard_refusal(const RequestHead& head) const {
    if (settings_.guard == Guard::none) return std::nullopt;
    if (head.was_forwarded)
        return problem(403, "forwarded", "This listener takes nothing that was forwarded.");
    if (!is_loopback_host(head.host, port_))
        return problem(403, "foreign_host",
                       "This listener answers to its own loopback address only.");
    if (!head.origin.empty() && head.origin != "http://" + head.host)
        return problem(403, "foreign_origin", "This listener answers its own page only.");
    return std::nullopt;
}

/// Another site's page has no business here: it can't read an answer, and mustn't cause one.
std::optional<Problem> HttpServer::forgery_refusal(const RequestHead& head, const RouteRow& row) const {
    if (row.proof == Proof::reading) return std::nullopt;
    const bool own = head.origin == "http://" + head.host || head.origin == "https://" + head.host;
    // A page that sends no referrer posts its forms with the origin "null".
    const bool leaving = row.proof == Proof::leaving && head.origin == "null";
    const bool absent = head.origin.empty() && row.proof != Proof::origin;
    const bool site = head.fetch_site.empty() || head.fetch_site == "same-origin" || head.fetch_site == "none";
    if (site && (own || leaving || absent)) return std::nullopt;
    return problem(403, "foreign_origin", "This address answers its own page only.");
}

tl::expected<Asked, Problem> HttpServer::asked_by(const RequestHead& head, const RouteRow& row) const {
    Asked asked;
    if (settings_.accounts && !head.session.empty()) {
        auto caller = settings_.accounts->caller(head.session);
        const bool ended = !caller && caller.error().kind == ErrorKind::signed_out;
        if (!caller && (!ended || row.proof == Proof::token)) return tl::unexpected(problem_of(caller.error()));
        if (caller) {
            asked.session = head.session;
            asked.who = who_is(*caller);
            asked.caller = std::move(*caller);
        }
    }
    if (asked.caller && row.proof == Proof::token) {
        if (head.origin.empty() || !same_token(head.token, asked.caller->token))
            return tl::unexpected(problem(403, "forged", "The session's own page didn't send this."));
    }
    asked.reach = row.reach[static_cast<std::size_t>(asked.who)];
    if (asked.reach != Reach::none) return asked;
    if (asked.who == Who::anyone)
        return tl::unexpected(problem(401, "sign_in", "Sign in for this."));
    if (asked.who == Who::setting_up)
        return tl::unexpected(problem(403, "code_first", "Set up an authenticator first."));
    return tl::unexpected(problem(403, "not_for_role", "This isn't for your role."));
}

std::optional<Problem> HttpServer::refusal_of(const RequestHead& head, const Route* route) const {
    if (auto refused = guard_refusal(head)) return refused;
    if (route)
        if (auto refused = forgery_refusal(head, route->row())) return refused;
    if (!route && methods_at(head.path))
        return problem(405, "method_not_allowed", "This address doesn't take this method.");
    if (!route) return problem(404, "no_such_address", "There is nothing at this address.");
    if (head.has_query && head.path.rfind("/api/", 0) == 0)
        return problem(400, "unexpected_query",
                       "This address takes no query: what is asked goes in the body.");
    if (head.has_range) return problem(416, "no_ranges", "Answers are given whole.");
    if (head.has_content_encoding)
        return problem(415, "content_encoding", "Bodies are read uncompressed only.");
    if (route->row().accepts == Accepts::nothing)
        return head.body == BodyKind::none
                   ? std::nullopt
                   : std::optional(problem(400, "unexpected_body", "This address takes no body."));
    if (route->row().accepts == Accepts::parameters) {
        if (head.body != BodyKind::none && !posts(route->row()))
            return problem(400, "unexpected_body", "This address takes no body.");
        if (head.body != BodyKind::none && !is_json(head.content_type))
            return problem(415, "media_type", "The body must be application/json in UTF-8.");
    }
    if (route->row().accepts == Accepts::json && !head.length_given)
        return problem(411, "length_required", "The body's length is missing.");
    if (route->row().accepts == Accepts::json && !is_json(head.content_type))
        return problem(415, "media_type", "The body must be application/json in UTF-8.");
    if (head.content_length > route->row().longest_body)
        return problem(413, "too_large", "The body is larger than this address reads.");
    return std::nullopt;
}

/// Status line and headers, without the empty line that ends them.
std::string HttpServer::head_text(int status, std::string_view content_type,
                                  std::size_t length) const {
    httplib::Response response;
    response.status = status;
    complete_headers(response);
    std::string out =
        fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n", status,
                    status_phrase(status), content_type, length);
    for (const auto& [name, value] : response.headers)
        out += fmt::format("{}: {}\r\n", name, value);
    return out;
}

std::string HttpServer::rendered(const Problem& problem, const RequestHead* head, bool keep) const {
    const auto body = to_json_text(problem);
    auto out = head_text(problem.status, kProblemType, body.size());
    if (problem.retry_after > 0) out += fmt::format("Retry-After: {}\r\n", problem.retry_after);
    // A cookie that stands for nothing any more would refuse what everybody may ask.
    if (problem.code == kSessionEnded) out += fmt::format("Set-Cookie: {}\r\n", session_cookie({}));
    if (problem.status == 405) out += fmt::format("Allow: {}\r\n", allowed_methods(head->path));
    if (!keep) out += "Connection: close\r\n";
    out += "\r\n";
    if (!head || head->method != "HEAD") out += body;
    return out;
}

bool HttpServer::refuse(SocketStream& stream, const std::string& name, const Problem& problem,
                        const RequestHead* head) {
    const bool keep = head && head->keep_alive && head->body == BodyKind::none && !stopping_;
    const auto bytes = rendered(problem, head, keep);
    log_.request(name, problem.status, bytes.size());
    if (metrics_) metrics_->observe(name, problem.status, std::chrono::nanoseconds{0});
    return stream.write_all(bytes, kWriting);
}

bool HttpServer::answer(SocketStream& stream, const Route& route, const Asked& asked,
                        const RequestHead& head, const std::string& body, bool is_last) {
    const bool keep = head.keep_alive && !is_last && !stopping_;
    if (route.file) return send_file(stream, route, keep);
    const auto begun = std::chrono::steady_clock::now();
    const auto request = rewritten(route, head, body);
    if (route.row().accepts == Accepts::parameters) {
        auto with_parameters = asked;
        with_parameters.query = head.query;
        with_parameters.host = head.host;
        current_asked = &with_parameters;
        return answer_at_once(stream, route, request, keep);
    }
    MemoryStream memory(request);
    bool closed = false;
    current_asked = &asked;
    process_request(memory, !keep, closed, nullptr);
    current_asked = nullptr;
    const auto status = status_of(memory.answer());
    const auto name = route.name();
    const bool is_question = route.row().accepts == Accepts::json || route.row().tail == Tail::short_id;
    log_.request(name, status,
                 is_question ? std::nullopt : std::optional(memory.answer().size()));
    if (metrics_) metrics_->observe(name, status, std::chrono::steady_clock::now() - begun);
    return stream.write_all(memory.answer(), kWriting) && keep;
}

/// An answer that may be longer than memory: what the library writes goes out as it is written.
bool HttpServer::answer_at_once(SocketStream& stream, const Route& route, const std::string& request, bool keep) {
    const auto begun = std::chrono::steady_clock::now();
    PassingStream passing(request, [&](std::string_view bytes) { return stream.write_all(bytes, kWriting); });
    bool closed = false;
    const bool whole = process_request(passing, !keep, closed, nullptr);
    current_asked = nullptr;
    const auto status = status_of(passing.begun());
    log_.request(route.name(), status, std::nullopt);
    if (metrics_) metrics_->observe(route.name(), status, std::chrono::steady_clock::now() - begun);
    // One that broke off has told no length: only the end of the connection shows it.
    return whole && passing.is_writable() && keep;
}

bool HttpServer::send_file(SocketStream& stream, const Route& route, bool keep) {
    const auto& [type, bytes] = *route.file;
    auto head = head_text(200, type, bytes.size());
    head += keep ? "\r\n" : "Connection: close\r\n\r\n";
    log_.request(route.name(), 200, head.size() + bytes.size());
    if (metrics_) metrics_->observe(route.name(), 200, std::chrono::nanoseconds{0});
    return stream.write_all(head, kWriting) && stream.write_all(bytes, kWritingFile) && keep;
}

void HttpServer::complete_headers(httplib::Response& response) const {
    for (const auto& name : {"Keep-Alive", "Accept-Ranges", "EXCEPTION_WHAT"})
        response.headers.erase(name);
    if (response.status == 204) response.headers.erase("Content-Length");
    if (response.status == 503) response.set_header("Retry-After", std::string(kRetryAfterSeconds));
    // What other directories' pages may read says so.
    const bool is_shared = response.has_header("Access-Control-Allow-Origin");
    for (const auto& [name, value] : security_headers())
        response.set_header(name, is_shared && name == "Cross-Origin-Resource-Policy" ? "cross-origin" : value);
    if (!response.has_header("Content-Security-Policy"))
        response.set_header("Content-Security-Policy",
                            content_security_policy({}, settings_.neutral_address));
}

void send(httplib::Response& response, const Problem& problem) {
    response.status = problem.status;
    if (problem.retry_after > 0) response.set_header("Retry-After", std::to_string(problem.retry_after));
    response.set_content(to_json_text(problem), std::string(kProblemType));
}

}  // namespace porchlight
