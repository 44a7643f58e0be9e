#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace porchlight {

/// Corrects words that no record holds, from the words that records and the catalogue hold.
/// Immutable; may be shared by threads.
class Speller {
  public:
    /// @param words folded words of the records with their frequency; the catalogue's words count
    ///        as `common` ones, so that a need is never corrected away.
    Speller(const std::unordered_map<std::string, std::uint32_t>& words,
            const std::vector<std::string>& catalogue_words);

    /// The nearest known word: at most one edit (insert, delete, change, swap) for words of 4 to 7
    /// letters, two for longer ones, the first letter kept; the most frequent of the nearest.
    /// Empty where none is that near, or the word is shorter, has a digit, or is known.
    std::string correct(std::string_view folded) const;

    bool knows(std::string_view folded) const;

  private:
    struct Entry {
        std::string word;
        std::uint32_t frequency = 0;
        std::uint64_t letters = 0;  ///< A bit a letter, for a quick refusal.
    };
    std::unordered_map<char, std::vector<Entry>> by_first_;
    std::unordered_map<std::string, std::uint32_t> known_;
};

/// Edits (insert, delete, change, swap of neighbours) between two words by bytes, or `most` + 1
/// where there are more.
int edit_distance(std::string_view a, std::string_view b, int most);

}  // namespace porchlight
