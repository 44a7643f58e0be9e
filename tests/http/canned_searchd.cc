// searchd with answers that a test asks for: {"canned": "throw"} and so on. It is the real program
// but for the directory behind it, so that failures can be had at will.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "core/store/store.h"
#include "searchd/run.h"

namespace {

using namespace porchlight;

class CannedApi final : public Api {
  public:
    explicit CannedApi(Role role)
        : catalogue_(role == Role::staff ? R"({"role":"staff"})" : R"({"role":"public"})") {}

    Result<Json> search(const Json& body) override { return answer(body); }
    /// Of the id "staff-only" the public role knows nothing.
    Result<Json> service(const Json& body) override {
        if (body.value("id", "") == "staff-only" && catalogue_.find("staff") == std::string::npos)
            return fail(ErrorKind::not_found, "secret words", "/secret");
        return answer(body);
    }
    Result<Json> preview(const StoredListing&, const std::string&) override { return Json(nullptr); }
    Result<Json> explain(const Json& body) override { return answer(body); }
    Result<Json> suggest(const Json& body) override { return answer(body); }
    Result<Json> plan(const Json& body) override { return answer(body); }
    Result<Json> check_in(const Json& body) override { return answer(body); }
    Result<Json> hand_over(const Json& body) override { return answer(body); }
    Result<Json> report(const Json& body) override { return answer(body); }
    Result<Json> count(const Json& body) override { return answer(body); }
    Result<Json> count_unmet(const Json& body) override { return answer(body); }
    Result<Json> counters() override { return Json{{"least_shown", 10}, {"months", Json::array()}, {"trouble", nullptr}}; }
    Result<Json> code_page(const std::string& short_id) override {
        if (short_id == "unavailb") return fail(ErrorKind::unavailable, "secret words", "/secret");
        if (short_id != "abcdefg2") return fail(ErrorKind::not_found, "secret words", "/secret");
        return Json{{"language", "fr"},
                    {"title", "Elm & <Oak>"},
                    {"lines", {{{"label", "Téléphone"}, {"text", "204-555-0101"}, {"language", nullptr}, {"dials", true}}}},
                    {"dial", "+12045550101"},
                    {"leave", "Quitter cette page"}};
    }
    const std::string& catalogue_text() const override { return catalogue_; }
    Readiness readiness() override {
        const bool ready = !std::getenv("CANNED_NOT_READY");
        return {ready, ready ? "" : "no index", 7, 7, 3, 1000};
    }

  private:
    static Result<Json> answer(const Json& body) {
        const auto wanted = body.value("canned", "");
        if (wanted == "throw") throw std::runtime_error("secret words of " + body.dump());
        if (wanted == "throw_number") throw 42;
        if (wanted == "slow") std::this_thread::sleep_for(std::chrono::milliseconds{300});
        if (wanted == "long") return Json{{"text", std::string(100000, 'x')}};
        if (wanted == "broken_text") return Json{{"text", "\xff"}};
        if (wanted == "bad_request")
            return fail(ErrorKind::bad_request, "unknown_member: no such member is known here",
                        "/canned");
        if (wanted == "not_found") return fail(ErrorKind::not_found, "secret words", "/secret");
        if (wanted == "unavailable") return fail(ErrorKind::unavailable, "secret words", "/secret");
        if (wanted == "corrupt") return fail(ErrorKind::corrupt, "secret words", "/secret");
        return Json{{"canned", true}, {"members", body.size()}};
    }

    const std::string catalogue_;
};

/// One service, found by the id of zeros.
class CannedHsds final : public HsdsApi {
  public:
    Result<HsdsList> list(HsdsKind kind, const HsdsParameters& parameters) override {
        const auto query = read_hsds_query(kind, parameters);
        if (!query) return tl::unexpected(query.error());
        if (query->filter.search == " unavailable") return fail(ErrorKind::unavailable, "secret words", "/secret");
        if (query->filter.search == " throw") throw std::runtime_error("secret words");
        if (!query->ndjson) return HsdsList{R"({"empty":true,"contents":[]})", {}};
        const auto left = std::make_shared<int>(3);
        const bool breaks = query->filter.search == " breaks";
        return HsdsList{{}, [left, breaks]() -> Result<std::string> {
            if (breaks && *left == 1) return fail(ErrorKind::unavailable, "secret words");
            return (*left)-- > 0 ? "{\"id\":\"x\"}\n" : "";
        }};
    }
    Result<std::string> one(HsdsKind, const std::string& id, const HsdsParameters&) override {
        if (id != "00000000-0000-0000-0000-000000000000") return fail(ErrorKind::not_found, "secret words", "/secret");
        return "{}";
    }
};

/// Accounts in a store of their own where the test brings none. Cheap to open: tests that need real
/// accounts make them beforehand.
Result<std::unique_ptr<Accounts>> canned_accounts(DirectoryPaths paths, const Clock& clock,
                                                  const std::filesystem::path& own) {
    if (paths.data == "none") paths.data = own;
    std::filesystem::create_directories(paths.store_folder());
    const auto store = open_store(paths.store_url(), StoreAccess::read_write);
    if (!store) return tl::unexpected(store.error());
    return Accounts::open(paths, clock);
}

/// A real desk on the same store; the accounts' opener has made that.
template <class Desk>
Result<std::unique_ptr<Desk>> canned_desk(DirectoryPaths paths, const Clock& clock,
                                          const std::filesystem::path& own) {
    if (paths.data == "none") paths.data = own;
    return Desk::open(paths, clock);
}

}  // namespace

int main(int argc, char** argv) {
    std::string own = (std::filesystem::temp_directory_path() / "canned.XXXXXX").string();
    if (!mkdtemp(own.data())) return 1;
    const int status = run_searchd(
        argc, argv,
        {[](const ApiSettings& settings, const Clock&) -> Result<std::unique_ptr<Api>> {
             return std::make_unique<CannedApi>(settings.role);
         },
         [&](const DirectoryPaths& paths, const Clock& clock) { return canned_accounts(paths, clock, own); },
         [&](const DirectoryPaths& paths, const Clock& clock) { return canned_desk<ReviewDesk>(paths, clock, own); },
         [&](const DirectoryPaths& paths, const Clock& clock) { return canned_desk<CapacityDesk>(paths, clock, own); },
         [&](const DirectoryPaths& paths, const Clock& clock) { return canned_desk<UpkeepDesk>(paths, clock, own); },
         [](const DirectoryPaths&) -> Result<std::unique_ptr<HsdsApi>> { return std::make_unique<CannedHsds>(); }});
    std::filesystem::remove_all(own);
    return status;
}
