#include "core/hsds/facts.h"

#include <catch2/catch.hpp>

#include "core/feed/json_read.h"

using namespace porchlight;

namespace {

const Catalogue& catalogue() {
    static const Catalogue loaded = *Catalogue::load(std::string(PORCHLIGHT_SOURCE_DIR) + "/data/catalogue");
    return loaded;
}

const std::string kService = "c37b9c77-f70e-511e-aa15-87a956a371fd";

/// A public fact of a polarity.
const Fact& fact(Polarity polarity, Audience audience = Audience::anyone) {
    for (const auto& each : catalogue().facts())
        if (each.polarity == polarity && each.audience == audience && !each.has_detail) return each;
    FAIL("the catalogue has no such fact");
    return catalogue().facts().front();
}

Statement says(const Fact& of, Value value, Standing standing = Standing::reviewed) {
    Statement out;
    out.subject_id = kService;
    out.fact = of.id;
    out.value = value;
    out.standing = standing;
    out.method = Method::visit;
    out.verified_on = Day{std::chrono::days{20'700}};
    out.source = "desk";
    return out;
}

/// The attributes that a service with these statements gets.
Json attributes_of(const std::vector<Statement>& statements, Json attributes = Json::array()) {
    StoredListing listing;
    listing.service_id = kService;
    listing.statements = statements;
    Json record{{"id", kService}, {"attributes", std::move(attributes)}};
    FactAttributes(listing, catalogue()).put_into(record, {Crosswalk::own(catalogue())});
    return record.at("attributes");
}

std::string answer_of(const std::vector<Statement>& statements) {
    const auto attributes = attributes_of(statements);
    REQUIRE(attributes.size() == 1);
    CHECK(attributes[0].at("taxonomy_term").at("code").get<std::string>().ends_with("." + attributes[0].at("value").get<std::string>()));
    return attributes[0].at("value");
}

}  // namespace

TEST_CASE("good news is said only where it is dated and firm enough, else the answer is unknown", "[hsds]") {
    const auto& good = fact(Polarity::protective);
    CHECK(answer_of({says(good, Value::yes)}) == "yes");
    CHECK(answer_of({says(good, Value::yes, Standing::proposed)}) == "unknown");
    auto undated = says(good, Value::yes);
    undated.verified_on.reset();
    CHECK(answer_of({undated}) == "unknown");
}

TEST_CASE("bad news of any standing goes before good news", "[hsds]") {
    const auto& good = fact(Polarity::protective);
    CHECK(answer_of({says(good, Value::yes), says(good, Value::no, Standing::proposed)}) == "no");
    const auto& hazard = fact(Polarity::hazard);
    CHECK(answer_of({says(hazard, Value::no), says(hazard, Value::yes, Standing::stated)}) == "yes");
}

TEST_CASE("two sources that disagree on what is neither good nor bad make it unknown", "[hsds]") {
    const auto& choice = fact(Polarity::choice);
    CHECK(answer_of({says(choice, Value::no)}) == "no");
    CHECK(answer_of({says(choice, Value::no), says(choice, Value::yes)}) == "unknown");
}

TEST_CASE("facts for staff are never said", "[hsds]") {
    for (const auto& each : catalogue().facts())
        if (each.audience == Audience::staff) CHECK(attributes_of({says(each, Value::no)}).empty());
}

TEST_CASE("an attribute of the record that says otherwise than what holds goes", "[hsds]") {
    const auto& good = fact(Polarity::protective);
    const Json claimed = {{{"id", kService}, {"value", "yes"}, {"taxonomy_term", {{"code", good.id + ".yes"}, {"name", "x"}, {"taxonomy", "Porchlight facts"}}}}};
    CHECK(attributes_of({}, claimed).empty());
    const auto made = attributes_of({says(good, Value::no)}, claimed);
    REQUIRE(made.size() == 1);
    CHECK(made[0].at("value") == "no");
}

TEST_CASE("how it came to be known names a role and a day, and nobody", "[hsds]") {
    const auto made = attributes_of({says(fact(Polarity::protective), Value::yes)});
    const auto& metadata = made[0].at("metadata").at(0);
    CHECK(metadata.at("last_action_date") == "2026-09-04");
    CHECK(metadata.at("last_action_type") == "visit");
    CHECK(metadata.at("updated_by") == "reviewer");
    CHECK(metadata.at("previous_value") == "");
}
