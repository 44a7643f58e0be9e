#include "searchd/options.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

using namespace porchlight;

namespace {

const std::filesystem::path kProgram =
    std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "build/release/bin";

/// Settings as three sources give them.
struct Given {
    std::vector<std::string> flags{"--data", "d"};
    std::map<std::string, std::string> environment;
    std::string file;

    Result<ReadOptions> read() const {
        std::vector<const char*> argv{"searchd"};
        for (const auto& flag : flags) argv.push_back(flag.c_str());
        std::string name;
        if (!file.empty()) {
            name = (std::filesystem::temp_directory_path() /
                    ("options." + std::to_string(getpid()) + ".toml"))
                       .string();
            std::ofstream(name) << file;
            argv.insert(argv.end(), {"--config", name.c_str()});
        }
        auto out = read_options(
            static_cast<int>(argv.size()), argv.data(),
            [&](const std::string& variable) -> std::optional<std::string> {
                const auto found = environment.find(variable);
                if (found == environment.end()) return std::nullopt;
                return found->second;
            },
            kProgram);
        if (!name.empty()) std::filesystem::remove(name);
        return out;
    }
    std::string fault() const {
        const auto read_now = read();
        return read_now ? "" : read_now.error().message;
    }
};

}  // namespace

TEST_CASE("without settings a laptop is safe", "[options]") {
    const auto read = Given{}.read();
    REQUIRE(read);
    CHECK(to_string(read->options.listen) == "127.0.0.1:8080");
    CHECK(to_string(*read->options.operator_listen) == "127.0.0.1:8081");
    CHECK_FALSE(read->options.kiosk_listen);
    CHECK_FALSE(read->options.kiosk_near);
    CHECK_FALSE(read->options.kiosk_printer);
    CHECK(read->options.threads == 32);
    CHECK(read->options.jurisdiction == "CA");
    CHECK(std::filesystem::is_directory(read->options.catalogue_data / "catalogue"));
}

TEST_CASE("a flag goes before the environment, that before the file, that before the default",
          "[options]") {
    Given given;
    given.file = "threads = 4\n";
    CHECK(given.read()->options.threads == 4);
    given.environment["PORCHLIGHT_THREADS"] = "5";
    CHECK(given.read()->options.threads == 5);
    given.flags.insert(given.flags.end(), {"--threads", "6"});
    CHECK(given.read()->options.threads == 6);
}

TEST_CASE("every setting has the same name in each source", "[options]") {
    Given file;
    file.flags = {};
    file.file =
        "data = \"d\"\nlisten = \"127.0.0.1:1\"\noperator-listen = \"off\"\n"
        "kiosk-listen = \"[::1]:2\"\nkiosk-near = \"50.9,-98.8,Elm Street, ground floor\"\nkiosk-printer = \"on\"\nweb = \"w\"\n"
        "catalogue-data = \"c\"\ngazetteer = \"g\"\ndeadline-ms = "
        "50\nthreads = 3\njurisdiction = \"US\"\nmap = \"m\"\npublic-address = \"https://example.org\"\n";
    Given variables;
    variables.flags = {};
    variables.environment = {{"PORCHLIGHT_DATA", "d"},
                             {"PORCHLIGHT_LISTEN", "127.0.0.1:1"},
                             {"PORCHLIGHT_OPERATOR_LISTEN", "off"},
                             {"PORCHLIGHT_KIOSK_LISTEN", "[::1]:2"},
                             {"PORCHLIGHT_KIOSK_NEAR", "50.9,-98.8,Elm Street, ground floor"},
                             {"PORCHLIGHT_KIOSK_PRINTER", "on"},
                             {"PORCHLIGHT_WEB", "w"},
                             {"PORCHLIGHT_CATALOGUE_DATA", "c"},
                             {"PORCHLIGHT_GAZETTEER", "g"},
                             {"PORCHLIGHT_DEADLINE_MS", "50"},
                             {"PORCHLIGHT_THREADS", "3"},
                             {"PORCHLIGHT_JURISDICTION", "US"},
                             {"PORCHLIGHT_MAP", "m"},
                             {"PORCHLIGHT_PUBLIC_ADDRESS", "https://example.org"}};
    for (const auto& given : {file, variables}) {
        const auto read = given.read();
        REQUIRE(read);
        const auto& options = read->options;
        CHECK(options.data == "d");
        CHECK(options.listen.port == 1);
        CHECK_FALSE(options.operator_listen);
        REQUIRE(options.kiosk_listen);
        CHECK(options.kiosk_listen->port == 2);
        REQUIRE(options.kiosk_near);
        CHECK(options.kiosk_near->at.lat == 50.9);
        CHECK(options.kiosk_near->at.lon == -98.8);
        CHECK(options.kiosk_near->label == "Elm Street, ground floor");
        CHECK(options.kiosk_printer);
        CHECK(options.web == "w");
        CHECK(options.catalogue_data == "c");
        CHECK(options.gazetteer == "g");
        CHECK(options.deadline.count() == 50);
        CHECK(options.threads == 3);
        CHECK(options.jurisdiction == "US");
        CHECK(options.map == "m");
        CHECK(options.public_address == "https://example.org");
    }
}

TEST_CASE("an unknown or wrong setting is an error that names it", "[options]") {
    using Catch::Contains;
    Given given;
    given.file = "thread = 4\n";
    CHECK_THAT(given.fault(), Contains("thread in") && Contains("no such setting"));
    given.file = "threads = 4.5\n";
    CHECK_THAT(given.fault(), Contains("threads in"));
    given.file = "threads = \n";
    CHECK_THAT(given.fault(), Contains("line 1"));
    given.file.clear();
    given.environment["PORCHLIGHT_THREADS"] = "many";
    CHECK_THAT(given.fault(), Contains("PORCHLIGHT_THREADS: must be a whole number from 2 to 512"));
    given.environment.clear();
    given.flags = {"--data", "d", "--thread", "4"};
    CHECK_THAT(given.fault(), Contains("--thread"));
    given.flags = {"--data", "d", "--deadline-ms", "9"};
    CHECK_THAT(given.fault(), Contains("--deadline-ms"));
    for (const auto* wrong : {"", "C", "ca", "CAN", "CA-", "CA-MANITOBA", "../CA", "CA MB"}) {
        given.flags = {"--data", "d", "--jurisdiction", wrong};
        CHECK_THAT(given.fault(), Contains("--jurisdiction"));
    }
    for (const auto* wrong : {"", "50.9", "50.9;-98.8", "91,0", "0,181", "50.9,x", "50.9,,Elm", "nan,0"}) {
        given.flags = {"--data", "d", "--kiosk-near", wrong};
        CHECK_THAT(given.fault(), Contains("--kiosk-near"));
    }
    given.flags = {"--data", "d", "--jurisdiction", "CA-MB"};
    CHECK(given.read());
    given.flags = {};
    CHECK_THAT(given.fault(), Contains("--data is missing"));
    given.flags = {"--data", "d", "--config", "absent.toml"};
    CHECK_THAT(given.fault(), Contains("absent.toml"));
}

TEST_CASE("tables of the file are another program's", "[options]") {
    Given given;
    given.file = "threads = 7\n[backup]\nto = \"/b\"\n";
    const auto read = given.read();
    REQUIRE(read);
    CHECK(read->options.threads == 7);
}

TEST_CASE("a variable that looks like a setting but isn't one is told", "[options]") {
    const char* const environment[] = {"PATH=/bin", "PORCHLIGHT_THREADS=3", "PORCHLIGHT_THREDS=3",
                                       nullptr};
    CHECK(unknown_variables(environment) == std::vector<std::string>{"PORCHLIGHT_THREDS"});
}
