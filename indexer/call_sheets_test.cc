#include "indexer/call_sheets.h"

#include <catch2/catch.hpp>

namespace porchlight {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

constexpr Day kMade{std::chrono::year{2026} / 11 / 25};

}  // namespace

TEST_CASE("eleven calls are two sheets, and each question has a box for every answer", "[sheets]") {
    const SheetCall call{"Drop-in", "Centre", "Town", {"204-555-0101"}, "", {"Do you ask for ID?"}};
    const auto html = call_sheets_html(std::vector<SheetCall>(11, call), kMade, "en");
    CHECK(count(html, "<section>") == 2);
    CHECK(html.find("Call sheet 2 of 2") != std::string::npos);
    CHECK(html.find("<ol start=\"11\">") != std::string::npos);
    CHECK(count(html, "Do you ask for ID?") == 11);
    CHECK(count(html, "☐") == 33);
}

TEST_CASE("nothing of a listing becomes HTML on a call sheet", "[sheets]") {
    const std::string bad = "<script>alert(1)</script>\"'";
    const auto html = call_sheets_html({{bad, bad, bad, {bad}, bad, {bad}}}, kMade, "fr");
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("Feuille d’appels 1 de 1") != std::string::npos);
}

}  // namespace porchlight
