#include "core/search/spelling.h"

#include <algorithm>
#include <array>
#include <bit>

namespace porchlight {
namespace {

constexpr std::uint32_t kCatalogueFrequency = 1000;
constexpr std::size_t kLongestWord = 40;

std::uint64_t letters_of(std::string_view word) {
    std::uint64_t bits = 0;
    for (const char c : word) bits |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
    return bits;
}

bool has_digit(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos;
}

int edits_allowed(std::size_t length) {
    if (length < 4) return 0;
    return length < 8 ? 1 : 2;
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b, int most) {
    const auto size_a = a.size(), size_b = b.size();
    if (size_a > kLongestWord || size_b > kLongestWord) return most + 1;
    using Row = std::array<int, kLongestWord + 1>;
    Row before{}, last{}, row{};
    for (std::size_t j = 0; j <= size_b; ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= size_a; ++i) {
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= size_b; ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > most) return most + 1;
        before = last;
        last = row;
    }
    return std::min(last[size_b], most + 1);
}

Speller::Speller(const std::unordered_map<std::string, std::uint32_t>& words,
                 const std::vector<std::string>& catalogue_words)
    : known_(words) {
    for (const auto& word : catalogue_words)
        if (word.size() >= 4) known_[word] += kCatalogueFrequency;
    for (const auto& [word, frequency] : known_)
        if (!word.empty()) by_first_[word[0]].push_back({word, frequency, letters_of(word)});
}

bool Speller::knows(std::string_view folded) const {
    return known_.find(std::string(folded)) != known_.end();
}

std::string Speller::correct(std::string_view folded) const {
    const int allowed = edits_allowed(folded.size());
    if (allowed == 0 || has_digit(folded) || knows(folded)) return {};
    const auto found = by_first_.find(folded[0]);
    if (found == by_first_.end()) return {};
    const auto letters = letters_of(folded);
    const Entry* best = nullptr;
    int best_distance = allowed + 1;
    for (const auto& entry : found->second) {
        // An edit changes at most two letters of the set.
        if (std::popcount(entry.letters ^ letters) > 2 * allowed) continue;
        const auto longer = std::max(entry.word.size(), folded.size());
        if (longer - std::min(entry.word.size(), folded.size()) >
            static_cast<std::size_t>(allowed))
            continue;
        const int distance = edit_distance(folded, entry.word, std::min(best_distance, allowed));
        const bool nearer = distance < best_distance;
        const bool likelier = distance == best_distance && best &&
                              (entry.frequency > best->frequency ||
                               (entry.frequency == best->frequency && entry.word < best->word));
        if (distance <= allowed && (nearer || likelier)) {
            best = &entry;
            best_distance = distance;
        }
    }
    return best ? best->word : std::string{};
}

}  // namespace porchlight
