#include "core/checkin/hand_over.h"

#include <catch2/catch.hpp>

#include "core/feed/feed_testing.h"
#include "core/feed/json_read.h"

using namespace porchlight;
using porchlight::testing::a_service;
using porchlight::testing::an_attribute;

namespace {

const std::filesystem::path kData = std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data";

template <class T>
T loaded(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

Wording all_words() {
    auto wording = loaded(
        Wording::load(kData / "messages" / "server.json", kData / "catalogue" / "schema"));
    const auto locales = loaded(load_locales(kData / "locales", kData / "catalogue" / "schema"));
    for (const auto& locale : locales)
        if (const auto added = wording.add(locale); !added)
            throw std::runtime_error(added.error().message);
    return wording;
}

/// What all hand-overs of these tests are made with: 24 November 2026, a Tuesday.
struct Desk {
    DirectorySettings settings = loaded(load_directory_settings(kData, {}));
    HolidayCalendar holidays = loaded(HolidayCalendar::load(kData / "holidays.json"));
    Wording wording = all_words();
    PhraseBook phrases{settings.catalogue};
    RecordReader records{settings.catalogue, settings.crosswalks, nullptr, {"", "test"}};
    std::vector<CrisisLine> lines = loaded(load_crisis_lines(kData, {}, "CA"));

    HandOverParts parts(const std::string& language = "en") const {
        return {settings, records, holidays, wording, phrases, lines,
                Instant{*parse_day("2026-11-24")}, language};
    }
};

const Desk& desk() {
    static const Desk made;
    return made;
}

/// The listing that a feed's service becomes.
StoredListing stored(const Json& service) {
    const auto one = loaded(testing::converted(service));
    StoredListing out;
    out.service_id = one.listing.service_id;
    out.organization_id = one.listing.organization_id;
    out.short_id = "abcdefg2";
    out.source = "test";
    out.language = one.listing.language;
    out.visibility = one.listing.visibility;
    out.record = one.listing.record.dump();
    out.statements = one.listing.statements;
    return out;
}

Json handed_over(const Json& service, const std::string& language = "en") {
    const auto listing = stored(service);
    return hand_over_json(listing, Json::parse(listing.record), desk().parts(language));
}

/// The text of the card's line with this label; "none" where there is no such line.
std::string line(const Json& hand_over, const std::string& label) {
    for (const auto& each : hand_over.at("card").at("lines"))
        if (each.at("label") == label) return each.at("text");
    return "none";
}

Json weekly(const std::string& days, const std::string& opens, const std::string& closes) {
    return {{"id", "99999999-9999-4999-8999-999999999999"}, {"freq", "WEEKLY"}, {"byday", days},
            {"opens_at", opens}, {"closes_at", closes}};
}

Json contact(const std::string& name, const std::string& role) {
    Json out{{"id", "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"}, {"name", name}, {"title", "Intake"}};
    out["attributes"] = Json::array({an_attribute("role." + role, "", "Porchlight contact")});
    return out;
}

}  // namespace

TEST_CASE("a card tells whom to call, when and where, and nothing of why", "[checkin]") {
    auto service = a_service();
    service["schedules"] = Json::array({weekly("MO,TU,WE,TH,FR", "09:00", "17:00")});
    service["contacts"] = Json::array({contact("Rosa Bell", "primary")});
    const auto made = handed_over(service);
    CHECK(made.at("card").at("title") == "Elm House");
    CHECK(line(made, "Phone") == "204-555-0101");
    CHECK(line(made, "Address") == "482 Quillfeather Avenue, Winnipeg, MB, R3C 9Z9");
    CHECK(line(made, "Ask for") == "Rosa Bell");
    CHECK(made.at("number") == "204-555-0101");
    CHECK(made.at("code") == "tel:+12045550101");
    const auto card = made.at("card").dump();
    for (const auto* word : {"http", "2026", "Warm Meals", "lunch", "Intake"})
        CHECK(card.find(word) == std::string::npos);
}

TEST_CASE("the agency's own words are marked with their language, ours aren't", "[checkin]") {
    const auto made = handed_over(a_service(), "fr");
    const auto lines = made.at("card").at("lines");
    for (const auto& each : lines) {
        if (each.at("label") == "Adresse") CHECK(each.at("language") == "en");
        if (each.at("label") == "Téléphone") CHECK(each.at("language").is_null());
    }
    CHECK(line(made, "Heures") == "Pas connues : appeler d’abord");
}

TEST_CASE("a name that says what is done there is no title, but is on the card", "[checkin]") {
    auto service = a_service();
    service["organization"]["name"] = "Corvane Youth Shelter";
    const auto made = handed_over(service);
    CHECK(made.at("card").at("title") == "A number to call");
    CHECK(line(made, "Name") == "Corvane Youth Shelter");
}

TEST_CASE("a card is neutral where the listing asks for it, isn't public or has a hidden site",
          "[checkin]") {
    auto asks = a_service();
    asks["attributes"] = Json::array({an_attribute("neutral", "", "Porchlight card")});
    auto organization_asks = a_service();
    organization_asks["organization"]["attributes"] =
        Json::array({an_attribute("neutral", "", "Porchlight card")});
    auto staff = a_service();
    staff["visibility"] = "staff";
    auto hidden = a_service();
    hidden["service_at_locations"][0]["visibility"] = "hidden";
    for (const auto& service : {asks, organization_asks, staff, hidden}) {
        const auto made = handed_over(service);
        const auto card = made.at("card").dump();
        INFO(card);
        CHECK(made.at("card").at("title") == "A number to call");
        CHECK(card.find("Elm House") == std::string::npos);
        CHECK(line(made, "Phone") == "204-555-0101");
    }
    for (const auto& service : {staff, hidden})
        CHECK(handed_over(service).at("card").dump().find("Quillfeather") == std::string::npos);
}

TEST_CASE("where it isn't certain how to dial, a code leads to the neutral page or nowhere",
          "[checkin]") {
    auto service = a_service();
    service["phones"][0]["number"] = "204-555-0101 x 4";
    CHECK(handed_over(service).at("code") == "/i/abcdefg2");
    service["visibility"] = "staff";
    CHECK(handed_over(service).at("code").is_null());
    auto silent = a_service();
    silent.erase("phones");
    silent["service_at_locations"][0]["location"].erase("phones");
    const auto made = handed_over(silent);
    CHECK(made.at("number").is_null());
    CHECK(made.at("code") == "/i/abcdefg2");
    CHECK(line(made, "Phone") == "none");
}

TEST_CASE("the primary contact comes first, then the backup", "[checkin]") {
    auto service = a_service();
    service["contacts"] = Json::array(
        {contact("Desk", "other"), contact("Sam Oak", "backup"), contact("Rosa Bell", "primary")});
    const auto contacts = handed_over(service).at("contacts");
    REQUIRE(contacts.size() == 3);
    CHECK(contacts[0].at("name") == "Rosa Bell");
    CHECK(contacts[1].at("name") == "Sam Oak");
    CHECK(line(handed_over(service), "Ask for") == "Rosa Bell");
}

TEST_CASE("hours are told as an ordinary week, and as said where nobody checked them", "[checkin]") {
    auto service = a_service();
    service["schedules"] = Json::array(
        {weekly("MO,TU,WE,TH,FR", "09:00", "17:00"), weekly("SA", "10:00", "14:00")});
    CHECK(line(handed_over(service), "Hours") ==
          "Their listing says: Monday to Friday: 09:00 to 17:00; Saturday: 10:00 to 14:00");
    service["schedules"] = Json::array({weekly("MO,WE,FR,SA", "11:30", "14:00")});
    CHECK(line(handed_over(service), "Hours") ==
          "Their listing says: Monday, Wednesday, Friday to Saturday: 11:30 to 14:00");
    service["schedules"] = Json::array({weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00")});
    CHECK(line(handed_over(service), "Hours") == "Their listing says: Open day and night");
    service["schedules"] = Json::array({weekly("FR", "22:00", "06:00")});
    CHECK(line(handed_over(service, "fr"), "Heures") ==
          "Leur fiche dit : vendredi : 22:00 à 06:00");
}

TEST_CASE("days are put apart as the language of the card does", "[checkin]") {
    auto service = a_service();
    service["schedules"] = Json::array(
        {weekly("MO,WE,FR", "09:00", "17:00"), weekly("SA", "10:00", "14:00")});
    const auto arabic = line(handed_over(service, "ar"), "الأوقات");
    CHECK(arabic.find("؛ ") != std::string::npos);
    CHECK(arabic.find("، ") != std::string::npos);
    CHECK(arabic.find_first_of(",;") == std::string::npos);
}

TEST_CASE("the script names the service and a contact, and no participant", "[checkin]") {
    auto service = a_service();
    service["contacts"] = Json::array({contact("Rosa Bell", "primary")});
    const auto script = handed_over(service).at("script");
    REQUIRE(script.size() == 5);
    CHECK(script[0] == "Hello. I’m calling to ask about Warm Meals.");
    CHECK(script[1] == "May I speak with Rosa Bell?");
    for (const auto& sentence : script)
        for (const auto* word : {"she ", "he ", "participant", "years", "client"})
            CHECK(sentence.get<std::string>().find(word) == std::string::npos);
}

TEST_CASE("after hours it is the service's own number, else the crisis lines", "[checkin]") {
    const auto lines = handed_over(a_service()).at("after_hours").at("phones");
    REQUIRE(lines.size() == desk().lines.size());
    CHECK(lines[0].at("number") == "911");
    auto service = a_service();
    service["phones"].push_back({{"id", "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"},
                                 {"number", "204-555-0144"},
                                 {"description", "After hours"}});
    const auto own = handed_over(service).at("after_hours").at("phones");
    REQUIRE(own.size() == 1);
    CHECK(own[0].at("number") == "204-555-0144");
}

TEST_CASE("what could come next begins where the service stands", "[checkin]") {
    const auto next = handed_over(a_service()).at("next");
    REQUIRE(next.size() == 4);
    CHECK(next[0].at("phase") == "immediate");
    CHECK(next[3].at("phase") == "transition");
}
