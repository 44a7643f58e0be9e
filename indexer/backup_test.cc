// The restore drill, as an operator does it: decision 10's promises, with the programs themselves.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <sstream>

#include "core/feed/feed_testing.h"
#include "core/store/accounts.h"
#include "core/store/takedown.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;
using testing::a_service;
using testing::Folder;

std::string text_in(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string quoted(const std::string& word) { return "'" + word + "'"; }

/// A directory with one service, and what its operator does.
struct Operator {
    Operator() {
        import();
        auto accounts = AccountStore::open(store_file(data));
        REQUIRE(accounts);
        REQUIRE((*accounts)->add_organization({"north", "North", ""}, now()));
        StoredAccount account;
        account.id = "0123456789abcdef";
        account.name = account.organization_id = "north";
        account.role = StaffRole::worker;
        account.password = "x";
        REQUIRE((*accounts)->add(account, {}, "operator", now()));
    }
    static Instant now() { return SystemClock().now(); }
    static fs::path store_file(const fs::path& folder) { return folder / "store" / "store.db"; }

    /// Runs indexer; its output is kept.  @return the exit status
    int indexer(const std::string& words) const {
        const int status = std::system((quoted(std::string(PORCHLIGHT_BIN_DIR) + "/indexer") + " " + words + " >" +
                                        quoted((folder.path() / "output").string()) + " 2>&1").c_str());
        return WEXITSTATUS(status);
    }
    std::string output() const { return text_in(folder.path() / "output"); }

    void import() const {
        auto service = a_service();
        service["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "77 Canary Street";
        const auto file = folder.write("feed.ndjson", service.dump() + "\n");
        REQUIRE(indexer("import --data " + quoted(data.string()) + " --source example --catalogue-data " +
                        quoted(std::string(PORCHLIGHT_SOURCE_DIR) + "/data") + " " + quoted(file.string())) == 0);
    }
    int backup(const std::string& to, const std::string& more = {}) const {
        return indexer("backup --data " + quoted(data.string()) + " --to " + quoted((folder.path() / to).string()) + " " + more);
    }
    int restore(const std::string& from, const std::string& more) const {
        return indexer("restore --data " + quoted(restored.string()) + " " + quoted((folder.path() / from).string()) + " " + more);
    }
    std::string with_journal() const { return "--journal " + quoted((data / "store").string()); }

    Folder folder;
    fs::path data = folder.path() / "data", restored = folder.path() / "restored";
};

std::string bytes_in(const fs::path& folder) {
    std::string out;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) out += text_in(entry.path());
    return out;
}

bool is_down(const fs::path& data, const std::string& id) {
    const auto list = TakedownList::open(data / "store" / "takedown.db");
    REQUIRE(list);
    return (*list)->current().value()->contains(id);
}

}  // namespace

TEST_CASE("the restore drill: what was taken down, erased or ended stays so, and the audit goes on", "[backup]") {
    const Operator desk;
    REQUIRE(desk.backup("monday.tar") == 0);
    CHECK(desk.output().find("isn't encrypted") != std::string::npos);

    {
        auto list = TakedownList::open(desk.data / "store" / "takedown.db");
        REQUIRE(list);
        REQUIRE((*list)->take_down("service", "s", Operator::now()));
        auto accounts = AccountStore::open(Operator::store_file(desk.data));
        REQUIRE(accounts);
        REQUIRE((*accounts)->disable("0123456789abcdef", "operator", Operator::now()));
        const auto store = open_store("sqlite://" + Operator::store_file(desk.data).string(), StoreAccess::read_write);
        REQUIRE(store);
        REQUIRE((*store)->erase_places({a_service()["service_at_locations"][0]["id"]}, Operator::now()));
    }
    REQUIRE(desk.indexer("audit verify --data " + quoted(desk.data.string())) == 0);
    auto head = desk.output();
    head = head.substr(head.rfind('\n', head.size() - 2) + 1);
    head.pop_back();

    REQUIRE(desk.restore("monday.tar", desk.with_journal()) == 0);
    INFO(desk.output());
    CHECK(is_down(desk.restored, "s"));
    CHECK(bytes_in(desk.restored).find("77 Canary") == std::string::npos);
    CHECK(AccountStore::open(Operator::store_file(desk.restored)).value()->by_id("0123456789abcdef")->disabled_on.has_value());
    CHECK(desk.indexer("audit verify --data " + quoted(desk.restored.string()) + " --kept " + head) == 0);
    CHECK(desk.indexer("rebuild --data " + quoted(desk.restored.string()) + " --catalogue-data " +
                       quoted(std::string(PORCHLIGHT_SOURCE_DIR) + "/data")) == 0);
    CHECK(desk.indexer("check --data " + quoted(desk.restored.string()) + " --catalogue-data " +
                       quoted(std::string(PORCHLIGHT_SOURCE_DIR) + "/data")) == 0);
    CHECK(fs::exists(desk.restored / "store" / "store.db"));
    CHECK_FALSE(fs::exists(desk.restored / "restore.part"));
}

TEST_CASE("nothing is overwritten, and a journal is never left out by oversight", "[backup]") {
    const Operator desk;
    REQUIRE(desk.backup("monday.tar") == 0);
    const auto first = text_in(desk.folder.path() / "monday.tar");
    CHECK(desk.backup("monday.tar") != 0);
    CHECK(text_in(desk.folder.path() / "monday.tar") == first);
    CHECK(desk.restore("monday.tar", "") == 2);
    CHECK(desk.restore("monday.tar", "--journal-lost " + desk.with_journal()) == 2);
    fs::create_directories(desk.restored);
    std::ofstream(desk.restored / "a") << "b";
    CHECK(desk.restore("monday.tar", desk.with_journal()) != 0);
    CHECK(text_in(desk.restored / "a") == "b");
    fs::remove(desk.restored / "a");
    CHECK(desk.restore("monday.tar", "--journal-lost") == 0);
    CHECK(desk.output().find("is back") != std::string::npos);
}

TEST_CASE("a backup goes into a folder under the name of its minute, with the operator's own files, without the key",
          "[backup]") {
    const Operator desk;
    fs::create_directories(desk.folder.path() / "backups");
    fs::copy_file(std::string(PORCHLIGHT_SOURCE_DIR) + "/data/sources.json", desk.data / "sources.json");
    std::ofstream(desk.data / "account.key") << "key canary";
    std::ofstream(desk.data / "store" / "counters.tsv") << "counts canary";
    REQUIRE(desk.backup("backups") == 0);
    REQUIRE(std::distance(fs::directory_iterator(desk.folder.path() / "backups"), {}) == 1);
    const auto made = fs::directory_iterator(desk.folder.path() / "backups")->path();
    CHECK(made.filename().string().rfind("porchlight-20", 0) == 0);
    CHECK((fs::status(made).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    CHECK(text_in(made).find("key canary") == std::string::npos);
    CHECK(text_in(made).find("counts canary") != std::string::npos);
    REQUIRE(desk.restore("backups/" + made.filename().string(), desk.with_journal()) == 0);
    CHECK(text_in(desk.restored / "sources.json") == text_in(desk.data / "sources.json"));
    CHECK_FALSE(fs::exists(desk.data / "backup.part"));
}

TEST_CASE("a backup of which a byte was changed, or the end is lost, isn't put back", "[backup]") {
    const Operator desk;
    REQUIRE(desk.backup("monday.tar") == 0);
    auto bytes = text_in(desk.folder.path() / "monday.tar");
    SECTION("changed") { bytes[bytes.find("77 Canary")] = '8'; }
    SECTION("cut") { bytes.resize(bytes.size() / 2); }
    SECTION("another file") { bytes = "<html>"; }
    desk.folder.write("bad.tar", bytes);
    CHECK(desk.restore("bad.tar", desk.with_journal()) != 0);
    CHECK_FALSE(fs::exists(desk.restored / "store"));
}

TEST_CASE("for a recipient the backup is encrypted before it reaches the disk, and opens with the key alone", "[backup]") {
    const Operator desk;
    const auto key = (desk.folder.path() / "key.txt").string();
    REQUIRE(std::system(("age-keygen -o " + quoted(key) + " 2>/dev/null").c_str()) == 0);
    const auto text = text_in(key);
    const auto at = text.find("public key: ") + 12;
    const auto recipient = text.substr(at, text.find('\n', at) - at);
    REQUIRE(desk.backup("monday.tar.age", "--recipient " + recipient) == 0);
    const auto bytes = text_in(desk.folder.path() / "monday.tar.age");
    CHECK(bytes.rfind("age-encryption.org/", 0) == 0);
    CHECK(bytes.find("Canary") == std::string::npos);
    CHECK(desk.restore("monday.tar.age", desk.with_journal()) == 2);
    REQUIRE(std::system(("age-keygen -o " + quoted(key + ".other") + " 2>/dev/null").c_str()) == 0);
    CHECK(desk.restore("monday.tar.age", desk.with_journal() + " --identity " + quoted(key + ".other")) != 0);
    CHECK_FALSE(fs::exists(desk.restored / "store"));
    REQUIRE(desk.restore("monday.tar.age", desk.with_journal() + " --identity " + quoted(key)) == 0);
    CHECK(bytes_in(desk.restored).find("77 Canary") != std::string::npos);
    SECTION("a recipient that is none leaves nothing behind") {
        CHECK(desk.backup("b.tar.age", "--recipient nonsense") != 0);
        CHECK_FALSE(fs::exists(desk.folder.path() / "b.tar.age"));
        CHECK_FALSE(fs::exists(desk.folder.path() / "b.tar.age.part"));
    }
}

}  // namespace porchlight
