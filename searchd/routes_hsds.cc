#include <algorithm>

#include "core/hsds/openapi.h"
#include "searchd/routes.h"

namespace porchlight {
namespace {

constexpr const char* kNdjson = "application/x-ndjson";

struct HsdsRoutes {
    HsdsKind kind;
    RouteId list, asked, one, preflight;
};
constexpr HsdsRoutes kHsdsRoutes[] = {
    {HsdsKind::service, RouteId::hsds_services, RouteId::hsds_services_asked, RouteId::hsds_service, RouteId::hsds_services_preflight},
    {HsdsKind::organization, RouteId::hsds_organizations, RouteId::hsds_organizations_asked, RouteId::hsds_organization, RouteId::hsds_organizations_preflight},
    {HsdsKind::taxonomy, RouteId::hsds_taxonomies, RouteId::hsds_taxonomies_asked, RouteId::hsds_taxonomy, RouteId::hsds_taxonomies_preflight},
    {HsdsKind::taxonomy_term, RouteId::hsds_taxonomy_terms, RouteId::hsds_taxonomy_terms_asked, RouteId::hsds_taxonomy_term, RouteId::hsds_taxonomy_terms_preflight},
    {HsdsKind::service_at_location, RouteId::hsds_service_at_locations, RouteId::hsds_service_at_locations_asked, RouteId::hsds_service_at_location, RouteId::hsds_service_at_locations_preflight}};

/// What other origins' pages may read: it is the same for everybody, and no session counts for it.
void share(httplib::Response& response) { response.set_header("Access-Control-Allow-Origin", "*"); }

/// The question that a browser asks for another origin's page before it posts JSON. No session goes along.
void allow_posting(httplib::Response& response) {
    share(response);
    response.status = 204;
    response.set_header("Access-Control-Allow-Methods", "GET, HEAD, POST");
    response.set_header("Access-Control-Allow-Headers", "content-type");
    response.set_header("Access-Control-Max-Age", "86400");
}

void send_text(httplib::Response& response, const std::string& text, const char* type = "application/json") {
    response.set_content(text, type);
}

void send_error(httplib::Response& response, const Error& error) {
    auto problem = problem_of(error);
    if (error.kind == ErrorKind::not_found) problem.detail = "There is no such thing.";
    send(response, problem);
}

/// The parameters of the address, and of the body where there is one.
Result<HsdsParameters> parameters_of(const Asked& asked, const httplib::Request& request) {
    auto out = read_query_string(asked.query);
    if (!out || request.body.empty()) return out;
    const auto body = parse_json(request.body);
    if (!body) return fail(ErrorKind::bad_request, "bad_json: " + body.error().message);
    if (!body->is_object()) return fail(ErrorKind::bad_request, "wrong_type: an object is expected");
    const auto more = read_query_body(*body);
    if (!more) return more;
    out->insert(out->end(), more->begin(), more->end());
    return out;
}

/// Sends lines as they are made. Where that fails the connection ends without the last chunk.
void send_lines(httplib::Response& response, std::function<Result<std::string>()> more) {
    response.set_chunked_content_provider(kNdjson, [more = std::move(more)](std::size_t, httplib::DataSink& sink) {
        const auto lines = more();
        if (!lines) return false;
        if (lines->empty())
            sink.done();
        else
            sink.write(lines->data(), lines->size());
        return true;
    });
}

void list(HsdsApi& api, HsdsKind kind, const Asked& asked, const httplib::Request& request, httplib::Response& response) {
    share(response);
    const auto parameters = parameters_of(asked, request);
    if (!parameters) return send_error(response, parameters.error());
    auto found = api.list(kind, *parameters);
    if (!found) return send_error(response, found.error());
    if (found->more) return send_lines(response, std::move(found->more));
    send_text(response, found->page);
}

void one(HsdsApi& api, HsdsKind kind, const Asked& asked, const httplib::Request& request, httplib::Response& response) {
    share(response);
    const auto parameters = read_query_string(asked.query);
    if (!parameters) return send_error(response, parameters.error());
    const auto found = api.one(kind, request.path.substr(request.path.rfind('/') + 1), *parameters);
    if (!found) return send_error(response, found.error());
    send_text(response, *found);
}

/// Where /hsds is reached. The host is the asker's own word, so only what a host is made of is said back.
std::string base_of(const std::string& public_address, const std::string& host) {
    if (!public_address.empty()) return public_address + "/hsds";
    const bool is_host = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '-' || c == '[' || c == ']';
    });
    return "http://" + (is_host ? host : "localhost") + "/hsds";
}

void about(const std::string& public_address, const Asked& asked, httplib::Response& response) {
    share(response);
    const auto base = base_of(public_address, asked.host);
    const Json out{{"version", kHsdsVersion}, {"profile", base + "/profile"}, {"openapi_url", base + "/openapi.json"}};
    send_text(response, out.dump());
}

constexpr const char* kProfile = R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>HSDS as this directory speaks it</title>
<main>
<h1>HSDS as this directory speaks it</h1>
<p>This is <a href="https://docs.openreferral.org">HSDS</a> 3.1 without changes: nothing is required beyond it, and nothing is renamed. What this directory adds stands in attributes.</p>
<h2>Facts</h2>
<p>The taxonomy “Porchlight facts” has a term for each fact and below it one for each answer: <code>….yes</code>, <code>….no</code> and <code>….unknown</code>.
An attribute has the answer's term, never the fact's, and its <code>value</code> says the answer once more. Its <code>metadata</code> says as of when, and how that came to be known.
<strong>No attribute means that nobody asked: that is unknown, never no. Every fact is what an agency said or what was checked on a day; none says that a place is safe.</strong></p>
<h2>What isn't there</h2>
<p>Listings and places that are hidden for somebody's safety are absent. Where an address is withheld there is no <code>address</code>. People who checked a record aren't named.</p>
<h2>Changes</h2>
<p><code>last_modified</code> moves when this directory's public record changes, with all that is nested in it. A withdrawn service stays with its id, its name and the status
<code>inactive</code>, or <code>defunct</code> where it was merged into another. What is taken down at once is absent: compare <code>/services?minimal=true</code>.</p>
</main>
)html";

}  // namespace

void add_hsds_routes(HttpServer& server, HsdsApi& api, std::string public_address) {
    for (const auto& routes : kHsdsRoutes) {
        for (const auto id : {routes.list, routes.asked})
            server.add({id, [&api, kind = routes.kind](const Asked& asked, const httplib::Request& request, httplib::Response& response) {
                            list(api, kind, asked, request, response);
                        }});
        server.add({routes.preflight, [](const Asked&, const httplib::Request&, httplib::Response& response) { allow_posting(response); }});
        server.add({routes.one, [&api, kind = routes.kind](const Asked& asked, const httplib::Request& request, httplib::Response& response) {
                        one(api, kind, asked, request, response);
                    }});
    }
    for (const auto id : {RouteId::hsds_root, RouteId::hsds_about})
        server.add({id, [public_address](const Asked& asked, const httplib::Request&, httplib::Response& response) {
                        about(public_address, asked, response);
                    }});
    server.add({RouteId::hsds_openapi, [public_address](const Asked& asked, const httplib::Request&, httplib::Response& response) {
                    share(response);
                    send_text(response, hsds_openapi(base_of(public_address, asked.host)).dump());
                }});
    server.add({RouteId::hsds_profile, [](const Asked&, const httplib::Request&, httplib::Response& response) {
                    share(response);
                    response.set_content(kProfile, "text/html; charset=utf-8");
                }});
}

}  // namespace porchlight
