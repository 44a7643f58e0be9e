#include "core/search/preview.h"

#include "core/index/candidate_codec.h"
#include "core/index/document.h"
#include "core/index/public_record.h"
#include "core/search/answer.h"
#include "core/search/collector.h"
#include "core/search/features.h"
#include "core/search/understand.h"

namespace porchlight {
namespace {

/// A search for the listing's first need and nothing else.
Result<Request> request_for(const Candidate& candidate, const PreviewParts& parts) {
    const auto& catalogue = parts.page.settings.catalogue;
    Json asked{{"language", parts.page.language}};
    if (!candidate.needs.empty())
        asked["needs"] = Json::array({catalogue.needs()[candidate.needs.front()].id});
    return parse_request(asked, catalogue, parts.page.role);
}

Result<Json> result_of(const IndexEntry& indexed, const DocumentMaker& maker, const PreviewParts& parts) {
    const auto& catalogue = parts.page.settings.catalogue;
    ResultEntry entry;
    if (auto read = decode(indexed.candidate, entry.candidate); !read) return tl::unexpected(read.error());
    const auto request = request_for(entry.candidate, parts);
    if (!request) return tl::unexpected(request.error());
    auto plan = make_plan(*request, Understanding{}, catalogue, {parts.gazetteer, parts.gazetteer},
                          parts.page.now, parts.zone);
    if (!plan) return tl::unexpected(plan.error());
    plan->question.clock_behind = parts.page.clock_behind;
    const Evaluator evaluator(catalogue, parts.page.holidays);
    entry.verdict = evaluator.judge(entry.candidate, plan->question);
    entry.answered = evaluator.phone_answered(entry.candidate, plan->question);
    entry.open_questions = open_questions(entry.verdict.sites.front());
    entry.features = features_of({entry.candidate, entry.verdict, 0}, *request, plan->question, catalogue);
    entry.card = Json::parse(indexed.card);
    return result_json(entry, {catalogue, parts.page.wording, maker.source_names(), *request, *plan, parts.page.role}, {});
}

}  // namespace

Result<Json> preview_listing(const StoredListing& listing, const PreviewParts& parts) {
    const DocumentMaker maker({parts.page.settings, parts.phrases, &parts.gazetteer});
    const auto entries = maker.make(listing);
    if (!entries) return tl::unexpected(entries.error());
    const bool is_open = parts.page.role == Role::open;
    const auto& entry = is_open || !entries->staff ? entries->open : entries->staff;
    if (!entry) return Json(nullptr);
    auto record = Json::parse(listing.record);
    if (is_open) {
        auto view = public_view(std::move(record));
        if (!view) return Json(nullptr);
        record = std::move(*view);
    }
    auto result = result_of(*entry, maker, parts);
    if (!result) return result;
    return Json{{"result", std::move(*result)}, {"page", service_page(listing, record, parts.page)}};
}

}  // namespace porchlight
