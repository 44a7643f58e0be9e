#include "core/search/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/geo/geo.h"
#include "core/hours/opening.h"
#include "core/index/fields.h"

namespace porchlight {
namespace {

/// How much each kind of match weighs beside a word's own weight; measured on the relevance topics
/// (docs/relevance.md).
constexpr double kWordWeight = 1.0;
constexpr double kCorrectedWeight = 0.8;
constexpr double kOtherStemWeight = 0.9;
constexpr double kNeedWeight = 20.0;     ///< The record has the need.
constexpr double kSaidNeedWeight = 0.5;  ///< A text of the record names it.
constexpr double kFactWeight = 8.0;
constexpr double kSaidFactWeight = 0.5;
constexpr double kLanguageWeight = 4.0;
/// A range longer than this isn't narrowed by blocks of hours.
constexpr auto kLongestNarrowedRange = std::chrono::hours{24};

void add_words(std::vector<TermQuery>& any, const Understanding& understanding) {
    std::size_t count = 0;
    for (const auto& word : understanding.words) {
        if (++count > kMostWords) break;
        for (std::size_t i = 0; i < word.stems.size(); ++i)
            any.push_back(TermQuery::term(term(field::kStem, word.stems[i]),
                                          i == 0 ? kWordWeight : kOtherStemWeight));
        for (const auto& stem : word.corrected_stems)
            any.push_back(TermQuery::term(term(field::kStem, stem), kCorrectedWeight));
    }
}

void add_understood(std::vector<TermQuery>& any, const Understanding& understanding,
                    const Catalogue& catalogue) {
    for (const auto need : understanding.needs) {
        any.push_back(TermQuery::constant(
            TermQuery::term(term(field::kNeed, catalogue.needs()[need].id)), kNeedWeight));
        for (const auto below : catalogue.with_descendants(need))
            any.push_back(TermQuery::term(term(field::kSaidNeed, catalogue.needs()[below].id),
                                          kSaidNeedWeight));
    }
    for (const auto fact : understanding.facts) {
        const auto wanted = Catalogue::favourable_value(catalogue.facts()[fact]);
        const auto said = fmt::format("{}:{}", catalogue.facts()[fact].id,
                                      to_string(wanted.value_or(Value::yes)));
        any.push_back(TermQuery::constant(TermQuery::term(term(field::kFactSaid, said)), kFactWeight));
        any.push_back(TermQuery::term(term(field::kSaidFact, said), kSaidFactWeight));
    }
    for (const auto language : understanding.languages) {
        const auto& tag = catalogue.languages()[language].tag;
        any.push_back(TermQuery::constant(
            TermQuery::term(term(field::kLanguage, tag.substr(0, tag.find('-')))),
            kLanguageWeight));
    }
}

/// Candidates (decision 14): needs given: at least one of them; text given: at least one of its
/// words or of what is understood in it; both: both; neither: everything.
TermQuery candidates(const Request& request, const Understanding& understanding,
                     const Catalogue& catalogue) {
    std::vector<TermQuery> needs;
    for (const auto need : request.needs)
        needs.push_back(TermQuery::term(term(field::kNeed, catalogue.needs()[need].id)));
    if (understanding.empty())
        return needs.empty() ? TermQuery::everything() : TermQuery::any_of(std::move(needs));
    std::vector<TermQuery> any;
    add_words(any, understanding);
    add_understood(any, understanding, catalogue);
    auto text = TermQuery::any_of(std::move(any));
    if (needs.empty()) return text;
    return TermQuery::filter(std::move(text), {TermQuery::any_of(std::move(needs))});
}

TermQuery blocks(LocalMinutes from, LocalMinutes to) {
    std::vector<TermQuery> any;
    for (auto at = from; at <= to; at += std::chrono::hours{2}) {
        const auto days = std::chrono::floor<std::chrono::days>(at);
        const std::chrono::weekday weekday{Day{days.time_since_epoch()}};
        const auto block = (weekday.iso_encoding() - 1) * 12 + (at - days).count() / 120;
        any.push_back(TermQuery::term(term(field::kOpenBlock, fmt::format("{:02}", block))));
    }
    // The last step may fall short of the block in which the range ends.
    if (from != to) {
        const auto days = std::chrono::floor<std::chrono::days>(to);
        const std::chrono::weekday weekday{Day{days.time_since_epoch()}};
        const auto block = (weekday.iso_encoding() - 1) * 12 + (to - days).count() / 120;
        any.push_back(TermQuery::term(term(field::kOpenBlock, fmt::format("{:02}", block))));
    }
    return TermQuery::any_of(std::move(any));
}

bool binds(Strength strength) { return strength != Strength::preferred; }

void add_filters(SearchPlan& plan, const Catalogue& catalogue) {
    const auto& question = plan.question;
    for (const auto& wish : question.facts) {
        // What was told by phone counts without a term.
        const bool told = std::any_of(question.told.begin(), question.told.end(),
                                      [&](const Told& each) { return each.fact == wish.fact; });
        if (!binds(wish.strength) || told) continue;
        plan.meets_filters.push_back(TermQuery::term(
            term(field::kFactMay, fmt::format("{}:{}", catalogue.facts()[wish.fact].id,
                                              to_string(wish.want)))));
    }
    for (const auto& wish : question.languages)
        if (binds(wish.strength))
            plan.meets_filters.push_back(TermQuery::term(
                term(field::kLanguage, wish.tag.substr(0, wish.tag.find('-')))));
    if (question.time && binds(question.time->strength)) {
        const auto& time = *question.time;
        if (time.kind == TimeWish::Kind::at)
            plan.meets_filters.push_back(blocks(time.from, time.from));
        else if (time.kind == TimeWish::Kind::range && time.to - time.from <= kLongestNarrowedRange)
            plan.meets_filters.push_back(blocks(time.from, time.to));
    }
    if (question.place && question.place->within_km && binds(question.place->strength)) {
        auto reachable = within({question.place->from, *question.place->within_km});
        if (reachable.kind == TermQuery::Kind::everything) return;
        plan.meets_filters.push_back(reachable);
        // A site whose place isn't known is not outside.
        plan.reach_filters.push_back(
            TermQuery::any_of({std::move(reachable), TermQuery::term(term(field::kNoPlace, ""))}));
    }
}

/// What the request itself asks isn't asked again because the text says it too.
bool asks_of(const Question& question, std::uint16_t fact) {
    return std::any_of(question.facts.begin(), question.facts.end(),
                       [&](const FactWish& wish) { return wish.fact == fact; });
}

bool asks_of(const Question& question, const std::string& language) {
    return std::any_of(question.languages.begin(), question.languages.end(),
                       [&](const LanguageWish& wish) { return wish.tag == language; });
}

LocalMinutes at_hour(LocalMinutes day_start, int hour) { return day_start + std::chrono::hours{hour}; }

/// A time understood in the text becomes a preference: text never changes a class (decision 14).
std::optional<TimeWish> wish_of(SaidTime said, LocalMinutes now) {
    TimeWish wish;
    wish.strength = Strength::preferred;
    const LocalMinutes today{std::chrono::floor<std::chrono::days>(now).time_since_epoch()};
    const std::chrono::weekday weekday{
        Day{std::chrono::floor<std::chrono::days>(now).time_since_epoch()}};
    switch (said) {
        case SaidTime::now: wish.kind = TimeWish::Kind::now; return wish;
        case SaidTime::after_hours: wish.kind = TimeWish::Kind::after_hours; return wish;
        case SaidTime::tonight:
            wish.kind = TimeWish::Kind::range;
            wish.from = std::max(now, at_hour(today, 18));
            wish.to = at_hour(today, 30);
            return wish;
        case SaidTime::tomorrow:
            wish.kind = TimeWish::Kind::range;
            wish.from = at_hour(today, 24);
            wish.to = at_hour(today, 48);
            return wish;
        case SaidTime::weekend: {
            const int to_saturday = (6 - static_cast<int>(weekday.iso_encoding()) + 7) % 7;
            const bool sunday = weekday == std::chrono::Sunday;
            wish.kind = TimeWish::Kind::range;
            wish.from = std::max(now, at_hour(today, sunday ? 0 : 24 * to_saturday));
            wish.to = at_hour(today, sunday ? 24 : 24 * (to_saturday + 2));
            return wish;
        }
    }
    return std::nullopt;
}

}  // namespace

TermQuery within(const Region& circle) {
    const auto cells = cover(circle);
    if (cells.empty()) return TermQuery::everything();
    std::vector<TermQuery> any;
    for (const auto& cell : cells) any.push_back(TermQuery::term(term(field::kCell, cell)));
    for (const int level : kCellLevels)
        any.push_back(TermQuery::term(term(field::kCovers, cell_of(circle.centre, level))));
    any.push_back(TermQuery::term(term(field::kNoWay, "")));
    return TermQuery::any_of(std::move(any));
}

Result<std::optional<NamedPlace>> place_of(const Request& request, const PlaceNames& places) {
    if (request.near_place.empty())
        return request.near ? std::optional(NamedPlace{*request.near, ""}) : std::nullopt;
    const auto* place = places.find(request.near_place);
    if (!place)
        return fail(ErrorKind::bad_request, "unknown_place: no place of that name is known",
                    "/near/place");
    return NamedPlace{place->centre, place->label()};
}

Result<SearchPlan> make_plan(const Request& request, const Understanding& understanding,
                             const Catalogue& catalogue, const PlaceNames& places, Instant now,
                             std::string_view zone) {
    SearchPlan plan;
    auto& question = plan.question;
    question.now = now;
    question.facts = request.facts;
    question.languages = request.languages;
    question.time = request.time;
    question.participant = request.participant;
    question.avoid = request.avoid;
    question.told = request.told;
    const auto from = place_of(request, places);
    if (!from) return tl::unexpected(from.error());
    if (*from) {
        question.place = PlaceWish{(*from)->centre, request.within_km, request.within_strength};
        plan.place_label = (*from)->label;
    }
    for (const auto language : understanding.languages) {
        const auto& tag = catalogue.languages()[language].tag;
        if (!asks_of(question, tag)) question.languages.push_back({tag, Strength::preferred});
    }
    for (const auto fact : understanding.facts) {
        const auto want = Catalogue::favourable_value(catalogue.facts()[fact]);
        if (want && !asks_of(question, fact))
            question.facts.push_back({fact, *want, Strength::preferred});
    }
    if (!question.time && !understanding.times.empty()) {
        if (const auto local = local_minutes(now, zone.empty() ? "UTC" : zone))
            question.time = wish_of(understanding.times.front(), *local);
    }
    plan.needs = request.needs;
    plan.needs.insert(plan.needs.end(), understanding.needs.begin(), understanding.needs.end());
    plan.base = candidates(request, understanding, catalogue);
    plan.has_words = !understanding.empty();
    add_filters(plan, catalogue);
    return plan;
}

}  // namespace porchlight
