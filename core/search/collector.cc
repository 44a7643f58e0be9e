#include "core/search/collector.h"

#include <algorithm>
#include <limits>

namespace porchlight {
namespace {

/// Batches grow, so that a walk over many candidates costs few searches.
constexpr std::size_t kFirstBatch = 200;
constexpr std::size_t kBatchGrowth = 4;
/// First ring around the place, and how each next one grows.
constexpr double kFirstRingKm = 2;
constexpr double kRingGrowth = 2.5;

constexpr double kFar = 1e9;  ///< Distance of what has no place, for the order "nearest".

}  // namespace

int open_questions(const SiteVerdict& site) {
    return static_cast<int>(std::count_if(site.parts.begin(), site.parts.end(), [](const Part& part) {
        return part.result == Class::ask || part.result == Class::hold;
    }));
}

double order_score(const Ranked& ranked, const Request& request, const Question& question,
                   const Catalogue& catalogue) {
    if (request.order == Order::nearest && question.place)
        return -ranked.verdict.sites.front().distance_km.value_or(kFar);
    return score_of(features_of(ranked, request, question, catalogue));
}

Collector::Collector(Reader& reader, const Request& request, const SearchPlan& plan,
                     const Evaluator& evaluator, const Catalogue& catalogue,
                     const TakedownSet& taken_down, std::optional<Position> after,
                     std::chrono::steady_clock::time_point end)
    : reader_(reader),
      request_(request),
      plan_(plan),
      evaluator_(evaluator),
      catalogue_(catalogue),
      taken_down_(taken_down),
      after_(after),
      end_(end) {}

bool Collector::out_of_time() {
    if (std::chrono::steady_clock::now() < end_) return false;
    complete_ = false;
    return true;
}

void Collector::count(const Verdict& verdict) {
    ++counts_[static_cast<std::size_t>(verdict.result)];
    for (const auto& part : verdict.sites.front().parts) {
        if (part.result == Class::meets) continue;
        auto& cost = costs_[{part.kind, part.index}];
        cost.strength = part.strength;
        ++(part.result == Class::ruled_out ? cost.ruled_out
           : part.result == Class::hold    ? cost.held
                                           : cost.asked)
              .count;
    }
    for (const auto& part : verdict.alone_in_the_way) ++costs_[part].brings_back.count;
}

void Collector::verify(const Hit& hit) {
    if (!seen_.insert(hit.document).second) return;
    if (!reader_.candidate(hit.document, scratch_) || !scratch_.active) return;
    if (!apply_takedown(scratch_, taken_down_)) return;
    const auto verdict = evaluator_.judge(scratch_, plan_.question);
    ++verified_;
    count(verdict);
    Found found;
    found.document = hit.document;
    found.word_weight = hit.weight;
    found.position.result = verdict.result;
    found.position.service_id = scratch_.service_id;
    if (verdict.result == Class::ask) {
        found.position.answered = evaluator_.phone_answered(scratch_, plan_.question);
        found.position.open_questions = open_questions(verdict.sites.front());
    }
    found.position.score =
        order_score({scratch_, verdict, hit.weight}, request_, plan_.question, catalogue_);
    // Where one of `ask` stands is known only when all are: page() looks at the cursor for those.
    if (!after_ || verdict.result == Class::ask || after_->before(found.position))
        found_.push_back(std::move(found));
}

bool Collector::page_is_settled(Stage stage, double most_word_weight, double most_closeness) {
    const auto limit = static_cast<std::size_t>(request_.limit);
    std::vector<double> scores;
    for (const auto& found : found_)
        if (found.position.result == Class::meets) scores.push_back(found.position.score);
    if (scores.size() < limit) return false;
    // Past the candidates of `meets` the page is full of them: only counts are wanted still.
    if (stage == Stage::all) return enough_counted();
    if (!enough_counted()) return false;
    std::nth_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(limit) - 1,
                     scores.end(), std::greater<>());
    const double last = scores[limit - 1];
    if (request_.order == Order::nearest && plan_.question.place)
        return most_closeness < 0 ? false : last > -most_closeness;
    const double closeness =
        plan_.question.place ? weight_of(FeatureName::closeness) *
                                   (most_closeness < 0 ? 1 : closeness_value(most_closeness))
                             : 0;
    const double text = plan_.has_words
                            ? weight_of(FeatureName::text) * text_value(most_word_weight)
                            : 0;
    return last > text + closeness + most_besides_text_and_closeness(request_, plan_.question);
}

/// Verifies all matches of a query by falling weight until the page is settled.
/// @param ring_km distance within which all were seen, for the bound; negative without rings.
/// @return true where the query has no further match.
bool Collector::exhaust(Stage stage, const TermQuery& query, double ring_km) {
    std::size_t first = 0, batch = kFirstBatch;
    for (;;) {
        const auto hits = reader_.search(query, first, batch);
        for (const auto& hit : hits) verify(hit);
        if (hits.size() < batch) return true;
        if (out_of_time()) return false;
        if (ring_km < 0 && page_is_settled(stage, hits.back().weight, ring_km)) return false;
        first += batch;
        batch *= kBatchGrowth;
    }
}

void Collector::walk_by_weight(Stage stage, const TermQuery& query) {
    all_seen_ = exhaust(stage, query, -1);
}

/// From the place outwards: what lies beyond a ring can't be nearer than it.
void Collector::walk_by_rings(Stage stage, const TermQuery& query) {
    const auto& place = *plan_.question.place;
    const double farthest = place.within_km.value_or(kFarthestKm);
    for (double ring = kFirstRingKm; ring < farthest; ring *= kRingGrowth) {
        auto nearby = within({place.from, ring});
        if (nearby.kind == TermQuery::Kind::everything) break;
        if (!exhaust(stage, TermQuery::filter(query, {std::move(nearby)}), ring)) return;
        if (page_is_settled(stage, std::numeric_limits<double>::max(), ring)) return;
    }
    all_seen_ = exhaust(stage, query, farthest);
}

void Collector::walk(Stage stage) {
    auto filters = stage == Stage::meets ? plan_.meets_filters : plan_.reach_filters;
    const auto query = TermQuery::filter(plan_.base, std::move(filters));
    all_seen_ = false;
    const bool from_place = plan_.question.place &&
                            (!plan_.has_words || request_.order == Order::nearest);
    if (from_place) walk_by_rings(stage, query);
    else walk_by_weight(stage, query);
}

void Collector::run() {
    walk(Stage::meets);
    if (plan_.meets_filters.empty()) return;
    if (out_of_time()) return;
    const bool page_is_full = page_is_settled(Stage::all, 0, -1);
    if (!page_is_full) walk(Stage::all);
    // Those out of reach are only counted: as far as counts are exact.
    if (plan_.reach_filters.empty() || enough_counted() || out_of_time()) return;
    all_seen_ = false;
    std::size_t first = 0;
    while (!enough_counted()) {
        const auto hits = reader_.search(plan_.base, first, kExactUpTo);
        for (const auto& hit : hits) verify(hit);
        all_seen_ = hits.size() < kExactUpTo;
        first += hits.size();
        if (all_seen_ || out_of_time()) break;
    }
}

void Collector::mark_what_fits_words() {
    double best = 0;
    for (const auto& found : found_)
        if (found.position.result == Class::ask) best = std::max(best, found.word_weight);
    for (auto& found : found_)
        found.position.fits_words = text_value(found.word_weight) >= kFitsWordsShare * text_value(best);
}

std::vector<Found> Collector::page(Class least, Class best, std::size_t limit) {
    mark_what_fits_words();
    std::vector<Found> chosen;
    for (const auto& found : found_)
        if (found.position.result >= least && found.position.result <= best &&
            (!after_ || after_->before(found.position)))
            chosen.push_back(found);
    const auto earlier = [](const Found& a, const Found& b) { return a.position.before(b.position); };
    const auto kept = std::min(limit, chosen.size());
    std::partial_sort(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(kept),
                      chosen.end(), earlier);
    chosen.resize(kept);
    return chosen;
}

std::array<Count, 4> Collector::totals() const {
    std::array<Count, 4> totals;
    for (std::size_t i = 0; i < totals.size(); ++i)
        totals[i] = {std::min(counts_[i], kExactUpTo), !all_seen_ || counts_[i] > kExactUpTo};
    return totals;
}

std::vector<Cost> Collector::costs() const {
    std::vector<Cost> out;
    for (const auto& [part, counted] : costs_) {
        out.push_back(counted);
        auto& cost = out.back();
        cost.part = part;
        for (auto* each : {&cost.ruled_out, &cost.held, &cost.asked, &cost.brings_back})
            *each = {std::min(each->count, kExactUpTo), !all_seen_};
    }
    std::stable_sort(out.begin(), out.end(), [](const Cost& a, const Cost& b) {
        return a.ruled_out.count > b.ruled_out.count;
    });
    return out;
}

}  // namespace porchlight
