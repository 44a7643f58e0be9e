#pragma once
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

/// Xapian's own servers, real and on loopback, for tests of an index in shards.
namespace porchlight::testing {

inline constexpr int kShards = 3;
inline constexpr const char* kSideNames[] = {"public", "staff"};

inline sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

inline int free_port() {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    REQUIRE(bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    close(listener);
    return ntohs(address.sin_port);
}

inline bool answers(int port) {
    const int client = socket(AF_INET, SOCK_STREAM, 0);
    const auto address = loopback(port);
    const bool connected =
        connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(client);
    return connected;
}

/// One of Xapian's servers. In a session of its own: when it is told to end it ends its whole group.
class Server {
  public:
    Server(const std::string& program, const std::string& served)
        : port_(free_port()),
          arguments_{program, "--interface", "127.0.0.1", "--port", std::to_string(port_), served} {
        start();
    }
    ~Server() { end(); }
    Server(const Server&) = delete;

    int port() const { return port_; }
    void start() {
        std::vector<char*> pointers;
        for (auto& argument : arguments_) pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        pid_ = fork();
        if (pid_ == 0) {
            setsid();
            const int nowhere = open("/dev/null", O_RDWR);
            for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
            execvp(pointers[0], pointers.data());
            _exit(127);
        }
        for (int tries = 0; tries < 1000 && !answers(port_); ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        REQUIRE(answers(port_));
    }
    void end() {
        if (pid_ <= 0) return;
        kill(-pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }

  private:
    int port_;
    std::vector<std::string> arguments_;
    pid_t pid_ = -1;
};

/// Whether they are there; says so where they aren't.
inline bool are_installed() {
    if (std::system("command -v xapian-tcpsrv xapian-replicate >/dev/null") == 0) return true;
    WARN("skipped: xapian-tools isn't installed");
    return false;
}

/// Every shard of an index copied, the copies served, and stub files that name the servers.
class ServedCopies {
  public:
    /// @param index an index folder with its shards; @param work where the copies lie.
    ServedCopies(const std::filesystem::path& index, std::filesystem::path work, std::filesystem::path stubs)
        : work_(std::move(work)), stubs_(std::move(stubs)), master_("xapian-replicate-server", index.string()) {
        copy_all();
        for (const auto* side : kSideNames)
            for (int shard = 1; shard <= kShards; ++shard)
                servers_.push_back(std::make_unique<Server>("xapian-tcpsrv", copy_of(side, shard)));
        write_stubs();
    }

    /// The public side's first.
    Server& server(std::size_t number) { return *servers_[number]; }

    /// What xapian-replicate does time and again, once.
    void copy(const std::string& side, int shard) {
        const auto command = "xapian-replicate --quiet --one-shot --reader-time=0 --host=127.0.0.1 --port=" +
                             std::to_string(master_.port()) + " --master=live/shard-" + std::to_string(shard) +
                             "/" + side + " " + copy_of(side, shard);
        REQUIRE(std::system(command.c_str()) == 0);
    }
    void copy_all() {
        for (const auto* side : kSideNames)
            for (int shard = 1; shard <= kShards; ++shard) copy(side, shard);
    }

    void write_stub(const std::string& side, std::size_t first, std::size_t count) {
        std::filesystem::create_directories(stubs_);
        const auto file = stubs_ / (side + ".stub");
        {
            std::ofstream out(file.string() + ".new");
            out << "# a shard a line\n";
            for (std::size_t i = first; i < first + count; ++i)
                out << "remote 127.0.0.1:" << servers_[i]->port() << '\n';
        }
        std::filesystem::rename(file.string() + ".new", file);
    }
    void write_stubs() {
        write_stub("public", 0, kShards);
        write_stub("staff", kShards, kShards);
    }

  private:
    std::string copy_of(const std::string& side, int shard) const {
        return (work_ / ("copy-" + side + "-" + std::to_string(shard))).string();
    }

    std::filesystem::path work_, stubs_;
    Server master_;
    std::vector<std::unique_ptr<Server>> servers_;
};

}  // namespace porchlight::testing
