#include "core/index/generation.h"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <fstream>

#include "core/base/hash.h"

using namespace porchlight;
namespace fs = std::filesystem;

namespace {

class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / ("porchlight-gen-" + random_short_id())) {
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    const fs::path& path() const { return path_; }

    /// A folder with two "databases" of one file each.
    fs::path built(const std::string& text) const {
        const auto folder = path_ / "building";
        for (const char* side : {"public", "staff"}) {
            fs::create_directories(folder / side);
            std::ofstream(folder / side / "postlist.glass") << side << text;
        }
        return folder;
    }
    Generation sealed(const std::string& text, std::int64_t sequence, std::int64_t erasures = 0) const {
        auto generation = seal(path_, built(text), {0, {}, sequence, "digest", erasures}, "2026-11-24T00:00:00Z");
        REQUIRE(generation);
        return *generation;
    }

  private:
    fs::path path_;
};

std::string live_text(const fs::path& folder) {
    const auto live = live_index(folder);
    if (!live) return "";
    std::ifstream in(fs::path(live->target) / "public" / "postlist.glass");
    std::string text;
    std::getline(in, text);
    return text;
}

void flip_a_bit(const fs::path& file) {
    std::fstream in(file, std::ios::in | std::ios::out | std::ios::binary);
    char byte = 0;
    in.read(&byte, 1);
    in.seekp(0);
    byte = static_cast<char>(byte ^ 1);
    in.write(&byte, 1);
}

}  // namespace

TEST_CASE("a sealed generation says which sequence number it holds", "[index]") {
    const Folder folder;
    folder.sealed("a", 41);
    const auto all = generations(folder.path());
    REQUIRE(all.size() == 1);
    CHECK(all[0].sequence == 41);
    CHECK(verify(all[0]));
}

TEST_CASE("three generations are kept, newest first", "[index]") {
    const Folder folder;
    for (int i = 1; i <= 5; ++i) folder.sealed("x", i);
    const auto all = generations(folder.path());
    REQUIRE(all.size() == kGenerationsKept);
    CHECK(all[0].number == 5);
    CHECK(all[2].number == 3);
}

TEST_CASE("any flipped bit, missing or added file is found by the manifest", "[index]") {
    const Folder folder;
    const auto generation = folder.sealed("a", 1);
    SECTION("flipped") { flip_a_bit(generation.folder / "staff" / "postlist.glass"); }
    SECTION("missing") { fs::remove(generation.folder / "public" / "postlist.glass"); }
    SECTION("added") { std::ofstream(generation.folder / "public" / "more.glass") << "x"; }
    const auto checked = verify(generation);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == ErrorKind::corrupt);
}

TEST_CASE("a generation that doesn't match its manifest is never read: the one before is", "[index]") {
    const Folder folder;
    folder.sealed("older", 1);
    const auto newest = folder.sealed("newer", 2);
    flip_a_bit(newest.folder / "public" / "postlist.glass");
    std::vector<std::string> skipped;
    const auto live = make_live(folder.path(), skipped);
    REQUIRE(live);
    CHECK(live->sequence == 1);
    CHECK(skipped.size() == 1);
    CHECK(live_text(folder.path()) == "publicolder");
}

TEST_CASE("switching leaves no folder of the copy before", "[index]") {
    const Folder folder;
    std::vector<std::string> skipped;
    folder.sealed("one", 1);
    REQUIRE(make_live(folder.path(), skipped));
    const auto before = live_index(folder.path())->target;
    folder.sealed("two", 2);
    REQUIRE(make_live(folder.path(), skipped));
    CHECK(live_text(folder.path()) == "publictwo");
    CHECK_FALSE(fs::exists(before));
}

TEST_CASE("without any good generation there is no index, and that is said", "[index]") {
    const Folder folder;
    std::vector<std::string> skipped;
    const auto live = make_live(folder.path(), skipped);
    REQUIRE_FALSE(live);
    CHECK(live.error().kind == ErrorKind::unavailable);
    CHECK_FALSE(live_index(folder.path()));
}

TEST_CASE("generations from before an erasure are deleted, later ones stay", "[index]") {
    const Folder folder;
    folder.sealed("before", 1, 0);
    folder.sealed("after", 2, 1);
    CHECK(forget_generations_before(folder.path(), 1) == 1);
    const auto all = generations(folder.path());
    REQUIRE(all.size() == 1);
    CHECK(all[0].sequence == 2);
    CHECK(forget_generations_before(folder.path(), 1) == 0);
}

TEST_CASE("a second writer of the index is refused at once", "[index]") {
    const Folder folder;
    const auto first = WriterLock::take(folder.path());
    REQUIRE(first);
    const auto second = WriterLock::take(folder.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::conflict);
}
