#include "core/search/danger.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "core/base/json.h"

using namespace porchlight;

namespace {

const std::filesystem::path kData = std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data";

const DangerWords& danger() {
    static const auto loaded =
        DangerWords::load(kData / "wording" / "danger.json", kData / "catalogue" / "schema");
    REQUIRE(loaded);
    return *loaded;
}

}  // namespace

TEST_CASE("each phrase of present danger is heard in the middle of a text, in every language",
          "[danger]") {
    const auto file = Json::parse(std::ifstream(kData / "wording" / "danger.json"));
    const auto all = file.at("phrases");
    for (const auto& [language, phrases] : all.items())
        for (const auto& phrase : phrases) {
            INFO(phrase);
            CHECK(danger().said_in("please " + phrase.get<std::string>() + " thanks"));
        }
}

TEST_CASE("case, accents and apostrophes make no difference", "[danger]") {
    for (const auto* text :
         {"HE IS OUTSIDE", "he’s outside, where can she go", "hes outside", "Il m’a trouvée",
          "il ma trouvee", "esta afuera", "she thinks she's being followed", "He has a GUN!"})
        CHECK(danger().said_in(text));
}

TEST_CASE("the same words about something else are not danger", "[danger]") {
    for (const auto* text :
         {"", "outside", "outside of the city", "a garden that is outside", "he is. outside help",
          "a follow up", "kitchen knives", "help with rent", "une porte", "dehors", "afuera",
          "somewhere to sleep tonight", "he", "is there a doctor who speaks Cree"}) {
        INFO(text);
        CHECK_FALSE(danger().said_in(text));
    }
}

TEST_CASE("a wrong file is told with its place", "[danger]") {
    const auto file = std::filesystem::temp_directory_path() / "porchlight-danger-test.json";
    std::ofstream(file) << R"({"phrases": {"en": ["he is outside"], "fr": []}})";
    const auto loaded = DangerWords::load(file, kData / "catalogue" / "schema");
    std::filesystem::remove(file);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().kind == ErrorKind::bad_request);
}
