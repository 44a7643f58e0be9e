#include "core/review/fact_rules.h"

namespace porchlight {

std::vector<FactRule> rules_of(const Catalogue& catalogue) {
    std::vector<FactRule> out;
    for (const auto& fact : catalogue.facts()) {
        const auto good = Catalogue::favourable_value(fact);
        out.push_back({fact.id, good != Value::yes, good != Value::no, fact.needed >= Standing::attested});
    }
    return out;
}

}  // namespace porchlight
