#include "core/search/engine.h"

#include <algorithm>

#include "core/evaluate/moment.h"
#include "core/index/fields.h"
#include "core/search/collector.h"

namespace porchlight {
namespace {

/// Held and ruled-out results are shown at most so many at once.
constexpr std::size_t kMostFolded = 50;

std::vector<std::string> words_of_catalogue(const Catalogue& catalogue) {
    std::vector<std::string> words;
    const auto add = [&](const std::string& phrase) {
        for (auto& word : words_of(phrase)) words.push_back(std::move(word.text));
    };
    const auto add_all = [&](const Phrases& phrases) {
        for (const auto& [language, list] : phrases)
            for (const auto& phrase : list) add(phrase);
    };
    for (const auto& need : catalogue.needs()) {
        for (const auto& [language, label] : need.label.all()) add(label);
        add_all(need.synonyms);
    }
    for (const auto& fact : catalogue.facts()) add_all(fact.synonyms);
    for (const auto& language : catalogue.languages()) add_all(language.names);
    return words;
}

std::optional<Capacity> capacity_of(const Candidate& candidate, const TakedownSet& taken_down) {
    if (taken_down.capacities.empty()) return std::nullopt;
    const auto found = taken_down.capacities.find(to_string(candidate.service_id));
    return found == taken_down.capacities.end() ? std::nullopt : std::optional(found->second);
}

/// A page's entry in full: judged again, with its features and its card.
ResultEntryPointer entry_of(Reader& reader, const Found& found, const Request& request,
                            const SearchPlan& plan, const Evaluator& evaluator,
                            const Catalogue& catalogue, const TakedownSet& taken_down) {
    auto entry = std::make_unique<ResultEntry>();
    if (!reader.candidate(found.document, entry->candidate) ||
        !apply_takedown(entry->candidate, taken_down))
        return nullptr;
    entry->verdict = evaluator.judge(entry->candidate, plan.question);
    entry->answered = evaluator.phone_answered(entry->candidate, plan.question);
    if (const auto said = capacity_of(entry->candidate, taken_down);
        said && counts_then(said->until, entry->candidate.zone, plan.question))
        entry->capacity = said;
    entry->open_questions = open_questions(entry->verdict.sites.front());
    entry->score = found.position.score;
    entry->fits_words = found.position.fits_words;
    entry->features = features_of({entry->candidate, entry->verdict, found.word_weight}, request,
                                  plan.question, catalogue);
    entry->card = Json::parse(reader.card(found.document), nullptr, false);
    return entry->card.is_object() ? std::move(entry) : nullptr;
}

}  // namespace

bool apply_takedown(Candidate& candidate, const TakedownSet& taken_down) {
    candidate.reported = !taken_down.reported.empty() &&
                         taken_down.reported.count(to_string(candidate.service_id)) > 0;
    const auto said = capacity_of(candidate, taken_down);
    candidate.full_until = said && said->beds == 0 ? std::optional(said->until) : std::nullopt;
    if (taken_down.ids.empty()) return true;
    if (taken_down.contains(to_string(candidate.service_id)) ||
        taken_down.contains(to_string(candidate.organization_id)))
        return false;
    if (candidate.sites.empty()) return true;
    candidate.sites.erase(
        std::remove_if(candidate.sites.begin(), candidate.sites.end(),
                       [&](const Site& site) { return taken_down.contains(to_string(site.id)); }),
        candidate.sites.end());
    return !candidate.sites.empty();
}

Engine::Engine(const EngineParts& parts)
    : parts_(parts),
      evaluator_(parts.catalogue, parts.holidays),
      catalogue_words_(words_of_catalogue(parts.catalogue)) {}

std::shared_ptr<const Speller> Engine::speller_for(Reader& reader) {
    const std::lock_guard lock(mutex_);
    if (!speller_ || speller_generation_ != reader.generation()) {
        speller_ = std::make_shared<Speller>(reader.spelling_words(), catalogue_words_);
        speller_generation_ = reader.generation();
    }
    return speller_;
}

Result<SearchPlan> Engine::plan_for(const Request& request, Reader& reader,
                                    std::optional<Instant> newest_record,
                                    Understanding& understanding) {
    const auto speller = speller_for(reader);
    understanding = understand(request, parts_.catalogue, parts_.phrases, *speller,
                               [&](const std::string& stemmed) {
                                   return reader.frequency(term(field::kStem, stemmed)) > 0;
                               });
    const auto now = parts_.clock.now();
    const auto towns = reader.places();
    auto plan = make_plan(request, understanding, parts_.catalogue, {parts_.gazetteer, *towns}, now,
                          parts_.zone);
    if (plan) plan->question.clock_behind = newest_record && now < *newest_record;
    return plan;
}

Result<SearchResult> Engine::search(const Request& request, const TakedownSet& taken_down,
                                    std::optional<Instant> newest_record,
                                    std::optional<std::chrono::steady_clock::time_point> until) {
    std::optional<Position> after;
    if (!request.cursor.empty()) {
        const auto read = cursors_.read(request.cursor, request.digest);
        if (!read) return tl::unexpected(read.error());
        after = *read;
    }
    const auto end = until.value_or(std::chrono::steady_clock::now() + parts_.deadline);
    SearchResult result;
    std::optional<Error> refused;
    const auto done = parts_.readers.with_reader([&](Reader& reader) {
        result = SearchResult{};
        auto plan = plan_for(request, reader, newest_record, result.understanding);
        if (!plan) {
            refused = plan.error();
            return;
        }
        result.plan = std::move(*plan);
        Collector collector(reader, request, result.plan, evaluator_, parts_.catalogue, taken_down,
                            after, end);
        collector.run();
        const auto limit = static_cast<std::size_t>(request.limit);
        const auto chosen = collector.page(Class::ask, Class::meets, limit + 1);
        const auto fill = [&](std::vector<ResultEntryPointer>& list, const std::vector<Found>& from,
                              std::size_t most) {
            for (std::size_t i = 0; i < std::min(from.size(), most); ++i)
                if (auto entry = entry_of(reader, from[i], request, result.plan, evaluator_,
                                          parts_.catalogue, taken_down))
                    list.push_back(std::move(entry));
        };
        fill(result.page, chosen, limit);
        if (chosen.size() > limit)
            result.cursor = cursors_.make(chosen[limit - 1].position, request.digest);
        if (request.include_hold)
            fill(result.held, collector.page(Class::hold, Class::hold, kMostFolded), kMostFolded);
        if (request.include_ruled_out)
            fill(result.ruled_out, collector.page(Class::ruled_out, Class::ruled_out, kMostFolded),
                 kMostFolded);
        result.totals = collector.totals();
        result.costs = collector.costs();
        result.complete = collector.complete();
    });
    if (refused) return tl::unexpected(*refused);
    if (!done) return tl::unexpected(done.error());
    return result;
}

Result<ResultEntryPointer> Engine::judge_one(const Request& request, const std::string& service_id,
                                             const TakedownSet& taken_down,
                                             std::optional<Instant> newest_record,
                                             SearchPlan& plan_out) {
    ResultEntryPointer entry;
    std::optional<Error> refused;
    const auto done = parts_.readers.with_reader([&](Reader& reader) {
        Understanding understanding;
        auto plan = plan_for(request, reader, newest_record, understanding);
        if (!plan) {
            refused = plan.error();
            return;
        }
        plan_out = std::move(*plan);
        entry.reset();
        if (const auto document = reader.find(service_id)) {
            Found found;
            found.document = *document;
            entry = entry_of(reader, found, request, plan_out, evaluator_, parts_.catalogue, taken_down);
        }
    });
    if (refused) return tl::unexpected(*refused);
    if (!done) return tl::unexpected(done.error());
    if (!entry) return fail(ErrorKind::not_found, "no such service");
    return entry;
}

}  // namespace porchlight
