// K20 (safety.md section 3): a listing that asks for a neutral name on public screens has no other there,
// and the name that staff know is in no byte of what the public side holds or answers.
#include <catch2/catch.hpp>
#include <cctype>
#include <fstream>
#include <iterator>

#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;
namespace fs = std::filesystem;

namespace {

const std::string kService = "11111111-1111-4111-8111-111111111111";
const std::string kNameless = "22222222-2222-4222-8222-222222222222";

/// The attribute by which a listing asks for it.
const Json kAsks = {{{"id", "33333333-3333-4333-8333-333333333333"},
                     {"link_type", "card"},
                     {"link_entity", "service"},
                     {"taxonomy_term",
                      {{"id", "44444444-4444-4444-8444-444444444444"},
                       {"code", "public-name"},
                       {"name", "On public screens only its alternate name is shown"},
                       {"description", "On public screens only its alternate name is shown"},
                       {"taxonomy", "Porchlight card"}}}}};

Json listing(const std::string& id, const std::string& name) {
    return {{"id", id},
            {"name", name},
            {"description", "Come to " + name + " for a bed and a meal. QUILLWORT REFUGE is open all night."},
            {"status", "active"},
            {"url", "https://quillwort.example.org"},
            {"email", "door@quillwort.example.org"},
            {"attributes", kAsks},
            {"phones", {{{"id", "55555555-5555-4555-8555-555555555555"}, {"number", "204-555-0142"}, {"type", "voice"}}}},
            {"organization",
             {{"id", "66666666-6666-4666-8666-666666666666"},
              {"name", "Thornbury Mission"},
              {"alternate_name", "Elm Society"},
              {"description", "Thornbury Mission has helped since 1970."},
              {"website", "https://thornbury.example.org"},
              {"attributes", kAsks}}}};
}

/// A directory with one listing that has a public name and one that asks for it and has none.
class Directory {
  public:
    Directory() {
        auto named = listing(kService, "Quillwort Refuge");
        named["alternate_name"] = "Elm Street house";
        const auto feed = folder_.path() / "feed.ndjson";
        std::ofstream(feed) << named << '\n' << listing(kNameless, "Quillwort Refuge") << '\n';
        for (const auto& arguments : {std::vector<std::string>{"import", "--source", "sample", feed.string()}, {"rebuild"}}) {
            auto all = arguments;
            all.insert(all.begin() + 1, {"--data", path(), "--catalogue-data", kData});
            const auto ended = run_program("indexer", all);
            INFO(ended.errors);
            REQUIRE(ended.status == 0);
        }
        staff_ = std::make_unique<Staff>(path());
    }
    std::string path() const { return (folder_.path() / "directory").string(); }

    /// Asked by a worker; with a kiosk beside.
    ServerProcess served() const { return serve_staff({"--kiosk-listen", "127.0.0.1:0"}, path(), *staff_); }

  private:
    TemporaryFolder folder_;
    std::unique_ptr<Staff> staff_;
};

/// Words of the names that staff know, in any case.
bool names_it(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text.find("quillwort") != std::string::npos || text.find("thornbury") != std::string::npos;
}

/// Everything that a port answers of the listing.
std::string all_answers(int port, const std::string& id, const std::string& short_id) {
    std::string out;
    for (const auto& [path, body] : std::vector<std::pair<std::string, Json>>{
             {"/api/v1/search", {{"text", "bed"}}},
             {"/api/v1/search", {{"text", "quillwort"}}},
             {"/api/v1/search", {{"text", "quillwrt"}}},
             {"/api/v1/suggest", {{"text", "el"}}},
             {"/api/v1/suggest", {{"text", "qu"}}},
             {"/api/v1/suggest", {{"text", "thor"}}},
             {"/api/v1/service", {{"id", id}}}}) {
        const auto answer = post(port, path, body);
        auto json = answer.json();
        // What was typed comes back as it was; what it was corrected to tells what the index knows.
        if (json.is_object() && json.contains("understood"))
            for (auto& part : json["understood"]["parts"])
                part = part.at("kind") == "correction" ? part.at("label") : Json(nullptr);
        out += json.dump() + '\n';
    }
    const auto yes = post(port, "/api/v1/check-in", {{"service_id", id}, {"answer", "yes"}});
    if (yes.status == 200) out += post(port, "/api/v1/hand-over", {{"token", yes.json().at("token")}}).body;
    return out + ask(port, "GET", "/i/" + short_id).body;
}

}  // namespace

TEST_CASE("a listing that asks for it is called by its public name alone, on every public screen", "[http][kiosk]") {
    const Directory directory;
    const auto server = directory.served();
    const auto seen = post(server.port(), "/api/v1/service", {{"id", kService}}).json();
    CHECK(seen.at("name") == "Quillwort Refuge");
    const std::string short_id = seen.at("short_id");
    const auto told = all_answers(server.kiosk_port(), kService, short_id);
    INFO(told);
    CHECK_FALSE(names_it(told));
    CHECK(told.find("Elm Street house") != std::string::npos);
    CHECK(told.find("Elm Society") != std::string::npos);
    // Staff see both, and what they hand over doesn't name it.
    CHECK(names_it(all_answers(server.port(), kService, short_id)));
    const auto yes = post(server.port(), "/api/v1/check-in", {{"service_id", kService}, {"answer", "yes"}});
    const auto given = post(server.port(), "/api/v1/hand-over", {{"token", yes.json().at("token")}});
    CHECK_FALSE(names_it(given.json().at("card").dump()));
}

TEST_CASE("a listing that asks for a public name and has none is staff's alone", "[http][kiosk]") {
    const Directory directory;
    const auto server = directory.served();
    CHECK(post(server.port(), "/api/v1/service", {{"id", kNameless}, {"opened_for", "upkeep"}}).status == 200);
    CHECK(post(server.kiosk_port(), "/api/v1/service", {{"id", kNameless}}).status == 404);
    const auto found = post(server.kiosk_port(), "/api/v1/search", {{"text", "bed"}}).json();
    CHECK(found.at("results").size() == 1);
}

TEST_CASE("no file of the public index has the name that staff know", "[http][kiosk]") {
    const Directory directory;
    std::size_t staff_files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(directory.path()) / "index")) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const bool named = names_it({std::istreambuf_iterator<char>(in), {}});
        const bool is_public = entry.path().string().find("/public/") != std::string::npos;
        INFO(entry.path());
        CHECK_FALSE((named && is_public));
        staff_files += named && !is_public;
    }
    CHECK(staff_files > 0);
}
