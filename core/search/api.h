#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/base/time.h"
#include "core/index/reader.h"
#include "core/store/store.h"

namespace porchlight {

/// Where a kiosk's screen stands: for "near here" and the way on foot.
struct ScreenPlace {
    Point at;
    std::string label;  ///< The operator's name for it; empty: that of the nearest town.
};

/// How an API is opened.
struct ApiSettings {
    DirectoryPaths paths;
    Role role = Role::open;
    std::chrono::milliseconds search_deadline{400};
    std::string jurisdiction = "CA";  ///< Whose crisis lines and words on reporting are shown.
    std::optional<ScreenPlace> kiosk_near;
    bool kiosk_printer = false;  ///< Whether a printer stands at the kiosk's screen.
    /// An index in shards that is older says so in every answer.
    std::chrono::seconds told_behind_after{60};
    /// Size of the map that is served beside the API: told to the page. None without one.
    std::optional<std::uint64_t> map_bytes;
};

/// Whether questions can be answered now, and why not (the operator's listener only).
struct Readiness {
    bool ready = false;
    std::string reason;           ///< Empty where ready.
    std::int64_t index_sequence = 0;
    std::int64_t store_sequence = 0;
    std::size_t documents = 0;
    std::size_t table_bytes = 0;
    /// Of an index in shards: when it last held all that was published, and how long that is ago.
    std::optional<Instant> index_as_of = {};
    std::int64_t index_age_s = 0;
};

/// The directory's answers, as JSON: everything of /api/v1 but HTTP. Bodies are what parse_json()
/// gives; errors are bad_request ("code: sentence" and a JSON pointer in `where`), not_found (one and
/// the same for absent, hidden and taken down), forbidden (see hand_over) and unavailable. May be used from several threads;
/// keeps nothing of a request.
class Api {
  public:
    /// Loads catalogue, sources, holidays, gazetteer; opens store and index.
    /// @error bad_request where a shipped file is wrong, unavailable where the store can't be opened.
    static Result<std::unique_ptr<Api>> open(const ApiSettings& settings, const Clock& clock);
    virtual ~Api() = default;

    virtual Result<Json> search(const Json& body) = 0;
    virtual Result<Json> service(const Json& body) = 0;
    /// What a listing that stands nowhere yet would look like to this API's role, worked out and kept
    /// nowhere: {result, page}, or null where the role would not see it.
    virtual Result<Json> preview(const StoredListing& listing, const std::string& language) = 0;
    virtual Result<Json> explain(const Json& body) = 0;
    virtual Result<Json> suggest(const Json& body) = 0;
    virtual Result<Json> plan(const Json& body) = 0;

    /// The participant said yes to one service: a token for its hand-over (decision 26). No other
    /// answer is taken.
    virtual Result<Json> check_in(const Json& body) = 0;
    /// Spends such a token for all that a hand-over needs.  @error forbidden, one and the same,
    /// where the token is missing, spent, expired, altered or another service's, or the service may
    /// not be seen any more.
    virtual Result<Json> hand_over(const Json& body) = 0;
    /// Puts a report into the queue of reviews: that a detail of a listing is wrong, or that a place
    /// wasn't all right. It has no effect before a review (decision 16: only a signed-in account's
    /// would, and nobody signs in yet).  @return null.
    virtual Result<Json> report(const Json& body) = 0;

    /// Spends a hand-over's permit to count its outcome (decision 27).  @return null.
    /// @error forbidden without a good permit, and always in the public role.
    virtual Result<Json> count(const Json& body) = 0;
    /// Spends a permit of a search or a plan that found nothing for a need, to count that need for its
    /// region and month: a worker's own act, one need at a time (decision 27).  @return null.
    /// @error forbidden without a good permit, and always in the public role.
    virtual Result<Json> count_unmet(const Json& body) = 0;
    /// What was counted, as far as it may be shown (the operator's listener only).
    virtual Result<Json> counters() = 0;

    /// What the page behind a code shows of a public service, whatever this API's role, in the
    /// listing's own language: code_page_json() and `leave`, the words of its way out.
    /// @error not_found, one and the same for absent, hidden, closed, withdrawn and taken down.
    virtual Result<Json> code_page(const std::string& short_id) = 0;

    /// The catalogue as text, ready to send: the same at every call.
    virtual const std::string& catalogue_text() const = 0;

    virtual Readiness readiness() = 0;
};

}  // namespace porchlight
