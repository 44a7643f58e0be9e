#include "core/checkin/counters.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "core/feed/feed_testing.h"

using namespace porchlight;
using porchlight::testing::Folder;
using namespace std::chrono_literals;

namespace {

Instant at(const std::string& day, std::chrono::seconds time = 0s) {
    return Instant{*parse_day(day)} + time;
}

/// A book in a folder of its own, at noon UTC.
struct Desk {
    Folder folder;
    FixedClock clock{at("2026-11-24", 12h)};
    std::filesystem::path file = folder.path() / "counters.tsv";
    CounterBook book{file, clock};

    std::string bytes() const {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

Counts counts_of(const std::string& month, std::uint64_t count) {
    return {{{month, Counted::outcome, "a", "reached"}, count}};
}

}  // namespace

TEST_CASE("outcomes stay in memory until the day's hour, and are then in key order", "[counters]") {
    Desk desk;
    desk.book.count("b", Outcome::full);
    desk.book.count("a", Outcome::turned_away);
    desk.book.count("a", Outcome::reached);
    desk.book.count("b", Outcome::full);
    REQUIRE(desk.book.write_if_due());
    CHECK_FALSE(std::filesystem::exists(desk.file));
    desk.clock.set(at("2026-11-25", 9h - 1s));
    REQUIRE(desk.book.write_if_due());
    CHECK_FALSE(std::filesystem::exists(desk.file));
    desk.clock.set(at("2026-11-25", 9h));
    REQUIRE(desk.book.write_if_due());
    CHECK(desk.bytes() ==
          "month\tcounted\tof\twhat\tcount\n"
          "2026-11\toutcome\ta\treached\t1\n2026-11\toutcome\ta\tturned_away\t1\n2026-11\toutcome\tb\tfull\t2\n");
    REQUIRE(desk.book.write_if_due());
    desk.book.count("a", Outcome::reached);
    desk.clock.set(at("2026-12-01", 12h));
    desk.book.count("a", Outcome::reached);
    REQUIRE(desk.book.write_if_due());
    CHECK(desk.book.written()->at({"2026-11", Counted::outcome, "a", "reached"}) == 2);
    CHECK(desk.book.written()->at({"2026-12", Counted::outcome, "a", "reached"}) == 1);
}

TEST_CASE("the bytes don't depend on the order in which outcomes came", "[counters]") {
    Desk one, other;
    one.book.count("a", Outcome::reached);
    one.book.count("b", Outcome::full);
    other.book.count("b", Outcome::full);
    other.book.count("a", Outcome::reached);
    for (auto* desk : {&one, &other}) {
        desk->clock.set(at("2026-11-25", 10h));
        REQUIRE(desk->book.write_if_due());
    }
    CHECK(one.bytes() == other.bytes());
}

TEST_CASE("it is written every day, counted or not: the file's time tells nothing", "[counters]") {
    Desk desk;
    desk.clock.set(at("2026-11-25", 9h));
    REQUIRE(desk.book.write_if_due());
    CHECK(desk.bytes() == "month\tcounted\tof\twhat\tcount\n");
}

TEST_CASE("an orderly end doesn't write early", "[counters]") {
    const Folder folder;
    const FixedClock clock{at("2026-11-24", 12h)};
    const auto file = folder.path() / "counters.tsv";
    {
        CounterBook book(file, clock);
        book.start();
        book.count("a", Outcome::reached);
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("what can't be written waits, and the operator is told", "[counters]") {
    Desk desk;
    std::ofstream(desk.file) << "month\tcounted\tof\twhat\tcount\n2026-11\toutcome\ta\treached\tmany\n";
    desk.book.count("a", Outcome::reached);
    desk.clock.set(at("2026-11-25", 9h));
    REQUIRE_FALSE(desk.book.write_if_due());
    CHECK_THAT(desk.book.trouble(), Catch::Contains("line 2"));
    CHECK(desk.book.written().error().kind == ErrorKind::corrupt);
    std::filesystem::remove(desk.file);
    desk.clock.set(at("2026-11-26", 9h));
    REQUIRE(desk.book.write_if_due());
    CHECK(desk.book.trouble().empty());
    CHECK(desk.book.written()->at({"2026-11", Counted::outcome, "a", "reached"}) == 1);
}

TEST_CASE("a line that was cut, added to or made up is no count", "[counters]") {
    Desk desk;
    for (const auto* line :
         {"2026-11\toutcome\ta\treached", "2026-11\toutcome\ta\treached\t1\t2", "2026-13\toutcome\ta\treached\t1",
          "2026-11\toutcome\ta\tsaved\t1", "2026-11\toutcome\t\treached\t1", "2026-11\toutcome\ta\treached\t-1",
          "2026-11\tsaid\ta\treached\t1", "2026-11\tunmet\tCA-MB\t\t1", "2026-11\tunmet\t\tfood\t1", ""}) {
        INFO(line);
        std::ofstream(desk.file) << "month\tcounted\tof\twhat\tcount\n" << line << '\n';
        CHECK_FALSE(desk.book.written());
    }
    std::ofstream(desk.file) << "2026-11\toutcome\ta\treached\t1\n";
    CHECK_FALSE(desk.book.written());
}

TEST_CASE("a month is shown when it and the next are over", "[counters]") {
    const auto months_at = [](const std::string& day, std::chrono::seconds time) {
        return shown_counts(counts_of("2026-09", 10), at(day, time)).at("months").size();
    };
    CHECK(months_at("2026-09-30", 12h) == 0);
    CHECK(months_at("2026-10-31", 24h - 1s) == 0);
    CHECK(months_at("2026-11-01", 0s) == 1);
}

TEST_CASE("a cell is shown from ten up, and no sum is shown at all", "[counters]") {
    const auto now = at("2026-11-24");
    CHECK(shown_counts(counts_of("2026-09", 9), now).at("months").empty());
    Counts counts = counts_of("2026-09", 10);
    counts[{"2026-09", Counted::outcome, "a", "full"}] = 9;
    counts[{"2026-09", Counted::outcome, "b", "full"}] = 200;
    const auto shown = shown_counts(counts, now);
    CHECK(shown == Json::parse(R"({"least_shown": 10, "months": [{"month": "2026-09", "services": [
        {"service_id": "a", "counts": {"reached": 10}}, {"service_id": "b", "counts": {"full": 200}}],
        "regions": []}]})"));
}

TEST_CASE("an unmet need is counted by region and month, each need by itself", "[counters]") {
    Desk desk;
    desk.book.count_unmet("CA-MB", "housing.bed-tonight");
    desk.book.count_unmet("CA-MB", "family.childcare");
    desk.book.count_unmet("CA-MB", "housing.bed-tonight");
    desk.book.count_unmet("", "food");
    desk.clock.set(at("2026-11-25", 9h));
    REQUIRE(desk.book.write_if_due());
    CHECK(desk.bytes() ==
          "month\tcounted\tof\twhat\tcount\n2026-11\tunmet\t-\tfood\t1\n"
          "2026-11\tunmet\tCA-MB\tfamily.childcare\t1\n2026-11\tunmet\tCA-MB\thousing.bed-tonight\t2\n");
}

TEST_CASE("unmet needs are shown from ten up, as late as outcomes and beside them", "[counters]") {
    Counts counts = counts_of("2026-09", 10);
    counts[{"2026-09", Counted::unmet, "CA-MB", "food"}] = 9;
    counts[{"2026-09", Counted::unmet, "CA-MB", "housing.bed-tonight"}] = 11;
    counts[{"2026-09", Counted::unmet, kNoRegion, "food"}] = 10;
    counts[{"2026-10", Counted::unmet, "CA-MB", "food"}] = 500;
    CHECK(shown_counts(counts, at("2026-11-24")) == Json::parse(R"({"least_shown": 10, "months": [{"month": "2026-09",
        "services": [{"service_id": "a", "counts": {"reached": 10}}],
        "regions": [{"region": null, "unmet": {"food": 10}},
                    {"region": "CA-MB", "unmet": {"housing.bed-tonight": 11}}]}]})"));
}

TEST_CASE("a file from before needs were counted is read, and written in the new form", "[counters]") {
    Desk desk;
    std::ofstream(desk.file) << "month\tservice\toutcome\tcount\n2026-10\ta\treached\t3\n";
    desk.book.count("a", Outcome::reached);
    desk.clock.set(at("2026-11-25", 9h));
    REQUIRE(desk.book.write_if_due());
    CHECK(desk.bytes() ==
          "month\tcounted\tof\twhat\tcount\n2026-10\toutcome\ta\treached\t3\n2026-11\toutcome\ta\treached\t1\n");
    std::ofstream(desk.file) << "month\tservice\toutcome\tcount\n2026-10\ta\treached\n";
    CHECK_FALSE(desk.book.written());
}
