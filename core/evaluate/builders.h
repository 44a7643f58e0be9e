#pragma once
#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <utility>

#include "core/evaluate/evaluate.h"

/// Small builders for tests: each names only what the test is about. A builder is a Candidate (a
/// Site, a Question), so that it goes wherever one is asked for.
namespace porchlight::builders {

/// The shipped catalogue, read once.
inline const Catalogue& catalogue() {
    static const Catalogue loaded = [] {
        auto result = Catalogue::load(PORCHLIGHT_SOURCE_DIR "/data/catalogue");
        if (!result) FAIL(result.error().message << " " << result.error().where);
        return std::move(*result);
    }();
    return loaded;
}

/// The number of a fact by its id.
inline std::uint16_t fact(std::string_view id) {
    const auto number = catalogue().fact(id);
    if (!number) FAIL("no fact " << id);
    return *number;
}

inline int ttl_of(std::string_view id) { return catalogue().facts()[fact(id)].ttl_days; }

/// Tuesday 24 November 2026, 12:00 in Winnipeg, where the builders' candidates are.
inline constexpr Instant kNow =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{18};
inline constexpr Day kToday{std::chrono::year{2026} / 11 / 24};

inline Day days_ago(int days) { return kToday - std::chrono::days{days}; }

inline LocalMinutes local(int day_of_november, int hour, int minute = 0) {
    const Day day{std::chrono::year{2026} / 11 / day_of_november};
    return LocalMinutes{day.time_since_epoch() + std::chrono::hours{hour} +
                        std::chrono::minutes{minute}};
}

/// A UUID that ends in a number.
inline Uuid uuid(std::uint8_t number) {
    Uuid id;
    id.bytes[0] = 0x42;
    id.bytes[15] = number;
    return id;
}

/// The centre of the tests' world, and points a number of km north of it (a degree of latitude is
/// 111.195 km on the sphere that distances are measured on).
inline constexpr Point kHere{49.9, -97.1};
inline Point north_of_here(double km) { return {kHere.lat + km / 111.19508, kHere.lon}; }

inline FactStatement statement(std::string_view id, Value value, std::optional<Day> verified_on,
                               Standing standing) {
    FactStatement result;
    result.fact = fact(id);
    result.value = value;
    result.verified_on = verified_on;
    result.standing = standing;
    return result;
}

constexpr std::uint8_t kWeekdays = 0b0011111;
constexpr std::uint8_t kEveryDay = 0b1111111;
constexpr std::uint8_t kTuesday = 0b0000010;
constexpr std::uint8_t kSaturday = 0b0100000;

struct HoursBuilder : Hours {
    /// A shift on the weekdays of `days` (bit 0 Monday).
    HoursBuilder& shift(std::uint8_t days, int opens_hour, int length_hours,
                        HoursKind kind = HoursKind::open) {
        Shift result;
        result.kind = kind;
        result.weekdays = days;
        result.opens = static_cast<std::int16_t>(opens_hour * 60);
        result.minutes = static_cast<std::int16_t>(length_hours * 60);
        shifts.push_back(result);
        return *this;
    }
    HoursBuilder& closed_on(Day first, Day last) {
        HoursException exception;
        exception.first = first;
        exception.last = last;
        exceptions.push_back(exception);
        return *this;
    }
    HoursBuilder& stated(std::optional<Day> on, Standing by = Standing::stated) {
        stated_on = on;
        standing = by;
        return *this;
    }
    /// The last shift added, to be bent.
    Shift& last_shift() { return shifts.back(); }
};

/// Hours without a rule, stated ten days ago.
inline HoursBuilder hours() { return HoursBuilder{}.stated(days_ago(10)); }

struct SiteBuilder : Site {
    SiteBuilder& at(Point point, double radius_km = 0) {
        region = Region{point, radius_km};
        return *this;
    }
    SiteBuilder& hidden_in(Point centre, double radius_km) {
        masked = true;
        return at(centre, radius_km);
    }
    SiteBuilder& online() {
        virtual_place = true;
        return *this;
    }
    SiteBuilder& says(std::string_view fact_id, Value value, std::optional<Day> verified_on,
                      Standing standing) {
        statements.push_back(statement(fact_id, value, verified_on, standing));
        return *this;
    }
    SiteBuilder& speaks(std::string tag, LanguageOffer offer = LanguageOffer::staff) {
        languages.push_back({std::move(tag), offer});
        return *this;
    }
    SiteBuilder& opens(Hours when) {
        hours = std::move(when);
        return *this;
    }
    SiteBuilder& covering(Point centre, double radius_km) {
        covers.push_back({centre, radius_km});
        return *this;
    }
};

/// A site without anything; its id ends in `number`.
inline SiteBuilder site(std::uint8_t number = 1) {
    SiteBuilder result;
    result.id = uuid(number);
    return result;
}

struct CandidateBuilder : Candidate {
    CandidateBuilder& with(Site added) {
        sites.push_back(std::move(added));
        return *this;
    }
    CandidateBuilder& in_zone(std::string name) {
        zone = std::move(name);
        return *this;
    }
    CandidateBuilder& says(std::string_view fact_id, Value value, std::optional<Day> verified_on,
                           Standing standing) {
        statements.push_back(statement(fact_id, value, verified_on, standing));
        return *this;
    }
    /// One language, as stated ten days ago.
    CandidateBuilder& speaks(std::string tag, LanguageOffer offer = LanguageOffer::staff) {
        languages.push_back({std::move(tag), offer});
        return languages_stated(days_ago(10));
    }
    CandidateBuilder& languages_stated(std::optional<Day> on, Standing by = Standing::stated) {
        languages_stated_on = on;
        languages_standing = by;
        return *this;
    }
    CandidateBuilder& and_no_other_language() {
        languages_complete = true;
        return *this;
    }
    /// Ages, as stated ten days ago.
    CandidateBuilder& takes_ages(std::optional<std::int16_t> minimum,
                                 std::optional<std::int16_t> maximum) {
        eligibility.minimum_age = minimum;
        eligibility.maximum_age = maximum;
        return eligibility_stated(days_ago(10));
    }
    CandidateBuilder& takes_all_ages() {
        eligibility.all_ages = true;
        return eligibility_stated(days_ago(10));
    }
    CandidateBuilder& takes_genders(std::vector<std::string> genders) {
        eligibility.genders = std::move(genders);
        return eligibility_stated(days_ago(10));
    }
    CandidateBuilder& asks_for(std::vector<std::string> documents) {
        eligibility.documents = std::move(documents);
        eligibility.documents_stated = true;
        return eligibility_stated(days_ago(10));
    }
    CandidateBuilder& eligibility_stated(std::optional<Day> on, Standing by = Standing::stated) {
        eligibility.stated_on = on;
        eligibility.standing = by;
        return *this;
    }
    CandidateBuilder& opens(Hours when) {
        hours = std::move(when);
        return *this;
    }
    CandidateBuilder& answers_the_phone(std::optional<Hours> when) {
        has_phone = true;
        phone_hours = std::move(when);
        return *this;
    }
    CandidateBuilder& by_phone() {
        by_phone_or_online = true;
        return *this;
    }
    CandidateBuilder& covering(Point centre, double radius_km) {
        covers.push_back({centre, radius_km});
        return *this;
    }
};

/// A service of which nothing but its zone is known. Without sites.
inline CandidateBuilder candidate() {
    CandidateBuilder result;
    result.service_id = uuid(100);
    result.organization_id = uuid(200);
    result.zone = "America/Winnipeg";
    return result;
}

struct QuestionBuilder : Question {
    QuestionBuilder& wants(std::string_view id, Value want = Value::yes,
                           Strength strength = Strength::required) {
        facts.push_back({fact(id), want, strength});
        return *this;
    }
    QuestionBuilder& from_here(std::optional<double> within_km = std::nullopt,
                               Strength strength = Strength::required) {
        place = PlaceWish{kHere, within_km, strength};
        return *this;
    }
    QuestionBuilder& in_language(std::string tag, Strength strength = Strength::required) {
        languages.push_back({std::move(tag), strength});
        return *this;
    }
    QuestionBuilder& open_now(Strength strength = Strength::required) {
        return open_when({TimeWish::Kind::now, {}, {}, strength});
    }
    QuestionBuilder& open_at(LocalMinutes at) {
        return open_when({TimeWish::Kind::at, at, {}, Strength::required});
    }
    QuestionBuilder& open_between(LocalMinutes from, LocalMinutes to) {
        return open_when({TimeWish::Kind::range, from, to, Strength::required});
    }
    QuestionBuilder& open_after_hours() {
        return open_when({TimeWish::Kind::after_hours, {}, {}, Strength::required});
    }
    QuestionBuilder& open_when(TimeWish wish) {
        time = wish;
        return *this;
    }
    QuestionBuilder& of_age(int years) {
        participant.age = years;
        return *this;
    }
    QuestionBuilder& of_gender(std::string gender) {
        participant.gender = std::move(gender);
        return *this;
    }
    QuestionBuilder& holding(std::vector<std::string> documents) {
        participant.documents = std::move(documents);
        return *this;
    }
    QuestionBuilder& away_from(Point centre, double radius_km) {
        avoid.areas.push_back({centre, radius_km});
        return *this;
    }
    QuestionBuilder& away_from(const Uuid& organization) {
        avoid.organizations.push_back(organization);
        return *this;
    }
    QuestionBuilder& told_by_phone(const Uuid& subject, std::string_view fact_id, Value answer) {
        told.push_back({subject, fact(fact_id), answer});
        return *this;
    }
    QuestionBuilder& days_later(int days) {
        now += std::chrono::days{days};
        return *this;
    }
    QuestionBuilder& with_the_clock_behind() {
        clock_behind = true;
        return *this;
    }
};

/// A question that asks nothing, at kNow.
inline QuestionBuilder question() {
    QuestionBuilder result;
    result.now = kNow;
    return result;
}

inline Verdict judge(const Candidate& candidate, const Question& question,
                     const HolidayCalendar& holidays = {}) {
    return Evaluator(catalogue(), holidays).judge(candidate, question);
}

inline Class result_of(const Candidate& candidate, const Question& question) {
    return judge(candidate, question).result;
}

/// The evidence of the only part, of the only site kept.
inline Evidence evidence_of(const Candidate& candidate, const Question& question) {
    const auto verdict = judge(candidate, question);
    REQUIRE(verdict.sites.size() == 1);
    REQUIRE(verdict.sites.front().parts.size() == 1);
    return verdict.sites.front().parts.front().evidence;
}

}  // namespace porchlight::builders

namespace Catch {

template <>
struct StringMaker<porchlight::Evidence> {
    static std::string convert(porchlight::Evidence value) {
        return std::string(porchlight::to_string(value));
    }
};

template <>
struct StringMaker<porchlight::Class> {
    static std::string convert(porchlight::Class value) {
        return std::string(porchlight::to_string(value));
    }
};

}  // namespace Catch
