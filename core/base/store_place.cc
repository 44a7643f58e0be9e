#include "core/base/store_place.h"

namespace porchlight {
namespace {

constexpr std::string_view kSqlite = "sqlite://";
constexpr std::string_view kPostgresql[] = {"postgresql:", "postgres:"};

}  // namespace

Result<StorePlace> StorePlace::of(const std::string& address) {
    for (const auto scheme : kPostgresql) {
        if (address.rfind(scheme, 0) != 0) continue;
        const std::string rest = address.substr(scheme.size());
        if (rest.rfind("//", 0) != 0 || rest.size() == 2)
            return fail(ErrorKind::bad_request, "a database of PostgreSQL's is named postgresql://user@host/database");
        StorePlace place{std::filesystem::path()};
        place.server = address;
        return place;
    }
    const bool has_scheme = address.rfind(kSqlite, 0) == 0;
    const std::string path = has_scheme ? address.substr(kSqlite.size()) : address;
    if (path.empty() || (!has_scheme && path.find("://") != std::string::npos))
        return fail(ErrorKind::bad_request, "a store is named sqlite:///path/store.db or postgresql://user@host/database");
    // SOCI reads its connection text with quotes of its own.
    if (path.find_first_of("\"\\") != std::string::npos)
        return fail(ErrorKind::bad_request, "a store's path has no quotes and no backslashes");
    return StorePlace(std::filesystem::path(path));
}

}  // namespace porchlight
