#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/review/capacity_desk.h"
#include "core/hsds/hsds_api.h"
#include "core/review/review_desk.h"
#include "core/review/upkeep_desk.h"
#include "core/search/api.h"
#include "searchd/server.h"

namespace porchlight {

/// Reads a request's JSON object, or sends what is wrong with it.
std::optional<Json> object_of(const httplib::Request& request, httplib::Response& response);

/// Sends an answer, null as 204, or the problem.
void send(httplib::Response& response, const Result<Json>& answer);

/// What answers: the directory as everybody may know it, and as staff may.
struct Directories {
    Api& open;
    /// Opens it where that wasn't needed before.  @error as Api::open
    std::function<Result<Api*>()> staff;
};

/// The directory's part of /api/v1, and /healthz. All that is given outlives the server.
/// @param accounts counts the listings for staff that are opened in full; null where nobody signs in.
/// @param reviews puts a place under report where somebody who signed in reports it; null likewise.
void add_api_routes(HttpServer& server, const Directories& directories, Accounts* accounts,
                    ReviewDesk* reviews);

/// /api/v1/session and /api/v1/account. `accounts` outlives the server.
void add_account_routes(HttpServer& server, Accounts& accounts);

/// /api/v1/desk and /api/v1/review. All that is given outlives the server.
/// @param directories draw previews, as a worker and as the kiosk's visitor see them.
void add_review_routes(HttpServer& server, ReviewDesk& desk, const Directories& directories);

/// /api/v1/capacity. `desk` outlives the server.
void add_capacity_routes(HttpServer& server, CapacityDesk& desk);
/// /api/v1/desk/check and /api/v1/upkeep. `desk` outlives the server.
void add_upkeep_routes(HttpServer& server, UpkeepDesk& desk);
/// /hsds: the public directory for other directories. `api` outlives the server.
/// @param public_address as others reach this server; empty: http and the host that they ask.
void add_hsds_routes(HttpServer& server, HsdsApi& api, std::string public_address);

/// /readyz, /counters and /metrics: for the operator's listener only (decision 23).
void add_operator_routes(HttpServer& server, const Directories& directories, const Metrics& metrics);

/// The built page, held in memory: what isn't in it can't be reached by any path.
class WebFiles {
  public:
    /// Reads index.html (the desk), kiosk.html where there is one, and everything under assets/.
    /// @error bad_request where index.html is missing, or names no proper page to leave to.
    static Result<WebFiles> load(const std::filesystem::path& folder);

    /// Where "Leave this page" goes, as index.html says.
    const std::string& neutral_address() const { return neutral_address_; }

    /// A page whose places for a nonce are filled in at each answer.
    class Page {
      public:
        Page() = default;
        explicit Page(std::string_view html);
        std::string with(std::string_view nonce) const;

      private:
        std::vector<std::string> parts_;  ///< Between the places of the nonce.
    };
    const Page& desk() const { return desk_; }
    const std::optional<Page>& kiosk() const { return kiosk_; }

    /// By path, "/assets/…".
    const std::map<std::string, HeldFile>& assets() const { return assets_; }

  private:
    Page desk_;
    std::optional<Page> kiosk_;
    std::string neutral_address_;
    std::map<std::string, HeldFile> assets_;
};

/// GET /: the desk's page. `files` outlives the server.
void add_desk_route(HttpServer& server, const WebFiles& files);

/// GET /kiosk, where the build has that page: for a server with the public role's API only. `files`
/// outlives the server.
void add_kiosk_route(HttpServer& server, const WebFiles& files);

/// GET /assets/…: what both pages load. `files` outlives the server.
void add_asset_routes(HttpServer& server, const WebFiles& files);

/// GET /map.pmtiles: the operator's map, whole (decision 25). `map` outlives the server.
void add_map_route(HttpServer& server, const HeldFile& map);

/// GET /i/{short_id}: the plain page behind a code, without script (decision 22). `api` outlives the
/// server.
void add_code_route(HttpServer& server, Api& api, std::string neutral_address);

/// POST /exit: has the browser drop what it keeps of us. A form post, without JavaScript, is sent
/// on. Ends a session, where there is one. `accounts` may be null; outlives the server.
void add_exit_route(HttpServer& server, Accounts* accounts, std::string neutral_address);

}  // namespace porchlight
