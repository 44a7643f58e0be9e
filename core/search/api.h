#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/base/time.h"
#include "core/index/reader.h"

namespace porchlight {

/// How an API is opened.
struct ApiSettings {
    DirectoryPaths paths;
    Role role = Role::open;
    std::chrono::milliseconds search_deadline{400};
};

/// Whether questions can be answered now, and why not (the operator's listener only).
struct Readiness {
    bool ready = false;
    std::string reason;           ///< Empty where ready.
    std::int64_t index_sequence = 0;
    std::int64_t store_sequence = 0;
    std::size_t documents = 0;
    std::size_t table_bytes = 0;
};

/// The directory's answers, as JSON: everything of /api/v1 but HTTP. Bodies are what parse_json()
/// gives; errors are bad_request ("code: sentence" and a JSON pointer in `where`), not_found (one and
/// the same for absent, hidden and taken down) and unavailable. May be used from several threads;
/// keeps nothing of a request.
class Api {
  public:
    /// Loads catalogue, sources, holidays, gazetteer; opens store and index.
    /// @error bad_request where a shipped file is wrong, unavailable where the store can't be opened.
    static Result<std::unique_ptr<Api>> open(const ApiSettings& settings, const Clock& clock);
    virtual ~Api() = default;

    virtual Result<Json> search(const Json& body) = 0;
    virtual Result<Json> service(const Json& body) = 0;
    virtual Result<Json> explain(const Json& body) = 0;
    virtual Result<Json> suggest(const Json& body) = 0;
    virtual Result<Json> plan(const Json& body) = 0;

    /// The catalogue as text, ready to send: the same at every call.
    virtual const std::string& catalogue_text() const = 0;

    virtual Readiness readiness() = 0;
};

}  // namespace porchlight
