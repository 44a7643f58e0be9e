#include "core/store/store.h"

#include "core/store/sqlite_store.h"

namespace porchlight {
namespace {

constexpr std::string_view kSqlite = "sqlite://";

Result<std::filesystem::path> file_of(const std::string& url) {
    if (url.rfind(kSqlite, 0) != 0 || url.size() == kSqlite.size())
        return fail(ErrorKind::bad_request, "a store is named sqlite:///path/store.db");
    const std::string path = url.substr(kSqlite.size());
    // SOCI reads its connection text with quotes of its own.
    if (path.find_first_of("\"\\") != std::string::npos)
        return fail(ErrorKind::bad_request, "a store's path has no quotes and no backslashes");
    return std::filesystem::path(path);
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const std::string& url, StoreAccess access,
                                          IsUnfavourable is_unfavourable) {
    const auto file = file_of(url);
    if (!file) return tl::unexpected(file.error());
    std::error_code error;
    if (access == StoreAccess::read_only && !std::filesystem::exists(*file, error))
        return fail(ErrorKind::not_found, "there is no store", file->string());
    if (access == StoreAccess::read_write)
        if (auto created = create_private_file(*file); !created)
            return tl::unexpected(created.error());
    return guarded([&]() -> Result<std::unique_ptr<Store>> {
        auto store = std::make_unique<SqliteStore>(*file, access, std::move(is_unfavourable));
        if (auto prepared = store->prepare(); !prepared) return tl::unexpected(prepared.error());
        return std::unique_ptr<Store>(std::move(store));
    });
}

}  // namespace porchlight
