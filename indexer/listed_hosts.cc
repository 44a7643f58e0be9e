#include "indexer/listed_hosts.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

struct Network {
    std::uint32_t first;
    int bits;
};

// Of IPv4, what isn't of the open internet (IANA's special-purpose registry, and addresses of many).
constexpr std::array<Network, 13> kSpecial = {{{0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8},
                                               {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24},
                                               {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24},
                                               {0xE0000000, 3}}};

bool is_public_v4(std::uint32_t address) {
    return std::none_of(kSpecial.begin(), kSpecial.end(), [&](const Network& network) {
        return (address ^ network.first) >> (32 - network.bits) == 0;
    });
}

std::uint32_t word_at(const std::uint8_t* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

/// The 16 bytes of an address, IPv4 as IPv6 maps it.
std::optional<std::array<std::uint8_t, 16>> bytes_of(const sockaddr& address) {
    std::array<std::uint8_t, 16> out{};
    if (address.sa_family == AF_INET) {
        sockaddr_in four;
        std::memcpy(&four, &address, sizeof(four));
        out[10] = out[11] = 0xFF;
        std::memcpy(&out[12], &four.sin_addr, 4);
        return out;
    }
    if (address.sa_family != AF_INET6) return std::nullopt;
    sockaddr_in6 six;
    std::memcpy(&six, &address, sizeof(six));
    std::memcpy(out.data(), &six.sin6_addr, 16);
    return out;
}

bool is_mapped(const std::array<std::uint8_t, 16>& bytes) {
    return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) && bytes[10] == 0xFF && bytes[11] == 0xFF;
}

/// Of a host that is an address itself.
std::optional<std::array<std::uint8_t, 16>> literal(std::string host) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    sockaddr_in four{};
    four.sin_family = AF_INET;
    if (inet_pton(AF_INET, host.c_str(), &four.sin_addr) == 1) {
        sockaddr plain;
        std::memcpy(&plain, &four, sizeof(plain));
        return bytes_of(plain);
    }
    std::array<std::uint8_t, 16> out{};
    if (inet_pton(AF_INET6, host.c_str(), out.data()) == 1) return out;
    return std::nullopt;
}

bool is_public(const std::array<std::uint8_t, 16>& bytes) {
    if (is_mapped(bytes)) return is_public_v4(word_at(&bytes[12]));
    const auto head = word_at(bytes.data());
    const bool global = head >> 29 == 1;                // 2000::/3
    const bool holds_another = head >> 16 == 0x2002 || head == 0x20010000;  // 6to4, Teredo
    return global && !holds_another && head != 0x20010DB8;                  // examples
}

struct UrlEnds {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK || text == nullptr) return {};
    std::string out = text;
    curl_free(text);
    return out;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
    const auto bytes = bytes_of(address);
    return bytes && is_public(*bytes);
}

ListedHosts::ListedHosts(const std::vector<std::string>& hosts) {
    for (const auto& text : hosts) {
        Host host{lower_ascii(text), 443};
        const auto colon = text.rfind(':');
        if (colon != std::string::npos && text.find(']', colon) == std::string::npos) {
            host.name = lower_ascii(text.substr(0, colon));
            host.port = std::atoi(text.c_str() + colon + 1);
        }
        hosts_.push_back(std::move(host));
    }
}

Result<WebAddress> ListedHosts::check(const std::string& url) const {
    const std::unique_ptr<CURLU, UrlEnds> parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return fail(ErrorKind::bad_request, "that is no address of the web");
    if (!part_of(parsed.get(), CURLUPART_USER).empty() || !part_of(parsed.get(), CURLUPART_PASSWORD).empty())
        return fail(ErrorKind::bad_request, "an address with a name or password in it isn't asked");
    WebAddress out{part_of(parsed.get(), CURLUPART_SCHEME), lower_ascii(part_of(parsed.get(), CURLUPART_HOST)),
                   std::atoi(part_of(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str()), url};
    if (out.scheme != "https" && out.scheme != "http")
        return fail(ErrorKind::bad_request, "an address begins with https://");
    const bool listed = std::any_of(hosts_.begin(), hosts_.end(), [&](const Host& host) {
        return host.name == out.host && host.port == out.port;
    });
    if (!listed)
        return fail(ErrorKind::forbidden, out.host + " (port " + std::to_string(out.port) + ") isn't among pull_hosts in sources.json");
    const auto bytes = literal(out.host);
    if (out.scheme == "http" && (!bytes || is_public(*bytes)))
        return fail(ErrorKind::forbidden, out.host + " is asked by https:// only");
    return out;
}

bool ListedHosts::may_connect(const sockaddr& address) const {
    const auto bytes = bytes_of(address);
    if (!bytes) return false;
    return is_public(*bytes) || std::any_of(hosts_.begin(), hosts_.end(), [&](const Host& host) { return literal(host.name) == bytes; });
}

}  // namespace porchlight
