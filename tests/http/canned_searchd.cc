// searchd with answers that a test asks for: {"canned": "throw"} and so on. It is the real program
// but for the directory behind it, so that failures can be had at will.
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "searchd/run.h"

namespace {

using namespace porchlight;

class CannedApi final : public Api {
  public:
    Result<Json> search(const Json& body) override { return answer(body); }
    Result<Json> service(const Json& body) override { return answer(body); }
    Result<Json> explain(const Json& body) override { return answer(body); }
    Result<Json> suggest(const Json& body) override { return answer(body); }
    Result<Json> plan(const Json& body) override { return answer(body); }
    Result<Json> check_in(const Json& body) override { return answer(body); }
    Result<Json> hand_over(const Json& body) override { return answer(body); }
    Result<Json> report(const Json& body) override { return answer(body); }
    Result<Json> count(const Json& body) override { return answer(body); }
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

    std::string catalogue_ = R"({"role":"public"})";
};

}  // namespace

int main(int argc, char** argv) {
    return run_searchd(argc, argv,
                       [](const ApiSettings&, const Clock&) -> Result<std::unique_ptr<Api>> {
                           return std::make_unique<CannedApi>();
                       });
}
