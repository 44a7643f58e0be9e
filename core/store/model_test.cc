#include <rapidcheck.h>

#include <cstdlib>
#include <map>
#include <set>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

// A second telling of decision 12, over values alone: what a source's import leaves standing.
using Values = std::set<Value>;
struct ModelService {
    std::string source;
    bool withdrawn = false;
    int wording = 0;
    std::map<std::string, Values> said;   ///< By fact, as the source said it last.
    std::map<std::string, Values> holds;  ///< By fact.
    std::int64_t sequence = 0;
};
using Model = std::map<std::string, ModelService>;

const std::vector<std::string> kFacts = {"protective-locks", "hazard-id", "choice-cameras"};

/// What one row of a file says: per fact nothing, yes or no.
struct Row {
    int service = 0;
    int wording = 0;
    std::map<std::string, Values> said;
};

struct Step {
    int source = 0;
    bool full = false;
    bool abandoned = false;
    std::vector<Row> rows;
};

Values expected(const std::string& fact, const Values& before, const Values& said) {
    Values result;
    for (const Value value : before)
        if (is_unfavourable(fact, value)) result.insert(value);  // Bad news stays.
    for (const Value value : said)
        if (result.empty() || is_unfavourable(fact, value)) result.insert(value);
    return result;
}

std::string name_of(int source, int service) {
    return "s" + std::to_string(source) + "-" + std::to_string(service);
}

Listing listing_of(const Row& row, const std::string& name) {
    std::vector<Statement> statements;
    for (const auto& [fact, values] : row.said)
        for (const Value value : values) statements.push_back(says(fact, value, name));
    return with(listing(name, "Words " + std::to_string(row.wording)), std::move(statements));
}

void apply(Model& model, const Row& row, const std::string& source, const std::string& name,
           std::int64_t& sequence) {
    ModelService& service = model[name];
    const bool is_new = service.source.empty();
    if (!is_new && !service.withdrawn && service.wording == row.wording && service.said == row.said)
        return;
    service.source = source;
    service.withdrawn = false;
    service.wording = row.wording;
    for (const std::string& fact : kFacts) {
        const auto said = row.said.count(fact) > 0 ? row.said.at(fact) : Values{};
        service.holds[fact] = expected(fact, service.holds[fact], said);
    }
    service.said = row.said;
    service.sequence = ++sequence;
}

rc::Gen<Row> any_row() {
    return rc::gen::apply(
        [](int service, int wording, const std::vector<int>& values) {
            Row row{service, wording, {}};
            for (std::size_t i = 0; i < kFacts.size(); ++i)
                if (values[i] < 2) row.said[kFacts[i]] = {values[i] == 0 ? Value::no : Value::yes};
            return row;
        },
        rc::gen::inRange(0, 4), rc::gen::inRange(0, 3),
        rc::gen::container<std::vector<int>>(kFacts.size(), rc::gen::inRange(0, 3)));
}

rc::Gen<Step> any_step() {
    return rc::gen::apply(
        [](int source, bool full, int abandoned, std::vector<Row> rows) {
            return Step{source, full, abandoned == 0, std::move(rows)};
        },
        rc::gen::inRange(0, 2), rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 8),
        rc::gen::resize(6, rc::gen::container<std::vector<Row>>(any_row())));
}

void run(Store& store, Model& model, const Step& step, std::int64_t& sequence) {
    const std::string source = "source" + std::to_string(step.source);
    const auto import_id = store.begin_import(source, "file", kNow);
    RC_ASSERT(import_id.has_value());
    Model next = model;
    std::int64_t next_sequence = sequence;
    std::set<std::string> staged;
    for (const Row& row : step.rows) {
        const std::string name = name_of(step.source, row.service);
        RC_ASSERT(store.stage(*import_id, listing_of(row, name)).has_value());
        apply(next, row, source, name, next_sequence);
        staged.insert(name);
    }
    if (step.full) {
        RC_ASSERT(store.stage_withdrawals(*import_id).has_value());
        // In key order, as the store goes through them.
        std::map<std::string, std::string> by_id;
        for (const auto& [name, service] : next)
            if (service.source == source && !service.withdrawn && staged.count(name) == 0)
                by_id[id(name)] = name;
        for (const auto& [key, name] : by_id) {
            next[name].withdrawn = true;
            next[name].sequence = ++next_sequence;
        }
    }
    if (step.abandoned) {
        RC_ASSERT(store.abandon_import(*import_id).has_value());
        return;
    }
    const auto published = store.publish_import(*import_id, kNow);
    RC_ASSERT(published.has_value());
    RC_ASSERT(published->count == next_sequence - sequence);
    model = std::move(next);
    sequence = next_sequence;
}

void compare(Store& store, const Model& model, std::int64_t sequence) {
    RC_ASSERT(*store.newest_sequence() == sequence);
    std::size_t live = 0;
    for (const auto& [name, service] : model) {
        const auto found = store.listing(id(name));
        RC_ASSERT(found.has_value());
        RC_ASSERT(found->withdrawn == service.withdrawn);
        RC_ASSERT(found->source == service.source);
        RC_ASSERT(found->sequence == service.sequence);
        RC_ASSERT(Json::parse(found->record)["description"] ==
                  "Words " + std::to_string(service.wording));
        std::map<std::string, Values> holds;
        for (const auto& said : found->statements) holds[said.fact].insert(said.value);
        for (const std::string& fact : kFacts) RC_ASSERT(holds[fact] == service.holds.at(fact));
        if (!service.withdrawn) ++live;
    }
    RC_ASSERT(store.live_keys()->size() == live);
    RC_ASSERT(store.page("", 100)->size() == live);
}

}  // namespace

TEST_CASE("imports leave standing what decision 12 says", "[store][property]") {
    CHECK(rc::check([] {
        const auto steps = *rc::gen::resize(8, rc::gen::container<std::vector<Step>>(any_step()));
        const StoreFolder folder;
        auto store = open(folder);
        Model model;
        std::int64_t sequence = 0;
        for (const Step& step : steps) {
            run(*store, model, step, sequence);
            compare(*store, model, sequence);
        }
        RC_ASSERT(store->check().has_value());
        store.reset();
        compare(*open(folder, StoreAccess::read_only), model, sequence);
    }));
}
