#include "core/upkeep/gaps.h"

#include <algorithm>
#include <map>
#include <queue>
#include <set>
#include <tuple>

namespace porchlight {
namespace {

/// One question that a preset asks, and what it is about.
struct PresetQuestion {
    std::size_t preset = 0;
    std::optional<std::uint16_t> fact;  ///< A wish that is asked by itself.
    std::set<std::uint16_t> needs;      ///< Empty: any.
    Question question;
};

std::vector<PresetQuestion> questions_of(const std::vector<Preset>& presets, Instant now) {
    std::vector<PresetQuestion> out;
    for (std::size_t i = 0; i < presets.size(); ++i) {
        const auto& preset = presets[i];
        PresetQuestion asked{i, {}, {preset.needs.begin(), preset.needs.end()}, {}};
        asked.question.now = now;
        for (const auto& wish : preset.wishes)
            if (wish.strength == Strength::required) asked.question.facts.push_back(wish);
        if (preset.after_hours)
            asked.question.time = TimeWish{TimeWish::Kind::after_hours, {}, {}, Strength::required};
        if (!asked.question.facts.empty() || preset.after_hours) {
            out.push_back(std::move(asked));
            continue;
        }
        for (auto wish : preset.wishes) {
            wish.strength = Strength::required;
            auto one = asked;
            one.fact = wish.fact;
            one.question.facts = {wish};
            out.push_back(std::move(one));
        }
    }
    return out;
}

/// What keeps a service in `ask`: its best site's parts that aren't favourable.
std::vector<OpenQuestion> open_questions(const Verdict& verdict) {
    std::vector<OpenQuestion> out;
    for (const auto& part : verdict.sites.front().parts) {
        if (part.result == Class::meets) continue;
        // Part::index of a fact is its number.
        out.push_back({part.kind, part.kind == PartKind::fact ? part.index : std::uint16_t{0}});
    }
    return out;
}

/// A service's place in a cell where it is `ask`.
struct Stand {
    std::size_t cell = 0;
    std::vector<OpenQuestion> questions;
};

/// Everything that the order of calls is worked out from.
class Ledger {
  public:
    Ledger(const std::vector<ListedService>& services, const std::vector<PresetQuestion>& questions,
           const Evaluator& evaluator)
        : stands_(services.size()) {
        for (std::size_t i = 0; i < services.size(); ++i)
            if (services[i].candidate.active)
                for (std::size_t q = 0; q < questions.size(); ++q)
                    enter(i, services[i], q, questions[q], evaluator);
    }

    double worth(std::size_t service) const {
        double out = 0;
        for (const auto& stand : stands_[service])
            out += 1.0 / static_cast<double>(1 + cells_[stand.cell].meets + called_[stand.cell]);
        return out;
    }

    /// The call to a service, counted as made.
    Call take(std::size_t service) {
        Call call{service, worth(service), stands_[service].size(), {}};
        std::map<OpenQuestion, std::size_t> opens;
        for (const auto& stand : stands_[service]) {
            ++called_[stand.cell];
            for (const auto& question : stand.questions) ++opens[question];
        }
        std::vector<std::pair<OpenQuestion, std::size_t>> sorted(opens.begin(), opens.end());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        for (const auto& [question, count] : sorted) call.questions.push_back(question);
        return call;
    }

    const std::vector<GapCell>& cells() const { return cells_; }

  private:
    using Key = std::tuple<std::size_t, std::uint16_t, std::string>;  ///< Question, need, region.

    void enter(std::size_t number, const ListedService& service, std::size_t question_number,
               const PresetQuestion& asked, const Evaluator& evaluator) {
        std::vector<std::uint16_t> needs;
        for (const auto need : service.candidate.needs)
            if (asked.needs.empty() || asked.needs.count(need) > 0) needs.push_back(need);
        if (needs.empty()) return;
        const auto verdict = evaluator.judge(service.candidate, asked.question);
        if (verdict.result < Class::ask) return;
        for (const auto need : needs) {
            const auto cell = cell_of(question_number, asked, need, service.region);
            if (verdict.result == Class::meets) {
                ++cells_[cell].meets;
            } else {
                ++cells_[cell].ask;
                stands_[number].push_back({cell, open_questions(verdict)});
            }
        }
    }

    std::size_t cell_of(std::size_t question, const PresetQuestion& asked, std::uint16_t need,
                        const std::string& region) {
        const auto [found, fresh] = index_.try_emplace(Key{question, need, region}, cells_.size());
        if (fresh) {
            cells_.push_back({asked.preset, asked.fact, need, region, 0, 0});
            called_.push_back(0);
        }
        return found->second;
    }

    std::map<Key, std::size_t> index_;
    std::vector<GapCell> cells_;
    std::vector<std::size_t> called_;  ///< Calls already taken that would fill the cell.
    std::vector<std::vector<Stand>> stands_;
};

/// Takes the best call again and again. A call's worth only falls while others are taken, so the
/// one whose worth, looked up anew, still stands first is the best.
std::vector<Call> best_calls(Ledger& ledger, std::size_t services, std::size_t most) {
    using Entry = std::pair<double, std::size_t>;
    const auto later = [](const Entry& a, const Entry& b) {
        return a.first != b.first ? a.first < b.first : a.second > b.second;
    };
    std::priority_queue<Entry, std::vector<Entry>, decltype(later)> queue(later);
    for (std::size_t i = 0; i < services; ++i)
        if (const double worth = ledger.worth(i); worth > 0) queue.push({worth, i});
    std::vector<Call> out;
    while (!queue.empty() && out.size() < most) {
        const auto [stored, service] = queue.top();
        queue.pop();
        const double worth = ledger.worth(service);
        if (worth < stored)
            queue.push({worth, service});
        else
            out.push_back(ledger.take(service));
    }
    return out;
}

}  // namespace

Gaps find_gaps(const std::vector<ListedService>& services, const std::vector<Preset>& presets,
               const Evaluator& evaluator, Instant now, std::size_t most) {
    const auto questions = questions_of(presets, now);
    Ledger ledger(services, questions, evaluator);
    Gaps out;
    out.cells = ledger.cells();
    std::sort(out.cells.begin(), out.cells.end(), [](const GapCell& a, const GapCell& b) {
        return std::tie(a.meets, b.ask, a.preset, a.fact, a.need, a.region) <
               std::tie(b.meets, a.ask, b.preset, b.fact, b.need, b.region);
    });
    out.calls = best_calls(ledger, services.size(), most);
    return out;
}

}  // namespace porchlight
