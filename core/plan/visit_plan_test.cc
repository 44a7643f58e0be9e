#include "core/plan/visit_plan.h"

#include <catch2/catch.hpp>

#include "core/plan/plan_builders.h"

using namespace porchlight;
using namespace porchlight::plan_builders;

TEST_CASE("one door that meets everything comes before two nearer ones", "[plan]") {
    auto asked = question(2);
    asked.stops = {stop("far", 0b11, at_km(3, 0)), stop("near-1", 0b01, at_km(0.2, 0)),
                   stop("near-2", 0b10, at_km(0.3, 0))};
    const auto found = plan_visits(asked);
    REQUIRE(found.plans.size() == 2);
    CHECK(found.complete);
    CHECK(ids_of(found.plans[0], asked) == "far");
    CHECK(ids_of(found.plans[1], asked) == "near-1 near-2");
    CHECK(found.plans[0].covered == 0b11);
}

TEST_CASE("what is sure comes before what must be asked, also where it takes another visit",
          "[plan]") {
    auto asked = question(2);
    asked.stops = {to_ask(stop("both", 0b11, at_km(0, 0))), stop("one", 0b01, at_km(1, 0)),
                   stop("two", 0b10, at_km(2, 0))};
    CHECK(best_of(asked) == "one two");
    CHECK(plan_visits(asked).plans[1].asks == 1);
}

TEST_CASE("a need left out is worse than any question", "[plan]") {
    auto asked = question(2);
    asked.stops = {stop("one", 0b01, at_km(0, 0)), to_ask(stop("two", 0b10, at_km(4, 0)))};
    CHECK(best_of(asked) == "one two");
}

TEST_CASE("what is held or ruled out is never a stop", "[plan]") {
    auto asked = question(1);
    for (const auto result : {Class::hold, Class::ruled_out}) {
        asked.stops = {stop("held", 1, at_km(0, 0))};
        asked.stops[0].result = result;
        const auto found = plan_visits(asked);
        REQUIRE(found.plans.size() == 1);
        CHECK(found.plans[0].visits.empty());
        CHECK(found.plans[0].covered == 0);
    }
}

TEST_CASE("of places that are all open the way is the shortest", "[plan]") {
    auto asked = question(3);
    asked.stops = {stop("a", 1, at_km(2, 0)), stop("b", 2, at_km(1, 0)), stop("c", 4, at_km(3, 0))};
    const auto plan = plan_visits(asked).plans.front();
    CHECK(ids_of(plan, asked) == "b a c");
    CHECK(plan.km == Approx(3 * 1.3).epsilon(0.001));
    CHECK(plan.minutes == 54);  // 3 times 1.3 km at 4.5 km/h, each rounded up.
}

TEST_CASE("doors come in the order in which they open, though the way be longer", "[plan]") {
    auto asked = question(2);
    asked.stops = {open_at(stop("near", 1, at_km(0.5, 0)), clock(13), clock(17)),
                   open_at(stop("far", 2, at_km(2, 0)), clock(8), clock(17))};
    const auto plan = plan_visits(asked).plans.front();
    CHECK(ids_of(plan, asked) == "far near");
    CHECK(plan.visits[1].arrive->first == clock(13));
}

TEST_CASE("a door that soon closes goes first where the order of opening would find it locked",
          "[plan]") {
    auto asked = question(2);
    asked.stops = {open_at(stop("all-day", 1, at_km(3, 0)), clock(8), clock(17)),
                   open_at(stop("short", 2, at_km(-1, 0)), clock(9, 30), clock(9, 50))};
    CHECK(best_of(asked) == "short all-day");
}

TEST_CASE("arrivals leave time for the visit, the way and the next door", "[plan]") {
    auto asked = question(2);
    asked.stops = {stop("first", 1, at_km(0, 0)),
                   open_at(stop("second", 2, at_km(1, 0)), clock(10), clock(11))};
    const auto plan = plan_visits(asked).plans.front();
    REQUIRE(ids_of(plan, asked) == "first second");
    CHECK(plan.visits[0].arrive ==
          ArrivalWindow{clock(9), clock(10, 12)});  // 30 there, 18 on foot.
    CHECK(plan.visits[1].arrive == ArrivalWindow{clock(10), clock(11)});
}

TEST_CASE("unknown hours give no arrival, and don't stand in the way", "[plan]") {
    auto asked = question(1);
    asked.stops = {to_ask(stop("a", 1, at_km(1, 0)))};
    asked.stops[0].windows.reset();
    const auto plan = plan_visits(asked).plans.front();
    REQUIRE(plan.visits.size() == 1);
    CHECK_FALSE(plan.visits[0].arrive.has_value());
    CHECK(plan.visits[0].leg.has_value());
}

TEST_CASE("a door that can't be reached before it closes leaves its need uncovered", "[plan]") {
    auto asked = question(2);
    asked.stops = {stop("a", 1, at_km(1, 0)),
                   open_at(stop("late", 2, at_km(20, 0)), clock(9), clock(10))};
    const auto found = plan_visits(asked);
    REQUIRE(found.plans.size() == 1);
    CHECK(ids_of(found.plans[0], asked) == "a");
    CHECK(found.plans[0].covered == 0b01);
}

TEST_CASE("a hidden or unplaced stop has no way and comes after the placed ones", "[plan]") {
    auto asked = question(3);
    asked.stops = {stop("a-hidden", 1, std::nullopt), stop("b-no-coordinates", 2, Point{0, 0}),
                   stop("c-placed", 4, at_km(1, 0))};
    const auto plan = plan_visits(asked).plans.front();
    CHECK(ids_of(plan, asked) == "c-placed a-hidden b-no-coordinates");
    CHECK(plan.visits[0].leg.has_value());
    CHECK_FALSE(plan.visits[1].leg.has_value());
    CHECK_FALSE(plan.visits[2].leg.has_value());
}

TEST_CASE("a way that isn't known is no short one; where none is needed there is none", "[plan]") {
    auto asked = question(1);
    asked.stops = {stop("a-hidden", 1, std::nullopt), stop("b-far", 1, at_km(4, 0)),
                   stop("c-by-phone", 1, std::nullopt)};
    asked.stops[2].needs_way = false;
    const auto found = plan_visits(asked);
    REQUIRE(found.plans.size() == 3);
    CHECK(ids_of(found.plans[0], asked) == "c-by-phone");
    CHECK(ids_of(found.plans[1], asked) == "b-far");
    CHECK(ids_of(found.plans[2], asked) == "a-hidden");
}

TEST_CASE("without a start the first stop has no way", "[plan]") {
    auto asked = question(2);
    asked.from.reset();
    asked.stops = {stop("a", 1, at_km(1, 0)), stop("b", 2, at_km(2, 0))};
    const auto plan = plan_visits(asked).plans.front();
    CHECK_FALSE(plan.visits[0].leg.has_value());
    CHECK(plan.visits[1].leg.has_value());
}

TEST_CASE("a line past an area to keep away from is said, and other ways come first", "[plan]") {
    auto asked = question(1);
    asked.areas = {{at_km(1, 0), 0.3}};
    asked.stops = {stop("behind", 1, at_km(2, 0)), stop("beside", 1, at_km(0, 3))};
    const auto found = plan_visits(asked);
    REQUIRE(found.plans.size() == 2);
    CHECK(ids_of(found.plans[0], asked) == "beside");
    CHECK_FALSE(found.plans[0].visits[0].leg->passes_area);
    CHECK(found.plans[1].visits[0].leg->passes_area);
}

TEST_CASE("plans are three at most, each with other stops, the best first", "[plan]") {
    auto asked = question(1);
    for (int i = 9; i >= 1; --i)
        asked.stops.push_back(stop("stop-" + std::to_string(i), 1, at_km(i, 0)));
    const auto found = plan_visits(asked);
    REQUIRE(found.plans.size() == kMostPlans);
    CHECK(ids_of(found.plans[0], asked) == "stop-1");
    CHECK(ids_of(found.plans[1], asked) == "stop-2");
    CHECK(ids_of(found.plans[2], asked) == "stop-3");
}

TEST_CASE("a deadline that has passed still gives a plan, and says that it isn't complete",
          "[plan]") {
    auto asked = question(4);
    for (int i = 0; i < 200; ++i)
        asked.stops.push_back(
            stop("stop-" + std::to_string(i), 1U << (i % 4), at_km(i % 7, i % 5)));
    asked.deadline = std::chrono::steady_clock::now();
    const auto found = plan_visits(asked);
    CHECK_FALSE(found.complete);
    CHECK(found.plans.front().covered == 0b1111);
}

TEST_CASE("by car it is faster than on foot, over the same way", "[plan]") {
    const auto walked = on_foot().between(kCentre, at_km(2.9, 0));
    const auto driven = SteadyTravel{kDriven}.between(kCentre, at_km(2.9, 0));
    CHECK(walked.km == Approx(2.9 * 1.3).epsilon(0.001));
    CHECK(walked.minutes == 51);
    CHECK(driven.km == walked.km);
    CHECK(driven.minutes == 8);
}
