#include "searchd/server.h"

#include <cxxabi.h>
#include <fmt/format.h>
#include <netinet/in.h>
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

/// The request as the library gets to see it: only what was understood, with one length.
std::string rewritten(const Route& route, const RequestHead& head, const std::string& body) {
    const bool form = head.content_type.rfind("application/x-www-form-urlencoded", 0) == 0;
    const bool json = route.accepts == Accepts::json;
    const auto& path = route.tail == Tail::none ? route.path : head.path;
    std::string out = fmt::format("{} {} HTTP/1.1\r\nHost: searchd\r\n", route.method, path);
    if (json) out += "Content-Type: application/json\r\n";
    if (!json && form) out += fmt::format("{}: yes\r\n", kFormPost);
    if (route.method == "POST")
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
    set_payload_max_length(kLongestBody);
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

void HttpServer::add(Route route) {
    const auto pattern = escaped(route.path) + (route.tail == Tail::none ? "" : "[a-z2-7]{8}");
    if (route.file) {
        // Answered here: the library would copy it twice.
    } else if (route.method == "GET")
        Get(pattern, route.handler);
    else
        Post(pattern, route.handler);
    if (metrics_) metrics_->add_route(route.name);
    auto& routes = route.tail == Tail::none ? routes_ : tailed_;
    routes[route.path][route.method] = std::move(route);
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
    const std::string& name = route ? route->name : kUnknown;
    if (const auto refused = refusal_of(*head, route)) {
        const bool sent = refuse(stream, name, *refused, &*head);
        if (sent && head->body == BodyKind::none) return head->keep_alive && !is_last && !stopping_;
        if (sent) stream.finish_writing();
        return false;
    }
    if (head->expects_continue && head->body != BodyKind::none &&
        !stream.write_all("HTTP/1.1 100 Continue\r\n\r\n", kWriting))
        return false;
    const auto body = read_body(stream, *head);
    if (!body) return part_refused(name, body.error());
    return answer(stream, *route, *head, *body, is_last);
}

const std::map<std::string, Route>* HttpServer::methods_at(const std::string& path) const {
    if (const auto whole = routes_.find(path); whole != routes_.end()) return &whole->second;
    for (const auto& [begin, methods] : tailed_)
        if (path.rfind(begin, 0) == 0 && is_short_id(std::string_view(path).substr(begin.size())))
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
    // A page that sends no referrer posts its forms with the origin "null".
    const bool leaving = head.path == "/exit" && head.origin == "null";
    if (!head.origin.empty() && !leaving && head.origin != "http://" + head.host)
        return problem(403, "foreign_origin", "This listener answers its own page only.");
    if (head.path.rfind("/api/", 0) == 0 && !head.fetch_site.empty() &&
        head.fetch_site != "same-origin" && head.fetch_site != "none")
        return problem(403, "foreign_origin", "This listener answers its own page only.");
    return std::nullopt;
}

std::optional<Problem> HttpServer::refusal_of(const RequestHead& head, const Route* route) const {
    if (auto refused = guard_refusal(head)) return refused;
    if (!route && methods_at(head.path))
        return problem(405, "method_not_allowed", "This address doesn't take this method.");
    if (!route) return problem(404, "no_such_address", "There is nothing at this address.");
    if (head.has_query && head.path.rfind("/api/", 0) == 0)
        return problem(400, "unexpected_query",
                       "This address takes no query: what is asked goes in the body.");
    if (head.has_range) return problem(416, "no_ranges", "Answers are given whole.");
    if (head.has_content_encoding)
        return problem(415, "content_encoding", "Bodies are read uncompressed only.");
    if (route->accepts == Accepts::nothing)
        return head.body == BodyKind::none
                   ? std::nullopt
                   : std::optional(problem(400, "unexpected_body", "This address takes no body."));
    if (route->accepts == Accepts::json && !head.length_given)
        return problem(411, "length_required", "The body's length is missing.");
    if (route->accepts == Accepts::json && !is_json(head.content_type))
        return problem(415, "media_type", "The body must be application/json in UTF-8.");
    if (head.content_length > kLongestBody)
        return problem(413, "too_large", "The body is larger than 256 KB.");
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

bool HttpServer::answer(SocketStream& stream, const Route& route, const RequestHead& head,
                        const std::string& body, bool is_last) {
    const bool keep = head.keep_alive && !is_last && !stopping_;
    if (route.file) return send_file(stream, route, keep);
    const auto begun = std::chrono::steady_clock::now();
    const auto request = rewritten(route, head, body);
    MemoryStream memory(request);
    bool closed = false;
    process_request(memory, !keep, closed, nullptr);
    const auto status = status_of(memory.answer());
    const bool is_question = route.accepts == Accepts::json || route.tail != Tail::none;
    log_.request(route.name, status,
                 is_question ? std::nullopt : std::optional(memory.answer().size()));
    if (metrics_) metrics_->observe(route.name, status, std::chrono::steady_clock::now() - begun);
    return stream.write_all(memory.answer(), kWriting) && keep;
}

bool HttpServer::send_file(SocketStream& stream, const Route& route, bool keep) {
    const auto& [type, bytes] = *route.file;
    auto head = head_text(200, type, bytes.size());
    head += keep ? "\r\n" : "Connection: close\r\n\r\n";
    log_.request(route.name, 200, head.size() + bytes.size());
    if (metrics_) metrics_->observe(route.name, 200, std::chrono::nanoseconds{0});
    return stream.write_all(head, kWriting) && stream.write_all(bytes, kWritingFile) && keep;
}

void HttpServer::complete_headers(httplib::Response& response) const {
    for (const auto& name : {"Keep-Alive", "Accept-Ranges", "EXCEPTION_WHAT"})
        response.headers.erase(name);
    if (response.status == 204) response.headers.erase("Content-Length");
    if (response.status == 503) response.set_header("Retry-After", std::string(kRetryAfterSeconds));
    for (const auto& [name, value] : security_headers()) response.set_header(name, value);
    if (!response.has_header("Content-Security-Policy"))
        response.set_header("Content-Security-Policy",
                            content_security_policy({}, settings_.neutral_address));
}

void send(httplib::Response& response, const Problem& problem) {
    response.status = problem.status;
    response.set_content(to_json_text(problem), std::string(kProblemType));
}

}  // namespace porchlight
