#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <unordered_set>
#include <vector>

#include "core/search/engine.h"

namespace porchlight {

/// A verified candidate, without its details: those on the page are judged once more for them.
struct Found {
    Position position;
    std::uint32_t document = 0;
    double word_weight = 0;
};

/// One request's walk through the index: retrieves in batches, verifies each document once, and
/// knows when no unseen candidate can reach the page. Lives within one lease of a reader.
class Collector {
  public:
    Collector(Reader& reader, const Request& request, const SearchPlan& plan,
              const Evaluator& evaluator, const Catalogue& catalogue, const TakedownSet& taken_down,
              std::optional<Position> after, std::chrono::steady_clock::time_point end);

    /// Runs the walk: first what could be `meets`, then the rest.
    void run();

    /// Verified candidates after the cursor, in order, of one class or better (meets and ask for a page).
    std::vector<Found> page(Class least, Class best, std::size_t limit);

    std::array<Count, 4> totals() const;
    std::vector<Cost> costs() const;
    bool complete() const { return complete_; }

  private:
    enum class Stage : std::uint8_t { meets, all };

    void walk(Stage stage);
    void walk_by_weight(Stage stage, const TermQuery& query);
    void walk_by_rings(Stage stage, const TermQuery& query);
    bool exhaust(Stage stage, const TermQuery& query, double bound_closeness);
    void verify(const Hit& hit);
    void count(const Verdict& verdict);
    void mark_what_fits_words();
    bool page_is_settled(Stage stage, double most_word_weight, double most_closeness);
    bool out_of_time();
    bool enough_counted() const { return verified_ >= kExactUpTo; }

    Reader& reader_;
    const Request& request_;
    const SearchPlan& plan_;
    const Evaluator& evaluator_;
    const Catalogue& catalogue_;
    const TakedownSet& taken_down_;
    const std::optional<Position> after_;
    const std::chrono::steady_clock::time_point end_;

    Candidate scratch_;
    std::unordered_set<std::uint32_t> seen_;
    std::vector<Found> found_;
    std::array<std::size_t, 4> counts_{};
    std::map<PartId, Cost> costs_;  ///< Their counts, not yet bounded.
    std::size_t verified_ = 0;
    bool complete_ = true;
    bool all_seen_ = false;
};

/// Open questions of a verdict: parts that are neither settled nor merely preferred.
int open_questions(const SiteVerdict& site);

/// Score of a candidate by the request's order: features' sum, or nearness.
double order_score(const Ranked& ranked, const Request& request, const Question& question,
                   const Catalogue& catalogue);

}  // namespace porchlight
