#include "core/catalogue/locales.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <unistd.h>

#include "core/catalogue/catalogue.h"
#include "core/text/language_tag.h"

using namespace porchlight;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(PORCHLIGHT_SOURCE_DIR) / "data";
const fs::path kSchemas = kData / "catalogue" / "schema";

/// A folder with one locale's file, of which a test changes what it is about.
class OneLocale {
  public:
    OneLocale()
        : folder_(fs::temp_directory_path() / ("porchlight-locale-" + std::to_string(::getpid()))) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~OneLocale() { fs::remove_all(folder_); }

    Json json = {{"tag", "xx"},        {"endonym", "Xx"},     {"direction", "ltr"}, {"complete", false},
                 {"made", "Written by hand for this test."}, {"reviewed", nullptr}};

    Result<std::vector<Locale>> load() const {
        std::ofstream(folder_ / "xx.json") << json;
        return load_locales(folder_, kSchemas);
    }
    Locale loaded() const {
        auto all = load();
        if (!all) FAIL(all.error().message);
        return all->front();
    }
    /// The catalogue with it; the fault where it doesn't fit.
    std::string fault() const {
        auto all = load();
        if (!all) return all.error().message;
        auto catalogue = *Catalogue::load(kData / "catalogue");
        const auto added = catalogue.add(all->front());
        return added ? "" : added.error().message;
    }

  private:
    fs::path folder_;
};

}  // namespace

TEST_CASE("the shipped locales fit the catalogue, and each says how it was made", "[locales]") {
    auto locales = load_locales(kData / "locales", kSchemas);
    if (!locales) FAIL(locales.error().message);
    auto catalogue = *Catalogue::load(kData / "catalogue");
    for (const auto& locale : *locales) {
        INFO(locale.file);
        const auto added = catalogue.add(locale);
        INFO((added ? "" : added.error().message));
        CHECK(added);
        CHECK(locale.made.size() > 20);
    }
    for (const auto& locale : *locales) {
        if (!locale.complete) continue;
        CHECK(catalogue.needs().front().label.has(locale.tag));
        CHECK(catalogue.needs().back().label.has(locale.tag));
    }
}

TEST_CASE("no folder means no locale", "[locales]") {
    const auto none = load_locales("/nowhere", kSchemas);
    REQUIRE(none);
    CHECK(none->empty());
}

TEST_CASE("a wrong locale is refused with file, pointer and reason", "[locales]") {
    using Catch::Contains;
    const auto fault_with = [](const char* member, Json value) {
        OneLocale made;
        made.json[member] = std::move(value);
        return made.fault();
    };
    CHECK(fault_with("endonym", "X").empty());
    CHECK_THAT(fault_with("made", "?"), Contains("xx.json") && Contains("/made"));
    CHECK_THAT(fault_with("tag", "yy"), Contains("/tag"));
    CHECK_THAT(fault_with("reviewed", {{"on", "2026-02-30"}, {"by", "a speaker"}}), Contains("/reviewed/on"));
    CHECK_THAT(fault_with("needs", {{"never-was", "?"}}), Contains("/needs/never-was") && Contains("no such need"));
    CHECK_THAT(fault_with("facts", {{"two-exits", {{"label", "?"}}}}),  // Staff's.
               Contains("/facts/two-exits") && Contains("no such public fact"));
    CHECK_THAT(fault_with("complete", true), Contains("/needs/") && Contains("is missing"));
}

TEST_CASE("a locale fills what the files lack, and a kiosk's words go before theirs", "[locales]") {
    OneLocale made;
    made.json["needs"] = {{"food", "Xfood"}};
    made.json["facts"] = {{"drop-in", {{"label", "Xlabel"}}}};
    auto catalogue = *Catalogue::load(kData / "catalogue");
    const auto digest = catalogue.digest();
    REQUIRE(catalogue.add(made.loaded()));
    const auto food = *catalogue.need("food");
    CHECK(catalogue.needs()[food].label.in("xx") == "Xfood");
    CHECK(catalogue.facts()[*catalogue.fact("drop-in")].label.in("xx") == "Xlabel");
    CHECK(catalogue.digest() != digest);

    auto english = made.loaded();
    english.tag = "en";
    const auto before = catalogue.needs()[food].label.in("en");
    REQUIRE(catalogue.add(english));
    CHECK(catalogue.needs()[food].label.in("en") == before);
    catalogue.word_for_kiosk(english);
    CHECK(catalogue.needs()[food].label.in("en") == "Xfood");
    CHECK(catalogue.needs()[food].synonyms.at("en").back() == before);
}

TEST_CASE("a reader's language finds the tag under which its texts are kept", "[locales]") {
    const std::pair<const char*, const char*> tags[] = {
        {"zh", "zh-Hans"},    {"zh-CN", "zh-Hans"}, {"zh-Hans-SG", "zh-Hans"}, {"cmn", "zh-Hans"},
        {"zh-TW", "zh-Hant"}, {"fil", "tl"},        {"fil-PH", "tl"},          {"tl", "tl"},
        {"fr-CA", "fr-CA"},   {"AR", "ar"},         {"uk", "uk"},              {"pa", "pa"},
        {"crk", "crk"},       {"iu", "iu"},         {"", ""}};
    for (const auto& [asked, kept] : tags) CHECK(reading_language(asked) == kept);
}

TEST_CASE("a language is named in the reader's, else in English", "[locales]") {
    const auto catalogue = *Catalogue::load(kData / "catalogue");
    const auto& french = catalogue.languages()[*catalogue.language("fr")];
    CHECK(french.name_for("en") == "French");
    CHECK(french.name_for("uk") == "французька");
    CHECK(french.name_for("iu") == "French");
    CHECK(catalogue.languages()[*catalogue.language("crk")].name_for("ar") == "البلينز-كري");
}
