#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/phrases.h"
#include "core/evaluate/evaluate.h"
#include "core/geo/gazetteer.h"
#include "core/index/reader.h"
#include "core/search/cursor.h"
#include "core/search/features.h"
#include "core/search/plan.h"
#include "core/search/request.h"
#include "core/search/understand.h"
#include "core/store/takedown.h"

namespace porchlight {

/// Counts are exact up to this many verified candidates, then a lower bound (decision 19).
inline constexpr std::size_t kExactUpTo = 1000;

/// A number of candidates; `at_least` where not all were verified.
struct Count {
    std::size_t count = 0;
    bool at_least = false;
};

/// One result, with all that its explanation reads. The verdict points into the candidate, so an
/// entry is never moved: it lives behind a pointer.
struct ResultEntry {
    Candidate candidate;
    Verdict verdict;
    bool fits_words = true;  ///< See Position.
    Answered answered = Answered::unknown;
    std::optional<Capacity> capacity;  ///< What it says of its beds, where that counts at the moment asked about.
    int open_questions = 0;
    double score = 0;
    std::vector<Feature> features;
    Json card;
};
using ResultEntryPointer = std::unique_ptr<ResultEntry>;

/// What one part of the question costs among the verified candidates, each at its best site, and
/// how many would be `ask` or `meets` without it.
struct Cost {
    PartId part;
    Strength strength = Strength::required;
    Count ruled_out;
    Count held;
    Count asked;
    Count brings_back;
};

/// What a search found.
struct SearchResult {
    Understanding understanding;
    SearchPlan plan;
    std::vector<ResultEntryPointer> page;       ///< meets and ask, in order.
    std::vector<ResultEntryPointer> held;       ///< Only where the request includes them.
    std::vector<ResultEntryPointer> ruled_out;  ///< Only where the request includes them.
    std::array<Count, 4> totals;                ///< By Class.
    std::vector<Cost> costs;                    ///< Of parts that cost anything; most ruled out first.
    bool complete = true;                       ///< No unseen candidate could be on this page.
    std::string cursor;                         ///< Empty where this page is the last.
};

/// What the engine needs; all of it outlives the engine.
struct EngineParts {
    const Catalogue& catalogue;
    const PhraseBook& phrases;
    const Gazetteer& gazetteer;
    const HolidayCalendar& holidays;
    ReaderPool& readers;
    const Clock& clock;
    std::string zone;                                ///< The directory's own: for "tonight" in a text.
    std::chrono::milliseconds deadline{400};         ///< For one request's search.
};

/// Answers search requests: understands, retrieves class by class, verifies, ranks (design.md
/// section 4). May be used from several threads; keeps nothing of a request.
class Engine {
  public:
    explicit Engine(const EngineParts& parts);

    /// @param taken_down read with every query (decision 10).
    /// @param newest_record a clock behind it makes nothing favourable (decision 18).
    /// @param end by when it answers with what it has; absent: the engine's deadline from now.
    /// @error bad_request for a place or cursor that isn't known, unavailable without an index.
    Result<SearchResult> search(
        const Request& request, const TakedownSet& taken_down,
        std::optional<Instant> newest_record,
        std::optional<std::chrono::steady_clock::time_point> end = std::nullopt);

    /// One service judged by a request, found by its id whatever the words.
    /// @error not_found where this role may not see it.
    Result<ResultEntryPointer> judge_one(const Request& request, const std::string& service_id,
                                         const TakedownSet& taken_down,
                                         std::optional<Instant> newest_record,
                                         SearchPlan& plan_out);

    const Catalogue& catalogue() const { return parts_.catalogue; }
    const EngineParts& parts() const { return parts_; }

  private:
    std::shared_ptr<const Speller> speller_for(Reader& reader);
    Result<SearchPlan> plan_for(const Request& request, Reader& reader,
                                std::optional<Instant> newest_record,
                                Understanding& understanding);

    EngineParts parts_;
    Evaluator evaluator_;
    CursorMaker cursors_;
    std::vector<std::string> catalogue_words_;
    std::mutex mutex_;  ///< Guards the speller.
    std::uint64_t speller_generation_ = 0;
    std::shared_ptr<const Speller> speller_;
};

/// Takes away the sites that are taken down, and marks what was reported or is full.  @return false where the whole service is.
bool apply_takedown(Candidate& candidate, const TakedownSet& taken_down);

}  // namespace porchlight
