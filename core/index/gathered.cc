#include "core/index/gathered.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/base/json.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

/// Words kept for spelling: the most frequent of those in at least two records.
constexpr std::size_t kMostWords = 60000;

}  // namespace

void Gathered::add(const IndexEntry& entry) {
    auto words = entry.spelling_words;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const auto& word : words) ++words_[word];
    for (const auto& place : entry.places)
        add_place(fold_phrase(place.name + ' ' + place.admin1), place, place.centre, 1);
}

void Gathered::add_place(const std::string& key, const Place& place, const Point& sum, int count) {
    auto& town = places_[key];
    if (town.count == 0) {
        town.place = place;
        town.place.centre = {};
    }
    town.count += count;
    town.place.centre.lat += sum.lat;
    town.place.centre.lon += sum.lon;
}

void Gathered::merge(const Gathered& other) {
    for (const auto& [word, count] : other.words_) words_[word] += count;
    for (const auto& [key, town] : other.places_)
        add_place(key, town.place, town.place.centre, town.count);
}

std::string Gathered::words_text() const {
    std::vector<std::pair<std::string, std::uint32_t>> kept;
    for (const auto& [word, count] : words_)
        if (count >= 2) kept.emplace_back(word, count);
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (kept.size() > kMostWords) kept.resize(kMostWords);
    std::string text;
    for (const auto& [word, count] : kept) text += fmt::format("{}\t{}\n", word, count);
    return text;
}

std::string Gathered::places_text() const {
    Json list = Json::array();
    for (const auto& [key, town] : places_)
        list.push_back({{"name", town.place.name},
                        {"admin1", town.place.admin1},
                        {"country", town.place.country},
                        {"lat", town.place.centre.lat / town.count},
                        {"lon", town.place.centre.lon / town.count}});
    return list.dump();
}

void GatheredSides::add(const IndexEntries& entries) {
    if (entries.open) sides[static_cast<std::size_t>(Side::open)].add(*entries.open);
    if (entries.staff) sides[static_cast<std::size_t>(Side::staff)].add(*entries.staff);
}

void GatheredSides::merge(const GatheredSides& other) {
    for (std::size_t i = 0; i < sides.size(); ++i) sides[i].merge(other.sides[i]);
}

}  // namespace porchlight
