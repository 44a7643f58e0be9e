#include "indexer/web_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

namespace porchlight {
namespace {

constexpr int kMostRedirects = 3;
constexpr long kSlowestBytes = 100;

/// What a transfer's callbacks see.
struct Transfer {
    const ListedHosts& hosts;
    std::size_t most_bytes;
    std::string body;
    bool too_large = false;
    bool refused = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* of) {
    auto& transfer = *static_cast<Transfer*>(of);
    const std::size_t more = size * count;
    if (transfer.body.size() + more > transfer.most_bytes) {
        transfer.too_large = true;
        return 0;
    }
    transfer.body.append(bytes, more);
    return more;
}

/// After the name was looked up: what it leads to now, not what it led to when somebody checked.
curl_socket_t open_socket(void* of, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(of);
    if (!transfer.hosts.may_connect(address->addr)) {
        transfer.refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool is_worth_another_try(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_OPERATION_TIMEDOUT:
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_PARTIAL_FILE:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
        case CURLE_SSL_CONNECT_ERROR: return true;
        default: return false;
    }
}

bool is_worth_another_try(long status) { return status == 408 || status == 429 || status >= 500; }

}  // namespace

struct WebClient::Handle {
    CURL* curl = curl_easy_init();
    Handle() = default;
    ~Handle() { curl_easy_cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
};

struct WebClient::Answer {
    long status = 0;
    std::string body;
    std::string leads_to;                    ///< Of a redirect.
    std::chrono::seconds asked_pause{0};     ///< Retry-After.
};

WebClient::WebClient(const ListedHosts& hosts, const WebLimits& limits, OnWait on_wait)
    : hosts_(hosts), limits_(limits), on_wait_(std::move(on_wait)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    handle_ = std::make_unique<Handle>();
}

WebClient::~WebClient() = default;

Result<WebClient::Answer> WebClient::ask(const WebAddress& address) {
    Transfer transfer{hosts_, limits_.most_bytes, {}};
    CURL* curl = handle_->curl;
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, address.text.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Porchlight");
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits_.to_connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits_.for_all.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kSlowestBytes);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits_.silence.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
    const CURLcode code = curl_easy_perform(curl);
    if (transfer.too_large)
        return fail(ErrorKind::bad_request, fmt::format("{} sent more than {} MB at once", address.host, limits_.most_bytes >> 20));
    if (transfer.refused)
        return fail(ErrorKind::forbidden, address.host + " leads to an address of a private network, which pull_hosts doesn't list");
    if (code != CURLE_OK)
        return fail(is_worth_another_try(code) ? ErrorKind::unavailable : ErrorKind::bad_request,
                    fmt::format("{}: {}", address.host, curl_easy_strerror(code)));
    Answer out;
    out.body = std::move(transfer.body);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &out.status);
    char* redirect = nullptr;
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect);
    if (redirect != nullptr) out.leads_to = redirect;
    curl_off_t pause = 0;
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &pause);
    out.asked_pause = std::chrono::seconds{pause};
    return out;
}

Result<WebClient::Answer> WebClient::follow(WebAddress address) {
    for (int i = 0; i <= kMostRedirects; ++i) {
        auto answer = ask(address);
        if (!answer || answer->status < 300 || answer->status >= 400) return answer;
        const auto next = hosts_.check(answer->leads_to);
        if (!next || next->scheme != address.scheme || next->host != address.host || next->port != address.port)
            return fail(ErrorKind::forbidden, address.host + " redirects to another place, which isn't followed");
        address = *next;
    }
    return fail(ErrorKind::bad_request, address.host + " redirects without end");
}

Result<std::string> WebClient::get(const std::string& url) {
    const auto address = hosts_.check(url);
    if (!address) return tl::unexpected(address.error());
    auto pause = limits_.first_pause;
    for (int attempt = 1;; ++attempt) {
        auto answer = follow(*address);
        if (answer && answer->status == 200) return std::move(answer->body);
        const bool again = answer ? is_worth_another_try(answer->status) : answer.error().kind == ErrorKind::unavailable;
        const std::string why = answer ? fmt::format("{} answers {}", address->host, answer->status) : answer.error().message;
        if (!again) {
            if (!answer) return tl::unexpected(answer.error());
            return fail(answer->status == 404 || answer->status == 410 ? ErrorKind::not_found : ErrorKind::bad_request, why);
        }
        if (attempt >= limits_.tries) return fail(ErrorKind::unavailable, fmt::format("{} ({} tries)", why, attempt));
        std::chrono::milliseconds wait = pause;
        if (answer) wait = std::max(wait, std::chrono::milliseconds(answer->asked_pause));
        wait = std::min(wait, limits_.longest_pause);
        if (on_wait_) on_wait_(why, wait);
        std::this_thread::sleep_for(wait);
        pause = std::min(pause * 2, limits_.longest_pause);
    }
}

}  // namespace porchlight
