#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/paths.h"
#include "core/geo/gazetteer.h"
#include "core/hsds/directory.h"
#include "core/hsds/query.h"

namespace porchlight {

/// A list as it is sent: a page, or a stream of everything.
struct HsdsList {
    std::string page;                           ///< JSON; empty where `more` is set.
    std::function<Result<std::string>()> more;  ///< NDJSON: the next lines; empty at the end.
};

/// The answers of /hsds: everything but HTTP. Public data only, whoever asks. May be used from several
/// threads; keeps nothing of a request. Errors are bad_request ("code: sentence", the parameter in
/// `where`), not_found (one and the same for absent, hidden and taken down) and unavailable.
class HsdsApi {
  public:
    /// Loads catalogue and sources; the directory itself is read when somebody first asks for it.
    static Result<std::unique_ptr<HsdsApi>> open(const DirectoryPaths& paths);
    virtual ~HsdsApi() = default;

    virtual Result<HsdsList> list(HsdsKind kind, const HsdsParameters& parameters) = 0;
    virtual Result<std::string> one(HsdsKind kind, const std::string& id, const HsdsParameters& parameters) = 0;
};

}  // namespace porchlight
