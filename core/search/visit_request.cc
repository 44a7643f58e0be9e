#include "core/search/visit_request.h"

#include <algorithm>

#include "core/plan/visit_plan.h"
#include "core/search/strict_object.h"

namespace porchlight {
namespace {

/// Members that mean what they mean in a search.
constexpr const char* kOfSearch[] = {"needs",     "near",        "within_km",   "within_strength",
                                     "languages", "participant", "constraints", "avoid",
                                     "told",      "language"};

void done(StrictObject& object, StrictObject& root) {
    if (auto error = object.finish()) root.fault(*error);
}

void read_start(StrictObject& root, VisitRequest& request) {
    if (!root.has("start")) return;
    StrictObject start(root.at("start"), "/start");
    const bool now = start.boolean("now").value_or(false);
    if (start.has("at")) {
        const auto at = parse_local_minutes(start.text("at", kLongestName));
        if (at)
            request.at = *at;
        else
            start.fault("out_of_range", at.error().message, "/start/at");
    }
    if (start.ok() && now == request.at.has_value())
        start.fault("missing_member", "one of now and at is expected", "/start");
    done(start, root);
}

void read_travel(StrictObject& root, VisitRequest& request) {
    if (!root.has("travel")) return;
    StrictObject travel(root.at("travel"), "/travel");
    request.ride = travel.boolean("ride").value_or(false);
    request.walk_km = travel.number("walk_km", 0.1, kLongestWalkKm).value_or(kUsualWalkKm);
    done(travel, root);
}

bool brings_children(const Json& body) {
    const auto said = body.find("participant");
    return said != body.end() && said->is_object() && said->contains("children") &&
           (*said)["children"].is_number_integer() && (*said)["children"] > 0;
}

}  // namespace

Result<VisitRequest> parse_visit_request(const Json& body, const Catalogue& catalogue, Role role) {
    StrictObject root(body, "");
    VisitRequest request;
    Json search = Json::object();
    for (const auto* member : kOfSearch)
        if (root.has(member)) search[member] = root.at(member);
    read_start(root, request);
    request.tonight = root.boolean("tonight").value_or(false);
    read_travel(root, request);
    if (!root.has("needs") || (root.at("needs").is_array() && root.at("needs").empty()))
        root.fault("missing_member", "1 to 8 needs are expected", "/needs");
    root.list("needs", kMostNeeds, [](const Json&, const std::string&) {});
    if (auto error = root.finish()) return tl::unexpected(*error);
    auto parsed = parse_request(search, catalogue, role);
    if (!parsed) return tl::unexpected(parsed.error());
    request.search = std::move(*parsed);
    request.children = brings_children(body);
    auto& needs = request.search.needs;
    for (std::size_t i = 0; i < needs.size(); ++i)
        if (std::find(needs.begin(), needs.begin() + static_cast<std::ptrdiff_t>(i), needs[i]) !=
            needs.begin() + static_cast<std::ptrdiff_t>(i))
            return fail(ErrorKind::bad_request, "out_of_range: a need is listed twice",
                        "/needs/" + std::to_string(i));
    return request;
}

}  // namespace porchlight
