#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/search/api.h"
#include "searchd/server.h"

namespace porchlight {

/// /api/v1 and /healthz. `api` outlives the server.
void add_api_routes(HttpServer& server, Api& api);

/// /readyz, /counters and /metrics: for the operator's listener only (decision 23).
void add_operator_routes(HttpServer& server, Api& api, const Metrics& metrics);

/// The built page, held in memory: what isn't in it can't be reached by any path.
class WebFiles {
  public:
    /// Reads index.html and everything under assets/.
    /// @error bad_request where index.html is missing, or names no proper page to leave to.
    static Result<WebFiles> load(const std::filesystem::path& folder);

    /// Where "Leave this page" goes, as index.html says.
    const std::string& neutral_address() const { return neutral_address_; }

    /// index.html with this nonce filled in.
    std::string page(std::string_view nonce) const;

    struct Asset {
        std::string content_type;
        std::string bytes;
    };
    /// By path, "/assets/…".
    const std::map<std::string, Asset>& assets() const { return assets_; }

  private:
    std::vector<std::string> page_parts_;  ///< Between the places of the nonce.
    std::string neutral_address_;
    std::map<std::string, Asset> assets_;
};

/// GET / and /kiosk (the same page) and its assets. `files` outlives the server.
void add_page_routes(HttpServer& server, const WebFiles& files);

/// GET /i/{short_id}: the plain page behind a code, without script (decision 22). `api` outlives the
/// server.
void add_code_route(HttpServer& server, Api& api, std::string neutral_address);

/// POST /exit: has the browser drop what it keeps of us. A form post, without JavaScript, is sent
/// on.
void add_exit_route(HttpServer& server, std::string neutral_address);

}  // namespace porchlight
