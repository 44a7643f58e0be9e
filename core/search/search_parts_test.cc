#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/search/cursor.h"
#include "core/search/request.h"
#include "core/search/spelling.h"

using namespace porchlight;

namespace {

const Catalogue& catalogue() {
    static const auto loaded =
        Catalogue::load(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data/catalogue");
    if (!loaded) FAIL(loaded.error().message);
    return *loaded;
}

Result<Request> parse(const std::string& text, Role role = Role::staff) {
    const auto json = parse_json(text);
    if (!json) return tl::unexpected(json.error());
    return parse_request(*json, catalogue(), role);
}

/// The pointer of the fault, or "" where there is none.
std::string fault_at(const std::string& text, Role role = Role::staff) {
    const auto request = parse(text, role);
    return request ? "" : request.error().where;
}

Position position(Class result, Answered answered, int questions, double score) {
    Position out;
    out.result = result;
    out.answered = answered;
    out.open_questions = questions;
    out.score = score;
    out.service_id = *parse_uuid("11111111-2222-4333-8444-555555555555");
    return out;
}

}  // namespace

TEST_CASE("an empty request asks for everything, ten at a time", "[request]") {
    const auto request = parse("{}");
    REQUIRE(request);
    CHECK(request->limit == 10);
    CHECK(request->language == "en");
}

TEST_CASE("a fault names the field", "[request]") {
    CHECK(fault_at(R"({"txt":"bed"})") == "/txt");
    CHECK(fault_at(R"({"text":5})") == "/text");
    CHECK(fault_at(R"({"needs":["housing.bed-tonight","nothing.such"]})") == "/needs/1");
    CHECK(fault_at(R"({"limit":51})") == "/limit");
    CHECK(fault_at(R"({"limit":2.5})") == "/limit");
    CHECK(fault_at(R"({"near":{"lat":91,"lon":0}})") == "/near/lat");
    CHECK(fault_at(R"({"near":{"lat":49,"lon":0,"alt":1}})") == "/near/alt");
    CHECK(fault_at(R"({"within_km":5})") == "/within_km");
    CHECK(fault_at(R"({"when":{"at":"2026-02-30T10:00"}})") == "/when/at");
    CHECK(fault_at(R"({"when":{"now":true,"after_hours":true}})") == "/when");
    CHECK(fault_at(R"({"constraints":[{"fact":"no-id-askd"}]})") == "/constraints/0/fact");
    CHECK(fault_at(R"({"avoid":{"areas":[{"lat":1,"lon":2}]}})") == "/avoid/areas/0/radius_km");
    CHECK(fault_at(R"({"participant":{"age":-1}})") == "/participant/age");
    CHECK(fault_at(R"({"cursor":7})") == "/cursor");
}

TEST_CASE("a choice fact needs to be told what is wanted", "[request]") {
    CHECK(fault_at(R"({"constraints":[{"fact":"cameras"}]})") == "/constraints/0/want");
    const auto request = parse(R"({"constraints":[{"fact":"cameras","want":"no"}]})");
    REQUIRE(request);
    CHECK(request->facts[0].want == Value::no);
}

TEST_CASE("a hazard's favourable side is the default", "[request]") {
    const auto request = parse(R"({"constraints":[{"fact":"proof-of-address-asked"}]})");
    REQUIRE(request);
    CHECK(request->facts[0].want == Value::no);
    CHECK(request->facts[0].strength == Strength::required);
}

TEST_CASE("to the public a staff fact is a name that never was", "[request]") {
    const auto staff = parse(R"({"constraints":[{"fact":"cameras","want":"no"}]})", Role::open);
    const auto never = parse(R"({"constraints":[{"fact":"kameras","want":"no"}]})", Role::open);
    REQUIRE_FALSE(staff);
    REQUIRE_FALSE(never);
    CHECK(staff.error().message == never.error().message);
    CHECK(staff.error().where == never.error().where);
}

TEST_CASE("in public only places to keep away from are critical, and nothing is ruled out aloud", "[request]") {
    CHECK(fault_at(R"({"constraints":[{"fact":"free","strength":"critical"}]})", Role::open) ==
          "/constraints/0/strength");
    CHECK(fault_at(R"({"avoid":{"strength":"critical"}})", Role::open).empty());
    CHECK(fault_at(R"({"include":["hold"]})", Role::open) == "/include/0");
    CHECK(fault_at(R"({"include":["hold"]})", Role::staff).empty());
}

TEST_CASE("defaults of strength are those of the contract", "[request]") {
    const auto request = parse(R"({"languages":[{"code":"fr"}],"avoid":{"areas":[{"lat":1,"lon":2,"radius_km":1}]},
        "when":{"now":true},"participant":{"age":16}})");
    REQUIRE(request);
    CHECK(request->languages[0].strength == Strength::preferred);
    CHECK(request->avoid.strength == Strength::critical);
    CHECK(request->time->strength == Strength::required);
    CHECK(request->participant.strength == Strength::required);
}

TEST_CASE("the same question has the same digest on every page of it", "[request]") {
    CHECK(parse(R"({"text":"bed","limit":5})")->digest == parse(R"({"limit":20,"text":"bed"})")->digest);
    CHECK(parse(R"({"text":"bed"})")->digest != parse(R"({"text":"food"})")->digest);
}

TEST_CASE("no score lifts a service over a class", "[order]") {
    const auto meets = position(Class::meets, Answered::no, 0, 0.1);
    const auto ask = position(Class::ask, Answered::yes, 0, 99);
    CHECK(meets.before(ask));
    CHECK_FALSE(ask.before(meets));
}

TEST_CASE("among those to ask, an answered phone comes first, then the fewest questions", "[order]") {
    CHECK(position(Class::ask, Answered::yes, 9, 0).before(position(Class::ask, Answered::unknown, 0, 9)));
    CHECK(position(Class::ask, Answered::unknown, 9, 0).before(position(Class::ask, Answered::no, 0, 9)));
    CHECK(position(Class::ask, Answered::yes, 1, 0).before(position(Class::ask, Answered::yes, 2, 9)));
    CHECK(position(Class::ask, Answered::yes, 1, 9).before(position(Class::ask, Answered::yes, 1, 0)));
}

TEST_CASE("among those to ask, what is about the words comes before an answered phone", "[order]") {
    auto other = position(Class::ask, Answered::yes, 0, 9);
    other.fits_words = false;
    CHECK(position(Class::ask, Answered::no, 9, 0).before(other));
    auto meets = position(Class::meets, Answered::unknown, 0, 1);
    meets.fits_words = false;
    CHECK(meets.before(position(Class::ask, Answered::yes, 0, 9)));
}

TEST_CASE("the order is total", "[order]") {
    CHECK(rc::check("exactly one of two different positions comes first", [] {
        const auto any = [] {
            auto out = position(static_cast<Class>(*rc::gen::inRange(0, 4)),
                                static_cast<Answered>(*rc::gen::inRange(0, 3)),
                                *rc::gen::inRange(0, 3), *rc::gen::inRange(0, 3));
            out.fits_words = *rc::gen::arbitrary<bool>();
            out.service_id.bytes[0] = static_cast<std::uint8_t>(*rc::gen::inRange(0, 3));
            return out;
        };
        const auto a = any(), b = any(), c = any();
        RC_ASSERT(!(a.before(b) && b.before(a)));
        RC_ASSERT(!(a.before(b) && b.before(c)) || a.before(c));
    }));
}

TEST_CASE("a cursor holds no word and serves its own request only", "[cursor]") {
    const CursorMaker cursors, restarted;
    const auto last = position(Class::ask, Answered::yes, 2, 1.25);
    const auto cursor = cursors.make(last, "digest");
    const auto read = cursors.read(cursor, "digest");
    REQUIRE(read);
    CHECK(read->score == last.score);
    CHECK(read->service_id == last.service_id);
    CHECK(cursor.find("digest") == std::string::npos);
    CHECK_FALSE(cursors.read(cursor, "another"));
    CHECK_FALSE(restarted.read(cursor, "digest"));
    auto altered = cursor;
    altered[0] = '3';
    CHECK_FALSE(cursors.read(altered, "digest"));
    CHECK_FALSE(cursors.read("", "digest"));
}

TEST_CASE("a slip is corrected to the nearest word, the likelier of equals", "[spelling]") {
    const Speller speller({{"shelter", 50}, {"shelves", 3}, {"medicaid", 9}, {"food", 90}}, {"daycare"});
    CHECK(speller.correct("sheltr") == "shelter");
    CHECK(speller.correct("hselter").empty());  // The first letter is kept.
    CHECK(speller.correct("sehlter") == "shelter");
    CHECK(speller.correct("medicade") == "medicaid");
    CHECK(speller.correct("dyacare") == "daycare");
}

TEST_CASE("known words, short words and numbers are left alone", "[spelling]") {
    const Speller speller({{"food", 90}, {"good", 900}, {"wic", 3}}, {});
    CHECK(speller.correct("food").empty());
    CHECK(speller.correct("wix").empty());
    CHECK(speller.correct("foo1").empty());
    CHECK(speller.correct("zebra").empty());
}

TEST_CASE("edit distance counts a swap of neighbours once", "[spelling]") {
    CHECK(edit_distance("abcd", "abdc", 3) == 1);
    CHECK(edit_distance("abcd", "abcd", 3) == 0);
    CHECK(edit_distance("abcd", "wxyz", 2) == 3);
    CHECK(edit_distance("", "abc", 5) == 3);
}
