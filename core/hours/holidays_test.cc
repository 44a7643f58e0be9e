#include "core/hours/holidays.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

using namespace porchlight;

namespace {

Day day(const char* text) {
    return *parse_day(text);
}

/// A file that is gone at the end of the test.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                ("holidays-" + std::to_string(::getpid()) + ".json")) {
        std::ofstream(path_) << text;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

Result<HolidayCalendar> load(const std::string& text) {
    const TemporaryFile file(text);
    return HolidayCalendar::load(file.path());
}

std::string holiday(const std::string& rule, const std::string& regions = R"(["CA"])") {
    return R"({"holidays":[{"id":"x","name":{"en":"Name"},"regions":)" + regions + R"(,"rule":)" +
           rule + "}]}";
}

bool falls(const std::string& rule, const char* on) {
    return load(holiday(rule))->is_holiday(day(on), "CA");
}

}  // namespace

TEST_CASE("a fixed day comes every year", "[holidays]") {
    CHECK(falls(R"({"month":7,"day":1})", "2026-07-01"));
    CHECK(falls(R"({"month":7,"day":1})", "2031-07-01"));
    CHECK_FALSE(falls(R"({"month":7,"day":1})", "2026-07-02"));
}

TEST_CASE("the nth weekday of a month", "[holidays]") {
    CHECK(falls(R"({"month":9,"weekday":"MO","nth":1})", "2026-09-07"));
    CHECK(falls(R"({"month":11,"weekday":"TH","nth":4})", "2026-11-26"));
    CHECK(falls(R"({"month":5,"weekday":"MO","nth":-1})", "2026-05-25"));
    CHECK_FALSE(falls(R"({"month":9,"weekday":"MO","nth":1})", "2026-09-14"));
}

TEST_CASE("a month without a fifth Monday has no such holiday", "[holidays]") {
    for (const char* each : {"2026-09-28", "2026-10-05", "2026-09-07"})
        CHECK_FALSE(falls(R"({"month":9,"weekday":"MO","nth":5})", each));
}

TEST_CASE("the Monday before May 25 is Victoria Day", "[holidays]") {
    const char* rule = R"({"month":5,"weekday":"MO","before_day":25})";
    CHECK(falls(rule, "2026-05-18"));
    CHECK(falls(rule, "2027-05-24"));
    CHECK_FALSE(falls(rule, "2026-05-25"));
}

TEST_CASE("Easter moves, and Good Friday with it", "[holidays]") {
    const char* rule = R"({"easter":-2})";
    for (const char* each : {"2024-03-29", "2025-04-18", "2026-04-03", "2027-03-26", "2038-04-23"})
        CHECK(falls(rule, each));
    CHECK(falls(R"({"easter":1})", "2026-04-06"));
}

TEST_CASE("a holiday on a weekend may be kept on a weekday as well", "[holidays]") {
    // 2026-07-04 is a Saturday, 2027-07-04 a Sunday.
    const char* nearest = R"({"month":7,"day":4,"observed":"nearest"})";
    CHECK(falls(nearest, "2026-07-04"));
    CHECK(falls(nearest, "2026-07-03"));
    CHECK(falls(nearest, "2027-07-05"));
    CHECK_FALSE(falls(nearest, "2026-07-06"));
    const char* monday = R"({"month":7,"day":4,"observed":"monday"})";
    CHECK(falls(monday, "2026-07-06"));
    CHECK_FALSE(falls(monday, "2026-07-03"));
    CHECK(falls(R"({"month":1,"day":1,"observed":"nearest"})", "2021-12-31"));
}

TEST_CASE("a province has its own holidays and those of its country", "[holidays]") {
    HolidayCalendar calendar;
    calendar.add("CA", {.month = 7, .day = 1, .name = {{"en", "Canada Day"}}});
    calendar.add("CA-QC", {.month = 6, .day = 24, .name = {{"en", "Saint-Jean"}}});
    CHECK(calendar.is_holiday(day("2026-07-01"), "CA-QC"));
    CHECK(calendar.is_holiday(day("2026-07-01"), "CA-MB"));
    CHECK(calendar.is_holiday(day("2026-06-24"), "CA-QC"));
    CHECK_FALSE(calendar.is_holiday(day("2026-06-24"), "CA-MB"));
    CHECK_FALSE(calendar.is_holiday(day("2026-06-24"), "CA"));
    CHECK_FALSE(calendar.is_holiday(day("2026-07-01"), "US-FL"));
    CHECK_FALSE(calendar.is_holiday(day("2026-07-01"), ""));
}

TEST_CASE("days far from now are worked out from the rule", "[holidays]") {
    HolidayCalendar calendar;
    calendar.add("CA", {.month = 7, .day = 1, .name = {}});
    CHECK(calendar.is_holiday(day("1980-07-01"), "CA"));
    CHECK(calendar.is_holiday(day("2150-07-01"), "CA"));
    CHECK_FALSE(calendar.is_holiday(day("2150-07-02"), "CA"));
}

TEST_CASE("a holiday's name comes in the language, its parent, or English", "[holidays]") {
    HolidayCalendar calendar;
    calendar.add("CA",
                 {.month = 7, .day = 1, .name = {{"en", "Canada Day"}, {"fr", "Fête du Canada"}}});
    CHECK(calendar.name_on(day("2026-07-01"), "CA-MB", "fr") == "Fête du Canada");
    CHECK(calendar.name_on(day("2026-07-01"), "CA-MB", "fr-CA") == "Fête du Canada");
    CHECK(calendar.name_on(day("2026-07-01"), "CA-MB", "cr") == "Canada Day");
    CHECK(calendar.name_on(day("2026-07-02"), "CA-MB", "en").empty());
}

TEST_CASE("a file that isn't what it should be names file, pointer and reason", "[holidays]") {
    const auto [text, pointer] = GENERATE(table<std::string, std::string>({
        {"[]", "#"},
        {R"({"holidays":{}})", "#"},
        {"{", "#"},
        {R"({"holidays":[1]})", "#/holidays/0"},
        {holiday(R"({"month":13,"day":1})"), "#/holidays/0/rule"},
        {holiday(R"({"month":2,"day":30})"), "#/holidays/0/rule"},
        {holiday(R"({"month":2})"), "#/holidays/0/rule"},
        {holiday(R"({"month":2,"day":1,"extra":1})"), "#/holidays/0/rule"},
        {holiday(R"({"month":9,"weekday":"MO","nth":0})"), "#/holidays/0/rule"},
        {holiday(R"({"month":9,"weekday":"MO","nth":6})"), "#/holidays/0/rule"},
        {holiday(R"({"month":9,"weekday":"Monday","nth":1})"), "#/holidays/0/rule"},
        {holiday(R"({"easter":"-2"})"), "#/holidays/0/rule"},
        {holiday(R"({"month":7,"day":1,"observed":"friday"})"), "#/holidays/0/rule/observed"},
        {holiday(R"({"month":7,"day":1})", "[]"), "#/holidays/0/regions"},
        {holiday(R"({"month":7,"day":1})", R"("CA")"), "#/holidays/0/regions"},
        {R"({"holidays":[{"id":"x","name":{"fr":"N"},"regions":["CA"],"rule":{"easter":1}}]})",
         "#/holidays/0/name"},
        {R"({"holidays":[{"id":"x","names":{},"regions":["CA"],"rule":{"easter":1}}]})",
         "#/holidays/0/names"},
    }));
    CAPTURE(text);
    const auto calendar = load(text);
    REQUIRE_FALSE(calendar);
    CHECK(calendar.error().kind == ErrorKind::bad_request);
    CHECK(calendar.error().where.find(pointer) != std::string::npos);
    CHECK(calendar.error().message.find("holidays-") != std::string::npos);
}

TEST_CASE("a holiday file that isn't there is unavailable, not an empty calendar", "[holidays]") {
    CHECK(HolidayCalendar::load("no/such/file.json").error().kind == ErrorKind::unavailable);
}

TEST_CASE("the committed holidays load", "[holidays]") {
    const std::filesystem::path file = PORCHLIGHT_SOURCE_DIR "/data/holidays.json";
    if (!std::filesystem::exists(file)) return;
    const auto calendar = HolidayCalendar::load(file);
    if (!calendar) FAIL(calendar.error().message + " " + calendar.error().where);
    CHECK(calendar->is_holiday(day("2026-07-01"), "CA-MB"));
    CHECK(calendar->is_holiday(day("2026-12-25"), "US-FL"));
}
