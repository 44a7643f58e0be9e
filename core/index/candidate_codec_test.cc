#include "core/index/candidate_codec.h"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/index/candidate_table.h"
#include "core/index/fields.h"

using namespace porchlight;

namespace {

Day day(int number) { return Day{std::chrono::days{number}}; }

/// A candidate in which every member differs from its default.
Candidate full_candidate() {
    Candidate out;
    out.service_id = *parse_uuid("11111111-2222-4333-8444-555555555555");
    out.organization_id = *parse_uuid("99999999-2222-4333-8444-555555555555");
    out.source = 3;
    out.zone = "America/Winnipeg";
    out.holiday_region = "CA-MB";
    out.by_phone_or_online = true;
    out.assured_on = day(20000);
    out.needs = {1, 200};
    out.statements = {{7, Value::yes, Standing::attested, Method::visit, 2, day(20100), "72"},
                      {8, Value::no, Standing::proposed, Method::import, 0, std::nullopt, ""}};
    out.leads = {{9, Value::yes}, {10, Value::no}};
    out.languages = {{"fr-CA", LanguageOffer::interpreter_by_phone}};
    out.languages_complete = true;
    out.languages_stated_on = day(-5);
    out.languages_standing = Standing::stated;
    out.eligibility = {std::int16_t{0}, std::int16_t{24}, true, {"women"}, {"photo-id"}, true, day(1), Standing::reviewed};
    Hours hours;
    hours.shifts = {{HoursKind::intake, 0x41, "FREQ=MONTHLY;BYDAY=2MO", 1320, 480, day(1), day(2), day(3), day(4)},
                    {HoursKind::open, 0x1f, "", 0, 1440, {}, {}, {}, {}}};
    hours.exceptions = {{HoursKind::meal, HoursException::Effect::special, day(10), day(12), 600, 60}};
    hours.stated_on = day(20100);
    hours.standing = Standing::stated;
    out.hours = hours;
    out.phone_hours = hours;
    out.covers = {{{50.5, -97.25}, 12.5}};
    Site site;
    site.id = out.service_id;
    site.masked = true;
    site.region = Region{{-50.123456, 179.999999}, 3};
    site.statements = out.statements;
    site.languages = out.languages;
    site.hours = hours;
    site.covers = out.covers;
    Site bare;
    bare.virtual_place = true;
    out.sites = {site, bare};
    out.has_phone = true;
    return out;
}

}  // namespace

TEST_CASE("a candidate comes back as it was written", "[index]") {
    const auto written = full_candidate();
    Candidate read;
    REQUIRE(decode(encode(written), read));
    CHECK(read == written);
}

TEST_CASE("reading into a used candidate leaves nothing of the one before", "[index]") {
    Candidate read = full_candidate();
    const Candidate plain;
    REQUIRE(decode(encode(plain), read));
    CHECK(read == plain);
}

TEST_CASE("bytes that aren't a whole candidate are refused, never half read", "[index]") {
    const auto bytes = encode(full_candidate());
    Candidate read;
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_FALSE(decode(std::string_view(bytes).substr(0, length), read));
    CHECK_FALSE(decode(bytes + "x", read));
    auto other_version = bytes;
    other_version[0] = 77;
    CHECK_FALSE(decode(other_version, read));
}

TEST_CASE("any bytes at all end in an answer", "[index]") {
    CHECK(rc::check("random and flipped bytes", [] {
        auto bytes = encode(full_candidate());
        const auto at = *rc::gen::inRange<std::size_t>(1, bytes.size());
        bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
        Candidate read;
        static_cast<void>(decode(bytes, read));
        static_cast<void>(decode(*rc::gen::string<std::string>(), read));
    }));
}

TEST_CASE("a table gives each document its bytes, and changes share the rest", "[index]") {
    CandidateTable::Builder builder;
    builder.add(1, "one");
    builder.add(5, "five");
    builder.add(3000, "far");
    const auto before = builder.finish();
    CHECK(before->find(1) == "one");
    CHECK(before->find(2).empty());
    CHECK(before->find(3000) == "far");
    CHECK(before->find(999999).empty());
    const auto after = before->with({{5, "cinq"}, {1, ""}, {70000, "new"}, {5, "fünf"}});
    CHECK(after->find(5) == "fünf");
    CHECK(after->find(1).empty());
    CHECK(after->find(70000) == "new");
    CHECK(after->find(3000) == "far");
    CHECK(before->find(5) == "five");
}

TEST_CASE("a term is never longer than the engine takes, nor cut within a letter", "[index]") {
    const auto cut = term("Z", std::string(63, 'a') + "é" + std::string(300, 'b'));
    CHECK(cut.size() <= kLongestTerm);
    CHECK(cut == "Z" + std::string(63, 'a'));
    CHECK(term("Z", std::string("a\0b", 3)) == "Zab");
}
