#pragma once
#include <httplib.h>

#include <functional>
#include <string>
#include <string_view>

namespace porchlight {

/// What the HTTP library reads a request from and writes its answer to: memory. It sees one
/// complete request that we wrote ourselves, and never the network.
class MemoryStream : public httplib::Stream {
  public:
    explicit MemoryStream(std::string_view request) : request_(request) {}

    const std::string& answer() const { return answer_; }

    bool is_readable() const override { return true; }
    bool is_writable() const override { return true; }
    ssize_t read(char* out, std::size_t size) override;
    ssize_t write(const char* bytes, std::size_t size) override;
    using httplib::Stream::write;
    // Nobody's address: the library would put it among the request's headers.
    void get_remote_ip_and_port(std::string& ip, int& port) const override { none(ip, port); }
    void get_local_ip_and_port(std::string& ip, int& port) const override { none(ip, port); }
    socket_t socket() const override { return 0; }

  protected:
    std::string answer_;

  private:
    static void none(std::string& ip, int& port) {
        ip.clear();
        port = 0;
    }

    std::string_view request_;
};

/// The same, but what is written goes on at once, and only the status line is kept.
class PassingStream final : public MemoryStream {
  public:
    /// @param pass_on sends bytes; false where the peer is gone.
    PassingStream(std::string_view request, std::function<bool(std::string_view)> pass_on)
        : MemoryStream(request), pass_on_(std::move(pass_on)) {}

    /// How the answer begins.
    const std::string& begun() const { return answer_; }

    bool is_writable() const override { return !is_gone_; }
    ssize_t write(const char* bytes, std::size_t size) override;

  private:
    std::function<bool(std::string_view)> pass_on_;
    bool is_gone_ = false;
};

}  // namespace porchlight
