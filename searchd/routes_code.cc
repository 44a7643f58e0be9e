#include <fmt/format.h>

#include "core/base/html.h"
#include "core/base/mac.h"
#include "searchd/headers.h"
#include "searchd/routes.h"

namespace porchlight {
namespace {

constexpr std::size_t kPathLength = 3;  ///< "/i/".

/// The page: one column that fits 320 px, in the colours of the device.
std::string html_page(const std::string& nonce, const std::string& language, const std::string& body) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\" translate=\"no\">\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"google\" content=\"notranslate\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Porchlight</title>\n"
        "<style nonce=\"{}\">\n"
        ":root{{color-scheme:light dark}}\n"
        "body{{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:32rem;padding:1rem}}\n"
        "dt{{font-weight:600;margin-top:1rem}}dd{{margin:0;overflow-wrap:anywhere}}\n"
        "a,button{{display:inline-block;min-height:44px;font:inherit;line-height:44px}}\n"
        "button{{padding:0 1rem;margin-top:2rem}}\n"
        "</style>\n<main>\n{}</main>\n",
        html_escaped(language), nonce, body);
}

std::string leave_form(const std::string& words) {
    return fmt::format("<form method=\"post\" action=\"/exit\"><button>{}</button></form>\n", html_escaped(words));
}

std::string line_html(const Json& line, const Json& dial) {
    const auto text = html_escaped(line["text"].get<std::string>());
    const auto language = line["language"].is_null()
                              ? std::string{}
                              : fmt::format(" lang=\"{}\"", html_escaped(line["language"].get<std::string>()));
    const bool dials = dial.is_string() && !text.empty() && line.value("dials", false);
    return fmt::format("<dt>{}</dt>\n<dd{}>{}</dd>\n", html_escaped(line["label"].get<std::string>()), language,
                       dials ? fmt::format("<a href=\"tel:{}\">{}</a>", html_escaped(dial.get<std::string>()), text)
                             : text);
}

std::string found_html(const Json& page) {
    std::string out = fmt::format("<h1>{}</h1>\n<dl>\n", html_escaped(page["title"].get<std::string>()));
    for (const auto& line : page["lines"]) out += line_html(line, page["dial"]);
    return out + "</dl>\n" + leave_form(page["leave"].get<std::string>());
}

}  // namespace

void add_code_route(HttpServer& server, Api& api, std::string neutral_address) {
    Route route{RouteId::code_page, {}, {}, nullptr};
    route.handler = [&api, neutral = std::move(neutral_address)](const Asked&,
                                                                 const httplib::Request& request,
                                                                 httplib::Response& response) {
        const auto page = api.code_page(request.path.substr(kPathLength));
        const bool absent = !page && page.error().kind == ErrorKind::not_found;
        if (!page && !absent) return send(response, problem_of(page.error()));
        const auto nonce = random_hex(16);
        response.set_header("Content-Security-Policy", content_security_policy(nonce, neutral));
        response.status = absent ? 404 : 200;
        // One page for absent, hidden, withdrawn and taken down.
        const auto body = absent ? "<p>There is nothing here.</p>\n<p lang=\"fr\">Il n’y a rien ici.</p>\n" +
                                       leave_form("Leave this page · Quitter cette page")
                                 : found_html(*page);
        response.set_content(html_page(nonce, absent ? "en" : page->at("language"), body),
                             "text/html; charset=utf-8");
    };
    server.add(std::move(route));
}

}  // namespace porchlight
