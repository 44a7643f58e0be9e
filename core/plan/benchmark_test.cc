#include <catch2/catch.hpp>
#include <cstdio>
#include <random>

#include "core/plan/plan_builders.h"

using namespace porchlight;
using namespace porchlight::plan_builders;

namespace {

/// A town: 50 services for each need, an eighth of them for a second need, hours of every kind.
VisitQuestion town(std::size_t needs, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    auto asked = question(needs);
    asked.areas = {{at_km(1, 1), 0.5}};
    for (std::size_t i = 0; i < needs * kMostCandidates; ++i) {
        auto made = stop("stop-" + std::to_string(i), 1U << (i % needs),
                         at_km(between(-80, 80) / 10.0, between(-80, 80) / 10.0));
        if (between(1, 8) == 1) made.needs |= 1U << between(0, static_cast<int>(needs) - 1);
        if (between(1, 3) > 1) made.result = Class::ask;
        if (between(1, 10) == 1) made.place.reset();
        if (between(1, 3) == 1)
            made.windows.reset();
        else
            made = open_at(std::move(made), clock(between(7, 14)), clock(between(12, 22)));
        asked.stops.push_back(std::move(made));
    }
    return asked;
}

/// The slowest of some towns, in milliseconds.
double slowest(std::size_t needs) {
    double most = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto asked = town(needs, seed);
        const auto start = std::chrono::steady_clock::now();
        const auto found = plan_visits(asked);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        CHECK(found.complete);
        most = std::max(most, took.count());
    }
    return most;
}

}  // namespace

TEST_CASE("what planning takes with 50 candidates a need", "[plan][.benchmark]") {
    for (const std::size_t needs : {1, 2, 4, 6, 8})
        std::printf("%zu needs: slowest of ten towns %.1f ms\n", needs, slowest(needs));
}
