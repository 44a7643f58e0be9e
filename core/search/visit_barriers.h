#pragma once
#include <map>

#include "core/search/visit_texts.h"

namespace porchlight {

/// One stop of a plan, as its barriers are looked for.
struct StopOnTheWay {
    const FoundStop& stop;
    const SearchResult& found;  ///< That `stop` is of.
    const Visit& visit;
    std::optional<Point> from, to;  ///< Ends of the way to it, where both are known.
    LocalMinutes at{};              ///< When one is there, by the start's clock.
};

/// Why a stop can't be used as it stands, and which services take that away at that hour. What
/// isn't known is a barrier too, and said as unknown. Lives as long as one answer: a kind of
/// service is searched for once.
class VisitBarriers {
  public:
    explicit VisitBarriers(const VisitTexts& texts) : texts_(texts) {}

    /// @error unavailable without an index.
    Result<Json> of(const StopOnTheWay& on_the_way);

  private:
    /// How a service fits, and whether that is known; absent where it doesn't.
    struct Fit {
        std::string text;
        bool known = true;
    };
    using Fits = std::function<std::optional<Fit>(const Candidate&, const Verdict&)>;

    Result<void> add_childcare(const StopOnTheWay& here, Json& out);
    Result<void> add_transport(const StopOnTheWay& here, Json& out);
    Result<void> add_languages(const StopOnTheWay& here, Json& out);
    Result<void> add_documents(const StopOnTheWay& here, Json& out);
    void add_hours_and_cost(const StopOnTheWay& here, Json& out) const;

    /// How a fact stands for a stop, where the value that `want` names is wished for.
    Evidence evidence(const StopOnTheWay& here, const char* fact, Value want) const;
    Result<const SearchResult*> helpers(const std::string& need, const std::string& language);
    /// Those of them that are open (or may be) at that hour and fit, first those that surely do.
    Result<Json> removed_by(const std::string& need, const std::string& language, LocalMinutes at,
                            const Fits& fits);
    std::string age_text(const Eligibility& takes) const;

    const VisitTexts& texts_;
    std::map<std::pair<std::string, std::string>, SearchResult> helpers_;
};

}  // namespace porchlight
