#include "searchd/routes.h"

namespace porchlight {

void add_operator_routes(HttpServer& server, const Directories& directories, const Metrics& metrics) {
    server.add({RouteId::ready,
                [&api = directories.open](const Asked&, const httplib::Request&, httplib::Response& response) {
                    const auto state = api.readiness();
                    const auto& as_of = state.index_as_of;
                    const Json json = {{"ready", state.ready},
                                       {"reason", state.reason},
                                       {"index_sequence", state.index_sequence},
                                       {"store_sequence", state.store_sequence},
                                       {"documents", state.documents},
                                       {"table_bytes", state.table_bytes},
                                       {"index_as_of", as_of ? Json(format_instant(*as_of)) : Json()},
                                       {"index_age_s", as_of ? Json(state.index_age_s) : Json()}};
                    response.status = state.ready ? 200 : 503;
                    response.set_content(json.dump(-1, ' ', false, Json::error_handler_t::replace),
                                         "application/json");
                }});
    server.add({RouteId::counters,
                [directories](const Asked&, const httplib::Request&, httplib::Response& response) {
                    const auto staff = directories.staff();
                    if (!staff) return send(response, problem_of(staff.error()));
                    const auto counters = (*staff)->counters();
                    if (!counters) return send(response, problem_of(counters.error()));
                    response.set_content(counters->dump(-1, ' ', false, Json::error_handler_t::replace),
                                         "application/json");
                }});
    server.add({RouteId::metrics,
                [&metrics](const Asked&, const httplib::Request&, httplib::Response& response) {
                    response.set_content(metrics.text(),
                                         "text/plain; version=0.0.4; charset=utf-8");
                }});
}

}  // namespace porchlight
