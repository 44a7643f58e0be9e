#pragma once
#include <httplib.h>

#include <string>
#include <string_view>

namespace porchlight {

/// What the HTTP library reads a request from and writes its answer to: memory. It sees one
/// complete request that we wrote ourselves, and never the network.
class MemoryStream final : public httplib::Stream {
  public:
    explicit MemoryStream(std::string_view request) : request_(request) {}

    const std::string& answer() const { return answer_; }

    bool is_readable() const override { return true; }
    bool is_writable() const override { return true; }
    ssize_t read(char* out, std::size_t size) override;
    ssize_t write(const char* bytes, std::size_t size) override;
    // Nobody's address: the library would put it among the request's headers.
    void get_remote_ip_and_port(std::string& ip, int& port) const override { none(ip, port); }
    void get_local_ip_and_port(std::string& ip, int& port) const override { none(ip, port); }
    socket_t socket() const override { return 0; }

  private:
    static void none(std::string& ip, int& port) {
        ip.clear();
        port = 0;
    }

    std::string_view request_;
    std::string answer_;
};

}  // namespace porchlight
