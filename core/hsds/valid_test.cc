#include "core/hsds/valid.h"

#include <catch2/catch.hpp>

#include "core/base/hash.h"

using namespace porchlight;

namespace {

Json valid(Json object, std::string_view kind = "service", std::string_view country = "CA") {
    REQUIRE(make_valid_hsds(object, kind, country));
    return object;
}

const std::string kId = "c37b9c77-f70e-511e-aa15-87a956a371fd";

Json service() { return {{"id", kId}, {"name", "Beds"}, {"status", "active"}}; }

}  // namespace

TEST_CASE("what the standard has no member for, and what names people, is left out", "[hsds]") {
    auto given = service();
    given["internal_notes"] = "x";
    given["assurer_email"] = "someone@example.org";
    given["metadata"] = {{{"id", kId}, {"previous_value", "12 Old Street"}}};
    given["organization"] = {{"name", "Us"}, {"secret", 1}};
    const auto made = valid(given);
    CHECK_FALSE(made.contains("internal_notes"));
    CHECK_FALSE(made.contains("assurer_email"));
    CHECK_FALSE(made.contains("metadata"));
    CHECK_FALSE(made["organization"].contains("secret"));
    CHECK(made["organization"]["description"] == "(not recorded)");
}

TEST_CASE("every id is a UUID, the same each time and another for each thing", "[hsds]") {
    auto given = service();
    given["phones"] = {{{"id", "17"}, {"number", "204-555-0101"}}, {{"number", "204-555-0102"}}};
    const auto made = valid(given), again = valid(given);
    CHECK(made == again);
    const auto first = made["phones"][0]["id"].get<std::string>(), second = made["phones"][1]["id"].get<std::string>();
    CHECK(parse_uuid(first));
    CHECK(parse_uuid(second));
    CHECK(first != second);
}

TEST_CASE("values have the standard's types or are left out", "[hsds]") {
    auto given = service();
    given["minimum_age"] = "13";
    given["maximum_age"] = "old";
    given["url"] = "not an address";
    given["email"] = "a@b..org";
    given["schedules"] = {{{"freq", "DAILY"}, {"opens_at", "09:00"}}};
    const auto made = valid(given);
    CHECK(made["minimum_age"] == 13);
    CHECK_FALSE(made.contains("maximum_age"));
    CHECK_FALSE(made.contains("url"));
    CHECK_FALSE(made.contains("email"));
    CHECK_FALSE(made["schedules"][0].contains("freq"));
    CHECK(made["schedules"][0]["opens_at"] == "09:00");
}

TEST_CASE("an address that lacks a part is no address; the place says what is known", "[hsds]") {
    auto given = service();
    const auto place = [](Json address) {
        return Json{{{"location", {{"location_type", "physical"}, {"addresses", {std::move(address)}}}}}};
    };
    given["service_at_locations"] = place({{"address_1", "48 Bellmaker Street"}, {"city", "Corvane"}});
    const Json lost = valid(given)["service_at_locations"][0]["location"];
    CHECK_FALSE(lost.contains("addresses"));
    CHECK(lost["description"] == "48 Bellmaker Street, Corvane");

    given["service_at_locations"] = place({{"address_1", "48 Bellmaker Street"}, {"city", "Corvane"}, {"state_province", "MB"}, {"postal_code", "R9Y 4X2"}});
    CHECK(valid(given)["service_at_locations"][0]["location"]["addresses"][0]["country"] == "CA");
    CHECK_FALSE(valid(given, "service", "")["service_at_locations"][0]["location"].contains("addresses"));
}

TEST_CASE("a term names its taxonomy as an object too", "[hsds]") {
    auto given = service();
    given["attributes"] = {{{"taxonomy_term", {{"code", "housing"}, {"name", "Housing"}, {"taxonomy", "Porchlight needs"}}}}};
    const Json term = valid(given)["attributes"][0]["taxonomy_term"];
    CHECK(term["taxonomy_detail"]["name"] == "Porchlight needs");
    CHECK(parse_uuid(term["taxonomy_detail"]["id"].get<std::string>()));
}

TEST_CASE("addresses on the web and of e-mail are held to JSON Schema's formats", "[hsds]") {
    for (const auto* good : {"https://example.org/a?b=c#d", "mailto:a@example.org", "http://127.0.0.1:8080/x"}) CHECK(is_json_uri(good));
    for (const auto* bad : {"example.org", "https://", "http://a b", "https://example.org/%zz", "https://example.org:port/", "1http://x", "https://a/[b]"})
        CHECK_FALSE(is_json_uri(bad));
    for (const auto* good : {"a@example.org", "a.b+c@x-y.example.org"}) CHECK(is_json_email(good));
    for (const auto* bad : {"a@b", "a..b@example.org", "a@-x.org", "a b@example.org", "a@example.org.", "é@example.org"}) CHECK_FALSE(is_json_email(bad));
}
