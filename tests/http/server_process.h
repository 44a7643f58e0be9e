#pragma once
#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace porchlight::testing {

/// A folder of this test's own, removed at the end.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Writes a file below it.
    void write(const std::filesystem::path& name, const std::string& text) const;

  private:
    std::filesystem::path path_;
};

/// How a program ended and what it wrote.
struct Ended {
    int status = -1;  ///< Exit status; 128 + signal where it was killed.
    std::string output;
    std::string errors;
};

/// Runs a program of the build to its end.  @param input what it reads from standard input.
Ended run_program(const std::string& name, const std::vector<std::string>& arguments,
                  const std::vector<std::string>& environment = {}, const std::string& input = {});

/// A searchd that runs until the end of the test. Its listeners take free ports.
class ServerProcess {
  public:
    /// @param name of the program: "searchd", or "searchd_canned" with answers that a test chooses.
    /// @param once_listening called with the port, before anything else asks there.
    ServerProcess(const std::string& name, std::vector<std::string> arguments,
                  const std::vector<std::string>& environment = {},
                  const std::function<void(int port)>& once_listening = {});
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    int port() const { return port_; }
    int operator_port() const { return operator_port_; }
    /// Of --kiosk-listen; 0 without one.
    int kiosk_port() const { return kiosk_port_; }
    pid_t pid() const { return pid_; }

    /// What it wrote to standard error so far.
    std::string errors() const;

    /// Sends the signal and waits.
    Ended stop(int signal);

  private:
    TemporaryFolder folder_;
    pid_t pid_ = -1;
    int port_ = 0;
    int operator_port_ = 0;
    int kiosk_port_ = 0;
};

}  // namespace porchlight::testing
