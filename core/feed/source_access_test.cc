#include "core/feed/source_access.h"

#include <catch2/catch.hpp>

#include "core/feed/directory_settings.h"
#include "core/feed/feed_testing.h"

namespace porchlight {
namespace {

using testing::Folder;

std::filesystem::path data_folder() { return std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data"; }

TEST_CASE("what agencies enter at the desk counts as their statement, but for what is reviewed fact by fact", "[sources]") {
    const auto settings = load_directory_settings(data_folder(), {});
    REQUIRE(settings);
    const auto desk = settings->source("desk");
    for (const char* group : {"hours", "languages", "ages", "documents", "eligibility"}) CHECK(desk.standing_for(group) == Standing::stated);
    for (const char* group : {"safety", "practice", "culture", "identity", "access"}) CHECK(desk.standing_for(group) == Standing::proposed);
    CHECK(desk.shelters == Visibility::staff);
}

TEST_CASE("an operator's own file names titles, addresses and hosts, and goes before the shipped one", "[sources]") {
    const Folder folder;
    folder.write("sources.json", R"({"pull_hosts": ["api.example.org", "127.0.0.1:8080", "[::1]:8080"], "sources": [
        {"name": "north", "title": "The North", "url": "https://api.example.org/hsds", "priority": 1, "language": "en",
         "visibility": "staff", "shelters": "hidden", "rule": {"default": "propose"}, "crosswalks": []}]})");
    const auto access = load_source_access(data_folder(), folder.path());
    REQUIRE(access);
    CHECK(access->titles.at("north") == "The North");
    CHECK(access->urls.at("north") == "https://api.example.org/hsds");
    CHECK(access->pull_hosts == std::vector<std::string>{"api.example.org", "127.0.0.1:8080", "[::1]:8080"});
    const auto shipped = load_source_access(data_folder(), {});
    REQUIRE(shipped);
    CHECK(shipped->pull_hosts.empty());
}

TEST_CASE("an address with a password in it, or a host with a path, is refused with its place in the file", "[sources]") {
    const std::string rest = R"("priority": 1, "language": "en", "visibility": "public", "shelters": "staff",
        "rule": {"default": "propose"}, "crosswalks": []}]})";
    for (const std::string head : {R"({"sources": [{"name": "north", "url": "https://me:secret@api.example.org", )",
                                   R"({"sources": [{"name": "north", "url": "ftp://api.example.org", )",
                                   R"({"pull_hosts": ["api.example.org/all"], "sources": [{"name": "north", )",
                                   R"({"pull_hosts": ["*"], "sources": [{"name": "north", )"}) {
        INFO(head);
        const Folder folder;
        folder.write("sources.json", head + rest);
        const auto access = load_source_access(data_folder(), folder.path());
        REQUIRE_FALSE(access);
        CHECK(access.error().kind == ErrorKind::bad_request);
    }
}

}  // namespace
}  // namespace porchlight
