#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/base/mac.h"
#include "searchd/headers.h"
#include "searchd/routes.h"

namespace porchlight {
namespace {

constexpr std::string_view kNoncePlace = "__CSP_NONCE__";
constexpr std::uintmax_t kMostBytes = 64 * 1024 * 1024;  ///< Of all files together.

std::string content_type_of(const std::filesystem::path& file) {
    static const std::map<std::string, std::string> types = {
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".wasm", "application/wasm"},
        {".ogg", "audio/ogg"},
        {".txt", "text/plain; charset=utf-8"}};
    const auto found = types.find(file.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

Result<std::string> read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.good() && !in.eof())
        return fail(ErrorKind::bad_request, "can't read this file of the page", file.string());
    return bytes;
}

/// The content of <meta name="leave-to" content="…">; empty where there is none.
std::string leave_to(std::string_view page) {
    const auto name = page.find("name=\"leave-to\"");
    if (name == std::string_view::npos) return {};
    constexpr std::string_view kContent = "content=\"";
    const auto content = page.find(kContent, name);
    if (content == std::string_view::npos) return {};
    const auto first = content + kContent.size();
    return std::string(page.substr(first, page.find('"', first) - first));
}

/// It goes into two headers: nothing but an https address may.
bool is_proper_address(std::string_view address) {
    return address.rfind("https://", 0) == 0 && address.size() < 200 &&
           std::all_of(address.begin(), address.end(), [](char c) {
               return c > ' ' && c < 0x7f &&
                      std::string_view("\"'<>;,*").find(c) == std::string_view::npos;
           });
}

/// `page` and `neutral` outlive the server.
void add_page(HttpServer& server, RouteId route, const WebFiles::Page& page,
              const std::string& neutral) {
    server.add({route, [&page, &neutral](const Asked&, const httplib::Request&,
                                         httplib::Response& response) {
                    const auto nonce = random_hex(16);
                    response.set_header("Content-Security-Policy",
                                        content_security_policy(nonce, neutral));
                    response.set_content(page.with(nonce), "text/html; charset=utf-8");
                }});
}

}  // namespace

Result<WebFiles> WebFiles::load(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto index = folder / "index.html";
    if (!fs::is_regular_file(index, error))
        return fail(ErrorKind::bad_request, "the page's folder has no index.html", folder.string());
    const auto page = read_file(index);
    if (!page) return tl::unexpected(page.error());
    WebFiles out;
    out.neutral_address_ = leave_to(*page);
    if (!is_proper_address(out.neutral_address_))
        return fail(ErrorKind::bad_request, "leave-to in index.html is no https address",
                    index.string());
    out.desk_ = Page(*page);
    if (const auto kiosk = folder / "kiosk.html"; fs::is_regular_file(kiosk, error)) {
        const auto html = read_file(kiosk);
        if (!html) return tl::unexpected(html.error());
        out.kiosk_ = Page(*html);
    }

    std::uintmax_t total = 0;
    for (fs::recursive_directory_iterator entry(folder / "assets", error), end;
         !error && entry != end; entry.increment(error)) {
        if (entry->is_symlink() || !entry->is_regular_file()) continue;
        if ((total += entry->file_size()) > kMostBytes)
            return fail(ErrorKind::bad_request, "the page's files are larger than 64 MB",
                        folder.string());
        auto bytes = read_file(entry->path());
        if (!bytes) return tl::unexpected(bytes.error());
        out.assets_["/" + entry->path().lexically_relative(folder).generic_string()] = {
            content_type_of(entry->path()), std::move(*bytes)};
    }
    return out;
}

WebFiles::Page::Page(std::string_view html) {
    for (auto at = html.find(kNoncePlace); at != std::string_view::npos;
         at = html.find(kNoncePlace)) {
        parts_.emplace_back(html.substr(0, at));
        html.remove_prefix(at + kNoncePlace.size());
    }
    parts_.emplace_back(html);
}

std::string WebFiles::Page::with(std::string_view nonce) const {
    std::string out = parts_.front();
    for (std::size_t i = 1; i < parts_.size(); ++i) out.append(nonce).append(parts_[i]);
    return out;
}

void add_desk_route(HttpServer& server, const WebFiles& files) {
    add_page(server, RouteId::desk, files.desk(), files.neutral_address());
}

void add_kiosk_route(HttpServer& server, const WebFiles& files) {
    if (files.kiosk()) add_page(server, RouteId::kiosk, *files.kiosk(), files.neutral_address());
}

void add_asset_routes(HttpServer& server, const WebFiles& files) {
    const std::string_view folder = row_of(RouteId::asset).path;
    for (const auto& [path, asset] : files.assets())
        server.add({RouteId::asset, {}, path.substr(folder.size()), &asset});
}

void add_map_route(HttpServer& server, const HeldFile& map) {
    server.add({RouteId::map, {}, {}, &map});
}

void add_exit_route(HttpServer& server, Accounts* accounts, std::string neutral_address) {
    server.add({RouteId::leave, [accounts, address = std::move(neutral_address)](
                                    const Asked& asked, const httplib::Request& request,
                                    httplib::Response& response) {
                    // The cookie goes; so does what it stood for.
                    if (accounts && asked.caller) accounts->sign_out(asked.session);
                    response.set_header("Clear-Site-Data", R"("cache","cookies","storage")");
                    // A changed cookie puts a page out of the browser's back-forward cache. It says
                    // nothing: random, gone with the session, and never read.
                    response.set_header(
                        "Set-Cookie",
                        fmt::format("page={}; Path=/; HttpOnly; SameSite=Strict", random_hex(16)));
                    const bool form = request.has_header(kFormPost);
                    response.status = form ? 303 : 204;
                    if (form) response.set_header("Location", address);
                }});
}

}  // namespace porchlight
