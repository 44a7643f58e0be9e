#pragma once
#include <string>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/server_process.h"

namespace porchlight::testing {

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
    }
    TemporaryFolder folder;
};

/// The program with canned answers and the small page.
struct Canned {
    explicit Canned(std::vector<std::string> arguments = {},
                    const std::vector<std::string>& environment = {})
        : server("searchd_canned", with_page(std::move(arguments)), environment),
          port(server.port()) {}

    std::vector<std::string> with_page(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", "none", "--web", page.folder.path().string()});
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
                                                   "/api/v1/count", "/api/v1/report"};

}  // namespace porchlight::testing
