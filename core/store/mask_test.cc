#include "core/store/mask.h"

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

Json record() {
    Json made = listing("Canary").record;
    Json& site = made["service_at_locations"][0];
    site["location"]["name"] = "Canary House";
    site["location"]["transportation"] = "Take bus 12 to the old mill";
    site["phones"] = Json::array({{{"id", id("p1")}, {"number", "204-555-0101"}}});
    site["schedules"] = Json::array({{{"byday", "MO"}, {"description", "ring at the side door"}}});
    site["url"] = "https://maps.example/?q=49.8951,-97.1384";
    made["phones"] = Json::array(
        {{{"id", id("p2")}, {"number", "204-555-0102"}, {"location_id", id("Canary location")}},
         {{"id", id("p3")}, {"number", "204-555-0103"}}});
    made["contacts"] = Json::array(
        {{{"id", id("c1")}, {"name", "Ana"}, {"service_at_location_id", id("Canary site")}}});
    made["description"] = "We are at 12 Canary Street, upstairs.";
    made["alert"] = "Come to 12 CANARY str.";
    made["url"] = "https://maps.example/?q=49.8951,-97.1384";
    made["organization"]["locations"] = Json::array({made["service_at_locations"][0]["location"]});
    return made;
}

}  // namespace

TEST_CASE("nothing of a masked site's place is left in its record", "[mask]") {
    Json made = record();
    MaskedWords masked;
    mask_places(made, {id("Canary site"), id("Canary location")}, masked);
    const std::string text = made.dump();
    for (const char* trace : {"Canary Street", "CANARY str", "Canary House", "R9Z", "49.895", "97.138",
                              "old mill", "555-0101", "555-0102", "\"Ana\"", "side door", "maps."}) {
        INFO(trace);
        CHECK(text.find(trace) == std::string::npos);
    }
    CHECK(text.find("555-0103") != std::string::npos);
    CHECK(made["service_at_locations"][0]["porchlight_hidden"] == true);
    CHECK(made["service_at_locations"][0]["schedules"][0]["byday"] == "MO");
    CHECK(made["service_at_locations"][0]["id"] == id("Canary site"));
    CHECK(masked.sites == std::set<std::string>{id("Canary site")});
    CHECK(leads_into_masked("/service_at_locations/0/location/addresses/0", masked));
    CHECK_FALSE(leads_into_masked("/service_at_locations/01", masked));
}

TEST_CASE("another site keeps its place, though it lies in the same postal code", "[mask]") {
    Json made = record();
    Json other = listing("Other").record["service_at_locations"][0];
    made["service_at_locations"].push_back(other);
    MaskedWords masked;
    mask_places(made, {id("Canary site")}, masked);
    CHECK(made["service_at_locations"][1] == other);
}

TEST_CASE("a postal code isn't taken out of an id or a longer number", "[mask]") {
    MaskedWords masked;
    masked.words = {"33101"};
    Json made = {{"id", "33101"}, {"note", "code 33101, not 833101"}};
    CHECK(scrub(made, masked));
    CHECK(made["id"] == "33101");
    CHECK(made["note"] == "code \u2026, not 833101");
}

TEST_CASE("a site that its parser masked is gone over once more", "[mask]") {
    Json made = record();
    made["service_at_locations"][0]["porchlight_area"] = {{"name", "North end"}};
    made["service_at_locations"][0]["location"]["name"] = "Shown name";
    MaskedWords masked;
    guard_masked_sites(made, {id("Canary site")}, masked);
    CHECK(made["description"] == "We are at \u2026, upstairs.");
    const Json& site = made["service_at_locations"][0];
    CHECK(site["porchlight_hidden"] == true);
    CHECK(site["porchlight_area"]["name"] == "North end");
    CHECK(site["location"]["name"] == "Shown name");
    CHECK_FALSE(site["location"].contains("addresses"));
    CHECK_FALSE(site["location"].contains("latitude"));
    CHECK_FALSE(site.contains("phones"));
    CHECK(made["phones"].size() == 1);
}
