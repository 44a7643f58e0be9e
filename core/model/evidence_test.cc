#include "core/model/evidence.h"

#include <catch2/catch.hpp>

using namespace porchlight;

TEST_CASE("only favourable evidence meets a constraint that is asked", "[evidence]") {
    const auto strength = GENERATE(Strength::required, Strength::critical);
    CHECK(class_of(strength, Evidence::favourable) == Class::meets);
    CHECK(class_of(strength, Evidence::stale) != Class::meets);
    CHECK(class_of(strength, Evidence::unknown) != Class::meets);
    CHECK(class_of(strength, Evidence::unfavourable) == Class::ruled_out);
}

TEST_CASE("what isn't known is asked where required and held where critical", "[evidence]") {
    const auto evidence = GENERATE(Evidence::stale, Evidence::unknown);
    CHECK(class_of(Strength::required, evidence) == Class::ask);
    CHECK(class_of(Strength::critical, evidence) == Class::hold);
}

TEST_CASE("a preference never changes a class", "[evidence]") {
    const auto evidence = GENERATE(Evidence::unfavourable, Evidence::unknown, Evidence::stale,
                                   Evidence::favourable);
    CHECK(class_of(Strength::preferred, evidence) == Class::meets);
}

TEST_CASE("AND takes the worst and OR the best", "[evidence]") {
    CHECK(both(Evidence::favourable, Evidence::unknown) == Evidence::unknown);
    CHECK(either(Evidence::unfavourable, Evidence::stale) == Evidence::stale);
    CHECK(both(Evidence::stale, Evidence::unfavourable) == Evidence::unfavourable);
}
