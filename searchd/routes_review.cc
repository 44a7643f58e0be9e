#include "searchd/routes.h"

namespace porchlight {
namespace {

template <class Desk>
using Calls = std::vector<std::pair<RouteId, Result<Json> (Desk::*)(const Caller&, const Json&)>>;

/// What isn't there, on these routes, may be a submission too.
Problem problem_of_review(const Error& error) {
    if (error.kind == ErrorKind::not_found)
        return {404, "not_found", "There is no such listing, submission or report.", {}, false};
    return problem_of(error);
}

template <class Desk>
void add_calls(HttpServer& server, Desk& desk, const Calls<Desk>& calls) {
    for (const auto& [route, call] : calls)
        server.add({route, [&desk, call = call](const Asked& asked, const httplib::Request& request,
                                                httplib::Response& response) {
                        const auto body = object_of(request, response);
                        if (!body) return;
                        const auto answer = (desk.*call)(*asked.caller, *body);
                        if (!answer) return send(response, problem_of_review(answer.error()));
                        send(response, answer);
                    }});
}

/// A change as a worker and as a kiosk's visitor would see it, were it approved.
Result<Json> preview(ReviewDesk& desk, const Directories& directories, const Caller& caller, const Json& body) {
    const auto asked = desk.previewed(caller, body);
    if (!asked) return tl::unexpected(asked.error());
    const auto staff = directories.staff();
    if (!staff) return tl::unexpected(staff.error());
    auto worker = (*staff)->preview(asked->listing, asked->language);
    if (!worker) return worker;
    auto kiosk = directories.open.preview(asked->listing, asked->language);
    if (!kiosk) return kiosk;
    return Json{{"worker", std::move(*worker)}, {"kiosk", std::move(*kiosk)}};
}

}  // namespace

void add_review_routes(HttpServer& server, ReviewDesk& desk, const Directories& directories) {
    add_calls<ReviewDesk>(server, desk, {
        {RouteId::listings, &ReviewDesk::listings},      {RouteId::listing, &ReviewDesk::listing},
        {RouteId::draft, &ReviewDesk::draft},            {RouteId::submit, &ReviewDesk::submit},
        {RouteId::take_back, &ReviewDesk::take_back},    {RouteId::review_queue, &ReviewDesk::queue},
        {RouteId::submission, &ReviewDesk::submission},
        {RouteId::submission_duplicates, &ReviewDesk::duplicates},
        {RouteId::decide, &ReviewDesk::decide},
        {RouteId::open_reports, &ReviewDesk::reports},   {RouteId::lift_report, &ReviewDesk::lift},
        {RouteId::pairs, &ReviewDesk::pairs},            {RouteId::not_same, &ReviewDesk::not_same},
        {RouteId::merge, &ReviewDesk::merge},            {RouteId::csv_template, &ReviewDesk::csv_template},
        {RouteId::upload, &ReviewDesk::upload}});
    server.add({RouteId::preview, [&desk, directories](const Asked& asked, const httplib::Request& request,
                                                       httplib::Response& response) {
                    const auto body = object_of(request, response);
                    if (!body) return;
                    const auto answer = preview(desk, directories, *asked.caller, *body);
                    if (!answer) return send(response, problem_of_review(answer.error()));
                    send(response, answer);
                }});
}

void add_upkeep_routes(HttpServer& server, UpkeepDesk& desk) {
    add_calls<UpkeepDesk>(server, desk, {
        {RouteId::check_page, &UpkeepDesk::check_page},  {RouteId::check_draft, &UpkeepDesk::check_draft},
        {RouteId::check_send, &UpkeepDesk::check_send},  {RouteId::upkeep, &UpkeepDesk::overview},
        {RouteId::upkeep_gaps, &UpkeepDesk::gaps},       {RouteId::told, &UpkeepDesk::told}});
}

}  // namespace porchlight
