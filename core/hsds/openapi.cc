#include "core/hsds/openapi.h"

#include "core/hsds/valid.h"

namespace porchlight {
namespace {

constexpr std::string_view kKinds[] = {"service", "organization", "program", "location", "service_at_location", "contact", "phone", "address",
                                       "schedule", "language", "accessibility", "service_area", "required_document", "cost_option", "funding",
                                       "organization_identifier", "url", "unit", "service_capacity", "taxonomy", "taxonomy_term", "attribute", "metadata"};
constexpr HsdsKind kLists[] = {HsdsKind::service, HsdsKind::organization, HsdsKind::taxonomy, HsdsKind::taxonomy_term, HsdsKind::service_at_location};

Json reference(std::string_view schema) { return {{"$ref", "#/components/schemas/" + std::string(schema)}}; }

std::string kind_name(HsdsKind kind) {
    switch (kind) {
        case HsdsKind::service: return "service";
        case HsdsKind::organization: return "organization";
        case HsdsKind::taxonomy: return "taxonomy";
        case HsdsKind::taxonomy_term: return "taxonomy_term";
        case HsdsKind::service_at_location: return "service_at_location";
    }
    return {};
}

Json schema_of(std::string_view kind) {
    Json properties = Json::object(), required = Json::array();
    for (const auto& member : hsds_members(kind)) {
        Json property{{"type", member.type}};
        if (!member.format.empty()) property["format"] = member.format;
        if (member.type == "object") property = reference(member.kind);
        if (member.type == "array") property["items"] = reference(member.kind);
        properties[std::string(member.name)] = property;
        if (member.required) required.push_back(member.name);
    }
    // What is seen from the other side.
    if (kind == "organization") properties["services"] = {{"type", "array"}, {"items", reference("service")}};
    if (kind == "service_at_location") properties["service"] = reference("service");
    return {{"type", "object"}, {"properties", properties}, {"required", required}};
}

Json page_schema(std::string_view kind) {
    Json properties = Json::object();
    for (const char* member : {"total_items", "total_pages", "page_number", "size"}) properties[member] = {{"type", "integer"}};
    for (const char* member : {"first_page", "last_page", "empty"}) properties[member] = {{"type", "boolean"}};
    properties["contents"] = {{"type", "array"}, {"items", reference(kind)}};
    return {{"type", "object"}, {"properties", properties},
            {"required", {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}}};
}

Json parameter_schema(const HsdsParameterRule& rule) {
    Json out{{"type", rule.type}};
    if (!rule.format.empty()) out["format"] = rule.format;
    if (rule.name == "format") out["enum"] = {"json", "ndjson"};
    return out;
}

Json parameters_of(HsdsKind kind) {
    Json out = Json::array();
    for (const auto& rule : hsds_parameters(kind))
        out.push_back({{"name", rule.name}, {"in", "query"}, {"description", rule.meaning}, {"schema", parameter_schema(rule)}});
    return out;
}

Json body_of(HsdsKind kind) {
    Json properties = Json::object();
    for (const auto& rule : hsds_parameters(kind)) properties[std::string(rule.name)] = parameter_schema(rule);
    return {{"required", false}, {"content", {{"application/json", {{"schema", {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}}}}}}};
}

Json problem(std::string_view description) {
    return {{"description", description}, {"content", {{"application/problem+json", {{"schema", reference("problem")}}}}}};
}

Json answers(Json content, bool by_id) {
    Json out{{"200", {{"description", "The answer."}, {"content", std::move(content)}}}, {"400", problem("A parameter is wrong.")},
             {"503", problem("The directory can't answer right now.")}};
    if (by_id) out["404"] = problem("There is no such thing, or it isn't public.");
    return out;
}

Json list_path(HsdsKind kind) {
    const auto name = kind_name(kind);
    const Json content{{"application/json", {{"schema", reference(name + "_page")}}},
                       {"application/x-ndjson", {{"schema", {{"type", "string"}, {"description", "One " + name + " a line."}}}}}};
    const auto list = std::string(hsds_list_name(kind));
    return {{"get", {{"operationId", "list_" + list}, {"summary", "A page of the list, or all of it"}, {"parameters", parameters_of(kind)}, {"responses", answers(content, false)}}},
            {"post", {{"operationId", "ask_" + list}, {"summary", "The same, with the parameters in the body: words that are searched for stay out of addresses and logs"},
                      {"parameters", parameters_of(kind)}, {"requestBody", body_of(kind)}, {"responses", answers(content, false)}}}};
}

Json one_path(HsdsKind kind) {
    const auto name = kind_name(kind);
    Json parameters{{{"name", "id"}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}, {"format", "uuid"}}}}};
    if (kind == HsdsKind::organization)
        parameters.push_back({{"name", "full_service"}, {"in", "query"}, {"description", "Its services in full."}, {"schema", {{"type", "boolean"}}}});
    return {{"get", {{"operationId", "get_" + name}, {"summary", "One, with everything nested"}, {"parameters", parameters},
                     {"responses", answers({{"application/json", {{"schema", reference(name)}}}}, true)}}}};
}

}  // namespace

std::string_view hsds_list_name(HsdsKind kind) {
    switch (kind) {
        case HsdsKind::service: return "services";
        case HsdsKind::organization: return "organizations";
        case HsdsKind::taxonomy: return "taxonomies";
        case HsdsKind::taxonomy_term: return "taxonomy_terms";
        case HsdsKind::service_at_location: return "service_at_locations";
    }
    return {};
}

Json hsds_openapi(const std::string& base) {
    Json schemas = Json::object(), paths = Json::object();
    for (const auto kind : kKinds) schemas[std::string(kind)] = schema_of(kind);
    schemas["problem"] = {{"type", "object"},
                          {"properties", {{"type", {{"type", "string"}}}, {"title", {{"type", "string"}}}, {"status", {{"type", "integer"}}},
                                          {"code", {{"type", "string"}}}, {"detail", {{"type", "string"}}}, {"pointer", {{"type", "string"}}}}},
                          {"required", {"type", "title", "status", "code", "detail"}}};
    const Json about{{"type", "object"},
                     {"properties", {{"version", {{"type", "string"}}}, {"profile", {{"type", "string"}, {"format", "uri"}}}, {"openapi_url", {{"type", "string"}, {"format", "uri"}}}}},
                     {"required", {"version", "profile", "openapi_url"}}};
    paths["/"] = {{"get", {{"operationId", "about"}, {"summary", "What is spoken here"}, {"responses", {{"200", {{"description", "The answer."}, {"content", {{"application/json", {{"schema", about}}}}}}}}}}}};
    for (const auto kind : kLists) {
        schemas[kind_name(kind) + "_page"] = page_schema(kind_name(kind));
        const auto path = "/" + std::string(hsds_list_name(kind));
        paths[path] = list_path(kind);
        paths[path + "/{id}"] = one_path(kind);
    }
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "A Porchlight directory as HSDS " + std::string(kHsdsVersion)}, {"version", kHsdsVersion},
                      {"description", "Everything that this directory shows to anyone, in the Human Services Data Specification. Items of lists have their direct "
                                      "properties and what stands alone inside them; by their id they have everything. Withdrawn services stay with id, name and the status inactive."}}},
            {"servers", {{{"url", base}}}},
            {"paths", paths},
            {"components", {{"schemas", schemas}}}};
}

}  // namespace porchlight
