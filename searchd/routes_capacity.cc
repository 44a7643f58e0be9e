#include "searchd/routes.h"

namespace porchlight {

void add_capacity_routes(HttpServer& server, CapacityDesk& desk) {
    server.add({RouteId::capacity, [&desk](const Asked& asked, const httplib::Request&, httplib::Response& response) {
                    send(response, desk.services(*asked.caller));
                }});
    using Call = Result<Json> (CapacityDesk::*)(const Caller&, const Json&);
    const std::pair<RouteId, Call> calls[] = {{RouteId::capacity_say, &CapacityDesk::say},
                                              {RouteId::capacity_take_back, &CapacityDesk::take_back}};
    for (const auto& [route, call] : calls)
        server.add({route, [&desk, call = call](const Asked& asked, const httplib::Request& request,
                                                httplib::Response& response) {
                        if (const auto body = object_of(request, response))
                            send(response, (desk.*call)(*asked.caller, *body));
                    }});
}

}  // namespace porchlight
