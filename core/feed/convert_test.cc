#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <random>

#include "core/feed/feed_testing.h"
#include "core/feed/identify.h"
#include "core/feed/json_read.h"
#include "core/feed/statements.h"

namespace porchlight {
namespace {

using testing::a_service;
using testing::a_source;
using testing::an_attribute;
using testing::catalogue;
using testing::converted;

std::vector<Statement> statements_in(const Json& service, const SourceSettings& source = a_source()) {
    const auto one = converted(service, source);
    REQUIRE(one);
    return one->listing.statements;
}

TEST_CASE("UUIDs stay, other keys become UUIDs that say source and kind", "[identify]") {
    auto service = a_service();
    const auto one = converted(service);
    REQUIRE(one);
    CHECK(one->listing.service_id == "11111111-1111-4111-8111-111111111111");
    service["id"] = 136;
    service["organization"]["id"] = "136";
    const auto two = converted(service), three = converted(service, a_source("other"));
    REQUIRE(two);
    REQUIRE(three);
    CHECK(two->listing.source_key == "136");
    CHECK(two->listing.service_id == to_string(uuid_v5(id_namespace(), "test/service/136")));
    CHECK(two->listing.service_id != two->listing.organization_id);
    CHECK(two->listing.service_id != three->listing.service_id);
    CHECK(two->listing.record["organization_id"] == two->listing.organization_id);
    CHECK(two->listing.record["organization"]["id"] == two->listing.organization_id);
}

TEST_CASE("an id that another source holds is made anew, and references follow", "[identify]") {
    auto service = a_service();
    service["attributes"] = Json::array({an_attribute("cameras.yes", "yes")});
    service["attributes"][0]["link_id"] = service["id"];
    const auto one = converted(service, a_source(), {"11111111-1111-4111-8111-111111111111", "44444444-4444-4444-8444-444444444444"});
    REQUIRE(one);
    CHECK(one->listing.service_id == to_string(uuid_v5(id_namespace(), "test/service/11111111-1111-4111-8111-111111111111")));
    CHECK(one->listing.record["attributes"][0]["link_id"] == one->listing.service_id);
    CHECK(one->listing.organization_id == "22222222-2222-4222-8222-222222222222");
    CHECK(one->listing.record["service_at_locations"][0]["id"] != "44444444-4444-4444-8444-444444444444");
    CHECK(parse_uuid(text_of(one->listing.record["attributes"][0]["taxonomy_term"], "id")));
}

TEST_CASE("a row without an id keeps its id as long as its name, organization and address stay", "[identify]") {
    auto service = a_service();
    service.erase("id");
    const auto first = converted(service);
    service["description"] = "Another text.";
    const auto second = converted(service);
    service["name"] = "Another name";
    const auto third = converted(service);
    REQUIRE((first && second && third));
    CHECK(first->listing.service_id == second->listing.service_id);
    CHECK(first->listing.service_id != third->listing.service_id);
    CHECK(first->listing.digest != second->listing.digest);
}

TEST_CASE("a record without organization or name", "[convert]") {
    auto service = a_service();
    service.erase("organization");
    const auto one = converted(service);
    REQUIRE(one);
    CHECK(parse_uuid(one->listing.organization_id));
    CHECK(one->repairs[static_cast<std::size_t>(RepairKind::organization_missing)] == 1);
    service["name"] = "  ";
    const auto nameless = converted(service);
    REQUIRE_FALSE(nameless);
    CHECK(nameless.error().where == "name");
}

TEST_CASE("an attribute makes a statement with its date, method and standing", "[statements]") {
    auto service = a_service();
    auto attribute = an_attribute("cameras.no", "no");
    attribute["metadata"] = Json::array({{{"last_action_date", "2026-02-01"}, {"last_action_type", "call-back"}},
                                         {{"last_action_date", "2026-03-01"}, {"last_action_type", "visit"}}});
    service["attributes"] = Json::array({attribute});
    service["service_at_locations"][0]["location"]["attributes"] = Json::array({an_attribute("wheelchair.yes", "yes")});
    auto source = a_source();
    source.rules = {{"safety", Rule::reviewed}, {"default", Rule::accept}};
    const auto statements = statements_in(service, source);
    REQUIRE(statements.size() == 2);
    CHECK(statements[0].subject == Subject::service);
    CHECK(statements[0].fact == "cameras");
    CHECK(statements[0].value == Value::no);
    CHECK(statements[0].verified_on == *parse_day("2026-03-01"));
    CHECK(statements[0].method == Method::visit);
    CHECK(statements[0].standing == Standing::attested);
    CHECK(statements[1].subject == Subject::site);
    CHECK(statements[1].subject_id == "44444444-4444-4444-8444-444444444444");
    CHECK(statements[1].verified_on == *parse_day("2026-10-01"));
    CHECK(statements[1].standing == Standing::stated);
}

TEST_CASE("without a date a statement is undated, and what can't be read is none", "[statements]") {
    auto service = a_service();
    service.erase("assured_date");
    service["attributes"] = Json::array({an_attribute("cameras.yes")});
    CHECK_FALSE(statements_in(service)[0].verified_on);
    for (const auto& attribute : {an_attribute("cameras.unknown", "unknown"), an_attribute("cameras.yes", "no"), an_attribute("cameras.no", "yes"),
                                  an_attribute("cameras.yes", "depends"), an_attribute("cameras", "yes"), an_attribute("no-such-fact.yes", "yes")}) {
        service["attributes"] = Json::array({attribute});
        CHECK(statements_in(service).empty());
    }
}

TEST_CASE("of two statements on one fact the newer stays, on one day the bad news", "[statements]") {
    auto service = a_service();
    auto good = an_attribute("entry-controlled.yes", "yes"), bad = an_attribute("entry-controlled.no", "no");
    service["attributes"] = Json::array({bad, good});
    REQUIRE(statements_in(service).size() == 1);
    CHECK(statements_in(service)[0].value == Value::no);
    good["metadata"] = Json::array({{{"last_action_date", "2026-11-01"}}});
    service["attributes"] = Json::array({bad, good});
    CHECK(statements_in(service)[0].value == Value::yes);
    // A choice that contradicts itself says nothing.
    service["attributes"] = Json::array({an_attribute("cameras.yes"), an_attribute("cameras.no")});
    CHECK(statements_in(service).empty());
}

TEST_CASE("a detail rides along where the value is more than yes or no", "[statements]") {
    auto service = a_service();
    service["attributes"] = Json::array({an_attribute("shares-background.yes", "Cree"), an_attribute("shares-background.yes", "Ojibwe"),
                                         an_attribute("tells-guardian.yes", "72")});
    const auto statements = statements_in(service);
    REQUIRE(statements.size() == 3);
    CHECK(statements[0].detail == "Cree");
    CHECK(statements[1].detail == "Ojibwe");
    CHECK(statements[2].detail == "72");
}

TEST_CASE("members of HSDS that say a fact in as many words state it", "[statements]") {
    const auto value_of = [](const Json& service, const std::string& fact) -> std::string {
        for (const auto& one : statements_in(service))
            if (one.fact == fact) return std::string(to_string(one.value));
        return "none";
    };
    auto service = a_service();
    service["cost_options"] = Json::array({{{"option", "Free"}}});
    CHECK(value_of(service, "free") == "yes");
    service["cost_options"] = Json::array({{{"amount", 0}, {"currency", "CAD"}}});
    CHECK(value_of(service, "free") == "yes");
    service["cost_options"] = Json::array({{{"amount", 0}, {"option", "Under 18s"}}, {{"amount", 20}}});
    CHECK(value_of(service, "free") == "none");
    service["cost_options"] = Json::array({{{"amount", 0}, {"option", "Under 18s"}}});
    CHECK(value_of(service, "free") == "none");
    service["cost_options"] = Json::array({{{"amount", 5}}});
    CHECK(value_of(service, "free") == "no");
    service.erase("cost_options");
    service["fees_description"] = "Free.";
    CHECK(value_of(service, "free") == "yes");
    service["fees_description"] = "Free for members";
    CHECK(value_of(service, "free") == "none");
    service["required_documents"] = Json::array({{{"document", "Photo ID"}}});
    CHECK(value_of(service, "no-id-asked") == "no");
    service["required_documents"] = Json::array({{{"document", "Proof of income"}}});
    CHECK(value_of(service, "no-id-asked") == "none");
    auto& location = service["service_at_locations"][0]["location"];
    location["accessibility"] = Json::array({{{"description", "Wheelchair accessible"}}});
    CHECK(value_of(service, "wheelchair") == "yes");
    location["accessibility"] = Json::array({{{"description", "Not wheelchair accessible at this time"}}});
    CHECK(value_of(service, "wheelchair") == "no");
    location["accessibility"] = Json::array({{{"description", "Building entrance accessible"}}});
    CHECK(value_of(service, "wheelchair") == "none");
}

TEST_CASE("needs and the terms that mean nothing are told apart", "[meaning]") {
    auto service = a_service();
    service["attributes"] = Json::array({an_attribute("housing.bed-tonight", "", "Porchlight needs"), an_attribute("food.meal", "no", "Porchlight needs"),
                                         an_attribute("XX-1", "", "AIRS")});
    const auto meaning = meaning_of(service, testing::own_crosswalk());
    REQUIRE(meaning.needs.size() == 1);
    CHECK(catalogue().needs()[meaning.needs[0]].id == "housing.bed-tonight");
    REQUIRE(meaning.unmapped.size() == 1);
    CHECK(meaning.unmapped[0].code == "XX-1");
}

/// One random change somewhere in a JSON value.
void mutate(Json& value, std::mt19937& random, int depth = 0) {
    if (value.is_structured() && !value.empty() && depth < 8 && random() % 8 != 0) {
        auto at = value.begin();
        std::advance(at, static_cast<long>(random() % value.size()));
        return mutate(*at, random, depth + 1);
    }
    static const std::vector<Json> kValues{nullptr, true, -1, 1e300, 18446744073709551615u, "", "  ", "9:0am", "&#x110000;", "<p", "\\n", "GÇÖ", "####ABC##",
                                           "\xC3\xA9", Json::array(), Json::object(), Json::array({1, "x", Json::array()}), {{"id", 1}}, "2026-13-45",
                                           "11111111-1111-4111-8111-111111111111", {{"type", "Polygon"}}, std::string(3000, 'x'), "-1FR,,MO", "0x", "1e999"};
    static const std::vector<std::string> kKeys{"id", "name", "visibility", "hidden", "schedules", "languages", "attributes", "phones", "extent", "service_areas",
                                                "porchlight_area", "porchlight_closures", "metadata", "weekday", "cost_options", "location", "code"};
    if (value.is_object() && random() % 2 == 0) value[kKeys[random() % kKeys.size()]] = kValues[random() % kValues.size()];
    else value = kValues[random() % kValues.size()];
}

TEST_CASE("10,000 broken records neither crash nor come out without ids", "[convert][fuzz]") {
    std::mt19937 random(20261124);
    auto whole = a_service();
    whole["schedules"] = Json::array({{{"freq", "WEEKLY"}, {"byday", "MO,TU"}, {"opens_at", "09:00"}, {"closes_at", "17:00"}}});
    whole["languages"] = Json::array({{{"name", "French"}}});
    whole["attributes"] = Json::array({an_attribute("cameras.yes", "yes")});
    whole["service_areas"] = Json::array({{{"name", "Winnipeg"}, {"extent", R"({"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]})"}}});
    whole["cost_options"] = Json::array({{{"amount", 0}}});
    const auto source = a_source();
    const Converter converter(source, catalogue(), crosswalks_of(source, testing::own_crosswalk()), {});
    std::size_t taken = 0;
    for (int i = 0; i < 10'000; ++i) {
        auto record = whole;
        for (auto changes = 1 + random() % 4; changes > 0; --changes) mutate(record, random);
        const auto one = converter.convert(record, {});
        if (!one) continue;
        ++taken;
        REQUIRE(parse_uuid(one->listing.service_id));
        REQUIRE(parse_uuid(one->listing.organization_id));
        REQUIRE_FALSE(one->listing.record.dump(-1, ' ', false, Json::error_handler_t::strict).empty());
    }
    CHECK(taken > 5'000);
}

}  // namespace
}  // namespace porchlight
