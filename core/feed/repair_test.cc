#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/feed/feed_testing.h"
#include "core/feed/json_read.h"
#include "core/feed/repair.h"
#include "core/feed/repair_place.h"
#include "core/feed/repair_text.h"
#include "core/feed/repair_time.h"
#include "core/feed/utf8.h"

namespace porchlight {
namespace {

std::string repaired(std::string_view text, TextUse use = TextUse::prose) {
    RepairKinds kinds;
    return repair_text(text, use, kinds);
}

bool has_repair(const RepairLog& log, RepairKind kind) { return log.counts[static_cast<std::size_t>(kind)] > 0; }

RepairLog repair(Json& record, const SourceSettings& source = testing::a_source()) {
    RepairLog log;
    repair_shape(record, log);
    repair_record(record, source, testing::catalogue(), log);
    return log;
}

TEST_CASE("text that was read in another encoding is read anew", "[repair]") {
    CHECK(repaired("AttorneyGÇÖs Office") == "Attorney’s Office");
    CHECK(repaired("GÇ£YouthGÇ¥ GÇô 12 to 18") == "“Youth” – 12 to 18");
    CHECK(repaired("Itâ€™s free") == "It’s free");
    CHECK(repaired("CafÃ© MontrÃ©al") == "Café Montréal");
    CHECK(repaired("MÃ©tis â€” and Itâ€™s") == "Métis — and It’s");
    CHECK(repaired("C+íncer") == "Cáncer");
}

TEST_CASE("text that is right stays, whatever its language", "[repair]") {
    for (const std::string_view text : {"Café Montréal", "Guardería para niños", "ᓀᐦᐃᔭᐍᐏᐣ", "مأوى للنساء", "避难所", "AT&T; Foo & Bar",
                                        "ages < 18 and > 12", "mail <name@example.org>", "Ñandú Öl ÅÄ", "C# and #1", "a+b"})
        CHECK(repaired(text) == text);
}

TEST_CASE("whole mojibake of any text is undone exactly", "[repair]") {
    CHECK(rc::check("UTF-8 read as Latin-1 comes back", [] {
        const auto codes = *rc::gen::container<std::vector<char32_t>>(rc::gen::inRange<char32_t>(0x21, 0x24F));
        std::string text, wrong;
        for (const auto code : codes) append_utf8(text, code);
        for (const char byte : text) append_utf8(wrong, static_cast<unsigned char>(byte));
        bool changed = false;
        RC_ASSERT(repair_mojibake(wrong, changed) == text);
    }));
}

TEST_CASE("entities are decoded, twice escaped ones too, and tags go", "[repair]") {
    CHECK(repaired("Food &amp; clothing") == "Food & clothing");
    CHECK(repaired("a&amp;nbsp;b &#39;c&#39; &eacute; &#x2014;") == "a b 'c' é —");
    CHECK(repaired("&lt;p&gt;First&lt;/p&gt;&lt;p&gt;Second&lt;/p&gt;") == "First\nSecond");
    CHECK(repaired("<ul><li>One<li>Two</ul><script>alert(1)</script>") == "One\nTwo");
    CHECK(repaired("&unknown; &#xD800; &#99999999;") == "&unknown; &#xD800; &#99999999;");
}

TEST_CASE("marks and escapes of the source's programs go", "[repair]") {
    CHECK(repaired("First.\\n\\nSecond.\\n\\n###MON###") == "First.\n\nSecond.");
    CHECK(repaired("####COL#### text ###MON##") == "text");
    CHECK(repaired("12 \xC2\xAD 24 years") == "12 – 24 years");
    CHECK(repaired("zero\xE2\x80\x8Bwidth") == "zerowidth");
    CHECK(repaired("  two   blanks  ") == "two blanks");
}

TEST_CASE("an address of the web keeps what would be a tag or an escape elsewhere", "[repair]") {
    CHECK(repaired("http://x.org/a?b=1&amp;c=\\n", TextUse::url) == "http://x.org/a?b=1&c=\\n");
}

TEST_CASE("repairing twice changes nothing more", "[repair]") {
    CHECK(rc::check("repair_text is idempotent on what it repaired", [] {
        const auto parts = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("GÇÖ", "&amp;", "amp;", "<p>", "\\n", "###MON###", " ", "é", "a", "\xC2\xAD", "&#39;", "\n"));
        std::string text;
        for (const auto& part : parts) text += part;
        // Text that only comes together by a repair may be repaired again; what must hold is that it ends.
        auto once = text;
        for (int i = 0; i < 40; ++i) once = repaired(once);
        RC_ASSERT(repaired(once) == once);
        RC_ASSERT(is_utf8(once));
    }));
}

TEST_CASE("times are read where they say which half of the day they mean", "[repair][time]") {
    const auto minute = [](std::string_view text) { const auto clock = read_clock(text); return clock ? clock->minute : -1; };
    CHECK(minute("9:00am") == 540);
    CHECK(minute("9:0am") == 540);
    CHECK(minute("9 a.m.") == 540);
    CHECK(minute("830am") == 510);
    CHECK(minute("12:00am") == 0);
    CHECK(minute("12:00pm") == 720);
    CHECK(minute("17:00:00") == 1020);
    CHECK(minute("17h30") == 1050);
    CHECK(minute("24:00") == 1440);
    CHECK(minute("noon") == 720);
    CHECK(minute("Midnight") == 1440);
    CHECK(minute("09:00-05:00") == 540);
    for (const auto text : {"9", "900", "25:00", "9:75am", "13:00pm", "09:00Z", "6:300pm", "5:00pm Mon", "8:00m", "", "soon"})
        CHECK(minute(text) == -1);
}

TEST_CASE("a pair of times is kept only where it reads one way", "[repair][time]") {
    CHECK(read_shift("9:00am", "5:00pm")->closes == 1020);
    CHECK(read_shift("09:00", "17:00")->opens == 540);
    CHECK(read_shift("9:00", "17:00")->opens == 540);
    CHECK(read_shift("22:00", "06:00")->closes == 360);
    CHECK(read_shift("00:00", "24:00")->closes == 1440);
    CHECK_FALSE(read_shift("8:00", "5:00"));
    CHECK_FALSE(read_shift("8:00am", "5:00"));
    CHECK_FALSE(read_shift("8:00", "5:00pm"));
    CHECK_FALSE(read_shift("8:00am", "5:00pm Mon"));
}

TEST_CASE("days are read by name, in ranges and in three languages", "[repair][time]") {
    CHECK(read_days("Monday") == "MO");
    CHECK(read_days("Mon-Fri") == "MO,TU,WE,TH,FR");
    CHECK(read_days("Fri-Mon") == "FR,SA,SU,MO");
    CHECK(read_days("lundi, mercredi") == "MO,WE");
    CHECK(read_days("sábado y domingo") == std::nullopt);
    CHECK(read_days("0") == "SU");
    CHECK(read_days("7") == "SU");
    CHECK(read_days("1") == "MO");
    CHECK(read_days("2MO,-1FR") == "2MO,-1FR");
    CHECK(read_days("daily") == "MO,TU,WE,TH,FR,SA,SU");
    CHECK(read_days("most days") == std::nullopt);
}

TEST_CASE("a date with slashes is read only where day and month can be told apart", "[repair][time]") {
    CHECK(read_date("2013-06-20T10:00:00Z", DateOrder::unclear) == "2013-06-20");
    CHECK(read_date("6/20/13", DateOrder::unclear) == "2013-06-20");
    CHECK(read_date("20/6/2013", DateOrder::unclear) == "2013-06-20");
    CHECK(read_date("5/7/12", DateOrder::unclear) == std::nullopt);
    CHECK(read_date("5/7/12", DateOrder::month_first) == "2012-05-07");
    CHECK(read_date("5/7/12", DateOrder::day_first) == "2012-07-05");
    CHECK(read_date("June 20, 2013", DateOrder::unclear) == "2013-06-20");
    CHECK(read_date("2/30/2013", DateOrder::month_first) == std::nullopt);
}

TEST_CASE("coordinates outside the stated state go, unless one exchange explains them", "[repair][place]") {
    const StatedPlace florida{"US", find_state("FL")};
    CHECK(judge_point(25.8, -80.2, florida) == PointVerdict::keep);
    CHECK(judge_point(-80.2, 25.8, florida) == PointVerdict::swapped);
    CHECK(judge_point(25.8, 80.2, florida) == PointVerdict::sign_missing);
    CHECK(judge_point(51.5, -0.1, florida) == PointVerdict::remove);
    CHECK(judge_point(0, 0, florida) == PointVerdict::remove);
    CHECK(judge_point(0, 0, {}) == PointVerdict::remove);
    CHECK(judge_point(100, 101, {}) == PointVerdict::remove);
    CHECK(judge_point(45.76, 4.83, {}) == PointVerdict::keep);
    CHECK(judge_point(51.5, -0.1, {"CA", nullptr}) == PointVerdict::remove);
}

TEST_CASE("a state and a country that contradict each other remove no coordinates", "[repair][place]") {
    auto record = testing::a_service();
    auto& location = record["service_at_locations"][0]["location"];
    location["addresses"][0]["state_province"] = "AK";
    location["latitude"] = 61.2;
    location["longitude"] = -149.9;
    repair(record);
    CHECK(record["service_at_locations"][0]["location"]["latitude"] == 61.2);
}

TEST_CASE("a country is inferred only where state and postal code agree", "[repair][place]") {
    const auto country_of = [](const char* state, const char* postal) {
        auto record = testing::a_service();
        auto& address = record["service_at_locations"][0]["location"]["addresses"][0];
        record["service_at_locations"][0]["location"].erase("latitude");
        record["service_at_locations"][0]["location"].erase("longitude");
        address["country"] = "   ";
        address["state_province"] = state;
        address["postal_code"] = postal;
        repair(record);
        return std::string(text_of(record["service_at_locations"][0]["location"]["addresses"][0], "country"));
    };
    CHECK(country_of("FL ", "33157") == "US");
    CHECK(country_of("MB", "R3C 1A1") == "CA");
    CHECK(country_of("CA", "94103") == "US");
    CHECK(country_of("WA", "6000").empty());
    CHECK(country_of("FL", "R3C 1A1").empty());
    CHECK(country_of("FL", "").empty());
    CHECK(country_of("Florida", "") == "US");
}

TEST_CASE("nothing is made up: what is unclear stays out", "[repair]") {
    auto record = testing::a_service();
    record["minimum_age"] = "18";
    record["maximum_age"] = "grown up";
    record["assured_date"] = "5/7/12";
    record["email"] = nullptr;
    record["status"] = "Active";
    record["url"] = "www.example.org";
    record["languages"] = Json::array({{{"name", "English, Spanish"}}, {{"name", "None"}}, {{"name", "whatever, French"}}});
    record["schedules"] = Json::array({{{"freq", "weekly"}, {"byday", "Monday"}, {"opens_at", "8:00am"}, {"closes_at", "5:00"}},
                                       {{"byday", "Tuesday"}, {"opens_at", "9:0am"}, {"closes_at", "24:00"}}});
    const auto log = repair(record);
    CHECK(record["minimum_age"] == 18);
    CHECK_FALSE(record.contains("maximum_age"));
    CHECK_FALSE(record.contains("assured_date"));
    CHECK_FALSE(record.contains("email"));
    CHECK(record["status"] == "active");
    CHECK(record["url"] == "http://www.example.org");
    CHECK(record["languages"].size() == 3);
    CHECK(record["languages"][0]["code"] == "en");
    CHECK(record["languages"][1]["code"] == "es");
    CHECK(record["languages"][2]["name"] == "whatever, French");
    CHECK_FALSE(record["schedules"][0].contains("opens_at"));
    CHECK(record["schedules"][0]["byday"] == "MO");
    CHECK(record["schedules"][1]["opens_at"] == "09:00");
    CHECK(record["schedules"][1]["closes_at"] == "23:59");
    CHECK(has_repair(log, RepairKind::time_removed));
    CHECK(has_repair(log, RepairKind::date_removed));
    const auto before = std::find_if(log.repairs.begin(), log.repairs.end(), [](const Repair& one) { return one.kind == "date-removed"; });
    REQUIRE(before != log.repairs.end());
    CHECK(before->before == "5/7/12");
    CHECK(before->path == "/assured_date");
}

TEST_CASE("members of the wrong type are wrapped or left out, and repeats dropped", "[repair]") {
    auto record = testing::a_service();
    record["phones"] = {{"number", 2045550101}};
    record["contacts"] = "nobody";
    record["languages"] = Json::array({1, {{"id", "a"}, {"name", "French"}}, {{"id", "b"}, {"name", "French"}}});
    const auto log = repair(record);
    CHECK(record["phones"][0]["number"] == "2045550101");
    CHECK_FALSE(record.contains("contacts"));
    CHECK(record["languages"].size() == 1);
    CHECK(has_repair(log, RepairKind::wrong_type));
    CHECK(has_repair(log, RepairKind::repeated));
}

}  // namespace
}  // namespace porchlight
