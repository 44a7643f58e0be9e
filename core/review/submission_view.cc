#include "core/review/submission_view.h"

#include <algorithm>

#include "core/feed/json_read.h"
#include "core/review/place_lint.h"

namespace porchlight {

Json to_json(const ReviewNeed& need, const std::vector<Review>& reviews) {
    const auto approvals = std::count_if(reviews.begin(), reviews.end(), [](const Review& review) {
        return review.decision == Decision::approve;
    });
    return {{"accounts", need.accounts},
            {"organizations", need.organizations},
            {"call_back", need.call_elsewhere ? "elsewhere" : need.call_back ? "any" : "none"},
            {"approvals", approvals}};
}

Json reason_of(const StoredSubmission& submission) {
    for (auto it = submission.reviews.rbegin(); it != submission.reviews.rend(); ++it)
        if (it->decision != Decision::approve) return it->reason;
    return nullptr;
}

std::vector<std::string> texts_of(const Json& record) {
    std::vector<std::string> out;
    for (const char* member : {"name", "description", "application_process", "fees_description",
                               "eligibility_description", "alert"})
        if (auto text = string_of(record, member); !text.empty()) out.push_back(std::move(text));
    return out;
}

Json changes_of(const StoredSubmission& submission) {
    Json out = Json::array();
    for (const auto& change : submission.changes) {
        const auto value = [&](const Json& record) {
            return record.is_object() && record.contains(change.member) ? record[change.member] : Json(nullptr);
        };
        out.push_back({{"member", change.member},
                       {"class", change.review_class},
                       {"before", value(submission.base)},
                       {"after", value(submission.record)}});
    }
    // A new listing is one change by its class; its members are shown all the same.
    if (submission.is_new)
        for (const auto& [member, value] : submission.record.items())
            if (member != "id" && member != "organization")
                out.push_back({{"member", member}, {"class", "eligibility"}, {"before", nullptr}, {"after", value}});
    return out;
}

Json numbers_of(const Json& record) {
    Json out = Json::array();
    for (const auto* holder : {&record, &object_of(record, "organization")})
        for (const auto& phone : items_of(*holder, "phones"))
            if (auto number = string_of(phone, "number"); !number.empty()) out.push_back(std::move(number));
    return out;
}

Json hints_of(const Json& record) {
    Json out = Json::array();
    for (const char* member : {"name", "alternate_name", "description", "application_process",
                               "eligibility_description", "fees_description", "alert"})
        for (const auto& hint : place_hints(string_of(record, member)))
            out.push_back({{"member", member}, {"text", hint}});
    return out;
}

}  // namespace porchlight
