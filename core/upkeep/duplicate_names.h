#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/upkeep/duplicates.h"

namespace porchlight {

/// All runs of three characters of a folded text, its ends marked by spaces; sorted, each once.
std::vector<std::uint64_t> trigrams_of(std::string_view folded);

/// How many of two sets of trigrams are common (Dice), 0 to 1; 0 where one is empty.
double alike(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

/// Calls `each` for the forms of two names that may be compared: what stands in brackets is left out
/// on one side only ("Club (seniors)" isn't "Club (juniors)").
template <class Each>
void for_each_form(const std::vector<ComparedName>& a, const std::vector<ComparedName>& b, Each each) {
    if (a.size() > 1 && b.size() > 1) return each(a[0], b[0]);
    for (const auto& one : a)
        for (const auto& other : b) each(one, other);
}

/// The best likeness of two names' forms.
double alike(const std::vector<ComparedName>& a, const std::vector<ComparedName>& b);

}  // namespace porchlight
