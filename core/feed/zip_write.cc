#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <memory>

#include "core/feed/tabular_export.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

// 1980-01-01: the first day that a zip knows. The same data give the same bytes.
constexpr time_t kDate = 315'532'800;

struct ArchiveFree {
    void operator()(archive* handle) const { archive_write_free(handle); }
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

bool write_entry(archive* handle, const std::string& name, const std::string& bytes) {
    const std::unique_ptr<archive_entry, ArchiveFree> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), kDate, 0);
    return archive_write_header(handle, entry.get()) == ARCHIVE_OK &&
           archive_write_data(handle, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size());
}

}  // namespace

Result<void> write_zip(const std::map<std::string, std::string>& files, const std::string& out) {
    const bool to_stdout = out.empty() || out == "-";
    const auto part = out + ".part";
    const auto failed = [&] { return fail(ErrorKind::unavailable, "cannot write " + (to_stdout ? "the export" : out)); };
    const std::unique_ptr<archive, ArchiveFree> handle(archive_write_new());
    archive_write_set_format_zip(handle.get());
    const int opened = to_stdout ? archive_write_open_fd(handle.get(), 1) : archive_write_open_filename(handle.get(), part.c_str());
    if (opened != ARCHIVE_OK) return failed();
    for (const auto& [name, bytes] : files)
        if (!write_entry(handle.get(), name, bytes)) return failed();
    if (archive_write_close(handle.get()) != ARCHIVE_OK) return failed();
    std::error_code error;
    if (!to_stdout) fs::rename(part, out, error);
    if (error) return failed();
    return {};
}

}  // namespace porchlight
