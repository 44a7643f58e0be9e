#include "indexer/corrections_export.h"

#include <catch2/catch.hpp>

#include "core/feed/feed_testing.h"

namespace porchlight {
namespace {

ConfirmedValue a_value(const std::string& field, Json theirs, Json ours) {
    ConfirmedValue out;
    out.service_id = out.subject_id = testing::a_service()["id"];
    out.source_key = "17";
    out.field = field;
    out.theirs = std::move(theirs);
    out.ours = std::move(ours);
    out.on = Day{std::chrono::days{20'717}};
    out.method = Method::call_back;
    return out;
}

ConfirmedValue a_fact(const std::string& fact) {
    auto out = a_value(fact, "no", "yes");
    out.is_fact = true;
    return out;
}

std::string fact_for(Audience audience) {
    for (const auto& fact : testing::catalogue().facts())
        if (fact.audience == audience) return fact.id;
    FAIL("no such fact");
    return {};
}

TEST_CASE("a source's owner gets field, its value, ours, date and method, as CSV", "[corrections]") {
    CHECK(corrections_row(a_value("description", "Old, words", "=Right words"), testing::a_service()) ==
          "17,11111111-1111-4111-8111-111111111111,\"Warm Meals\",description,,\"Old, words\",\"'=Right words\",\"Old, words\",2026-09-21,call_back\r\n");
    auto phones = a_value("phones", nullptr, Json::array({{{"number", "204-555-0101"}}}));
    phones.offered = Json("later");
    CHECK(corrections_row(phones, testing::a_service()).find(",phones,,,\"[{\"\"number\"\":\"\"204-555-0101\"\"}]\",later,") != std::string::npos);
}

TEST_CASE("as HSDS each value stands in the metadata of its service", "[corrections]") {
    const auto record = corrections_record(testing::a_service(), {a_value("description", "Old words", "Right words")});
    REQUIRE(record["metadata"].size() == 1);
    const auto& one = record["metadata"][0];
    CHECK(one["field_name"] == "description");
    CHECK(one["previous_value"] == "Old words");
    CHECK(one["replacement_value"] == "Right words");
    CHECK(one["last_action_date"] == "2026-09-21");
    CHECK(one["updated_by"] == "reviewed: call_back");
}

TEST_CASE("what only staff may know, or the public reads otherwise, doesn't leave without --staff", "[corrections]") {
    auto record = testing::a_service();
    auto hidden_site = a_fact(fact_for(Audience::anyone));
    hidden_site.subject = Subject::site;
    hidden_site.subject_id = "99999999-9999-4999-8999-999999999999";
    const std::vector<ConfirmedValue> values = {a_fact(fact_for(Audience::anyone)), a_fact(fact_for(Audience::staff)), hidden_site,
                                                a_value("name", "House of Elms", "Elm House"), a_value("description", "Old", record["description"])};
    const auto open = that_may_leave(values, record, testing::catalogue(), false);
    REQUIRE(open.size() == 2);
    CHECK(open[0].field == fact_for(Audience::anyone));
    CHECK(open[1].field == "description");
    CHECK(that_may_leave(values, record, testing::catalogue(), true).size() == 3);
}

}  // namespace
}  // namespace porchlight
