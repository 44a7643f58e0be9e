#pragma once
#include "core/search/visit_texts.h"

namespace porchlight {

/// What a plan leaves open: needs that no stop covers, what may come in later phases, and tonight.
/// Lives as long as one answer.
class VisitLater {
  public:
    explicit VisitLater(const VisitTexts& texts) : texts_(texts) {}

    /// For each need (by its place in the request) that a plan doesn't cover: when a service for it
    /// opens next, else whom to ring, else that none fits.  @error unavailable without an index.
    Result<Json> uncovered(std::uint32_t covered);

    /// By phase of the continuum of care after the immediate one: needs near those asked, with
    /// services for them.  @error unavailable without an index.
    Result<Json> next();

    /// Open now, last intake, open until morning, opens first.  @error unavailable without an
    /// index.
    Result<Json> tonight();

  private:
    Result<Json> next_step(std::uint16_t need);
    std::vector<std::uint16_t> needs_of_phase(std::string_view phase,
                                              const std::vector<std::uint16_t>& taken) const;

    const VisitTexts& texts_;
    std::map<std::uint16_t, Json> next_steps_;
};

}  // namespace porchlight
