#include "core/hsds/query.h"

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

Result<HsdsQuery> read(std::string_view text, HsdsKind kind = HsdsKind::service) {
    const auto parameters = read_query_string(text);
    if (!parameters) return tl::unexpected(parameters.error());
    return read_hsds_query(kind, *parameters);
}

std::string fault(std::string_view text, HsdsKind kind = HsdsKind::service) {
    const auto query = read(text, kind);
    REQUIRE_FALSE(query);
    return query.error().message.substr(0, query.error().message.find(':')) + query.error().where;
}

}  // namespace

TEST_CASE("a query is read with its escapes, and words are folded", "[hsds]") {
    const auto query = read("search=Caf%C3%A9+de%20nuit&page=3&per_page=200&minimal=false&full=true");
    REQUIRE(query);
    CHECK(query->filter.search == " cafe de nuit");
    CHECK(query->page == 3);
    CHECK(query->per_page == 200);
    CHECK(query->full);
    CHECK(read("")->per_page == 50);
}

TEST_CASE("a date counts from its first second, in UTC, and an offset is taken into account", "[hsds]") {
    const auto at = [](const std::string& text) { return format_instant(*read("modified_after=" + text)->filter.modified_after); };
    CHECK(at("2026-11-25") == "2026-11-25T00:00:00Z");
    CHECK(at("2026-11-25T10:11:12Z") == "2026-11-25T10:11:12Z");
    CHECK(at("2026-11-25T10:11:12-05:00") == "2026-11-25T15:11:12Z");
}

TEST_CASE("what can't be read is refused with the parameter's name", "[hsds]") {
    CHECK(fault("page=0") == "bad_value/page");
    CHECK(fault("per_page=1001") == "bad_value/per_page");
    CHECK(fault("modified_after=yesterday") == "bad_value/modified_after");
    CHECK(fault("organization_id=x") == "bad_value/organization_id");
    CHECK(fault("page=1&page=1") == "given_twice/page");
    CHECK(fault("proximity=5", HsdsKind::service_at_location) == "postcode_missing/proximity");
    CHECK(fault("postcode=R3C&proximity=-5", HsdsKind::service_at_location) == "bad_value/proximity");
    // Never a word of the request: it may be anything.
    CHECK(fault("colour=red") == "unknown_parameter");
    CHECK(fault("a=%f") == "bad_escape");
    // Of another list.
    CHECK(fault("top_only=true") == "unknown_parameter");
}

TEST_CASE("a minimal list comes in one page where it fits", "[hsds]") {
    CHECK(read("minimal=true")->per_page == kMostPerMinimalPage);
    CHECK(read("minimal=true&per_page=5000")->per_page == 5000);
}
