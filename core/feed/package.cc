#include "core/feed/package.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <vector>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

bool is_csv(const std::string& name) { return lower_ascii(name).ends_with(".csv"); }

Result<void> add_table(CsvPackage& package, const std::string& file_name, std::string_view bytes) {
    const auto name = lower_ascii(fs::path(file_name).filename().string());
    if (package.contains(name))
        return fail(ErrorKind::bad_request, "the package has " + name + " twice", name);
    auto table = parse_csv(name, bytes);
    if (!table) {
        // An empty file is a table without rows, as a missing one is.
        if (trimmed(bytes).empty()) return {};
        return tl::unexpected(table.error());
    }
    package.emplace(name, std::move(*table));
    return {};
}

Result<std::string> read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in && !in.eof()) return fail(ErrorKind::unavailable, "can't read " + file.string(), file.string());
    return bytes;
}

/// A name that starts with "__MACOSX" or a dot holds another program's notes, not data.
bool is_litter(const std::string& path) {
    return path.starts_with("__MACOSX") || fs::path(path).filename().string().starts_with(".");
}

struct ArchiveCloser {
    void operator()(archive* handle) const { archive_read_free(handle); }
};

Result<std::string> read_entry(archive* handle, std::size_t room) {
    std::string bytes;
    std::vector<char> buffer(1 << 16);
    for (;;) {
        const auto got = archive_read_data(handle, buffer.data(), buffer.size());
        if (got == 0) return bytes;
        if (got < 0) return fail(ErrorKind::bad_request, "the zip file is damaged");
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
        if (bytes.size() > room) return fail(ErrorKind::bad_request, "the package is too large");
    }
}

}  // namespace

Result<CsvPackage> read_folder(const fs::path& folder) {
    CsvPackage package;
    std::error_code error;
    std::size_t total = 0;
    for (const auto& place : {folder, folder / "data"}) {
        if (!fs::is_directory(place, error)) continue;
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(place, error))
            if (entry.is_regular_file(error) && is_csv(entry.path().filename().string())) files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) {
            auto bytes = read_file(file);
            if (!bytes) return tl::unexpected(bytes.error());
            if ((total += bytes->size()) > kMaxPackageBytes)
                return fail(ErrorKind::bad_request, "the package is too large", folder.string());
            if (auto added = add_table(package, file.filename().string(), *bytes); !added)
                return tl::unexpected(added.error());
        }
    }
    return package;
}

Result<CsvPackage> read_zip(const fs::path& file) {
    const std::unique_ptr<archive, ArchiveCloser> handle(archive_read_new());
    archive_read_support_format_zip(handle.get());
    if (archive_read_open_filename(handle.get(), file.c_str(), 1 << 16) != ARCHIVE_OK)
        return fail(ErrorKind::bad_request, file.filename().string() + " is not a zip file", file.string());
    CsvPackage package;
    std::size_t total = 0;
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(handle.get(), &entry)) == ARCHIVE_OK) {
        const char* path = archive_entry_pathname(entry);
        if (path == nullptr || is_litter(path) || !is_csv(path)) continue;
        auto bytes = read_entry(handle.get(), kMaxPackageBytes - total);
        if (!bytes)
            return fail(bytes.error().kind, file.filename().string() + ": " + bytes.error().message, file.string());
        total += bytes->size();
        if (auto added = add_table(package, path, *bytes); !added) return tl::unexpected(added.error());
    }
    if (status != ARCHIVE_EOF)
        return fail(ErrorKind::bad_request, file.filename().string() + " is not a zip file, or it is damaged",
                    file.string());
    return package;
}

}  // namespace porchlight
