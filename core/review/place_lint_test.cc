#include "core/review/place_lint.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

namespace porchlight {
namespace {

/// The sentences of a file, each with the fillers' nth words.
std::vector<std::string> sentences(const std::string& name, std::size_t count) {
    const std::map<std::string, std::vector<std::string>> fillers = {
        {"$S", {"Quillfeather", "Elm", "Lampwick", "St. Mary's", "Ormes", "Colibrí", "Selkirk", "Vieux-Moulin", "8", "Aulneau", "Ortega", "McGregor"}},
        {"$N", {"12", "482", "1009", "7", "33-B", "2204"}},
        {"$P", {"Superstore", "library", "old fire hall", "école", "iglesia", "Tim Hortons", "gas station", "parc", "farmacia", "arena"}},
        {"$C", {"R3C 4T3", "r2w3k1", "33157", "H2X 1Y4", "R3C"}},
        {"$T", {"Winnipeg", "Corvane", "Miami", "Trois-Rivières"}},
        {"$D", {"4", "12", "30", "60", "90"}},
        {"$W", {"Monday", "Tuesday", "Fridays", "weekends", "Saturday"}},
        {"$A", {"Night Thread", "The Confluence Hub", "Eastside Kin", "Maison Ormes", "Casa Abierta"}}};
    std::vector<std::string> patterns, out;
    std::ifstream in(std::string(PORCHLIGHT_SOURCE_DIR) + "/core/review/testdata/" + name);
    REQUIRE(in);
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#') patterns.push_back(line.substr(line.find('\t') + 1));
    for (std::size_t i = 0; out.size() < count; ++i) {
        auto text = patterns[i % patterns.size()];
        for (const auto& [mark, words] : fillers)
            for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
                text.replace(at, mark.size(), words[(i / patterns.size() + i) % words.size()]);
        out.push_back(text);
    }
    return out;
}

}  // namespace

TEST_CASE("of 500 sentences that give a place away at least 490 are found", "[lint]") {
    std::size_t found = 0;
    std::string missed;
    for (const auto& text : sentences("leaks.txt", 500)) {
        if (!place_hints(text).empty())
            ++found;
        else
            missed += "\n" + text;
    }
    INFO("missed:" << missed);
    CHECK(found >= 490);
}

TEST_CASE("of 1,000 sentences that give nothing away at most 50 are asked about", "[lint]") {
    std::size_t alarms = 0;
    std::string asked;
    for (const auto& text : sentences("clean.txt", 1000))
        if (const auto hints = place_hints(text); !hints.empty()) {
            ++alarms;
            asked += "\n" + text + "  [" + hints[0] + "]";
        }
    INFO("asked about:" << asked);
    CHECK(alarms <= 50);
}

TEST_CASE("what is found is said as it stands in the text", "[lint]") {
    const auto hints = place_hints("Ring first. The door is at 12 Elm Street, across from the library. No names.");
    REQUIRE(hints.size() == 2);
    CHECK(hints[0] == "12 Elm Street");
    CHECK(hints[1].rfind("across from the library", 0) == 0);
}

TEST_CASE("numbers that aren't places are let be", "[lint]") {
    for (const char* text : {"Open 24/7", "20°C inside", "Call 204-555-0101", "from 9.00 to 17.00", "1.5 hours",
                             "since 2019", "www.example.org", "Ages 16 to 24", "30 days"}) {
        INFO(text);
        CHECK(place_hints(text).empty());
    }
}

}  // namespace porchlight
