#pragma once
#include "core/search/answer.h"
#include "core/search/visit_planner.h"

namespace porchlight {

/// What the parts of a plan's answer are written with, and what they have in common.
class VisitTexts {
  public:
    /// All of it outlives this.
    VisitTexts(VisitPlanner& planner, const VisitPlanning& planning, const Wording& wording,
               std::vector<std::string> source_names)
        : planner_(planner),
          planning_(planning),
          wording_(wording),
          source_names_(std::move(source_names)) {}

    VisitPlanner& planner() const { return planner_; }
    const VisitPlanning& planning() const { return planning_; }
    const VisitRequest& request() const { return planner_.request(); }
    const Catalogue& catalogue() const { return planner_.catalogue(); }
    const std::string& language() const { return request().search.language; }

    std::string text(std::string_view id, std::initializer_list<Filler> fillers = {}) const {
        return wording_.text(id, language(), fillers);
    }
    /// "22:00", "22:00 tomorrow": as seen from now.
    std::string moment(LocalMinutes at) const {
        return wording_.moment(at, planning_.now, language());
    }
    std::string kilometres(double km) const { return wording_.kilometres(km, language()); }
    /// A lead is shown as what it is.
    std::string checked_or_not(const std::string& text, bool is_known) const {
        return is_known ? text : this->text("not_checked", {{"text", text}});
    }

    AnswerParts parts(const SearchResult& found) const {
        return {catalogue(), wording_, source_names_, request().search, found.plan};
    }

    /// What a search asked, asked of one moment by the start's clock.
    Question question_at(const SearchResult& found, const Candidate& candidate,
                         LocalMinutes at) const;

    /// What the hours for who arrives say of that moment; unknown without hours.
    Opening opening(const Candidate& candidate, const SiteVerdict& site, LocalMinutes at) const;
    Json open_json(const ResultEntry& entry, const SiteVerdict& site, LocalMinutes at,
                   const AnswerParts& parts) const;
    Json phones(const ResultEntry& entry, const SearchResult& found, LocalMinutes at) const;

    /// A service as another one names it, at a moment by the start's clock.
    Json service_json(const ResultEntry& entry, const SiteVerdict& site, Class result,
                      const SearchResult& found, LocalMinutes at) const;

  private:
    VisitPlanner& planner_;
    const VisitPlanning& planning_;
    const Wording& wording_;
    const std::vector<std::string> source_names_;
};

}  // namespace porchlight
