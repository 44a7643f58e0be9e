#include "core/store/source_log.h"

#include "core/store/store_testing.h"

namespace porchlight {
namespace {

using testing::expect;
using testing::StoreFolder;
using testing::kNow;

constexpr Day kDay{std::chrono::days{20'700}};

struct Log {
    StoreFolder folder;
    std::unique_ptr<Store> store = testing::open(folder);
    std::unique_ptr<SourceLog> log = expect(SourceLog::open(folder.place()));
};

TEST_CASE("a source of which nothing was imported has an empty state", "[sources]") {
    Log desk;
    CHECK(expect(desk.log->all()).empty());
    SourceState none;
    none.source = "feed";
    CHECK(expect(desk.log->state("feed")) == none);
}

TEST_CASE("failures are counted until something goes through", "[sources]") {
    Log desk;
    expect(desk.log->imported("feed", 12, kNow));
    expect(desk.log->failed("feed", "the host didn't answer", kNow + std::chrono::hours{1}));
    expect(desk.log->failed("feed", "the host didn't answer", kNow + std::chrono::hours{2}));
    const auto failing = expect(desk.log->state("feed"));
    CHECK(failing.failures == 2);
    CHECK(failing.failed_at == kNow + std::chrono::hours{2});
    CHECK(failing.failure == "the host didn't answer");
    CHECK(failing.imported_at == kNow);
    expect(desk.log->imported("feed", 13, kNow + std::chrono::hours{3}));
    const auto well = expect(desk.log->state("feed"));
    CHECK(well.failures == 0);
    CHECK(well.failure.empty());
    CHECK_FALSE(well.failed_at);
    CHECK(well.services == 13);
}

TEST_CASE("where a pull broke off is kept until one goes through, also after a restart", "[sources]") {
    Log desk;
    const PullPosition position{7, kDay, kNow};
    expect(desk.log->pulled("feed", "https://a.example", 40, kDay, kNow));
    expect(desk.log->reached("feed", "https://a.example", position));
    expect(desk.log->failed("feed", "503", kNow));
    desk.log = expect(SourceLog::open(desk.folder.place()));
    CHECK(expect(desk.log->state("feed")).position == position);
    CHECK(expect(desk.log->state("feed")).modified_after == kDay);
    expect(desk.log->pulled("feed", "https://a.example", 41, kDay + std::chrono::days{1}, kNow));
    const auto done = expect(desk.log->state("feed"));
    CHECK_FALSE(done.position);
    CHECK(done.modified_after == kDay + std::chrono::days{1});
}

TEST_CASE("what was learned of one API is forgotten with another", "[sources]") {
    Log desk;
    expect(desk.log->pulled("feed", "https://a.example", 40, kDay, kNow));
    expect(desk.log->reached("feed", "https://b.example", {2, {}, kNow}));
    CHECK_FALSE(expect(desk.log->state("feed")).modified_after);
}

}  // namespace
}  // namespace porchlight
