#include "core/search/wording.h"

#include <catch2/catch.hpp>

using namespace porchlight;
using Catch::Contains;

namespace {

const std::filesystem::path kData = std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data";

Wording shipped() {
    auto out = Wording::load(kData / "messages" / "server.json", kData / "catalogue" / "schema");
    if (!out) FAIL(out.error().message);
    return std::move(*out);
}

Locale locale_with(const std::string& tag, std::map<std::string, std::string> messages) {
    Locale out;
    out.tag = tag;
    out.file = tag + ".json";
    out.messages = std::move(messages);
    return out;
}

}  // namespace

TEST_CASE("the shipped locales have every message, with the fillers of the English one", "[wording]") {
    auto wording = shipped();
    const auto locales = load_locales(kData / "locales", kData / "catalogue" / "schema");
    if (!locales) FAIL(locales.error().message);
    for (const auto& locale : *locales) {
        const auto added = wording.add(locale);
        INFO((added ? "" : added.error().message));
        CHECK(added);
    }
}

TEST_CASE("a message that never was, lacks a filler or is missing is refused", "[wording]") {
    const auto fault = [](const Locale& locale) {
        auto wording = shipped();
        const auto added = wording.add(locale);
        return added ? std::string{} : added.error().message;
    };
    CHECK(fault(locale_with("xx", {{"open_until", "X {time}"}})).empty());
    CHECK_THAT(fault(locale_with("xx", {{"never_was", "X"}})), Contains("/messages/never_was"));
    for (const auto* wrong : {"X", "X {tme}", "X {time} {time}"})
        CHECK_THAT(fault(locale_with("xx", {{"open_until", wrong}})), Contains("/messages/open_until"));
    auto complete = locale_with("xx", {{"open_until", "X {time}"}});
    complete.complete = true;
    CHECK_THAT(fault(complete), Contains("is missing"));
}

TEST_CASE("dates, weekdays and numbers are the reader's, with Western digits", "[wording]") {
    auto wording = shipped();
    const auto day = *parse_day("2026-03-03");
    const std::pair<const char*, const char*> month[] = {
        {"ar", "مارس"}, {"uk", "березня"}, {"zh-Hans", "2026年3月3日"}, {"pa", "ਮਾਰਚ"}, {"tl", "Marso"}};
    for (const auto& [tag, name] : month) {
        CHECK(wording.date(day, tag) == wording.date(day, "en"));  // Not before it has messages.
        REQUIRE(wording.add(locale_with(tag, {})));
        const auto text = wording.date(day, tag);
        CHECK_THAT(text, Contains(name) && Contains("2026") && Contains("3"));
        CHECK(wording.weekday(day, tag) != wording.weekday(day, "en"));
    }
    REQUIRE(wording.add(locale_with("crk", {})));
    CHECK(wording.date(day, "crk") == wording.date(day, "en"));  // ICU has no Cree dates.
    CHECK(wording.kilometres(2.34, "en") == "2.3");
    CHECK(wording.kilometres(2.34, "fr") == "2,3");
    CHECK(wording.kilometres(2.34, "uk") == "2,3");
    CHECK(wording.kilometres(14.4, "uk") == "14");
}

TEST_CASE("whether a speaker has gone through a language's words is known", "[wording]") {
    auto wording = shipped();
    auto reviewed = locale_with("yy", {});
    reviewed.reviewed_on = "2026-11-01";
    REQUIRE(wording.add(locale_with("xx", {})));
    REQUIRE(wording.add(reviewed));
    REQUIRE(wording.add(locale_with("en", {})));
    CHECK(wording.is_unreviewed("xx"));
    for (const auto* tag : {"yy", "en", "zz"}) CHECK_FALSE(wording.is_unreviewed(tag));
}
