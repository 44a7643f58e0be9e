// `indexer sources` as its operator meets it.
#include <map>

#include "core/base/json.h"
#include "core/feed/feed_testing.h"
#include "indexer/program_testing.h"

namespace porchlight {
namespace {

using testing::a_service;
using testing::Folder;

struct Desk {
    Folder folder;

    int run(std::vector<std::string> words) const {
        words.insert(words.begin(), std::string(PORCHLIGHT_BIN_DIR) + "/indexer");
        for (const auto& word : {std::string("--data"), (folder.path() / "data").string(), std::string("--catalogue-data"),
                                 std::string(PORCHLIGHT_SOURCE_DIR) + "/data"})
            words.push_back(word);
        return testing::wait_for(testing::start(words, folder.path() / "output"));
    }
    std::string output() const { return testing::text_in(folder.path() / "output"); }
    std::map<std::string, Json> listed() const {
        REQUIRE(run({"sources", "--json"}) == 0);
        std::map<std::string, Json> out;
        for (const auto& each : Json::parse(output())) out[each["name"]] = each;
        return out;
    }
};

TEST_CASE("sources are listed with what sources.json says, counts, the last import and what failed", "[indexer][sources]") {
    const Desk desk;
    auto hidden = a_service();
    hidden["id"] = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    hidden["visibility"] = "hidden";
    hidden["service_at_locations"][0]["id"] = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaab";
    hidden["service_at_locations"][0]["location"]["id"] = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaac";
    const auto feed = desk.folder.write("miami.ndjson", a_service().dump() + "\n" + hidden.dump() + "\n").string();
    REQUIRE(desk.run({"import", feed}) == 0);
    const auto broken = desk.folder.write("lyon.json", "<html>").string();
    REQUIRE(desk.run({"import", broken}) == 2);
    REQUIRE(desk.run({"import", broken}) == 2);
    REQUIRE(desk.run({"import", "--source", "unheard-of", desk.folder.write("none.json", "[]").string()}) == 0);

    const auto listed = desk.listed();
    const auto& miami = listed.at("miami");
    CHECK(miami["zone"] == "America/New_York");
    CHECK(miami["visibility"] == "public");
    CHECK(miami["priority"] == 20);
    CHECK(miami["live"] == 2);
    CHECK(miami["hidden"] == 1);
    CHECK(miami["last_import"].is_string());
    CHECK(miami["last_pull"].is_null());
    CHECK(miami["services_read"] == 2);
    CHECK(miami["failures"] == 0);
    const auto& lyon = listed.at("lyon");
    CHECK(lyon["failures"] == 2);
    CHECK(lyon["failure"] == "lyon.json is XML or HTML, not JSON");
    CHECK(lyon["last_import"].is_null());
    CHECK(listed.at("desk")["title"] == "Listings of the agencies' desk");
    CHECK(listed.at("unheard-of")["set_up"] == false);
    CHECK(listed.at("unheard-of")["priority"] == listed.at("default")["priority"]);

    REQUIRE(desk.run({"sources"}) == 0);
    CHECK(desk.output().find("miami") != std::string::npos);
    CHECK(desk.output().find("(2 in a row): lyon.json is XML or HTML, not JSON") != std::string::npos);
}

TEST_CASE("an import that goes through ends the failures before it", "[indexer][sources]") {
    const Desk desk;
    REQUIRE(desk.run({"import", desk.folder.write("miami.json", "<html>").string()}) == 2);
    CHECK(desk.listed().at("miami")["failures"] == 1);
    REQUIRE(desk.run({"import", desk.folder.write("miami.json", a_service().dump()).string()}) == 0);
    CHECK(desk.listed().at("miami")["failures"] == 0);
    CHECK(desk.listed().at("miami")["failure"].is_null());
}

}  // namespace
}  // namespace porchlight
