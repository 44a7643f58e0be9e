#include "tests/http/client.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace porchlight::testing {
namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

void parse_fields(Answer& answer, std::string_view fields) {
    while (!fields.empty()) {
        const auto end = std::min(fields.find("\r\n"), fields.size());
        const auto line = fields.substr(0, end);
        fields.remove_prefix(std::min(end + 2, fields.size()));
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos)
            throw std::runtime_error("an answer's header is malformed");
        answer.headers.emplace(lower(std::string(line.substr(0, colon))), line.substr(colon + 2));
    }
}

/// Who acts at which port.
std::map<int, PageSession>& acting() {
    static std::map<int, PageSession> all;
    return all;
}

}  // namespace

HeaderList PageSession::headers(int port) const {
    HeaderList out{{"Cookie", cookie}, {"Origin", "http://127.0.0.1:" + std::to_string(port)}};
    if (!token.empty()) out.emplace_back("Porchlight-Token", token);
    return out;
}

std::optional<PageSession> sign_in(int port, const Json& body) {
    RawConnection connection(port);
    connection.send(request_text(port, "POST", "/api/v1/session", body.dump(),
                                 {{"Origin", "http://127.0.0.1:" + std::to_string(port)}}));
    const auto answer = connection.read();
    record_answer("POST", "/api/v1/session", answer, body.dump());
    if (answer.status != 200) return std::nullopt;
    const auto cookie = answer.header("set-cookie");
    return PageSession{cookie.substr(0, cookie.find(';')), answer.json().at("token")};
}

void act_as(int port, const std::optional<PageSession>& session) {
    acting().erase(port);
    if (session) acting()[port] = *session;
}

void record_answer(const std::string& method, const std::string& path, const Answer& answer,
                   const std::string& request) {
    const char* file = std::getenv("PORCHLIGHT_RECORD_ANSWERS");
    if (!file || !*file || answer.status == 0) return;
    Json line = {{"method", method},
                 {"path", path.substr(0, path.find('?'))},
                 {"status", answer.status},
                 {"type", answer.header("content-type")},
                 {"answer", answer.json()}};
    if (auto sent = Json::parse(request, nullptr, false); sent.is_object()) line["request"] = sent;
    // One write a line, so that test programs may share the file.
    const auto text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    const int out = open(file, O_WRONLY | O_CREAT | O_APPEND, 0600);
    const bool written =
        out >= 0 && write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (out >= 0) close(out);
    if (!written) throw std::runtime_error("can't record an answer");
}

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

Json Answer::json() const {
    auto out = Json::parse(body, nullptr, false);
    return out.is_discarded() ? Json() : out;
}

std::string Answer::code() const {
    const auto parsed = json();
    return parsed.is_object() ? parsed.value("code", "") : "";
}

RawConnection::RawConnection(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("can't connect");
}

RawConnection::~RawConnection() {
    close(socket_);
}

bool RawConnection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void RawConnection::close_writing() {
    shutdown(socket_, SHUT_WR);
}

bool RawConnection::more(double seconds) {
    pollfd entry{socket_, POLLIN, 0};
    if (poll(&entry, 1, static_cast<int>(seconds * 1000)) <= 0) return false;
    char bytes[65536];
    const auto count = recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
}

bool RawConnection::closes(double seconds) {
    pollfd entry{socket_, POLLIN, 0};
    if (!buffer_.empty() || poll(&entry, 1, static_cast<int>(seconds * 1000)) <= 0) return false;
    char byte = 0;
    return recv(socket_, &byte, 1, 0) <= 0;
}

Answer RawConnection::read(double seconds, bool has_body) {
    Answer out;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!more(seconds)) return out;
    const auto line = buffer_.find("\r\n");
    out.status = std::stoi(buffer_.substr(9, 3));
    parse_fields(out, std::string_view(buffer_).substr(std::min(line + 2, end),
                                                       end - std::min(line + 2, end)));
    buffer_.erase(0, end + 4);
    if (out.status == 100) return read(seconds, has_body);
    if (has_body && out.header("transfer-encoding") == "chunked") {
        // A body that ends before its last chunk was cut off: it is left empty.
        for (std::string body;;) {
            while (buffer_.find("\r\n") == std::string::npos)
                if (!more(seconds)) return out;
            const auto begin = buffer_.find("\r\n") + 2, chunk = std::stoul(buffer_, nullptr, 16);
            while (buffer_.size() < begin + chunk + 2)
                if (!more(seconds)) return out;
            body += buffer_.substr(begin, chunk);
            buffer_.erase(0, begin + chunk + 2);
            if (chunk > 0) continue;
            out.body = std::move(body);
            return out;
        }
    }
    const auto length = out.header("content-length");
    const std::size_t size = length.empty() || !has_body ? 0 : std::stoul(length);
    while (buffer_.size() < size)
        if (!more(seconds)) throw std::runtime_error("an answer is shorter than it says");
    out.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return out;
}

Answer send_raw(int port, std::string_view bytes) {
    RawConnection connection(port);
    connection.send(bytes);
    return connection.read();
}

std::string request_text(int port, const std::string& method, const std::string& path,
                         const std::string& body, const HeaderList& headers) {
    const auto given = [&](const std::string& name) {
        return std::any_of(headers.begin(), headers.end(),
                           [&](const auto& header) { return lower(header.first) == name; });
    };
    std::string out = method + " " + path + " HTTP/1.1\r\n";
    if (!given("host")) out += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
    for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
    if (const auto actor = acting().find(port); actor != acting().end() && !given("origin") && !given("cookie"))
        for (const auto& [name, value] : actor->second.headers(port)) out += name + ": " + value + "\r\n";
    const bool posts = method == "POST" || !body.empty();
    if (posts && !given("content-type")) out += "Content-Type: application/json\r\n";
    if (posts && !given("content-length") && !given("transfer-encoding"))
        out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return out + "\r\n" + body;
}

Answer ask(int port, const std::string& method, const std::string& path, const std::string& body,
           const HeaderList& headers) {
    RawConnection connection(port);
    connection.send(request_text(port, method, path, body, headers));
    const auto answer = connection.read(10, method != "HEAD");
    const bool of_account = path.rfind("/api/v1/session", 0) == 0 || path.rfind("/api/v1/account", 0) == 0;
    const bool canned = answer.status == 200 && path.rfind("/api/", 0) == 0 && !of_account;
    if (!canned) record_answer(method, path, answer, of_account ? body : "");
    return answer;
}

Answer post(int port, const std::string& path, const Json& body) {
    return ask(port, "POST", path, body.dump());
}

Answer ask_directory(int port, const std::string& path, const Json& body) {
    RawConnection connection(port);
    connection.send(request_text(port, "POST", path, body.dump()));
    const auto answer = connection.read();
    record_answer("POST", path, answer, body.dump());
    return answer;
}

}  // namespace porchlight::testing
