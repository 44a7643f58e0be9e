#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace porchlight::testing {

/// An answer as it came over the wire.
struct Answer {
    int status = 0;  ///< 0: the connection was closed without an answer.
    std::multimap<std::string, std::string> headers;  ///< Names in lower case.
    std::string body;

    std::string header(const std::string& name) const;
    std::size_t count(const std::string& name) const { return headers.count(name); }
    /// The body; null where it isn't JSON.
    Json json() const;
    std::string code() const;  ///< Of a problem.
};

/// A connection that sends whatever it is told to.
class RawConnection {
  public:
    explicit RawConnection(int port);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    /// @return false where the peer closed while it was sent.
    bool send(std::string_view bytes);
    void close_writing();

    /// The next answer, by its own length; waits at most `seconds`. Skips "100 Continue".
    Answer read(double seconds = 10, bool has_body = true);

    /// Whether the peer closes within that time without sending more.
    bool closes(double seconds);

  private:
    bool more(double seconds);
    int socket_ = -1;
    std::string buffer_;
};

/// One request on a connection of its own.
Answer send_raw(int port, std::string_view bytes);

using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// A session as a page holds it.
struct PageSession {
    std::string cookie;  ///< "__Host-porchlight=…".
    std::string token;
    /// What a page of this listener sends with every request.
    HeaderList headers(int port) const;
};

/// Signs in.  @param body name, password and perhaps code.  @return nothing where it is refused.
std::optional<PageSession> sign_in(int port, const Json& body);

/// From now on requests to this port come from this session, but for those with a Cookie or Origin
/// of their own; without one they come from nobody again.
void act_as(int port, const std::optional<PageSession>& session);

/// Where PORCHLIGHT_RECORD_ANSWERS names a file, adds the answer to it for the contract check
/// (tests/contract). For answers to requests that aren't plain: ask() records by itself.
/// @param method, path empty where the request had none that could be read.
void record_answer(const std::string& method, const std::string& path, const Answer& answer,
                   const std::string& request = {});

/// A well-formed request with Host and, for a body, its length and type. Recorded, but for canned
/// answers: what the API answers with 200 is for ask_directory() to say.
Answer ask(int port, const std::string& method, const std::string& path,
           const std::string& body = {}, const HeaderList& headers = {});

/// POST of JSON.
Answer post(int port, const std::string& path, const Json& body);

/// POST of JSON to a searchd with a real directory behind it; every answer is recorded.
Answer ask_directory(int port, const std::string& path, const Json& body);

/// The text of that request.
std::string request_text(int port, const std::string& method, const std::string& path,
                         const std::string& body = {}, const HeaderList& headers = {});

}  // namespace porchlight::testing
