#include "searchd/problem.h"

#include <catch2/catch.hpp>

#include "core/base/json.h"

using namespace porchlight;

namespace {

Problem of_body(const std::string& body) {
    return problem_of_json(parse_json(body).error(), body);
}

}  // namespace

TEST_CASE("an error's code stands before its colon", "[problem]") {
    const auto problem = problem_of(
        Error{ErrorKind::bad_request, "unknown_id: no such fact", "/constraints/0/fact"});
    CHECK(problem.status == 400);
    CHECK(problem.code == "unknown_id");
    CHECK(problem.detail == "no such fact");
    CHECK(problem.pointer == "/constraints/0/fact");
    CHECK(problem_of(Error{ErrorKind::bad_request, "Two words: no code", {}}).code ==
          "bad_request");
}

TEST_CASE("an error that isn't the caller's says nothing of ours", "[problem]") {
    for (const auto kind : {ErrorKind::corrupt, ErrorKind::unavailable, ErrorKind::not_found}) {
        const auto problem = problem_of(Error{kind, "secret /srv/db/path.sqlite", "/srv/secret"});
        CHECK(to_json_text(problem).find("secret") == std::string::npos);
        CHECK(to_json_text(problem).find("srv") == std::string::npos);
    }
    CHECK(problem_of(Error{ErrorKind::unavailable, "x", {}}).status == 503);
    CHECK(problem_of(Error{ErrorKind::corrupt, "x", {}}).status == 500);
}

TEST_CASE("signing in helps, or waiting does", "[problem]") {
    const auto ended = problem_of(Error{ErrorKind::signed_out, "session_ended: It has ended.", {}});
    CHECK(ended.status == 401);
    CHECK(ended.code == "session_ended");
    const auto often = problem_of(Error{ErrorKind::too_often, "wait: Wait.", "35"});
    CHECK(often.status == 429);
    CHECK(often.retry_after == 35);
    CHECK(problem_of(Error{ErrorKind::forbidden, "own_account: No.", {}}).code == "own_account");
    CHECK(problem_of(Error{ErrorKind::forbidden, "no leave", {}}).code == "check_in_first");
}

TEST_CASE("what is wrong with a JSON text has its own code", "[problem]") {
    CHECK(of_body(R"({"a":1,"a":2})").code == "duplicate_key");
    CHECK(of_body(R"({"a":1,"a":2})").pointer == "/a");
    CHECK(of_body(std::string(17, '[')).code == "too_deep");
    CHECK(of_body("[1e400]").code == "bad_json");
    CHECK(of_body("{\"a\":\"\xff\"}").code == "bad_utf8");
    CHECK(of_body("{").code == "bad_json");
}

TEST_CASE("a problem is valid JSON whatever its pointer holds", "[problem]") {
    const auto text = to_json_text(
        {400, "unknown_member", "no", std::string("/\xff") + std::string(5000, 'x'), true});
    const auto json = Json::parse(text);
    CHECK(json.at("status") == 400);
    CHECK(json.at("title") == "Bad Request");
    CHECK(text.size() < 600);
}
