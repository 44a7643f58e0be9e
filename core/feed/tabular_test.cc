#include <algorithm>
#include <catch2/catch.hpp>

#include "core/feed/feed_testing.h"
#include "core/feed/json_read.h"
#include "core/feed/package.h"
#include "core/feed/row_source.h"
#include "core/feed/tabular.h"

namespace porchlight {
namespace {

using testing::Folder;

CsvPackage package_of(const std::map<std::string, std::string>& files) {
    CsvPackage package;
    for (const auto& [name, text] : files) {
        auto table = parse_csv(name, text);
        REQUIRE(table);
        package.emplace(name, std::move(*table));
    }
    return package;
}

TEST_CASE("CSV is read by RFC 4180, with either line end and a BOM", "[csv]") {
    const auto table = parse_csv("t.csv", "\xEF\xBB\xBF" "ID, Name \r\n1,\"a \"\"b\"\"\r\nc\"\r\n\r\n2, x ,\n3\n4,y,surplus\n5,\xFF\n");
    REQUIRE(table);
    CHECK(table->header == std::vector<std::string>{"id", "name"});
    REQUIRE(table->rows.size() == 3);
    CHECK(table->rows[0].cells[1] == "a \"b\"\r\nc");
    CHECK(table->rows[1].cells == std::vector<std::string>{"2", "x"});
    CHECK(table->rows[1].line == 5);
    CHECK(table->rows[2].cells == std::vector<std::string>{"3", ""});
    CHECK(table->bad_rows == std::vector<std::size_t>{7, 8});
    CHECK_FALSE(parse_csv("t.csv", "id\n\"open"));
    CHECK_FALSE(parse_csv("t.csv", ""));
}

TEST_CASE("the version is told by files and headers", "[tabular]") {
    const auto version = [](std::map<std::string, std::string> files) { return *detect_version(package_of(files)); };
    CHECK(version({{"services.csv", "id,name\n"}}) == "1.1");
    CHECK(version({{"services.csv", "id,name,location_id\n"}}) == "1.0");
    CHECK(version({{"services.csv", "id,name\n"}, {"fees.csv", "id\n"}}) == "1.0");
    CHECK(version({{"services.csv", "id,name\n"}, {"schedules.csv", "id\n"}}) == "2.x");
    CHECK(version({{"services.csv", "id,name\n"}, {"schedules.csv", "id\n"}, {"addresses.csv", "id\n"}}) == "3.x");
    CHECK(version({{"services.csv", "id,name\n"}, {"url.csv", "id\n"}}) == "3.x");
    CHECK(version({{"services.csv", "id,name,eligibility_description\n"}, {"schedules.csv", "id\n"}}) == "3.x");
    CHECK(version({{"services.csv", "id,name\n"}, {"cost_options.csv", "id\n"}}) == "3.x");
    CHECK_FALSE(detect_version(package_of({{"organizations.csv", "id\n"}})));
    CHECK_FALSE(TabularFeed::open(package_of({{"services.csv", "id,title\n"}, {"schedules.csv", "id\n"}})));
}

TEST_CASE("a 1.1 package becomes nested services", "[tabular]") {
    auto feed = TabularFeed::open(package_of({
        {"organizations.csv", "id,name,url\n1,Elm,www.elm.org\n"},
        {"services.csv", "id,organization_id,name,fees,accreditations,is_confidential\n1,1,Beds,Free,x,yes\n2,9,Lost,,,\n1,1,Again,,,\n"},
        {"locations.csv", "id,name,latitude,longitude\n1,Elm House,49.9,-97.1\n"},
        {"services_at_location.csv", "id,service_id,location_id\n1,1,1\n2,1,77\n"},
        {"physical_addresses.csv", "id,location_id,address_1,address_3\n1,1,5 Elm,Rear\n"},
        {"regular_schedules.csv", "id,service_id,weekday,opens_at,closes_at\n,1,1,9:00am,5:00pm\n"},
        {"holiday_schedules.csv", "id,service_id,closed,start_date,end_date\n1,1,true,2026-12-25,\n"},
        {"eligibility.csv", "id,service_id,eligibility\n1,1,teen\n2,,adult\n"},
        {"contacts.csv", "id,service_id,name,phone_areacode,phone_number\n1,1,Ann,204,5550100\n2,1,Bo,305,4841\n"},
        {"taxonomy.csv", "id,name,vocabulary\nBH-1800,Shelter,AIRS\n"},
        {"services_taxonomy.csv", "id,service_id,taxonomy_id\n1,1,BH-1800\n"}}));
    REQUIRE(feed);
    REQUIRE(feed->size() == 2);
    const auto service = feed->service(0).service;
    CHECK(service["organization"]["website"] == "www.elm.org");
    CHECK(service["fees_description"] == "Free");
    CHECK(service["eligibility_description"] == "teen");
    CHECK(service["is_confidential"] == "yes");
    const auto& location = service["service_at_locations"][0]["location"];
    CHECK(location["latitude"] == 49.9);
    CHECK(location["location_type"] == "physical");
    CHECK(location["addresses"][0]["address_2"] == "Rear");
    CHECK(service["schedules"][0]["byday"] == "1");
    CHECK(service["porchlight_closures"][0]["effect"] == "closed");
    CHECK(service["porchlight_closures"][0]["last"] == "2026-12-25");
    CHECK(service["contacts"][0]["phones"][0]["number"] == "204-5550100");
    CHECK_FALSE(service["contacts"][1].contains("phones"));
    CHECK(service["attributes"][0]["taxonomy_term"]["code"] == "BH-1800");
    CHECK(service["attributes"][0]["taxonomy_term"]["taxonomy"] == "AIRS");
    CHECK(feed->service(1).line == 3);
    // The second service of that id is lost, and the row of eligibility that names none.
    REQUIRE(feed->losses().size() == 2);
    CHECK(feed->losses()[0].file == "services.csv");
    CHECK(feed->losses()[0].line == 4);
    CHECK(feed->losses()[1].file == "eligibility.csv");
}

TEST_CASE("a 1.0 package names a service's place, terms, fees and interpreters in ways of its own", "[tabular]") {
    auto feed = TabularFeed::open(package_of({
        {"organizations.csv", "id,name,year_incorporated\n1,Elm,1998\n"},
        {"services.csv", "id,organization_id,location_id,name,taxonomy_ids\n1,1,1,Beds,\"BH-1800, X\"\n2,1,2,Soup,\n3,1,77,Lost,\n"},
        {"services_at_location.csv", "id,service_id,location_id,url,email\n9,2,2,soup.elm.org,soup@elm.org\n"},
        {"locations.csv", "id,organization_id,name\n1,1,Elm House\n2,1,Hall\n"},
        {"fees.csv", "id,service_id,fee\n1,1,Free\n2,1,Meals 5 dollars\n"},
        {"interpretation_services.csv", "id,service_id,language\n1,1,Cree\n2,1,Tagalog\n"},
        {"eligibility.csv", "id,service_id,eligibility\n1,1,Transgender-Female to Male\n"},
        {"taxonomy.csv", "id,name,parent_id,parent_name\nBH-1800,Shelter,,\n"},
        {"phones.csv", "id,service_id,number,department,colour\n1,1,204-555-0100,Front desk,red\n2,,204-555-0101,,\n"},
        {"meta_table_descriptions.csv", "id,name,language,character_set\n1,services,en,utf-8\n"},
        {"reviews.csv", "id,stars\n1,5\n"}}));
    REQUIRE(feed);
    CHECK(feed->version() == "1.0");
    REQUIRE(feed->size() == 3);
    const auto beds = feed->service(0).service;
    CHECK(beds["organization"]["year_incorporated"] == 1998);
    REQUIRE(beds["service_at_locations"].size() == 1);
    CHECK(beds["service_at_locations"][0]["location"]["name"] == "Elm House");
    CHECK_FALSE(beds.contains("location"));
    CHECK(beds["fees_description"] == "Free; Meals 5 dollars");
    CHECK(beds["interpretation_services"] == "Cree; Tagalog");
    CHECK(beds["eligibility_description"] == "Transgender-Female to Male");
    REQUIRE(beds["attributes"].size() == 2);
    CHECK(beds["attributes"][0]["taxonomy_term"]["name"] == "Shelter");
    CHECK(beds["attributes"][1]["taxonomy_term"]["code"] == "X");
    CHECK(beds["phones"][0]["description"] == "Front desk");
    // Named twice, it is one place; what 1.0 says of the place is kept.
    const auto soup = feed->service(1).service;
    REQUIRE(soup["service_at_locations"].size() == 1);
    CHECK(soup["service_at_locations"][0]["description"] == "soup.elm.org");
    CHECK(soup["service_at_locations"][0]["contacts"][0]["email"] == "soup@elm.org");
    // A lost place takes no service with it, and everything else that isn't read is named.
    CHECK(feed->service(2).service["name"] == "Lost");
    std::vector<std::string> lost;
    for (const auto& loss : feed->losses()) {
        CHECK_FALSE(loss.is_service);
        lost.push_back(loss.file + ":" + std::to_string(loss.line) + " " + loss.reason);
    }
    std::sort(lost.begin(), lost.end());
    CHECK(lost == std::vector<std::string>{"phones.csv:2 column colour isn't read", "phones.csv:3 names no owner: can't be joined",
                                           "reviews.csv:2 this table isn't read", "services.csv:4 its location_id points to a row that isn't there"});
}

TEST_CASE("a 2.x package has rules for hours, and terms on whatever they describe", "[tabular]") {
    auto feed = TabularFeed::open(package_of({
        {"organizations.csv", "id,name\no,Elm\n"},
        {"services.csv", "id,organization_id,name,fees\ns,o,Beds,Free\n"},
        {"services_at_location.csv", "id,service_id,location_id,description\nx,s,l,Back door\n"},
        {"locations.csv", "id,name\nl,Elm House\n"},
        {"schedules.csv", "id,service_at_location_id,freq,byday,opens_at,closes_at,interval\n1,x,WEEKLY,\"MO,TU\",09:00,17:00,1\n"},
        {"eligibility.csv", "id,service_id\ne,s\n"},
        {"taxonomy_terms.csv", "id,term,description,taxonomy\nBH-1800,Shelter,,AIRS\nteen,Teenagers,Aged 13 to 19,Ages\n"
                               "11111111-1111-4111-8111-111111111111,Step-free,,Access\n"},
        {"service_attributes.csv", "id,service_id,taxonomy_term_id\n1,s,BH-1800\n"},
        {"other_attributes.csv", "id,link_id,link_type,taxonomy_term_id\n1,e,eligibility,teen\n2,l,location,11111111-1111-4111-8111-111111111111\n3,gone,phone,teen\n"},
        {"languages.csv", "id,service_id,language\n1,s,Cree\n"},
        {"metadata.csv", "id,resource_id,resource_type,last_action_date\n1,s,service,2020-02-01\n"}}));
    REQUIRE(feed);
    CHECK(feed->version() == "2.x");
    REQUIRE(feed->size() == 1);
    const auto service = feed->service(0).service;
    CHECK(service["fees_description"] == "Free");
    CHECK(service["languages"][0]["name"] == "Cree");
    CHECK(service["metadata"][0]["last_action_date"] == "2020-02-01");
    const auto& site = service["service_at_locations"][0];
    CHECK(site["schedules"][0]["byday"] == "MO,TU");
    CHECK(site["schedules"][0]["interval"] == 1);
    const auto& step_free = site["location"]["attributes"][0]["taxonomy_term"];
    CHECK(step_free["name"] == "Step-free");
    CHECK_FALSE(step_free.contains("code"));
    REQUIRE(service["attributes"].size() == 2);
    CHECK(service["attributes"][0]["taxonomy_term"]["code"] == "BH-1800");
    CHECK(service["attributes"][1]["link_type"] == "eligibility");
    CHECK(service["attributes"][1]["taxonomy_term"]["name"] == "Teenagers");
    REQUIRE(feed->losses().size() == 1);
    CHECK(feed->losses()[0].file == "other_attributes.csv");
    CHECK(feed->losses()[0].line == 4);
}

TEST_CASE("a rule that says how often in no number has no times: it would go on for ever", "[tabular]") {
    auto service = testing::a_service();
    service["schedules"] = Json::parse(R"([{"freq": "WEEKLY", "byday": "MO", "dtstart": "2026-01-05", "count": "a few", "opens_at": "09:00", "closes_at": "17:00"}])");
    const auto one = testing::converted(service);
    REQUIRE(one);
    CHECK_FALSE(one->listing.record["schedules"][0].contains("opens_at"));
}

TEST_CASE("a 3.x package is joined, attributes to whatever they describe", "[tabular]") {
    auto feed = TabularFeed::open(package_of({
        {"organizations.csv", "id,name\no,O\n"},
        {"services.csv", "id,organization_id,name,minimum_age\ns,o,S,12\n"},
        {"locations.csv", "id,location_type\nl,virtual\n"},
        {"service_at_location.csv", "id,service_id,location_id\nx,s,l\n"},
        {"phones.csv", "id,location_id,service_id,organization_id,contact_id,service_at_location_id,number\np,l,s,o,,,1\nq,,,o,,,2\n"},
        {"languages.csv", "id,service_id,location_id,phone_id,name\na,,,p,French\n"},
        {"taxonomy_terms.csv", "id,code,name,taxonomy_id\nt,cameras.yes,Cameras,v\n"},
        {"taxonomies.csv", "id,name\nv,Porchlight facts\n"},
        {"attributes.csv", "id,link_id,link_entity,taxonomy_term_id,value\n1,l,location,t,yes\n2,gone,service,t,yes\n3,s,link_entity,t,no\n"},
        {"metadata.csv", "id,resource_id,resource_type,last_action_date\n1,1,attribute,2026-01-02\n"}}));
    REQUIRE(feed);
    const auto service = feed->service(0).service;
    CHECK(service["minimum_age"] == 12);
    CHECK(service["phones"][0]["languages"][0]["name"] == "French");
    CHECK(service["organization"]["phones"][0]["number"] == "2");
    const auto& attribute = service["service_at_locations"][0]["location"]["attributes"][0];
    CHECK(attribute["taxonomy_term"]["taxonomy_detail"]["name"] == "Porchlight facts");
    CHECK(attribute["metadata"][0]["last_action_date"] == "2026-01-02");
    CHECK(service["attributes"][0]["value"] == "no");
    REQUIRE(feed->losses().size() == 1);
    CHECK(feed->losses()[0].line == 3);
}

TEST_CASE("a package is read from a folder, its data folder too, and not past it", "[tabular]") {
    const Folder folder;
    folder.write("feed/datapackage.json", R"({"version": "3.1"})");
    folder.write("feed/data/services.csv", "id,organization_id,name\n1,,A\n");
    auto feed = open_feed(folder.path() / "feed");
    REQUIRE(feed);
    CHECK((*feed)->format() == "HSDS 1.1 package");
    folder.write("feed/services.csv", "id,name\n1,B\n");
    CHECK_FALSE(open_feed(folder.path() / "feed"));  // which of the two?
    folder.write("empty/readme.txt", "nothing");
    CHECK_FALSE(open_feed(folder.path() / "empty"));
}

}  // namespace
}  // namespace porchlight
