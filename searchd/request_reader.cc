#include "searchd/request_reader.h"

#include <charconv>

namespace porchlight {
namespace {

using std::chrono::milliseconds;

constexpr Patience kFirstByte{milliseconds{5000}, milliseconds{500}, milliseconds{0}};
constexpr Patience kIdle{milliseconds{15000}, milliseconds{50}, milliseconds{0}};
constexpr Patience kHead{milliseconds{5000}, milliseconds{1000}, milliseconds{200}};
constexpr Patience kBody{milliseconds{15000}, milliseconds{2000}, milliseconds{300}};

Wait from_now(const Patience& patience) {
    return {std::chrono::steady_clock::now(), patience};
}

using Got = SocketStream::Got;

tl::unexpected<NoRequest> refuse(int status, std::string code, std::string sentence) {
    return tl::unexpected(NoRequest{Refusal{status, std::move(code), std::move(sentence)}});
}

tl::unexpected<NoRequest> failed(Got got) {
    if (got == Got::late) return refuse(408, "too_slow", "The request took too long to arrive.");
    return tl::unexpected(NoRequest{});
}

tl::unexpected<NoRequest> too_large() {
    return refuse(413, "too_large", "The body is larger than this address reads.");
}

tl::unexpected<NoRequest> bad_chunk() {
    return refuse(400, "bad_chunk", "The body's chunks are malformed.");
}

/// Takes chunks off a stream, one at a time.
class ChunkReader {
  public:
    ChunkReader(SocketStream& stream, std::size_t longest) : stream_(stream), longest_(longest) {}

    tl::expected<std::string, NoRequest> read() {
        std::string body;
        for (;;) {
            const auto size = chunk_size();
            if (!size) return tl::unexpected(size.error());
            if (body.size() + *size > longest_) return too_large();
            if (auto got = need(*size + 2); !got) return tl::unexpected(got.error());
            body += stream_.buffer().substr(0, *size);
            if (stream_.buffer().substr(*size, 2) != "\r\n") return bad_chunk();  // Or a trailer.
            stream_.take(*size + 2);
            if (*size == 0) return body;
        }
    }

  private:
    tl::expected<void, NoRequest> need(std::size_t count) {
        while (stream_.buffer().size() < count)
            if (const auto got = stream_.read_more(wait_); got != Got::bytes) return failed(got);
        return {};
    }

    /// A line of 1 to 5 hexadecimal digits: larger than any body that is read; no extensions.
    tl::expected<std::size_t, NoRequest> chunk_size() {
        constexpr std::size_t kMostDigits = 5;
        std::size_t end = 0;
        while ((end = stream_.buffer().find("\r\n")) == std::string_view::npos) {
            if (stream_.buffer().size() > kMostDigits + 1) break;
            if (const auto got = stream_.read_more(wait_); got != Got::bytes) return failed(got);
        }
        const auto digits = stream_.buffer().substr(0, std::min(end, kMostDigits + 1));
        std::size_t size = 0;
        const auto [last, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
        if (digits.empty() || digits.front() == '-' || error != std::errc{} ||
            last != digits.data() + digits.size())
            return bad_chunk();
        if (digits.size() > kMostDigits) return too_large();
        stream_.take(end + 2);
        return size;
    }

    SocketStream& stream_;
    std::size_t longest_;
    Wait wait_ = from_now(kBody);
};

}  // namespace

tl::expected<RequestHead, NoRequest> read_head(SocketStream& stream, Connection connection) {
    const auto& patience = connection == Connection::fresh ? kFirstByte : kIdle;
    if (stream.buffer().empty() && stream.read_more(from_now(patience)) != Got::bytes)
        return tl::unexpected(NoRequest{});
    const auto wait = from_now(kHead);
    for (;;) {
        const auto end = stream.buffer().substr(0, kLongestHead).find("\r\n\r\n");
        const bool whole = end != std::string_view::npos;
        const auto text = whole ? stream.buffer().substr(0, end + 4) : stream.buffer();
        if (whole) {
            auto head = parse_head(text);
            stream.take(text.size());
            if (!head) return tl::unexpected(NoRequest{head.error()});
            return std::move(*head);
        }
        if (auto possible = check_partial_head(text); !possible)
            return tl::unexpected(NoRequest{possible.error()});
        if (const auto got = stream.read_more(wait); got != Got::bytes) return failed(got);
    }
}

tl::expected<std::string, NoRequest> read_body(SocketStream& stream, const RequestHead& head, std::size_t longest) {
    if (head.body == BodyKind::none) return std::string();
    if (head.body == BodyKind::chunked) return ChunkReader(stream, longest).read();
    if (head.content_length > longest) return too_large();
    const auto wait = from_now(kBody);
    while (stream.buffer().size() < head.content_length)
        if (const auto got = stream.read_more(wait); got != Got::bytes) return failed(got);
    std::string body(stream.buffer().substr(0, head.content_length));
    stream.take(head.content_length);
    return body;
}

}  // namespace porchlight
