#pragma once
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "searchd/http_head.h"
#include "searchd/socket_stream.h"

namespace porchlight {

/// Why a request didn't arrive.
struct NoRequest {
    /// What is answered; absent where there is nobody to answer (the peer closed, or sent nothing).
    std::optional<Refusal> refusal;
};

/// Whether a connection is new: a new one has earned a moment even where others wait.
enum class Connection : std::uint8_t { fresh, kept_alive };

/// Reads the next request's head from a connection.
tl::expected<RequestHead, NoRequest> read_head(SocketStream& stream, Connection connection);

/// Reads the body that belongs to `head`, whole: never more than `longest` bytes, never past its end.
tl::expected<std::string, NoRequest> read_body(SocketStream& stream, const RequestHead& head, std::size_t longest);

}  // namespace porchlight
