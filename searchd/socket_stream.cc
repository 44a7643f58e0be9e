#include "searchd/socket_stream.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace porchlight {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kSlice{50};
constexpr milliseconds kLongestFarewell{300};
constexpr std::size_t kMostFarewellBytes = 1024 * 1024;

/// Waits for an event, at most one slice.
void wait_a_slice(int socket, short event) {
    pollfd entry{socket, event, 0};
    poll(&entry, 1, static_cast<int>(kSlice.count()));
}

bool would_block() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

SocketStream::SocketStream(int socket, std::function<Pressure()> pressure)
    : socket_(socket), pressure_(std::move(pressure)) {}

SocketStream::~SocketStream() {
    close(socket_);
}

bool SocketStream::is_over(const Wait& wait) const {
    const auto waited = steady_clock::now() - wait.since;
    switch (pressure_()) {
        case Pressure::calm:
            return waited >= wait.patience.calm;
        case Pressure::busy:
            return waited >= wait.patience.busy;
        case Pressure::stopping:
            return waited >= wait.patience.stopping;
    }
    return true;
}

SocketStream::Got SocketStream::read_more(const Wait& wait) {
    std::array<char, 16 * 1024> bytes;
    for (;;) {
        const auto count = recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (count > 0) {
            buffer_.erase(0, taken_);
            taken_ = 0;
            buffer_.append(bytes.data(), static_cast<std::size_t>(count));
            return Got::bytes;
        }
        if (count == 0 || !would_block()) return Got::closed;
        if (is_over(wait)) return Got::late;
        wait_a_slice(socket_, POLLIN);
    }
}

bool SocketStream::write_all(std::string_view bytes, const Patience& patience) {
    const Wait wait{steady_clock::now(), patience};
    while (!bytes.empty()) {
        const auto count = send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
            continue;
        }
        if (!would_block() || is_over(wait)) return false;
        wait_a_slice(socket_, POLLOUT);
    }
    return true;
}

void SocketStream::finish_writing() {
    shutdown(socket_, SHUT_WR);
    const auto deadline = steady_clock::now() + kLongestFarewell;
    std::array<char, 16 * 1024> bytes;
    for (std::size_t total = 0; total < kMostFarewellBytes && steady_clock::now() < deadline;) {
        const auto count = recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (count == 0) return;
        if (count > 0) {
            total += static_cast<std::size_t>(count);
            continue;
        }
        if (!would_block()) return;
        wait_a_slice(socket_, POLLIN);
    }
}

}  // namespace porchlight
