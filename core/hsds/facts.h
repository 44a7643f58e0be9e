#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/store/store.h"

namespace porchlight {

/// The taxonomy of our facts in HSDS.
inline constexpr std::string_view kFactTaxonomy = "Porchlight facts";

/// The term that is above a fact's answers; none where no public fact is called so.
std::optional<Json> fact_parent_term(const Catalogue& catalogue, std::string_view fact_id);

/// The public facts of one listing as HSDS attributes, one child term per answer: yes, no or unknown.
/// Bad news of any standing is said; good news only where it is dated and of the standing that its
/// fact needs, else the answer is unknown; what nobody recorded has no attribute.
class FactAttributes {
  public:
    FactAttributes(const StoredListing& listing, const Catalogue& catalogue);

    /// Puts them into a public record, in place of its own attributes on facts. What another
    /// vocabulary says of a fact stays only where it says what holds.
    void put_into(Json& record, const std::vector<Crosswalk>& crosswalks) const;

  private:
    enum class Answer : std::uint8_t { yes, no, unknown };
    struct Decided {
        Answer answer = Answer::unknown;
        std::vector<const Statement*> said;  ///< What the answer rests on: one, or one for each detail.
    };
    using Key = std::pair<std::string, std::uint16_t>;  ///< Subject's id and fact.

    Decided decide(const std::vector<const Statement*>& statements, const Fact& fact) const;
    void put(Json& holder, std::string_view entity, const std::string& subject_id) const;
    Json attribute(std::string_view entity, const std::string& subject_id, const Fact& fact, Answer answer, const Statement& said) const;
    bool agrees(const std::string& subject_id, std::uint16_t fact, Value value) const;

    const Catalogue& catalogue_;
    std::map<Key, Decided> decided_;
};

}  // namespace porchlight
