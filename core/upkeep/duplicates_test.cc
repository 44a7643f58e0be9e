#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <rapidcheck.h>
#include <zlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "core/upkeep/duplicates.h"

using namespace porchlight;
namespace fs = std::filesystem;

namespace {

/// A record as small as a comparison needs it.
struct Wanted {
    std::string name, organization;
    std::string phone = {}, url = {}, street = {}, town = "Winnipeg", text = "Helps people.";
};

Json json_of(const Wanted& wanted) {
    Json record = {{"name", wanted.name},
                   {"description", wanted.text},
                   {"url", wanted.url},
                   {"organization", {{"name", wanted.organization}}},
                   {"service_at_locations",
                    {{{"location",
                       {{"addresses", {{{"address_1", wanted.street}, {"city", wanted.town}}}}}}}}}};
    if (!wanted.phone.empty()) record["phones"] = Json::array({{{"number", wanted.phone}}});
    return record;
}

ComparedRecord in(const std::string& source, const Wanted& wanted) {
    static int count = 0;
    return compared_record(std::to_string(++count), source, json_of(wanted));
}

/// Other records, so that words are rare or common as in a directory.
std::vector<ComparedRecord> directory_with(std::vector<ComparedRecord> records) {
    for (int i = 0; i < 200; ++i)
        records.push_back(in("other", {fmt::format("Service {}", i), fmt::format("Agency {}", i), fmt::format("204-777-{:04}", i)}));
    return records;
}

bool are_shown_as_one(const ComparedRecord& a, const ComparedRecord& b) {
    const DuplicateFinder finder(directory_with({a, b}));
    for (const auto& pair : finder.all())
        if (pair.first == 0 && pair.second == 1) return true;
    return false;
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::vector<std::string> lines(1);
    const auto in = gzopen(file.c_str(), "rb");
    if (!in) return {};
    char buffer[65536];
    for (int read; (read = gzread(in, buffer, sizeof buffer)) > 0;)
        for (int i = 0; i < read; ++i) {
            if (buffer[i] == '\n') lines.emplace_back();
            else lines.back() += buffer[i];
        }
    gzclose(in);
    if (lines.back().empty()) lines.pop_back();
    return lines;
}

struct Figures {
    int found = 0, missed = 0, wrong = 0, rightly_not = 0;
    double precision() const { return double(found) / std::max(1, found + wrong); }
    double recall() const { return double(found) / std::max(1, found + missed); }
};

}  // namespace

TEST_CASE("one agency in two feeds is shown as one", "[duplicates]") {
    CHECK(are_shown_as_one(in("a", {"Harbour House, Inc.", "Harbour House, Inc.", "(204) 555-0101", "https://www.harbour.example/", "12 Main Street"}),
                           in("b", {"HARBOUR HOUSE", "HARBOUR HOUSE", "1-204-555-0101", "http://harbour.example", "12 Main St."})));
    CHECK(are_shown_as_one(in("a", {"Centre d'hébergement Étoile", "Centre d'hébergement Étoile", "204-555-0102"}),
                           in("b", {"CENTRE D\u2019HEBERGEMENT ETOILE", "CENTRE D\u2019HEBERGEMENT ETOILE", "204 555 0102"})));
}

TEST_CASE("what an organization does beside it is shown as another", "[duplicates]") {
    const auto program = [](const std::string& name, const std::string& text) {
        return in("a", {name, "Harbour House", "204-555-0101", "https://harbour.example", "12 Main Street", "Winnipeg", text});
    };
    SECTION("another program behind the same switchboard") {
        CHECK_FALSE(are_shown_as_one(program("Food pantry", "Groceries on Mondays."), program("Legal clinic", "Lawyers answer questions about leases.")));
    }
    SECTION("a program of the same name that does something else") {
        CHECK_FALSE(are_shown_as_one(program("Youth program", "Homework help after school for children under twelve."),
                                     program("Youth program", "Sailing in summer, for those who can swim.")));
    }
    SECTION("a program and the whole organization") {
        CHECK_FALSE(are_shown_as_one(in("a", {"Legal clinic", "Harbour House", "204-555-0101"}),
                                     in("b", {"Harbour House", "Harbour House", "204-555-0101"})));
    }
    SECTION("a chain's other site") {
        CHECK_FALSE(are_shown_as_one(in("a", {"After school club", "Young Sailors", "204-555-0109", "", "12 Main Street"}),
                                     in("a", {"After school club", "Young Sailors", "204-555-0109", "", "700 Portage Avenue"})));
    }
    SECTION("an agency of the same name in another town") {
        CHECK_FALSE(are_shown_as_one(in("a", {"Harbour House", "Harbour House", "204-555-0101", "", "12 Main Street", "Winnipeg"}),
                                     in("b", {"Harbour House", "Harbour House", "807-555-0101", "", "9 Red River Road", "Thunder Bay"})));
    }
}

TEST_CASE("a candidate says why, and the reasons add up to its score", "[duplicates]") {
    const auto a = in("a", {"Harbour House", "Harbour House", "204-555-0101", "", "12 Main Street"});
    const auto b = in("b", {"Harbour House", "Harbour House", "204-555-0101", "", "12 Main Street"});
    const DuplicateFinder finder(directory_with({a, b}));
    const auto likeness = finder.compare(a, b);
    CHECK(likeness.shared_phones == std::vector<std::string>{"2045550101"});
    CHECK(likeness.shared_doors == std::vector<std::string>{"12 main"});
    double sum = -4.3;
    for (const auto& reason : likeness.reasons) sum += reason.adds;
    CHECK(likeness.score == Approx(1 / (1 + std::exp(-sum))));
}

TEST_CASE("a pair that people have told apart isn't shown again", "[duplicates]") {
    const auto a = in("a", {"Harbour House", "Harbour House", "204-555-0101", "", "12 Main Street"});
    const auto b = in("b", {"Harbour House", "Harbour House", "204-555-0101", "", "12 Main Street"});
    const DuplicateFinder finder(directory_with({a, b}));
    REQUIRE(finder.all().size() == 1);
    CHECK(finder.all(DuplicateFinder::kLikely, {std::minmax(a.id, b.id)}).empty());
    CHECK(finder.all(DuplicateFinder::kLikely, {{a.id, "another"}}).size() == 1);
}

TEST_CASE("several numbers in one field are several, and a fax is none", "[duplicates]") {
    auto record = json_of({"A", "B"});
    record["phones"] = Json::array({{{"number", "204-555-0101, 1-204-555-0102 x12"}}, {{"number", "204-555-0103"}, {"type", "fax"}}});
    CHECK(compared_record("1", "a", record).phones == std::set<std::string>{"2045550101", "2045550102"});
}

TEST_CASE("it doesn't matter which of two comes first, or which was looked for", "[duplicates]") {
    rc::check([] {
        const auto some = [](std::vector<std::string> of) { return *rc::gen::elementOf(std::move(of)); };
        const auto record = [&](const std::string& source) {
            return in(source, {some({"Harbour House", "Harbor House (HH)", "Food pantry", ""}), some({"Harbour House", "Lighthouse", ""}),
                               some({"204-555-0101", "204-555-0102", ""}), some({"harbour.example", "x@gmail.com", ""}),
                               some({"12 Main Street", "9 Elm Road", ""}), some({"Winnipeg", "Brandon", ""})});
        };
        const auto a = record("a"), b = record(some({"a", "b"}));
        const DuplicateFinder finder(directory_with({a, b}));
        const auto one = finder.compare(a, b), other = finder.compare(b, a);
        RC_ASSERT(one.score == other.score);
        RC_ASSERT(one.score >= 0 && one.score <= 1);
        const auto twins = finder.of(a, 0);
        const auto pairs = finder.all(0);
        const bool as_twin = std::any_of(twins.begin(), twins.end(), [&](const auto& pair) { return pair.second == 1; });
        const bool as_pair = std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == 0 && pair.second == 1; });
        RC_ASSERT(as_twin == as_pair);
    });
}

TEST_CASE("labelled pairs of real directories are told apart", "[duplicates][shared]") {
    const fs::path root = PORCHLIGHT_SOURCE_DIR;
    // A worktree lies one folder deeper than the project.
    auto feeds = root / "../shared/data/services";
    if (!fs::exists(feeds)) feeds = root / "../../shared/data/services";
    if (!fs::exists(feeds)) {
        WARN("skipped: ../shared/data/services is not there");
        return;
    }
    std::vector<ComparedRecord> records;
    for (const std::string source : {"baynav", "bc211", "dcyf", "linksf", "lyon", "miami", "sf211", "sfsg", "ss4women"})
        for (const auto& line : lines_of(feeds / (source + ".ndjson.gz"))) {
            const auto record = Json::parse(line);
            records.push_back(compared_record(record.at("id"), source, record));
        }
    const DuplicateFinder finder(std::move(records));
    std::map<std::pair<std::string, std::string>, double> found;
    for (const auto& pair : finder.all(0.02)) {
        auto a = finder.records()[pair.first].id, b = finder.records()[pair.second].id;
        if (b < a) std::swap(a, b);
        found[{a, b}] = pair.likeness.score;
    }
    std::map<std::string, Figures> figures;
    std::ifstream labels(root / "core/upkeep/testdata/duplicate_labels.tsv");
    const bool tell = std::getenv("PORCHLIGHT_TELL");
    for (std::string a, b, label, half; labels >> a >> b >> label >> half;) {
        const auto score = found.count({a, b}) ? found[{a, b}] : 0;
        const bool shown = score >= DuplicateFinder::kLikely, same = label == "same";
        auto& of_half = figures[half];
        ++(same ? (shown ? of_half.found : of_half.missed) : (shown ? of_half.wrong : of_half.rightly_not));
        if (tell && half == "tuned" && shown != same) fmt::print("{} {} {:.2f} {}\n", a, b, score, label);
    }
    for (const auto& [half, of_half] : figures)
        fmt::print("duplicates, {}: precision {:.1f} %, recall {:.1f} % ({} found, {} missed, {} wrong, {} rightly not)\n",
                   half, 100 * of_half.precision(), 100 * of_half.recall(), of_half.found, of_half.missed,
                   of_half.wrong, of_half.rightly_not);
    REQUIRE(figures.size() == 3);
    CHECK(figures["tuned"].precision() > 0.9);
    CHECK(figures["tuned"].recall() > 0.8);
}
