// Measures how much of other directories' vocabulary is understood. The list lies beside the
// project; without it there is nothing to measure.
#include <catch2/catch.hpp>
#include <zlib.h>

#include <filesystem>
#include <iostream>
#include <map>

#include "core/catalogue/phrases.h"

using namespace porchlight;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> lines_of_gzip(const fs::path& file) {
    std::vector<std::string> lines;
    const auto in = gzopen(file.c_str(), "rb");
    if (!in) return lines;
    char buffer[8192];
    while (gzgets(in, buffer, sizeof buffer)) {
        std::string line = buffer;
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
        lines.push_back(std::move(line));
    }
    gzclose(in);
    return lines;
}

/// An app's own buttons and release notes are no words for services.
bool is_app_text(const std::string& concept_name) {
    for (const char* part : {"jsx_strings", "release_notes", "marketing", "push_notifications",
                             "app_screenshots", "content_alert"})
        if (concept_name.find(part) != std::string::npos) return true;
    return false;
}

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == '\t') fields.emplace_back();
        else fields.back() += c;
    }
    return fields;
}

}  // namespace

TEST_CASE("most of what others' vocabularies say is understood", "[phrases][shared]") {
    const auto file = fs::path(PORCHLIGHT_SOURCE_DIR) / "../shared/data/service_vocab.tsv.gz";
    if (!fs::exists(file)) {
        WARN("skipped: ../shared/data/service_vocab.tsv.gz is not there");
        return;
    }
    const auto catalogue = Catalogue::load(fs::path(PORCHLIGHT_SOURCE_DIR) / "data/catalogue");
    REQUIRE(catalogue);
    const PhraseBook book(*catalogue);
    std::map<std::string, std::pair<int, int>> understood;  // language -> understood, all
    for (const auto& line : lines_of_gzip(file)) {
        const auto fields = fields_of(line);
        if (fields.size() < 4 || is_app_text(fields[0])) continue;
        auto& [found, all] = understood[fields[1]];
        ++all;
        found += !book.find(words_of(fields[3]), {fields[1]}).empty();
    }
    const std::map<std::string, double> least{{"en", 0.75}, {"fr", 0.70}, {"es", 0.70}};
    for (const auto& [language, share] : least) {
        const auto [found, all] = understood[language];
        REQUIRE(all > 100);
        std::cout << "vocabulary understood, " << language << ": " << found << " of " << all << '\n';
        CHECK(found >= share * all);
    }
}
