#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/feed/feed_testing.h"
#include "core/feed/read_hours.h"
#include "core/feed/read_parts.h"
#include "core/feed/read_record.h"
#include "core/geo/geo.h"
#include "core/hours/opening.h"

namespace porchlight {
namespace {

using testing::a_service;
using testing::a_source;
using testing::catalogue;

Hours hours_of(const Json& schedules) {
    const auto hours = read_hours({{"schedules", schedules}}, {*parse_day("2026-10-01"), Standing::stated});
    return hours.value_or(Hours{});
}

OpenState state_at(const Json& schedules, const char* at, HoursKind kind = HoursKind::open) {
    static const HolidayCalendar kNoHolidays;
    return opening_at(hours_of(schedules), kind, *parse_local_minutes(at), kNoHolidays, "").state;
}

Json weekly(const char* days, const char* opens, const char* closes) {
    return {{"freq", "WEEKLY"}, {"byday", days}, {"opens_at", opens}, {"closes_at", closes}};
}

Candidate candidate_of(Json service, const SourceSettings& source = a_source()) {
    const auto one = testing::converted(service, source);
    REQUIRE(one);
    StoredListing listing;
    listing.service_id = one->listing.service_id;
    listing.organization_id = one->listing.organization_id;
    listing.source = source.name;
    listing.record = one->listing.record.dump();
    listing.statements = one->listing.statements;
    const RecordReader reader(catalogue(), testing::own_crosswalk(), nullptr, {"other", source.name});
    const auto candidate = reader.read(listing, source);
    REQUIRE(candidate);
    return *candidate;
}

// 2026-11-23 is a Monday.
TEST_CASE("a plain week is read, and a day that isn't listed is closed", "[hours]") {
    const Json week = Json::array({weekly("MO,TU", "09:00", "17:00")});
    CHECK(state_at(week, "2026-11-23T09:00") == OpenState::open);
    CHECK(state_at(week, "2026-11-23T17:00") == OpenState::closed);
    CHECK(state_at(week, "2026-11-25T12:00") == OpenState::closed);
    CHECK(state_at(Json::array(), "2026-11-23T09:00") == OpenState::unknown);
}

TEST_CASE("closing at or before opening is the next day, 23:59 is midnight, 00:00 to 23:59 is all day", "[hours]") {
    const Json night = Json::array({weekly("MO", "22:00", "06:00")});
    CHECK(state_at(night, "2026-11-24T05:59") == OpenState::open);
    CHECK(state_at(night, "2026-11-23T05:59") == OpenState::closed);
    const Json late = Json::array({weekly("MO", "20:00", "23:59")});
    CHECK(state_at(late, "2026-11-23T23:59") == OpenState::open);
    CHECK(state_at(late, "2026-11-24T00:00") == OpenState::closed);
    const Json always = Json::array({weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")});
    CHECK(state_at(always, "2026-11-23T23:59") == OpenState::open);
}

TEST_CASE("an unreadable row makes its days unknown, not closed", "[hours]") {
    const Json rows = Json::array({weekly("MO", "09:00", "17:00"), {{"freq", "WEEKLY"}, {"byday", "TU"}, {"description", "by chance"}}});
    CHECK(state_at(rows, "2026-11-23T12:00") == OpenState::open);
    CHECK(state_at(rows, "2026-11-24T12:00") == OpenState::unknown);
    CHECK(state_at(rows, "2026-11-25T12:00") == OpenState::closed);
    const Json words = Json::array({{{"description", "Mon-Fri 9-5"}}});
    CHECK(hours_of(words).shifts.empty());
    CHECK(hours_of(words).as_said == "Mon-Fri 9-5");
    const Json beside = Json::array({weekly("MO", "09:00", "17:00"), {{"description", "sometimes on Sunday"}}});
    CHECK(state_at(beside, "2026-11-29T12:00") == OpenState::unknown);
}

TEST_CASE("monthly rules, single dates and intervals become rules with a start", "[hours]") {
    const Json second_monday = Json::array({{{"freq", "MONTHLY"}, {"byday", "2MO"}, {"opens_at", "10:00"}, {"closes_at", "12:00"}}});
    CHECK(hours_of(second_monday).shifts[0].rrule == "FREQ=MONTHLY;BYDAY=2MO");
    CHECK(state_at(second_monday, "2026-11-09T11:00") == OpenState::open);
    CHECK(state_at(second_monday, "2026-11-23T11:00") == OpenState::closed);
    Json fortnight = weekly("MO", "10:00", "12:00");
    fortnight["interval"] = 2;
    CHECK(state_at(Json::array({fortnight}), "2026-11-23T11:00") == OpenState::unknown);  // from when?
    fortnight["dtstart"] = "2026-11-09";
    CHECK(state_at(Json::array({fortnight}), "2026-11-23T11:00") == OpenState::open);
    CHECK(state_at(Json::array({fortnight}), "2026-11-16T11:00") == OpenState::closed);
    const Json once = Json::array({{{"dtstart", "2026-11-25"}, {"opens_at", "10:00"}, {"closes_at", "12:00"}}});
    CHECK(state_at(once, "2026-11-25T11:00") == OpenState::open);
    CHECK(state_at(once, "2026-12-02T11:00") == OpenState::closed);
}

TEST_CASE("a rule says nothing outside the days for which it is known", "[hours]") {
    Json rule = weekly("MO", "09:00", "17:00");
    rule["valid_from"] = "2026-01-01";
    rule["valid_to"] = "2026-06-30";
    CHECK(state_at(Json::array({rule}), "2026-06-29T12:00") == OpenState::open);
    CHECK(state_at(Json::array({rule}), "2026-11-23T12:00") == OpenState::unknown);
}

TEST_CASE("closures close, and the kinds of hours are told apart", "[hours]") {
    Json holder{{"schedules", Json::array({weekly("MO,FR", "09:00", "17:00")})},
                {"porchlight_closures", Json::array({{{"first", "2026-12-25"}, {"last", "2026-12-25"}, {"kind", "open"}, {"effect", "closed"}}})}};
    const auto hours = read_hours(holder, {});
    REQUIRE(hours);
    CHECK(opening_at(*hours, HoursKind::open, *parse_local_minutes("2026-12-25T12:00"), HolidayCalendar{}, "").state == OpenState::closed);
    CHECK(hours_kind_of({{"notes", "Intake"}}) == HoursKind::intake);
    CHECK(hours_kind_of({{"description", "Meals served 12-1"}}) == HoursKind::meal);
    CHECK(hours_kind_of({{"description", "Mon-Fri 9-5, intake until 3"}}) == HoursKind::open);
    CHECK(hours_kind_of({{"notes", "staff on call"}}) == HoursKind::staff_on_call);
}

TEST_CASE("when the service is closed, no place of it with hours of its own is open", "[hours]") {
    auto service = a_service();
    service["service_at_locations"][0]["schedules"] = Json::array({weekly("MO,TU,WE,TH,FR", "09:00", "17:00")});
    service["porchlight_closures"] = Json::array({{{"first", "2026-12-24"}, {"last", "2026-12-25"}, {"kind", "all"}, {"effect", "closed"}}});
    const auto place = candidate_of(service).sites[0];
    const auto state = [&](const char* at) { return opening_at(*place.hours, HoursKind::open, *parse_local_minutes(at), HolidayCalendar{}, "").state; };
    CHECK(state("2026-12-23T12:00") == OpenState::open);
    CHECK(state("2026-12-24T12:00") == OpenState::closed);
}

TEST_CASE("a phone is answered when its own times say so, and unknown while another number is silent", "[hours]") {
    Json told{{"number", "204-555-0100"}, {"attributes", Json::array({{{"taxonomy_term", {{"taxonomy", "Porchlight phone hours"}, {"code", "MO,TU 09:00-17:00; SA 10:00-12:00"}}}}})}};
    auto service = a_service();
    service["phones"] = Json::array({told});
    const auto state = [&](const char* at) { return opening_at(*candidate_of(service).phone_hours, HoursKind::open, *parse_local_minutes(at), HolidayCalendar{}, "").state; };
    CHECK(state("2026-11-24T12:00") == OpenState::open);
    CHECK(state("2026-11-28T11:00") == OpenState::open);
    CHECK(state("2026-11-25T12:00") == OpenState::closed);
    service["phones"].push_back({{"number", "204-555-0199"}});
    CHECK(state("2026-11-25T12:00") == OpenState::unknown);
}

TEST_CASE("hours of the service there come first, then the service's, then the place's", "[record]") {
    auto service = a_service();
    auto& site = service["service_at_locations"][0];
    site["location"]["schedules"] = Json::array({weekly("SU", "09:00", "10:00")});
    CHECK(candidate_of(service).sites[0].hours->shifts[0].weekdays == 64);
    service["schedules"] = Json::array({weekly("MO", "09:00", "10:00")});
    CHECK_FALSE(candidate_of(service).sites[0].hours);
    CHECK(candidate_of(service).hours->shifts[0].weekdays == 1);
    site["schedules"] = Json::array({weekly("TU", "09:00", "10:00")});
    CHECK(candidate_of(service).sites[0].hours->shifts[0].weekdays == 2);
}

TEST_CASE("a record becomes a candidate, with the standing of its source's rules", "[record]") {
    auto source = a_source();
    source.rules = {{"hours", Rule::accept}, {"languages", Rule::reviewed}};
    auto service = a_service();
    service["schedules"] = Json::array({weekly("MO", "09:00", "10:00")});
    service["languages"] = Json::array({{{"name", "Cree"}}, {{"code", "fr-CA"}, {"note", "Tuesdays"}}});
    service["interpretation_services"] = "Telephone interpreters for Spanish and American Sign Language";
    service["attributes"] = Json::array({testing::an_attribute("housing.bed-tonight", "", "Porchlight needs"), testing::an_attribute("cameras.yes", "yes")});
    service["description"] = "Locked doors. No drop-in.";
    service["required_documents"] = Json::array({{{"document", "Photo ID"}}});
    const auto candidate = candidate_of(service, source);
    CHECK(candidate.source == 1);
    CHECK(candidate.zone == "America/Winnipeg");
    CHECK(candidate.holiday_region == "CA-MB");
    CHECK(candidate.active);
    CHECK(candidate.has_phone);
    CHECK(candidate.needs.size() == 1);
    CHECK(candidate.hours->standing == Standing::stated);
    CHECK(candidate.hours->stated_on == *parse_day("2026-10-01"));
    CHECK(candidate.languages_standing == Standing::attested);
    CHECK_FALSE(candidate.languages_complete);
    REQUIRE(candidate.languages.size() == 4);
    CHECK(candidate.languages[1].offer == LanguageOffer::staff_sometimes);
    CHECK(candidate.languages[2].offer == LanguageOffer::interpreter_by_phone);
    CHECK(candidate.eligibility.documents == std::vector<std::string>{"photo-id"});
    CHECK(candidate.sites[0].region->centre == Point{49.8901, -97.1402});
    CHECK(candidate.statements.size() == 2);
    const auto locks = *catalogue().fact("entry-controlled"), drop_in = *catalogue().fact("drop-in");
    const auto has_lead = [&](std::uint16_t fact) {
        return std::any_of(candidate.leads.begin(), candidate.leads.end(), [&](const TextLead& lead) { return lead.fact == fact && lead.value == Value::yes; });
    };
    CHECK(has_lead(locks));
    CHECK_FALSE(has_lead(drop_in));
}

TEST_CASE("nothing recorded is nothing known", "[record]") {
    const auto candidate = candidate_of({{"id", "s"}, {"name", "S"}, {"organization", {{"id", "o"}, {"name", "O"}}}});
    CHECK_FALSE(candidate.hours);
    CHECK_FALSE(candidate.phone_hours);
    CHECK(candidate.languages.empty());
    CHECK(candidate.sites.empty());
    CHECK(candidate.covers.empty());
    CHECK_FALSE(candidate.has_phone);
    CHECK_FALSE(candidate.by_phone_or_online);
    CHECK_FALSE(candidate.eligibility.documents_stated);
    CHECK(candidate.eligibility == [] { Eligibility none; return none; }());
}

TEST_CASE("a form's default ages claim nothing", "[record]") {
    const auto ages = [](Json minimum, Json maximum) {
        const auto out = read_eligibility({{"minimum_age", std::move(minimum)}, {"maximum_age", std::move(maximum)}}, a_source(), {});
        return AgeRange{out.minimum_age, out.maximum_age};
    };
    CHECK(ages(0, 99) == AgeRange{});
    CHECK(ages(0, 120) == AgeRange{});
    CHECK(ages(nullptr, nullptr) == AgeRange{});
    CHECK(ages(0, 17) == AgeRange{std::int16_t{0}, std::int16_t{17}});
    CHECK(ages(18, 99) == AgeRange{std::int16_t{18}, {}});
    CHECK(ages(30, 12) == AgeRange{});
    CHECK(ages(-3, "x") == AgeRange{});
}

TEST_CASE("ages in words are a lead, where they read one way", "[record]") {
    const auto range = [](std::optional<int> low, std::optional<int> high) {
        AgeRange out;
        if (low) out.minimum = static_cast<std::int16_t>(*low);
        if (high) out.maximum = static_cast<std::int16_t>(*high);
        return std::optional(out);
    };
    CHECK(read_ages("Ages: 14-17") == range(14, 17));
    CHECK(read_ages("12 – 24 years old") == range(12, 24));
    CHECK(read_ages("Youth ages 13 to 17") == range(13, 17));
    CHECK(read_ages("18 years old and older") == range(18, {}));
    CHECK(read_ages("55+") == range(55, {}));
    CHECK(read_ages("under 18") == range({}, 17));
    CHECK(read_ages("Ages 21 and under") == range({}, 21));
    for (const auto text : {"Ages: '6-13, 14-17", "ages 12 and 18", "under $18,000", "open 9-5", "12th grade", "families", "2 or 3 years", "children 3 months to 5 years", ""}) {
        INFO(text);
        CHECK_FALSE(read_ages(text));
    }
    const auto lead = read_eligibility({{"eligibility_description", "Ages 13-17"}}, a_source(), *parse_day("2026-10-01"));
    CHECK(lead.minimum_age == 13);
    CHECK(lead.standing == Standing::proposed);
    CHECK_FALSE(lead.stated_on);
}

TEST_CASE("a masked site has its published area and nothing else; phone lines need no place", "[record]") {
    auto service = a_service();
    service["visibility"] = "hidden";
    service["service_at_locations"][0]["porchlight_area"] = {{"lat", 49.89}, {"lon", -97.14}, {"radius_km", 5}, {"name", "Winnipeg"}};
    const auto masked = candidate_of(service);
    CHECK(masked.sites[0].masked);
    CHECK(masked.sites[0].region->radius_km == 5);
    CHECK_FALSE(masked.by_phone_or_online);

    auto line = a_service();
    line["name"] = "Youth Crisis Line";
    line["service_at_locations"] = Json::array();
    line["phones"][0]["description"] = "24/7, answered by staff";
    CHECK(candidate_of(line).by_phone_or_online);
    REQUIRE(candidate_of(line).phone_hours);
    CHECK_FALSE(candidate_of(line).phone_hours->stated_on);
    line["phones"][0]["description"] = "24 hour voice mail";
    CHECK_FALSE(candidate_of(line).phone_hours);

    auto online = a_service();
    online["service_at_locations"][0]["location"]["location_type"] = "virtual";
    CHECK(candidate_of(online).by_phone_or_online);
    CHECK(candidate_of(online).sites[0].virtual_place);
}

TEST_CASE("an outline covers what lies inside it and never more", "[record][areas]") {
    const Json square = {{"service_areas", Json::array({{{"extent", R"({"type":"Polygon","coordinates":[[[-98,49],[-96,49],[-96,51],[-98,51],[-98,49]]]})"}}})}};
    const auto areas = read_areas(square);
    REQUIRE(areas.size() == 1);
    CHECK(areas[0].centre.lat == Approx(50).margin(0.05));
    CHECK(areas[0].radius_km > 60);
    CHECK(areas[0].radius_km < 72);
    CHECK(read_areas({{"service_areas", Json::array({{{"name", "Manitoba"}}, {{"extent", "{\"type\":\"Polygon\"}"}}, {{"extent", "POLYGON((1 2))"}}})}}).empty());
    CHECK(rc::check("each circle lies inside its polygon", [] {
        Json ring = Json::array();
        const auto corners = *rc::gen::inRange(3, 9);
        for (int i = 0; i < corners; ++i) {
            const double angle = 6.2832 * i / corners, radius = 0.1 + 0.01 * *rc::gen::inRange(0, 100);
            ring.push_back({-97 + radius * std::cos(angle), 50 + radius * std::sin(angle)});
        }
        ring.push_back(ring[0]);
        const auto circles = read_areas({{"service_areas", Json::array({{{"extent", Json{{"type", "Polygon"}, {"coordinates", {ring}}}}}})}});
        for (const auto& circle : circles)
            for (const auto& corner : ring)
                RC_ASSERT(distance_km(circle.centre, {corner[1].get<double>(), corner[0].get<double>()}) >= circle.radius_km);
    }));
}

TEST_CASE("a service that has ended is no longer listed", "[record]") {
    for (const auto& [status, active] : std::vector<std::pair<const char*, bool>>{{"active", true}, {"inactive", false}, {"defunct", false}, {"temporarily closed", true}, {"Closed", false}, {"", true}}) {
        auto service = a_service();
        service["status"] = status;
        CHECK(candidate_of(service).active == active);
    }
}

}  // namespace
}  // namespace porchlight
