#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace porchlight {

using SteadyTime = std::chrono::steady_clock::time_point;

/// How much the server wants a connection's thread back.
enum class Pressure : std::uint8_t {
    calm,      ///< No other connection waits for a thread.
    busy,      ///< Some do.
    stopping,  ///< The program ends.
};

/// How long a wait for something as a whole may last, under each pressure. The limit moves while
/// one waits: a connection that does nothing is let go as soon as another one waits for its thread.
struct Patience {
    std::chrono::milliseconds calm, busy, stopping;
};

/// A wait that has begun.
struct Wait {
    SteadyTime since;
    Patience patience;
};

/// One accepted connection, which it owns. Limits hold for the whole of a wait, not for each byte:
/// whoever sends a byte a second doesn't hold a thread for long.
class SocketStream {
  public:
    /// How a read ended.
    enum class Got : std::uint8_t { bytes, closed, late };

    /// @param pressure asked every 50 ms while something waits.
    SocketStream(int socket, std::function<Pressure()> pressure);
    ~SocketStream();
    SocketStream(const SocketStream&) = delete;
    SocketStream& operator=(const SocketStream&) = delete;

    /// Waits for bytes and adds them to buffer().
    Got read_more(const Wait& wait);

    /// What was read and not yet taken.
    std::string_view buffer() const { return std::string_view(buffer_).substr(taken_); }
    void take(std::size_t count) { taken_ += count; }

    /// Sends all of it.  @return false where the peer left or took too long.
    bool write_all(std::string_view bytes, const Patience& patience);

    /// Before closing with bytes unread: says that nothing more comes and reads on for a moment.
    /// Closing at once would make the kernel take back the answer that was just sent.
    void finish_writing();

  private:
    bool is_over(const Wait& wait) const;

    int socket_;
    std::function<Pressure()> pressure_;
    std::string buffer_;
    std::size_t taken_ = 0;
};

}  // namespace porchlight
