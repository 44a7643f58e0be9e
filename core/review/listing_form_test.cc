#include "core/review/listing_form.h"

#include <catch2/catch.hpp>

#include "core/base/hash.h"
#include "core/feed/directory_settings.h"

namespace porchlight {
namespace {

const DirectorySettings& settings() {
    static const auto loaded = load_directory_settings(PORCHLIGHT_SOURCE_DIR "/data", "");
    REQUIRE(loaded);
    return *loaded;
}

Json record() {
    return {{"id", "0c6a2b6e-59a5-5d39-8a52-6bb5ee7e3a10"},
            {"name", "Drop-in"},
            {"status", "active"},
            {"organization", {{"id", "0c6a2b6e-59a5-5d39-8a52-6bb5ee7e3a11"}, {"name", "Centre"}}},
            {"service_at_locations", Json::array({{{"id", "0c6a2b6e-59a5-5d39-8a52-6bb5ee7e3a12"}}})}};
}

Result<Json> changed(const Json& changes) { return with_changes(record(), changes, settings().catalogue); }

/// Pointer of what is wrong with these changes.
std::string fault_of(const Json& changes) {
    const auto result = changed(changes);
    if (result) FAIL("it was taken");
    CHECK(result.error().kind == ErrorKind::bad_request);
    return result.error().where;
}

}  // namespace

TEST_CASE("what is changed is changed, and everything else stays", "[form]") {
    const auto made = changed({{"description", "  Warm and open.\r\nCome in. "}, {"minimum_age", 14}});
    REQUIRE(made);
    CHECK((*made)["description"] == "Warm and open.\nCome in.");
    CHECK((*made)["minimum_age"] == 14);
    CHECK((*made)["service_at_locations"] == record()["service_at_locations"]);
    CHECK_FALSE(changed({{"description", nullptr}})->contains("description"));
}

TEST_CASE("a member that agencies don't change is refused by name", "[form]") {
    CHECK(fault_of({{"service_at_locations", Json::array()}}) == "/service_at_locations");
    CHECK(fault_of({{"organization", Json::object()}}) == "/organization");
    CHECK(fault_of({{"porchlight_hidden", false}}) == "/porchlight_hidden");
    CHECK(fault_of({{"phones", Json::array({{{"number", "204-555-0101"}, {"colour", "red"}}})}}) == "/phones/0/colour");
}

TEST_CASE("what can't be shown or rung is refused where it stands", "[form]") {
    CHECK(fault_of({{"name", std::string("a\x01z")}}) == "/name");
    CHECK(fault_of({{"description", "right \u202E left"}}) == "/description");
    CHECK(fault_of({{"description", std::string(kLongestText + 1, 'x')}}) == "/description");
    CHECK(fault_of({{"name", nullptr}}) == "/name");
    CHECK(fault_of({{"phones", Json::array({{{"number", "ring me"}}})}}) == "/phones/0/number");
    CHECK(fault_of({{"schedules", Json::array({{{"opens_at", "9am"}}})}}) == "/schedules/0/opens_at");
    CHECK(fault_of({{"schedules", Json::array({{{"valid_from", "tomorrow"}}})}}) == "/schedules/0/valid_from");
    CHECK(fault_of({{"minimum_age", 200}}) == "/minimum_age");
    CHECK(fault_of({{"minimum_age", 30}, {"maximum_age", 20}}) == "/minimum_age");
    CHECK(fault_of({{"needs", Json::array({"no-such-need"})}}) == "/needs/0");
    CHECK(fault_of({{"needs", Json::array()}}) == "/needs");
}

TEST_CASE("an address of a page is https and nothing else", "[form]") {
    CHECK(changed({{"url", "https://example.org/help"}}));
    for (const char* bad : {"http://example.org", "javascript:alert(1)", "https://user@example.org", "https://a b.org",
                            "data:text/html,x", "//example.org", "https://localhost"}) {
        INFO(bad);
        CHECK(fault_of({{"url", bad}}) == "/url");
    }
}

TEST_CASE("every entry has an id, its own where it had one", "[form]") {
    const auto made = changed({{"phones", Json::array({{{"number", "204-555-0101"}},
                                                       {{"id", record()["id"]}, {"number", "204-555-0102"}, {"extension", "7"}}})}});
    REQUIRE(made);
    CHECK(parse_uuid((*made)["phones"][0]["id"].get<std::string>()));
    CHECK((*made)["phones"][1]["id"] == record()["id"]);
    CHECK((*made)["phones"][1]["extension"] == 7);
}

TEST_CASE("needs are the catalogue's, and what else the attributes say stays", "[form]") {
    auto before = record();
    before["attributes"] = Json::array({{{"id", record()["id"]}, {"taxonomy_term", {{"taxonomy", "AIRS"}, {"code", "BH-1800"}}}}});
    const auto made = with_changes(before, {{"needs", Json::array({"food.meal", "housing.bed-tonight"})}}, settings().catalogue);
    REQUIRE(made);
    CHECK((*made)["attributes"].size() == 3);
    const auto members = members_of(*made, settings().catalogue, settings().crosswalks);
    const auto needs = members["needs"].get<std::set<std::string>>();
    CHECK(needs.count("food.meal") == 1);
    CHECK(needs.count("housing.bed-tonight") == 1);
    const auto fewer = with_changes(*made, {{"needs", Json::array({"food.meal"})}}, settings().catalogue);
    CHECK((*fewer)["attributes"].size() == 2);
}

TEST_CASE("a hidden site is entered with its area and nothing else of its place", "[form]") {
    const Json area{{"name", "West side"}, {"lat", 49.8951}, {"lon", -97.1384}, {"radius_km", 3}};
    const auto made = changed({{"sites", Json::array({{{"id", "0c6a2b6e-59a5-5d39-8a52-6bb5ee7e3a12"}, {"hidden", true}, {"area", area}}})}});
    REQUIRE(made);
    const auto& site = (*made)["service_at_locations"][0];
    CHECK(site["porchlight_hidden"] == true);
    CHECK(site["porchlight_area"]["lat"] == 49.9);
    CHECK(fault_of({{"sites", Json::array({{{"hidden", true}, {"address_1", "1 Elm"}}})}}) == "/sites/0/address_1");
    CHECK(fault_of({{"sites", Json::array({{{"hidden", true}, {"area", {{"name", "x"}, {"lat", 1}, {"lon", 1}, {"radius_km", 0.1}}}}})}}) == "/sites/0/area/radius_km");
}

TEST_CASE("an open site has its address and point where the record has them", "[form]") {
    const auto made = changed({{"sites", Json::array({{{"name", "Door"}, {"address_1", "1 Elm St"}, {"city", "Fort Quill"}, {"latitude", 49.5}, {"longitude", -97.5}}})}});
    REQUIRE(made);
    const auto& location = (*made)["service_at_locations"][0]["location"];
    CHECK(location["addresses"][0]["city"] == "Fort Quill");
    CHECK(location["latitude"] == 49.5);
    CHECK(members_of(*made, settings().catalogue, settings().crosswalks)["sites"][0]["address_1"] == "1 Elm St");
    CHECK(fault_of({{"sites", Json::array({{{"latitude", 49.5}}})}}) == "/sites/0/longitude");
}

TEST_CASE("contacts, messages and offers go into the record's attributes and come back flat", "[form]") {
    const Json changes{{"contacts", Json::array({{{"role", "primary"}, {"name", "Ada"}, {"number", "204-555-0101"}, {"hours", "9 to 5"}, {"message", "no"}}})},
                       {"phones", Json::array({{{"number", "204-555-0100"}, {"message", "yes"}}})},
                       {"languages", Json::array({{{"code", "fr"}, {"offer", "interpreter_by_phone"}}})}};
    const auto made = changed(changes);
    REQUIRE(made);
    CHECK((*made)["phones"][0]["attributes"][0]["taxonomy_term"]["code"] == "message.yes");
    const auto shown = members_of(*made, settings().catalogue, settings().crosswalks);
    CHECK(shown["contacts"][0]["role"] == "primary");
    CHECK(shown["contacts"][0]["message"] == "no");
    CHECK(shown["phones"][0]["message"] == "yes");
    CHECK(shown["languages"][0]["offer"] == "interpreter_by_phone");
    const auto again = with_changes(*made, {{"phones", shown["phones"]}, {"languages", shown["languages"]}, {"contacts", shown["contacts"]}}, settings().catalogue);
    REQUIRE(again);
    CHECK(*again == *made);
    CHECK(fault_of({{"languages", Json::array({{{"code", "fr"}, {"offer", "loudly"}}})}}) == "/languages/0/offer");
    const Json two{{{"role", "primary"}, {"name", "A"}}, {{"role", "primary"}, {"name", "B"}}};
    CHECK(fault_of({{"contacts", two}}) == "/contacts");
}

TEST_CASE("closures, whom it takes, what it costs and when a phone is answered come back as they were said", "[form]") {
    const Json closed{{"first", "2026-12-24"}, {"last", "2026-12-26"}, {"kind", "all"}, {"effect", "closed"}};
    const Json late{{"first", "2026-12-31"}, {"last", "2026-12-31"}, {"kind", "open"}, {"effect", "special"}, {"opens_at", "20:00"}, {"closes_at", "08:00"}};
    const Json times = Json::array({{{"byday", "MO,TU"}, {"opens_at", "09:00"}, {"closes_at", "17:00"}}});
    const Json changes{{"closures", Json::array({closed, late})},
                       {"genders", Json::array({"non-binary", "women"})},
                       {"all_ages", true},
                       {"cost", {{"kind", "amount"}, {"amount", 12.5}, {"currency", "CAD"}}},
                       {"phones", Json::array({{{"number", "204-555-0100"}, {"message", "yes"}, {"hours", times}}})}};
    const auto made = changed(changes);
    REQUIRE(made);
    const auto shown = members_of(*made, settings().catalogue, settings().crosswalks);
    for (const char* member : {"closures", "genders", "all_ages", "cost"}) CHECK(shown[member] == changes[member]);
    CHECK(shown["phones"][0]["hours"] == times);
    CHECK(shown["phones"][0]["message"] == "yes");
    auto later = shown["phones"];
    later[0].erase("message");
    const auto again = with_changes(*made, {{"phones", later}, {"genders", nullptr}, {"cost", {{"kind", "free"}}}}, settings().catalogue);
    REQUIRE(again);
    const auto after = members_of(*again, settings().catalogue, settings().crosswalks);
    CHECK(after["phones"][0]["hours"] == times);
    CHECK_FALSE(after["phones"][0].contains("message"));
    CHECK_FALSE(after.contains("genders"));
    CHECK(after["cost"] == Json{{"kind", "free"}});
    CHECK(after["all_ages"] == true);
}

TEST_CASE("a closure, a phone's time or a cost that can't be is refused where it stands", "[form]") {
    const auto closure = [](Json entry) { return Json{{"closures", Json::array({std::move(entry)})}}; };
    CHECK(fault_of(closure({{"first", "soon"}, {"last", "2026-12-26"}})) == "/closures/0/first");
    CHECK(fault_of(closure({{"first", "2026-12-26"}, {"last", "2026-12-24"}})) == "/closures/0/last");
    CHECK(fault_of(closure({{"first", "2026-12-24"}, {"last", "2026-12-24"}, {"effect", "special"}, {"opens_at", "8pm"}})) == "/closures/0/opens_at");
    CHECK(fault_of({{"genders", Json::array({"everybody"})}}) == "/genders/0");
    CHECK(fault_of({{"all_ages", true}, {"minimum_age", 13}}) == "/all_ages");
    CHECK(fault_of({{"cost", {{"kind", "amount"}}}}) == "/cost/amount");
    CHECK(fault_of({{"cost", {{"kind", "free"}, {"amount", 3}}}}) == "/cost/amount");
    const Json phone{{"number", "204-555-0100"}, {"hours", Json::array({{{"byday", "MO,XX"}, {"opens_at", "09:00"}, {"closes_at", "17:00"}}})}};
    CHECK(fault_of({{"phones", Json::array({phone})}}) == "/phones/0/hours/0/byday");
}

}  // namespace porchlight
