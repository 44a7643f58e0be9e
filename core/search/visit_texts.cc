#include "core/search/visit_texts.h"

#include "core/evaluate/moment.h"

namespace porchlight {

Question VisitTexts::question_at(const SearchResult& found, const Candidate& candidate,
                                 LocalMinutes at) const {
    auto question = found.plan.question;
    TimeWish wish;
    wish.kind = TimeWish::Kind::at;
    wish.from = wish.to = at + planner_.clock_ahead(candidate, planning_);
    question.time = wish;
    return question;
}

Opening VisitTexts::opening(const Candidate& candidate, const SiteVerdict& site,
                            LocalMinutes at) const {
    const auto* hours = hours_for(candidate, site.site);
    if (!hours || candidate.zone.empty()) return {};
    return opening_at(*hours, kind_for_arrival(*hours),
                      at + planner_.clock_ahead(candidate, planning_), planner_.holidays(),
                      candidate.holiday_region);
}

Json VisitTexts::open_json(const ResultEntry& entry, const SiteVerdict& site, LocalMinutes at,
                           const AnswerParts& parts) const {
    auto shown = site;
    shown.opening = opening(entry.candidate, site, at);
    return opening_json(entry.candidate, shown, entry.card, parts);
}

Json VisitTexts::phones(const ResultEntry& entry, const SearchResult& found,
                        LocalMinutes at) const {
    const auto answered = planner_.evaluator().phone_answered(
        entry.candidate, question_at(found, entry.candidate, at));
    return phones_json(entry.card, answered, parts(found));
}

Json VisitTexts::service_json(const ResultEntry& entry, const SiteVerdict& site, Class result,
                              const SearchResult& found, LocalMinutes at) const {
    const auto organization = entry.card.value("organization", Json(nullptr));
    return {{"service_id", to_string(entry.candidate.service_id)},
            {"name", entry.card.value("name", "")},
            {"organization",
             organization.is_object() ? organization.value("name", Json(nullptr)) : Json(nullptr)},
            {"class", to_string(result)},
            {"phones", phones(entry, found, at)},
            {"open", open_json(entry, site, at, parts(found))}};
}

}  // namespace porchlight
