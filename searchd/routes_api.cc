#include "searchd/routes.h"

namespace porchlight {
namespace {

using Call = Result<Json> (Api::*)(const Json&);

/// Answers end on a multiple of this many bytes (blanks behind the JSON), so that an observer of
/// the wire learns less from their length.
constexpr std::size_t kStep = 4096;

Result<Api*> directory_for(const Asked& asked, const Directories& directories) {
    if (asked.reach == Reach::any) return directories.staff();
    return &directories.open;
}

/// Takes `opened_for` out of the body.  @error bad_request where it is no reason of the two.
Result<std::optional<OpenedFor>> take_purpose(Json& body) {
    const auto member = body.find("opened_for");
    if (member == body.end()) return std::optional<OpenedFor>{};
    const Json given = *member;
    body.erase(member);
    if (given == "participant") return std::optional(OpenedFor::participant);
    if (given == "upkeep") return std::optional(OpenedFor::upkeep);
    return fail(ErrorKind::bad_request, "out_of_range: participant or upkeep is expected", "/opened_for");
}

/// One service in full. A listing that is for staff alone is counted, within a day's number, and
/// takes one of two reasons; whatever everybody may see takes none.
Result<Json> service(const Directories& directories, Accounts* accounts, const Asked& asked, Json body) {
    if (asked.reach != Reach::any) return directories.open.service(body);
    const auto purpose = take_purpose(body);
    if (!purpose) return tl::unexpected(purpose.error());
    const auto staff = directories.staff();
    if (!staff) return tl::unexpected(staff.error());
    auto answer = (*staff)->service(body);
    const bool is_public = !answer || directories.open.service(body).has_value();
    if (is_public || !accounts || !asked.caller) return answer;
    if (!*purpose)
        return fail(ErrorKind::forbidden, "say_what_for: Say whether it is for a participant or for upkeep.");
    if (auto counted = accounts->open_staff_listing(*asked.caller, **purpose); !counted)
        return tl::unexpected(counted.error());
    return answer;
}

/// A report. Of somebody who signed in, that a place wasn't all right holds at once (decision 16);
/// where they have had their three of the day, they are told that this one waits.
Result<Json> report(const Directories& directories, ReviewDesk* reviews, const Asked& asked, const Json& body) {
    const auto directory = directory_for(asked, directories);
    if (!directory) return tl::unexpected(directory.error());
    auto answer = (*directory)->report(body);
    if (!answer || !reviews || !asked.caller || asked.reach != Reach::any) return answer;
    if (body.value("kind", "") != "not_all_right") return answer;
    const auto held = reviews->suspend(*asked.caller, body.at("service_id").get<std::string>());
    if (!held) return tl::unexpected(held.error());
    return *held ? answer : Json{{"in_force", false}};
}

}  // namespace

std::optional<Json> object_of(const httplib::Request& request, httplib::Response& response) {
    auto body = parse_json(request.body);
    if (!body)
        send(response, problem_of_json(body.error(), request.body));
    else if (!body->is_object())
        send(response, Problem{400, "wrong_type", "an object is expected", "", true});
    else
        return std::move(*body);
    return std::nullopt;
}

void send(httplib::Response& response, const Result<Json>& answer) {
    if (!answer) return send(response, problem_of(answer.error()));
    if (answer->is_null()) {
        response.status = 204;
        return;
    }
    // Broken UTF-8 in a stored text mustn't take the other results with it.
    auto text = answer->dump(-1, ' ', false, Json::error_handler_t::replace);
    text.append((kStep - text.size() % kStep) % kStep, ' ');
    response.set_content(text, "application/json");
}

void add_api_routes(HttpServer& server, const Directories& directories, Accounts* accounts,
                    ReviewDesk* reviews) {
    const std::pair<RouteId, Call> calls[] = {
        {RouteId::search, &Api::search},        {RouteId::explain, &Api::explain},
        {RouteId::suggest, &Api::suggest},      {RouteId::plan, &Api::plan},
        {RouteId::check_in, &Api::check_in},    {RouteId::hand_over, &Api::hand_over},
        {RouteId::count_outcome, &Api::count}, {RouteId::count_unmet, &Api::count_unmet}};
    for (const auto& [route, call] : calls)
        server.add({route, [directories, call = call](const Asked& asked, const httplib::Request& request,
                                                      httplib::Response& response) {
                        const auto body = object_of(request, response);
                        if (!body) return;
                        const auto directory = directory_for(asked, directories);
                        if (!directory) return send(response, problem_of(directory.error()));
                        send(response, ((*directory)->*call)(*body));
                    }});
    server.add({RouteId::service, [directories, accounts](const Asked& asked, const httplib::Request& request,
                                                          httplib::Response& response) {
                    if (auto body = object_of(request, response))
                        send(response, service(directories, accounts, asked, std::move(*body)));
                }});
    server.add({RouteId::report, [directories, reviews](const Asked& asked, const httplib::Request& request,
                                                        httplib::Response& response) {
                    if (const auto body = object_of(request, response))
                        send(response, report(directories, reviews, asked, *body));
                }});
    server.add({RouteId::catalogue,
                [directories](const Asked& asked, const httplib::Request&, httplib::Response& response) {
                    const auto directory = directory_for(asked, directories);
                    if (!directory) return send(response, problem_of(directory.error()));
                    response.set_content((*directory)->catalogue_text(), "application/json");
                }});
    server.add({RouteId::health, [](const Asked&, const httplib::Request&, httplib::Response& response) {
                    response.set_content(R"({"status":"ok"})", "application/json");
                }});
}

}  // namespace porchlight
