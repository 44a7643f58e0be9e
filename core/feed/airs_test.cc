// AIRS XML as iCarol writes it, and XML that means harm.
#include <sys/resource.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/feed/airs.h"
#include "core/feed/directory_settings.h"
#include "core/feed/feed_testing.h"
#include "core/feed/import.h"
#include "core/feed/json_read.h"
#include "core/feed/row_source.h"

namespace porchlight {
namespace {

using testing::a_source;
using testing::Folder;

std::string source_of(const std::string& agencies) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Source SoftwareVendor=\"iCarol\" SchemaVersion=\"3.0\">\n" + agencies + "</Source>\n";
}

std::string a_site(const std::string& key, const std::string& street, const std::string& services, const std::string& address_flags = "Confidential=\"false\"") {
    return "<Site><Key>" + key + "</Key><Name>House " + key + "</Name><SiteDescription>A house.</SiteDescription><PhysicalAddress " + address_flags + "><Line1>" + street +
           "</Line1><City>Langley</City><State>BC</State><ZipCode>V2Y 0A2</ZipCode><Country>CA</Country></PhysicalAddress>"
           "<Phone Confidential=\"false\"><PhoneNumber>604-555-0111</PhoneNumber><Type>Phone1</Type></Phone>" +
           services + "<SpatialLocation><Datum>49.08, -122.6</Datum><Latitude>49.087284</Latitude><Longitude>-122.607918</Longitude></SpatialLocation></Site>\n";
}

std::string a_service_element(const std::string& key, const std::string& name, const std::string& more = {}) {
    return "<SiteService><Name>" + name + "</Name><Key>" + key + "</Key><Description>Helps.</Description>" + more +
           "<ResourceInfo AvailableForDirectory=\"true\" AvailableForReferral=\"true\" DateLastVerified=\"2026-04-14\"/></SiteService>";
}

std::string an_agency(const std::string& content, const std::string& flags = "ExcludeFromWebsite=\"false\"") {
    return "<Agency " + flags + "><Key>7</Key><Name>Elm Society</Name><AgencyDescription>Helps people.</AgencyDescription>" + content + "</Agency>\n";
}

struct Read {
    std::vector<Json> services;
    std::vector<std::string> lost;
};

Read read(const std::string& text) {
    const Folder folder;
    auto feed = open_feed(folder.write("feed.xml", text));
    REQUIRE(feed);
    CHECK((*feed)->format() == "AIRS XML");
    Read out;
    for (;;) {
        auto row = (*feed)->next();
        REQUIRE(row);
        if (!*row) break;
        out.services.push_back(*(*row)->value);
    }
    for (const auto& loss : (*feed)->unjoined()) out.lost.push_back(std::to_string(loss.line) + " " + loss.reason);
    return out;
}

Result<ImportReport> import(const Folder& folder, Store& store, const std::string& text) {
    auto settings = a_source("bc");
    settings.zone = "America/Vancouver";
    settings.region = "CA-BC";
    settings.crosswalks = {"airs"};
    static const auto data = load_directory_settings(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data", {});
    REQUIRE(data);
    const ImportSettings into{settings, testing::catalogue(), data->crosswalks, ImportScope::partial, Instant{std::chrono::seconds{1795478400}}, {}, 2};
    return import_feed(store, folder.write("feed.xml", text), into);
}

std::unique_ptr<Store> a_store(const Folder& folder) {
    auto store = open_store("sqlite://" + (folder.path() / "store.db").string(), StoreAccess::read_write, bad_news_of(testing::catalogue()));
    REQUIRE(store);
    return std::move(*store);
}

TEST_CASE("an AIRS agency becomes services with their places, words, terms and the day of the last check", "[airs]") {
    const auto more = "<AKA><Name>Night Beds</Name><Confidential>false</Confidential></AKA><AKA><Name>Old name</Name><Confidential>true</Confidential></AKA>"
                      "<Phone Confidential=\"false\"><PhoneNumber>604-555-0112</PhoneNumber><Extension>12</Extension><Type>Hotline</Type></Phone>"
                      "<Phone Confidential=\"false\"><PhoneNumber/><Type>Fax</Type></Phone>"
                      "<TimeOpen><Monday><From>9:00 AM</From><To>5:00 PM</To></Monday><Tuesday><From/><To/></Tuesday><Notes>Closed at noon</Notes></TimeOpen>"
                      "<Seasonal><Description>Winter only</Description><StartDate>2026-11-01</StartDate><EndDate>2027-03-31</EndDate></Seasonal>"
                      "<Languages><Name>Punjabi</Name><Notes>Tuesdays</Notes></Languages><Languages><Name>Interpretation available</Name></Languages>"
                      "<Taxonomy><Code>BH-1800</Code></Taxonomy><Taxonomy><Code>LR-1700</Code><Code>YF-3000</Code></Taxonomy>"
                      "<GeographicAreaServed><City>Langley</City><State>BC</State><Country>Canada</Country></GeographicAreaServed>"
                      "<URL><Address>elm.example/beds</Address><Note/></URL><Email><Address>beds@elm.example</Address></Email>";
    const auto out = read(source_of(an_agency("<Phone><PhoneNumber>604-555-0100</PhoneNumber></Phone>" + a_site("8", "5 Elm", a_service_element("9", "Beds", more)))));
    CHECK(out.lost.empty());
    REQUIRE(out.services.size() == 1);
    const auto& service = out.services[0];
    CHECK(service["organization"]["name"] == "Elm Society");
    CHECK(service["organization"]["phones"][0]["number"] == "604-555-0100");
    CHECK(service["alternate_name"] == "Night Beds");
    CHECK(service["assured_date"] == "2026-04-14");
    CHECK(service["url"] == "elm.example/beds");
    CHECK(service["email"] == "beds@elm.example");
    CHECK(service["languages"] == Json::parse(R"([{"name": "Punjabi", "note": "Tuesdays"}])"));
    CHECK(service["interpretation_services"] == "Interpretation available");
    CHECK(service["attributes"][0]["taxonomy_term"]["code"] == "BH-1800");
    CHECK(service["attributes"][1]["taxonomy_term"]["code"] == "LR-1700 * YF-3000");
    const auto& site = service["service_at_locations"][0];
    CHECK(site["service_areas"][0]["name"] == "Langley, BC, Canada");
    CHECK(site["phones"].size() == 1);
    CHECK(site["phones"][0]["number"] == "604-555-0112 x12");
    CHECK(site["phones"][0]["description"] == "Hotline");
    REQUIRE(site["schedules"].size() == 2);
    CHECK(site["schedules"][0]["byday"] == "MO");
    CHECK(site["schedules"][0]["opens_at"] == "9:00 AM");
    CHECK(site["schedules"][0]["valid_to"] == "2027-03-31");
    CHECK(site["schedules"][1]["description"] == "Closed at noon, Winter only");
    CHECK(site["location"]["addresses"][0]["address_1"] == "5 Elm");
    CHECK(site["location"]["latitude"] == "49.087284");
}

TEST_CASE("a service at two sites is one service, checked when the older of its records was", "[airs]") {
    auto second = a_service_element("9", "Beds", "<Taxonomy><Code>BD-1800</Code></Taxonomy>");
    second.replace(second.find("2026-04-14"), 10, "2020-01-02");
    const auto out = read(source_of(an_agency(a_site("8", "5 Elm", a_service_element("9", "Beds", "<Taxonomy><Code>LR-1700</Code></Taxonomy>")) + a_site("10", "6 Oak", second))));
    REQUIRE(out.services.size() == 1);
    CHECK(out.services[0]["service_at_locations"].size() == 2);
    CHECK(out.services[0]["attributes"].size() == 2);
    CHECK(out.services[0]["assured_date"] == "2020-01-02");
    CHECK_FALSE(out.services[0].contains("x_unchecked"));
}

TEST_CASE("what isn't read of an AIRS file has a line in the report, without its text", "[airs]") {
    const auto out = read(source_of("<Other>secretvalue</Other>\n" + an_agency("\n<Mood>secretvalue</Mood>" + a_site("8", "5 Elm", "") + "<Site Delete=\"true\"><Key>secretvalue</Key></Site>")));
    REQUIRE(out.services.size() == 1);
    CHECK(out.services[0] == Json::parse(R"({"services": []})"));
    CHECK(out.lost == std::vector<std::string>{"3 an element beside the Agencies isn't read", "5 a Site without a SiteService", "6 a Site that its source deleted", "5 Mood isn't read"});
}

TEST_CASE("what AIRS calls confidential reaches no store", "[airs][hidden]") {
    const auto beds = a_service_element("9", "Beds", "<Phone Confidential=\"false\"><PhoneNumber>604-555-7001</PhoneNumber></Phone>");
    const auto agency = GENERATE_COPY(
        an_agency(a_site("8", "5 Canarystreet", beds, "Confidential=\"true\"")), an_agency(a_site("8", "5 Canarystreet", beds, "Confidential=\" Yes \"")),
        an_agency(a_site("8", "5 Canarystreet<!-- --></Line1><ReasonWithheld>safety</ReasonWithheld><Line1>", beds)),
        an_agency("<AgencyLocation><PhysicalAddress Confidential=\"true\"><Line1>5 Canarystreet</Line1><City>Langley</City></PhysicalAddress></AgencyLocation>" + a_site("8", "5 Canarystreet", beds)),
        an_agency(a_site("8", "5 Canarystreet", beds), "Confidential=\"1\""),
        an_agency(a_site("8", "5 Canarystreet", a_service_element("9", "Beds", "<Confidential>true</Confidential><Phone><PhoneNumber>604-555-7001</PhoneNumber></Phone>"))),
        an_agency(a_site("8", "5 Canarystreet", a_service_element("9", "Beds", "<Phone><PhoneNumber>604-555-7001</PhoneNumber></Phone><Taxonomy><Code>BH-1800.1500-080</Code></Taxonomy>"))));
    const Folder folder;
    const auto store = a_store(folder);
    const auto report = import(folder, *store, source_of(agency));
    REQUIRE(report);
    CHECK(report->hidden == 1);
    CHECK(report->hidden_sites == 1);
    const auto keys = store->live_keys();
    REQUIRE(keys);
    REQUIRE(keys->size() == 1);
    const auto record = store->listing((*keys)[0].service_id)->record;
    for (const std::string canary : {"anarystreet", "V2Y", "49.08", "555-7001", "555-0111"}) {
        INFO(canary);
        CHECK(record.find(canary) == std::string::npos);
        CHECK(report->to_json().dump().find(canary) == std::string::npos);
    }
}

TEST_CASE("a shelter without a flag is for staff, a confidential phone is gone, an excluded agency is for staff", "[airs][hidden]") {
    const Folder folder;
    const auto store = a_store(folder);
    const auto phones = "<Phone Confidential=\"true\"><PhoneNumber>604-555-7001</PhoneNumber></Phone><Phone Confidential=\"false\"><PhoneNumber>604-555-0123</PhoneNumber></Phone>";
    const auto report = import(folder, *store, source_of(an_agency(a_site("8", "5 Elm", a_service_element("9", "Beds", std::string(phones) + "<Taxonomy><Code>BH-1800</Code></Taxonomy>") +
                                                                                            a_service_element("10", "Soup"))) +
                                                         "<Agency ExcludeFromWebsite=\"true\"><Key>70</Key><Name>Oak</Name>" + a_site("80", "6 Oak", a_service_element("90", "Talk")) + "</Agency>"));
    REQUIRE(report);
    CHECK(report->added == 3);
    CHECK(report->staff == 2);
    CHECK(report->hidden == 0);
    bool found = false;
    const auto keys = store->live_keys();
    for (const auto& key : *keys) {
        const auto record = store->listing(key.service_id)->record;
        CHECK(record.find("555-7001") == std::string::npos);
        found = found || record.find("604-555-0123") != std::string::npos;
    }
    CHECK(found);
}

// --- harm ----------------------------------------------------------------------------------------

std::string refusal(const std::string& text) {
    const Folder folder;
    const auto store = a_store(folder);
    const auto report = import(folder, *store, text);
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == ErrorKind::bad_request);
    CHECK(store->live_keys()->empty());
    return report.error().message;
}

TEST_CASE("XML that means harm ends with its file, its line and a sentence, and stores nothing", "[airs][hostile]") {
    const auto whole = source_of(an_agency(a_site("8", "5 Elm", a_service_element("9", "Beds"))));
    std::string laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE Source [\n<!ENTITY a0 \"ha\">\n";
    for (int i = 1; i < 30; ++i) {
        laughs += "<!ENTITY a" + std::to_string(i) + " \"";
        for (int k = 0; k < 10; ++k) laughs += "&a" + std::to_string(i - 1) + ";";
        laughs += "\">\n";
    }
    CHECK(refusal(laughs + "]>\n<Source><Agency><Name>&a29;</Name></Agency></Source>").starts_with("feed.xml:2: it has a document type declaration"));
    CHECK(refusal("<!DOCTYPE Source [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Source><Agency><Name>&x;</Name></Agency></Source>").starts_with("feed.xml:1: it has a document type"));
    CHECK(refusal("<!DOCTYPE Source SYSTEM \"http://127.0.0.1:9/x.dtd\"><Source/>").starts_with("feed.xml:1: it has a document type"));
    CHECK(refusal("<!DOCTYPE Source [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]><Source/>").starts_with("feed.xml:1: it has a document type"));
    std::string deep = "<Source>\n<Agency>\n";
    for (int i = 0; i < 100'000; ++i) deep += "<a>\n";
    CHECK(refusal(deep) == "feed.xml:33: its elements are nested too deep");
    CHECK(refusal(whole.substr(0, whole.size() - 40)).find("it was cut off") != std::string::npos);
    CHECK(refusal("<Source>\n<Agency>\n</Wrong></Source>") == "feed.xml:3: a tag is closed that isn't the open one");
    CHECK(refusal("<Source>\n<Agency><Name>&secretvalue;</Name></Agency></Source>") == "feed.xml:2: it uses an entity that XML itself doesn't have");
    CHECK(refusal("<Source>\n<Agency><Name>\x01</Name></Agency></Source>").starts_with("feed.xml:2: a character isn't allowed"));
    CHECK(refusal("<html><body/></html>").starts_with("feed.xml:1: its root isn't <Source>"));
    CHECK(refusal("<Source SchemaVersion=\"4.0\"/>").find("another AIRS schema") != std::string::npos);
    CHECK(refusal("") .find("feed.xml:1: ") == 0);
    CHECK(refusal("{}").find("feed.xml:1: ") == 0);
    // The good agency before the fault isn't stored either.
    CHECK(refusal(whole.substr(0, whole.find("</Source>")) + "<Agency>&x;</Agency></Source>").find("feed.xml:") == 0);
}

TEST_CASE("an element, an attribute or a tag without end is refused before it fills the memory", "[airs][hostile]") {
    const auto before = [] {
        rusage use{};
        getrusage(RUSAGE_SELF, &use);
        return use.ru_maxrss;
    };
    const auto peak = before();
    const std::string megabyte(std::size_t{1} << 20, 'x');
    const auto feed_until_refused = [&](const std::string& start, const std::string& piece) {
        XmlSplitter splitter([](const XmlElement&) { return Result<void>{}; }, [](const XmlElement&) { return Result<void>{}; });
        auto fed = splitter.feed(start);
        for (int i = 0; i < 512 && fed; ++i) fed = splitter.feed(piece);
        REQUIRE_FALSE(fed);
        return fed.error().message;
    };
    std::string tags;
    for (int i = 0; i < 100'000; ++i) tags += "<a b='c'/>";
    CHECK(feed_until_refused("<Source>\n<Agency>", megabyte).starts_with("2: one of its elements is too large"));
    CHECK(feed_until_refused("<Source>\n<Agency>", tags).starts_with("2: one of its elements is too large"));
    CHECK(feed_until_refused("<Source>\n<Agency a=\"", megabyte).starts_with("2: "));
    CHECK(feed_until_refused("<Source>\n<", megabyte).starts_with("2: "));
    CHECK(feed_until_refused("<!DOCTYPE Source [<!ENTITY a \"", megabyte).starts_with("1: "));
    // In KiB; a sanitizer keeps what was freed.
#ifndef __SANITIZE_ADDRESS__
    CHECK(before() - peak < 300 * 1024);
#endif
}

}  // namespace
}  // namespace porchlight
