#include "core/store/store.h"

#include "core/store/sqlite_store.h"

namespace porchlight {

Result<std::unique_ptr<Store>> open_store(const std::string& address, StoreAccess access,
                                          IsUnfavourable is_unfavourable) {
    const auto place = StorePlace::of(address);
    if (!place) return tl::unexpected(place.error());
    const bool is_file = !place->is_postgresql();
    std::error_code error;
    if (is_file && access == StoreAccess::read_only && !std::filesystem::exists(place->file, error))
        return fail(ErrorKind::not_found, "there is no store", place->file.string());
    if (is_file && access == StoreAccess::read_write)
        if (auto created = create_private_file(place->file); !created)
            return tl::unexpected(created.error());
    return guarded([&]() -> Result<std::unique_ptr<Store>> {
        auto store = std::make_unique<SqliteStore>(*place, access, std::move(is_unfavourable));
        if (auto prepared = store->prepare(); !prepared) return tl::unexpected(prepared.error());
        return std::unique_ptr<Store>(std::move(store));
    });
}

}  // namespace porchlight
