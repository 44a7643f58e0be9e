#include "searchd/http_head.h"

#include <algorithm>
#include <charconv>

namespace porchlight {
namespace {

tl::unexpected<Refusal> refuse(int status, std::string code, std::string sentence) {
    return tl::unexpected<Refusal>({status, std::move(code), std::move(sentence)});
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || is_digit(c) ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

/// Tab, blanks, visible ASCII and bytes from 0x80; no control character.
bool is_field_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return c == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// 256 bits as small hexadecimal digits.
bool is_session_id(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return is_digit(c) || (c >= 'a' && c <= 'f');
           });
}

/// Everything up to the next CR LF, which is taken off `rest` with it.
std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    return line;
}

/// Reads one head; holds what its fields need of each other.
class HeadReader {
  public:
    tl::expected<RequestHead, Refusal> read(std::string_view text) {
        if (auto line = request_line(next_line(text)); !line) return tl::unexpected(line.error());
        std::size_t fields = 0;
        for (auto line = next_line(text); !line.empty(); line = next_line(text)) {
            if (++fields > kMostHeaders)
                return refuse(431, "head_too_large", "There are too many header fields.");
            if (auto read = field(line); !read) return tl::unexpected(read.error());
        }
        if (auto whole = finish(); !whole) return tl::unexpected(whole.error());
        return std::move(head_);
    }

  private:
    using Checked = tl::expected<void, Refusal>;

    Checked request_line(std::string_view line) {
        const auto first = line.find(' '), second = line.rfind(' ');
        if (first == std::string_view::npos || first == second)
            return refuse(400, "bad_request_line",
                          "The request line has no method, target and version.");
        const auto method = line.substr(0, first);
        const auto target = line.substr(first + 1, second - first - 1);
        const auto version = line.substr(second + 1);
        if (method.size() > 16 || method.empty() ||
            !std::all_of(method.begin(), method.end(), is_upper))
            return refuse(400, "bad_request_line", "The method is no method.");
        if (target.empty() || target.front() != '/' ||
            !std::all_of(target.begin(), target.end(),
                         [](char c) { return c > ' ' && c < 0x7f && c != '#'; }))
            return refuse(400, "bad_request_line", "The target is no path.");
        if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || !is_digit(version[5]) ||
            version[6] != '.' || !is_digit(version[7]))
            return refuse(400, "bad_request_line", "The version is no version.");
        if (version != "HTTP/1.1" && version != "HTTP/1.0")
            return refuse(505, "bad_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        is_1_0_ = version == "HTTP/1.0";
        head_.keep_alive = !is_1_0_;
        head_.method = method;
        head_.path = target.substr(0, target.find('?'));
        head_.has_query = head_.path.size() != target.size();
        if (head_.has_query) head_.query = target.substr(head_.path.size() + 1);
        return {};
    }

    Checked field(std::string_view line) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
            return refuse(400, "bad_header", "A header field has no proper name.");
        const auto value = trimmed(line.substr(colon + 1));
        if (!is_field_value(value))
            return refuse(400, "bad_header", "A header field holds control characters.");
        return known_field(lower(line.substr(0, colon)), value);
    }

    Checked known_field(const std::string& name, std::string_view value) {
        if (name == "host") return host(value);
        if (name == "content-length") return content_length(value);
        if (name == "transfer-encoding") return transfer_encoding(value);
        if (name == "content-type") {
            if (!once(head_.content_type, lower(value))) return twice();
        } else if (name == "origin") {
            if (!once(head_.origin, lower(value))) return twice();
        } else if (name == "sec-fetch-site") {
            if (!once(head_.fetch_site, lower(value))) return twice();
        } else if (name == "cookie") {
            cookie(value);
        } else if (name == "porchlight-token") {
            if (!once(head_.token, std::string(value))) return twice();
        } else if (name == "expect") {
            if (lower(value) != "100-continue")
                return refuse(417, "bad_expectation", "Only 100-continue can be expected.");
            head_.expects_continue = true;
        } else if (name == "connection") {
            connection(lower(value));
        } else if (name == "content-encoding") {
            head_.has_content_encoding = true;
        } else if (name == "range") {
            head_.has_range = true;
        } else if (name == "forwarded" || name == "via" || name == "x-real-ip" ||
                   name.rfind("x-forwarded-", 0) == 0) {
            head_.was_forwarded = true;
        }
        return {};
    }

    static tl::unexpected<Refusal> twice() {
        return refuse(400, "bad_header",
                      "A header field that stands once is empty or stands twice.");
    }
    static bool once(std::string& member, std::string value) {
        if (!member.empty() || value.empty()) return false;
        member = std::move(value);
        return true;
    }

    Checked host(std::string_view value) {
        if (!once(head_.host, lower(value))) return twice();
        const bool proper = std::all_of(value.begin(), value.end(), [](char c) {
            return is_letter(c) || is_digit(c) ||
                   std::string_view(".:[]-_").find(c) != std::string_view::npos;
        });
        if (!proper) return refuse(400, "bad_header", "Host is no host.");
        return {};
    }

    Checked content_length(std::string_view value) {
        if (length_seen_) return refuse(400, "bad_length", "Content-Length stands twice.");
        length_seen_ = true;
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), head_.content_length);
        if (value.empty() || !is_digit(value.front()) || error != std::errc{} ||
            end != value.data() + value.size())
            return refuse(400, "bad_length", "Content-Length is no length.");
        return {};
    }

    Checked transfer_encoding(std::string_view value) {
        if (chunked_ || lower(value) != "chunked")
            return refuse(400, "bad_transfer_encoding",
                          "Only one transfer encoding is read: chunked.");
        chunked_ = true;
        return {};
    }

    /// A name that stands twice is no session: which of the two was meant isn't known.
    void cookie(std::string_view value) {
        while (!value.empty()) {
            const auto end = std::min(value.find(';'), value.size());
            const auto pair = trimmed(value.substr(0, end));
            value.remove_prefix(std::min(end + 1, value.size()));
            const auto equals = pair.find('=');
            if (pair.substr(0, equals) != kSessionCookie || equals == std::string_view::npos) continue;
            const auto id = pair.substr(equals + 1);
            head_.session = !session_seen_ && is_session_id(id) ? id : std::string_view();
            session_seen_ = true;
        }
    }

    void connection(const std::string& value) {
        if (value.find("close") != std::string::npos)
            head_.keep_alive = false;
        else if (is_1_0_ && value == "keep-alive")
            head_.keep_alive = true;
    }

    Checked finish() {
        if (!is_1_0_ && head_.host.empty()) return refuse(400, "bad_header", "Host is missing.");
        if (chunked_ && (length_seen_ || is_1_0_))
            return refuse(400, "bad_length", "A request has one length or chunks, not both.");
        head_.length_given = chunked_ || length_seen_;
        if (chunked_)
            head_.body = BodyKind::chunked;
        else if (head_.content_length > 0)
            head_.body = BodyKind::counted;
        return {};
    }

    RequestHead head_;
    bool is_1_0_ = false;
    bool length_seen_ = false;
    bool chunked_ = false;
    bool session_seen_ = false;
};

}  // namespace

tl::expected<void, Refusal> check_partial_head(std::string_view text) {
    if (!text.empty() && !is_upper(text.front()))
        return refuse(400, "bad_request_line", "This is no HTTP request.");
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        if (at == 0 || text[at - 1] != '\r')
            return refuse(400, "bad_request_line", "A line ends without a carriage return.");
    if (text.find("\r\n") == std::string_view::npos && text.size() > kLongestRequestLine)
        return refuse(414, "target_too_long", "The request line is too long.");
    if (text.size() > kLongestHead)
        return refuse(431, "head_too_large", "The header fields are too large.");
    return {};
}

tl::expected<RequestHead, Refusal> parse_head(std::string_view text) {
    if (auto whole = check_partial_head(text); !whole) return tl::unexpected(whole.error());
    if (text.size() < 4 || text.substr(text.size() - 4) != "\r\n\r\n")
        return refuse(400, "bad_request_line", "The head doesn't end.");
    if (text.find("\r\n") > kLongestRequestLine)
        return refuse(414, "target_too_long", "The request line is too long.");
    return HeadReader().read(text);
}

}  // namespace porchlight
