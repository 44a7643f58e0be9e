#include "core/upkeep/check_lines.h"

#include "core/evaluate/builders.h"

namespace porchlight {
namespace {

using namespace builders;

const std::string kService = "5f0f9d0e-6c1c-5d0c-9d3e-1e9a6c6b0a01";

Statement says(const char* fact_id, Value value, std::optional<Day> on, Standing standing = Standing::reviewed) {
    Statement out;
    out.subject_id = kService;
    out.fact = fact_id;
    out.value = value;
    out.verified_on = on;
    out.standing = standing;
    return out;
}

std::vector<CheckLine> lines_of(const std::vector<Statement>& statements, const Json& record = Json::object()) {
    return check_lines(record, statements, catalogue());
}

ListingDue due(const std::vector<Statement>& statements, const Json& record = Json::object()) {
    return due_of(lines_of(statements, record), kToday);
}

/// A fact that lives 180 days.
constexpr const char* kHalfYear = "no-id-asked";

}  // namespace

TEST_CASE("a listing is due at three quarters of a fact's time to live, and at its end", "[upkeep][freshness]") {
    REQUIRE(ttl_of(kHalfYear) == 180);
    CHECK(due({says(kHalfYear, Value::yes, days_ago(134))}).step == 0);
    CHECK(due({says(kHalfYear, Value::yes, days_ago(135))}).step == 75);
    CHECK(due({says(kHalfYear, Value::yes, days_ago(179))}).step == 75);
    CHECK(due({says(kHalfYear, Value::yes, days_ago(180))}).step == 100);
    CHECK(due({says(kHalfYear, Value::yes, days_ago(1000))}).step == 100);
}

TEST_CASE("what falls due within a quarter is pulled forward, and nothing is put off", "[upkeep][freshness]") {
    const auto found = due({says(kHalfYear, Value::yes, days_ago(180)),
                            says("takes-minors-without-guardian", Value::yes, days_ago(89)),
                            says("no-guardian-consent-needed", Value::yes, days_ago(0))});
    CHECK(found.lines == 2);
    CHECK(found.overdue == 1);
    CHECK(found.due_on == kToday);
}

TEST_CASE("what lives a year is due a day before the quarter that ends it", "[upkeep][freshness]") {
    REQUIRE(ttl_of("no-guardian-consent-needed") == 365);
    const auto found = due({says("no-guardian-consent-needed", Value::yes, days_ago(273))});
    CHECK(found.step == 75);
    CHECK(found.lines == 1);
}

TEST_CASE("bad news, leads and what nobody dated don't grow old", "[upkeep][freshness]") {
    CHECK(due({says(kHalfYear, Value::no, days_ago(1000))}).step == 0);
    CHECK(due({says(kHalfYear, Value::yes, days_ago(1000), Standing::stated)}).step == 0);
    CHECK(due({says(kHalfYear, Value::yes, std::nullopt)}).step == 0);
    CHECK_FALSE(due({}).due_on);
}

TEST_CASE("each recorded fact is one line, the worse of what contradicts it", "[upkeep][freshness]") {
    const auto lines = lines_of({says(kHalfYear, Value::yes, days_ago(1)), says(kHalfYear, Value::no, days_ago(9)),
                                 says("tells-guardian", Value::no, days_ago(9))});
    REQUIRE(lines.size() == 2);
    for (const auto& line : lines) {
        CHECK(line.value == Value::no);
        CHECK(line.fades == (line.fact == catalogue().fact("tells-guardian")));
    }
}

TEST_CASE("hours and phones are lines too, as old as the record's own day", "[upkeep][freshness]") {
    Json record = {{"id", kService},
                   {"assured_date", format_day(days_ago(90))},
                   {"schedules", Json::array({{{"freq", "WEEKLY"}}})},
                   {"fees_description", "Nothing"}};
    const auto lines = lines_of({}, record);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].key == "detail/schedules");
    CHECK(due({}, record).step == 100);
    CHECK(due({}, record).lines == 2);
    record.erase("assured_date");
    CHECK(due({}, record).step == 0);
}

TEST_CASE("a hidden site's phones and addresses are no line", "[upkeep][freshness]") {
    const Json site = {{"location", {{"addresses", Json::array({{{"address_1", "1 Street"}}})}}}};
    Json record = {{"id", kService}, {"service_at_locations", Json::array({site})}};
    CHECK(lines_of({}, record).size() == 1);
    record["service_at_locations"][0]["porchlight_hidden"] = true;
    CHECK(lines_of({}, record).empty());
}

}  // namespace porchlight
