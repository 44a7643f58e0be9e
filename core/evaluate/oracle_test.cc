#include "core/evaluate/oracle.h"

#include <array>
#include <cstdlib>

#include "core/evaluate/random_case.h"

using namespace porchlight;
using namespace porchlight::builders;

namespace {

/// What is compared of one site, from either side.
struct Outline {
    Uuid site;
    int result = 0;
    std::vector<oracle::PartResult> parts;
    friend bool operator==(const Outline&, const Outline&) = default;
};

Uuid id_of(const Site* site) { return site ? site->id : Uuid{}; }

/// Nearness decides the order, and of two sites equally far the last bit: evaluate_test.cc tests
/// the order, here it is forgotten.
std::vector<Outline> by_id(std::vector<Outline> outlines) {
    std::sort(outlines.begin(), outlines.end(),
              [](const Outline& a, const Outline& b) { return a.site < b.site; });
    return outlines;
}

/// What must be kept: the sites of the best outcome.
std::vector<Outline> expected(const RandomCase& asked) {
    const oracle::Oracle judge(asked.candidate, asked.question);
    std::vector<oracle::SiteResult> sites;
    for (const auto& site : asked.candidate.sites) sites.push_back(judge.judge(&site));
    if (sites.empty()) sites.push_back(judge.judge(nullptr));
    int best = oracle::ruled_out;
    for (const auto& site : sites) best = std::max<int>(best, site.result);
    std::vector<Outline> outlines;
    for (const auto& site : sites)
        if (site.result == best) outlines.push_back({id_of(site.site), site.result, site.parts});
    return by_id(std::move(outlines));
}

std::vector<Outline> judged(const RandomCase& asked) {
    const auto verdict = judge(asked.candidate, asked.question, one_holiday());
    std::vector<Outline> outlines;
    for (const auto& site : verdict.sites) {
        Outline outline{id_of(site.site), static_cast<int>(site.result), {}};
        for (const auto& part : site.parts)
            outline.parts.push_back({part.kind, part.index,
                                     static_cast<oracle::Grade>(part.evidence),
                                     static_cast<oracle::Outcome>(part.result), part.told});
        if (site.result != verdict.result) outline.result = -1;
        outlines.push_back(outline);
    }
    return by_id(std::move(outlines));
}

/// A million in a long run; fewer where a sanitizer makes each case many times slower.
std::uint64_t count_of_cases() {
    const char* value = std::getenv("PORCHLIGHT_LONG");
    if (value && std::string_view(value) == "1") return 1'000'000;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 10'000;
#else
    return 100'000;
#endif
}

}  // namespace

TEST_CASE("the names of classes and evidence have the order that the oracle gives them",
          "[oracle]") {
    CHECK(static_cast<int>(Class::ruled_out) == oracle::ruled_out);
    CHECK(static_cast<int>(Class::hold) == oracle::hold);
    CHECK(static_cast<int>(Class::ask) == oracle::ask);
    CHECK(static_cast<int>(Class::meets) == oracle::meets);
    CHECK(static_cast<int>(Evidence::unfavourable) == oracle::unfav);
    CHECK(static_cast<int>(Evidence::unknown) == oracle::unknown);
    CHECK(static_cast<int>(Evidence::stale) == oracle::stale);
    CHECK(static_cast<int>(Evidence::favourable) == oracle::fav);
}

TEST_CASE("the evaluator and the oracle agree on every random candidate, question and clock",
          "[oracle]") {
    const std::uint64_t cases = count_of_cases();
    std::array<std::uint64_t, 4> by_class{};
    std::map<std::pair<PartKind, int>, std::uint64_t> by_part;
    std::uint64_t differences = 0;
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        const auto asked = CaseMaker(seed).make();
        const auto right = expected(asked);
        ++by_class[static_cast<std::size_t>(right.front().result)];
        for (const auto& part : right.front().parts) ++by_part[{part.kind, part.grade}];
        if (judged(asked) == right) continue;
        if (++differences <= 5) UNSCOPED_INFO("difference with seed " << seed);
    }
    CHECK(differences == 0);
    // The comparison isn't blind: each class, and each kind of part in each state, comes up.
    for (const auto count : by_class) CHECK(count > cases / 50);
    for (int kind = 0; kind <= static_cast<int>(PartKind::avoid_organization); ++kind)
        for (int grade = oracle::unfav; grade <= oracle::fav; ++grade) {
            const auto part = static_cast<PartKind>(kind);
            const bool has_no_age = part == PartKind::distance || part == PartKind::avoid_area ||
                                    part == PartKind::avoid_organization;
            if (grade == oracle::stale && has_no_age) continue;
            CAPTURE(kind, grade);
            CHECK(by_part[{part, grade}] > cases / 1000);
        }
}
