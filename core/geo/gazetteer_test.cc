#include "core/geo/gazetteer.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

using namespace porchlight;

namespace {

constexpr Point kNearWinnipeg{49.9, -97.1};
constexpr char kHeader[] = "kind\tname\talternate_names\tadmin1\tcountry\tlat\tlon\tpopulation\n";

Place city(const char* name, const char* admin1, const char* country, double lat, double lon,
           double population) {
    return {Place::Kind::city, name, admin1, country, {lat, lon}, population};
}

Place postal(const char* code, const char* admin1, const char* country, double lat, double lon) {
    return {Place::Kind::postal, code, admin1, country, {lat, lon}, 0};
}

Place region(const char* name, const char* code, const char* country, double lat, double lon) {
    return {Place::Kind::region, name, code, country, {lat, lon}, 0};
}

Gazetteer small_world() {
    Gazetteer places;
    places.add(region("Manitoba", "MB", "CA", 54.9, -97.4), {"MB"});
    places.add(region("Ontario", "ON", "CA", 50, -86), {"ON"});
    places.add(region("Newfoundland and Labrador", "NL", "CA", 52.6, -59.7), {"NL", "Terre-Neuve"});
    places.add(region("Florida", "FL", "US", 28.6, -82.4), {"FL", "Floride"});
    places.add(region("California", "CA", "US", 37.2, -119.5), {"CA"});
    places.add(region("New York", "NY", "US", 43, -75), {"NY"});
    places.add(region("Quebec", "QC", "CA", 53, -71.8), {"QC", "Québec"});
    places.add(city("Winnipeg", "MB", "CA", 49.8844, -97.147, 705244), {"Ouinipegue", "The Peg"});
    places.add(city("Winnipeg Beach", "MB", "CA", 50.5, -96.97, 1100));
    places.add(city("Miami", "FL", "US", 25.774, -80.194, 441003));
    places.add(city("Miami", "MB", "CA", 49.37, -98.24, 400));
    places.add(city("Miami Beach", "FL", "US", 25.79, -80.13, 92000));
    places.add(city("St. John's", "NL", "CA", 47.56, -52.71, 99182));
    places.add(city("Ontario", "CA", "US", 34.06, -117.65, 171214));
    places.add(city("New York", "NY", "US", 40.71, -74.0, 8175133), {"New York City", "NYC"});
    places.add(city("Montréal", "QC", "CA", 45.5, -73.59, 1600000));
    places.add(city("Québec", "QC", "CA", 46.81, -71.21, 531902));
    places.add(city("Trois-Rivières", "QC", "CA", 46.34, -72.55, 119693));
    places.add(postal("R3C", "MB", "CA", 49.88, -97.15));
    places.add(postal("33157", "FL", "US", 25.6, -80.34));
    return places;
}

std::string found(const Gazetteer& places, const char* text, const Point* nearby = nullptr) {
    const auto* place = places.find(text, nearby);
    return place ? place->label() + ' ' + place->country : "none";
}

std::string completed(const Gazetteer& places, const char* prefix, std::size_t limit = 10,
                      const Point* nearby = nullptr) {
    std::string out;
    for (const auto* place : places.complete(prefix, limit, nearby))
        out += (out.empty() ? "" : " | ") + place->label();
    return out;
}

/// A file that is gone at the end of the test.
class TemporaryFile {
  public:
    TemporaryFile(const std::string& name, const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                (std::to_string(::getpid()) + '-' + name)) {
        std::ofstream(path_, std::ios::binary) << text;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a place is found by its name, its province or its country", "[gazetteer]") {
    const auto places = small_world();
    for (const char* text :
         {"Winnipeg", "winnipeg", "WINNIPEG MB", "Winnipeg, Manitoba", "Winnipeg, MB, Canada",
          "winnipeg manitoba canada", "Winnipeg (Manitoba)", "Winnipeg Canada", "The Peg"})
        CHECK(found(places, text) == "Winnipeg, MB CA");
    CHECK(found(places, "Miami, Florida") == "Miami, FL US");
    CHECK(found(places, "Miami, Floride") == "Miami, FL US");
    CHECK(found(places, "Miami, MB") == "Miami, MB CA");
    CHECK(found(places, "Miami, U.S.A.") == "Miami, FL US");
    CHECK(found(places, "Saint Johns NL") == "St. John's, NL CA");
    CHECK(found(places, "montreal quebec") == "Montréal, QC CA");
    CHECK(found(places, "TROIS RIVIERES, QC") == "Trois-Rivières, QC CA");
}

TEST_CASE("a name that isn't there, or in another province, isn't found", "[gazetteer]") {
    const auto places = small_world();
    for (const char* text :
         {"", " ", "Atlantis", "Winnipeg, FL", "Winnipeg Beach Florida", "MB Winnipeg", "Winnip",
          "Montr\xE9"
          "al"})
        CHECK(found(places, text) == "none");
    CHECK(found(places, std::string(1000, 'w').c_str()) == "none");
    CHECK(found(Gazetteer{}, "Winnipeg") == "none");
}

TEST_CASE("a postal code is found by its prefix", "[gazetteer]") {
    const auto places = small_world();
    for (const char* text : {"R3C 1A1", "r3c1a1", "R3C", "R3C-1A1", "Winnipeg MB R3C 1A1"})
        CHECK(found(places, text) == "R3C, MB CA");
    for (const char* text : {"33157", "33157-1234", "331571234", "Miami, FL 33157-1234"})
        CHECK(found(places, text) == "33157, FL US");
    CHECK(found(places, "R9Z 9Z9") == "none");
    CHECK(found(places, "99999") == "none");
    CHECK(found(places, "Winnipeg R9Z 9Z9") == "Winnipeg, MB CA");
}

TEST_CASE("of several with one name the nearest within 300 km, else the most populous",
          "[gazetteer]") {
    const auto places = small_world();
    CHECK(found(places, "Miami") == "Miami, FL US");
    CHECK(found(places, "Miami", &kNearWinnipeg) == "Miami, MB CA");
    const Point vancouver{49.28, -123.12};
    CHECK(found(places, "Miami", &vancouver) == "Miami, FL US");
}

TEST_CASE("a province isn't mistaken for a town of its name, nor a city for its state",
          "[gazetteer]") {
    const auto places = small_world();
    CHECK(found(places, "Ontario") == "Ontario CA");
    CHECK(found(places, "Ontario, CA") == "Ontario, CA US");
    CHECK(found(places, "Ontario, Canada") == "Ontario CA");
    CHECK(found(places, "New York") == "New York, NY US");
    CHECK(found(places, "New York, New York") == "New York, NY US");
    CHECK(found(places, "Quebec, Quebec") == "Québec, QC CA");
    CHECK(found(places, "Manitoba") == "Manitoba CA");
}

TEST_CASE("completion begins with the most populous", "[gazetteer]") {
    const auto places = small_world();
    CHECK(completed(places, "mia") == "Miami, FL | Miami Beach, FL | Miami, MB");
    CHECK(completed(places, "mia", 2) == "Miami, FL | Miami Beach, FL");
    CHECK(completed(places, "Winnipeg") == "Winnipeg, MB | Winnipeg Beach, MB");
    CHECK(completed(places, "st j") == "St. John's, NL");
    CHECK(completed(places, "SAINT J") == "St. John's, NL");
    CHECK(completed(places, "nyc") == "New York, NY");
    CHECK(completed(places, "r3") == "R3C, MB");
    CHECK(completed(places, "").empty());
    CHECK(completed(places, "xyz").empty());
    CHECK(completed(places, "mia", 0).empty());
}

TEST_CASE("a place with such an alternate name comes after those with such a name", "[gazetteer]") {
    auto places = small_world();
    places.add(city("Chicago", "IL", "US", 41.85, -87.65, 2720546), {"Windy City", "Miami Fort"});
    CHECK(completed(places, "win") == "Winnipeg, MB | Winnipeg Beach, MB | Chicago, IL");
    CHECK(completed(places, "windy") == "Chicago, IL");
    CHECK(completed(places, "miami, f") == "Miami, FL | Chicago, IL");
}

TEST_CASE("completion goes on behind the comma of its own labels", "[gazetteer]") {
    const auto places = small_world();
    for (const char* text : {"Miami, M", "Miami, MB", "Miami, Manit", "Miami, MB, Canada"})
        CHECK(completed(places, text) == "Miami, MB");
    CHECK(completed(places, "R3C 1A1") == "R3C, MB");
}

TEST_CASE("what lies near comes first in completion", "[gazetteer]") {
    const auto places = small_world();
    const Point morden{49.2, -98.1};
    CHECK(completed(places, "mia", 10, &morden) == "Miami, MB | Miami, FL | Miami Beach, FL");
    // 80 km away, and the other one 100 km and more: the rest by population.
    CHECK(completed(places, "winn", 10, &morden) == "Winnipeg, MB | Winnipeg Beach, MB");
}

TEST_CASE("names that are added by the thousand are all found", "[gazetteer]") {
    auto places = small_world();
    for (int i = 0; i < 10'000; ++i)
        places.add(city(("Hamlet " + std::to_string(i)).c_str(), "MB", "CA", 50, -97, i));
    CHECK(places.size() == 10'020);
    for (const int i : {0, 1, 4095, 4096, 4097, 8191, 8192, 9999})
        CHECK(found(places, ("hamlet " + std::to_string(i)).c_str()) ==
              "Hamlet " + std::to_string(i) + ", MB CA");
    CHECK(completed(places, "hamlet", 2) == "Hamlet 9999, MB | Hamlet 9998, MB");
    CHECK(found(places, "Winnipeg") == "Winnipeg, MB CA");
}

TEST_CASE("files are read, tab or comma separated", "[gazetteer]") {
    const TemporaryFile tsv(
        "places.tsv", std::string(kHeader) +
                          "city\tWinnipeg\tThe Peg|Ouinipegue\tMB\tCA\t49.88\t-97.15\t705244\r\n"
                          "\npostal\tR3C\t\tMB\tCA\t49.88\t-97.15\t\n");
    const TemporaryFile csv(
        "own.csv",
        "\xEF\xBB\xBFkind,name,alternate_names,admin1,country,lat,lon,population\n"
        "city,\"Sandy Bay, \"\"the Bay\"\"\",,MB,CA,50.55,-98.66,0");
    const auto places = Gazetteer::load({tsv.path(), csv.path()});
    if (!places) FAIL(places.error().message);
    CHECK(places->size() == 3);
    CHECK(found(*places, "the peg") == "Winnipeg, MB CA");
    CHECK(found(*places, "Sandy Bay the Bay") == "Sandy Bay, \"the Bay\", MB CA");
}

TEST_CASE("a wrong line stops the load and is named", "[gazetteer]") {
    const auto [row, reason] = GENERATE(
        table<std::string, std::string>({{"city\tX\t\tMB\tCA\t49\t-97", "8 columns"},
                                         {"town\tX\t\tMB\tCA\t49\t-97\t0", "kind"},
                                         {"city\t\t\tMB\tCA\t49\t-97\t0", "name"},
                                         {"city\tMontr\xE9"
                                          "al\t\tMB\tCA\t49\t-97\t0",
                                          "UTF-8"},
                                         {"city\tX\t\tMB\tCanada\t49\t-97\t0", "country"},
                                         {"city\tX\t\tMB\tCA\t49N\t-97\t0", "lat"},
                                         {"city\tX\t\tMB\tCA\t0\t0\t0", "lat"},
                                         {"city\tX\t\tMB\tCA\t91\t-97\t0", "lat"},
                                         {"city\tX\t\tMB\tCA\t49\t-97\tmany", "population"},
                                         {"city\tX\t\tMB\tCA\t49\t-97\t-1", "population"}}));
    const TemporaryFile file("wrong.tsv", kHeader + row + "\n");
    const auto places = Gazetteer::load({file.path()});
    REQUIRE_FALSE(places);
    CHECK(places.error().kind == ErrorKind::bad_request);
    CHECK(places.error().message.find(reason) != std::string::npos);
    CHECK(places.error().where == file.path().string() + ":2");
}

TEST_CASE("a file without a header line isn't one of ours", "[gazetteer]") {
    const TemporaryFile file("bare.tsv", "city\tX\t\tMB\tCA\t49\t-97\t0\n");
    CHECK(Gazetteer::load({file.path()}).error().where == file.path().string() + ":1");
}

TEST_CASE("a missing places.tsv says how to build it", "[gazetteer]") {
    const auto places = Gazetteer::load({"nowhere/places.tsv"});
    REQUIRE_FALSE(places);
    CHECK(places.error().kind == ErrorKind::unavailable);
    CHECK(places.error().message.find("build.mjs") != std::string::npos);
    CHECK(Gazetteer::load({"nowhere/own.tsv"}).error().kind == ErrorKind::unavailable);
}

TEST_CASE("the committed regions and communities load", "[gazetteer]") {
    const std::filesystem::path folder = PORCHLIGHT_SOURCE_DIR "/data/gazetteer";
    if (!std::filesystem::exists(folder / "regions.tsv")) return;
    const auto places = Gazetteer::load({folder / "regions.tsv", folder / "communities.tsv"});
    if (!places) FAIL(places.error().message);
    CHECK(found(*places, "manitoba") == "Manitoba CA");
    CHECK(found(*places, "Garden Hill, Manitoba") == "Garden Hill, MB CA");
}

TEST_CASE("200,000 places load within a second of work", "[gazetteer]") {
    std::string text = kHeader;
    for (int i = 0; i < 200'000; ++i)
        text += "city\tPlace number " + std::to_string(i * 7919 % 200'000) + "\tLieu-dit numéro " +
                std::to_string(i) + "\tMB\tCA\t49.5\t-97.5\t" + std::to_string(i) + '\n';
    const TemporaryFile file("many.tsv", text);
    const std::clock_t start = std::clock();  // Of this process: others share the machine.
    const auto places = Gazetteer::load({file.path()});
    const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    REQUIRE(places);
    CHECK(found(*places, "lieu dit numero 4711") != "none");
#ifdef NDEBUG
    CHECK(took < 1);
#else
    CHECK(took < 20);  // Sanitizers.
#endif
}

TEST_CASE("how long the real gazetteer takes", "[gazetteer][.benchmark]") {
    const std::filesystem::path folder = PORCHLIGHT_SOURCE_DIR;
    const auto start = std::chrono::steady_clock::now();
    const auto places = Gazetteer::load({folder / "build/gazetteer/places.tsv",
                                         folder / "data/gazetteer/regions.tsv",
                                         folder / "data/gazetteer/communities.tsv"});
    if (!places) {
        WARN(places.error().message);
        return;
    }
    const std::chrono::duration<double, std::milli> load = std::chrono::steady_clock::now() - start;
    std::printf("%zu places loaded in %.0f ms\n", places->size(), load.count());
    for (const char* text : {"Winnipeg MB", "Miami, Florida", "R3C 1A1", "33157-1234", "St. John's",
                             "Ontario", "Montreal", "Saint-Jérôme, Québec", "Los Angeles CA"}) {
        const auto asked = std::chrono::steady_clock::now();
        for (int i = 0; i < 1000; ++i) (void)places->find(text, &kNearWinnipeg);
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - asked;
        std::printf("%-24s %-24s %6.2f us\n", text, found(*places, text).c_str(),
                    took.count() / 1000);
    }
    for (const char* text : {"s", "win", "miami, f"}) {
        const auto asked = std::chrono::steady_clock::now();
        for (int i = 0; i < 100; ++i) (void)places->complete(text, 8, &kNearWinnipeg);
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - asked;
        std::printf("%-10s %8.1f us  %s\n", text, took.count() / 100,
                    completed(*places, text, 4, &kNearWinnipeg).c_str());
    }
}

TEST_CASE("the nearest city is told, and none where none is near", "[gazetteer]") {
    const auto places = small_world();
    const auto* near_by = places.nearest_city({49.9, -97.1});
    REQUIRE(near_by);
    CHECK(near_by->label() == "Winnipeg, MB");
    CHECK(places.nearest_city({60, -97}) == nullptr);
}

TEST_CASE("a region is told by the place's own name, else by the nearest city", "[gazetteer]") {
    const auto places = small_world();
    const auto* winnipeg = places.find("Winnipeg");
    REQUIRE(winnipeg);
    CHECK(places.region_of(winnipeg->centre, winnipeg->label()) == "CA-MB");
    CHECK(places.region_of({49.9, -97.1}, "") == "CA-MB");
    CHECK(places.region_of({49.9, -97.1}, "a name of nowhere") == "CA-MB");
    CHECK(places.region_of({60, -97}, "").empty());
}
