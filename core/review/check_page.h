#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/store/checks.h"
#include "core/store/store.h"
#include "core/store/submissions.h"
#include "core/upkeep/check_lines.h"

namespace porchlight {

/// Answers by line.
using CheckAnswers = std::map<std::string, CheckAnswer>;

/// A check page's lines, as JSON, with what each says in English and French, and how it stands: "due",
/// "ahead" (would fall due within a quarter: pulled forward), "later", or "undated".
Json lines_json(const std::vector<CheckLine>& lines, const Json& record, const Catalogue& catalogue, Day today);

/// What a check page with these answers does.
struct CheckOutcome {
    std::vector<AnsweredLine> lines;    ///< Those that were answered.
    std::vector<SubmittedFact> facts;   ///< To be submitted: still so, or better than it was.
    bool is_whole = false;              ///< Every line was answered.
    bool worsens = false;               ///< Something takes effect at once.
    bool assures = false;               ///< The record's day may move: whole, and every detail still so.
};

/// @param method agency_statement, or call_back by a reviewer.
/// @error bad_request where an answer is about no line, or nothing was answered.
Result<CheckOutcome> outcome_of(const std::vector<CheckLine>& lines, const CheckAnswers& answers, const Json& record,
                                const Catalogue& catalogue, Method method, Day today);

}  // namespace porchlight
