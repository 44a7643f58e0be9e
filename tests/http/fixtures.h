#pragma once
#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/server_process.h"

namespace porchlight::testing {

/// A map that passes for one: a header of PMTiles version 3 with gzipped vector tiles, and `tiles`
/// bytes for them.
inline std::string small_map(unsigned char tiles) {
    std::string out = "PMTiles\x03";
    out.resize(127, '\0');
    out[8] = 127;
    out[56] = 127;
    out[64] = static_cast<char>(tiles);
    out[97] = out[98] = 2;
    out[99] = 1;
    return out + std::string(tiles, 't');
}

/// A page as the build makes it, small.
struct Page {
    Page() {
        folder.write(
            "index.html",
            "<!doctype html><meta property=\"csp-nonce\" content=\"__CSP_NONCE__\">"
            "<meta name=\"leave-to\" content=\"https://neutral.example/\"><title>P</title>");
        folder.write("kiosk.html",
                     "<!doctype html><meta property=\"csp-nonce\" content=\"__CSP_NONCE__\"><title>K</title>");
        folder.write("assets/main-1a2b.js", "export {};\n");
        folder.write("assets/fonts/a.woff2", "font");
        folder.write("secret.txt", "not a part of the page");
        folder.write("map.pmtiles", small_map(20));
    }
    TemporaryFolder folder;
};

/// The program with canned answers, the small page and a small map.
struct Canned {
    /// @param data a folder with accounts; without it there are none.
    explicit Canned(std::vector<std::string> arguments = {},
                    const std::vector<std::string>& environment = {}, const std::string& data = "none")
        : server("searchd_canned", with_page(std::move(arguments), data), environment),
          port(server.port()) {}

    std::vector<std::string> with_page(std::vector<std::string> arguments, const std::string& data) const {
        arguments.insert(arguments.end(), {"--data", data, "--web", page.folder.path().string(),
                                           "--map", (page.folder.path() / "map.pmtiles").string()});
        return arguments;
    }

    Page page;
    ServerProcess server;
    int port;
};

inline const std::vector<std::string> kApiPosts = {"/api/v1/search", "/api/v1/service",
                                                   "/api/v1/explain", "/api/v1/suggest",
                                                   "/api/v1/plan",
                                                   "/api/v1/check-in", "/api/v1/hand-over",
                                                   "/api/v1/count", "/api/v1/unmet", "/api/v1/report"};

}  // namespace porchlight::testing
