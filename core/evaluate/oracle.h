#pragma once
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/evaluate/builders.h"

/// What the verdict must be, written straight from the tables of the safety page (2.1, 2.2) and of
/// design.md section 3 and from decisions 11 to 18, in the plainest form and with none of the
/// evaluator's helpers. It knows a small world: places on one meridian, winter clocks of two
/// zones, one holiday, times in steps of five minutes.
namespace porchlight::oracle {

enum Grade { unfav = 0, unknown = 1, stale = 2, fav = 3 };
enum Outcome { ruled_out = 0, hold = 1, ask = 2, meets = 3 };

/// 2.2: rows critical, required, preferred; columns by Grade.
inline Outcome outcome(Strength strength, Grade grade) {
    static constexpr Outcome kCritical[] = {ruled_out, hold, hold, meets};
    static constexpr Outcome kRequired[] = {ruled_out, ask, ask, meets};
    static constexpr Outcome kPreferred[] = {meets, meets, meets, meets};
    switch (strength) {
        case Strength::critical: return kCritical[grade];
        case Strength::required: return kRequired[grade];
        case Strength::preferred: return kPreferred[grade];
    }
    return ruled_out;
}

/// 2.1, first row, with decision 18's day of grace.
inline Grade good_news(std::optional<Day> on, int today, int ttl) {
    if (!on) return unknown;
    const int age = today - static_cast<int>(on->time_since_epoch().count());
    if (age < -1) return unknown;
    if (age <= ttl) return fav;
    if (age <= 2 * ttl) return stale;
    return unknown;
}

struct PartResult {
    PartKind kind;
    int index;
    Grade grade;
    Outcome result;
    bool told = false;
    friend bool operator==(const PartResult&, const PartResult&) = default;
};

struct SiteResult {
    const Site* site;
    Outcome result;
    std::vector<PartResult> parts;
};

class Oracle {
  public:
    Oracle(const Candidate& candidate, const Question& question) : c(candidate), q(question) {
        static const std::map<std::string, int> kOffsets{{"America/Winnipeg", -6 * 60},
                                                         {"Pacific/Auckland", 13 * 60}};
        const auto zone = kOffsets.find(c.zone);
        has_zone = zone != kOffsets.end();
        const auto utc = static_cast<int>(q.now.time_since_epoch().count() / 60);
        now = utc + (has_zone ? zone->second : 0);
        today = now / kDay;
    }

    SiteResult judge(const Site* site) const {
        std::vector<PartResult> parts;
        const auto add = [&](PartKind kind, std::size_t index, Strength strength, Grade grade) {
            grade = trusted(grade);
            parts.push_back({kind, static_cast<int>(index), grade, outcome(strength, grade)});
        };
        for (const auto& wish : q.facts) parts.push_back(fact_part(site, wish));
        if (q.place && q.place->within_km)
            add(PartKind::distance, 0, q.place->strength, reach(site));
        for (std::size_t i = 0; i < q.languages.size(); ++i)
            add(PartKind::language, i, q.languages[i].strength,
                language(site, q.languages[i].tag));
        if (q.time) add(PartKind::time, 0, q.time->strength, time(site));
        const auto strength = q.participant.strength;
        if (q.participant.age) add(PartKind::age, 0, strength, age(*q.participant.age));
        if (!q.participant.gender.empty())
            add(PartKind::gender, 0, strength, gender(q.participant.gender));
        if (q.participant.documents)
            add(PartKind::documents, 0, strength, documents(*q.participant.documents));
        for (std::size_t i = 0; i < q.avoid.areas.size(); ++i)
            add(PartKind::avoid_area, i, q.avoid.strength, area(site, q.avoid.areas[i]));
        for (std::size_t i = 0; i < q.avoid.organizations.size(); ++i)
            add(PartKind::avoid_organization, i, q.avoid.strength,
                c.organization_id == q.avoid.organizations[i] ? unfav : fav);
        Outcome worst = meets;
        for (const auto& part : parts)
            if (part.result < worst) worst = part.result;
        // Decision 16: an open report is a ceiling.
        if (c.reported) {
            bool plan = q.avoid.strength == Strength::critical &&
                        !(q.avoid.areas.empty() && q.avoid.organizations.empty());
            for (const auto& wish : q.facts) plan |= wish.strength == Strength::critical;
            for (const auto& wish : q.languages) plan |= wish.strength == Strength::critical;
            if (q.place && q.place->within_km) plan |= q.place->strength == Strength::critical;
            if (q.time) plan |= q.time->strength == Strength::critical;
            if (q.participant.age || !q.participant.gender.empty() || q.participant.documents)
                plan |= strength == Strength::critical;
            const Outcome ceiling = plan ? hold : ask;
            if (ceiling < worst) worst = ceiling;
        }
        // Decision 18: capacity is tested at `when`; who says that they are full aren't to be gone to unasked.
        if (c.full_until) {
            const int until = static_cast<int>(c.full_until->time_since_epoch().count() / 60);
            const int utc = static_cast<int>(q.now.time_since_epoch().count() / 60);
            const bool later = q.time && (q.time->kind == TimeWish::Kind::at || q.time->kind == TimeWish::Kind::range);
            const int moment = later && has_zone
                                   ? static_cast<int>(q.time->from.time_since_epoch().count()) - (now - utc)
                                   : utc;
            if (utc < until && moment < until && ask < worst) worst = ask;
        }
        return {site, worst, parts};
    }

  private:
    static constexpr int kDay = 24 * 60;

    Grade trusted(Grade grade) const { return q.clock_behind && grade > unknown ? unknown : grade; }

    static double km(const Point& point) { return (point.lat - kMeridianZero) * 111.19508; }
    static constexpr double kMeridianZero = builders::kHere.lat;

    PartResult fact_part(const Site* site, const FactWish& wish) const {
        const auto& entry = builders::catalogue().facts()[wish.fact];
        std::vector<FactStatement> all = c.statements;
        if (site) all.insert(all.end(), site->statements.begin(), site->statements.end());
        bool bad = false, reviewed_bad = false;
        Grade best = unknown;
        for (const auto& said : all) {
            if (said.fact != wish.fact) continue;
            if (said.value != wish.want) {
                bad = true;
                reviewed_bad |= said.standing == Standing::attested ||
                                said.standing == Standing::reviewed;
            } else if (static_cast<int>(said.standing) >= static_cast<int>(entry.needed)) {
                best = std::max(best, good_news(said.verified_on, today, entry.ttl_days));
            }
        }
        PartResult part{PartKind::fact, wish.fact, bad ? unfav : trusted(best), meets};
        part.result = outcome(wish.strength, part.grade);
        const Uuid subject = site ? site->id : c.service_id;
        int yes = 0, no = 0;
        for (const auto& told : q.told)
            if (told.site == subject && told.fact == wish.fact)
                ++(told.answer == wish.want ? yes : no);
        part.told = yes + no > 0;
        if (no) {
            part.grade = unfav;
            part.result = outcome(wish.strength, unfav);
        } else if (yes && reviewed_bad) {
            part.result = outcome(wish.strength, unknown);
        } else if (yes) {
            part.grade = trusted(fav);
            part.result = outcome(wish.strength, part.grade);
        }
        return part;
    }

    Grade reach(const Site* site) const {
        if (c.by_phone_or_online || (site && site->virtual_place)) return fav;
        const double here = km(q.place->from);
        std::vector<Region> areas = c.covers;
        if (site) areas.insert(areas.end(), site->covers.begin(), site->covers.end());
        for (const auto& covered : areas)
            if (std::abs(km(covered.centre) - here) < covered.radius_km) return fav;
        if (!site || !site->region) return unknown;
        const double distance = std::abs(km(site->region->centre) - here);
        const double nearest = distance - site->region->radius_km;
        const double farthest = distance + site->region->radius_km;
        if (farthest < *q.place->within_km) return fav;
        return nearest > *q.place->within_km ? unfav : unknown;
    }

    Grade area(const Site* site, const Region& avoided) const {
        if (site ? site->virtual_place : c.by_phone_or_online) return fav;
        if (!site || !site->region) return unknown;
        const double low = km(site->region->centre) - site->region->radius_km;
        const double high = km(site->region->centre) + site->region->radius_km;
        const double from = km(avoided.centre) - avoided.radius_km;
        const double to = km(avoided.centre) + avoided.radius_km;
        if (high < from || low > to) return fav;
        return low > from && high < to ? unfav : unknown;
    }

    static std::vector<std::string> subtags(const std::string& tag) {
        std::vector<std::string> parts(1);
        for (const char letter : tag) {
            if (letter == '-') parts.emplace_back();
            else parts.back() += letter;
        }
        return parts;
    }

    Grade language(const Site* site, const std::string& wanted) const {
        std::vector<OfferedLanguage> all = c.languages;
        if (site) all.insert(all.end(), site->languages.begin(), site->languages.end());
        bool on_site = false, on_the_phone = false;
        for (const auto& offered : all) {
            const auto a = subtags(offered.tag), b = subtags(wanted);
            bool same = true;
            for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) same &= a[i] == b[i];
            if (!same) continue;
            (offered.offer == LanguageOffer::phone_line ? on_the_phone : on_site) = true;
        }
        if (on_site) {
            if (c.languages_standing == Standing::proposed) return unknown;
            return good_news(c.languages_stated_on, today, 90);
        }
        return c.languages_complete && !all.empty() && !on_the_phone ? unfav : unknown;
    }

    Grade eligible() const {
        if (c.eligibility.standing == Standing::proposed) return unknown;
        return good_news(c.eligibility.stated_on, today, 180);
    }

    Grade age(int years) const {
        const auto& e = c.eligibility;
        if (e.minimum_age && e.maximum_age && *e.maximum_age < *e.minimum_age) return unknown;
        if (e.minimum_age && years < *e.minimum_age) return unfav;
        if (e.maximum_age && years > *e.maximum_age) return unfav;
        return e.minimum_age || e.all_ages ? eligible() : unknown;
    }

    Grade gender(const std::string& wanted) const {
        const auto& genders = c.eligibility.genders;
        if (genders.empty()) return unknown;
        for (const auto& taken : genders)
            if (taken == wanted || taken == "all") return eligible();
        return unfav;
    }

    Grade documents(const std::vector<std::string>& held) const {
        bool words = false;
        for (const auto& asked : c.eligibility.documents) {
            if (asked == "none" || std::count(held.begin(), held.end(), asked)) continue;
            if (asked != "A letter") return unfav;
            words = true;
        }
        return c.eligibility.documents_stated && !words ? eligible() : unknown;
    }

    enum State { closed, not_known, open };

    /// Whether a shift of a rule starts on a day: no, yes, or not known.
    static State starts(const Shift& shift, int day) {
        const Day date{std::chrono::days{day}};
        if (!(shift.weekdays >> ((day + 3) % 7) & 1)) return closed;
        if ((shift.from && date < *shift.from) || (shift.until && date > *shift.until))
            return closed;
        return outside(shift, day) ? not_known : open;
    }

    static bool outside(const Shift& shift, int day) {
        const Day date{std::chrono::days{day}};
        return (shift.valid_from && date < *shift.valid_from) ||
               (shift.valid_to && date > *shift.valid_to);
    }

    /// The one holiday is 25 December in CA-MB.
    bool is_holiday(int day) const {
        const std::chrono::year_month_day date{Day{std::chrono::days{day}}};
        return c.holiday_region == "CA-MB" && date.month() == std::chrono::December &&
               date.day() == std::chrono::day{25};
    }

    enum class Week { real, ordinary };

    State at(const Hours& hours, HoursKind kind, int minute, Week week) const {
        const auto excepted = [&](int day) {
            const Day date{std::chrono::days{day}};
            return week == Week::real &&
                   std::any_of(hours.exceptions.begin(), hours.exceptions.end(), [&](const auto& e) {
                       return e.kind == kind && e.first <= date && date <= e.last;
                   });
        };
        const int day = minute / kDay;
        bool any_rule = false, doubtful = false;
        for (const auto& shift : hours.shifts) {
            if (shift.kind != kind) continue;
            any_rule = true;
            doubtful |= outside(shift, day) && !excepted(day);
            for (int start = day - 1; start <= day; ++start) {
                const int begin = start * kDay + shift.opens;
                if (excepted(start) || minute < begin || minute >= begin + shift.minutes) continue;
                auto state = starts(shift, start);
                if (state == open && week == Week::real && is_holiday(start)) state = not_known;
                if (state == open) return open;
                doubtful |= state == not_known;
            }
        }
        doubtful |= !any_rule && !excepted(day);
        return doubtful ? not_known : closed;
    }

    State between(const Hours& hours, HoursKind kind, int from, int to) const {
        auto best = at(hours, kind, from, Week::real);
        for (int minute = from; minute < to && best != open; minute += 5)
            best = std::max(best, at(hours, kind, minute, Week::real));
        return best;
    }

    State after_hours(const Hours& hours, HoursKind kind) const {
        State best = closed;
        for (int minute = today * kDay; minute < (today + 7) * kDay && best != open; minute += 5) {
            const bool weekend = (minute / kDay + 3) % 7 >= 5;
            if (!weekend && minute % kDay >= 8 * 60 && minute % kDay < 18 * 60) continue;
            best = std::max(best, at(hours, kind, minute, Week::ordinary));
        }
        return best;
    }

    Grade time(const Site* site) const {
        const auto counts = [](const std::optional<Hours>& hours) {
            return hours && hours->stated_on && hours->standing != Standing::proposed;
        };
        const Hours* hours = nullptr;
        if (counts(c.hours)) hours = &*c.hours;
        if (site && counts(site->hours)) hours = &*site->hours;
        if (!hours || !has_zone) return unknown;
        auto kind = HoursKind::open;
        for (const auto& shift : hours->shifts)
            if (shift.kind == HoursKind::intake) kind = HoursKind::intake;
        const auto from = static_cast<int>(q.time->from.time_since_epoch().count());
        const auto to = static_cast<int>(q.time->to.time_since_epoch().count());
        State state = not_known;
        switch (q.time->kind) {
            case TimeWish::Kind::now: state = at(*hours, kind, now, Week::real); break;
            case TimeWish::Kind::at: state = at(*hours, kind, from, Week::real); break;
            case TimeWish::Kind::range: state = between(*hours, kind, from, to); break;
            case TimeWish::Kind::after_hours: state = after_hours(*hours, kind); break;
        }
        if (state == closed) return unfav;
        return state == open ? good_news(hours->stated_on, today, 90) : unknown;
    }

    const Candidate& c;
    const Question& q;
    bool has_zone = false;
    int now = 0;    ///< Minutes of the local clock since 1970.
    int today = 0;  ///< Days since 1970.
};

}  // namespace porchlight::oracle
