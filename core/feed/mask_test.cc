#include <catch2/catch.hpp>

#include "core/feed/feed_testing.h"
#include "core/feed/json_read.h"
#include "core/feed/mask.h"

namespace porchlight {
namespace {

using testing::a_service;
using testing::a_source;
using testing::converted;

/// Everything of a listing that reaches the store, as one text.
std::string all_of(const Converted& one) {
    const auto& listing = one.listing;
    std::string out = listing.record.dump() + listing.source_key + listing.digest + listing.service_id + listing.organization_id;
    for (const auto& repair : listing.repairs) out += repair.path + repair.before;
    for (const auto& statement : listing.statements) out += statement.detail + statement.subject_id;
    if (listing.place) out += std::to_string(listing.place->lat);
    return out;
}

void check_place_is_gone(const Converted& one) {
    const auto text = all_of(one);
    for (const auto secret : {"Quillfeather", "R3C 9Z9", "R3C9Z9", "49.89", "97.14", "555-0199", "5550199"}) {
        INFO(secret);
        CHECK(text.find(secret) == std::string::npos);
    }
}

TEST_CASE("a hidden service keeps nothing of its place", "[mask]") {
    auto service = a_service();
    const auto flag = GENERATE(0, 1, 2, 3, 4, 5, 6, 7);
    auto& site = service["service_at_locations"][0];
    if (flag == 0) service["visibility"] = "hidden";
    if (flag == 1) service["is_hidden"] = true;
    if (flag == 2) site["location"]["confidential"] = "Y";
    if (flag == 3) site["location"]["addresses"][0]["isConfidential"] = 1;
    if (flag == 4) site["location"]["location_type"] = "redacted";
    if (flag == 5) service["organization"]["private"] = "yes, please";
    if (flag == 6) service["attributes"] = Json::array({testing::an_attribute("confidential-address.yes")});
    service["description"] = "Come to 482 quillfeather   Ave., R3C9Z9, or ring (204) 555 0199. See https://maps.example.com/x?q=49.8901";
    if (flag == 7) service["description"] = "A confidentially-located house. " + service["description"].get<std::string>();
    service["full_address"] = "482 Quillfeather Avenue";
    service["metadata"] = Json::array({{{"field_name", "address_1"}, {"previous_value", "482 Quillfeather Avenue"}, {"replacement_value", ""}}});
    site["description"] = "Behind 482 Quillfeather Avenue";
    site["location"]["transportation"] = "Bus 12 to Quillfeather";
    const auto one = converted(service);
    REQUIRE(one);
    check_place_is_gone(*one);
    CHECK(one->listing.visibility == Visibility::hidden);
    CHECK(one->listing.hidden_sites == std::vector<std::string>{"44444444-4444-4444-8444-444444444444"});
    CHECK(one->listing.record["service_at_locations"][0]["porchlight_hidden"] == true);
    CHECK(one->listing.record["phones"][0]["number"] == "204-555-0101");
    CHECK_FALSE(one->listing.place);
}

TEST_CASE("one hidden site of two is masked, and the other stays", "[mask]") {
    auto service = a_service();
    Json open = service["service_at_locations"][0];
    open["id"] = "99999999-9999-4999-8999-999999999999";
    open["location"] = {{"id", "99999999-9999-4999-8999-999999999998"}, {"location_type", "physical"}, {"latitude", 50.1}, {"longitude", -98.2},
                        {"addresses", Json::array({{{"address_1", "7 Open Road"}, {"city", "Portage"}, {"state_province", "MB"}, {"country", "CA"}}})}};
    service["service_at_locations"][0]["location"]["hidden"] = "true";
    service["service_at_locations"].push_back(open);
    const auto one = converted(service);
    REQUIRE(one);
    check_place_is_gone(*one);
    CHECK(one->listing.visibility == Visibility::open);
    CHECK(one->listing.hidden_sites.size() == 1);
    CHECK(one->listing.record["service_at_locations"][1]["location"]["addresses"][0]["address_1"] == "7 Open Road");
    CHECK(one->listing.place == Point{50.1, -98.2});
}

TEST_CASE("a place in another spelling is found too", "[mask]") {
    auto service = a_service();
    service["visibility"] = "hidden";
    service["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "482 Quillfeather&nbsp;Avenue\\n###MON###";
    service["description"] = "We are at 482\u2013Quillfeather. Entities: 482&nbsp;Quillfeather Avenue";
    const auto one = converted(service);
    REQUIRE(one);
    check_place_is_gone(*one);
}

TEST_CASE("the hidden site's ids tell nothing of its street", "[mask]") {
    auto service = a_service();
    service["visibility"] = "hidden";
    service.erase("id");
    service["service_at_locations"][0].erase("id");
    service["service_at_locations"][0]["location"]["id"] = "482-quillfeather-avenue";
    auto elsewhere = service;
    elsewhere["service_at_locations"][0]["location"]["id"] = "9-other-street";
    elsewhere["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "9 Other Street";
    const auto one = converted(service), other = converted(elsewhere);
    REQUIRE(one);
    REQUIRE(other);
    // Ids, digest and all: the same, wherever the house is.
    CHECK(one->listing.record == other->listing.record);
    CHECK(one->listing.digest == other->listing.digest);
}

TEST_CASE("a published area stays, if it is wide enough not to be an address", "[mask]") {
    auto service = a_service();
    service["visibility"] = "hidden";
    service["service_at_locations"][0]["porchlight_area"] = {{"lat", 49.894321}, {"lon", -97.131234}, {"radius_km", 8}};
    const auto one = converted(service);
    REQUIRE(one);
    const auto& area = one->listing.record["service_at_locations"][0]["porchlight_area"];
    CHECK(area["lat"] == 49.89);
    CHECK(area["radius_km"] == 8);
    CHECK(area["name"] == "Winnipeg");
    CHECK(one->listing.place);

    service["service_at_locations"][0]["porchlight_area"]["radius_km"] = 0.1;
    const auto narrow = converted(service);
    REQUIRE(narrow);
    CHECK_FALSE(narrow->listing.record["service_at_locations"][0].contains("porchlight_area"));
    check_place_is_gone(*narrow);
}

TEST_CASE("a flag that can't be read hides", "[mask]") {
    CHECK(flagged_visibility({{"confidential", "perhaps"}}) == Visibility::hidden);
    CHECK(flagged_visibility({{"visibility", "friends"}}) == Visibility::hidden);
    CHECK(flagged_visibility({{"is_public", "??"}}) == Visibility::hidden);
    CHECK(flagged_visibility({{"is_public", false}}) == Visibility::hidden);
    CHECK(flagged_visibility({{"ExcludeFromWebsite", "true"}}) == Visibility::staff);
    CHECK(flagged_visibility({{"confidential", "false"}, {"hidden", 0}, {"private", nullptr}, {"is_public", true}}) == Visibility::open);
    CHECK(flagged_visibility({{"name", "Hidden Valley"}, {"description", "confidential help"}}) == Visibility::open);
}

TEST_CASE("a flagged phone or contact goes by itself", "[mask]") {
    auto service = a_service();
    service["phones"].push_back({{"number", "204-555-0142"}, {"confidential", true}});
    service["contacts"] = Json::array({{{"name", "A Person"}, {"private", 1}}, {{"name", "Front desk"}}});
    const auto one = converted(service);
    REQUIRE(one);
    CHECK(one->listing.record["phones"].size() == 1);
    CHECK(one->listing.record["contacts"].size() == 1);
    CHECK(one->listing.visibility == Visibility::open);
    CHECK(all_of(*one).find("555-0142") == std::string::npos);
}

TEST_CASE("a source that hides all hides all, and never less", "[mask]") {
    auto source = a_source();
    source.visibility = GENERATE(Visibility::open, Visibility::staff, Visibility::hidden);
    auto service = a_service();
    const auto own = GENERATE("public", "staff", "hidden");
    service["visibility"] = own;
    const auto one = converted(service, source);
    REQUIRE(one);
    CHECK(one->listing.visibility == std::max(source.visibility, *parse_visibility(own)));
    if (one->listing.visibility == Visibility::hidden) check_place_is_gone(*one);
}

TEST_CASE("places of the organization don't come along", "[mask]") {
    auto service = a_service();
    service["organization"]["locations"] = Json::array({{{"name", "Elsewhere"}, {"addresses", Json::array({{{"address_1", "5 Secret Lane"}}})}}});
    const auto one = converted(service);
    REQUIRE(one);
    CHECK(all_of(*one).find("5 Secret Lane") == std::string::npos);
}

TEST_CASE("a number that the service gives out itself stays", "[mask]") {
    auto service = a_service();
    service["visibility"] = "hidden";
    service["phones"][0]["number"] = "204-555-0199";
    service["description"] = "Ring 204-555-0199 at any hour.";
    const auto one = converted(service);
    REQUIRE(one);
    CHECK(text_of(one->listing.record, "description") == "Ring 204-555-0199 at any hour.");
    CHECK(all_of(*one).find("Quillfeather") == std::string::npos);
}

}  // namespace
}  // namespace porchlight
