// `indexer export --corrections` as a source's owner gets it.
#include "core/store/store_testing.h"
#include "core/store/submissions.h"
#include "indexer/program_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// A directory whose only listing came from the feed "miami".
struct Directory {
    StoreFolder folder;

    Directory() { std::filesystem::create_directories(data() / "store"); }
    std::filesystem::path data() const { return folder.path() / "data"; }
    std::filesystem::path store_file() const { return data() / "store" / "store.db"; }
    int run(std::vector<std::string> words) const {
        words.insert(words.begin(), std::string(PORCHLIGHT_BIN_DIR) + "/indexer");
        for (const auto& word : {std::string("--data"), data().string(), std::string("--catalogue-data"), std::string(PORCHLIGHT_SOURCE_DIR) + "/data"})
            words.push_back(word);
        return wait_for(start(words, folder.path() / "output"));
    }
    std::string output() const { return text_in(folder.path() / "output"); }

    void feed(const std::string& description, const std::string& name) const {
        auto record = listing("a").record;
        record["description"] = description;
        record["name"] = name;
        record["status"] = "active";
        std::ofstream(folder.path() / "miami.json") << record.dump();
        REQUIRE(run({"import", (folder.path() / "miami.json").string()}) == 0);
    }
    /// An agency changes the description, and a reviewer of another organization agrees.
    void correct(const std::string& description) const {
        const auto store = expect(open_store("sqlite://" + store_file().string(), StoreAccess::read_write, &is_unfavourable));
        const auto accounts = expect(AccountStore::open(store_file()));
        add_account(*accounts, "editor", id("a organization"), StaffRole::agency_editor);
        add_account(*accounts, "north", "north", StaffRole::reviewer);
        const auto submissions = expect(SubmissionStore::open(store_file(), {}));
        const auto stands = expect(store->listing(id("a")));
        NewSubmission made;
        made.service_id = id("a");
        made.account_id = "editor";
        made.language = stands.language;
        made.place = stands.place;
        made.record = Json::parse(stands.record);
        made.record["description"] = description;
        const auto submission = expect(submissions->submit(std::move(made), kNow));
        REQUIRE(expect(submissions->review(submission, {"north", "", Decision::approve, CallBack::old_number, "", kNow})));
        expect(store->publish_submission(submission, kNow));
    }
};

}  // namespace

TEST_CASE("a feed's owner gets what was corrected, and what the feed says since waits", "[indexer][corrections]") {
    const Directory directory;
    directory.feed("Old words", "Name");
    directory.correct("Right words");
    directory.feed("New words", "Another name");
    REQUIRE(directory.run({"export", "--corrections", "miami", "--format", "csv"}) == 0);
    CHECK(directory.output().find(id("a") + ",\"Another name\",description,,\"Old words\",\"Right words\",\"New words\",2026-") != std::string::npos);
    REQUIRE(directory.run({"export", "--corrections", "miami", "--out", (directory.folder.path() / "out.ndjson").string()}) == 0);
    const auto record = Json::parse(text_in(directory.folder.path() / "out.ndjson"));
    CHECK(record["description"] == "Right words");
    CHECK(record["metadata"].at(0)["previous_value"] == "New words");
    CHECK(record["metadata"].at(0)["replacement_value"] == "Right words");
    CHECK(record.dump().find("editor") == std::string::npos);
    REQUIRE(directory.run({"sources", "--json"}) == 0);
    for (const auto& source : Json::parse(directory.output()))
        CHECK(source["corrections_to_review"] == (source["name"] == "miami" ? 1 : 0));
    REQUIRE(directory.run({"export", "--corrections", "lyon", "--format", "csv"}) == 0);
    CHECK(directory.output().find("Right words") == std::string::npos);
    CHECK(directory.run({"export", "--corrections", "miami", "--format", "hsds-tabular"}) == 2);
}
