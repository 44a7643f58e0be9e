#include "searchd/routes.h"

namespace porchlight {
namespace {

using Call = Result<Json> (Api::*)(const Json&);

/// Answers end on a multiple of this many bytes (blanks behind the JSON), so that an observer of
/// the wire learns less from their length.
constexpr std::size_t kStep = 4096;

void send_json(httplib::Response& response, std::string text) {
    text.append((kStep - text.size() % kStep) % kStep, ' ');
    response.set_content(text, "application/json");
}

void answer(Api& api, Call call, const httplib::Request& request, httplib::Response& response) {
    const auto body = parse_json(request.body);
    if (!body) return send(response, problem_of_json(body.error(), request.body));
    if (!body->is_object())
        return send(response, {400, "wrong_type", "an object is expected", "", true});
    const auto answered = (api.*call)(*body);
    if (!answered) return send(response, problem_of(answered.error()));
    if (answered->is_null()) {
        response.status = 204;
        return;
    }
    // Broken UTF-8 in a stored text mustn't take the other results with it.
    send_json(response, answered->dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

void add_api_routes(HttpServer& server, Api& api) {
    const std::pair<const char*, Call> calls[] = {{"/api/v1/search", &Api::search},
                                                  {"/api/v1/service", &Api::service},
                                                  {"/api/v1/explain", &Api::explain},
                                                  {"/api/v1/suggest", &Api::suggest},
                                                  {"/api/v1/plan", &Api::plan},
                                                  {"/api/v1/check-in", &Api::check_in},
                                                  {"/api/v1/hand-over", &Api::hand_over},
                                                  {"/api/v1/count", &Api::count},
                                                  {"/api/v1/report", &Api::report}};
    for (const auto& [path, call] : calls)
        server.add(
            {"POST", path, path, Accepts::json,
             [&api, call = call](const httplib::Request& request, httplib::Response& response) {
                 answer(api, call, request, response);
             }});
    server.add({"GET", "/api/v1/catalogue", "/api/v1/catalogue", Accepts::nothing,
                [&api](const httplib::Request&, httplib::Response& response) {
                    response.set_content(api.catalogue_text(), "application/json");
                }});
    server.add({"GET", "/healthz", "/healthz", Accepts::nothing,
                [](const httplib::Request&, httplib::Response& response) {
                    response.set_content(R"({"status":"ok"})", "application/json");
                }});
}

}  // namespace porchlight
