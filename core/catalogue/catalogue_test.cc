#include "core/catalogue/catalogue.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <unistd.h>

#include <set>

#include "core/catalogue/sources.h"
#include "core/text/fold.h"

using namespace porchlight;

namespace {

const std::filesystem::path kData = std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data";

const Catalogue& shipped() {
    static const auto catalogue = Catalogue::load(kData / "catalogue");
    if (!catalogue) FAIL(catalogue.error().message);
    return *catalogue;
}

/// A copy of the shipped catalogue's folder in which one file is replaced.
class BrokenCatalogue {
  public:
    BrokenCatalogue(const std::string& name, const std::string& text)
        : folder_(std::filesystem::temp_directory_path() /
                  ("porchlight-catalogue-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::copy(kData / "catalogue", folder_,
                              std::filesystem::copy_options::recursive);
        std::ofstream(folder_ / name) << text;
    }
    ~BrokenCatalogue() { std::filesystem::remove_all(folder_); }
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

}  // namespace

TEST_CASE("the shipped catalogue loads and has what good practice asks for", "[catalogue]") {
    const auto& catalogue = shipped();
    CHECK(catalogue.needs().size() >= 95);
    CHECK(catalogue.facts().size() >= 75);
    CHECK(catalogue.languages().size() >= 60);
    for (const char* tag : {"crk", "csw", "oj", "ojs", "iu", "chp", "crg", "mic", "ase", "fcs"})
        CHECK(catalogue.language(tag).has_value());
}

TEST_CASE("every label and wording exists in English, French and Spanish", "[catalogue]") {
    const auto complete = [](const Localized& text) {
        return text.all().count("en") && text.all().count("fr") && text.all().count("es");
    };
    for (const auto& need : shipped().needs()) {
        INFO(need.id);
        CHECK(complete(need.label));
        CHECK_FALSE(need.phases.empty());
    }
    for (const auto& fact : shipped().facts()) {
        INFO(fact.id);
        CHECK((complete(fact.label) && complete(fact.yes) && complete(fact.no) &&
               complete(fact.question) && complete(fact.tell)));
        CHECK(fact.ttl_days > 0);
    }
}

TEST_CASE("safety and identity facts need more than an agency's own word", "[catalogue]") {
    for (const auto& fact : shipped().facts())
        if (fact.group == "safety" || fact.group == "identity") {
            INFO(fact.id);
            CHECK(fact.needed >= Standing::attested);
        }
}

TEST_CASE("a wrong file stops the program with file, pointer and reason", "[catalogue]") {
    const BrokenCatalogue broken("needs.json", R"({"needs":[{"id":"Food!","parent":null}]})");
    const auto loaded = Catalogue::load(broken.folder());
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().kind == ErrorKind::bad_request);
    CHECK(loaded.error().message.find("needs.json") != std::string::npos);
    CHECK(loaded.error().message.find("/needs/0") != std::string::npos);
}

TEST_CASE("a key given twice in a catalogue file is refused", "[catalogue]") {
    const BrokenCatalogue broken("languages.json", R"({"languages":[],"languages":[]})");
    REQUIRE_FALSE(Catalogue::load(broken.folder()));
}

TEST_CASE("texts fall back from region to language to English", "[catalogue]") {
    const Localized text({{"en", "bed"}, {"fr", "lit"}});
    CHECK(text.in("fr-CA") == "lit");
    CHECK(text.in("fr") == "lit");
    CHECK(text.in("uk") == "bed");
    CHECK(text.in("") == "bed");
}

TEST_CASE("a language is found by tag, by fallback and by any of its names", "[catalogue]") {
    const auto& catalogue = shipped();
    CHECK(catalogue.language("fr-CA") == catalogue.language("fr"));
    CHECK(catalogue.language_named("Creole") == catalogue.language("ht"));
    CHECK(catalogue.language_named("ESPANOL") == catalogue.language("es"));
    CHECK_FALSE(catalogue.language_named("Klingon"));
}

TEST_CASE("a need knows what is above and below it", "[catalogue]") {
    const auto& catalogue = shipped();
    const auto housing = *catalogue.need("housing");
    const auto bed = *catalogue.need("housing.bed-tonight");
    const auto below = catalogue.with_descendants(housing);
    CHECK(std::find(below.begin(), below.end(), bed) != below.end());
    const auto above = catalogue.with_ancestors(bed);
    CHECK(above.front() == bed);
    CHECK(above.back() == housing);
}

TEST_CASE("our own attributes need no crosswalk file", "[catalogue]") {
    const auto own = Crosswalk::own(shipped());
    const auto* meaning = own.find("Porchlight facts", "no-id-asked.no");
    REQUIRE(meaning);
    REQUIRE(meaning->facts.size() == 1);
    CHECK(meaning->facts[0].value == Value::no);
    CHECK_FALSE(own.find("Porchlight facts", "no-id-asked.unknown"));
    CHECK_FALSE(own.find("Another taxonomy", "no-id-asked.yes"));
}

TEST_CASE("what no rule accepts is proposed", "[catalogue]") {
    SourceSettings source;
    CHECK(source.standing_for("safety") == Standing::proposed);
    source.rules = {{"default", Rule::accept}, {"safety", Rule::propose}};
    CHECK(source.standing_for("safety") == Standing::proposed);
    CHECK(source.standing_for("hours") == Standing::stated);
}
