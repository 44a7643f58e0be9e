#include <rapidcheck.h>

#include "core/evaluate/moment.h"
#include "core/evaluate/random_case.h"

using namespace porchlight;
using namespace porchlight::builders;

namespace {

/// Of one seed many cases: making one costs less than rapidcheck's bookkeeping.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kCasesOfSeed = 10;
#else
constexpr int kCasesOfSeed = 200;
#endif

/// Runs `holds(maker, asked)` on random cases. rapidcheck shrinks the seed, not the case: a
/// failing seed is made again by CaseMaker(seed).
template <class Property>
void for_random_cases(const char* name, Property&& holds) {
    CHECK(rc::check(name, [&] {
        CaseMaker maker(*rc::gen::arbitrary<std::uint64_t>());
        for (int i = 0; i < kCasesOfSeed; ++i) holds(maker, maker.make());
    }));
}

Class class_of_case(const RandomCase& asked) {
    return judge(asked.candidate, asked.question, one_holiday()).result;
}

/// All statements of a candidate, of whatever level.
std::vector<FactStatement*> statements_of(Candidate& candidate) {
    std::vector<FactStatement*> all;
    for (auto& said : candidate.statements) all.push_back(&said);
    for (auto& site : candidate.sites)
        for (auto& said : site.statements) all.push_back(&said);
    return all;
}

/// What is wanted of a fact; absent where nothing is.
std::optional<Value> wanted(const Question& question, std::uint16_t number) {
    for (const auto& wish : question.facts)
        if (wish.fact == number) return wish.want;
    return std::nullopt;
}

bool is_for(const Question& question, const FactStatement& said) {
    return said.value == wanted(question, said.fact);
}

template <class Unwanted>
void erase_statements(Candidate& candidate, Unwanted&& unwanted) {
    std::erase_if(candidate.statements, unwanted);
    for (auto& site : candidate.sites) std::erase_if(site.statements, unwanted);
}

/// Makes a date older, unless it lies ahead: what isn't known yet may become known.
void age(std::optional<Day>& date, Day today, int days) {
    if (date && *date <= today - std::chrono::days{1}) *date -= std::chrono::days{days};
}

void age_everything(CaseMaker& maker, RandomCase& asked) {
    const Day today = maker.today();
    for (auto* said : statements_of(asked.candidate))
        age(said->verified_on, today, maker.between(0, 300));
    age(asked.candidate.languages_stated_on, today, maker.between(0, 300));
    age(asked.candidate.eligibility.stated_on, today, maker.between(0, 300));
    if (asked.candidate.hours) age(asked.candidate.hours->stated_on, today, maker.between(0, 300));
    for (auto& site : asked.candidate.sites)
        if (site.hours) age(site.hours->stated_on, today, maker.between(0, 300));
}

/// What of the verdict doesn't depend on the order of anything.
struct Summary {
    Uuid site;
    std::vector<Evidence> evidence;
    std::vector<Class> classes;
    std::vector<FactStatement> named;
    friend bool operator==(const Summary&, const Summary&) = default;
};

std::vector<Summary> summary_of(const RandomCase& asked) {
    std::vector<Summary> all;
    const auto verdict = judge(asked.candidate, asked.question, one_holiday());
    for (const auto& site : verdict.sites) {
        Summary summary;
        summary.site = site.site ? site.site->id : Uuid{};
        for (const auto& part : site.parts) {
            summary.evidence.push_back(part.evidence);
            summary.classes.push_back(part.result);
            summary.named.push_back(part.statement ? *part.statement : FactStatement{});
        }
        all.push_back(summary);
    }
    return all;
}

void prefer_everything(Question& question) {
    for (auto& wish : question.facts) wish.strength = Strength::preferred;
    for (auto& wish : question.languages) wish.strength = Strength::preferred;
    if (question.place) question.place->strength = Strength::preferred;
    if (question.time) question.time->strength = Strength::preferred;
    question.participant.strength = Strength::preferred;
    question.avoid.strength = Strength::preferred;
}

bool is_lead(const std::optional<Hours>& hours) {
    return hours && (!hours->stated_on || hours->standing == Standing::proposed);
}

}  // namespace

TEST_CASE("what meets has favourable evidence for every part that binds", "[property]") {
    for_random_cases("soundness", [](CaseMaker&, const RandomCase& asked) {
        const auto verdict = judge(asked.candidate, asked.question, one_holiday());
        RC_ASSERT(!verdict.sites.empty());
        for (const auto& site : verdict.sites) {
            RC_ASSERT(site.result == verdict.result);
            if (verdict.result != Class::meets) continue;
            for (const auto& part : site.parts)
                RC_ASSERT(part.strength == Strength::preferred ||
                          part.evidence == Evidence::favourable);
        }
    });
}

TEST_CASE("worsening a fact never raises a class", "[property]") {
    for_random_cases("worsening", [](CaseMaker& maker, const RandomCase& asked) {
        auto worse = asked;
        const auto statements = statements_of(worse.candidate);
        if (statements.empty()) return;
        auto& said = *maker.pick(statements);
        if (!is_for(asked.question, said)) return;
        switch (maker.between(0, 2)) {
            case 0: said.value = said.value == Value::yes ? Value::no : Value::yes; break;
            case 1: said.verified_on.reset(); break;
            case 2: said.standing = Standing::proposed; break;
        }
        RC_ASSERT(class_of_case(worse) <= class_of_case(asked));
    });
}

TEST_CASE("ageing anything never raises a class", "[property]") {
    for_random_cases("ageing", [](CaseMaker& maker, const RandomCase& asked) {
        auto older = asked;
        age_everything(maker, older);
        RC_ASSERT(class_of_case(older) <= class_of_case(asked));
    });
}

TEST_CASE("removing a favourable statement never raises a class", "[property]") {
    for_random_cases("removing", [](CaseMaker& maker, const RandomCase& asked) {
        auto less = asked;
        erase_statements(less.candidate, [&](const FactStatement& said) {
            return is_for(asked.question, said) && maker.chance(50);
        });
        RC_ASSERT(class_of_case(less) <= class_of_case(asked));
    });
}

TEST_CASE("missing never beats present and favourable", "[property]") {
    for_random_cases("missing", [](CaseMaker& maker, const RandomCase& asked) {
        auto more = asked;
        const auto wishes = asked.question.facts;
        if (wishes.empty()) return;
        const auto wish = maker.pick(wishes);
        FactStatement said;
        said.fact = wish.fact;
        said.value = wish.want;
        said.standing = Standing::reviewed;
        said.verified_on = maker.today() - std::chrono::days{2};
        more.candidate.statements.push_back(said);
        RC_ASSERT(class_of_case(more) >= class_of_case(asked));
    });
}

TEST_CASE("with the clock behind no class is higher, and nothing is favourable", "[property]") {
    for_random_cases("clock behind", [](CaseMaker&, const RandomCase& asked) {
        auto behind = asked;
        behind.question.clock_behind = true;
        const auto verdict = judge(behind.candidate, behind.question, one_holiday());
        RC_ASSERT(verdict.result <= class_of_case(asked));
        for (const auto& site : verdict.sites)
            for (const auto& part : site.parts) RC_ASSERT(part.evidence <= Evidence::unknown);
    });
}

TEST_CASE("removing all leads changes no class", "[property]") {
    for_random_cases("leads", [](CaseMaker&, const RandomCase& asked) {
        auto without = asked;
        auto& candidate = without.candidate;
        candidate.leads.clear();
        erase_statements(candidate, [&](const FactStatement& said) {
            const auto& entry = catalogue().facts()[said.fact];
            return is_for(asked.question, said) &&
                   (!said.verified_on || said.standing < entry.needed);
        });
        if (is_lead(candidate.hours)) candidate.hours.reset();
        for (auto& site : candidate.sites)
            if (is_lead(site.hours)) site.hours.reset();
        RC_ASSERT(class_of_case(without) == class_of_case(asked));
    });
}

TEST_CASE("the order of statements, sites, languages and shifts is irrelevant", "[property]") {
    for_random_cases("order", [](CaseMaker& maker, const RandomCase& asked) {
        auto shuffled = asked;
        auto& candidate = shuffled.candidate;
        maker.shuffle(candidate.statements);
        maker.shuffle(candidate.sites);
        maker.shuffle(candidate.languages);
        maker.shuffle(shuffled.question.told);
        if (candidate.hours) maker.shuffle(candidate.hours->shifts);
        for (auto& site : candidate.sites) {
            maker.shuffle(site.statements);
            maker.shuffle(site.languages);
        }
        RC_ASSERT(summary_of(shuffled) == summary_of(asked));
        const Evaluator evaluator(catalogue(), one_holiday());
        candidate.has_phone = true;
        auto phone = asked.candidate;
        phone.has_phone = true;
        RC_ASSERT(evaluator.phone_answered(candidate, asked.question) ==
                  evaluator.phone_answered(phone, asked.question));
    });
}

/// Best class that a case can have: a report that waits is a ceiling, and so is a full house.
Class ceiling_of(const RandomCase& asked) {
    return asked.candidate.reported || is_full_then(asked.candidate, asked.question) ? Class::ask : Class::meets;
}

TEST_CASE("a question of preferences alone is met by everything that is neither reported nor full", "[property]") {
    for_random_cases("preferences", [](CaseMaker&, const RandomCase& asked) {
        auto preferring = asked;
        prefer_everything(preferring.question);
        RC_ASSERT(preferring.question.asks_nothing());
        RC_ASSERT(class_of_case(preferring) == ceiling_of(preferring));
    });
}

TEST_CASE("a preference added changes no class", "[property]") {
    for_random_cases("a preference", [](CaseMaker& maker, const RandomCase& asked) {
        auto more = asked;
        more.question.facts.push_back({fact(maker.pick(facts_in_play())),
                                       maker.chance(50) ? Value::yes : Value::no,
                                       Strength::preferred});
        more.question.languages.push_back({"fr", Strength::preferred});
        RC_ASSERT(class_of_case(more) == class_of_case(asked));
    });
}

TEST_CASE("a report that waits raises no class, and leaves nothing that meets", "[property]") {
    for_random_cases("reported", [](CaseMaker&, const RandomCase& asked) {
        auto reported = asked;
        reported.candidate.reported = true;
        RC_ASSERT(class_of_case(reported) <= class_of_case(asked));
        RC_ASSERT(class_of_case(reported) <= Class::ask);
    });
}

TEST_CASE("a full house raises no class, and where it is full now nothing meets", "[property]") {
    for_random_cases("full", [](CaseMaker& maker, const RandomCase& asked) {
        auto free = asked, full = asked;
        free.candidate.full_until.reset();
        full.candidate.full_until = asked.question.now + std::chrono::minutes{maker.between(-60, 600)};
        RC_ASSERT(class_of_case(full) <= class_of_case(free));
        const bool counts = *full.candidate.full_until > asked.question.now;
        if (!counts) RC_ASSERT(class_of_case(full) == class_of_case(free));
        if (counts && !asked.question.time) RC_ASSERT(class_of_case(full) <= Class::ask);
    });
}

TEST_CASE("a question that asks nothing is met by everything; one that is met by anything less "
          "asks something",
          "[property]") {
    for_random_cases("asks nothing", [](CaseMaker&, const RandomCase& asked) {
        if (asked.question.asks_nothing()) RC_ASSERT(class_of_case(asked) == ceiling_of(asked));
        // Of a service of which nothing is known every part that binds is unknown.
        const auto blank = judge(Candidate{}, asked.question, one_holiday()).result;
        if (asked.question.told.empty())
            RC_ASSERT((blank == Class::meets) == asked.question.asks_nothing());
    });
}
