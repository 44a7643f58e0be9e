#include "tests/http/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/http/client.h"

namespace porchlight::testing {
namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (auto& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

/// Starts a program of the build with its streams in files of `folder`.
pid_t start(const std::string& name, std::vector<std::string> arguments,
            std::vector<std::string> environment, const std::filesystem::path& folder,
            const std::string& input = {}) {
    arguments.insert(arguments.begin(), std::string(PORCHLIGHT_BIN_DIR) + "/" + name);
    // The build may lie anywhere, so the project's data isn't always beside the program.
    environment.push_back(std::string("PORCHLIGHT_CATALOGUE_DATA=") + PORCHLIGHT_SOURCE_DIR +
                          "/data");
    const auto out = (folder / "output").string(), err = (folder / "errors").string();
    const auto in = (folder / "input").string();
    std::ofstream(in) << input;
    const pid_t pid = fork();
    if (pid != 0) return pid;
    dup2(open(in.c_str(), O_RDONLY), STDIN_FILENO);
    dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600), STDERR_FILENO);
    auto argument_pointers = pointers(arguments);
    auto environment_pointers = pointers(environment);
    execve(argument_pointers[0], argument_pointers.data(), environment_pointers.data());
    _exit(127);
}

Ended collect(pid_t pid, const std::filesystem::path& folder) {
    int status = 0;
    waitpid(pid, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            read_file(folder / "output"), read_file(folder / "errors")};
}

/// The port behind a line such as "listening on http://127.0.0.1:12345"; 0 where it isn't there
/// yet.
int port_behind(const std::string& output, const std::string& words) {
    const auto line = output.find(words + " http://");
    const auto end = line == std::string::npos ? line : output.find('\n', line);
    if (end == std::string::npos) return 0;
    return std::stoi(output.substr(output.rfind(':', end) + 1));
}

bool contains(const std::vector<std::string>& arguments, const std::string& argument) {
    for (const auto& each : arguments)
        if (each == argument) return true;
    return false;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "porchlight.XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::filesystem::path& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
}

Ended run_program(const std::string& name, const std::vector<std::string>& arguments,
                  const std::vector<std::string>& environment, const std::string& input) {
    const TemporaryFolder folder;
    return collect(start(name, arguments, environment, folder.path(), input), folder.path());
}

ServerProcess::ServerProcess(const std::string& name, std::vector<std::string> arguments,
                             const std::vector<std::string>& environment,
                             const std::function<void(int port)>& once_listening) {
    if (!contains(arguments, "--listen"))
        arguments.insert(arguments.end(), {"--listen", "127.0.0.1:0"});
    const bool has_operator = !contains(arguments, "--operator-listen");
    if (has_operator) arguments.insert(arguments.end(), {"--operator-listen", "127.0.0.1:0"});
    pid_ = start(name, arguments, environment, folder_.path());
    for (int tries = 0; tries < 3000; ++tries) {
        const auto output = read_file(folder_.path() / "output");
        port_ = port_behind(output, "listening on");
        operator_port_ = port_behind(output, "operator on");
        kiosk_port_ = port_behind(output, "kiosk on");
        if (port_ && (operator_port_ || !has_operator)) {
            act_as(port_, std::nullopt);  // Another server may have had the port, and a session.
            if (once_listening) once_listening(port_);
            return;
        }
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = -1;
            throw std::runtime_error(name + " ended at start: " + errors());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    throw std::runtime_error(name + " doesn't start");
}

ServerProcess::~ServerProcess() {
    if (pid_ > 0) stop(SIGKILL);
}

std::string ServerProcess::errors() const {
    return read_file(folder_.path() / "errors");
}

Ended ServerProcess::stop(int signal) {
    kill(pid_, signal);
    auto out = collect(pid_, folder_.path());
    pid_ = -1;
    return out;
}

}  // namespace porchlight::testing
