#include "core/store/merge.h"

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

Statement from(const std::string& source, Statement statement) {
    statement.source = source;
    return statement;
}

std::vector<StoredStatement> held(std::vector<Statement> statements) {
    std::vector<StoredStatement> rows;
    for (auto& each : statements) rows.push_back({from("feed", std::move(each)), {}, false, {}});
    return rows;
}

Merged merge(const std::vector<StoredStatement>& before, std::vector<Statement> said) {
    for (auto& each : said) each.source = "feed";
    return merge_statements(before, said, "feed", &is_unfavourable);
}

/// "yes", "no" for what holds, "(yes)" for proposals, "+" where carried.
std::string summary(const Merged& merged) {
    std::string text;
    for (const auto& row : merged.statements) {
        const std::string value(to_string(row.statement.value));
        if (!text.empty()) text += ' ';
        text += row.disposition == Disposition::proposal ? "(" + value + ")" : value;
        if (row.carried) text += '+';
    }
    return text;
}

}  // namespace

TEST_CASE("good news is replaced by what its source says now", "[merge]") {
    const auto before = held({says("locked-doors", Value::yes)});
    CHECK(summary(merge(before, {says("locked-doors", Value::no)})) == "no");
    CHECK(summary(merge(before, {})).empty());
    CHECK(merge(before, {}).for_review == 0);
}

TEST_CASE("an import doesn't lift bad news", "[merge]") {
    const auto before = held({says("hazard-id", Value::yes)});
    const auto contradicted = merge(before, {says("hazard-id", Value::no)});
    CHECK(summary(contradicted) == "yes+ (no)");
    CHECK(contradicted.for_review == 1);
    const auto silent = merge(before, {});
    CHECK(summary(silent) == "yes+");
    CHECK(silent.for_review == 1);
    CHECK(summary(merge(before, {says("hazard-id", Value::yes)})) == "yes");
}

TEST_CASE("what waits for review is counted once", "[merge]") {
    const auto first = merge(held({says("hazard-id", Value::yes)}), {says("hazard-id", Value::no)});
    const auto again = merge(first.statements, {says("hazard-id", Value::no)});
    CHECK(summary(again) == "yes+ (no)");
    CHECK(again.for_review == 0);
    CHECK(summary(merge(again.statements, {says("hazard-id", Value::yes)})) == "yes");
}

TEST_CASE("neither value of a choice is lifted, so that both stand", "[merge]") {
    const auto before = held({says("choice-cameras", Value::no)});
    const auto merged = merge(before, {says("choice-cameras", Value::yes)});
    CHECK(summary(merged) == "no+ yes");
    CHECK(merged.for_review == 1);
    CHECK(summary(merge(merged.statements, {says("choice-cameras", Value::yes)})) == "no+ yes");
}

TEST_CASE("statements of other sources stay as they are", "[merge]") {
    std::vector<StoredStatement> before = {{from("desk", says("hazard-id", Value::no)), {}, false, {}}};
    CHECK(summary(merge(before, {says("hazard-id", Value::yes)})) == "no yes");
    CHECK(summary(merge(before, {})) == "no");
}

TEST_CASE("what was reviewed stays until bad news comes", "[merge]") {
    auto before = held({says("locked-doors", Value::yes, "a", Standing::reviewed)});
    before[0].submission_id = 7;
    CHECK(summary(merge(before, {})) == "yes");
    const auto repeated = merge(before, {says("locked-doors", Value::yes)});
    CHECK(summary(repeated) == "yes (yes)");
    CHECK(repeated.statements[0].submission_id == 7);
    CHECK(summary(merge(before, {says("locked-doors", Value::no)})) == "no");
}

TEST_CASE("the same fact of another subject is another statement", "[merge]") {
    const auto before = held({says("hazard-id", Value::yes, "one site")});
    CHECK(summary(merge(before, {says("hazard-id", Value::no, "another site")})) == "yes+ no");
}
