// `searchd account`: the operator's accounts, at the terminal.
#include <catch2/catch.hpp>

#include "tests/http/fixtures.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

const std::string kSecret = "blue wagon eats rain";

/// A directory's folder, and the command on it.
struct Terminal {
    TemporaryFolder folder;
    std::string data = (folder.path() / "directory").string();

    Ended account(std::vector<std::string> arguments, const std::string& typed = kSecret) const {
        arguments.insert(arguments.begin(), "account");
        arguments.insert(arguments.end(), {"--data", data});
        return run_program("searchd", arguments, {}, typed + "\n");
    }
    Ended create(const std::string& name, const std::string& role, std::vector<std::string> more = {},
                 const std::string& typed = kSecret) const {
        more.insert(more.begin(), {"create", name, "--role", role, "--organization", "north-house"});
        return account(more, typed);
    }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the first administrator is made at the terminal, with an authenticator and recovery codes",
          "[http][account]") {
    const Terminal terminal;
    CHECK(terminal.create("ana", "administrator").status != 0);  // No organization yet.
    const auto made = terminal.create("ana", "administrator", {"--organization-name", "North House"});
    INFO(made.errors);
    REQUIRE(made.status == 0);
    CHECK(contains(made.output, "otpauth://totp/Porchlight:ana?secret="));
    CHECK(contains(made.output, "recovery codes"));
    CHECK_FALSE(contains(made.output, kSecret));
    const auto worker = terminal.create("cleo", "worker");
    CHECK(worker.status == 0);
    CHECK_FALSE(contains(worker.output, "otpauth"));
    const auto listed = terminal.account({"list"});
    CHECK(contains(listed.output, "ana"));
    CHECK(contains(listed.output, "worker"));

    const Canned canned({}, {}, terminal.data);
    const auto recovery = made.output.substr(made.output.rfind('\n', made.output.size() - 2) + 3, 19);
    CHECK(sign_in(canned.port, {{"name", "ana"}, {"password", kSecret}, {"code", recovery}}));
    CHECK(sign_in(canned.port, {{"name", "cleo"}, {"password", kSecret}}));
    CHECK(terminal.account({"disable", "cleo"}).status == 0);
    CHECK_FALSE(sign_in(canned.port, {{"name", "cleo"}, {"password", kSecret}}));
    CHECK(terminal.account({"reset", "cleo"}, "seven quiet spoons sing").status == 0);
    CHECK(sign_in(canned.port, {{"name", "cleo"}, {"password", "seven quiet spoons sing"}}));
}

TEST_CASE("what the command doesn't take is an error that says why", "[http][account]") {
    const Terminal terminal;
    const auto named = std::vector<std::string>{"--organization-name", "North House"};
    CHECK(contains(terminal.create("cleo", "worker", named, "short").errors, "14 characters"));
    CHECK(contains(terminal.create("cleo", "worker", named, "passwordpassword").errors, "soon guessed"));
    CHECK(terminal.create("cleo", "worker", named, "").status == 2);
    CHECK(terminal.create("cleo", "queen", named).status == 2);
    CHECK(terminal.create("c", "worker", named).status == 2);
    CHECK(terminal.create("night", "capacity", named, "60274913").status == 2);
    REQUIRE(terminal.create("cleo", "worker", named).status == 0);
    CHECK(terminal.create("cleo", "worker").status == 3);
    CHECK(terminal.account({"disable", "nobody"}).status == 1);
    CHECK(terminal.account({"reset", "nobody"}).status == 1);
    CHECK(terminal.account({"dance"}).status == 2);
    CHECK(run_program("searchd", {"account", "list"}).status == 2);
}

TEST_CASE("where an organization's reminders go is said at the terminal", "[http][account]") {
    const Terminal terminal;
    REQUIRE(terminal.create("cleo", "worker", {"--organization-name", "North House"}).status == 0);
    CHECK(contains(terminal.account({"mail", "north-house"}).output, "no mail"));
    CHECK(contains(terminal.account({"mail", "north-house", "desk@north.example"}).output, "desk@north.example"));
    CHECK(contains(terminal.account({"mail", "north-house"}).output, "desk@north.example"));
    CHECK(terminal.account({"mail", "north-house", "desk"}).status == 2);
    CHECK(terminal.account({"mail", "nobody", "desk@north.example"}).status == 1);
    CHECK(contains(terminal.account({"mail", "north-house", "none"}).output, "no mail"));
}
