// Start, end, settings, what the process keeps to itself.
#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <iterator>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

std::string process_file(pid_t pid, const std::string& name) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/" + name);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

double seconds_since(std::chrono::steady_clock::time_point begun) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

TEST_CASE("the program ends cleanly within a second, whatever is connected", "[http]") {
    const int signal = GENERATE(SIGTERM, SIGINT);
    Canned canned;
    RawConnection idle(canned.port), half_head(canned.port), half_body(canned.port),
        asking(canned.port);
    half_head.send("POST /api/v1/sea");
    half_body.send(
        "POST /api/v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: "
        "application/json\r\nContent-Length: 9\r\n\r\n{");
    asking.send(request_text(canned.port, "POST", "/api/v1/search", R"({"canned":"slow"})"));
    ask(canned.port, "GET", "/healthz");
    const auto begun = std::chrono::steady_clock::now();
    const auto ended = canned.server.stop(signal);
    CHECK(ended.status == 0);
    CHECK(seconds_since(begun) < 1);
    CHECK(asking.read().status == 200);  // What had begun was answered.
}

TEST_CASE("a port that is taken is an error that names it", "[http]") {
    const Canned canned;
    const auto address = "127.0.0.1:" + std::to_string(canned.port);
    for (const std::string which : {"--listen", "--operator-listen"}) {
        const auto* other = which == "--listen" ? "--operator-listen" : "--listen";
        const auto ended =
            run_program("searchd_canned", {"--data", "none", which, address, other, "127.0.0.1:0"});
        INFO(ended.errors);
        CHECK(ended.status == 4);
        CHECK(ended.errors.find(address) != std::string::npos);
        CHECK(ended.errors.find("taken") != std::string::npos);
    }
}

TEST_CASE("settings come from flags, environment and file, in that order", "[http]") {
    const TemporaryFolder folder;
    folder.write("searchd.toml",
                 "data = \"none\"\nlisten = \"127.0.0.1:1\"\noperator-listen = \"off\"\n");
    const auto file = (folder.path() / "searchd.toml").string();
    // Port 1 needs rights or is at least not what is asked: the flag wins over both.
    const ServerProcess server(
        "searchd_canned", {"--config", file, "--listen", "127.0.0.1:0", "--operator-listen", "off"},
        {"PORCHLIGHT_LISTEN=127.0.0.1:2"});
    CHECK(ask(server.port(), "GET", "/healthz").status == 200);
    CHECK(server.operator_port() == 0);
    const auto environment =
        run_program("searchd_canned", {"--config", file}, {"PORCHLIGHT_LISTEN=nowhere"});
    CHECK(environment.status == 2);
    CHECK(environment.errors.find("PORCHLIGHT_LISTEN") != std::string::npos);
    folder.write("searchd.toml", "data = \"none\"\nlissen = \"x\"\n");
    const auto unknown = run_program("searchd_canned", {"--config", file});
    CHECK(unknown.status == 2);
    CHECK(unknown.errors.find("lissen in " + file) != std::string::npos);
}

TEST_CASE("asked for its version, its help or a check, the program ends at once", "[http]") {
    const auto checked = run_program("searchd_canned", {"--data", "none", "--check"});
    CHECK(checked.status == 0);
    CHECK(checked.output.find("valid") != std::string::npos);
    CHECK(run_program("searchd_canned", {"--version"}).output.find("0.1.0") != std::string::npos);
    const auto help = run_program("searchd_canned", {"--help"});
    CHECK(help.status == 0);
    for (const auto* word :
         {"--kiosk-listen", "--deadline-ms", "PORCHLIGHT_", "TOML", "Exit status"})
        CHECK(help.output.find(word) != std::string::npos);
    CHECK(run_program("searchd_canned", {"--nonsense"}).status == 2);
}

TEST_CASE("a crash leaves no memory behind", "[http]") {
    const Canned canned;
    const auto limits = process_file(canned.server.pid(), "limits");
    CHECK(limits.find("Max core file size        0                    0") != std::string::npos);
}
