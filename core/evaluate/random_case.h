#pragma once
#include <random>
#include <string>
#include <vector>

#include "core/evaluate/builders.h"

namespace porchlight::builders {

/// Facts of each polarity and standing.
inline const std::vector<std::string>& facts_in_play() {
    static const std::vector<std::string> facts{"no-id-asked", "tells-guardian", "cameras", "elder",
                                                "pets"};
    return facts;
}

/// A candidate and a question about it.
struct RandomCase {
    Candidate candidate;
    Question question;
};

/// Makes cases from a seed, in the oracle's small world, crowded around the boundaries of the
/// rules: ages about 1, 2 times a time to live, distances about a reach, lists that just fit.
class CaseMaker {
  public:
    explicit CaseMaker(std::uint64_t seed) : random_(seed) {}

    RandomCase make() {
        RandomCase made;
        made.question = make_question();
        made.candidate = make_candidate();
        if (chance(10)) return made;
        // Most statements shall be about what is asked, and most of them in favour.
        for (const auto& wish : made.question.facts) {
            if (!chance(70)) continue;
            auto said = make_statement();
            said.fact = wish.fact;
            said.value = chance(80) ? wish.want : said.value;
            made.candidate.statements.push_back(said);
        }
        return made;
    }

    int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
    bool chance(int percent) { return between(1, 100) <= percent; }

    template <class T>
    T pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(between(0, static_cast<int>(from.size()) - 1))];
    }

    template <class T>
    void shuffle(std::vector<T>& list) {
        std::shuffle(list.begin(), list.end(), random_);
    }

    /// A day on which something may have been stated; absent one time in ten.
    std::optional<Day> make_date() {
        if (chance(10)) return std::nullopt;
        if (chance(50)) return today() - std::chrono::days{between(0, 80)};
        const int ttl = pick(std::vector{0, 90, 180, 365});
        return today() - std::chrono::days{ttl * between(1, 2) + between(-3, 3)};
    }

    Day today() const { return std::chrono::floor<std::chrono::days>(now_); }

  private:
    Strength make_strength() {
        return pick(std::vector{Strength::preferred, Strength::required, Strength::required,
                                Strength::critical});
    }

    Standing make_standing() {
        return pick(std::vector{Standing::proposed, Standing::stated, Standing::attested,
                                Standing::reviewed, Standing::reviewed});
    }

    Value make_value() { return chance(75) ? Value::yes : Value::no; }

    Point make_point() { return north_of_here(between(-30, 30)); }

    Region make_region() { return {make_point(), pick(std::vector{0.0, 0.0, 1.3, 3.3, 8.3})}; }

    std::string make_tag() {
        return pick(std::vector<std::string>{"fr", "fr", "fr-CA", "zh", "zh-Hant", "zh-Hans",
                                             "zh-Hant-TW", "en"});
    }

    FactStatement make_statement() {
        auto said = statement(pick(facts_in_play()), make_value(), make_date(), make_standing());
        said.source = static_cast<std::uint16_t>(between(0, 2));
        return said;
    }

    std::vector<FactStatement> make_statements(int at_most) {
        std::vector<FactStatement> statements;
        for (int i = between(0, at_most); i > 0; --i)
            if (chance(40)) statements.push_back(make_statement());
        return statements;
    }

    std::vector<OfferedLanguage> make_languages() {
        std::vector<OfferedLanguage> languages;
        for (int i = between(0, 2); i > 0; --i)
            languages.push_back({make_tag(), static_cast<LanguageOffer>(between(0, 4))});
        return languages;
    }

    Shift make_shift() {
        Shift shift;
        shift.kind = pick(std::vector{HoursKind::open, HoursKind::open, HoursKind::open,
                                      HoursKind::intake, HoursKind::meal});
        shift.weekdays = static_cast<std::uint8_t>(chance(40) ? kEveryDay : between(1, 127));
        const bool daytime = chance(40);
        shift.opens = static_cast<std::int16_t>(daytime ? 8 * 60 : 5 * between(0, 287));
        shift.minutes = static_cast<std::int16_t>(daytime ? 10 * 60 : 5 * between(1, 288));
        if (chance(10)) shift.from = today() + std::chrono::days{between(-20, 5)};
        if (chance(10)) shift.until = today() + std::chrono::days{between(-5, 20)};
        if (chance(10)) shift.valid_from = today() + std::chrono::days{between(-20, 5)};
        if (chance(10)) shift.valid_to = today() + std::chrono::days{between(-5, 20)};
        return shift;
    }

    std::optional<Hours> make_hours(int percent) {
        if (!chance(percent)) return std::nullopt;
        Hours made;
        for (int i = between(0, 3); i > 0; --i) made.shifts.push_back(make_shift());
        if (chance(15)) {
            HoursException closed;
            closed.kind = pick(std::vector{HoursKind::open, HoursKind::intake});
            closed.first = today() + std::chrono::days{between(-2, 2)};
            closed.last = closed.first + std::chrono::days{between(0, 2)};
            made.exceptions.push_back(closed);
        }
        made.stated_on = make_date();
        made.standing = make_standing();
        return made;
    }

    Eligibility make_eligibility() {
        Eligibility made;
        if (chance(60)) made.minimum_age = static_cast<std::int16_t>(between(14, 17));
        if (chance(40)) made.maximum_age = static_cast<std::int16_t>(between(15, 24));
        made.all_ages = chance(10);
        for (const auto* gender : {"women", "women", "men", "all"})
            if (chance(30)) made.genders.emplace_back(gender);
        for (const auto* document : {"photo-id", "health-card", "A letter", "none"})
            if (chance(15)) made.documents.emplace_back(document);
        made.documents_stated = chance(60);
        made.stated_on = make_date();
        made.standing = make_standing();
        return made;
    }

    Site make_site(std::uint8_t number) {
        Site made;
        made.id = uuid(number);
        made.virtual_place = chance(10);
        if (chance(85)) made.region = make_region();
        made.masked = made.region && made.region->radius_km > 0;
        made.statements = make_statements(3);
        if (chance(30)) made.languages = make_languages();
        made.hours = make_hours(40);
        if (chance(10)) made.covers.push_back({make_point(), 20.6});
        return made;
    }

    Candidate make_candidate() {
        Candidate made;
        made.service_id = uuid(100);
        made.organization_id = uuid(static_cast<std::uint8_t>(between(200, 202)));
        made.zone = pick(std::vector<std::string>{"America/Winnipeg", "America/Winnipeg",
                                                  "Pacific/Auckland", "", "Nowhere/Atlantis"});
        if (chance(50)) made.holiday_region = "CA-MB";
        made.by_phone_or_online = chance(15);
        made.statements = make_statements(4);
        made.languages = make_languages();
        made.languages_complete = chance(40);
        made.languages_stated_on = make_date();
        made.languages_standing = make_standing();
        made.eligibility = make_eligibility();
        made.hours = make_hours(80);
        if (chance(10)) made.covers.push_back({make_point(), 20.6});
        const int sites = between(0, 3);
        for (int i = 1; i <= sites; ++i) made.sites.push_back(make_site(static_cast<std::uint8_t>(i)));
        shuffle(made.sites);
        made.reported = chance(10);
        if (chance(10)) made.full_until = now_ + std::chrono::minutes{5 * between(-50, 288)};
        if (chance(30)) made.leads.push_back({fact(pick(facts_in_play())), make_value()});
        return made;
    }

    TimeWish make_time() {
        TimeWish wish;
        wish.kind = static_cast<TimeWish::Kind>(between(0, 3));
        wish.strength = make_strength();
        const auto start = now_.time_since_epoch() / std::chrono::minutes{5};
        wish.from = LocalMinutes{std::chrono::minutes{5 * (start + between(-1000, 3000))}};
        wish.to = wish.from + std::chrono::minutes{5 * between(-2, 600)};
        return wish;
    }

    Question make_question() {
        // 1 December 2026 and 80 days on: winter clocks in Winnipeg, summer ones in Auckland.
        now_ = std::chrono::sys_days{std::chrono::year{2026} / 12 / 1} +
               std::chrono::minutes{5 * between(0, 80 * 288)};
        Question made;
        made.now = now_;
        made.clock_behind = chance(5);
        auto facts = facts_in_play();
        shuffle(facts);
        facts.resize(static_cast<std::size_t>(between(0, 2)));
        for (const auto& id : facts) made.facts.push_back({fact(id), make_value(), make_strength()});
        if (chance(40)) {
            made.place = PlaceWish{make_point(), {}, make_strength()};
            if (chance(80)) made.place->within_km = pick(std::vector{2.6, 7.6, 15.6, 40.6});
        }
        if (chance(25)) made.languages.push_back({make_tag(), make_strength()});
        if (chance(5)) made.languages.push_back({make_tag(), make_strength()});
        if (chance(30)) made.time = make_time();
        if (chance(20)) made.participant.age = between(13, 25);
        if (chance(15)) made.participant.gender = chance(70) ? "women" : "non-binary";
        if (chance(15)) {
            made.participant.documents.emplace();
            for (const auto* document : {"photo-id", "health-card", "A letter"})
                if (chance(60)) made.participant.documents->emplace_back(document);
        }
        made.participant.strength = make_strength();
        if (chance(15)) made.avoid.areas.push_back({make_point(), pick(std::vector{2.6, 7.6})});
        if (chance(5)) made.avoid.areas.push_back({make_point(), pick(std::vector{2.6, 7.6})});
        if (chance(10)) made.avoid.organizations.push_back(uuid(200));
        made.avoid.strength = chance(80) ? Strength::critical : make_strength();
        for (int i = chance(25) ? between(1, 3) : 0; i > 0; --i)
            made.told.push_back({pick(std::vector{uuid(1), uuid(2), uuid(3), uuid(100)}),
                                 fact(pick(facts_in_play())), make_value()});
        return made;
    }

    std::mt19937_64 random_;
    Instant now_{};
};

/// 25 December in CA-MB: the small world's one holiday.
inline const HolidayCalendar& one_holiday() {
    static const HolidayCalendar calendar = [] {
        HolidayCalendar made;
        HolidayCalendar::Rule rule;
        rule.month = 12;
        rule.day = 25;
        made.add("CA-MB", rule);
        return made;
    }();
    return calendar;
}

}  // namespace porchlight::builders
